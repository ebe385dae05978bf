"""The statements of a file of BODS 0.4, each of the shape that the standard asks for.

A file is a JSON array of statements, or JSON Lines. Whatever is wrong in it comes in one
:class:`BookError`, each problem with its JSON path, line and column: what is no JSON, what is not
of the standard's shape, statements of another version, ids that are there twice, references to
nothing, shares that cannot be. Control characters are taken out of texts, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dealmodel.books.bods.shapes import Fault, Path, shown
from dealmodel.books.bods.shares import share_fault
from dealmodel.books.bods.standard import STATEMENT, VERSION
from dealmodel.books.files import source_text
from dealmodel.books.json_text import parse_json_values
from dealmodel.errors import (
    BadValue,
    BookError,
    BookProblem,
    DuplicateKey,
    FileError,
    InputError,
    OutOfRange,
    Place,
    UnknownReference,
    UnreadableFile,
)
from dealmodel.records.places import Places

MAX_BYTES = 128 * 2**20
"""Size of one file: some 90,000 statements of a book, with what they carry."""

MAX_PROBLEMS = 1_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What was declared of a record on a day; ``data`` is the statement itself."""

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.data["statementId"])

    @property
    def record(self) -> str:
        return str(self.data["recordId"])

    @property
    def kind(self) -> str:
        """``entity``, ``person`` or ``relationship``."""
        return str(self.data["recordType"])

    @property
    def details(self) -> Mapping[str, Any]:
        details: Mapping[str, Any] = self.data["recordDetails"]
        return details

    @property
    def moment(self) -> str:
        """When it was declared: a day, with its time if there is one."""
        return str(self.data["statementDate"])

    @property
    def day(self) -> str:
        return self.moment[:10]

    @property
    def is_closed(self) -> bool:
        """Whether it is the last of its record."""
        return self.data.get("recordStatus") == "closed"


def read_statements(content: str | bytes, name: str) -> tuple[list[Statement], list[str]]:
    """The statements of a file, and warnings; ``name`` stands for the file in errors."""
    try:
        file = source_text(name, content)
        if not file.text.strip():
            raise UnreadableFile("the file is empty", where=Place(name))
        parsed = parse_json_values(file)
    except FileError as error:
        where = error.where if isinstance(error.where, Place) else None
        raise BookError([BookProblem((), error, where=where)]) from None
    places = Places({(): (parsed.file, parsed.spot)})
    data = [parsed.data] if _is_statement(parsed.data) else parsed.data
    faults: list[Fault] = []
    cleaned: list[Path] = []
    data = _clean(data, (), faults, cleaned)
    faults += islice(_faults(data), MAX_PROBLEMS)
    problems = [_problem(path, cause, places) for path, cause in faults]
    problems += [_problem(each.path, each.cause, places) for each in parsed.problems]
    if problems:
        raise BookError(problems)
    return [Statement(each) for each in data], _warnings(list(dict.fromkeys(cleaned)))


def _warnings(cleaned: Sequence[Path]) -> list[str]:
    if not cleaned:
        return []
    more = f" and {len(cleaned) - 1} more texts" if cleaned[1:] else ""
    return [f"${_path(cleaned[0])}{more}: control characters are taken out"]


def _is_statement(data: Any) -> bool:
    """Whether the file is a single statement: a JSON Lines file of one line."""
    return isinstance(data, Mapping) and bool({"statementId", "recordType"} & set(data))


def _problem(path: Path, cause: InputError, places: Places) -> BookProblem:
    return BookProblem(("$", *path), cause, where=places.of(path))


def _path(path: Path) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)


