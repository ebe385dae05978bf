"""What an offer is worth: at a ratio, at a value, through a collar; premium there and back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel import offer_value, premium, price_at_premium, reference_before_premium
from dealmodel.errors import BadValue, CurrencyMismatch, DealModelError, OutOfRange, UsageError
from dealmodel.figures.decimals import fixed_text
from dealmodel.figures.hedges import HedgeRules

# Netflix for Warner Bros., December 2025, as announced.
COLLAR = (("$97.91", "0.0460 shares"), ("$119.67", "0.0376 shares"))
WARNER: dict[str, Any] = {
    "cash": "$23.25 per share",
    "value_of_shares": "$4.50 per share",
    "collar": COLLAR,
}


@pytest.mark.parametrize(
    ("at", "worth", "side"),
    [
        ("$88", "27.298", "below"),  # 23.25 + 0.0460 × 88
        ("$97.91", "27.75", "within"),
        ("$110", "27.75", "within"),
        ("$119.67", "27.75", "within"),
        ("$130", "28.138", "above"),  # 23.25 + 0.0376 × 130
    ],
)
def test_a_collar_fixes_the_value_between_its_ends_and_the_ratio_beyond(
    at: str, worth: str, side: str
) -> None:
    found = offer_value(at, **WARNER)
    assert (found.point, found.details["collar"]) == (Fraction(worth), side)
    assert found.unit.text == "USD"


def test_the_ratio_is_rounded_unless_it_is_exact() -> None:
    # 0.0460 is from 0.04595 to 0.04605, as printed.
    found = offer_value("$88", **WARNER)
    assert (found.low, found.high) == (Fraction("27.2936"), Fraction("27.3024"))
    assert offer_value("$88", **WARNER, rules=HedgeRules(exact=True)).bounds.is_point


def test_a_price_on_both_sides_of_an_end_is_worth_what_both_allow() -> None:
    found = offer_value("$80 to $110", **WARNER, rules=HedgeRules(exact=True))
    assert (found.low, found.high) == (Fraction("23.25") + 80 * Fraction("0.046"), Fraction(111, 4))
    assert found.details["collar"] == "undecided"
    wide = offer_value("$110 to $130", **WARNER, rules=HedgeRules(exact=True))
    assert (wide.low, wide.high) == (Fraction(111, 4), Fraction("28.138"))


def test_fixed_ratio_and_fixed_value() -> None:
    assert offer_value("$50", exchange_ratio="0.5").point == 25
    assert offer_value("$50", cash="$5", exchange_ratio="0.5x").point == 30
    assert offer_value("$50", cash="$5", value_of_shares="$20").point == 25


def test_without_a_stated_value_the_low_end_gives_it() -> None:
    collar = (("$100", "0.05"), ("$125", "0.04"))
    assert offer_value("$110", collar=collar).point == 5


PRICES = st.decimals("1", "500", places=2)


@given(PRICES, st.decimals("1", "100", places=2), st.decimals("0.01", "2", places=2))
def test_an_offer_is_continuous_at_the_ends_of_its_collar(low: Any, worth: Any, more: Any) -> None:
    low, worth, more = Fraction(low), Fraction(worth), Fraction(more)
    high = low * (1 + more)
    step = Fraction(1, 10**6)

    def at(price: Fraction) -> Fraction:
        # Ends that meet the value exactly, to the digits that a figure can have.
        collar = ((f"${_text(low)}", _text(worth / low)), (f"${_text(high)}", _text(worth / high)))
        found = offer_value(
            f"${_text(price)}",
            value_of_shares=f"${_text(worth)}",
            collar=collar,
            rules=HedgeRules(exact=True),
        )
        assert found.point is not None
        return found.point

    for end in (low, high):
        near = [at(end - step), at(end), at(end + step)]
        assert max(near) - min(near) < Fraction(1, 100)
    assert at(low - step) <= at(low) + Fraction(1, 10**9)
    assert at(high + step) >= at(high) - Fraction(1, 10**9)


def _text(value: Fraction) -> str:
    return fixed_text(value, 18)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"collar": (("$119.67", "0.0460"), ("$97.91", "0.0376"))}, BadValue),
        ({"collar": (("$97.91", "0.0376"), ("$119.67", "0.0460"))}, BadValue),
        ({"collar": (("-$97.91", "0.0460"), ("$119.67", "0.0376"))}, OutOfRange),
        ({"collar": ("$97.91", "$119.67")}, DealModelError),
        ({"collar": 5}, UsageError),
        ({"exchange_ratio": "-0.5"}, OutOfRange),
        ({"exchange_ratio": "$5"}, BadValue),
        ({"exchange_ratio": "0.5", "cash": "-$5"}, OutOfRange),
        ({"exchange_ratio": "0.5", "cash": "€5"}, CurrencyMismatch),
        ({"exchange_ratio": "0.5", "value_of_shares": "$5"}, UsageError),
        ({"cash": "$5"}, UsageError),
        ({}, UsageError),
    ],
)
def test_what_is_no_offer_is_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        offer_value("$100", **options)


def test_ends_that_cross_are_told() -> None:
    with pytest.raises(BadValue, match=r"ends of the collar cross: the low end's price, \$119.67"):
        offer_value("$100", collar=(("$119.67", "0.0460"), ("$97.91", "0.0376")))


def test_a_premium_leads_there_and_back() -> None:
    # A price of $30 is 20 % above $25.
    assert premium("$30", "$25").point == Fraction(1, 5)
    assert price_at_premium("$25", "20%").point == 30
    back = reference_before_premium("$30", "20%")
    assert back.point == 25
    # 20 % is from 19.5 to 20.5 %.
    assert (back.low, back.high) == (Fraction(30) / Fraction("1.205"), 30 / Fraction("1.195"))
    assert reference_before_premium("$30", "-20%").point == Fraction("37.5")
    with pytest.raises(BadValue):
        price_at_premium("25 cars", "20%")
    with pytest.raises(BadValue):
        price_at_premium("$25", "$5")
