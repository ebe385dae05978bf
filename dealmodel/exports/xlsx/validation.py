"""What may be entered in an input cell: a number, of a share one from nothing to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dealmodel.exports.table import Column
from dealmodel.exports.xlsx.sheet import Sheet, accepted

_MANY = 100
"""Beyond so many separate areas all rows are held to the same: any number."""

_ANY = {"criteria": "between", "minimum": "-1E+300", "maximum": "1E+300"}
_LIMITS: Mapping[str, dict[str, Any]] = {
    "share": {"criteria": "between", "minimum": 0, "maximum": 1},
    "rate": {"criteria": ">", "value": 0},
}
_MESSAGES = {
    "share": "Enter a share from 0% to 100%.",
    "rate": "Enter a rate above 0.",
}

Areas = list[tuple[int, int]]


def validate(sheet: Sheet, columns: Sequence[Column], rows: Mapping[str, Sequence[int]]) -> None:
    """Hold the input cells of a table to numbers; ``rows`` are those of each style."""
    areas = {style: runs(numbers) for style, numbers in rows.items()}
    if sum(map(len, areas.values())) > _MANY:
        every = sorted(number for numbers in rows.values() for number in numbers)
        areas = {"number": runs(every)}
    for index, column in enumerate(columns):
        if column.is_input:
            for style, spans in areas.items():
                _hold(sheet, index, column, style, spans)


def _hold(sheet: Sheet, index: int, column: Column, style: str, areas: Areas) -> None:
    """The value is held to its limits; another number may stay on request where it is an end."""
    is_value = column.key == "value"
    limits = _LIMITS.get(style, _ANY) if is_value else _ANY
    options = {
        "validate": "decimal",
        **limits,
        "error_type": "stop" if is_value else "warning",
        "error_title": column.title,
        "error_message": _MESSAGES.get(style, "Enter a number.") if is_value else "Enter a number.",
        "other_cells": [[first - 1, index, last - 1, index] for first, last in areas[1:]],
    }
    first, last = areas[0]
    code = sheet.worksheet.data_validation(first - 1, index, last - 1, index, options)
    accepted(code, f"what may be entered on {sheet.name}")


def runs(rows: Sequence[int]) -> Areas:
    """Neighbouring rows as first and last.

    >>> runs([5, 6, 7, 9])
    [(5, 7), (9, 9)]
    """
    found: Areas = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found
