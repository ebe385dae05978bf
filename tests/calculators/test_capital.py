"""Numbers of shares, by hand.

Options on 10m shares at $8 with the share at $20: the proceeds of $80m buy 4m, and 6m are new.
XPeng, 6 December 2023: 94,079,255 new shares of 1,885,360,255 are 4.98999 %; at $15 for two of them
1,885,360,255 × 7.50 is $14,140,201,912.50.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.capital import (
    UNPRICED,
    diluted_shares,
    held_after_rounds,
    if_converted,
    market_value,
    post_money,
    share_of_all_shares,
    stake_from_shares,
    treasury_stock,
    voting_power,
)
from dealmodel.errors import BadValue, CurrencyMismatch, DivisionByZero, OutOfRange, UsageError


def test_options_in_the_money_bring_what_their_proceeds_do_not_buy() -> None:
    found = treasury_stock("exactly 10 million options", "$8 per option", "$20 per share")
    assert (found.point, found.unit.text, found.kind) == (6_000_000, "shares", "count")
    assert found.formula == "max(0, options * (1 - strike / price_per_share))"


@pytest.mark.parametrize("strike", ["$20", "$20.01", "$200 per share"])
def test_options_out_of_the_money_bring_none(strike: str) -> None:
    assert treasury_stock("10 million options", strike, "$20 per share").bounds == dm.Bounds(0, 0)


def test_options_that_may_be_in_the_money_bring_from_none_on() -> None:
    # At $10 the strike of $9.50 leaves 1/20 of ten million, at $8 none.
    found = treasury_stock("exactly 10 million", "$9.50", "$8 to $10")
    assert (found.bounds, found.point, found.tight) == (dm.Bounds(0, 500_000), None, True)


def test_the_strike_of_a_share_and_the_price_of_a_receipt_meet_through_the_ratio() -> None:
    # $15 for two shares is $7.50 each: 1 - 3/7.5 is 3/5.
    found = treasury_stock("exactly 10 million", "$3 per share", "$15 per ADS", ads_ratio="2")
    assert found.point == 6_000_000
    of_receipts = treasury_stock(
        "exactly 5 million ADSs", "$6 per ADS", "$15 per ADS", ads_ratio="2"
    )
    assert of_receipts.point == 6_000_000
    with pytest.raises(BadValue, match="ads_ratio"):
        treasury_stock("10 million", "$3 per share", "$15 per ADS")
    with pytest.raises(BadValue, match="per ADS"):
        treasury_stock("10 million", "$3 per share", "$15", ads_ratio="2")


def test_two_currencies_are_refused() -> None:
    with pytest.raises(CurrencyMismatch, match="USD and a price in EUR"):
        treasury_stock("10 million options", "$8", "€20 per share")
    with pytest.raises(CurrencyMismatch):
        if_converted("$50 million", "€25 per share")


def test_diluted_shares_add_every_instrument_and_share_one_price() -> None:
    found = diluted_shares(
        "exactly 100 million shares",
        options=[("exactly 10 million", "$8"), ("exactly 5 million", "$30")],
        convertibles=["exactly 1 million shares", ("exactly $50,000,000", "$25 per share")],
        price_per_share="$20",
    )
    assert found.point == 109_000_000
    wide = diluted_shares(
        "exactly 100 million",
        options=[("exactly 10 million", "$8"), ("exactly 5 million", "$30")],
        price_per_share="$16 to $40",
    )
    # At $16: 10m × 1/2; at $40: 10m × 4/5 + 5m × 1/4.
    assert wide.bounds == dm.Bounds(105_000_000, Fraction(109_250_000))
    assert wide.tight


def test_without_a_price_the_options_are_anything_between_none_and_all() -> None:
    options = [("exactly 10 million", "$8"), ("exactly 5 million", None)]
    found = diluted_shares("exactly 100 million", options=options)
    assert found.bounds == dm.Bounds(100_000_000, 115_000_000)
    assert found.warnings == (UNPRICED,)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**5), st.integers(1, 10**5))
def test_dilution_is_between_none_and_all_of_the_options(
    basic: int, options: int, strike: int, price: int
) -> None:
    found = diluted_shares(
        f"exactly {basic} shares",
        options=[(f"exactly {options}", f"${strike}")],
        price_per_share=f"${price}",
    ).point
    expected = basic + max(Fraction(0), options * (1 - Fraction(strike, price)))
    assert found == expected
    assert basic <= found <= basic + options


def test_a_stake_is_the_shares_held_over_those_after() -> None:
    found = stake_from_shares("94,079,255 ordinary shares", "1,885,360,255 shares")
    assert f"{float(found.point):.7f}" == "0.0498999"
    of_receipts = stake_from_shares("50 ADSs", "exactly 1,000 shares", ads_ratio="2")
    assert of_receipts.point == Fraction(1, 10)
    with pytest.raises(BadValue, match="ads_ratio"):
        stake_from_shares("50 ADSs", "1,000 shares")
    with pytest.raises(BadValue):
        stake_from_shares("5%", "1,000 shares")


def test_a_share_of_a_class_is_a_smaller_share_of_the_whole() -> None:
    found = share_of_all_shares("exactly 10%", "exactly 300 shares", "exactly 1,200 shares")
    assert (found.point, found.kind) == (Fraction(1, 40), "share")


def test_votes_weigh_the_shares_of_a_class() -> None:
    # 100 shares of ten votes beside 900 of one: 1,000 of 1,900.
    shares = {"A": "exactly 900", "B": "exactly 100"}
    found = voting_power({"B": "exactly 100"}, shares, {"A": 1, "B": 10})
    assert found.point == Fraction(10, 19)
    both = voting_power({"A": "exactly 90", "B": "exactly 10"}, shares, {"A": 1, "B": 10})
    assert both.point == Fraction(1, 10)
    without = voting_power({"A": "exactly 90"}, shares, {"A": 0, "B": 1})
    assert without.point == 0
    with pytest.raises(DivisionByZero):
        voting_power({"B": "exactly 100"}, shares, {"A": 0, "B": 0})
    with pytest.raises(UsageError):
        voting_power({"C": "exactly 100"}, shares, {"A": 1, "B": 10})


def test_values_by_the_price_of_a_share() -> None:
    shares = "exactly 1,885,360,255 ordinary shares"
    assert post_money("US$15 per ADS", shares, ads_ratio="2").rounded == "14140201912.50"
    assert market_value("US$7.50 per share", shares).rounded == "14140201912.50"
    with pytest.raises(BadValue, match="ads_ratio"):
        market_value("US$15 per ADS", shares)
    with pytest.raises(BadValue, match="class A"):
        market_value("$7.50 per Class A share", "exactly 100 class B shares")
    [told] = market_value("HK$43.80 per H share", "exactly 100 ordinary shares").warnings
    assert "class H" in told


def test_a_holder_who_takes_no_part_is_diluted_round_by_round() -> None:
    # A founder's 100 % of 8m shares: 2m new, then 2.5m new.
    rounds = [("exactly 8m", "exactly 10m"), ("exactly 10m", "exactly 12.5m")]
    assert held_after_rounds("exactly 100%", rounds).point == Fraction(64, 100)
    with pytest.raises(OutOfRange):
        held_after_rounds("0%", rounds)
