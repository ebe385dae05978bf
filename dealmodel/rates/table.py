"""A CSV of the user's own rates, as a source of rates.

Two shapes, told by the header. Wide, as the ECB publishes: ``date,USD,CNY``, a day a row, units of
each currency for one euro; ``date/USD`` as the first header makes it units for one dollar. Long:
``date,base,quote,rate``, a rate a row, units of ``quote`` for one ``base``. A wide cell that is
empty or ``N/A`` has no rate. Days come in any order.

The text is UTF-8; fields are separated by commas and may stand in double quotes. Every row is read
and every bad one reported, in one error; a table with a bad row gives no rates. Lookups follow the
policies of any history, and irrevocable euro ratios and redenominations hold here too.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dealmodel.errors import (
    DateError,
    FileError,
    InputError,
    OutOfRange,
    Place,
    TableError,
    UnknownCurrency,
    UnreadableFile,
    reason_of,
)
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.rates.history import NO_RATE, History, Pair
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import Clock, today

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read."""

_LONG = ["date", "base", "quote", "rate"]
_CELL = re.compile(r'[ \t]*"([^"]*)"[ \t]*|([^",]*)')
_RATE = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_ZERO = re.compile(r"[0.]+(?:[eE].*)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ ,][0-9]{3})+(?:\.[0-9]*)?")


def table_rates(path: str, clock: Clock = today) -> HistoryRates:
    """The rates in the CSV file ``path``.

    Raises :class:`UnreadableFile`, or :class:`TableError` with every bad row.
    """
    return HistoryRates(path, path, parse_table(_read(path), path), clock)