def _clean(value: Any, path: Path, faults: list[Fault], cleaned: list[Path]) -> Any:
    """``value`` without control characters; the paths of those are noted, and halves of
    characters are faults."""
    if isinstance(value, list):
        return [_clean(item, (*path, at), faults, cleaned) for at, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {
            _clean(key, path, faults, cleaned): _clean(part, (*path, key), faults, cleaned)
            for key, part in value.items()
        }
    if not isinstance(value, str) or value.isprintable():
        return value
    if _SURROGATE.search(value):
        message = "a text has half of a character (a lone surrogate): write the whole of it"
        faults.append((path, BadValue(value[:20], message)))
    if _CONTROL.search(value):
        cleaned.append(path)
    return _CONTROL.sub(" ", value)


def _faults(data: Any) -> Iterator[Fault]:
    if not isinstance(data, list):
        message = f"{shown(data)}, where an array of statements is needed: this is no BODS file"
        yield (), BadValue(shown(data), message)
        return
    if not data:
        yield (), BadValue("[]", "the file has no statements")
    for at, statement in enumerate(data):
        version = _version(statement)
        if version is not None:
            yield (at,), version
            return
    malformed = list(
        islice(
            (
                ((at, *path), error)
                for at, statement in enumerate(data)
                for path, error in STATEMENT.faults(statement)
            ),
            MAX_PROBLEMS,
        )
    )
    yield from malformed
    if not malformed:
        yield from _twice(data)
        yield from _loose(data)
        yield from _impossible(data)


def _version(statement: Any) -> InputError | None:
    """What to say of a statement that is of another version of the standard."""
    if not isinstance(statement, Mapping):
        return None
    details = statement.get("publicationDetails")
    version = details.get("bodsVersion") if isinstance(details, Mapping) else None
    if isinstance(version, str) and version != VERSION:
        named = f"BODS {version[:20]}"
    elif "statementType" in statement and "recordType" not in statement:
        named = "BODS 0.3 or older"
    else:
        return None
    return BadValue(
        str(version),
        f"a statement of {named}; only {VERSION} is read, in which each statement has a recordType "
        "and recordDetails. Ask its publisher for that version, or convert the file to it first",
    )


def _twice(data: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Statements with one id, and records of one id and two types."""
    seen: dict[str, int] = {}
    types: dict[str, str] = {}
    for at, statement in enumerate(data):
        key, record, kind = (statement[k] for k in ("statementId", "recordId", "recordType"))
        if key in seen:
            message = f"the statement $[{seen[key]}] has this id, too: each needs one of its own"
            yield (at, "statementId"), DuplicateKey(key, message)
        if types.setdefault(record, kind) != kind:
            message = f"this record is also called {types[record]}: a record has one type"
            yield (at, "recordType"), BadValue(kind, message)
        seen.setdefault(key, at)


def _loose(data: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """References to records that are not there, or are of the wrong type."""
    types = {statement["recordId"]: statement["recordType"] for statement in reversed(data)}
    for at, statement in enumerate(data):
        if statement["recordType"] != "relationship":
            continue
        details = statement["recordDetails"]
        named: list[tuple[Path, Any]] = [
            *(((key,), details[key]) for key in ("subject", "interestedParty")),
            *(
                (("componentRecords", number), record)
                for number, record in enumerate(details.get("componentRecords", ()))
            ),
        ]
        for path, record in named:
            error = _reference_fault(str(path[0]), record, types)
            if error is not None:
                yield (at, "recordDetails", *path), error


def _reference_fault(key: str, record: Any, types: Mapping[str, str]) -> InputError | None:
    if not isinstance(record, str):
        return None
    if record not in types:
        message = f"there is no record {record[:60]!r} in the file: add its statement"
        return UnknownReference(record, message)
    if key == "subject" and types[record] != "entity":
        return BadValue(record, f"a subject is an entity, and {record[:60]!r} a {types[record]}")
    if key == "interestedParty" and types[record] == "relationship":
        return BadValue(record, f"{record[:60]!r} is a relationship: a party is needed")
    return None


def _impossible(data: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Shares that no number can be."""
    for at, statement in enumerate(data):
        for number, interest in enumerate(statement["recordDetails"].get("interests", ())):
            fault = share_fault(interest.get("share", {}))
            if fault is not None:
                path = (at, "recordDetails", "interests", number, "share")
                yield path, OutOfRange("a share", "", fault)
