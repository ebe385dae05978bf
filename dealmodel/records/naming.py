"""What parties and sources are called: by name in common use, by publisher and origin."""

from __future__ import annotations

from collections.abc import Iterable

from dealmodel.records.book import Book


def name_of(party: str, book: Book) -> str:
    """The name of a party; of whoever is none, the name that was given."""
    return book.parties[party].name if party in book.parties else party


def source_name(key: str, book: Book) -> str:
    """The publisher of a source, and whose report it repeats."""
    return book.sources[key].named if key in book.sources else key


def who_says(sources: Iterable[str], book: Book) -> str:
    """The sources by publisher and origin."""
    return "; ".join(source_name(key, book) for key in sources)