def parse_table(text: str, file: str = "rates.csv") -> History:
    """The history in the text of a CSV; ``file`` is named in errors.

    >>> parse_table("date,USD\\n2025-04-25,1.1357\\n2025-04-24,1.1376").lines
    ['2025-04-24,1.1376', '2025-04-25,1.1357']
    """
    numbered = enumerate(text.split("\n"), start=1)
    rows = [_Row(file, number, line.rstrip("\r")) for number, line in numbered if line.strip()]
    if not rows:
        raise UnreadableFile("the table is empty", where=Place(file))
    try:
        columns = _columns(rows[0])
    except InputError as error:
        raise TableError(file, [error]) from error
    published: dict[str, dict[Pair, str]] = {}
    lines_of: dict[object, int] = {}
    problems: list[InputError] = []
    for row in rows[1:]:
        try:
            day, rates, key = _entries(row, columns)
            known = lines_of.setdefault(key, row.number)
            if known != row.number:
                raise row.fault(0, f"this is on line {known} already: one of the two must go")
            published.setdefault(day, {}).update(rates)
        except InputError as error:
            problems.append(error)
    if problems:
        raise TableError(file, problems)
    if not any(published.values()):
        raise UnreadableFile("there are no rates in the table", where=Place(file))
    return _history(published)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file."""

    file: str
    number: int
    text: str

    def cells(self) -> list[str]:
        if '"' not in self.text:
            return [cell.strip() for cell in self.text.split(",")]
        return [cell.strip() for cell, _ in self._split()]

    def place(self, index: int) -> Place:
        """Where a cell starts."""
        cells = list(self._split())
        column = cells[index][1] if index < len(cells) else 1
        return Place(self.file, self.number, column, self.text)

    def fault(self, index: int, message: str) -> FileError:
        return FileError(message, where=self.place(index))

    def _split(self) -> Iterator[tuple[str, int]]:
        """Each cell and the column it starts at."""
        position = 0
        while True:
            cell = _CELL.match(self.text, position)
            end = cell.end() if cell else position
            if cell is None or self.text[end : end + 1] not in ("", ","):
                where = Place(self.file, self.number, end + 1, self.text)
                raise FileError("a double quote is out of place", where=where)
            group = 2 if cell[1] is None else 1
            indent = len(cell[group]) - len(cell[group].lstrip())
            yield cell[group], cell.start(group) + indent + 1
            if end == len(self.text):
                return
            position = end + 1


Columns = Sequence[Pair | None] | None
"""What the columns after the day hold; None stands for the long shape, or an unused column."""


def _columns(header: _Row) -> Columns:
    first, *rest = header.cells()
    if [name.lower() for name in (first, *rest)] == _LONG:
        return None
    name, _, base = first.partition("/")
    base = base or "EUR"
    while rest and not rest[-1]:
        rest.pop()
    if name.lower() != "date" or not rest:
        raise header.fault(
            0, "the first row must be date,USD,CNY,... or date,base,quote,rate, with commas"
        )
    _check_currency(header, 0, base)
    for index, code in enumerate(rest, start=1):
        _check_currency(header, index, code)
        if code == base:
            raise header.fault(index, f"{code} is what the others are counted in")
        if code in rest[: index - 1]:
            raise header.fault(index, f"{code} is in the header twice")
    unused = [None] * (len(header.cells()) - 1 - len(rest))
    return [*((base, code) for code in rest), *unused]


def _entries(row: _Row, columns: Columns) -> tuple[str, dict[Pair, str], object]:
    """The day of a row, its rates, and what no other row may be about."""
    cells = row.cells()
    expected = len(_LONG) if columns is None else len(columns) + 1
    if len(cells) != expected:
        raise row.fault(
            0,
            f"{len(cells)} fields where the header has {expected} "
            "(a number with a comma in it counts as two)",
        )
    day = _day(row, cells[0])
    if columns is None:
        base, quote = cells[1:3]
        for index in (1, 2):
            _check_currency(row, index, cells[index])
        if base == quote:
            raise row.fault(2, f"a rate is between two currencies, not {base} and {quote}")
        return day, {(base, quote): _rate(row, 3, cells[3])}, (day, frozenset((base, quote)))
    rates = {}
    for index, (pair, cell) in enumerate(zip(columns, cells[1:], strict=True), start=1):
        if pair is None and cell:
            raise row.fault(index, "there is no currency above this")
        if pair and cell not in NO_RATE:
            rates[pair] = _rate(row, index, cell)
    return day, rates, day


def _day(row: _Row, cell: str) -> str:
    try:
        period = parse_period(cell)
    except DateError as error:
        raise DateError(cell, error.message, error.readings, where=row.place(0)) from error
    if not period.is_day:
        raise DateError(cell, f"{cell} is not a day, such as 2025-04-26", where=row.place(0))
    return cell


def _rate(row: _Row, index: int, cell: str) -> str:
    if not _RATE.fullmatch(cell):
        if cell.startswith("-"):
            raise OutOfRange("rate", cell, f"{cell[:40]} is below 0", where=row.place(index))
        hint = ": write it without thousands separators" if _GROUPED.fullmatch(cell) else ""
        raise row.fault(index, f"{cell[:40]!r} is not a rate such as 1.1357{hint}")
    if _ZERO.fullmatch(cell):
        raise OutOfRange("rate", cell, "a rate of 0 converts nothing", where=row.place(index))
    return cell


def _check_currency(row: _Row, index: int, code: str) -> None:
    if code not in CURRENCIES:
        raise UnknownCurrency(code, SUGGESTED, where=row.place(index))


def _history(published: dict[str, dict[Pair, str]]) -> History:
    pairs: Iterable[Pair] = dict.fromkeys(pair for rates in published.values() for pair in rates)
    fields = {pair: field for field, pair in enumerate(pairs, start=1)}
    return History(
        fields,
        [
            ",".join([day, *(rates.get(pair, "") for pair in fields)])
            for day, rates in sorted(published.items())
        ],
    )


def _read(path: str) -> str:
    place = Place(path)
    try:
        info = os.stat(path)
        if stat.S_ISDIR(info.st_mode):
            raise UnreadableFile("this is a folder: give a CSV file of rates", where=place)
        if not stat.S_ISREG(info.st_mode):
            raise UnreadableFile("this is not an ordinary file", where=place)
        if info.st_size > MAX_BYTES:
            raise UnreadableFile(f"the file is larger than {MAX_BYTES} bytes", where=place)
        with open(path, "rb") as stream:
            text = stream.read(MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("this is not UTF-8 text", where=place) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"cannot be read: {reason_of(error)}", where=place) from error
    if "\0" in text:
        raise UnreadableFile("this is binary, not the text of a CSV", where=place)
    return text
