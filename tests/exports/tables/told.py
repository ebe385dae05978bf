"""Tables of small books, with every column that a workbook shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dealmodel.exports.table import Cell, Row, Value, value_of
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.catalogue import COLUMNS, Tables
from dealmodel.exports.tables.checks import Checks
from dealmodel.exports.tables.grid import Grid
from dealmodel.exports.tables.places import DERIVED_SHEETS, FIRST
from dealmodel.reports.deriving import report
from tests.checks.books import book


def cells(text: str, name: str, **options: Any) -> list[dict[str, Cell]]:
    """The rows of a table of the book, by the keys of their columns; of a sheet of answers, an
    answer after the other, by the names of their fields."""
    tables = Tables(report(book(text), **options))
    several = {sheet.lower(): list(answers(tables, sheet)) for sheet in DERIVED_SHEETS}
    if name in several:
        return several[name]
    rows: Mapping[str, Iterable[Row]] = {
        "agreements": tables.agreements(),
        "findings": tables.findings(),
        "sources": tables.sources.rows(),
        "checks": Checks(tables.inputs.constant).rows(tables.flags),
        "rates": tables.rates.rows(),
        "inputs": tables.inputs.rows(),
    }
    keys = [column.key for column in COLUMNS[name]]
    return [dict(zip(keys, row.cells, strict=True)) for row in rows[name]]


def answers(tables: Tables, sheet: str) -> Iterator[dict[str, Cell]]:
    """The answers of a sheet of a workbook, each as the fields of its place in a line."""
    rows, grid = list(tables.derived(sheet)), tables.grid(sheet)
    for each in tables.answers[sheet]:
        part, unit = part_of(each, grid)
        row = rows[each.where.row - FIRST].cells
        found: dict[str, Cell] = {
            key: row[at]
            for place in (("unit", unit), ("row", 0), (part, unit))
            for key, at in grid.fields(*place).items()
        }
        found["unit"] = row[grid.fields("main", unit)["unit"]]
        found["subject"] = row[grid.fields("main", 0)["subject"]]
        yield {"rate": None, **found, "name": each.name, "answer": each.label}


def part_of(answer: Answered, grid: Grid) -> tuple[str, int]:
    """Which part of its line an answer is, and in which of its units."""
    where = answer.where
    places: Sequence[tuple[str, int]] = [
        (part, unit) for part, unit, field in grid.index if field == "low" and part != "holders"
    ]
    [found] = [
        each for each in places if grid.placed(where.sheet, where.row, *each).low == where.low
    ]
    return found


def values(text: str, name: str, *keys: str, **options: Any) -> list[tuple[Value, ...]]:
    """What the cells under ``keys`` hold, row by row."""
    return [tuple(value_of(row[key]) for key in keys) for row in cells(text, name, **options)]
