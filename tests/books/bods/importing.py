"""Importing statements in tests: what they give can be written, read and exported again."""

from __future__ import annotations

from typing import Any

from dealmodel.books.bods.export import export_bods
from dealmodel.books.bods.import_ import Imported, import_bods
from dealmodel.books.reading import read_book
from dealmodel.books.writing import book_text
from dealmodel.records.stake import Stake
from tests.books.bods.statements import (
    as_json,
)


def imported(statements: Any) -> Imported:
    """What the statements give; the book they make can be written, read and exported again."""
    found = import_bods(as_json(statements), "register.json")
    assert read_book(book_text(found.book)) == found.book
    again = import_bods(export_bods(found.book).to_json())
    assert (again.book, again.warnings) == (found.book, [])
    return found


def stake(statements: Any) -> Stake:
    """The only stake."""
    (only,) = imported(statements).book.stakes.values()
    return only
