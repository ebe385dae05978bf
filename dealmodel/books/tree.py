"""A file's content as mappings, lists and texts, with where each part stands.

Readers of YAML and JSON report what they come across, in order; the tree grows without recursion,
and refuses what no book needs: the same key twice, deep nesting, millions of values.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from dealmodel.errors import BookProblem, DuplicateKey, FileSyntax
from dealmodel.records.places import Parts, SourceText, Spot

MAX_DEPTH = 32
MAX_VALUES = 2_000_000
MAX_PROBLEMS = 1_000
TOO_DEEP = "nested too deeply: a book needs no more than ten levels"

Container = dict[str, Any] | list[Any]


class Parsed(NamedTuple):
    """A file's content, where its parts stand, and what is wrong with it so far."""

    file: SourceText
    data: Any
    spot: Spot
    problems: list[BookProblem]


class _Open:
    """A mapping or list whose end has not come yet; ``key`` is the last one in it."""

    __slots__ = ("awaits_key", "data", "key", "key_offset", "parts")

    def __init__(self, data: Container) -> None:
        self.data = data
        self.parts: dict[str, Spot] | list[Spot] = {} if isinstance(data, dict) else []
        self.awaits_key = isinstance(data, dict)
        self.key = ""
        self.key_offset = 0

    def add(self, value: Any, offset: int, parts: Parts) -> None:
        if isinstance(self.data, list) and isinstance(self.parts, list):
            self.data.append(value)
            self.parts.append((offset, offset, parts))
        elif isinstance(self.data, dict) and isinstance(self.parts, dict):
            self.awaits_key = True
            # Of a key that comes twice the first value stays; the second is only reported.
            if self.key not in self.data:
                self.data[self.key] = value
                offset = self.key_offset if value is None else offset
                self.parts[self.key] = (offset, self.key_offset, parts)


class TreeBuilder:
    """Call ``scalar``, ``open`` and ``close`` in the order of the file, then ``parsed``."""

    def __init__(self, file: SourceText) -> None:
        self._file = file
        self._stack: list[_Open] = []
        self._values = 0
        self._data: Any = None
        self._spot: Spot = (0, 0, None)
        self._problems: list[BookProblem] = []

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        return bool(self._stack) and self._stack[-1].awaits_key

    @property
    def parsed(self) -> Parsed:
        return Parsed(self._file, self._data, self._spot, self._problems)

    def scalar(self, value: Any, offset: int) -> None:
        """A key, which is a text, or a value; ``None`` for a value that is not there."""
        top = self._stack[-1] if self._stack else None
        if top is None or not top.awaits_key:
            self._add(value, offset, None)
            return
        top.key, top.key_offset, top.awaits_key = value or "", offset, False
        if top.key in top.data:
            if len(self._problems) == MAX_PROBLEMS:
                raise self._refused(f"more than {MAX_PROBLEMS:,} keys are there twice", offset)
            self._problems.append(self._twice(top))

    def open(self, container: Container, offset: int) -> None:
        """The start of a mapping or list, given empty."""
        if len(self._stack) >= MAX_DEPTH:
            raise self._refused(TOO_DEEP, offset)
        if self._stack and self._stack[-1].awaits_key:
            raise self._refused("a key has to be a text, not a list or mapping", offset)
        inner = _Open(container)
        self._add(container, offset, inner.parts)
        self._stack.append(inner)

    def close(self) -> None:
        """The end of what was opened last."""
        self._stack.pop()

    def _add(self, value: Any, offset: int, parts: Parts) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._refused(f"more than {MAX_VALUES:,} values: split the book", offset)
        if self._stack:
            self._stack[-1].add(value, offset, parts)
        else:
            self._data, self._spot = value, (offset, offset, parts)

    def _twice(self, top: _Open) -> BookProblem:
        first = top.parts[top.key][1] if isinstance(top.parts, dict) else 0
        line = self._file.place(first).line
        cause = DuplicateKey(top.key, f"the key is already in line {line}: keep one of the two")
        path = [
            each.key if isinstance(each.data, dict) else len(each.data) - 1 for each in self._stack
        ]
        return BookProblem(path, cause, where=self._file.place(top.key_offset))

    def _refused(self, message: str, offset: int) -> FileSyntax:
        return FileSyntax(message, where=self._file.place(offset))
