"""Many numbers as decimal text at once: the same digits as
:func:`~dealmodel.figures.decimals.decimal_text` of each, or none where they are not sure.

A number is told by two floats that are off by no more than a bound. Its 28 digits are sure where
no end of that bound would be another digit, and where it cannot have an expansion with an end that
is longer: such a one is shown whole.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dealmodel.figures.decimals import DIGITS, Rounding
from dealmodel.formulas.columns import Column
from dealmodel.formulas.doubles import (
    Doubles,
    Floats,
    of_fraction,
    of_parts,
    product,
    two_product,
    two_sum,
)
from dealmodel.tables.kernel import Flags, Integers

_HALF = 10**14
"""28 digits are two numbers below this."""

_HALVES = np.array([1e14])

_LEAST, _MOST = -6, 26
"""The exponents of the first digit for which there is a way here."""

_POWERS = [of_fraction(Fraction(10) ** (DIGITS - 1 - m)) for m in range(_LEAST, _MOST + 1)]
_POWER_HIGH = np.array([high for high, _ in _POWERS])
_POWER_LOW = np.array([low for _, low in _POWERS])
_FOUR = np.array([list(f"{number:04d}".encode()) for number in range(10_000)], np.uint8)
_WIDEST = DIGITS + 2 - _LEAST


def texts(column: Column, rounding: Rounding) -> tuple[pa.Array, Flags]:
    """The numbers as text, and for which of them it is sure; the text of another means nothing."""
    with np.errstate(all="ignore"):
        return _texts(column, rounding)


def _texts(column: Column, rounding: Rounding) -> tuple[pa.Array, Flags]:
    values = column.values
    is_negative = values.high < 0
    size = np.abs(values.high)
    sure = np.isfinite(values.error) & (size >= 10.0**_LEAST) & (size < 10.0**_MOST)
    sure &= values.error < size * 2.0**-90
    size = np.where(sure, size, 1.0)
    rest = np.where(is_negative, -values.low, values.low)
    first = np.floor(np.log10(size)).astype(np.int64)
    # An expansion that ends behind the digits shown is shown whole.
    sure &= column.places <= DIGITS - 1 - first
    at = first - _LEAST
    power = of_parts(_POWER_HIGH.take(at), _POWER_LOW.take(at))
    error = np.where(sure, values.error, 0.0)
    top, end, fraction, margin = _parted(product(Doubles(size, rest, error), power))
    sure &= (top >= _HALF // 10) & (top < _HALF)  # the first digit may have been guessed wrong
    sure &= (fraction > margin) & (fraction < 1 - margin)
    if rounding == "half_even":
        sure &= np.abs(fraction - 0.5) > margin
        end = end + (fraction > 0.5)
    else:
        end = end + (is_negative if rounding == "down" else ~is_negative)
    carried = end == _HALF
    sure &= ~carried
    return _written(
        np.where(sure, top, _HALF // 10), np.where(sure, end, 0), first, is_negative
    ), sure


def _parted(scaled: Doubles) -> tuple[Integers, Integers, Floats, Floats]:
    """The upper and lower digits of numbers below 10^28, what is left of them, and how sure that
    is."""
    top = np.floor(scaled.high / _HALF)
    taken, off = two_product(top, _HALVES)
    left, one = two_sum(scaled.high, -taken)
    left, two = two_sum(left, scaled.low)
    left, three = two_sum(left, -off)
    end = np.floor(left)
    fraction = (left - end) + (one + two + three)
    under, over = fraction < 0, fraction >= 1
    fraction = fraction + under - over
    end = end - under + over
    below, above = end < 0, end >= _HALF
    end = end + (below * float(_HALF)) - (above * float(_HALF))
    top = top - below + above
    margin = scaled.error + 2.0**-40
    return top.astype(np.int64), end.astype(np.int64), fraction, margin


def _written(top: Integers, end: Integers, first: Integers, is_negative: Flags) -> pa.Array:
    """Digits with a sign and a point, as Arrow's texts."""
    rows = len(top)
    digits = np.empty((rows, DIGITS), np.uint8)
    for start, part in ((0, top), (14, end)):
        high = part // 1_000_000  # 8 digits, and 6
        low = part - high * 1_000_000
        upper = high // 10_000
        digits[:, start : start + 4] = _FOUR.take(upper, axis=0)
        digits[:, start + 4 : start + 8] = _FOUR.take(high - upper * 10_000, axis=0)
        middle = low // 100
        digits[:, start + 8 : start + 12] = _FOUR.take(middle, axis=0)
        digits[:, start + 12 : start + 14] = _FOUR.take(low - middle * 100, axis=0)[:, 2:]
    kinds = first * 2 + is_negative
    different = np.unique(kinds)
    if len(different) == 1:
        text = _laid_out(digits, int(first[0]), bool(is_negative[0]))
        offsets = np.arange(rows + 1, dtype=np.int32) * text.shape[1]
        return _array(offsets, np.ascontiguousarray(text).ravel())
    whole = np.zeros((rows, _WIDEST + 1), np.uint8)
    lengths = np.empty(rows, np.int32)
    for kind in different.tolist():
        here = np.flatnonzero(kinds == kind)
        text = _laid_out(digits[here], kind // 2, bool(kind % 2))
        whole[here, : text.shape[1]] = text
        lengths[here] = text.shape[1]
    offsets = np.zeros(rows + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return _array(offsets, whole[whole != 0])


def _laid_out(
    digits: npt.NDArray[np.uint8], first: int, is_negative: bool
) -> npt.NDArray[np.uint8]:
    """Digits of which the first counts 10^``first``s, written out."""
    rows = len(digits)
    before = b"-" if is_negative else b""
    if first < 0:
        before += b"0." + b"0" * (-first - 1)
        text = np.empty((rows, len(before) + DIGITS), np.uint8)
        text[:, len(before) :] = digits
    else:
        whole = len(before) + first + 1
        text = np.empty((rows, len(before) + DIGITS + 1), np.uint8)
        text[:, len(before) : whole] = digits[:, : first + 1]
        text[:, whole] = ord(".")
        text[:, whole + 1 :] = digits[:, first + 1 :]
    text[:, : len(before)] = list(before)
    return text


def _array(offsets: npt.NDArray[np.int32], text: npt.NDArray[np.uint8]) -> pa.Array:
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(text)]
    return pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)
