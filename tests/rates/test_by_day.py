"""Days laid out against the conversion of each day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import DealModelError
from dealmodel.rates import amounts
from dealmodel.rates.by_day import factors_by_day
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.period import parse_period

UNTIL = date(2026, 10, 30)
PAIRS = [
    *[("CNY", "USD"), ("EUR", "JPY"), ("ISK", "CHF"), ("USD", "EUR"), ("RUB", "INR")],
    *[("DEM", "USD"), ("TRY", "USD"), ("USD", "HRK"), ("XXX", "USD"), ("USD", "USD")],
]
DAYS = st.integers(0, (UNTIL - date(1998, 12, 20)).days).map(
    lambda days: date(1998, 12, 20) + timedelta(days=days)
)


@pytest.mark.parametrize("pair", PAIRS)
@given(DAYS)
def test_a_day_has_the_factors_of_its_conversion(pair: tuple[str, str], day: date) -> None:
    found = factors_by_day(ecb_rates().history, *pair, 7, UNTIL).get(day)
    if found is None:
        return
    one = ecb_rates().conversion(*pair, parse_period(day))
    assert Fraction(found[0]) / Fraction(found[1]) == one.cross


def test_what_is_laid_out_is_most_of_a_history_and_nothing_beyond_it() -> None:
    found = factors_by_day(ecb_rates().history, "CNY", "USD", 7, UNTIL)
    assert min(found) == date(2005, 4, 1)  # the first day on which yuan were published
    assert len(found) == (max(found) - min(found)).days + 1
    assert max(found) <= UNTIL
    # Kronur were not published from 10 December 2008 to 2018; each rate is kept for seven days.
    kronur = factors_by_day(ecb_rates().history, "ISK", "EUR", 7, UNTIL)
    assert date(2008, 12, 16) in kronur
    assert not any(date(2009, 1, 1) <= day < date(2018, 1, 1) for day in kronur)


@pytest.mark.parametrize("pair", [("DEM", "USD"), ("USD", "TRY"), ("USD", "HRK"), ("USD", "USD")])
def test_where_the_law_has_a_say_nothing_is_laid_out(pair: tuple[str, str]) -> None:
    assert factors_by_day(ecb_rates().history, *pair, 7, UNTIL) == {}


def test_amounts_are_the_same_before_and_after_days_are_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [date(2004, 1, 1) + timedelta(days=11 * number) for number in range(400)]
    answers = []
    for often in (10**9, 5):
        monkeypatch.setattr(amounts, "_OFTEN", often)
        monkeypatch.setattr(amounts, "_asked", {})
        monkeypatch.setattr(amounts, "_laid_out", {})
        amounts._looked_up.cache_clear()
        found: list[Decimal | str] = []
        for day in days:
            try:
                found.append(amounts.convert("1234567.89", "CNY", "GBP", day))
            except DealModelError as error:
                found.append(error.message)
        answers.append(found)
    amounts._looked_up.cache_clear()
    assert answers[0] == answers[1]
    assert isinstance(answers[0][0], str)
    assert isinstance(answers[0][-1], Decimal)
