"""A book without what is wrong in it.

What is left out is the smallest part that stands by itself: a claim, an event, a fact; else the
whole record, since a stake whose end cannot be read is not one that goes on. What refers to a
record that is left out goes with it. A remark or an address, which nothing is computed from, goes
alone. Each part that goes is told.

Limits: text that is no YAML, TOML or JSON, and a book without a title, cannot be read at all.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from pathlib import Path as PathOf
from typing import Any

from dealmodel.books.merging import Merged
from dealmodel.errors import (
    BookError,
    BookProblem,
    DuplicateKey,
    FileError,
    LeftOut,
    MissingKey,
    Place,
    UnknownReference,
    named_path,
)
from dealmodel.records.book import LISTS, Book
from dealmodel.records.editions import FIELD as FORMAT
from dealmodel.records.faults import innermost
from dealmodel.records.places import SHORT

_Path = tuple[str | int, ...]

_REMARKS = frozenset(["note", "title", "document", "url"])
_TITLE = "book"


class _Gone:
    """The parts that are left out, by their paths in the files as they stand."""

    def __init__(self) -> None:
        self.parts: set[_Path] = set()
        self._items: dict[_Path, list[int]] = {}

    def add(self, part: _Path) -> None:
        self.parts.add(part)
        *above, last = part
        if isinstance(last, int):
            insort(self._items.setdefault(tuple(above), []), last)

    def has_some_of(self, path: _Path) -> bool:
        return any(part[: len(path)] == path for part in self.parts)

    def in_file(self, path: _Path) -> _Path:
        """The path as it was before items ahead of it in their lists were left out."""
        found: _Path = ()
        for key in path:
            if isinstance(key, int):
                for item in self._items.get(found, ()):
                    key += item <= key
            found = (*found, key)
        return found


def sound_book(merged: Merged, digest: str, locale: str, folder: PathOf | None = None) -> Book:
    """The book that ``merged`` holds without what is wrong in it, which is its ``problems``; what
    is left out is taken out of ``merged``, too.

    :raises BookError: what is wrong cannot be left out.
    """
    told: list[BookProblem] = []
    gone = _Gone()
    found = list(merged.problems)
    while True:
        try:
            book = Book.build(
                merged.data,
                places=merged.places,
                sha256=digest,
                locale=locale,
                problems=in_file_order(told),
                folder=folder,
            )
        except BookError as error:
            found += error.problems
        else:
            if not found:
                return book
        parts = [part_at_fault(problem) for problem in found]
        if None in parts:
            raise BookError(in_file_order([*told, *found]))
        told += [_told(*each, gone) for each in zip(found, parts, strict=True)]
        new = {part for part in parts if part}
        in_file = [gone.in_file(part) for part in new]
        for part in _outermost(new):
            _leave_out(merged, part)
        for part in in_file:
            gone.add(part)
        found = []


def part_at_fault(problem: BookProblem) -> _Path | None:
    """The part to leave out for a problem, empty where the first of two is kept; ``None`` where
    none can be."""
    path, cause = problem.path, problem.cause
    if isinstance(cause, FileError) or not path:
        return None
    if isinstance(cause, DuplicateKey) and len(path) <= 2:
        return ()
    if path in ((_TITLE,), (FORMAT,)):
        return None
    if len(path) == 1:
        return path
    if path[0] in LISTS:
        return path[:2]
    if len(path) > 2 and path[-1] in _REMARKS:
        return path
    return innermost(Book, path) or path[:1]


def in_file_order(problems: Iterable[BookProblem]) -> list[BookProblem]:
    """The problems by where they stand."""
    return sorted(problems, key=_place)


def _place(problem: BookProblem) -> tuple[str, int, int]:
    where = problem.where if isinstance(problem.where, Place) else Place("")
    return where.file, where.line or 0, where.column or 0


def _told(problem: BookProblem, part: _Path | None, gone: _Gone) -> BookProblem:
    """The problem with what became of it; of what follows from another, that."""
    cause, path = problem.cause, gone.in_file(problem.path)
    if isinstance(cause, UnknownReference) and (cause.section, cause.given) in gone.parts:
        cause = LeftOut(cause.given, f"refers to {cause.section}.{cause.given}, which is left out")
    elif isinstance(cause, MissingKey) and gone.has_some_of(path):
        message = f"cannot stand without what is left out of it: {cause.message}"
        cause = LeftOut(cause.given, message)
    outcome = f"{named_path(gone.in_file(part))} is left out" if part else "the first one is kept"
    where = problem.where if isinstance(problem.where, Place) else None
    return BookProblem(path, cause, where=where, outcome=outcome)


def _outermost(parts: set[_Path]) -> list[_Path]:
    """The parts that are not within another; the later items of a list ahead of the earlier ones,
    whose indexes then still hold."""
    alone = [
        part for part in parts if not any(part[:length] in parts for length in range(1, len(part)))
    ]
    return sorted(alone, key=_indexes, reverse=True)


def _indexes(part: _Path) -> list[tuple[str, int]]:
    return [("", key) if isinstance(key, int) else (key, 0) for key in part]


def _leave_out(merged: Merged, part: _Path) -> None:
    """Take a part out of the data, and out of the places, where later items move up."""
    if len(part) == 2 and part[0] in LISTS:
        _leave_out_of_list(merged, *part)
        return
    if len(part) <= 2:
        *above, key = map(str, part)
        (merged.data[above[0]] if above else merged.data).pop(key)
        for entry in [path for path in merged.entries if path[: len(part)] == part]:
            del merged.entries[entry]
        return
    head = str(part[0]), str(part[1])
    data: Any = merged.data[head[0]][head[1]]
    spots: Any = merged.entries[head][1][2]
    steps = _as_written(part[2:], data)
    for at, step in enumerate(steps):
        if isinstance(data[step], dict) and steps[at + 1 :] == [0]:
            data[step] = []  # a single claim in the place of a list
            return
        if at == len(steps) - 1:
            del data[step], spots[step]
            return
        data, spots = data[step], spots[step][2]


def _as_written(steps: _Path, data: Any) -> list[str | int]:
    """The steps without the key that a file may leave out."""
    found: list[str | int] = []
    for step in steps:
        is_there = isinstance(data, dict) and step in data
        if step == SHORT and not is_there:
            continue
        found.append(step)
        is_item = isinstance(data, list) and isinstance(step, int) and step < len(data)
        data = data[step] if is_there or is_item else None
    return found


def _leave_out_of_list(merged: Merged, name: str | int, index: str | int) -> None:
    """Take an item out of a list at the top; those behind it move up."""
    items, entries = merged.data[str(name)], merged.entries
    del items[int(index)]
    for at in range(int(index), len(items)):
        entries[str(name), str(at)] = entries[str(name), str(at + 1)]
    del entries[str(name), str(len(items))]
