"""A column of days as ordinals, and the rows that hold a period or no date at all.

Read at once: dates, timestamps (their day) and texts ``2025-04-26``. Any other text is a date in
words or a period, and is read one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.errors import UsageError
from dealmodel.tables.kernel import Flags, Integers

_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
EPOCH = 719_163
"""The ordinal of 1970-01-01, from which Arrow counts."""


@dataclass(frozen=True, slots=True)
class Days:
    """The ordinal of each row's day; where ``is_day`` is false, the row's text tells."""

    ordinals: Integers
    is_day: Flags
    texts: pa.Array

    def text(self, row: int) -> str | None:
        """What a row has that is no day; ``None`` where it has nothing."""
        value = self.texts[row].as_py()
        return None if value is None else str(value)


def days_of(column: pa.Array) -> Days:
    """The days of a column.

    >>> found = days_of(pa.array(["2025-04-26", "2023-10", "2025-02-30", None]))
    >>> found.ordinals.tolist(), found.is_day.tolist()
    ([739367, 0, 0, 0], [True, False, False, False])

    :raises UsageError: the column is of nothing that a date can be read from.
    """
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        days = pc.cast(column, pa.date32(), safe=False)
        ordinals = pc.fill_null(pc.cast(days, pa.int32()), 0).to_numpy(zero_copy_only=False)
        valid = pc.is_valid(column).to_numpy(zero_copy_only=False)
        return Days(np.where(valid, ordinals.astype(np.int64) + EPOCH, 0), valid, column)
    if pa.types.is_integer(kind) or pa.types.is_null(kind):
        column = pc.cast(column, pa.string())
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise UsageError(f"dates cannot be read from a column of {kind}")
    found = _of_days_alone(column)
    if found is not None:
        return found
    # Days are few beside rows: each is read once.
    encoded = column.dictionary_encode()
    read = _of_texts(pc.utf8_trim_whitespace(encoded.dictionary))
    index = pc.fill_null(encoded.indices, 0).to_numpy(zero_copy_only=False)
    valid = pc.is_valid(column).to_numpy(zero_copy_only=False)
    if not len(read.ordinals):
        return Days(np.zeros(len(column), np.int64), valid, column)
    is_day = read.is_day[index] & valid
    return Days(np.where(is_day, read.ordinals[index], 0), is_day, column)


def _of_days_alone(column: pa.Array) -> Days | None:
    """Texts that are days, all of them; ``None`` where one is not."""
    if column.null_count or not len(column):
        return None
    try:
        days = pc.cast(pc.cast(column, pa.date32()), pa.int32())
    except pa.ArrowException:
        return None
    ordinals = days.to_numpy(zero_copy_only=False).astype(np.int64) + EPOCH
    if ordinals.min() < 1:  # a year 0
        return None
    return Days(ordinals, np.ones(len(column), np.bool_), column)


def _of_texts(column: pa.Array) -> Days:
    matched = pc.fill_null(pc.match_substring_regex(column, _ISO), False)
    is_day = matched.to_numpy(zero_copy_only=False)
    text = pc.if_else(matched, column, "1970-01-01")

    def number(start: int, stop: int) -> Integers:
        part = pc.cast(pc.utf8_slice_codeunits(text, start, stop), pa.int64())
        found: Integers = part.to_numpy(zero_copy_only=False)
        return found

    year, month, day = number(0, 4), number(5, 7), number(8, 10)
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
    in_year = (month >= 1) & (month <= 12) & (year >= 1)
    length = lengths[np.where(in_year, month, 0)] + ((month == 2) & is_leap)
    is_day = is_day & in_year & (day >= 1) & (day <= length)
    return Days(np.where(is_day, _ordinal(year, month, day), 0), is_day, column)


def _ordinal(year: Integers, month: Integers, day: Integers) -> Integers:
    """Days since 1 January of year 1, which is day 1; years are counted from March."""
    shifted = year - (month <= 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month + np.where(month > 2, -3, 9)) + 2) // 5 + day - 1
    ordinal: Integers = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305
    return ordinal
