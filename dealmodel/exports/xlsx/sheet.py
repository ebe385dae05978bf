"""One sheet, written cell by cell.

Every cell is written as what it is: text as text, whatever it looks like, and a formula only where
a table holds one. The library's return codes are all looked at; what would be cut, dropped or
refused in silence is told as a warning, or is an error.

A number is a double here, as in any spreadsheet, written with 16 digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from dealmodel.errors import OutOfRange
from dealmodel.exports.plain import clean
from dealmodel.exports.table import Address, Cell, Column, Held, Link, Live, Row
from dealmodel.exports.tables.places import letters
from dealmodel.exports.xlsx.theme import Role, Theme, fitting
from dealmodel.figures.decimals import decimal_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_LINKS = 65_000
"""Rows of a sheet, characters of a cell, links of a sheet: what the file format holds."""

_IN_FULL = ("Inputs", "Rates", "Control")
"""Sheets that show every digit of money."""
_CUT = " […]"
_FIRST_DAY = date(1900, 3, 1)
"""From here on every program counts days alike."""


def accepted(code: int | None, what: str) -> None:
    """Look at a return code of the library, which is 0 where all is well.

    :raises OutOfRange: it refused ``what``.
    """
    if code:
        raise OutOfRange(
            what,
            str(code),
            f"{what} could not be written (code {code}): a sheet holds {MAX_ROWS} rows; export a "
            "table of this size as .csv or .parquet",
        )


class Sheet:
    """Writes to one sheet, row after row."""

    def __init__(self, worksheet: Worksheet, theme: Theme, warnings: list[str]) -> None:
        self.worksheet, self.theme, self.name = worksheet, theme, worksheet.get_name()
        self._warnings = warnings
        self._in_full = self.name in _IN_FULL
        self._links = 0
        self._bold = self._fixed = False

    def row(self, number: int, row: Row, columns: Sequence[Column]) -> None:
        """Write a row of a table; ``number`` is the sheet's own, from 1."""
        self._bold, self._fixed = row.is_result, row.is_fixed
        styles = (row.style, *row.others)
        for index, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            if cell is not None or (column.is_input and not row.is_fixed):
                self.cell(number, index, cell, column, styles[column.unit])
        self._bold = self._fixed = False

    def cell(self, row: int, index: int, cell: Cell, column: Column, style: str) -> None:
        """Write one cell of a table."""
        style = column.style or style
        # What is most frequent comes first, and fractions last: asking for one is slow.
        if isinstance(cell, str):
            role: Role = "wrapped" if column.wraps else "text"
            is_number = column.kind == "number"
            self.text(
                row, index, cell, "input" if column.is_input else role, style if is_number else ""
            )
        elif isinstance(cell, Live):
            is_number = column.kind == "number"
            self.live(row, index, cell, style if is_number else "", wraps=column.wraps)
        elif isinstance(cell, Link | Address):
            self.link(row, index, cell)
        elif isinstance(cell, Held):
            self.number(row, index, cell.value, "held", style)
        elif isinstance(cell, date):
            self.day(row, index, cell)
        elif cell is None:
            self._done(
                self.worksheet.write_blank(row - 1, index, None, self._format("input", style)),
                row,
                index,
            )
        else:
            is_input = column.is_input and not self._fixed
            self.number(row, index, cell, "input" if is_input else "plain", style)

    def spare(self, row: int, index: int) -> None:
        """Mark an empty cell that may be filled."""
        form = self._format("spare")
        self._done(self.worksheet.write_blank(row - 1, index, None, form), row, index)

    def text(self, row: int, index: int, text: str, role: Role = "text", style: str = "") -> None:
        """Write text, cleaned of what no cell may hold; what is too long is cut, and told."""
        written = self._fit(text, row, index)
        self._done(
            self.worksheet.write_string(row - 1, index, written, self._format(role, style)),
            row,
            index,
        )

    def header(self, row: int, index: int, column: Column) -> None:
        """Write a column's title, above its numbers on their side."""
        self.text(row, index, column.title, "header", "right" if column.kind == "number" else "")

    def number(self, row: int, index: int, value: Fraction, role: Role, style: str) -> None:
        """Write a number.

        :raises OutOfRange: no spreadsheet holds one of that size.
        """
        form = self._format(role, fitting(style, value, in_full=self._in_full))
        self._done(
            self.worksheet.write_number(row - 1, index, self._double(value, row, index), form),
            row,
            index,
        )

    def live(self, row: int, index: int, cell: Live, style: str, *, wraps: bool = False) -> None:
        """Write a formula with its value."""
        value = cell.value
        role: Role = "link" if cell.is_link else "formula"
        shown: float | str = ""
        if isinstance(value, Fraction):
            style = fitting(style, value, in_full=self._in_full)
            shown = self._double(value, row, index)
        elif value is not None:
            shown = str(value)
        form = self.theme.format(role, style, bold=self._bold, wraps=wraps)
        self._done(
            self.worksheet.write_formula(row - 1, index, cell.formula, form, shown), row, index
        )

    def day(self, row: int, index: int, day: date) -> None:
        """Write a day as a date, or as text where programs disagree on its number."""
        if day < _FIRST_DAY:
            self.text(row, index, day.isoformat())
            return
        form = self._format("day")
        self._done(self.worksheet.write_datetime(row - 1, index, day, form), row, index)

    def link(self, row: int, index: int, link: Link | Address) -> None:
        """Write text that leads to a cell or to a page; as mere text where the sheet has all links
        it can."""
        self._links += 1
        if self._links > MAX_LINKS:
            if self._links == MAX_LINKS + 1:
                self._warn(
                    row, index, f"a sheet holds {MAX_LINKS} links: from here on none lead on"
                )
            self.text(row, index, link.text)
            return
        form = self._format("link")
        text = self._fit(link.text, row, index)
        target = f"internal:{link.target}" if isinstance(link, Link) else link.text
        code = self.worksheet.write_url(row - 1, index, target, form, text)
        self._done(code, row, index)

    def _format(self, role: Role, style: str = "") -> Format:
        return self.theme.format(role, style, bold=self._bold)

    def comment(self, row: int, index: int, text: str) -> None:
        """Write a comment on a cell."""
        code = self.worksheet.write_comment(
            row - 1, index, self._fit(text, row, index), {"author": "dealmodel", "x_scale": 2}
        )
        self._done(code, row, index)

    def _double(self, value: Fraction, row: int, index: int) -> float:
        try:
            return value.numerator / value.denominator
        except OverflowError:
            where = f"{self.name}!{letters(index)}{row}"
            raise OutOfRange(
                where,
                decimal_text(value)[:20],
                f"{where}: no spreadsheet holds a number of more than 308 digits: export the book "
                "as .csv or .json",
            ) from None

    def _fit(self, text: str, row: int, index: int) -> str:
        cleaned = clean(text)
        if cleaned != text:
            self._warn(row, index, "characters that no file can hold are shown as �")
        if len(cleaned) > MAX_TEXT:
            self._warn(row, index, f"text of {len(cleaned)} characters is cut to {MAX_TEXT}")
            cleaned = cleaned[: MAX_TEXT - len(_CUT)] + _CUT
        # The library takes text between these tags for markup of its own.
        return f"{cleaned} " if cleaned.startswith("<r>") and cleaned.endswith("</r>") else cleaned

    def _warn(self, row: int, index: int, message: str) -> None:
        self._warnings.append(f"{self.name}!{letters(index)}{row}: {message}")

    def _done(self, code: int | None, row: int, index: int) -> None:
        if code:
            accepted(code, f"{self.name}!{letters(index)}{row}")
