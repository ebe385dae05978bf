"""Integers times rates, rounded half-even, exactly: the arithmetic of a converted column.

A row is units × numerator / denominator, all whole numbers. A float64 guesses the quotient. Where
that is nearer to a whole number than to the half beside it by more than it can be off, the whole
number is the answer. Else the remainder is worked out modulo 2^64, where it is exact as long as it
is small, and mends the guess. Rows whose guess could be too far off for that, or whose numbers do
not fit into 64 bits, are worked out with Python's integers. So a float proposes and never decides.

Bound: units, numerator, denominator, their quotient and product are each rounded to 53 bits, so a
guess is off by less than 5 parts in 2^53, and its whole number by half a unit more. Below ``_SURE``
that is under three quarters of a unit, and the remainder under three quarters of a denominator.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_SURE = float(2**47)
"""Guesses below this are off by less than three quarters."""

_LARGEST = 2**60
"""Denominators below this leave room for twice a remainder."""

BLOCK = 50_000
"""Rows at a time, so that what is between stays in the processor's own memory."""


_OFF = 2.0**-50
"""A guess is off by less than this part of itself."""


class Rates(NamedTuple):
    """Rates by place: numerators, denominators, and their quotients as floats. A place without a
    rate has no number for a quotient, and a denominator that is too large."""

    over: Integers
    under: Integers
    ratios: Floats


class Kernel:
    """Multiplies blocks of rows, in memory of its own."""

    def __init__(self, ratios: Floats) -> None:
        self._ratios = ratios
        self._guess, self._whole = np.empty(BLOCK), np.empty(BLOCK)
        self._near = np.empty(BLOCK, np.bool_)

    def put(self, units: Integers, places: Integers, found: Integers) -> Integers:
        """Put ``units`` times the rates at ``places``, each rounded half-even to a whole number,
        into ``found``; returns the rows for which that does not hold, as they are near a half or
        have no rate: they need :func:`mend`. There are at most ``BLOCK`` rows, all int64.

        >>> units, found = np.array([10980000, 1], dtype=np.int64), np.zeros(2, dtype=np.int64)
        >>> kernel = Kernel(np.array([11357 / 82773, 0.5]))
        >>> kernel.put(units, np.array([0, 1]), found).tolist(), int(found[0])
        ([1], 1506528)
        """
        rows = len(units)
        guess, whole, near = self._guess[:rows], self._whole[:rows], self._near[:rows]
        with np.errstate(invalid="ignore"):
            self._ratios.take(places, out=guess, mode="clip")
            np.multiply(guess, units, out=guess)
            np.rint(guess, out=whole)
            found[:] = whole
            guess -= whole
            np.abs(guess, out=guess)
            np.less(guess, 0.5 - (_largest(whole) + 1) * _OFF, out=near)
        return _NONE if near.all() else np.flatnonzero(np.logical_not(near, out=near))


def mend(
    units: Integers, places: Integers, rates: Rates, found: Integers, rows: Integers
) -> Integers:
    """Work out ``rows`` by their remainders; returns those that have no rate or need
    :func:`rounded_product`."""
    if not len(rows):
        return rows
    its = places[rows]
    found[rows], is_sure = rounded_products(units[rows], rates.over[its], rates.under[its])
    return rows[~is_sure]


_NONE: Integers = np.zeros(0, np.int64)


def _largest(values: Floats) -> float:
    """The largest size; of those that are numbers, if some are none."""
    found = max(float(values.max(initial=0.0)), -float(values.min(initial=0.0)))
    return found if found == found else float(np.fmax.reduce(np.abs(values), initial=0.0))


def rounded_products(
    units: Integers, numerators: Integers, denominators: Integers
) -> tuple[Integers, Flags]:
    """``units × numerators / denominators``, each rounded half-even to a whole number, and for
    which rows that holds; the others need :func:`rounded_product`. All arrays are of one length,
    int64; denominators are above 0.

    >>> units = np.array([10980000, -5, 5, 15], dtype=np.int64)
    >>> over = np.array([11357, 1, 1, 1], dtype=np.int64)
    >>> under = np.array([82773, 2, 2, 2], dtype=np.int64)
    >>> found, is_sure = rounded_products(units, over, under)
    >>> found.tolist(), bool(is_sure.all())
    ([1506528, -2, 2, 8], True)
    """
    guess = units * (numerators / denominators)
    np.rint(guess, out=guess)
    is_sure: Flags = np.abs(guess) < _SURE
    is_sure &= denominators < _LARGEST
    if not is_sure.all():
        guess[~is_sure] = 0
    quotients = guess.astype(np.int64)
    twice = units * numerators  # these three modulo 2^64: what is left is small
    twice -= quotients * denominators
    twice += twice
    below = -denominators
    is_half = (twice == denominators) | (twice == below)
    if is_half.any():
        towards = np.where(twice > 0, 1, -1)
        quotients += np.where(is_half & (quotients & 1).astype(np.bool_), towards, 0)
    quotients += twice > denominators
    quotients -= twice < below
    return quotients, is_sure


def rounded_product(units: int, numerator: int, denominator: int) -> int:
    """The same of one row, whatever its size.

    >>> rounded_product(10**30, 11357, 82773)
    137206577023908762519178959322
    """
    quotient, rest = divmod(units * numerator, denominator)
    twice = 2 * rest - denominator
    return quotient + (twice > 0 or (twice == 0 and quotient % 2 == 1))
