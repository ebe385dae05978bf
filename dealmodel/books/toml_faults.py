"""Where a text stops being TOML, and what to do.

The standard library tells the place; what is wrong there is looked at here, as its words are its
own.
"""

from __future__ import annotations

import re
import tomllib

from dealmodel.errors import FileSyntax, Place
from dealmodel.records.places import SourceText

_LONG_NUMBER = re.compile(r"[0-9_]{4000,}")
_AT = re.compile(r"([0-9]+)[^0-9]+([0-9]+)\)$")
_VALUE_AHEAD = re.compile(r"(?:=|\[|,)\s*$")
_BEHIND_VALUE = re.compile(r"=\s*[^\s\"'#]+[ \t]*$")


def toml_fault(error: ValueError, file: SourceText) -> FileSyntax:
    """The error of the standard library, in our words."""
    if not isinstance(error, tomllib.TOMLDecodeError):
        number = _LONG_NUMBER.search(file.text)
        where = file.place(number.start() if number else 0)
        return FileSyntax("not TOML: put so long a number in quotes", where=where)
    where = _place(error, file)
    return FileSyntax(f"not TOML: {_advice(where)}", where=where)


def _place(error: tomllib.TOMLDecodeError, file: SourceText) -> Place:
    """Where it stopped. Before Python 3.14 the numbers in its message are all that tells it."""
    line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
    if isinstance(line, int) and isinstance(column, int):
        return file.line(line, column)
    at = _AT.search(str(error))
    return file.line(int(at[1]), int(at[2])) if at else file.place(len(file.text))


def _advice(where: Place) -> str:
    line, at = where.excerpt or "", (where.column or 1) - 1 - where.offset
    before, here = line[:at], line[at:]
    if "\\" in before[-2:] + here[:1]:
        return "write a backslash twice, or use single quotes"
    if _is_toml(line):
        return "the key or table is already there: keep one of the two"
    if here and (_VALUE_AHEAD.search(before) or _BEHIND_VALUE.search(before)):
        return "a text needs quotes"
    return "check the brackets, the quotes and the equals sign here"


def _is_toml(line: str) -> bool:
    """Whether the line is right by itself, so that the fault is in what stands before it."""
    try:
        return bool(tomllib.loads(line))
    except ValueError:
        return False
