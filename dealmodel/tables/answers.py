"""The new columns of a batch of a calculation, as they fill: as decimal text, or as floats.

Text tells every number exactly, as :func:`~dealmodel.figures.decimals.decimal_text` does. A float
is the greatest not above a low end, the least not below a high end, and the nearest to a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np
import pyarrow as pa

from dealmodel.figures.decimals import Rounding, decimal_text
from dealmodel.formulas.columns import Column, taken
from dealmodel.formulas.quotients import Whole
from dealmodel.formulas.result import Result
from dealmodel.tables.digits import Part, texts
from dealmodel.tables.division import quotient_texts
from dealmodel.tables.floats import float_of, floats_of_column, floats_of_quotients
from dealmodel.tables.kernel import Integers
from dealmodel.tables.readings import HIGH, LOW, POINT

Rows = Integers | slice
"""Some rows of a batch: their numbers, or those from one to another."""

ROUNDINGS: tuple[Rounding, Rounding, Rounding] = ("down", "half_even", "up")
"""How low ends, points and high ends are rounded."""


class Answers(Protocol):
    """What is filled. A number of a ``column`` that does not tell it is left out, and its place
    among ``rows`` given back: it is put as a fraction."""

    def put_quotients(self, which: int, rows: Rows, over: Whole, under: Whole) -> Integers | None:
        """Quotients as they are; ``None`` where none of them can be put in this way."""
        ...

    def put_column(self, which: int, rows: Rows, column: Column) -> Integers:
        """Numbers that are known with a bound on the error."""
        ...

    def put_fractions(self, which: int, rows: Integers, values: Sequence[Fraction | None]) -> None:
        """Numbers one by one; ``None`` where there is none."""
        ...

    def column(self, which: int) -> pa.Array:
        """The column when it is full; rows that were not put have nothing."""
        ...


def count_of(rows: Rows) -> int:
    """How many rows there are."""
    return rows.stop - rows.start if isinstance(rows, slice) else len(rows)


def numbers_of(rows: Rows) -> Integers:
    """The numbers of the rows."""
    return np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows


class TextAnswers:
    """Ends and points as decimal text."""

    type = pa.string()

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._parts: list[list[tuple[Rows, pa.Array]]] = [[], [], []]

    def put_quotients(self, which: int, rows: Rows, over: Whole, under: Whole) -> Integers | None:
        count = count_of(rows)
        done = quotient_texts(_each(over, count), _each(under, count), ROUNDINGS[which])
        if done is None:
            return None
        written, unsure = done
        self._parts[which].append((rows, written))
        return unsure

    def put_column(self, which: int, rows: Rows, column: Column) -> Integers:
        count = count_of(rows)
        if len(column.values.high) != count:  # of constants alone
            column = taken(column, np.zeros(count, np.int64))
        return self._put_parts(which, rows, *texts(column, ROUNDINGS[which]))

    def put_fractions(self, which: int, rows: Integers, values: Sequence[Fraction | None]) -> None:
        shown = [
            None if value is None else decimal_text(value, ROUNDINGS[which]) for value in values
        ]
        self._parts[which].append((rows, pa.array(shown, pa.string())))

    def column(self, which: int) -> pa.Array:
        return _whole(self._parts[which], self._rows)

    def _put_parts(
        self, which: int, rows: Rows, parts: Sequence[Part], unsure: Integers
    ) -> Integers:
        for at, written in parts:
            is_all = len(at) == count_of(rows)
            self._parts[which].append((rows if is_all else numbers_of(rows)[at], written))
        return unsure


class FloatAnswers:
    """Ends and points as floats."""

    type = pa.float64()

    def __init__(self, rows: int) -> None:
        self._values = [np.empty(rows) for _ in range(3)]
        self._nothing: list[list[int]] = [[], [], []]

    def put_quotients(self, which: int, rows: Rows, over: Whole, under: Whole) -> Integers:
        values = self._values[which]
        if isinstance(rows, slice):
            floats_of_quotients(over, under, ROUNDINGS[which], out=values[rows])
        else:
            values[rows] = floats_of_quotients(over, under, ROUNDINGS[which])
        return np.zeros(0, np.int64)

    def put_column(self, which: int, rows: Rows, column: Column) -> Integers:
        found, unsure = floats_of_column(column, ROUNDINGS[which])
        self._values[which][rows] = found
        return np.arange(count_of(rows)) if len(unsure) and len(found) == 1 else unsure

    def put_fractions(self, which: int, rows: Integers, values: Sequence[Fraction | None]) -> None:
        self._values[which][rows] = [
            0.0 if value is None else float_of(value, ROUNDINGS[which]) for value in values
        ]
        self._nothing[which] += rows[[value is None for value in values]].tolist()

    def column(self, which: int) -> pa.Array:
        values, nothing = self._values[which], self._nothing[which]
        if not nothing:
            return pa.array(values)
        mask = np.zeros(len(values), np.bool_)
        mask[nothing] = True
        return pa.array(values, mask=mask)


class Units:
    """The unit of each row."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._parts: list[tuple[Rows, pa.Array]] = []

    def put(self, rows: Rows, unit: str | None) -> None:
        """One for some rows."""
        self._parts.append((rows, pa.repeat(pa.scalar(unit, pa.string()), count_of(rows))))

    def put_each(self, rows: Integers, units: Sequence[str | None]) -> None:
        """Each row's own."""
        self._parts.append((rows, pa.array(units, pa.string())))

    def column(self) -> pa.Array:
        """The column when it is full."""
        return _whole(self._parts, self._rows)


def put_results(
    answers: Answers, units: Units, rows: Integers, results: Sequence[Result | None]
) -> None:
    """Rows that were worked out one by one."""
    for which, name in ((LOW, "low"), (POINT, "point"), (HIGH, "high")):
        answers.put_fractions(
            which, rows, [None if each is None else getattr(each, name) for each in results]
        )
    units.put_each(rows, [None if each is None else each.unit.text for each in results])


def _each(numbers: Whole, count: int) -> Whole:
    return numbers._replace(values=np.broadcast_to(numbers.values, count))


def _whole(parts: Sequence[tuple[Rows, pa.Array]], rows: int) -> pa.Array:
    """The parts in the order of their rows; a later one replaces what was there."""
    parts = [(each, values) for each, values in parts if len(values)]
    if len(parts) == 1 and len(parts[0][1]) == rows and isinstance(parts[0][0], slice):
        return parts[0][1]
    nothing = pa.nulls(0, pa.string())
    if all(isinstance(each, slice) for each, _ in parts):
        start = 0
        for each, _ in parts:
            if isinstance(each, slice) and each.start == start:
                start = each.stop
        if start == rows and sum(len(values) for _, values in parts) == rows:
            return pa.concat_arrays([nothing, *(values for _, values in parts)])
    at = np.full(rows, -1, np.int64)
    start = 0
    for each, values in parts:
        at[each] = np.arange(start, start + len(values))
        start += len(values)
    together = pa.concat_arrays([nothing, *(values for _, values in parts)])
    return together.take(pa.array(at, mask=at < 0))
