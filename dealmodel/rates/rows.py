"""A line of a CSV of rates: its cells with their places, and what a day, a rate and a currency are.

Fields are separated by commas and may stand in double quotes; a quote in a quoted field is doubled.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.dataclass import dataclass
from dealmodel.errors import DateError, FileError, OutOfRange, Place, UnknownCurrency
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.history import Pair
from dealmodel.rates.period import parse_period

Entry = tuple[str, dict[Pair, str], object]
"""The day of a row, its rates, and what no other row may be about."""

_CELL = lazy_pattern(r'[ \t]*"((?:[^"]|"")*)"[ \t]*|([^",]*)')
_RATE = lazy_pattern(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_ZERO = lazy_pattern(r"[0.]+(?:[eE].*)?")
_GROUPED = lazy_pattern(r"[0-9]{1,3}(?:[ ,][0-9]{3})+(?:\.[0-9]*)?")
_BANKS_DAY = lazy_pattern(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file."""

    file: str
    number: int
    text: str

    def cells(self) -> list[str]:
        if '"' not in self.text:
            return [cell.strip() for cell in self.text.split(",")]
        # Loaded here: most files have no quotes. What it makes of a stray quote is no number.
        import csv

        try:
            cells = next(csv.reader((self.text,), skipinitialspace=True, strict=True))
        except csv.Error:
            cells = [cell for cell, _ in self._split()]
        return [cell.strip() for cell in cells]

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
            content = cell[group].replace('""', '"') if group == 1 else cell[group]
            yield content, cell.start(group) + indent + 1
            if end == len(self.text):
                return
            position = end + 1


def day_in(row: Row, index: int, cell: str) -> str:
    """The day in a cell, as ``2025-04-26``; the bank's daily file writes ``26 April 2025``."""
    written = _BANKS_DAY.fullmatch(cell)
    plain = cell
    if written and written[2] in _MONTHS:
        plain = f"{written[3]}-{_MONTHS.index(written[2]) + 1:02}-{int(written[1]):02}"
    try:
        period = parse_period(plain)
    except DateError as error:
        raise DateError(cell, error.message, error.readings, where=row.place(index)) from error
    if not period.is_day:
        raise DateError(cell, f"{cell} is not a day, such as 2025-04-26", where=row.place(index))
    return period.first.isoformat()


def rate_in(row: Row, index: int, cell: str) -> str:
    """The rate in a cell, as written."""
    if not _RATE.fullmatch(cell):
        if cell.startswith("-"):
            raise OutOfRange("rate", cell, f"{cell[:40]} is below 0", where=row.place(index))
        hint = ": write it without thousands separators" if _GROUPED.fullmatch(cell) else ""
        raise row.fault(index, f"{cell[:40]!r} is not a rate such as 1.1357{hint}")
    if _ZERO.fullmatch(cell):
        raise OutOfRange("rate", cell, "a rate of 0 converts nothing", where=row.place(index))
    return cell


def check_currency(row: Row, index: int, code: str) -> None:
    """Raises :class:`UnknownCurrency` at the cell."""
    if code not in CURRENCIES:
        raise UnknownCurrency(code, SUGGESTED, where=row.place(index))
