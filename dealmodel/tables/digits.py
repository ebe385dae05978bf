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
import pyarrow.compute as pc

from dealmodel.figures.decimals import DIGITS, Rounding
from dealmodel.formulas.columns import Column
from dealmodel.formulas.doubles import (
    UNIT,
    Doubles,
    Floats,
    of_fraction,
    product,
    two_product,
    two_sum,
)
from dealmodel.tables.division import FOUR
from dealmodel.tables.kernel import Integers

_HALF = 10**14
"""28 digits are two numbers below this."""

_HALVES = np.array([1e14])

_LEAST, _MOST = -6, 26
"""The exponents of the first digit for which there is a way here."""

_POWERS = [of_fraction(Fraction(10) ** (DIGITS - 1 - m)) for m in range(_LEAST, _MOST + 1)]
_POWER_HIGH = np.array([high for high, _ in _POWERS])
_POWER_LOW = np.array([low for _, low in _POWERS])
_POWER_ERROR = np.where(_POWER_LOW == 0, 0.0, _POWER_HIGH * (2 * UNIT))
_UNSURE = 2 * _MOST + 2


Part = tuple[Integers, pa.Array]
"""Some of the numbers, by their place, and their texts."""


def texts(column: Column, rounding: Rounding) -> tuple[list[Part], Integers]:
    """The numbers as text where that is sure, and the places of those where it is not."""
    with np.errstate(all="ignore"):
        return _texts(column, rounding)


def _texts(column: Column, rounding: Rounding) -> tuple[list[Part], Integers]:
    values = column.values
    is_negative = values.high < 0
    size = np.abs(values.high)
    sure = (size >= 10.0**_LEAST) & (size < 10.0**_MOST) & (values.error < size * 2.0**-90)
    size = np.where(sure, size, 1.0)
    rest = np.where(is_negative, -values.low, values.low)
    first = np.floor(np.log10(size)).astype(np.int64)
    # An expansion that ends behind the digits shown is shown whole.
    sure &= column.places <= DIGITS - 1 - first
    at = first - _LEAST
    power = Doubles(_POWER_HIGH.take(at), _POWER_LOW.take(at), _POWER_ERROR.take(at))
    error = np.where(sure, values.error, 0.0)
    top, end, fraction, margin = _parted(product(Doubles(size, rest, error), power))
    sure &= (top >= _HALF // 10) & (top < _HALF)  # the first digit may have been guessed wrong
    if column.is_finite:
        # All digits are shown, so that it is a whole number of the last: the nearest one.
        is_over = fraction > 0.5
        sure &= (margin < 0.25) & (np.abs(fraction - is_over) <= margin)
        end += is_over
    else:
        sure &= (fraction > margin) & (fraction < 1 - margin)
        if rounding == "half_even":
            sure &= np.abs(fraction - 0.5) > margin
            end += fraction > 0.5
        else:
            end += is_negative if rounding == "down" else ~is_negative
    sure &= end < _HALF
    kinds = np.where(sure, first * 2 + is_negative, _UNSURE)
    least, most = int(kinds.min()), int(kinds.max())
    parts = []
    for kind in range(least, min(most, _UNSURE - 1) + 1):
        here = np.flatnonzero(kinds == kind)
        if len(here):
            written = _written(top[here], end[here], kind)
            if column.is_finite:
                written = pc.utf8_rtrim(pc.utf8_rtrim(written, "0"), ".")
            parts.append((here, written))
    return parts, np.flatnonzero(~sure)


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


def _written(top: Integers, end: Integers, kind: int) -> pa.Array:
    """Digits with a sign and a point, as Arrow's texts: of numbers whose first digits count the
    same."""
    first, is_negative = divmod(kind, 2)
    digits = _digits(top, end)
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
    for at, character in enumerate(before):
        text[:, at] = character
    offsets = np.arange(0, text.size + 1, text.shape[1], dtype=np.int32)
    return pa.Array.from_buffers(
        pa.string(), rows, [None, pa.py_buffer(offsets), pa.py_buffer(text)]
    )


def _digits(top: Integers, end: Integers) -> npt.NDArray[np.uint8]:
    """Both halves as 28 digits, four at a time."""
    upper, lower = top // 1_000_000, end // 100_000_000
    middle = top - upper * 1_000_000
    low = end - lower * 100_000_000
    first, third, fifth, sixth = upper // 10_000, middle // 100, lower // 10_000, low // 10_000
    fours = np.empty((len(top), 7), np.uint32)
    fours[:, 0] = FOUR.take(first)
    fours[:, 1] = FOUR.take(upper - first * 10_000)
    fours[:, 2] = FOUR.take(third)
    fours[:, 3] = FOUR.take((middle - third * 100) * 100 + fifth)
    fours[:, 4] = FOUR.take(lower - fifth * 10_000)
    fours[:, 5] = FOUR.take(sixth)
    fours[:, 6] = FOUR.take(low - sixth * 10_000)
    return fours.view(np.uint8)
