"""Integers times rates, rounded half-even, exactly: the arithmetic of a converted column.

A row is units × numerator / denominator, all whole numbers. A float64 guesses the quotient; the
remainder of the guess is worked out modulo 2^64, where it is exact as long as it is small, and
mends the guess. Rows whose guess could be too far off for that, or whose numbers do not fit into 64
bits, are worked out with Python's integers. So a float proposes and never decides.

Bound: units, numerator, denominator, their quotient and product are each rounded to 53 bits, so the
guess is off by less than 5 parts in 2^53 and the half that whole numbers take. Below ``_SURE`` that
is under three quarters of a unit, and the remainder under three quarters of a denominator.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_SURE = float(2**47)
"""Guesses below this are off by less than three quarters."""

_LARGEST = 2**60
"""Denominators below this leave room for twice a remainder."""

BLOCK = 16_384
"""Rows at a time, so that what is between stays in the processor's own memory."""


def rounded_products(
    units: Integers, numerators: Integers, denominators: Integers, ratios: Floats | None = None
) -> tuple[Integers, Flags]:
    """``units × numerators / denominators``, each rounded half-even to a whole number, and for
    which rows that holds; the others need :func:`rounded_product`. All arrays are of one length,
    int64; denominators are above 0. ``ratios`` are the quotients of the two, where they are known.

    >>> units = np.array([10980000, -5, 5, 15], dtype=np.int64)
    >>> over = np.array([11357, 1, 1, 1], dtype=np.int64)
    >>> under = np.array([82773, 2, 2, 2], dtype=np.int64)
    >>> found, is_sure = rounded_products(units, over, under)
    >>> found.tolist(), bool(is_sure.all())
    ([1506528, -2, 2, 8], True)
    """
    found = np.empty(len(units), dtype=np.int64)
    is_sure = np.empty(len(units), dtype=np.bool_)
    for start in range(0, len(units), BLOCK):
        rows = slice(start, start + BLOCK)
        own = None if ratios is None else ratios[rows]
        found[rows], is_sure[rows] = _block(units[rows], numerators[rows], denominators[rows], own)
    return found, is_sure


def _block(
    units: Integers, numerators: Integers, denominators: Integers, ratios: Floats | None
) -> tuple[Integers, Flags]:
    guess = units * (numerators / denominators if ratios is None else ratios)
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
