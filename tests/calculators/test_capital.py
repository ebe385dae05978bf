"""Numbers of shares, by hand.

XPeng, 6 December 2023: 94,079,255 new shares of 1,885,360,255 are 4.98999 %; at $15 for two of them
1,885,360,255 × 7.50 is $14,140,201,912.50.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.calculators.capital import (
    held_after_rounds,
    market_value,
    post_money,
    share_of_all_shares,
    stake_from_shares,
    voting_power,
)
from dealmodel.errors import BadValue, DivisionByZero, OutOfRange, UsageError


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
