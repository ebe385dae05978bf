"""A table of who holds what, row by row, as a book.

A row has a holder, what is held, the share as printed, from when to when, and its source. Rows
are read and written one by one, so that a register of any size goes through; only names are kept.
Parties go by their names, to the letter but for the spaces around them. A row that cannot be used
goes to the rejects with its line and the reason, and every other row stands; an empty share is one
that no source states. A table does not say what the parties are: all are entered as companies.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, BinaryIO, TextIO

from dealmodel.errors import (
    BookError,
    DealModelError,
    FileSyntax,
    Place,
    UsageError,
    did_you_mean,
    nearest,
)
from dealmodel.rates.period import parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.holding import StatedHolding
from dealmodel.records.ids import as_id

_LONGEST_ID = 80
_LONGEST_LINE = 1_000_000
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are called. Of ``since``, ``until`` and ``source`` any may be absent; whose
    the rows without a source are is ``publisher``."""

    holder: str = "holder"
    held: str = "held"
    share: str = "share"
    since: str | None = None
    until: str | None = None
    source: str | None = None
    publisher: str | None = None

    @property
    def needed(self) -> tuple[str, ...]:
        """Those that the table must have."""
        named = (self.holder, self.held, self.share, self.since, self.until, self.source)
        return tuple(name for name in named if name is not None)


@dataclass(frozen=True, slots=True)
class Placed:
    """How many rows became holdings, of how many parties, and how many were rejected."""

    holdings: int
    parties: int
    rejected: int


class _Unusable(Exception):
    """Why a row cannot be used."""


