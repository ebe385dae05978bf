"""A table as CSV (RFC 4180): the keys of the columns, then a line for each row.

Numbers are in plain decimal notation, exact where they can be, without quotes. UTF-8 without a
byte order mark, which plain readers take for a part of the first key; a spreadsheet that guesses
another encoding is told on import, or given the workbook instead. Lines end with CR LF.

Text never becomes a formula where a spreadsheet opens the file (OWASP, CSV injection). Where text
begins with one of ``= + - @``, in full width or small form too, a tab or a line end, an apostrophe
stands before it; so it does where blanks, quotes or invisible characters come first, because some
programs take those away. Inside the text one stands before such a character after a semicolon, tab
or line end: where the list separator is a semicolon, a spreadsheet splits the text there in spite
of its quotes. Each can be taken away again without loss: an apostrophe that is there already gets
one of its own.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import BinaryIO

from dealmodel.exports.plain import clean, kept
from dealmodel.exports.table import Cell, Column, Table
from dealmodel.figures.decimals import decimal_text

_PASSED_OVER = r"""\s"'\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"""
_FORMULA = r"=+\-@\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
_STARTS_AS_FORMULA = re.compile(rf"\A(?=[{_PASSED_OVER}]*[{_FORMULA}\t\r\n])")
# Without giving back: a long run of tabs is passed once.
_GOES_ON_AS_FORMULA = re.compile(rf"([;\t\r\n][{_PASSED_OVER}]*+)([{_FORMULA}]?)")
_SHORT = 80
# Whatever some reader may split at, and blanks that some reader strips; an empty text is told from
# an absent one by its quotes.
_QUOTED = re.compile(r"""[",;|\t\r\n]|\A\s|\s\Z|\A\Z""")


def write_csv(table: Table, file: BinaryIO) -> None:
    r"""Write ``table`` row by row to a file opened for bytes.

    >>> from io import BytesIO
    >>> from dealmodel.exports.table import Row
    >>> columns = Column("what", "What", 20), Column("high", "High", 12, "number", "up")
    >>> rows = Row(("=1+1", Fraction(-8, 3))), Row(("Leapmotor, 21%", "∞"))
    >>> write_csv(Table("prices", "Prices", columns, rows), file := BytesIO())
    >>> print(file.getvalue().decode().replace("\r", ""), end="")
    what,high
    '=1+1,-2.666666666666666666666666666
    "Leapmotor, 21%",
    """
    file.write(_line([_text(column.key) for column in table.columns]))
    for row in table.rows:
        cells = zip(row.cells, table.columns, strict=True)
        file.write(_line([_field(cell, column) for cell, column in cells]))


def _line(fields: list[str]) -> bytes:
    return (",".join(fields) + "\r\n").encode()


def _field(cell: Cell, column: Column) -> str:
    # What is most frequent comes first.
    if isinstance(cell, str):
        if column.kind == "number":
            return ""
        return _short_text(cell) if len(cell) <= _SHORT else _text(cell)
    value = kept(cell, column)
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return decimal_text(value, column.rounding)
    return value.isoformat() if isinstance(value, date) else _text(value)


@lru_cache(maxsize=1024)
def _short_text(text: str) -> str:
    """Most texts stand in many rows."""
    return _text(text)


def _text(text: str) -> str:
    safe = _STARTS_AS_FORMULA.sub("'", _GOES_ON_AS_FORMULA.sub(_held_back, clean(text)))
    if not _QUOTED.search(safe):
        return safe
    doubled = safe.replace('"', '""')
    return f'"{doubled}"'


def _held_back(match: re.Match[str]) -> str:
    return f"{match[1]}'{match[2]}" if match[2] else match[1]
