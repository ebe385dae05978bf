"""How a holding is held, through the ownership standard and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import dealmodel as dm
from tests.checks.books import COMMON, claims, entry

TEXT = (
    f"as_of: 2024-06-01\n{COMMON}"
    "stakes:\n"
    + entry(
        "bought",
        investor="ivy",
        investee="elm",
        on="2024-03-01",
        share=claims("9.4%"),
        before=claims("7.6%"),
        after=claims("17%"),
    )
    + entry("some", investor="jay", investee="elm", share=claims("5%"), directness="unknown")
    + "holdings:\n"
    + entry("told", holder="kay", held="elm", share=claims("30%"), directness="indirect")
)


def told(book: dm.Book) -> list[tuple[Any, str]]:
    """Share and directness of every interest that the book's statements tell."""
    return [
        (interest["share"], interest["directOrIndirect"])
        for statement in dm.export_bods(book).statements
        if statement["recordType"] == "relationship"
        for interest in statement["recordDetails"]["interests"]
    ]


def test_what_is_held_since_a_purchase_is_told_and_how_it_is_held() -> None:
    assert told(dm.read_book(TEXT, "deal.yaml")) == [
        ({"exact": Decimal(17)}, "direct"),
        ({"exact": Decimal(5)}, "unknown"),
        ({"exact": Decimal(30)}, "indirect"),
    ]


def test_the_book_comes_back() -> None:
    book = dm.read_book(TEXT, "deal.yaml")
    assert dm.import_bods(dm.export_bods(book).to_json()).book == book