@dataclass(slots=True)
class _Names:
    """Ids of names, each name one id."""

    fallback: str
    ids: dict[str, str] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The id of a name."""
        if name not in self.ids:
            self.ids[name] = self.new(name)
        return self.ids[name]

    def new(self, name: str) -> str:
        """An id that nothing has."""
        wanted = as_id(name)[:_LONGEST_ID].strip("-") or self.fallback
        number = self._taken[wanted] = self._taken.get(wanted, 0) + 1
        key = wanted if number == 1 else f"{wanted}-{number}"
        if number > 1 and key in self._taken:
            return self.new(f"{name} {number}")
        self._taken.setdefault(key, 1)
        return key


def import_holdings(
    table: BinaryIO,
    columns: Columns,
    book: BinaryIO,
    rejects: TextIO,
    *,
    title: str,
    name: str = "<table>",
) -> Placed:
    """Write the book that the rows of a CSV table (UTF-8, a header first) tell of to ``book``, as
    YAML, and the rows that cannot be used to ``rejects``, with line and reason.

    >>> import io
    >>> table = io.BytesIO(b"who,whom,share\\nAcme,Target,25%\\nBolt,Target,lots\\n")
    >>> made, refused = io.BytesIO(), io.StringIO()
    >>> columns = Columns("who", "whom", publisher="Register")
    >>> import_holdings(table, columns, made, refused, title="Register")
    Placed(holdings=1, parties=2, rejected=1)
    >>> refused.getvalue().splitlines()[1].startswith("3,")
    True

    :raises FileSyntax: the table is empty, or a column is missing or there twice.
    :raises UsageError: nothing says whose the rows are.
    """
    if columns.source is None and not columns.publisher:
        raise UsageError(
            "nothing says whose these rows are: name the column of sources, or give the publisher"
        )
    parties, sources, keys = _Names("party"), _Names("source"), _Names("holding")
    rejected = csv.writer(rejects, lineterminator="\n")
    placed = refused = 0
    rows = _rows(table)
    header = next(rows, (0, []))[1]
    at = _places(header, columns, name)
    rejected.writerow(["line", "reason", *header])
    book.write(f"book: {json.dumps(title, ensure_ascii=False)}\nholdings:\n".encode())
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        try:
            if isinstance(row, _Broken):
                raise _Unusable(row.reason)
            if len(row) != len(header):
                raise _Unusable(f"{len(row)} cells under {len(header)} columns")
            record = _record({key: row[place].strip() for key, place in at.items()}, columns)
        except _Unusable as error:
            rejected.writerow([line, str(error), *row])
            refused += 1
            continue
        publisher = record.pop("publisher")
        source = sources.of(publisher)
        holder, held = (parties.of(record[end]) for end in ("holder", "held"))
        record |= {"holder": holder, "held": held}
        if "says" in record:
            record["share"] = [{"says": record.pop("says"), "source": source}]
        else:
            record["note"] = f"told by {publisher}"
        key = keys.new(f"{holder} in {held}")
        book.write(_line(key, record))
        placed += 1
    if not placed:
        book.write(b"  {}\n")
    _write_section(book, "sources", {key: {"publisher": name} for name, key in sources.ids.items()})
    told = {key: {"name": name, "kind": "company"} for name, key in parties.ids.items()}
    _write_section(book, "parties", told)
    return Placed(placed, len(parties.ids), refused)


class _Broken(list[str]):
    """A line that is no row, and why."""

    reason = ""


def _rows(table: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on. What is no UTF-8 stays, to be rejected."""
    lines = _Lines(table)
    reader = csv.reader(lines, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken = _Broken([lines.last.rstrip("\r\n")])
            broken.reason = f"no row of a table: {error}"
            yield begins, broken
            reader = csv.reader(lines, strict=True)
            continue
        yield begins + lines.before(reader), row


class _Lines:
    """The lines of a file of bytes as text, and the last of them."""

    def __init__(self, table: BinaryIO) -> None:
        self._table = table
        self.count, self.last = 0, ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._table.readline(_LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        encoding = "utf-8" if self.count else "utf-8-sig"
        self.count += 1
        text = line.decode(encoding, "surrogateescape")
        self.last = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        if len(line) > _LONGEST_LINE:
            self.last = self.last[:_SHOWN]
            self._skip_the_rest(line)
            raise csv.Error(f"a line of more than {_LONGEST_LINE:,} bytes")
        return self.last

    def _skip_the_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._table.readline(_LONGEST_LINE)

    def before(self, reader: Any) -> int:
        """How many lines were read by readers before this one."""
        return self.count - int(reader.line_num)


def _places(header: list[str], columns: Columns, name: str) -> Mapping[str, int]:
    """Where the columns stand."""
    names, place = [each.strip() for each in header], Place(name, 1)
    if not any(names):
        raise FileSyntax("the table is empty: its first line names the columns", where=place)
    found = {}
    for wanted in columns.needed:
        if names.count(wanted) > 1:
            told = f"the column {wanted!r} is there twice: give each its own name"
            raise FileSyntax(told, where=place)
        if wanted not in names:
            known = f": there are {', '.join(names)[:200]}"
            told = did_you_mean(nearest(wanted, names)) or known
            raise FileSyntax(f"there is no column {wanted!r}{told}", where=place)
        found[wanted] = names.index(wanted)
    return found


def _record(cells: Mapping[str, str], columns: Columns) -> dict[str, Any]:
    """What a row tells, names in the place of ids."""
    for name, cell in cells.items():
        if any("\ud800" <= character <= "\udfff" for character in cell):
            raise _Unusable(f"{name}: no UTF-8 text")
    record: dict[str, Any] = {}
    for key, column in (("holder", columns.holder), ("held", columns.held)):
        if not cells[column]:
            raise _Unusable(f"{column} is empty")
        record[key] = cells[column]
    if record["holder"] == record["held"]:
        raise _Unusable(f"{record['holder']!r} holds itself")
    for key, wanted in (("on", columns.since), ("ended", columns.until)):
        if wanted is not None and cells[wanted]:
            record[key] = _day(cells[wanted], wanted)
    begins, ends = record.get("on"), record.get("ended")
    if begins and ends and parse_period(ends).last < parse_period(begins).first:
        raise _Unusable(f"it ends ({ends}) before it begins ({begins})")
    if cells[columns.share]:
        fault = _fault(cells[columns.share])
        if fault:
            raise _Unusable(fault)
        record["says"] = cells[columns.share]
    publisher = (cells[columns.source] if columns.source else "") or columns.publisher
    if not publisher:
        raise _Unusable(f"{columns.source} is empty, and no publisher is given for such rows")
    record["publisher"] = publisher
    return record


def _day(text: str, name: str) -> str:
    try:
        return parse_period(text).text
    except DealModelError as error:
        raise _Unusable(f"{name}: {error.message}") from None


@lru_cache(maxsize=65_536)
def _fault(says: str) -> str | None:
    """Why a text is no share, if it is none."""
    try:
        StatedHolding(holder="a", held="b", share=[Claim(says=says, source="s")])
    except BookError as error:
        return error.problems[0].cause.message
    return None


def _write_section(book: BinaryIO, section: str, records: Mapping[str, Mapping[str, str]]) -> None:
    book.write(f"{section}:\n".encode())
    if not records:
        book.write(b"  {}\n")
    book.writelines(_line(key, record) for key, record in records.items())


def _line(key: str, record: Mapping[str, Any]) -> bytes:
    return f"  {key}: {json.dumps(record, ensure_ascii=False)}\n".encode()
