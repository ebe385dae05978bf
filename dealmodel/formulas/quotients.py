"""Reads a formula as quotients of whole numbers: the value of each row exactly, held in floats.

A float holds every whole number up to 2^53, and adds, subtracts and multiplies such numbers without
an error as long as no result is larger. The least and the greatest number of each column bound
every step, so they prove it for all rows at once. Where a step could come out larger, there is no
such reading, and :mod:`dealmodel.formulas.columns` is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

import numpy as np

from dealmodel.formulas.doubles import Floats, two_product
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

LARGEST = 2**53
"""Whole numbers up to this are floats."""

_MOST = 12
"""A higher power is left to fractions."""


class Whole(NamedTuple):
    """Whole numbers side by side, or one that goes with all, and what bounds them."""

    values: Floats
    least: int
    most: int


class Quotients(NamedTuple):
    """``over`` / ``under`` × ``scale``, row by row."""

    over: Whole
    under: Whole
    scale: Fraction


class TooLarge(ArithmeticError):
    """A number could come out that a float does not hold."""


def one_number(value: int) -> Whole:
    """One whole number for all rows."""
    return Whole(np.array([float(value)]), value, value)


_ONE, _ZERO = one_number(1), one_number(0)


def constant_quotient(value: Fraction) -> Quotients:
    """One number for all rows."""
    return Quotients(_ONE, _ONE, value) if value else Quotients(_ZERO, _ONE, Fraction(1))


def whole_numbers(values: Floats, least: int, most: int, scale: Fraction) -> Quotients | None:
    """Whole numbers from ``least`` to ``most``, times ``scale``; ``None`` where they are too large
    for floats."""
    if -LARGEST <= least <= most <= LARGEST:
        return Quotients(Whole(values, least, most), _ONE, scale)
    return None


def quotients_of(shape: Shape, leaves: Sequence[Quotients | None]) -> tuple[Whole, Whole] | None:
    """The formula, row by row: what is above the line and what is below it, which is above 0.
    ``None`` where that is not exact in floats, as a leaf's numbers may not be, or something is
    divided by 0.

    >>> from dealmodel.formulas.expression import Leaf
    >>> from dealmodel.formulas.ranges.shapes import shape_of
    >>> shape, _ = shape_of(Leaf("paid") / Leaf("stake"))
    >>> paid = whole_numbers(np.array([6.0, 7.0]), 6, 7, Fraction(1))
    >>> over, under = quotients_of(shape, [paid, constant_quotient(Fraction(3, 10))])
    >>> over.values.tolist(), under.values.tolist()
    ([60.0, 70.0], [3.0])
    """
    try:
        return _settled(_value(shape, leaves))
    except TooLarge:
        return None


def rest_of(over: Floats, under: Whole, quotient: Floats) -> Floats:
    """``over - quotient × under`` for the floats nearest to the quotients: its sign is exact."""
    if under.most < 2**26:
        # Both halves of a quotient times such a number are floats.
        split = quotient * 134_217_729.0
        top = split - (split - quotient)
        return (over - top * under.values) - (quotient - top) * under.values
    taken, off = two_product(quotient, under.values)
    return (over - taken) - off


def _value(shape: Shape, leaves: Sequence[Quotients | None]) -> Quotients:
    done: list[Quotients] = []
    for operation, a, b in shape:
        if operation == LEAF:
            leaf = leaves[a]
            if leaf is None:
                raise TooLarge
            done.append(leaf)
        elif operation == CONSTANT:
            done.append(constant_quotient(Fraction(a, b)))
        elif operation == NEGATE:
            done.append(_negative(done[a]))
        elif operation == ADD:
            done.append(_total(done[a], done[b]))
        elif operation == SUBTRACT:
            done.append(_total(done[a], _negative(done[b])))
        elif operation == MULTIPLY:
            done.append(_product(done[a], done[b]))
        elif operation == DIVIDE:
            done.append(_product(done[a], _inverse(done[b])))
        elif 1 <= abs(b) <= _MOST:
            raised = reduce(_product, [done[a]] * abs(b))
            done.append(raised if b > 0 else _inverse(raised))
        else:
            raise TooLarge
    return done[-1]


def _negative(a: Quotients) -> Quotients:
    return a._replace(scale=-a.scale)


def _inverse(a: Quotients) -> Quotients:
    return Quotients(a.under, a.over, 1 / a.scale)


def _product(a: Quotients, b: Quotients) -> Quotients:
    return Quotients(_times(a.over, b.over), _times(a.under, b.under), a.scale * b.scale)


def _total(a: Quotients, b: Quotients) -> Quotients:
    ratio = a.scale / b.scale
    left, right, under = a.over, b.over, a.under
    if a.under is not b.under:
        left, right, under = _times(left, b.under), _times(right, a.under), _times(under, b.under)
    left, right = _scaled(left, abs(ratio.numerator)), _scaled(right, ratio.denominator)
    if ratio > 0:
        least, most = left.least + right.least, left.most + right.most
        over = _checked(left.values + right.values, least, most)
    else:
        least, most = left.least - right.most, left.most - right.least
        over = _checked(left.values - right.values, least, most)
    return Quotients(over, under, a.scale / abs(ratio.numerator))


def _times(a: Whole, b: Whole) -> Whole:
    if a.least == a.most == 1:
        return b
    if b.least == b.most == 1:
        return a
    ends = [x * y for x in (a.least, a.most) for y in (b.least, b.most)]
    return _checked(a.values * b.values, min(ends), max(ends))


def _scaled(a: Whole, factor: int) -> Whole:
    if factor == 1:
        return a
    if abs(factor) > LARGEST:
        raise TooLarge
    return _times(a, one_number(factor))


def _checked(values: Floats, least: int, most: int) -> Whole:
    if not -LARGEST <= least <= most <= LARGEST:
        raise TooLarge
    return Whole(values, least, most)


def _settled(found: Quotients) -> tuple[Whole, Whole]:
    over = _scaled(found.over, found.scale.numerator)
    under = _scaled(found.under, found.scale.denominator)
    if under.least > 0:
        return over, under
    if not under.values.all():
        raise TooLarge
    sign = np.sign(under.values)
    size = max(-over.least, over.most)
    return (
        Whole(over.values * sign, -size, size),
        Whole(np.abs(under.values), 1, max(-under.least, under.most)),
    )
