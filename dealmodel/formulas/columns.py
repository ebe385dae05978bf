"""Reads a formula as columns: the shape of a tree over many rows at once.

What comes out is near the true values, never more than its own ``error`` away, and tells how long a
decimal expansion with an end can be: so whoever prints it knows which digits are sure, and asks
for the rest exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, log2
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dealmodel.formulas.doubles import (
    Doubles,
    Floats,
    constant,
    negative,
    product,
    quotient,
    total,
)
from dealmodel.formulas.ranges.shapes import (
    ADD,
    CONSTANT,
    DIVIDE,
    LEAF,
    MULTIPLY,
    NEGATE,
    SUBTRACT,
    Shape,
)

_MOST = 12
"""A higher power is left to fractions."""


class Column(NamedTuple):
    """The values of one leaf or of one formula, row by row.

    Of each as a fraction in lowest terms: what is below the line has no more than ``places`` twos
    and no more fives, and what is above it no more than ``twins``; one number is for all rows.
    ``is_finite``: below the line is nothing but twos and fives.
    """

    values: Doubles
    places: float | Floats
    twins: float | Floats
    is_finite: bool


def column_of(shape: Shape, leaves: Sequence[Column]) -> Column | None:
    """The formula, row by row; ``None`` for one with a power too high.

    >>> from dealmodel.formulas.expression import Leaf
    >>> from dealmodel.formulas.ranges.shapes import shape_of
    >>> shape, _ = shape_of(Leaf("paid") / Leaf("stake"))
    >>> found = column_of(shape, [constant_column(Fraction(6)), constant_column(Fraction(3, 10))])
    >>> found.values.high.tolist(), found.places
    ([20.0], 0)
    """
    done: list[Column] = []
    with np.errstate(all="ignore"):
        for operation, a, b in shape:
            if operation == LEAF:
                done.append(leaves[a])
            elif operation == CONSTANT:
                done.append(constant_column(Fraction(a, b)))
            elif operation == NEGATE:
                done.append(done[a]._replace(values=negative(done[a].values)))
            elif operation == ADD:
                done.append(_sum(done[a], done[b], done[b].values))
            elif operation == SUBTRACT:
                done.append(_sum(done[a], done[b], negative(done[b].values)))
            elif operation == MULTIPLY:
                done.append(_product(done[a], done[b]))
            elif operation == DIVIDE:
                done.append(_quotient(done[a], done[b]))
            elif 1 <= b <= _MOST:
                base = raised = done[a]
                for _ in range(b - 1):
                    raised = _product(raised, base)
                done.append(raised)
            else:
                return None
    return done[-1]


def constant_column(value: Fraction) -> Column:
    """One number for all rows."""
    places, rest = valuations(value.denominator)
    twins, _ = valuations(value.numerator)
    return Column(constant(value), places, twins, rest == 1)


def taken(column: Column, rows: npt.NDArray[np.int64] | slice) -> Column:
    """Some rows of a column."""
    values = Doubles(*(each[rows] for each in column.values))
    places, twins = (
        each[rows] if isinstance(each, np.ndarray) and len(each) > 1 else each
        for each in (column.places, column.twins)
    )
    return Column(values, places, twins, column.is_finite)


def valuations(number: int) -> tuple[int, int]:
    """How many twos or fives a number has, whichever are more, and what is left without them.

    >>> valuations(3 * 2**4 * 5)
    (4, 3)
    """
    number = abs(number)
    if not number:
        return 0, 0
    twos = (number & -number).bit_length() - 1
    number >>= twos
    fives = 0
    while number % 5 == 0:
        number //= 5
        fives += 1
    return max(twos, fives), number


def _sum(left: Column, right: Column, added: Doubles) -> Column:
    values = total(left.values, added)
    places = np.maximum(left.places, right.places)
    is_finite = left.is_finite and right.is_finite
    twins: float | Floats = inf
    if is_finite:
        # The sum is a whole number over 10^places, and has no more twos than binary digits.
        twins = np.log2(np.abs(values.high) * 1.01 + 1) + places * log2(10) + 1
    return Column(values, places, twins, is_finite)


def _product(left: Column, right: Column) -> Column:
    return Column(
        product(left.values, right.values),
        left.places + right.places,
        left.twins + right.twins,
        left.is_finite and right.is_finite,
    )


def _quotient(left: Column, right: Column) -> Column:
    return Column(
        quotient(left.values, right.values),
        left.places + right.twins,
        left.twins + right.places,
        is_finite=False,
    )
