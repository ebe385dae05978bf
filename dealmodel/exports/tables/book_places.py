"""Where in a book's files something stands, told the same wherever the book lies.

A file is named from the folder that all of the book's files are in, and not at all where there is
only one, so that neither what the book is called nor where it lies is part of what is exported.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from dealmodel.records.book import Book
from dealmodel.where import Place


class BookPlaces:
    """The places of one book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._names = _short({text.name for text, _ in book.places.entries.values()})

    def of(self, path: tuple[str | int, ...]) -> str | None:
        """The place of a claim's text, such as ``stakes.yaml:12:16``, or ``12:16``."""
        return self.told(self._book.places.of((*path, "says")))

    def told(self, place: Place | None) -> str | None:
        """A place of the book as text."""
        if place is None:
            return None
        if len(self._names) == 1 and place.line is not None:
            return f"{place.line}:{place.column}"
        return str(replace(place, file=self._names.get(place.file, place.file)))


def _short(names: set[str]) -> Mapping[str, str]:
    """File names from the folder that they share.

    >>> sorted(_short({"a/b/x.yaml", "a/b/c/y.yaml"}).values())
    ['c/y.yaml', 'x.yaml']
    >>> _short({"/home/me/book.yaml"})
    {'/home/me/book.yaml': 'book.yaml'}
    """
    folders = {os.path.dirname(name) for name in names}
    root = os.path.commonpath(folders) if folders and "" not in folders else ""
    return {name: os.path.relpath(name, root) if root else name for name in sorted(names)}
