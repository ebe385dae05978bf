from __future__ import annotations

import time
from datetime import date
from fractions import Fraction

import pytest

from dealmodel.errors import RateMissing, UnknownCurrency, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import Policy, Rate, along, cross_rate, settle, today

CNY = Rate("EUR", "CNY", Fraction("8.2773"), "2025-04-26", date(2025, 4, 25), "ECB, 2025-04-25")
USD = Rate("EUR", "USD", Fraction("1.1357"), "2025-04-26", date(2025, 4, 25), "ECB, 2025-04-25")
SATURDAY = parse_period("2025-04-26")


def clock() -> date:
    return date(2025, 6, 1)


def test_a_rate_is_an_input_of_a_formula() -> None:
    assert CNY.name == "cny_per_eur"
    assert CNY.kind == "rate"
    assert CNY.unit.text == "CNY/EUR"
    assert CNY.point == Fraction(82773, 10_000)
    assert CNY.bounds.is_point
    assert CNY.sources == ("ECB, 2025-04-25",)
    assert CNY.to_dict() == {
        "kind": "rate",
        "value": "8.2773",
        "unit": "CNY/EUR",
        "low": "8.2773",
        "low_open": False,
        "high": "8.2773",
        "high_open": False,
        "exact": True,
        "requested": "2025-04-26",
        "used": "2025-04-25",
        "source": "ECB, 2025-04-25",
    }


def test_the_ends_of_a_mean_are_rounded_outward() -> None:
    spread = Bounds(Fraction(1, 3), Fraction(2, 3))
    shown = Rate("CNY", "USD", Fraction(1, 2), "2023", None, "ECB", spread).to_dict()
    assert (shown["low"], shown["value"], shown["high"]) == (
        "0." + "3" * 28,
        "0.5",
        "0." + "6" * 27 + "7",
    )
    assert shown["used"] is None
    assert shown["exact"] is False


def test_a_conversion_multiplies_and_divides_exactly() -> None:
    legs = ((CNY, "divide"), (USD, "multiply"))
    assert cross_rate(legs) == Fraction(11357, 82773)
    found = along(legs, "CNY", "USD", SATURDAY, date(2025, 4, 25))
    assert found.formula() == "amount / cny_per_eur * usd_per_eur"
    assert found.formula("price") == "price / cny_per_eur * usd_per_eur"
    assert (found.requested, found.used, found.age_days) == ("2025-04-26", date(2025, 4, 25), 1)
    assert found.cross_low == found.cross == found.cross_high
    assert found.source == "ECB, 2025-04-25"


@pytest.mark.parametrize(
    ("policy", "first", "last"),
    [
        (Policy(), "2025-04-19", "2025-04-26"),
        (Policy("previous", 0), "2025-04-26", "2025-04-26"),
        (Policy("exact", 30), "2025-04-26", "2025-04-26"),
        (Policy("next"), "2025-04-26", "2025-05-03"),
        (Policy("next", 2), "2025-04-26", "2025-04-28"),
        (Policy("mean", 30), "2025-04-26", "2025-04-26"),
    ],
)
def test_which_days_may_answer(policy: Policy, first: str, last: str) -> None:
    window = policy.window(date(2025, 4, 26))
    assert window == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_window_stays_in_the_calendar() -> None:
    assert Policy("previous", 3660).window(date.min) == (date.min, date.min)
    assert Policy("next", 3660).window(date.max) == (date.max, date.max)


@pytest.mark.parametrize("kind", ["latest", "", "Previous", None])
def test_an_unknown_policy_names_the_ones_there_are(kind: str) -> None:
    with pytest.raises(UsageError, match="previous, exact, next, mean"):
        Policy(kind)


@pytest.mark.parametrize(
    ("said", "meant"), [("Previous", "previous"), ("nxt", "next"), ("average", None), ("", None)]
)
def test_a_policy_that_is_nearly_one_gets_a_suggestion(said: str, meant: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        Policy(said)
    hint = caught.value.message.partition("one of previous, exact, next, mean")[2]
    assert hint == (f". Did you mean {meant}?" if meant else "")


def test_the_ages_that_there_are() -> None:
    assert [Policy("previous", age).max_age for age in (0, 3660)] == [0, 3660]


@pytest.mark.parametrize("age", [-1, 3661, "7", 7.0])
def test_an_age_is_a_number_of_days(age: int) -> None:
    with pytest.raises(UsageError, match="number of days"):
        Policy("previous", age)


class TestWhatNoSourceAnswers:
    def test_tomorrow_has_no_rate(self) -> None:
        with pytest.raises(RateMissing, match="today is 2025-06-01") as caught:
            settle("CNY", "USD", parse_period("2025-06-02"), Policy(), clock)
        assert caught.value.exit_code == 3
        assert settle("CNY", "USD", parse_period("2025-06-01"), Policy(), clock) is None

    def test_a_year_that_has_begun_is_answered(self) -> None:
        assert settle("CNY", "USD", parse_period("2025"), Policy(), clock) is None
        with pytest.raises(RateMissing):
            settle("CNY", "USD", parse_period("2025-H2"), Policy(), clock)

    def test_one_currency_needs_no_rate_but_a_day(self) -> None:
        found = settle("KZT", "KZT", SATURDAY, Policy(), clock)
        assert found is not None
        assert (found.cross, found.legs, found.formula()) == (1, (), "amount")
        assert (found.used, found.age_days) == (date(2025, 4, 26), 0)
        with pytest.raises(RateMissing):
            settle("KZT", "KZT", parse_period("2025-06-02"), Policy(), clock)

    @pytest.mark.parametrize(("given", "meant"), [("USB", "USD"), ("eur", "EUR"), ("CNT", "CNY")])
    def test_an_unknown_currency_gets_a_suggestion(self, given: str, meant: str) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            settle(given, "USD", SATURDAY, Policy(), clock)
        assert meant in caught.value.suggestions
        with pytest.raises(UnknownCurrency):
            settle("USD", given, SATURDAY, Policy(), clock)

    @pytest.mark.parametrize("kind", ["exact", "next"])
    def test_a_policy_for_days_refuses_a_period(self, kind: str) -> None:
        with pytest.raises(UsageError, match="2023-10 is a period"):
            settle("CNY", "USD", parse_period("2023-10"), Policy(kind), clock)


def test_today_is_a_day_of_the_local_calendar() -> None:
    before = date(*time.localtime()[:3])
    assert before <= today() <= date(*time.localtime()[:3])
