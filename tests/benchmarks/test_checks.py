"""A book of 10,000 claims, checked; beside the loop that a spreadsheet or a script would do.

The peer converts one amount of each stake with CurrencyConverter, compares points within five per
cent, and knows neither bounds nor origins, nor what would mend a contradiction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from currency_converter import CurrencyConverter

from dealmodel.books.reading import read_book
from dealmodel.checks.catalogue import check
from dealmodel.rates.amounts import convert
from dealmodel.rates.period import parse_period
from dealmodel.records.book import Book

STAKES = 2_500
WRONG = 20
"""One stake in so many has shares that cannot both be right."""


@pytest.fixture(scope="module")
def book() -> Book:
    """2,500 stakes, each with two accounts of the share and two of what was paid."""
    lines = [
        "book: Large",
        "sources:",
        *(f"  source-{n}: {{publisher: P{n}, published: 2025-04-26}}" for n in range(50)),
        "parties:",
        *(f"  party-{n}: {{name: Party {n}, kind: company}}" for n in range(500)),
        "stakes:",
    ]
    for n in range(STAKES):
        share, dollars = 1 + n % 70, 10**8 * (20 + n % 400)
        other = share + 5 if n % WRONG == 0 else share
        day = f"20{10 + n % 15}-1{n % 3}-1{n % 10}"
        euros = convert(dollars, "USD", "EUR", day)
        lines += [
            f"  stake-{n}:",
            f"    investor: party-{n % 500}",
            f"    investee: party-{(7 * n + 1) % 500}",
            f"    on: {day}",
            "    shares_are: secondary",
            "    share:",
            f'      - {{says: "{share}%", source: source-{n % 50}}}',
            f"      - {{says: about {other} percent, source: source-{(n + 1) % 50}}}",
            "    paid:",
            f"      - {{says: ${dollars // 10**8 / 10} billion, source: source-{n % 50}}}",
            f"      - {{says: about €{euros / 10**9:.1f} billion, source: source-{(n + 1) % 50}}}",
        ]
    return read_book("\n".join(lines))


def test_ten_thousand_claims_checked(benchmark: Any, book: Book) -> None:
    found = benchmark.pedantic(check, args=(book,), rounds=3)
    assert sum(each.code == "claims-disagree" for each in found) == STAKES / WRONG


def test_peer_a_loop_over_points(benchmark: Any, book: Book) -> None:
    converter = CurrencyConverter(decimal=True, fallback_on_missing_rate=True)
    wrong = benchmark.pedantic(_points, args=(book, converter), rounds=3)
    assert wrong["share"] == STAKES / WRONG


def _points(book: Book, converter: Any) -> dict[str, int]:
    wrong = {"share": 0, "paid": 0}
    for stake in book.stakes.values():
        a, b = (claim.figure().value for claim in stake.share)
        wrong["share"] += abs(a - b) * 20 > a
        dollars, euros = (Decimal(int(claim.figure().value)) for claim in stake.paid)
        converted = converter.convert(euros, "EUR", "USD", date=parse_period(stake.on).first)
        wrong["paid"] += abs(converted - dollars) * 20 > dollars
    return wrong
