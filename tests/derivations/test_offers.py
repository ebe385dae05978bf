"""What follows from the terms of an offer, in a book."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.books.reading import read_book
from dealmodel.derivations.offers import offers_at
from dealmodel.derivations.setting import Setting
from dealmodel.errors import CurrencyMismatch, MissingKey, OutOfRange
from dealmodel.figures.reader import USUAL, figure
from dealmodel.rates.choice import RatesAt
from tests.derivations.test_consideration import PARTIES, SOURCES, one, told

COLLAR = """
    consideration:
      cash: {says: $23.25 per share, source: a}
      shares:
        value: {says: $4.50 per share, source: a}
        collar:
          low: {price: {says: $97.91, source: a}, ratio: {says: 0.0460 shares, source: a}}
          high: {price: {says: $119.67, source: a}, ratio: {says: 0.0376 shares, source: a}}
"""


def worth(deal: str, at: str) -> list[Fraction | None]:
    """The offer's worth at a price."""
    head = f"book: Deals\n{SOURCES}{PARTIES}deals:\n  d:\n    target: target"
    book = read_book(head + deal)
    setting = Setting.of(book, (), USUAL, RatesAt.of())
    return [
        each.result.point for each in offers_at("deals.d", book.deals["d"], figure(at), setting)
    ]


@pytest.mark.parametrize(
    ("at", "point"), [("$88", "27.298"), ("$100", "27.75"), ("$130", "28.138")]
)
def test_a_collar_at_a_price(at: str, point: str) -> None:
    # Netflix for Warner Bros., December 2025.
    assert worth(COLLAR, at) == [Fraction(point)]


def test_the_ends_of_a_collar() -> None:
    low, high = told(COLLAR)["value_at_collar_end"]
    assert (low.result.point, high.result.point) == (Fraction("4.50386"), Fraction("4.499592"))
    assert all(beside.overlaps(low.result.bounds) for beside in low.beside)
    at_low, at_high = told(COLLAR)["offer_value"]
    assert (at_low.result.point, at_high.result.point) == (
        Fraction("27.75386"),
        Fraction("27.749592"),
    )
    assert at_low.result.details["of"] == "at $97.91, the low end of the collar"


def test_a_fixed_ratio_a_fixed_value_and_the_premium_there() -> None:
    ratio = """
    reference_price: {says: $20, source: a}
    consideration:
      cash: {says: $5 per share, source: a}
      shares: {exchange_ratio: {says: 0.5 shares, exact: yes, source: a}}
    """
    assert worth(ratio, "$40") == [25, Fraction(1, 4)]
    value = "\n    consideration: {shares: {value: {says: $8 per share, source: a}}}\n"
    assert worth(value, "$40") == [8]


def test_the_ratio_that_a_fixed_value_takes() -> None:
    deal = COLLAR.replace(
        "        collar:", "        price: {says: $100, source: a}\n        collar:"
    )
    assert one(deal, "exchange_ratio").result.point == Fraction("0.045")
    below = deal.replace("$100", "$88")
    assert "exchange_ratio" not in told(below)


def test_the_stated_value_stands_beside_ratio_times_price() -> None:
    deal = """
    consideration:
      shares:
        value: {says: $20 per share, source: a}
        exchange_ratio: {says: 0.5 shares, exact: yes, source: a}
        price: {says: $40, source: a}
    """
    found = one(deal, "value_of_shares")
    assert found.result.point == 20
    assert len(found.beside) == 1


@pytest.mark.parametrize(
    ("given", "name", "point"),
    [
        # $30 is 20 % above $25.
        ("price_per_share $30; reference_price $25", "premium", Fraction(1, 5)),
        ("price_per_share $30; premium 20%", "reference_price", Fraction(25)),
        ("reference_price $25; premium 20%", "price_at_premium", Fraction(30)),
    ],
)
def test_of_price_reference_and_premium_two_give_the_third(
    given: str, name: str, point: Fraction
) -> None:
    fields = (each.split() for each in given.split("; "))
    deal = "".join(f"    {field}: {{says: {says}, source: a}}\n" for field, says in fields)
    assert one("\n" + deal, name).result.point == point


def test_a_stated_premium_stands_beside_and_nothing_is_led_back_from_it() -> None:
    deal = """
    price_per_share: {says: $30, source: a}
    reference_price: {says: $25, source: a}
    reference: close of 2024-02-19
    premium: {says: 20%, source: b}
    """
    stated, computed = told(deal)["premium"]
    assert stated.result.point == computed.result.point == Fraction(1, 5)
    assert len(computed.beside) == 1
    assert computed.result.details["to"] == "close of 2024-02-19"
    assert len(told(deal)["reference_price"]) == 1


def test_without_a_stated_price_the_premium_is_that_of_what_is_given() -> None:
    deal = """
    reference_price: {says: $20, source: a}
    consideration:
      cash: {says: $25 per share, source: a}
      contingent: {says: up to $5 per share, if: approval, source: a}
    """
    assert [each.result.point for each in told(deal)["premium"]] == [
        Fraction(1, 4),
        Fraction(1, 2),
    ]


def test_what_has_no_worth_at_a_price_is_refused() -> None:
    with pytest.raises(MissingKey, match="gives no shares"):
        worth("\n    consideration: {cash: {says: $5 per share, source: a}}\n", "$40")
    with pytest.raises(MissingKey, match="how many shares"):
        worth("\n    consideration: {shares: {number: {says: 5 million, source: a}}}\n", "$40")
    with pytest.raises(OutOfRange):
        worth(COLLAR, "-$40")
    with pytest.raises(CurrencyMismatch):
        worth(COLLAR, "€40")
