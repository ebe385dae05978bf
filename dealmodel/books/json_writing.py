"""JSON as text: numbers with the digits they have, and nothing that does not print.

The standard library's writer knows no ``Decimal`` and would take it through a float. Every
character that has no picture of its own (a control character, a line separator, a mark that turns
the direction of text) is escaped, so that the text is the same wherever it is shown.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

_STEP = 2

_quoted = json.JSONEncoder(ensure_ascii=False).encode


def json_text(value: Any, *, indent: bool = True) -> str:
    """``value``, of dicts, lists, texts, ``Decimal``, ``int``, ``bool`` and ``None``, as JSON.

    ``indent`` puts each part on a line of its own. Raises :class:`TypeError` for anything else.

    >>> print(json_text({"share": {"exact": Decimal("33.30")}, "of": ["a\\u202eb"]}, indent=False))
    {"share": {"exact": 33.30}, "of": ["a\\u202eb"]}
    """
    parts: list[str] = []
    _write(value, "\n" if indent else "", parts)
    return "".join(parts)


def _write(value: Any, line: str, parts: list[str]) -> None:
    """Add the text in pieces; ``line`` is the line end and indentation before a closing bracket,
    empty where all is on one line."""
    if not value or not isinstance(value, dict | list | tuple):
        parts.append(_scalar(value))
        return
    inner = line and line + " " * _STEP
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    separator = opening + inner
    for part in value:
        parts.append(separator)
        separator = "," + (inner or " ")
        if isinstance(value, dict):
            parts.append(_text(part) + ": ")
            part = value[part]
        _write(part, inner, parts)
    parts.append(line + closing)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    raise TypeError(f"{value!r} cannot be written as JSON")


def _text(text: str) -> str:
    written = _quoted(text)
    if written.isprintable():
        return written
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in written)
