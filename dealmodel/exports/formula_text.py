"""The text of a formula as spreadsheet programs rewrite it, and whether two of them say the same.

Programs change the case of functions and names, spaces, ``$`` signs, the quotes of sheet names,
the digits of numbers, ``_xlfn.`` and ``TRUE`` for ``TRUE()``; none of that changes what a formula
gives in its cell. Text in double quotes counts to the letter. Formulas are told apart by their
tokens and never evaluated, so ``A1+B1`` and ``B1+A1`` are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import NamedTuple

_LONGEST = 32_768
"""Longest formula whose tokens are told; a spreadsheet program takes 8,192 characters."""

_EXACT = Context(prec=40, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
RELATIVE, COMPUTED = _EXACT.create_decimal("1e-12"), _EXACT.create_decimal("1e-9")

_TOKEN = re.compile(
    r"""
    (?P<text> "(?:[^"]|"")*+"? )
  | (?P<sheet> '(?:[^']|'')*+'?!? | [^\W\d][\w.]*! )
  | (?P<reference> \$?[A-Za-z]{1,3}\$?[1-9]\d{0,6} (?![\w.(])
                 | \$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3} (?![\w.(])
                 | \$?[1-9]\d{0,6}:\$?[1-9]\d{0,6} (?![\w.]) )
  | (?P<number> (?:\d+\.?\d*|\.\d+) (?:[eE][+-]?\d+)? )
  | (?P<truth> (?: TRUE | FALSE ) (?![\w.]) (?: \s*\(\s*\) )? )
  | (?P<name> [^\W\d][\w.\\?]* )
  | (?P<space> \s+ )
  | (?P<sign> <> | <= | >= | . )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PREFIX = re.compile(r"(?:_XLFN\.|_XLWS\.|_XLUDF\.)+")
_END = re.compile(r"(\$?)([A-Za-z]+|\d+)")


_CALLED = re.compile(r"(?<=[A-Z.])\(")
"""A bracket behind what may be the name of a function."""


def quoted(text: str) -> str:
    """A text as a part of a formula. Nothing in it looks like a call of a function: writers look
    through formulas for those without a thought of texts.

    >>> quoted('as in "SORT(x)", say')
    '"as in ""SORT"&"(x)"", say"'
    """
    doubled = text.replace('"', '""')
    return f'"{_CALLED.sub(chr(34) + "&" + chr(34) + "(", doubled)}"'


class _Token(NamedTuple):
    kind: str
    text: str


def same_formula(one: str, other: str) -> bool:
    """Whether two formulas, without their ``=``, are the same but for what programs rewrite.

    >>> same_formula("'Inputs'!$C$3 / in_share", "inputs!C3/IN_SHARE")
    True
    >>> same_formula('IF(TRUE,1e-12,"a")', 'IF(TRUE(),0.000000000001,"a")')
    True
    >>> same_formula('IF(TRUE,1e-12,"a")', 'IF(TRUE,1e-12,"A")')
    False
    """
    if one == other:
        return True
    if max(len(one), len(other)) > _LONGEST:
        return False
    ours, theirs = list(_tokens(one)), list(_tokens(other))
    return len(ours) == len(theirs) and all(map(_same_token, ours, theirs))


def same_number(one: str, other: str, within: Decimal = RELATIVE) -> bool:
    """Whether two numbers, as text, are the same to within so much of the larger; what is no number
    is the same as nothing.

    >>> same_number("3333333333.333333", "3333333333.33333"), same_number("0", "1e-300")
    (True, False)
    """
    a, b = _EXACT.create_decimal(one), _EXACT.create_decimal(other)
    if not (a.is_finite() and b.is_finite()):
        return False
    apart = _EXACT.abs(_EXACT.subtract(a, b))
    return apart <= _EXACT.multiply(within, max(_EXACT.abs(a), _EXACT.abs(b)))


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when it is filled down by ``rows`` and right by ``columns``: files
    keep a filled formula once, for its first cell.

    >>> shifted('A1*$B$1+Inputs!C:C&"A1"', 2, 1)
    'B3*$B$1+Inputs!D:D&"A1"'
    """

    def moved(end: re.Match[str]) -> str:
        fixed, place = end.groups()
        if fixed:
            return end[0]
        if place.isdigit():
            row = int(place) + rows
            return str(row) if row > 0 else "#REF!"
        column = column_number(place) + columns
        return column_letters(column) if column > 0 else "#REF!"

    def token(match: re.Match[str]) -> str:
        return _END.sub(moved, match[0]) if match.lastgroup == "reference" else match[0]

    return _TOKEN.sub(token, formula)


def column_number(letters: str) -> int:
    """
    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """
    >>> column_letters(1), column_letters(16384)
    ('A', 'XFD')
    """
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _same_token(one: _Token, other: _Token) -> bool:
    if one == other:
        return True
    return one.kind == other.kind == "number" and same_number(one.text, other.text)


def _tokens(formula: str) -> Iterator[_Token]:
    """The tokens in one spelling. A space that intersects two ranges leaves them side by side,
    which nothing else does."""
    for match in _TOKEN.finditer(formula):
        kind, text = str(match.lastgroup), match[0]
        if kind == "sheet":
            if text.startswith("'") and text.endswith("'!"):
                text = text[1:-2].replace("''", "'") + "!"
            yield _Token(kind, text.casefold())
        elif kind == "reference":
            yield _Token(kind, text.replace("$", "").upper())
        elif kind == "truth":
            yield _Token(kind, text[:4].upper())
        elif kind == "name":
            yield _Token(kind, _PREFIX.sub("", text.upper()))
        elif kind != "space":
            yield _Token(kind, text)
