"""Many numbers as floats at once, each the one that exact arithmetic says: the greatest that is not
above the number, the least that is not below it, or the nearest.

What was worked out in floats is decided by what its rounding left, which is exact too, or by two
floats with a bound on their error; numbers that neither can tell are for fractions.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, nextafter

import numpy as np

from dealmodel.figures.decimals import Rounding
from dealmodel.formulas.columns import Column
from dealmodel.formulas.doubles import Floats
from dealmodel.formulas.quotients import Whole, rest_of
from dealmodel.tables.kernel import Flags, Integers


def float_of(value: Fraction, rounding: Rounding) -> float:
    """One number as a float.

    >>> float_of(Fraction(1, 10), "up"), float_of(Fraction(1, 10), "down")
    (0.1, 0.09999999999999999)
    """
    try:
        found = float(value)
    except OverflowError:
        found = inf if value > 0 else -inf
    if rounding == "down" and (found == inf or (found > -inf and Fraction(found) > value)):
        return nextafter(found, -inf)
    if rounding == "up" and (found == -inf or (found < inf and Fraction(found) < value)):
        return nextafter(found, inf)
    return found


def floats_of_quotients(
    over: Whole, under: Whole, rounding: Rounding, out: Floats | None = None
) -> Floats:
    """Quotients of whole numbers as floats, put into ``out`` if that is given; what is below the
    line is above 0."""
    # Both are exact, so that the nearest float is what the division itself gives.
    found: Floats = np.divide(over.values, under.values, out=out)
    are_positive = over.least > 0
    if not are_positive:
        found += 0.0  # no zero below zero
    if rounding != "half_even":
        rest = rest_of(over.values, under, found)
        steps = (rest < 0) if rounding == "down" else (rest > 0)
        _move(found, steps, up=rounding == "up", are_positive=are_positive)
    return found


def floats_of_column(column: Column, rounding: Rounding) -> tuple[Floats, Integers]:
    """Numbers that are known as two floats, and the places of those that are not sure."""
    high, low, error = column.values
    with np.errstate(all="ignore"):
        off = error + np.abs(low) * 2.0**-50
        least, most = low - off, low + off
        sure = (high + least == high) & (high + most == high)
        found = high + 0.0
        if rounding == "down":
            sure &= (least >= 0) | (most < 0)
            _move(found, most < 0, up=False, are_positive=False)
        elif rounding == "up":
            sure &= (most <= 0) | (least > 0)
            _move(found, least > 0, up=True, are_positive=False)
    return found, np.flatnonzero(~sure)


def _move(values: Floats, where: Flags, *, up: bool, are_positive: bool) -> None:
    """The next float above or below, by counting it up: of floats of one sign the order is that of
    their bits."""
    bits = values.view(np.int64)
    # Beside 0 there is the least float of either sign: nothing so small is met here.
    steps = where if are_positive else np.where(values < 0, -1, 1) * where
    if up:
        bits += steps
    else:
        bits -= steps
