"""Every id that a record mentions must be in the book.

Fields that hold ids carry a :class:`Reference` in their type; a walk that collects them is made
from the types once for each kind of record. It goes over records and over the mappings that
records are made from alike, so that a record with a fault of its own does not hide its others.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from dealmodel.errors import BookProblem, UnknownReference
from dealmodel.records.ids import Reference, is_id
from dealmodel.records.record import Record

_SUGGESTED = 20
"""So many unknown ids get suggestions; comparing thousands with thousands would take minutes."""

_Path = tuple[str | int, ...]


class _Mention(NamedTuple):
    path: _Path
    reference: Reference
    text: str


_Walk = Callable[[Any, _Path, list[_Mention]], None]


def unknown_references(
    kinds: Mapping[str, type[Record]], sections: Mapping[str, Mapping[str, Any]]
) -> list[BookProblem]:
    """A problem for each id that ``sections`` mention and do not have.

    ``kinds`` is what each section holds. Ids of a section that is not given are not looked up.
    """
    mentions: list[_Mention] = []
    for section, records in sections.items():
        for key, record in records.items():
            _record_walk(kinds[section])(record, (section, key), mentions)
    unknown = [
        mention
        for mention in mentions
        if is_id(mention.text)
        and mention.text not in sections.get(mention.reference.section, (mention.text,))
    ]
    asked = dict.fromkeys((mention.reference.section, mention.text) for mention in unknown)
    near = {
        (section, text): difflib.get_close_matches(text, sections[section], n=2)
        for section, text in list(asked)[:_SUGGESTED]
    }
    return [
        BookProblem(path, _error(text, reference, near.get((reference.section, text), [])))
        for path, reference, text in unknown
    ]


def _error(text: str, reference: Reference, near: Sequence[str]) -> UnknownReference:
    message = f"there is no {text!r} among the book's {reference.section}: add it, or name another"
    if reference.or_name:
        message += "; a person's name is written with its capitals"
    return UnknownReference(text, message, section=reference.section, suggestions=near)


@lru_cache(maxsize=64)
def _record_walk(kind: type[Record]) -> _Walk:
    walks = [
        (name, walk)
        for name, field in kind.model_fields.items()
        if (walk := _walk(field.annotation, field.metadata)) is not None
    ]

    def record(value: Any, path: _Path, mentions: list[_Mention]) -> None:
        fields = value.__dict__ if type(value) is kind else value
        for name, walk in walks if isinstance(fields, Mapping) else ():
            part = fields.get(name)
            if part:
                walk(part, (*path, name), mentions)

    return record


def _walk(annotation: Any, metadata: Sequence[Any] = ()) -> _Walk | None:
    """How ids are found in a value of the type; ``None`` where there can be none."""
    reference = next((mark for mark in metadata if isinstance(mark, Reference)), None)
    if reference is not None:
        return _id_walk(reference)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _record_walk(annotation)
    if get_origin(annotation) is Annotated:
        bare, *marks = get_args(annotation)
        return _walk(bare, marks)
    parts = [_walk(part) for part in get_args(annotation) if part is not NoneType]
    found = next(filter(None, parts), None)
    if found is not None and get_origin(annotation) is Mapping:
        return _mapping_walk(*parts)
    if found is not None and get_origin(annotation) is Sequence:
        return _list_walk(found)
    return found  # of T | None


def _id_walk(reference: Reference) -> _Walk:
    def walk(value: Any, path: _Path, mentions: list[_Mention]) -> None:
        if isinstance(value, str):
            mentions.append(_Mention(path, reference, value))

    return walk


def _list_walk(of_item: _Walk) -> _Walk:
    def walk(value: Any, path: _Path, mentions: list[_Mention]) -> None:
        items = value if isinstance(value, list | tuple) else (value,)
        for index, item in enumerate(items):
            of_item(item, (*path, index), mentions)

    return walk


def _mapping_walk(of_key: _Walk | None, of_item: _Walk | None) -> _Walk:
    def walk(value: Any, path: _Path, mentions: list[_Mention]) -> None:
        for key, item in value.items() if isinstance(value, Mapping) else ():
            if of_key is not None:
                of_key(key, (*path, key), mentions)
            if of_item is not None:
                of_item(item, (*path, key), mentions)

    return walk
