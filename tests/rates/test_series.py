"""Daily rates of a pair: the expected numbers are read off the bank's file by the standard library,
or made up so that they can be worked out at sight."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import RateMissing, UnknownCurrency, UsageError
from dealmodel.rates.catalogue import source_for
from dealmodel.rates.formula import Exchange
from dealmodel.rates.listed import listed
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.pair import Pair, parse_pair
from dealmodel.rates.period import parse_period
from dealmodel.rates.quotation import quotation
from dealmodel.rates.series import around, series, tolerance_of
from dealmodel.rates.spread import spread
from dealmodel.rates.table import parse_table
from dealmodel.reports.drawing.series_chart import blocks, series_svg

Published = dict[date, dict[str, str]]


def mine(text: str) -> HistoryRates:
    return HistoryRates("mine", "mine", parse_table(text))


WEEK = "date,USD\n2025-04-21,1\n2025-04-22,2\n2025-04-23,4\n2025-04-24,4\n2025-04-25,2\n"


@pytest.mark.parametrize("text", ["CNY/USD", "cny/usd", " CNY per USD ", "cny / usd"])
def test_a_pair_is_read_as_a_quotient(text: str) -> None:
    assert parse_pair(text) == Pair("CNY", "USD")


@pytest.mark.parametrize("text", ["", "CNY", "CNYUSD", "CNY-USD", "7.26 CNY/USD", "CNY/USD/EUR"])
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_pair(text)


def test_a_pair_has_two_known_currencies() -> None:
    with pytest.raises(UsageError, match="between two"):
        parse_pair("USD/USD")
    with pytest.raises(UnknownCurrency):
        parse_pair("USD/ZZZ")


def test_a_rate_is_units_of_the_first_for_one_of_the_second(published: Published) -> None:
    day = published[date(2025, 4, 25)]
    found = quotation(Pair("CNY", "USD"), Exchange.on_day("2025-04-26"))
    assert found.point == Fraction(day["CNY"]) / Fraction(day["USD"])
    assert found.unit.text == "CNY/USD"
    back = quotation(Pair("USD", "CNY"), Exchange.on_day("2025-04-26"))
    assert found.point * back.point == 1
    assert quotation(Pair("EUR", "USD"), Exchange.on_day("2025-04-26")).point == 1 / Fraction(
        day["USD"]
    )


def test_the_mean_is_that_of_the_daily_crosses(published: Published) -> None:
    crosses = [
        Fraction(rates["CNY"]) / Fraction(rates["USD"])
        for day, rates in published.items()
        if (day.year, day.month) == (2025, 3)
    ]
    found = series(Pair("CNY", "USD"), parse_period("2025-03"), source_for("ecb"))
    assert len(found.days) == len(crosses) == 21
    assert found.mean == sum(crosses) / 21
    assert (found.lowest[1], found.highest[1]) == (min(crosses), max(crosses))
    mean = quotation(Pair("CNY", "USD"), Exchange.on_day("2025-03"))
    assert (mean.point, mean.bounds.low, mean.bounds.high) == (
        found.mean,
        min(crosses),
        max(crosses),
    )


def test_extremes_are_on_their_first_day() -> None:
    found = series(Pair("USD", "EUR"), parse_period("2025-04"), mine(WEEK))
    assert found.lowest == (date(2025, 4, 21), 1)
    assert found.highest == (date(2025, 4, 23), 4)
    assert found.mean == Fraction(13, 5)


def test_the_days_on_which_a_rate_held() -> None:
    found = series(Pair("USD", "EUR"), parse_period("2025-04"), mine(WEEK))
    assert found.held(around(Fraction(4), Fraction(0))) == [(date(2025, 4, 23), date(2025, 4, 24))]
    assert found.held(around(Fraction(2), Fraction(0))) == [
        (date(2025, 4, 22), date(2025, 4, 22)),
        (date(2025, 4, 25), date(2025, 4, 25)),
    ]
    assert found.held(around(Fraction(9), Fraction(1))) == []
    assert found.nearest(Fraction(9)) == (date(2025, 4, 24), 4)


@pytest.mark.parametrize(
    ("printed", "half"),
    [("7.2643", "0.00005"), ("7.3", "0.05"), ("150", "0.5"), ("7.20", "0.005"), ("0.1", "0.05")],
)
def test_rounding_moved_a_rate_by_half_of_its_last_digit(printed: str, half: str) -> None:
    assert tolerance_of(printed) == Fraction(half)


@given(st.integers(1, 10**6), st.integers(0, 6))
def test_what_rounds_to_a_printed_rate_is_within_its_tolerance(units: int, places: int) -> None:
    rate = Fraction(units, 10**6)
    printed = f"{float(rate):.{places}f}"
    assert abs(rate - Fraction(printed)) <= tolerance_of(printed)


def test_a_period_without_a_day_is_refused_with_the_reason() -> None:
    with pytest.raises(RateMissing, match="1998"):
        series(Pair("USD", "EUR"), parse_period("1998"), source_for("ecb"))


def test_two_sources_are_compared_on_the_days_that_both_have() -> None:
    other = mine("date,USD\n2025-04-22,3\n2025-04-23,3\n2025-04-28,9\n")
    period = parse_period("2025-04")
    first, second = (series(Pair("USD", "EUR"), period, each) for each in (mine(WEEK), other))
    found = spread(first, second)
    # 3/2 - 1 and 3/4 - 1
    assert [each for _, each in found.daily] == [Fraction(1, 2), Fraction(-1, 4)]
    assert found.mean == Fraction(1, 8)
    assert found.widest == (date(2025, 4, 22), Fraction(1, 2))
    assert found.only == (3, 1)


def test_sources_without_a_common_day_are_not_compared() -> None:
    period = parse_period("2025")
    other = series(Pair("USD", "EUR"), period, mine("date,USD\n2025-06-02,1\n"))
    with pytest.raises(RateMissing, match="in common"):
        spread(series(Pair("USD", "EUR"), period, mine(WEEK)), other)


def test_each_currency_has_its_days_and_its_successor(published: Published) -> None:
    found = {each.currency: each for each in listed(source_for("ecb").history)}
    days = [day for day, rates in published.items() if "HRK" in rates]
    assert (found["HRK"].first, found["HRK"].last) == (min(days), max(days))
    assert found["HRK"].to_dict()["successor"] == "EUR"
    assert found["HRK"].to_dict()["ratio"] == "7.53450"
    assert found["EUR"].first == min(published)
    assert found["DEM"].first is None
    assert found["TRL"].to_dict()["successor"] == "TRY"


def test_blocks_rise_and_fall_with_the_rates() -> None:
    found = series(Pair("USD", "EUR"), parse_period("2025-04"), mine(WEEK)).days
    assert blocks(found, 5) == "▁▃██▃"
    assert len(blocks(found, 2)) == 2
    assert blocks(found[:1], 9) == "▄"


def test_a_picture_names_its_extremes_and_escapes_its_source() -> None:
    rates = HistoryRates("<b>&", "<b>&", parse_table(WEEK))
    drawn = series_svg(series(Pair("USD", "EUR"), parse_period("2025-04"), rates))
    assert "4 on 2025-04-23" in drawn
    assert "1 on 2025-04-21" in drawn
    assert "<b>" not in drawn
    assert drawn == series_svg(series(Pair("USD", "EUR"), parse_period("2025-04"), rates))
