"""The files of a folder as one book.

Sections are joined, and so are the lists at the top (claims, reviews). An id stands once in its
section; what is said of the book itself (its title, its currency) stands in one file, or alike in
several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dealmodel.books.tree import Parsed
from dealmodel.errors import BadValue, BookProblem, DuplicateKey, InputError, Place, UnreadableFile
from dealmodel.records.book import LISTS, SECTIONS
from dealmodel.records.places import Places, SourceText, Spot


@dataclass
class Merged:
    """What the files hold together, where it stands, and where they do not go together."""

    data: dict[str, Any] = field(default_factory=dict)
    entries: dict[tuple[str, ...], tuple[SourceText, Spot]] = field(default_factory=dict)
    problems: list[BookProblem] = field(default_factory=list)

    @property
    def places(self) -> Places:
        return Places(self.entries)


def merge(files: Sequence[Parsed]) -> Merged:
    """The files as one, each of them read already."""
    merged = Merged()
    for parsed in files:
        merged.problems += parsed.problems
        if not isinstance(parsed.data, Mapping):
            merged.problems.append(_not_a_book(parsed))
            continue
        merged.entries.setdefault((), (parsed.file, parsed.spot))
        for name, value, spot in _items(parsed.data, parsed.spot):
            _add(merged, (name,), value, parsed.file, spot)
    return merged


def _add(merged: Merged, path: tuple[str, ...], value: Any, file: SourceText, spot: Spot) -> None:
    """Take in one key at the top, or one record of a section."""
    *above, key = path
    into = merged.data[above[0]] if above else merged.data
    if len(path) == 1 and key in SECTIONS and isinstance(value, Mapping):
        merged.entries.setdefault(path, (file, spot))
        if not isinstance(into.setdefault(key, {}), dict):
            return
        for name, record, below in _items(value, spot):
            _add(merged, (key, name), record, file, below)
    elif len(path) == 1 and key in LISTS and isinstance(value, list | Mapping | None):
        _add_items(merged, key, value, file, spot)
    elif path not in merged.entries:
        into[key] = value
        merged.entries[path] = (file, spot)
    elif len(path) == 2 or into[key] != value:
        merged.problems.append(_twice(merged, path, file, spot))


def _add_items(merged: Merged, key: str, value: Any, file: SourceText, spot: Spot) -> None:
    """Take in a list at the top; one mapping is a list of one."""
    items = merged.data.setdefault(key, [])
    merged.entries.setdefault((key,), (file, spot))
    if not isinstance(items, list):
        return
    for at, item in enumerate([value] if isinstance(value, Mapping) else value or ()):
        part = spot[2][at] if isinstance(spot[2], list) else spot
        merged.entries[key, str(len(items))] = (file, part)
        items.append(item)


def _twice(merged: Merged, path: tuple[str, ...], file: SourceText, spot: Spot) -> BookProblem:
    first = merged.places.of(path, at_key=True)
    advice = "give one of them another id" if len(path) == 2 else "say it in one file only"
    cause = DuplicateKey(path[-1], f"{path[-1]!r} is also in {first}: {advice}")
    return BookProblem(path, cause, where=file.place(spot[1]))


def _not_a_book(parsed: Parsed) -> BookProblem:
    if parsed.data is None:
        empty = "the file is empty: start it with 'book:' and a title"
        return _problem(UnreadableFile(empty), Place(parsed.file.name))
    message = "a book is a mapping of keys, such as 'book:' with its title, 'sources:', 'stakes:'"
    return _problem(BadValue(str(parsed.data)[:60], message), parsed.file.place(parsed.spot[0]))


def _problem(cause: InputError, where: Place) -> BookProblem:
    return BookProblem((), cause, where=where)


def _items(data: Mapping[str, Any], spot: Spot) -> Iterator[tuple[str, Any, Spot]]:
    """The keys of a mapping, each with its value and where it stands."""
    parts = spot[2] if isinstance(spot[2], dict) else {}
    for key, value in data.items():
        yield key, value, parts.get(key, spot)
