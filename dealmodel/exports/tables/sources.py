"""The sheet of sources: who published what, and where it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.exports.table import Cell, Column, Link, Row, web_address
from dealmodel.exports.tables.days import day_of
from dealmodel.exports.tables.places import FIRST
from dealmodel.records.book import Book

SHEET = "Sources"

COLUMNS = (
    Column("id", "Source", 28),
    Column("publisher", "Publisher", 20),
    Column("origin", "First published by", 18),
    Column("published", "Published", 12, "day"),
    Column("title", "Title", 36),
    Column("document", "Document", 24),
    Column("url", "Address", 30),
    Column("note", "Note", 50),
)


class Sources:
    """The rows of sources, and links to them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows = {key: FIRST + number for number, key in enumerate(book.sources)}

    def rows(self) -> Iterator[Row]:
        """A row for each source, in the book's order."""
        for key, source in self._book.sources.items():
            yield Row(
                (
                    key,
                    source.publisher,
                    source.origin,
                    day_of(source.published),
                    source.title,
                    source.document,
                    web_address(source.url),
                    source.note,
                )
            )

    def link(self, key: str | None) -> Cell:
        """A source's name, leading to its row; nothing where there is no source."""
        if key is None or key not in self._rows:
            return key
        return Link(self._book.sources[key].named, f"{SHEET}!A{self._rows[key]}")
