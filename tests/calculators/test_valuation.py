"""Implied values: expected figures are worked out by hand from the definitions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.errors import (
    BadValue,
    CurrencyMismatch,
    DivisionByZero,
    FigureError,
    OutOfRange,
    RateMissing,
    UnitMismatch,
    UsageError,
)


def test_the_stake_by_both_accounts():
    cnbc = dm.implied_value("21%", "$1.6 billion")
    equity = cnbc.implied_equity_value
    assert equity.point == Fraction(1_600_000_000 * 100, 21)
    assert equity.low == Fraction(1_550_000_000 * 1000, 215)
    assert equity.high == Fraction(1_650_000_000 * 1000, 205)
    assert equity.to_dict()["point"] == "7619047619.047619047619047619"
    other = dm.implied_value("20 percent", "€1.5 billion").implied_equity_value
    assert (other.rounded, str(other.low)[:9], str(other.high)[:9]) == (
        "7500000000.00",
        str(Fraction(1_450_000_000 * 1000, 205))[:9],
        str(Fraction(1_550_000_000 * 1000, 195))[:9],
    )


def test_pre_money_takes_off_the_primary_cash_only():
    new = dm.implied_value("20%", "€1.5 billion", shares_are="primary").pre_money
    old = dm.implied_value("20%", "€1.5 billion", shares_are="secondary").pre_money
    mixed = dm.implied_value("20%", "€1.5 billion", primary="€500 million").pre_money
    assert [len(each) for each in (new, old, mixed)] == [1, 1, 1]
    assert new[0].point == 6_000_000_000
    assert old[0].point == 7_500_000_000
    assert mixed[0].point == 7_000_000_000
    # C/s - C over C in [1.45, 1.55] bn and s in [0.195, 0.205]: the same unknown twice.
    assert new[0].low == Fraction(1_450_000_000 * 1000, 205) - 1_450_000_000
    assert new[0].high == Fraction(1_550_000_000 * 1000, 195) - 1_550_000_000


def test_undeclared_gives_both_extremes_and_says_so():
    value = dm.implied_value("20%", "€1.5 billion")
    low, high = value.pre_money
    assert (low.point, high.point) == (6_000_000_000, 7_500_000_000)
    assert all(each.warnings for each in value.pre_money)
    assert value.warnings
    assert [each.details["assuming"] for each in value.pre_money] == [
        "all shares are new",
        "no share is new",
    ]


def test_in_another_currency_on_a_date():
    # ECB, 26 October 2023: 1.0540 dollars for one euro.
    value = dm.implied_value("21%", "$1.6 billion", to="EUR", on="2023-10-26")
    assert [each.unit.text for each in value.converted] == ["EUR"] * 3
    expected = Fraction(1_600_000_000 * 100, 21) / Fraction("1.054")
    assert value.converted[0].point == expected
    assert value.converted[0].details["used"] == "2023-10-26"


@pytest.mark.parametrize(
    ("stake", "paid", "options", "error"),
    [
        ("0%", "$1 billion", {}, OutOfRange),
        ("120%", "$1 billion", {}, OutOfRange),
        ("-5%", "$1 billion", {}, OutOfRange),
        ("20", "$1 billion", {}, BadValue),
        ("$5", "$1 billion", {}, BadValue),
        ("21%", "1 billion", {}, BadValue),
        ("21%", "-$1 billion", {}, OutOfRange),
        ("21%", "¥1 billion", {}, FigureError),
        ("21%", "1,5 billion euros", {}, FigureError),
        ("21%", "$1 billion", {"primary": "€1 billion"}, CurrencyMismatch),
        ("21%", "$1 billion", {"primary": "$2 billion"}, OutOfRange),
        ("21%", "$1 billion", {"primary": "$1bn", "shares_are": "secondary"}, UsageError),
        ("21%", "$1 billion", {"to": "EUR"}, UsageError),
        ("21%", "$1 billion", {"to": "EUR", "on": "1990-01-01"}, RateMissing),
    ],
)
def test_what_cannot_be_a_stake_is_one_clear_error(stake, paid, options, error):
    with pytest.raises(error):
        dm.implied_value(stake, paid, **options)


def test_a_bare_number_is_answered_with_proposals_and_its_place():
    with pytest.raises(BadValue, match="Did you mean 20%") as caught:
        dm.implied_value("20", "$1 billion")
    assert caught.value.to_dict()["where"]["span"] == [0, 2]
    with pytest.raises(BadValue, match=r"Did you mean 20% or 0\.2%"):
        dm.implied_value("0.2", "$1 billion")


def test_the_whole_is_at_most_the_whole():
    # All of it is all of it, and nothing less: the bounds are those of the price, [0.75, 1.25] bn.
    whole = dm.implied_value("100%", "$1 billion").implied_equity_value
    assert (whole.low, whole.high) == (750_000_000, 1_250_000_000)
    assert whole.point == 1_000_000_000


def test_a_stake_below_a_limit_is_unbounded_above():
    value = dm.implied_value("less than 5%", "$1 billion", shares_are="secondary")
    assert value.implied_equity_value.high is None
    assert value.implied_equity_value.low == Fraction(750_000_000 * 100, 5)


def test_shares_premium_and_enterprise_value():
    # 194.26 million shares at HK$43.8.
    equity = dm.equity_value("HK$43.8", "194,260,030 shares")
    assert equity.point == Fraction("43.8") * 194_260_030
    assert equity.unit.text == "HKD"
    assert dm.premium("HK$43.8", "HK$36.5").point == Fraction(1, 5)
    assert dm.enterprise_value("€7.5 billion", "€1 billion").point == 8_500_000_000
    assert dm.equity_from_enterprise("€8.5 billion", "€1 billion").point == 7_500_000_000
    per_car = dm.value_per_unit("€7.5 billion", "300,000 cars", basis="sales in 2024")
    assert (per_car.point, per_car.unit.text) == (25_000, "EUR/cars")
    assert per_car.details["per"] == "sales in 2024"
    with pytest.raises(CurrencyMismatch):
        dm.premium("HK$43.8", "$36.5")
    with pytest.raises(UnitMismatch):
        dm.enterprise_value("€7.5 billion", "$1 billion")
    with pytest.raises(DivisionByZero):
        dm.premium("HK$43.8", "HK$0")


@given(st.data())
def test_no_true_value_is_outside_the_bounds(data):
    paid = data.draw(st.integers(1, 999)), data.draw(st.integers(1, 99))
    value = dm.implied_value(f"{paid[1]}%", f"€{paid[0]} million", shares_are="primary")
    amount, stake = (value.implied_equity_value.inputs[name].bounds for name in ("paid", "stake"))
    part = Fraction(data.draw(st.integers(0, 100)), 100)
    other = Fraction(data.draw(st.integers(0, 100)), 100)
    true_paid = amount.low + part * (amount.high - amount.low)
    true_stake = stake.low + other * (stake.high - stake.low)
    assert true_paid / true_stake in value.implied_equity_value.bounds
    assert true_paid / true_stake - true_paid in value.pre_money[0].bounds


def test_a_stake_of_all_has_no_pre_money_of_new_shares_alone():
    with pytest.raises(OutOfRange, match="there were no others"):
        dm.implied_value("100%", "$1 billion", shares_are="primary")
    undeclared = dm.implied_value("100%", "$1 billion")
    assert [each.details["assuming"] for each in undeclared.pre_money] == ["no share is new"]


@pytest.mark.parametrize("word", ["new", "", "PRIMARY", 5])
def test_what_the_shares_are_is_one_of_four_words(word):
    with pytest.raises(UsageError, match="primary, secondary, mixed, undeclared"):
        dm.implied_value("20%", "$1 billion", shares_are=word)


@pytest.mark.parametrize(
    ("stake", "paid", "message"),
    [
        ("20% of its H shares", "$1 billion", "of the H shares, which is no share of the company"),
        ("20% of its profit", "$1 billion", "of the profit, which is no share of the company"),
        ("20% of the votes", "$1 billion", "of the votes, which is no share of the company"),
        ("20%", "€32 per share", "is per share"),
        ("20%", "rose by $1 billion", "the amount by which something changed"),
    ],
)
def test_what_the_words_beside_a_figure_exclude_is_refused(stake, paid, message):
    with pytest.raises(BadValue, match=message):
        dm.implied_value(stake, paid)


@pytest.mark.parametrize("stake", ["20% of Leapmotor", "20% of its share capital", "a 20% stake"])
def test_a_share_of_the_company_in_other_words(stake):
    assert dm.implied_value(stake, "$1 billion").implied_equity_value.point == 5_000_000_000
