"""Claims that stand apart from the record that they are about: ``claims`` at the top of a book.

Two people, or a register of new sources, add what they read from files of their own. Each entry
names the field by its path (``about: stakes.x.share``); its other keys are those of what the field
holds, a claim or an event. The entries are put behind the field's own ones before anything is
checked, so that a book says the same wherever its claims stand.

Which fields hold such lists follows from the types of the records. An entry adds to a record that
is there: of a mapping (``terms``, ``facts``) the key must be there already, save of one by party
(``holders``), where any party of the book will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import GenericAlias
from typing import Any, get_args, get_origin

from pydantic import BaseModel, Field

from dealmodel.errors import (
    BadValue,
    BookProblem,
    InputError,
    MissingKey,
    UnknownReference,
    nearest,
)
from dealmodel.records.claim import Claim
from dealmodel.records.faults import bare, record_in
from dealmodel.records.ids import Reference, SourceId
from dealmodel.records.places import SHORT
from dealmodel.records.record import Record
from dealmodel.records.text import Text

FIELD = "claims"

_Path = tuple[str | int, ...]
_SHOWN = 80
_SUGGESTED = 20
"""So many paths that lead nowhere get suggestions: comparing thousands would take minutes."""


class Addition(Record):
    """What a source says of a record's field, written elsewhere in the book: with every key of a
    claim, or of an event, of that field."""

    about: Text = Field(
        description="Path of the field, such as stakes.acme-in-target.share or "
        "agreements.supply.status."
    )
    source: SourceId = Field(description="Id of the source that says it.")


def with_additions(
    fields: Mapping[str, Any], kinds: Mapping[str, type[Record]]
) -> tuple[dict[str, Any], dict[_Path, _Path], list[BookProblem]]:
    """``fields`` of a book with the entries of its ``claims`` where they belong, for each of them
    its path there with its own, and what is wrong with the others. ``kinds`` is what each section
    holds; nothing that was given is changed.

    >>> from dealmodel.records.stake import Stake
    >>> given = {
    ...     "stakes": {"s": {"investor": "a", "investee": "b"}},
    ...     "claims": [{"about": "stakes.s.share", "says": "20 %", "source": "x"}],
    ... }
    >>> fields, moved, _ = with_additions(given, {"stakes": Stake})
    >>> fields["stakes"]["s"]["share"], moved
    ([{'says': '20 %', 'source': 'x'}], {('stakes', 's', 'share', 0): ('claims', 0)})
    """
    if FIELD not in fields:
        return dict(fields), {}, []
    folding = _Folding(fields, kinds)
    given = folding.fields.pop(FIELD)
    if isinstance(given, Mapping):
        given = (given,)
    if not isinstance(given, list | tuple):
        if given is not None:
            wrong = BadValue(
                str(given)[:_SHOWN], "a list is needed: [{about: stakes.x.share, ...}]"
            )
            folding.problems.append(BookProblem((FIELD,), wrong))
        given = ()
    for index, entry in enumerate(given):
        folding.add(index, entry)
    return folding.fields, folding.moved, folding.problems


class _Nowhere(Exception):
    """An ``about`` that leads to no list of claims; ``error`` says why."""

    def __init__(self, error: InputError) -> None:
        self.error = error


class _Broken(Exception):
    """On the way stands what is no record: that is told of itself."""


class _Folding:
    """The fields of a book while entries are put in; ``moved`` leads from each one's place to its
    entry."""

    def __init__(self, fields: Mapping[str, Any], kinds: Mapping[str, type[Record]]) -> None:
        self.fields: dict[str, Any] = dict(fields)
        self.moved: dict[_Path, _Path] = {}
        self.problems: list[BookProblem] = []
        self._kinds = kinds
        self._own: dict[_Path, Any] = {(): self.fields}
        self._short: set[tuple[str, ...]] = set()
        self._suggested = 0

    def add(self, index: int, entry: Any) -> None:
        path: _Path = (FIELD, index)
        if not isinstance(entry, Mapping):
            told = "an entry is a mapping: {about: stakes.x.share, says: ..., source: ...}"
            self.problems.append(BookProblem(path, BadValue(str(entry)[:_SHOWN], told)))
            return
        about = entry.get("about")
        if not isinstance(about, str):
            told = "needs the key 'about', which is not there: the path of what it is about"
            self.problems.append(BookProblem(path, MissingKey("about", told)))
            return
        try:
            keys = self._resolved(tuple(about.split(".")))
            into = self._list(keys)
        except _Broken:
            return
        except _Nowhere as nowhere:
            self.problems.append(BookProblem((*path, "about"), nowhere.error))
            return
        self.moved[(*keys, len(into))] = path
        into.append({key: value for key, value in entry.items() if key != "about"})

    def _resolved(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys to a list of what sources say, with the one that a file may leave out."""
        if keys[0] not in self._kinds:
            raise self._unknown(keys, 0, self._kinds, "the book has no section")
        here: Any = GenericAlias(Mapping, (str, self._kinds[keys[0]]))
        there = self.fields.get(keys[0])
        for depth, key in enumerate(keys[1:], start=1):
            above = ".".join(keys[:depth])
            if (record := record_in(here)) is not None:
                known = [name for name, leads_on in _fields(record) if leads_on]
                if key not in known:
                    raise self._unknown(keys, depth, known, f"{above} has no claims called")
                here = record.model_fields[key].annotation
            elif get_origin(bare(here)) is Mapping:
                if not self._has(key, there, here):
                    raise self._unknown(keys, depth, there or (), f"{above} has no")
                here = get_args(bare(here))[1]
            else:
                told = f"leads beyond what sources say of {above}"
                raise _Nowhere(BadValue(".".join(keys)[:_SHOWN], told, suggestions=[above]))
            there = _part(there, key)
            record = record_in(here)
            if record is not None and SHORT in record.model_fields:
                self._short.add(keys[: depth + 1])
                if depth == len(keys) - 1 and (_are_claims(there) or _part(there, SHORT)):
                    return (*keys, SHORT)
        if not _is_stated(here):
            record = record_in(here)
            fields = () if record is None else _fields(record)
            known = [name for name, leads_on in fields if leads_on] or list(there or ())
            which = ", ".join(map(str, known[:_SHOWN]))
            told = f"leads to no claims yet: go on with one of {which or 'its keys'}"
            raise _Nowhere(BadValue(".".join(keys)[:_SHOWN], told))
        return keys

    def _has(self, key: str, there: Any, mapping: Any) -> bool:
        """Whether a mapping has the key, or can get it: that of a party of the book."""
        if there is not None and not isinstance(there, Mapping):
            raise _Broken
        if key in (there or ()):
            return True
        marks = getattr(get_args(bare(mapping))[0], "__metadata__", ())
        sections = [self.fields.get(mark.section) for mark in marks if isinstance(mark, Reference)]
        return any(isinstance(section, Mapping) and key in section for section in sections)

    def _unknown(
        self, keys: tuple[str, ...], depth: int, known: Iterable[str], told: str
    ) -> _Nowhere:
        near: Sequence[str] = ()
        if self._suggested < _SUGGESTED:
            self._suggested += 1
            near = nearest(keys[depth], map(str, known))
        paths = [".".join([*keys[:depth], each, *keys[depth + 1 :]]) for each in near]
        about = ".".join(keys)[:_SHOWN]
        message = f"{about} leads nowhere: {told} {keys[depth][:_SHOWN]!r}"
        return _Nowhere(UnknownReference(about, message, suggestions=paths))

    def _list(self, keys: tuple[str, ...]) -> list[Any]:
        """The list at the end of the keys, and all on the way there, ours to change."""
        here = self.fields
        for depth, key in enumerate(keys, start=1):
            at = keys[:depth]
            if at not in self._own:
                value = here.get(key)
                if at in self._short and _are_claims(value):
                    value = {SHORT: value}
                copy = _as_list if depth == len(keys) else _as_mapping
                here[key] = self._own[at] = copy(value)
            here = self._own[at]
        found: Any = here
        return list(found) if not isinstance(found, list) else found


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    if value is not None and not isinstance(value, Mapping | Record):
        raise _Broken
    return [] if value is None else [value]


