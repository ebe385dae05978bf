"""A cell for the formats that know numbers and text and nothing else.

In a column of numbers only numbers are kept: text in it ("∞", "no overlap") is for people, and a
program gets nothing in its place, as JSON has null. Days are ISO 8601 text, since one may be known
to the month only. Characters that no text should hold are replaced by ``�``, one by one.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from dealmodel.exports.table import Cell, Column, Value, value_of
from dealmodel.figures.decimals import Rounding, decimal_text

# Control characters but for tab and line ends, halves of characters, and what XML forbids too.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def kept(cell: Cell, column: Column) -> Value:
    """What a cell holds; in a column of numbers nothing but a number.

    >>> kept("∞", Column("high", "High", 12, "number")) is None
    True
    """
    value = value_of(cell)
    return value if column.kind != "number" or isinstance(value, Fraction) else None


def text_of(value: Value, rounding: Rounding) -> str | None:
    """``value`` as clean text: a day in ISO 8601, a number in plain decimal notation.

    >>> [text_of(value, "up") for value in (date(2023, 10, 26), Fraction(-8, 5), "a\\x00b", None)]
    ['2023-10-26', '-1.6', 'a�b', None]
    """
    if isinstance(value, Fraction):
        return decimal_text(value, rounding)
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else clean(value)


def clean(text: str) -> str:
    """``text`` that every format can hold and UTF-8 can write.

    >>> clean("5\\x1b[31m cars\\ud83d")
    '5�[31m cars�'
    """
    # All that is printable is fit; asking is faster than looking for what is not.
    return text if text.isprintable() else _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
