"""Conversion: known figures, and every way of asking that is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

import dealmodel as dm
from dealmodel.errors import (
    BadValue,
    DateError,
    NoFigure,
    RateMissing,
    SeveralFigures,
    UnknownCurrency,
    UsageError,
)
from dealmodel.rates.quoted import quoted_rate

# European Central Bank, 25 April 2025: 8.2773 yuan and 1.1357 dollars for one euro.
CNY, USD = Fraction("8.2773"), Fraction("1.1357")


def test_yuan_in_dollars_and_euros_on_a_saturday():
    dollars = dm.convert("109,800 yuan", to="USD", on="2025-04-26")
    assert dollars.point == 109_800 / CNY * USD
    assert dollars.rounded == "15065.28"
    assert dollars.money == Money("15065.28", "USD")
    record = dollars.to_dict()
    assert record["formula"] == "amount / cny_per_eur * usd_per_eur"
    assert (record["requested"], record["used"], record["age_days"]) == (
        "2025-04-26",
        "2025-04-25",
        1,
    )
    # 124,699.86 / 8.2773 by long division.
    assert record["point"] == "15065.28215722518212460584973"
    assert record["rate"].startswith("0.1372065770239")
    assert dm.convert("109,800 yuan", to="EUR", on="2025-04-26").rounded == "13265.20"


def test_money_figures_and_results_convert_like_text():
    text = dm.convert("109,800 yuan", to="EUR", on="2025-04-25").point
    assert dm.convert(Money("109800", "CNY"), to="EUR", on="2025-04-25").point == text
    assert dm.convert(dm.figure("109,800 yuan"), to="EUR", on="2025-04-25").point == text
    there = dm.convert("109,800 yuan", to="EUR", on="2025-04-25")
    assert dm.convert(there, to="CNY", on="2025-04-25").point == 109_800


def test_of_a_price_with_its_conversion_the_price_is_converted():
    result = dm.convert("109,800 yuan ($15,115)", to="EUR", on="2025-04-26")
    assert result.rounded == "13265.20"


def test_a_hedged_price_keeps_its_bounds():
    result = dm.convert("about €12,000", to="CNY", on="2025-04-25")
    assert (result.low, result.high) == (11_000 * CNY, 13_000 * CNY)
    at_least = dm.convert("from 129,800 yuan", to="EUR", on="2025-04-25")
    assert (at_least.low, at_least.high) == (129_800 / CNY, None)


def test_a_period_has_its_mean_between_its_daily_extremes():
    # ECB, April 2025, the days of the 22nd to the 25th are inside; the month's own ends are wider.
    month = dm.convert("€1", to="USD", on="2025-04")
    day = dm.convert("€1", to="USD", on="2025-04-25").point
    assert month.low < month.point < month.high
    assert month.low <= day <= month.high
    assert month.details["used"] is None
    assert month.formula == "amount * usd_per_eur"


def test_the_same_currency_needs_no_rate():
    result = dm.convert("$15,115", to="USD", on="2025-04-26")
    assert result.point == 15_115
    assert result.details["rate"] == "1"


def test_a_stated_rate_names_who_stated_it():
    result = dm.convert("109,800 yuan", to="USD", on="2025-04-26", rates="7.26 CNY/USD")
    assert result.point == Fraction(109_800) / Fraction("7.26")
    assert "7.26 CNY/USD" in result.details["source"]
    again = dm.convert("109,800 yuan", to="USD", on="2025-04-26", rates=quoted_rate("7.26 CNY/USD"))
    assert again.point == result.point


@pytest.mark.parametrize(
    ("amount", "to", "on", "error"),
    [
        ("21%", "USD", "2025-04-26", BadValue),
        ("300,000 cars", "USD", "2025-04-26", BadValue),
        ("no figure", "USD", "2025-04-26", NoFigure),
        ("$5 and €6", "USD", "2025-04-26", SeveralFigures),
        ("$5", "USB", "2025-04-26", UnknownCurrency),
        ("$5", "eur", "2025-04-26", UnknownCurrency),
        ("$5", "EUR", "26/04/2025", DateError),
        ("$5", "EUR", "", DateError),
        ("$5", "EUR", "1990-01-02", RateMissing),
        ("$5", "EUR", "2999-01-01", RateMissing),
        ("5 yuan", "EUR", "2004-06-01", RateMissing),
        ("500 RUB", "EUR", "2023-01-02", RateMissing),
        (5, "EUR", "2025-04-26", UsageError),
        (Decimal(5), "EUR", "2025-04-26", UsageError),
    ],
)
def test_what_cannot_be_converted_is_one_clear_error(amount, to, on, error):
    with pytest.raises(error):
        dm.convert(amount, to=to, on=on)


def test_former_currencies_convert_at_their_law():
    # Council Regulation (EU) 2022/1208: 7.53450 kuna for one euro from 1 January 2023.
    kuna = dm.convert("753.45 HRK", to="EUR", on="2024-01-15")
    assert kuna.point == 100
    assert kuna.warnings
    marks = dm.convert("195,583 DEM", to="EUR", on="2005-05-05")
    assert marks.point == 100_000
    lira = dm.convert("1,000,000 TRL", to="TRY", on="2006-01-02")
    assert lira.point == 1


@given(st.integers(1, 10**15), st.sampled_from(["USD", "CNY", "JPY", "GBP"]))
def test_there_and_back_is_the_amount_itself(cents, currency):
    amount = Money(Decimal(cents).scaleb(-2), "EUR")
    there = dm.convert(amount, to=currency, on="2025-04-25")
    assert dm.convert(there, to="EUR", on="2025-04-25").point == Fraction(cents, 100)


def test_a_price_of_one_stays_a_price_of_one():
    converted = dm.convert("109,800 yuan per car", to="USD", on="2025-04-26")
    assert converted.details["per"] == "car"
    assert "per" not in dm.convert("109,800 yuan", to="USD", on="2025-04-26").details
