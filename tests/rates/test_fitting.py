"""Days on which a rate held, against plain loops over the bank's own file and over made-up days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import UnknownCurrency
from dealmodel.figures.bounds import Bounds
from dealmodel.rates.catalogue import source_for
from dealmodel.rates.fitting import DailyRates, daily_rates, fitting_stretches
from dealmodel.rates.period import parse_period
from dealmodel.rates.remembered import RememberedRates

MAY = {
    date(2024, 5, day): Fraction(rate) for day, rate in ((6, 7), (7, 8), (8, 9), (10, 8), (13, 8))
}
"""Made-up rates; 9, 11 and 12 May have none."""


def days(*numbers: int) -> list[date]:
    return [date(2024, 5, number) for number in numbers]


def inside(value: Fraction, bounds: Bounds) -> bool:
    """Whether a value is within bounds, by their definition."""
    above = (
        bounds.low is None or value > bounds.low or (value == bounds.low and not bounds.low_open)
    )
    below = (
        bounds.high is None
        or value < bounds.high
        or (value == bounds.high and not bounds.high_open)
    )
    return above and below


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        (Bounds(Fraction(8), Fraction(8)), days(7, 10, 13)),
        (Bounds(Fraction(7), Fraction(8)), days(6, 7, 10, 13)),
        (Bounds(Fraction(7), Fraction(8), low_open=True), days(7, 10, 13)),
        (Bounds(Fraction(7), Fraction(8), high_open=True), days(6)),
        (Bounds(Fraction(7), Fraction(9), low_open=True, high_open=True), days(7, 10, 13)),
        (Bounds(None, Fraction(7)), days(6)),
        (Bounds(Fraction(9), None), days(8)),
        (Bounds(None, None), days(6, 7, 8, 10, 13)),
        (Bounds(Fraction(0), Fraction(0)), []),
        (Bounds(Fraction(-9), Fraction(0)), []),
        (Bounds(Fraction(9), None, low_open=True), []),
        (Bounds(Fraction(10), Fraction(11)), []),
        (Bounds(Fraction("7.5"), Fraction("7.9")), []),
    ],
)
def test_the_days_within(bounds: Bounds, found: list[date]) -> None:
    assert DailyRates(MAY).within(bounds) == found


def test_a_stretch_goes_on_over_days_without_a_rate_and_ends_at_another_rate() -> None:
    rates, eight = DailyRates(MAY), Bounds(Fraction(8), Fraction(8))
    assert rates.stretches(eight) == [(days(7)[0], days(7)[0]), (days(10)[0], days(13)[0])]
    assert rates.stretches(Bounds(Fraction(8), None)) == [(days(7)[0], days(13)[0])]
    assert rates.stretches(eight, first=days(8)[0], last=days(12)[0]) == [
        (days(10)[0], days(10)[0])
    ]
    assert rates.stretches(eight, first=days(14)[0]) == []
    (seventh, tenth, thirteenth) = days(7, 10, 13)
    assert rates.stretches(eight, seventh, thirteenth) == [(seventh, seventh), (tenth, thirteenth)]
    assert rates.stretches(eight, days(8)[0], days(9)[0]) == []


def test_no_rates_no_days() -> None:
    assert DailyRates({}).within(Bounds(None, None)) == []
    assert DailyRates({}).stretches(Bounds(None, None)) == []


VALUES = st.integers(1, 4).map(Fraction)
ENDS = st.none() | VALUES


@st.composite
def histories(draw: st.DrawFn) -> Mapping[date, Fraction]:
    drawn = draw(st.lists(st.none() | VALUES, max_size=12))
    first = date(2024, 5, 1)
    return {first + timedelta(days=n): rate for n, rate in enumerate(drawn) if rate is not None}


@given(histories(), ENDS, ENDS, st.booleans(), st.booleans())
def test_stretches_hold_the_days_that_fit_and_no_others(
    rates: Mapping[date, Fraction],
    low: Fraction | None,
    high: Fraction | None,
    low_open: bool,
    high_open: bool,
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    bounds = Bounds(low, high, low_open, high_open)
    fitting = [day for day, rate in rates.items() if inside(rate, bounds)]
    found = DailyRates(rates).stretches(bounds)
    assert DailyRates(rates).within(bounds) == fitting
    assert [day for day in rates if any(a <= day <= b for a, b in found)] == fitting
    published = list(rates)
    for (_, end), (start, _) in pairwise(found):
        assert published.index(start) > published.index(end) + 1  # none could be one


def test_daily_rates_are_the_published_cross_rates(published) -> None:
    found = daily_rates(source_for("ecb"), "USD", "CNY", parse_period("2025-03")).rates
    assert found == {
        day: Fraction(rates["CNY"]) / Fraction(rates["USD"])
        for day, rates in published.items()
        if (day.year, day.month) == (2025, 3)
    }
    assert list(found) == sorted(found)
    euro = daily_rates(source_for("ecb"), "EUR", "USD", parse_period("2025-03-28")).rates
    assert euro == {date(2025, 3, 28): Fraction(published[date(2025, 3, 28)]["USD"])}


@pytest.mark.parametrize("period", ["1998", "2999", "2025-03-29"])
def test_days_without_rates_have_none(period: str) -> None:
    assert daily_rates(source_for("ecb"), "EUR", "USD", parse_period(period)).rates == {}


def test_a_source_without_a_history_is_asked_day_by_day() -> None:
    found = daily_rates(source_for("7.26 CNY/USD"), "USD", "CNY", parse_period("2025-04-25"))
    assert found.rates == {date(2025, 4, 25): Fraction("7.26")}
    month = daily_rates(source_for("7.26 CNY/USD"), "USD", "CNY", parse_period("2025-04"))
    assert len(month.rates) == 30
    assert set(month.rates.values()) == {Fraction("7.26")}


def test_what_is_no_currency_is_an_error() -> None:
    with pytest.raises(UnknownCurrency):
        daily_rates(source_for("ecb"), "EUR", "XYZ", parse_period("2025-04"))


def test_stretches_over_years_hold_the_days_that_fit(published) -> None:
    bounds = Bounds(Fraction("7.26"), Fraction("7.30"))
    first, last = date(2024, 11, 20), date(2025, 2, 10)
    of_year = RememberedRates(source_for("ecb")).of_year
    found = fitting_stretches(of_year, ("USD", "CNY"), bounds, first, last)
    fitting = [
        day
        for day, rates in sorted(published.items())
        if first <= day <= last and inside(Fraction(rates["CNY"]) / Fraction(rates["USD"]), bounds)
    ]
    assert [d for d in sorted(published) if any(a <= d <= b for a, b in found)] == fitting
    assert {day.year for day in fitting} == {2024, 2025}
    assert found == sorted(found)


def test_each_year_is_asked_for_once() -> None:
    asked: list[int] = []

    def of_year(_base: str, _quote: str, year: int) -> DailyRates:
        asked.append(year)
        return DailyRates({date(year, 7, 1): Fraction(year)})

    bounds = Bounds(Fraction(2000), Fraction(2001))
    found = fitting_stretches(of_year, ("A", "B"), bounds, date(1999, 12, 31), date(2002, 1, 1))
    assert asked == [1999, 2000, 2001, 2002]
    assert {day.year for stretch in found for day in stretch} == {2000, 2001}
