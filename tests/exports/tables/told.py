"""Tables of small books, with every column that a workbook shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dealmodel.exports.table import Cell, Row, Value, value_of
from dealmodel.exports.tables.catalogue import COLUMNS, Tables
from dealmodel.exports.tables.checks import Checks
from dealmodel.exports.tables.places import DERIVED_SHEETS
from dealmodel.reports.deriving import report
from tests.checks.books import book


def cells(text: str, name: str, **options: Any) -> list[dict[str, Cell]]:
    """The rows of a table of the book, by the keys of their columns."""
    tables = Tables(report(book(text), **options))
    several: dict[str, Iterable[Row]] = {
        sheet.lower(): list(tables.derived(sheet)) for sheet in DERIVED_SHEETS
    }
    rows: Mapping[str, Iterable[Row]] = {
        **several,
        "agreements": tables.agreements(),
        "findings": tables.findings(),
        "sources": tables.sources.rows(),
        "checks": list(map(Checks(tables.formulas).row, tables.checks)),
        "rates": tables.rates.rows(),
        "inputs": tables.inputs.rows(),
    }
    keys = [column.key for column in COLUMNS[name]]
    return [dict(zip(keys, row.cells, strict=True)) for row in rows[name]]


def values(text: str, name: str, *keys: str, **options: Any) -> list[tuple[Value, ...]]:
    """What the cells under ``keys`` hold, row by row."""
    return [tuple(value_of(row[key]) for key in keys) for row in cells(text, name, **options)]
