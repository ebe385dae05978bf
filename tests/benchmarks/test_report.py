"""The report of a book of 10,000 claims, beside what it takes to read and validate the book, which
is what a program pays that derives nothing.
"""

from __future__ import annotations

from typing import Any

import pytest

from dealmodel.books.reading import read_book
from dealmodel.records.book import Book
from dealmodel.reports.deriving import report
from tests.benchmarks.test_books import STAKES, book_of_claims


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(book_of_claims())


def test_ten_thousand_claims_reported(benchmark: Any, book: Book) -> None:
    found = benchmark.pedantic(report, args=(book,), rounds=3)
    assert len(found.items) > 10 * STAKES


def test_peer_reading_the_book(benchmark: Any) -> None:
    text = book_of_claims()
    found = benchmark.pedantic(read_book, args=(text,), rounds=3)
    assert len(found.stakes) == STAKES
