"""Books as text: what is read back is the same book."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from dealmodel.books.reading import load_book, read_book
from dealmodel.books.writing import book_data, book_json, book_text
from dealmodel.records.book import Book
from tests.books.strategies import books

SEEDS = Path(__file__).parents[2] / "seeds"

TEXT = """\
book: "Deals: 2025"
currency: EUR

sources:
  cnbc: {publisher: CNBC, published: 2025-04-26}

parties:
  a:
    name: A
    kind: company
    aliases: [AA, "no"]
  b: {name: B, kind: company}

stakes:
  a-in-b:
    investor: a
    investee: b
    share:
      - {says: "21%", source: cnbc, exact: yes}
      - says: "about 21%"
        source: cnbc
        bounds:
          -
          - "22%"

joint_ventures:
  j:
    party: b
    holders:
      a: []
"""


@settings(max_examples=50)
@given(books())
def test_a_book_reads_back_as_the_same_book(book: Book) -> None:
    assert read_book(book_text(book)) == book
    assert read_book(book_json(book), syntax="json") == book
    assert Book.build(book_data(book)) == book


@settings(max_examples=20)
@given(books())
def test_the_text_is_the_same_whenever_it_is_written(book: Book) -> None:
    assert book_text(read_book(book_text(book))) == book_text(book)


def test_the_project_s_own_book() -> None:
    book = load_book(SEEDS)
    assert read_book(book_text(book)) == book
    assert read_book(book_json(book), syntax="json") == book


def test_it_is_laid_out_for_people() -> None:
    assert book_text(read_book(TEXT)) == TEXT


@pytest.mark.parametrize(
    "title",
    [
        *("no", "Yes", "null", "~", "010", "12:30", "1e3", "- a", "a: b", "a #b", "#a", "'", '"'),
        *("{a", "[a", "a]", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "?", " a", "a ", "a  b"),
        *("a\nb", "a\tb", "a\r\nb", "\\n", "\\", "a \"b\" 'c'", "---", "...", "<<", "=", "a,b"),
        *("\x85", "\u2028", "\ufeff", "\u202e", "\u200d", "\ufffe", "\U0001f600", "零跑汽车"),
        *("\U000e0001", "e\u0301", "\xa0", "%", "5 %", "yes: no", "key:", "a\n\n"),
    ],
)
def test_no_reader_takes_a_text_for_anything_else(title: str) -> None:
    book = Book(book=title)
    text = book_text(book)
    assert read_book(text).book == title
    assert read_book(book_json(book), syntax="json").book == title
    # A number-like text may be a number to others, a word never true, false or nothing.
    assert yaml.safe_load(text)["book"] in (title, 8)
    assert all(c.isprintable() or c == "\n" for c in text + book_json(book))
