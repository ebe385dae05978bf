"""What a workbook's formula cells are due to show: the exact values, from the tables' own rows.

An engine computes in doubles, so that a value may be off by a 10**-12th part of its *size*: of
itself, or of the numbers that it is a small difference of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from openpyxl import Workbook

from dealmodel.exports.table import Cell as Content
from dealmodel.exports.table import Column, Live, Row, value_of
from dealmodel.exports.tables import inputs, rates
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.checks import Checks
from dealmodel.exports.tables.places import DERIVED_SHEETS, FIRST, HEADER, letters
from dealmodel.exports.xlsx.writing import Written, write_workbook
from dealmodel.reports.deriving import Report
from tests.exports.altered import CALCULATED, CELL, sheet_parts
from tests.exports.engines import Cell, Value

TOLERANCE = Fraction(1, 10**12)


@dataclass(frozen=True, slots=True)
class Due:
    """What a cell must show, and of what size a number may be off by a trifle."""

    value: Fraction | str
    size: Fraction = Fraction(0)

    def is_met(self, shown: Value | None) -> bool:
        if isinstance(self.value, str) or not isinstance(shown, float):
            return type(shown) is type(self.value) and shown == self.value
        off = abs(Fraction(shown) - self.value)
        return off <= TOLERANCE * max(abs(self.value), self.size)


def exported(report: Report, path: Path, *, presentation: bool = False) -> Written:
    """Write the report's workbook to a file."""
    with path.open("wb") as file:
        return write_workbook(report, file, presentation=presentation)


def kept(path: Path) -> dict[Cell, tuple[str, Value]]:
    """Each formula cell with its formula and the value that stands beside it in the file."""
    found: dict[Cell, tuple[str, Value]] = {}
    with ZipFile(path) as file:
        for part, sheet in sheet_parts(file).items():
            text = file.read(part).decode()
            for address, _, kind, content in CELL.findall(text):
                calculated = CALCULATED.fullmatch(content)
                if calculated is not None:
                    formula, value = (unescape(each) for each in calculated.groups())
                    shown = value if kind == "str" or not value else float(value)
                    found[sheet, address] = f"={formula[len('<f>') : -len('</f>')]}", shown
    return found


def due(report: Report) -> dict[Cell, Due]:
    """Each formula cell of the tables' sheets, with its exact value."""
    tables = Tables(report, with_control=True)
    found: dict[Cell, Due] = {}
    for sheet in DERIVED_SHEETS:
        rows = list(tables.derived(sheet))
        sizes = {
            cell.replace("$", "").partition("!")[2]: each.made_of
            for each in tables.answers[sheet]
            for cell in (each.where.low, each.where.point, each.where.high)
            if each.made_of
        }
        assert max((each.where.row for each in tables.answers[sheet]), default=FIRST - 1) == (
            FIRST - 1 + len(rows)
        )
        found |= _cells(sheet, rows, sizes)
    found |= _cells("Findings", list(tables.findings()))
    found |= _cells("Checks", list(Checks(tables.inputs.constant).rows(tables.flags)))
    found |= _cells("Rates", list(tables.rates.rows()))
    found |= _cells("Inputs", list(tables.inputs.rows()))
    return found


def _cells(
    sheet: str, rows: list[Row], sizes: Mapping[str, Fraction | None] = MappingProxyType({})
) -> dict[Cell, Due]:
    found = {}
    for number, row in enumerate(rows, FIRST):
        for index, cell in enumerate(row.cells):
            if isinstance(cell, Live):
                assert isinstance(cell.value, Fraction | str)
                address = f"{letters(index)}{number}"
                found[sheet, address] = Due(cell.value, sizes.get(address) or Fraction(0))
    return found


def unmet(
    shown: Mapping[Cell, Value], expected: Mapping[Cell, Due]
) -> dict[Cell, tuple[Value | None, float | str]]:
    """The cells that do not show what they are due to."""
    return {
        cell: (shown.get(cell), each.value if isinstance(each.value, str) else float(each.value))
        for cell, each in expected.items()
        if not each.is_met(shown.get(cell))
    }


_NUMBERS = ("value", "low", "high", "less", "more")
"""The keys of a number, its ends, and how far they are from it."""

Typed = Decimal | str | None
Shown = Any
"""A cell as openpyxl reads it."""


def changes(before: Report, after: Report) -> dict[Cell, Typed]:
    """What a user has to enter in the workbook of ``before`` to make its claims and rates those of
    ``after``; the claims are the same ones. Formulas that are in both stay."""
    old = _numbers(before)
    found: dict[Cell, Typed] = {}
    for cell, content in _numbers(after).items():
        if content != old[cell]:
            are_formulas = isinstance(content, Live) and isinstance(old[cell], Live)
            assert not are_formulas or content.formula == old[cell].formula
            if not are_formulas:
                found[cell] = _typed(value_of(content))
    return found


def _numbers(report: Report) -> dict[Cell, Content]:
    """The cells of the numbers of claims and rates."""
    tables = Tables(report, with_control=True)
    for sheet in DERIVED_SHEETS:
        for _ in tables.derived(sheet):
            pass
    claims = [row for row in tables.inputs.rows() if row.cells[RECORD] is not None]
    return _of("Inputs", inputs.COLUMNS, claims) | _of("Rates", rates.COLUMNS, tables.rates.rows())


def _of(sheet: str, columns: Sequence[Column], rows: Iterable[Row]) -> dict[Cell, Content]:
    keys = [column.key for column in columns]
    return {
        (sheet, f"{letters(keys.index(key))}{number}"): row.cells[keys.index(key)]
        for number, row in enumerate(rows, FIRST)
        for key in _NUMBERS
        if key in keys
    }


RECORD = [column.key for column in inputs.COLUMNS].index("record")


def _typed(value: object) -> Typed:
    if isinstance(value, Fraction):
        return Decimal(repr(float(value)))
    assert value is None or isinstance(value, str)
    return value


def table(workbook: Workbook, sheet: str) -> Iterator[tuple[int, dict[str, Shown]]]:
    """The rows of a sheet's table, each with its number and its cells by the titles above them; up
    to the first row without any text, as a reader sees the table."""
    if sheet not in workbook.sheetnames:  # it would be empty
        return
    rows = workbook[sheet].iter_rows(min_row=HEADER)
    titles = [cell.value for cell in next(rows)]
    for row in rows:
        cells = {str(title): cell for title, cell in zip(titles, row, strict=False) if title}
        if all(cell.value is None for cell in cells.values()):
            return
        yield row[0].row, cells
