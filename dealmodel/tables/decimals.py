"""Whole numbers and fractions as Arrow's decimals, without a detour through texts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.errors import UsageError
from dealmodel.figures.decimals import scaled
from dealmodel.tables.kernel import Integers

DIGITS = 38
"""Digits of a number in a table."""

PLACES = 18
"""Decimals of a rate in a table."""

_STEP = 6
_LARGEST = 2**63 // 10**_STEP


def decimals_of(units: Integers, scale: int, precision: int = DIGITS) -> pa.Array:
    """Whole numbers over 10^``scale``.

    >>> str(decimals_of(np.array([-150], dtype=np.int64), 2)[0])
    '-1.50'
    """
    words = np.empty((len(units), 2), dtype=np.int64)
    words[:, 0], words[:, 1] = units, units >> 63
    kind = pa.decimal128(precision, scale)
    return pa.Array.from_buffers(kind, len(units), [None, pa.py_buffer(words)])


def unscaled(units: int, scale: int) -> Decimal:
    """``units`` over 10^``scale``, whole: arithmetic with decimals would round to the digits of
    whatever context the process is in.

    >>> unscaled(123456789012345678901234567890123, 2)
    Decimal('1234567890123456789012345678901.23')

    :raises UsageError: a column of decimals has no room for it.
    """
    if abs(units) >= 10**DIGITS:
        raise UsageError(f"the answer has more than {DIGITS} digits")
    return Decimal(f"{units}E-{scale}")


def rate_decimal(rate: Fraction) -> Decimal:
    """A rate as a decimal of a table's scale, rounded half-even.

    :raises UsageError: a table's decimals do not hold it.
    """
    return unscaled(scaled(rate, PLACES), PLACES)


def rate_decimals(over: Integers, under: Integers) -> pa.Array:
    """The same of many: fractions of whole numbers that are not below 0. Where a denominator is
    not above 0 there is no rate.

    >>> two = np.array([2, 1], dtype=np.int64)
    >>> [str(each) for each in rate_decimals(two, np.array([3, 0], dtype=np.int64))]
    ['0.666666666666666667', 'None']
    """
    fits = (under > 0) & (under < _LARGEST)
    divisor = np.where(fits, under, 1)
    whole = over // divisor
    rest = over - whole * divisor
    decimals = np.zeros(len(over), np.int64)
    for _ in range(PLACES // _STEP):
        rest *= 10**_STEP
        part = rest // divisor
        rest -= part * divisor
        decimals *= 10**_STEP
        decimals += part
    rest += rest
    decimals += (rest > divisor) | ((rest == divisor) & (decimals & 1).astype(np.bool_))
    kind = pa.decimal128(DIGITS - 1, PLACES)
    before = pa.array(whole).cast(pa.decimal128(19, 0)).cast(kind)
    found = pc.add(before, decimals_of(decimals, PLACES, DIGITS - 1))
    if fits.all():
        return found
    others = [
        rate_decimal(Fraction(*each)) if each[1] > 0 else None  # below 2^63
        for each in zip(over[~fits].tolist(), under[~fits].tolist(), strict=True)
    ]
    return pc.replace_with_mask(found, pa.array(~fits), pa.array(others, found.type))
