"""What is wrong where a text stops being YAML, and what to do.

The parser tells where it stopped, and where the thing began that it was in the middle of; its words
are another project's and change. So what stands at the two places is looked at here.
"""

from __future__ import annotations

import re

from dealmodel.books.tree import MAX_DEPTH, TOO_DEEP

_QUOTED = re.compile(r'"(?:[^"\\]|\\[\s\S])*+"' r"|'(?:[^']|'')*+'")
_BRACKET = re.compile(rf"{_QUOTED.pattern}|[\[\]{{}}]")
_COLON = re.compile(r":(?:\s|$)")
_NEEDS_QUOTES = "a text that starts with this character needs quotes"


def yaml_fault(text: str, start: int | None, stop: int) -> tuple[int, str]:
    """The place of the fault, and a message, where the parser stopped at ``stop`` in the middle of
    what began at ``start``.

    >>> yaml_fault("price: 'ten", 7, 11)
    (7, 'not YAML: the closing quote is missing')
    >>> yaml_fault("price: ten: or so", None, 10)
    (10, 'not YAML: a text with a colon in it needs quotes')
    """
    if text[stop : stop + 1] == "\t":
        return stop, "a tab: indent with spaces"
    if _is_deep(text, stop):
        return stop, TOO_DEEP
    if start is not None and _is_open_quote(text, start, stop):
        if text[stop:].strip():
            return stop, "not YAML: write a backslash twice, or use single quotes"
        # Of a quote that is never closed, its start says more than the end of the file.
        return start, "not YAML: the closing quote is missing"
    return stop, f"not YAML: {_advice(text, start, stop)}"


def _is_open_quote(text: str, start: int, stop: int) -> bool:
    if text[start : start + 1] not in ('"', "'"):
        return False
    whole = _QUOTED.match(text, start)
    return whole is None or whole.end() > stop


def _is_deep(text: str, stop: int) -> bool:
    """Whether more brackets are open than a book needs: some parsers give up early on them."""
    depth = 0
    for match in _BRACKET.finditer(text, 0, stop):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
    return depth > MAX_DEPTH


def _advice(text: str, start: int | None, stop: int) -> str:
    here, began = text[stop : stop + 1], text[stop if start is None else start :][:1]
    closing = {"{": "}", "[": "]"}.get(began)
    if closing and start != stop:
        return f"a comma or the closing {closing} is missing, or a text needs quotes"
    if here == ":":
        return "a text with a colon in it needs quotes"
    if began in tuple("&*!|>%@`") or (start == stop and here in tuple(",]}")):
        return _NEEDS_QUOTES
    if start is not None and _is_bare_key(text[start:stop]):
        return "a key needs a colon and a space behind it"
    if text[text.rfind("\n", 0, stop) + 1 : stop].strip():
        return "check the quotes within the text: one of another kind goes around it"
    return "check the indentation of this line and the one above it"


def _is_bare_key(words: str) -> bool:
    return bool(words) and not _COLON.search(words) and words.split()[0] != "-"