def _as_mapping(value: Any) -> dict[str, Any]:
    if isinstance(value, Record):
        return {name: getattr(value, name) for name in value.model_fields_set}
    if value is not None and not isinstance(value, Mapping):
        raise _Broken
    return dict(value or {})


def _are_claims(value: Any) -> bool:
    """Whether it is a claim or claims alone, in the place of a record."""
    return isinstance(value, list | tuple | Claim) or (
        isinstance(value, Mapping) and "says" in value
    )


def _part(value: Any, key: str) -> Any:
    """What stands under a key of a mapping or record; nothing where it is neither."""
    return value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)


def _is_stated(annotation: Any) -> bool:
    """Whether what has this type is a list of what sources say: its items name a source."""
    kind = bare(annotation)
    item = record_in(get_args(kind)[0]) if get_origin(kind) is Sequence else None
    return item is not None and "source" in item.model_fields


def _leads_on(annotation: Any) -> bool:
    """Whether there are such lists in what has this type, at any depth."""
    record = record_in(annotation)
    if record is not None:
        return any(leads_on for _, leads_on in _fields(record))
    kind = bare(annotation)
    if get_origin(kind) is Mapping:
        return _leads_on(get_args(kind)[1])
    return _is_stated(kind)


@lru_cache(maxsize=64)
def _fields(record: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of record, and whether each leads to such lists."""
    fields = record.model_fields.items()
    return tuple((name, _leads_on(field.annotation)) for name, field in fields)
