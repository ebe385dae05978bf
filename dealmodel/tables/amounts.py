"""A column of amounts as whole numbers of one scale, and the rows that are none.

Read without loss: integers, decimals, and texts of plain digits (``109800``, ``-1,234.50``). Texts
of another kind are figures as printed, and are read one by one by whoever asks for them. Floats are
refused unless they are to be taken as they print: their binary value is not what anybody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.errors import UsageError
from dealmodel.tables.kernel import Flags, Integers

MOST_DECIMALS = 6
"""Decimals of the fast way; amounts with more are worked out one by one."""

_PLAIN = r"^[+-]?(([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})(\.[0-9]{0,6})?|\.[0-9]{1,6})$"
_DIGITS = b"0123456789.-"
_LARGEST = 10**18


@dataclass(frozen=True, slots=True)
class Amounts:
    """``units`` over 10^``scale`` is the amount of each row; where ``is_plain`` is false, it stands
    in ``column`` as it was written, or is missing. The units are from ``least`` to ``most``."""

    units: Integers
    scale: int
    is_plain: Flags
    column: pa.Array
    least: int
    most: int

    def text(self, row: int) -> str | None:
        """What a row has that is no plain number; ``None`` where it has nothing."""
        one = self.column.slice(row, 1)
        value = (one if pa.types.is_string(one.type) else pc.cast(one, pa.string()))[0].as_py()
        return None if value is None else str(value)


def amounts_of(column: pa.Array, *, floats_as_printed: bool = False) -> Amounts:
    """The amounts of a column.

    >>> found = amounts_of(pa.array(["109800", "1,234.50", "€5", None]))
    >>> found.units.tolist(), found.scale, found.is_plain.tolist(), found.text(2)
    ([10980000, 123450, 0, 0], 2, [True, True, False, False], '€5')

    :raises UsageError: the column is of floats, or of nothing that an amount can be read from.
    """
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_integer(kind):
        return _of_integers(column)
    if pa.types.is_decimal(kind):
        return _of_decimals(column)
    if pa.types.is_floating(kind):
        if not floats_as_printed:
            raise UsageError(
                "the amounts are binary floats, which no source printed: write the column as "
                "decimals or texts, or add --floats-as-printed to take each as it prints"
            )
        column = pc.cast(column, pa.string())
        kind = column.type
    if pa.types.is_null(kind):
        return _nothing(len(column), column)
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise UsageError(f"amounts cannot be read from a column of {kind}")
    return _of_texts(column)


def _nothing(rows: int, column: pa.Array) -> Amounts:
    return Amounts(np.zeros(rows, np.int64), 0, np.zeros(rows, np.bool_), column, 0, 0)


def _of_integers(column: pa.Array) -> Amounts:
    some, fits = column, None
    if column.type == pa.uint64():
        is_short = pc.fill_null(pc.less(column, pa.scalar(_LARGEST, pa.uint64())), False)
        some = pc.if_else(is_short, column, pa.scalar(0, pa.uint64()))
        fits = is_short.to_numpy(zero_copy_only=False)
    if column.null_count:
        some = pc.fill_null(some, 0)
    return _fitting(pc.cast(some, pa.int64()).to_numpy(zero_copy_only=False), 0, column, fits)


def _of_decimals(column: pa.Array) -> Amounts:
    scale = column.type.scale
    if not 0 <= scale <= MOST_DECIMALS or column.type.bit_width != 128:
        return _nothing(len(column), column)
    words = np.frombuffer(column.buffers()[1], dtype=np.int64)
    words = words[2 * column.offset : 2 * (column.offset + len(column))].reshape(-1, 2)
    low = np.ascontiguousarray(words[:, 0])
    fits = words[:, 1] == (low >> 63)
    return _fitting(low, scale, column, None if fits.all() else fits)


def _fitting(units: Integers, scale: int, column: pa.Array, fits: Flags | None = None) -> Amounts:
    """Whole numbers that stand for the column's, save where they are none, or too large."""
    if fits is None:
        fits = np.ones(len(units), np.bool_)
    if column.null_count:
        fits = fits & pc.is_valid(column).to_numpy(zero_copy_only=False)
    least, most = _ends(units)
    if max(-least, most) >= _LARGEST:
        fits = fits & (units < _LARGEST) & (units > -_LARGEST)
    if not fits.all():
        units = np.where(fits, units, 0)
        least, most = _ends(units)
    return Amounts(units, scale, fits, column, least, most)


def _ends(units: Integers) -> tuple[int, int]:
    return (int(units.min()), int(units.max())) if len(units) else (0, 0)


def _are_of(texts: pa.Array, characters: bytes) -> bool:
    """Whether the texts have no other characters than those."""
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    offsets = np.frombuffer(texts.buffers()[1], width)
    first, last = offsets[texts.offset], offsets[texts.offset + len(texts)]
    if last <= first:
        return False
    text = bytes(memoryview(texts.buffers()[2])[first:last])
    return not text.translate(None, characters)


def _of_texts(column: pa.Array) -> Amounts:
    if column.null_count == 0 and _are_of(column, _DIGITS):
        try:
            return _of_decimals(pc.cast(column, pa.decimal128(24, MOST_DECIMALS)))
        except pa.ArrowException:
            pass  # some are no numbers, or too long
    trimmed = pc.utf8_trim_whitespace(column)
    matched = pc.fill_null(pc.match_substring_regex(trimmed, _PLAIN), False)
    is_plain = matched.to_numpy(zero_copy_only=False)
    if not is_plain.any():
        return _nothing(len(column), trimmed)
    plain = pc.if_else(matched, trimmed, "0")
    points = pc.find_substring(plain, ".").to_numpy(zero_copy_only=False)
    lengths = pc.utf8_length(plain).to_numpy(zero_copy_only=False)
    decimals = np.where(points < 0, 0, lengths - points - 1).astype(np.int64)
    scale = int(decimals.max(initial=0))
    digits = pc.replace_substring(plain, ".", "")
    digits = pc.replace_substring(digits, ",", "")
    digits = pc.utf8_ltrim(digits, "+")
    # At most 18 digits before the point and 6 behind it: what is over 18 in all goes another way.
    short = pc.less_equal(pc.utf8_length(digits), 18)
    digits = pc.if_else(short, digits, "0")
    units = pc.cast(digits, pa.int64()).to_numpy(zero_copy_only=False)
    shift = np.power(10, scale - decimals, dtype=np.int64)
    fits = np.abs(units) < _LARGEST // shift
    is_plain = is_plain & fits & short.to_numpy(zero_copy_only=False)
    units = np.where(is_plain, units * shift, 0)
    return Amounts(units, scale, is_plain, trimmed, *_ends(units))
