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
    in ``texts`` as it was written, or is missing."""

    units: Integers
    scale: int
    is_plain: Flags
    texts: pa.Array | None

    def text(self, row: int) -> str | None:
        """What a row has that is no plain number; ``None`` where it has nothing."""
        value = None if self.texts is None else self.texts[row].as_py()
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
    return Amounts(np.zeros(rows, np.int64), 0, np.zeros(rows, np.bool_), column)


def _of_integers(column: pa.Array) -> Amounts:
    if column.type == pa.int64():
        is_small = pc.and_(pc.less(column, _LARGEST), pc.greater(column, -_LARGEST))
    elif column.type == pa.uint64():
        is_small = pc.less(column, pa.scalar(_LARGEST, pa.uint64()))
    else:
        is_small = pc.is_valid(column)
    fits = pc.fill_null(is_small, False)
    plain = pc.if_else(fits, column, pa.scalar(0, column.type))
    units = pc.cast(pc.fill_null(plain, 0), pa.int64()).to_numpy(zero_copy_only=False)
    return Amounts(units, 0, fits.to_numpy(zero_copy_only=False), pc.cast(column, pa.string()))


def _of_decimals(column: pa.Array) -> Amounts:
    scale = column.type.scale
    if not 0 <= scale <= MOST_DECIMALS or column.type.bit_width != 128:
        return _nothing(len(column), pc.cast(column, pa.string()))
    words = np.frombuffer(column.buffers()[1], dtype=np.int64)
    words = words[2 * column.offset : 2 * (column.offset + len(column))].reshape(-1, 2)
    low, high = words[:, 0], words[:, 1]
    valid = pc.is_valid(column).to_numpy(zero_copy_only=False)
    fits = valid & (high == (low >> 63)) & (np.abs(low) < _LARGEST)
    texts = None if fits.all() else pc.cast(column, pa.string())
    return Amounts(np.where(fits, low, 0), scale, fits, texts)


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
    return Amounts(np.where(is_plain, units * shift, 0), scale, is_plain, trimmed)
