"""Quotients of whole numbers as decimal text, many at once, by long division: the same digits as
:func:`~dealmodel.figures.decimals.decimal_text` of each.

Four digits a step: the rest times 10^4 over the divisor. All numbers are whole, and where they stay
below 2^53 floats hold them; the floor of a float quotient is then that of the quotient, for what
rounding may add is less than the least distance from below to a whole number, one over the divisor.
Larger divisors are for integers, which take longer.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dealmodel.figures.decimals import DIGITS, Rounding
from dealmodel.formulas.doubles import Floats
from dealmodel.formulas.quotients import LARGEST, Whole
from dealmodel.tables.kernel import Flags, Integers

STEP = 4
"""Digits at a time."""

FOUR = np.frombuffer("".join(f"{number:04d}" for number in range(10_000)).encode(), np.uint32)
"""The four digits of each number, as their bytes."""

_STEPS_OF_NOUGHTS = 4
"""Quotients are above 10^-15, as divisors are below 10^15."""

_MOST_UNDER = 2**63 // 10**STEP
"""Divisors below this leave room for a step."""

_POWERS = 10.0 ** np.arange(19)

Bytes = npt.NDArray[np.uint8]
Numbers = Floats | Integers


def quotient_texts(
    over: Whole, under: Whole, rounding: Rounding
) -> tuple[pa.Array, Integers] | None:
    """``over`` / ``under`` as text, and the places of those that are for another way, whose text is
    empty; ``None`` where the divisors are too large. Divisors are above 0; the arrays are of one
    length.

    >>> over, under = Whole(np.array([5e10, -1.0]), -1, 5 * 10**10), Whole(np.array([7.0, 8]), 7, 8)
    >>> found, unsure = quotient_texts(over, under, "down")
    >>> found.to_pylist(), unsure.tolist()
    (['7142857142.857142857142857142', '-0.125'], [])
    """
    if under.most >= _MOST_UNDER:
        return None
    size: Numbers = np.abs(over.values)
    divisor: Numbers = under.values
    if under.most > LARGEST // 10**STEP:
        size, divisor = size.astype(np.int64), divisor.astype(np.int64)
    whole = _floor(size, divisor)
    first = _first(size, divisor, whole)
    kinds = first * 2 + (over.values < 0)
    least, most = int(kinds.min(initial=0)), int(kinds.max(initial=0))
    if least == most:
        text, lengths = _divided(size, divisor, whole, under.most, least, rounding)
    else:
        text = np.empty((len(size), _width(least) + 1), np.uint8)
        lengths = np.empty(len(size), np.int32)
        for kind in range(least, most + 1):
            here = np.flatnonzero(kinds == kind)
            if len(here):
                some = size[here], divisor[here], whole[here]
                part, lengths[here] = _divided(*some, under.most, kind, rounding)
                text[here, : part.shape[1]] = part
    return _strings(text, lengths), np.flatnonzero(lengths == 0)


def _floor(over: Numbers, under: Numbers) -> Numbers:
    """The whole part of each quotient."""
    if over.dtype == np.int64:
        return over // under
    found: Floats = over / under
    return np.floor(found, out=found)


def _width(kind: int) -> int:
    """The characters of a number with all its digits, whose first digit is of that kind."""
    first, is_negative = divmod(kind, 2)
    return is_negative + DIGITS + 1 - min(first, 0)


def _strings(text: Bytes, lengths: npt.NDArray[np.int32]) -> pa.Array:
    """Rows of characters as Arrow's texts, of each as many as it has."""
    width = text.shape[1]
    offsets = np.zeros(len(text) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    if offsets[-1] != text.size:
        text = text[np.arange(width, dtype=np.int32) < lengths[:, None]]
    return pa.Array.from_buffers(
        pa.string(), len(lengths), [None, pa.py_buffer(offsets), pa.py_buffer(text)]
    )


def _first(size: Numbers, under: Numbers, whole: Numbers) -> Integers:
    """The exponent of each first digit; of 0 it is 0."""
    first = _digits_before(whole)
    small = np.flatnonzero((whole == 0) & (size > 0))
    rest = size[small]
    for step in range(1, _STEPS_OF_NOUGHTS + 1):
        rest *= 10**STEP
        part = _floor(rest, under[small])
        there = part > 0
        first[small[there]] = _digits_before(part[there]) - step * STEP
        small, rest = small[~there], rest[~there]
    return first


def _digits_before(whole: Numbers) -> Integers:
    """The exponent of the first digit of whole numbers; of 0 it is 0."""
    some = np.maximum(whole, 1)
    found = np.log10(some).astype(np.int64)
    found -= _POWERS.take(found) > some
    found += _POWERS.take(found + 1) <= some
    return found


def _divided(
    size: Numbers, under: Numbers, whole: Numbers, most_under: int, kind: int, rounding: Rounding
) -> tuple[Bytes, npt.NDArray[np.int32]]:
    """Quotients of one kind as characters, as many as there can be, and how many each one has."""
    first, is_negative = divmod(kind, 2)
    behind = DIGITS - 1 - first
    short = behind % STEP
    rest = size - whole * under
    fours = np.empty((len(size), -(-behind // STEP)), np.uint32)
    part = whole
    for at in range(fours.shape[1]):
        if at:
            fours[:, at - 1] = FOUR.take(part.astype(np.int64))
        rest *= 10 ** (short if short and not at else STEP)
        part = _floor(rest, under)
        rest -= part * under
    is_whole = rest == 0
    if rounding == "half_even":
        part += rest + rest > under
    elif (rounding == "up") != bool(is_negative):
        part += ~is_whole
    carried = np.flatnonzero(part == 10**STEP)
    part[carried] = 0
    fours[:, -1] = FOUR.take(part.astype(np.int64))
    text = _characters(whole.astype(np.int64), fours.view(np.uint8)[:, -behind:], kind)
    lengths = np.full(len(size), text.shape[1], np.int32)
    for row in carried.tolist():
        _carry(text[row], lengths[row : row + 1])
    if most_under >= 2 ** (behind + 1):
        lengths[~is_whole & _may_end_later(under, behind)] = 0
    ended = np.flatnonzero(is_whole)
    if len(ended):
        lengths[ended] = text.shape[1] - _noughts(text[ended, -behind:])
    return text, lengths


def _carry(text: Bytes, length: npt.NDArray[np.int32]) -> None:
    """Count up the digits before the last step, which came out as noughts; a number that becomes
    longer is left to another way."""
    at = np.flatnonzero((text >= ord("0")) & (text <= ord("9")))
    digits = bytes(text[at])
    counted = str(int(digits) + 10**STEP).encode().rjust(len(digits), b"0")
    if len(counted) > len(digits):
        length[0] = 0
    else:
        text[at] = np.frombuffer(counted, np.uint8)


def _noughts(behind: Bytes) -> Integers:
    """How many characters go where the noughts at the end of decimals do: with all decimals the
    point, too."""
    found: Integers = np.argmax(behind[:, ::-1] != ord("0"), axis=1)
    found[(behind == ord("0")).all(axis=1)] = behind.shape[1] + 1
    return found


def _characters(whole: Integers, behind: Bytes, kind: int) -> Bytes:
    """Numbers with as many digits before and behind the point."""
    first, start = divmod(kind, 2)
    width = max(first, 0) + 1
    before = np.empty((len(whole), -(-width // STEP)), np.uint32)
    for at in range(before.shape[1] - 1, 0, -1):
        rest = whole // 10**STEP
        before[:, at] = FOUR.take(whole - rest * 10**STEP)
        whole = rest
    before[:, 0] = FOUR.take(whole)
    text = np.empty((len(whole), start + width + 1 + behind.shape[1]), np.uint8)
    text[:, :start] = ord("-")
    text[:, start : start + width] = before.view(np.uint8)[:, -width:]
    text[:, start + width] = ord(".")
    text[:, start + width + 1 :] = behind
    return text


def _may_end_later(under: Numbers, behind: int) -> Flags:
    """Whether an expansion with an end could be longer than ``behind`` decimals: only where the
    divisor has more twos or more fives than that."""
    found: Flags = np.fmod(under, 2 ** (behind + 1)) == 0
    if 5 ** (behind + 1) < LARGEST:
        found |= np.fmod(under, 5 ** (behind + 1)) == 0
    return found
