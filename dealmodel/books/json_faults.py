"""Where a text stops being JSON, and why.

Words and places of the standard library's reader change from one version of Python to the next. It
decides whether a text is JSON; what is wrong with one that is not is found here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dealmodel.books.tree import MAX_DEPTH, TOO_DEEP

_STRING = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])"
_WORD = r"(?:true|false|null|NaN|-?Infinity)(?!\w)"
_TOKEN = re.compile(rf"(?P<string>{_STRING})|(?P<value>{_NUMBER}|{_WORD})|(?P<mark>[\[\]{{}}:,])")
_BLANK = re.compile(r"[ \t\n\r]*")
_CLOSING = {"{": "}", "[": "]"}
_IN_STRING = re.compile(r'[^"\\\x00-\x1f]*')

_VALUE, _KEY, _COLON, _NEXT = "value", "key", "colon", "next"
_FIRST, _FIRST_KEY = "first value", "first key"


class JsonFault(NamedTuple):
    """``is_more``: whether the text is JSON up to here, and more follows."""

    offset: int
    reason: str
    is_more: bool = False


def json_fault(text: str) -> JsonFault:
    """The first fault of a text that is not JSON, or is nested too deeply to be read.

    >>> json_fault('{"a": 1,}')
    JsonFault(offset=8, reason='nothing stands behind the comma', is_more=False)
    """
    closings: list[str] = []
    wanted, offset = _VALUE, _blank(text, 0)
    while closings or wanted is not _NEXT:
        token = _TOKEN.match(text, offset)
        wanted_next = _after(token, wanted, closings) if token else None
        if token is None or wanted_next is None:
            return _at_fault(text, offset, wanted, closings)
        if len(closings) > MAX_DEPTH:
            return JsonFault(offset, TOO_DEEP)
        wanted, offset = wanted_next, _blank(text, token.end())
    return JsonFault(offset, "more text follows the end", is_more=True)


def _blank(text: str, offset: int) -> int:
    blank = _BLANK.match(text, offset)
    return blank.end() if blank else offset


def _after(token: re.Match[str], wanted: str, closings: list[str]) -> str | None:
    """What is wanted behind a token; ``None`` where the token itself is not wanted."""
    mark = token["mark"]
    if wanted in (_KEY, _FIRST_KEY) and token["string"]:
        return _COLON
    if wanted is _COLON and mark == ":":
        return _VALUE
    if wanted in (_VALUE, _FIRST):
        if mark in _CLOSING:
            closings.append(_CLOSING[mark])
            return _FIRST_KEY if mark == "{" else _FIRST
        if not mark:
            return _NEXT
    if wanted is _NEXT and mark == ",":
        return _KEY if closings[-1] == "}" else _VALUE
    if wanted in (_NEXT, _FIRST, _FIRST_KEY) and closings and mark == closings[-1]:
        closings.pop()
        return _NEXT
    return None


def _at_fault(text: str, offset: int, wanted: str, closings: list[str]) -> JsonFault:
    here = text[offset : offset + 1]
    if here == '"' and not _TOKEN.match(text, offset):
        return _string_fault(text, offset)
    if wanted in (_VALUE, _KEY) and closings and here == closings[-1]:
        behind = "comma" if text[:offset].rstrip().endswith(",") else "colon"
        return JsonFault(offset, f"nothing stands behind the {behind}")
    if not here and closings:
        return JsonFault(offset, f"the text ends before a closing {closings[-1]}")
    return JsonFault(offset, _needed(wanted, closings))


def _needed(wanted: str, closings: list[str]) -> str:
    if wanted is _COLON:
        return "a colon is needed behind the key"
    if wanted is _NEXT:
        return f"a comma or the closing {closings[-1]} is missing"
    if wanted in (_KEY, _FIRST_KEY):
        return "a key is needed, in double quotes"
    return "a value is needed; a text goes in double quotes"


def _string_fault(text: str, start: int) -> JsonFault:
    """What is wrong with the string that starts at ``start``."""
    offset = start + 1
    while True:
        stretch = _IN_STRING.match(text, offset)
        offset = stretch.end() if stretch else offset
        if text[offset : offset + 1] != "\\":
            break
        escape = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})').match(text, offset)
        if escape is None:
            return JsonFault(offset, "a backslash in a text is written twice")
        offset = escape.end()
    if text[offset : offset + 1] in ("", "\n", "\r"):
        return JsonFault(start, "the closing quote is missing")
    return JsonFault(offset, "a control character in a text is written with a backslash")
