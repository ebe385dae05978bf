"""TOML text to a tree, its numbers and dates as text.

The standard library reads the values; it keeps no places, so a scan over the tokens finds them.
The scan relies on the text being valid TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from dealmodel.books.toml_faults import toml_fault
from dealmodel.books.tree import MAX_DEPTH, TOO_DEEP, Parsed
from dealmodel.errors import FileSyntax
from dealmodel.records.places import SourceText, Spot

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|\n|[\[\]{},=]"
    r"""|[^\s\[\]{},=#"']+"""
)
_PART = re.compile(r"[^.]+")
_VALUE_ENDS = (",", "]", "}", "\n", "")

_Key = list[tuple[str, int]]


def parse_toml(file: SourceText) -> Parsed:
    """The tree of a TOML file. Raises :class:`FileSyntax` where it is not TOML."""
    found = _TOKEN.finditer(file.text)
    tokens = [(token[0], token.start()) for token in found if token[0][0] != "#"]
    # Ahead of the standard library, whose time and memory grow with the square of the depth.
    _refuse_depth(tokens, file)
    try:
        data = _as_text(tomllib.loads(file.text, parse_float=str))
    except ValueError as error:
        raise toml_fault(error, file) from None
    return Parsed(file, data or None, (0, 0, _Scan(tokens).document()), [])


def _refuse_depth(tokens: Sequence[tuple[str, int]], file: SourceText) -> None:
    """Raise where brackets, or the parts of a dotted key, go deeper than a book does."""
    brackets = dots = 0
    for token, offset in tokens:
        if token in "[{":
            brackets += 1
        elif token in "]}":
            brackets -= 1
        elif token[0] not in "\"'":
            dots = dots + token.count(".") if token not in "=,\n" else 0
        if brackets + dots > MAX_DEPTH:
            raise FileSyntax(TOO_DEEP, where=file.place(offset))


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


class _Scan:
    """Where the keys and values of a valid TOML text stand."""

    def __init__(self, tokens: Sequence[tuple[str, int]]) -> None:
        self._tokens = [*tokens, ("", 0)]
        self._next = 0

    def document(self) -> dict[str, Spot]:
        """The spots of the top-level keys, with all that is below them."""
        root: dict[str, Spot] = {}
        table = root
        while self._ahead:
            if self._ahead == "\n":
                self._take()
            elif self._ahead == "[":
                table = self._header(root)
            else:
                self._pair(table)
        return root

    @property
    def _ahead(self) -> str:
        return self._tokens[self._next][0]

    def _take(self) -> tuple[str, int]:
        self._next += 1
        return self._tokens[self._next - 1]

    def _header(self, root: dict[str, Spot]) -> dict[str, Spot]:
        """Read ``[a.b]`` or ``[[a.b]]``; the spots of that table."""
        self._take()
        of_array = self._ahead == "["
        if of_array:
            self._take()
        *path, (name, offset) = self._key("]")
        if of_array:
            self._take()
        table = _descend(root, path)
        if of_array:
            items = table.setdefault(name, (offset, offset, []))[2]
            if isinstance(items, list):
                items.append((offset, offset, {}))
        return _descend(table, [(name, offset)])

    def _pair(self, table: dict[str, Spot]) -> None:
        *path, (name, offset) = self._key("=")
        start, _, parts = self._value()
        _descend(table, path)[name] = (start, offset, parts)

    def _key(self, end: str) -> _Key:
        parts: _Key = []
        while self._ahead not in (end, ""):
            token, offset = self._take()
            if token[0] in "\"'":
                parts.append((next(iter(tomllib.loads(f"{token}=0"))), offset))
            else:
                parts.extend((part[0], offset + part.start()) for part in _PART.finditer(token))
        self._take()
        return parts

    def _value(self) -> Spot:
        token, offset = self._take()
        if token == "{":
            table: dict[str, Spot] = {}
            while self._inside("}"):
                self._pair(table)
            return offset, offset, table
        if token == "[":
            items: list[Spot] = []
            while self._inside("]"):
                items.append(self._value())
            return offset, offset, items
        while self._ahead not in _VALUE_ENDS:  # a date and its time, with a blank between them
            self._take()
        return offset, offset, None

    def _inside(self, end: str) -> bool:
        """Go to the next item of a list or table; false at its end, which is taken."""
        while self._ahead in (",", "\n"):
            self._take()
        if self._ahead not in (end, ""):
            return True
        self._take()
        return False


def _descend(table: dict[str, Spot], path: _Key) -> dict[str, Spot]:
    """The spots of the table at ``path``; of an array of tables, its last."""
    for name, offset in path:
        parts = table.setdefault(name, (offset, offset, {}))[2]
        if isinstance(parts, list) and parts:
            parts = parts[-1][2]
        table = parts if isinstance(parts, dict) else {}
    return table
