"""Our own errors on their way through pydantic, and pydantic's own as ours.

A validator raises ``fault(error)``, or ``raise_faults`` with several; pydantic adds the path and
collects them with its own. ``problems`` turns the collection into :class:`BookProblem` s.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from dealmodel.errors import BadValue, BookProblem, InputError, MissingKey, UnknownKey
from dealmodel.records.ids import PATTERN, as_id

_SHOWN = 60


def fault(error: InputError) -> PydanticCustomError:
    """``error`` as pydantic takes it from a validator."""
    return PydanticCustomError(error.code, "{message}", {"message": error.message, "error": error})


def raise_faults(record: str, faults: Iterable[tuple[tuple[str | int, ...], InputError]]) -> None:
    """Raise all ``faults``, each with its path below the record; nothing where there is none."""
    details = [InitErrorDetails(type=fault(error), loc=path, input=None) for path, error in faults]
    if details:
        raise ValidationError.from_exception_data(record, details)


def named_twice(
    field: str, ids: Sequence[str]
) -> Iterator[tuple[tuple[str | int, ...], InputError]]:
    """A fault for each id of a field that is there already."""
    for index, each in enumerate(ids):
        if each in ids[:index]:
            yield (field, index), BadValue(each, f"{each!r} is there already: name it once")


def problems(error: ValidationError, model: type[BaseModel]) -> list[BookProblem]:
    """Every error that pydantic found in a ``model``, in our words."""
    found = [_problem(details, model) for details in error.errors(include_url=False)]
    misspelt = {
        (problem.path[:-1], near)
        for problem in found
        if isinstance(problem.cause, UnknownKey)
        for near in problem.cause.suggestions
    }
    return [
        problem
        for problem in found
        if not isinstance(problem.cause, MissingKey)
        or (problem.path, problem.cause.given) not in misspelt
    ]


def innermost(model: type[BaseModel], path: Sequence[str | int]) -> tuple[str | int, ...]:
    """The path of the innermost record, at or above ``path`` below ``model``, that a list or a
    section holds: the smallest part that stands by itself."""
    here: Any = model
    found = 0
    for depth, key in enumerate(path, start=1):
        is_item = record_in(here) is None
        here = _inside(here, key)
        if is_item and record_in(here):
            found = depth
    return tuple(path[:found])


def record_in(annotation: Any) -> type[BaseModel] | None:
    """The kind of record that a value of the type is, if it is one."""
    kind = bare(annotation)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def bare(annotation: Any) -> Any:
    """``annotation`` without ``Annotated`` and ``| None``."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    arguments = [part for part in get_args(annotation) if part is not type(None)]
    if type(None) in get_args(annotation) and len(arguments) == 1:
        return bare(arguments[0])
    return annotation


def _problem(details: ErrorDetails, model: type[BaseModel]) -> BookProblem:
    path = tuple(key for key in details["loc"] if key != "[key]")
    cause = _cause(details, path, model)
    return BookProblem(path[:-1] if details["type"] == "missing" else path, cause)


def _cause(
    details: ErrorDetails, path: tuple[str | int, ...], model: type[BaseModel]
) -> InputError:
    context = details.get("ctx", {})
    given, kind = details["input"], details["type"]
    if isinstance(context.get("error"), InputError):
        cause: InputError = context["error"]
        return cause
    if kind == "missing" and isinstance(path[-1], int):
        return BadValue("", "two are needed here: [low, high]")
    if kind == "missing":
        return MissingKey(str(path[-1]), f"needs the key {path[-1]!r}, which is not there")
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), given, _keys(model, path[:-1]))
    if given is None:
        return BadValue("", "is empty: write a value")
    if kind == "literal_error":
        return _not_listed(given, get_args(bare(_at(model, path))))
    shown = _shown(given)
    return BadValue(shown, f"{shown}, where {_needed(kind, given, context)}")


def _needed(kind: str, given: object, context: Mapping[str, Any]) -> str:
    """What has to stand there instead, after "where"."""
    if kind == "string_pattern_mismatch":
        return _pattern_needed(str(given), context["pattern"])
    if kind in _NEEDED:
        return _NEEDED[kind]
    return "less is needed: it is too long" if kind.endswith("too_long") else "another is needed"


_NEEDED = {
    "string_type": "a text is needed",
    "string_too_short": "some text is needed: write it, or leave the key out",
    "string_unicode": "whole characters are needed: it has half of one (a lone surrogate)",
    "model_type": "a mapping with the record's keys is needed",
    "model_attributes_type": "a mapping with the record's keys is needed",
    "dict_type": "a mapping of ids to records is needed",
    "mapping_type": "a mapping of ids to records is needed",
    "tuple_type": 'a list is needed; of claims, such as [{says: "21%", source: id}]',
    "bool_type": "yes or no is needed",
    "bool_parsing": "yes or no is needed",
}


def _unknown_key(key: str, given: object, known: Sequence[str]) -> UnknownKey:
    message = f"there is no such key here; known are {', '.join(known)}"
    if given is None:
        message += ". If it belongs to the text before it, put the whole text in quotes"
    return UnknownKey(
        key, message, suggestions=difflib.get_close_matches(key, known, n=2, cutoff=0.65)
    )


def _not_listed(given: object, allowed: Sequence[str]) -> BadValue:
    near = difflib.get_close_matches(str(given).lower(), allowed, n=2)
    return BadValue(
        _shown(given), f"{_shown(given)} is none of {', '.join(allowed)}", suggestions=near
    )


def _pattern_needed(given: str, pattern: str) -> str:
    if pattern == PATTERN:
        near = as_id(given)
        return "an id is needed, of small letters, digits and single hyphens" + (
            f": write {near}" if near else ""
        )
    if "http" in pattern:
        return "an address is needed that starts with http:// or https:// and has no spaces"
    return "plain text is needed: take the control character out"


def _shown(given: object) -> str:
    if isinstance(given, str):
        return repr(given if len(given) <= _SHOWN else given[:_SHOWN] + "…")
    if isinstance(given, Mapping):
        return "a mapping"
    return "a list" if isinstance(given, list | tuple) else f"{type(given).__name__} {given!r:.60}"


def _keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys of the record at ``path`` below ``model``."""
    found = record_in(_at(model, path))
    return [field.alias or name for name, field in found.model_fields.items()] if found else []


def _at(model: type[BaseModel], path: Sequence[str | int]) -> Any:
    """The type of what stands at ``path`` below ``model``."""
    here: Any = model
    for key in path:
        here = _inside(here, key)
    return here


def _inside(annotation: Any, key: str | int) -> Any:
    """The type that ``key`` leads to in a value of type ``annotation``."""
    record = record_in(annotation)
    if record:
        fields = record.model_fields
        aliased = (field for field in fields.values() if field.alias == key)
        field = fields.get(str(key)) or next(aliased, None)
        return field.annotation if field else None
    arguments = get_args(bare(annotation))
    return arguments[-1] if arguments else None
