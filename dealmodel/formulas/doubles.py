"""Numbers as sums of two floats, so many at once, with a bound on how far off they are.

A *double* here is ``high + low``, about 32 significant digits, and ``error`` at least the distance
to the true number. Sources: T. J. Dekker, A floating-point technique for extending the available
precision (1971); M. Joldes, J.-M. Muller, V. Popescu, Tight and rigorous error bounds for basic
building blocks of double-word arithmetic (2017), whose bounds are taken with room to spare. What
overflows, or is too small for that, has an error that is no number or endless.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

UNIT = 2.0**-106
"""The square of half the last place of a float."""

_SPLIT = 134_217_729.0
_SUM, _PRODUCT, _QUOTIENT = 4 * UNIT, 8 * UNIT, 17 * UNIT
_MORE = 1 + 2.0**-40
"""Errors are floats, too: they are taken a little larger than they come out."""

_SMALLEST, _LARGEST = 1e-140, 1e140


class Doubles(NamedTuple):
    """Numbers side by side; the three arrays are of one shape."""

    high: Floats
    low: Floats
    error: Floats


def of_fraction(value: Fraction) -> tuple[float, float]:
    """The two floats of one number.

    >>> of_fraction(Fraction(21, 100))[0]
    0.21
    """
    try:
        high = float(value)
        return high, float(value - Fraction(high))
    except OverflowError:
        return float("inf"), 0.0


def of_parts(high: Floats, low: Floats) -> Doubles:
    """Numbers that were read as :func:`of_fraction` reads them."""
    return _in_reach(high, low, np.abs(high) * (3 * UNIT))


def of_integers(units: npt.NDArray[np.int64], scale: int) -> Doubles:
    """``units`` over 10^``scale``, for a scale of at most 22."""
    high = units.astype(np.float64)
    low = (units - high.astype(np.int64)).astype(np.float64)
    if not scale:
        return Doubles(high, low, np.zeros(len(units)))
    if low.any():
        return quotient(Doubles(high, low, np.zeros(len(units))), constant(Fraction(10**scale)))
    # Both are floats, and what their quotient leaves is one: only the last division rounds.
    under = np.array([float(10**scale)])
    guess = high / under
    taken, off = two_product(guess, under)
    return of_parts(guess, ((high - taken) - off) / under)


def constant(value: Fraction) -> Doubles:
    """One number, that goes with as many as there are."""
    high, low = of_fraction(value)
    exact = 0.0 if Fraction(high) + Fraction(low) == value else abs(high) * (2 * UNIT)
    return _in_reach(np.array([high]), np.array([low]), np.array([exact]))


def negative(a: Doubles) -> Doubles:
    return Doubles(-a.high, -a.low, a.error)


def total(a: Doubles, b: Doubles) -> Doubles:
    """a + b"""
    high, rest = two_sum(a.high, b.high)
    other, last = two_sum(a.low, b.low)
    high, rest = _quick_sum(high, rest + other)
    high, low = _quick_sum(high, last + rest)
    return _in_reach(high, low, (a.error + b.error + np.abs(high) * _SUM) * _MORE)


def product(a: Doubles, b: Doubles) -> Doubles:
    """a × b"""
    high, rest = two_product(a.high, b.high)
    high, low = _quick_sum(high, rest + (a.high * b.low + a.low * b.high))
    error = np.abs(a.high) * b.error + np.abs(b.high) * a.error + a.error * b.error
    return _in_reach(high, low, (error * _MORE + np.abs(high) * _PRODUCT) * _MORE)


def quotient(a: Doubles, b: Doubles) -> Doubles:
    """a / b"""
    guess = a.high / b.high
    taken, rest = two_product(guess, b.high)
    taken, rest = _quick_sum(taken, rest + guess * b.low)
    high, low = _quick_sum(guess, ((a.high - taken) + (a.low - rest)) / b.high)
    sure = np.abs(b.high) - 2 * b.error
    error = np.where(sure > 0, (a.error + np.abs(high) * b.error) / sure, np.inf)
    return _in_reach(high, low, (error * _MORE + np.abs(high) * _QUOTIENT) * _MORE)


def two_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """a + b as a float, and exactly what that is off by."""
    high = a + b
    part = high - a
    return high, (a - (high - part)) + (b - part)


def two_product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """a × b as a float, and exactly what that is off by."""
    high = a * b
    more_a, more_b = _SPLIT * a, _SPLIT * b
    top_a, top_b = more_a - (more_a - a), more_b - (more_b - b)
    end_a, end_b = a - top_a, b - top_b
    return high, ((top_a * top_b - high) + top_a * end_b + end_a * top_b) + end_a * end_b


def _quick_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    high = a + b
    return high, b - (high - a)


def _in_reach(high: Floats, low: Floats, error: Floats) -> Doubles:
    size = np.abs(high)
    inside = (size < _LARGEST) & ((size > _SMALLEST) | (size == 0) & (error == 0))
    return Doubles(high, low, np.where(inside, error, np.inf))
