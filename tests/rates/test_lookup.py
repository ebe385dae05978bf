"""The policies on small histories whose every answer is worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import RateMissing
from dealmodel.rates.history import History
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import Policy

# Thursday, Friday | Monday (no CNY), Tuesday | then a hole of three weeks.
SMALL = History(
    {("EUR", "USD"): 1, ("EUR", "CNY"): 2, ("EUR", "XXX"): 3},
    [
        "2025-04-24,1.25,8,N/A",
        "2025-04-25,1.5,10,N/A",
        "2025-04-28,1.6,,N/A",
        "2025-04-29,1.75,7,N/A",
        "2025-05-20,2,8,N/A",
    ],
)
RATES = HistoryRates("small", "Small Bank", SMALL, lambda: date(2025, 6, 1))


def convert(base: str, quote: str, when: str, kind: str = "previous", age: int = 7):
    return RATES.conversion(base, quote, parse_period(when), Policy(kind, age))


class TestDays:
    @pytest.mark.parametrize(
        ("when", "kind", "age", "used", "age_days", "cross"),
        [
            ("2025-04-25", "previous", 7, "2025-04-25", 0, Fraction(3, 20)),
            ("2025-04-26", "previous", 7, "2025-04-25", 1, Fraction(3, 20)),
            ("2025-04-28", "previous", 7, "2025-04-25", 3, Fraction(3, 20)),
            ("2025-05-06", "previous", 7, "2025-04-29", 7, Fraction(1, 4)),
            ("2025-05-19", "previous", 20, "2025-04-29", 20, Fraction(1, 4)),
            ("2025-04-25", "exact", 7, "2025-04-25", 0, Fraction(3, 20)),
            ("2025-04-26", "next", 7, "2025-04-29", -3, Fraction(1, 4)),
            ("2025-04-29", "next", 0, "2025-04-29", 0, Fraction(1, 4)),
            ("2025-04-20", "next", 7, "2025-04-24", -4, Fraction(5, 32)),
            ("2025-04-25", "mean", 7, "2025-04-25", 0, Fraction(3, 20)),
        ],
    )
    def test_found(self, when, kind, age, used, age_days, cross) -> None:
        found = convert("CNY", "USD", when, kind, age)
        assert (str(found.used), found.age_days, found.cross) == (used, age_days, cross)
        assert (found.base, found.quote, found.requested) == ("CNY", "USD", when)
        assert found.source == f"Small Bank, {used}"
        assert found.formula() == "amount / cny_per_eur * usd_per_eur"
        assert {str(rate.used) for rate, _ in found.legs} == {used}

    def test_both_legs_are_of_one_day(self) -> None:
        # The dollar has a rate on Monday the 28th; the yuan moves it back to Friday.
        assert str(convert("EUR", "USD", "2025-04-28").used) == "2025-04-28"
        assert convert("CNY", "USD", "2025-04-28").cross == Fraction("1.5") / 10

    @pytest.mark.parametrize(
        ("when", "kind", "age", "nearest"),
        [
            ("2025-04-23", "previous", 7, "2025-04-24"),
            ("2025-05-07", "previous", 7, "2025-04-29"),
            ("2025-05-19", "previous", 7, "2025-05-20"),
            ("2025-04-26", "previous", 0, "2025-04-25"),
            ("2025-04-26", "exact", 7, "2025-04-25"),
            ("2025-04-28", "exact", 7, "2025-04-29"),
            ("2025-04-26", "mean", 7, "2025-04-25"),
            ("2025-04-16", "next", 7, "2025-04-24"),
            ("2025-05-30", "next", 7, "2025-05-20"),
            ("2025-05-30", "previous", 7, "2025-05-20"),
            ("1990-01-01", "previous", 7, "2025-04-24"),
        ],
    )
    def test_missing(self, when, kind, age, nearest) -> None:
        with pytest.raises(RateMissing) as caught:
            convert("CNY", "USD", when, kind, age)
        error = caught.value
        assert (error.exit_code, error.code) == (3, "rate-missing")
        assert (error.currency, error.requested) == ("CNY", when)
        assert (error.first, error.last, error.nearest) == ("2025-04-24", "2025-05-20", nearest)
        assert "Small Bank" in error.message
        assert nearest in error.message

    @pytest.mark.parametrize(
        ("kind", "age", "asked"),
        [
            ("previous", 2, "on 2025-05-12 or the 2 days before it in Small Bank"),
            ("next", 2, "on 2025-05-12 or the 2 days after it in Small Bank"),
            ("previous", 0, "on 2025-05-12 itself"),
            ("next", 0, "on 2025-05-12 itself"),
            ("exact", 2, "on 2025-05-12 itself"),
            ("mean", 2, "on 2025-05-12 itself"),
        ],
    )
    def test_the_error_says_which_days_were_asked(self, kind, age, asked) -> None:
        with pytest.raises(RateMissing) as caught:
            convert("CNY", "USD", "2025-05-12", kind, age)
        assert f"no rate for CNY {asked}" in caught.value.message
        assert (
            "CNY is there from 2025-04-24 to 2025-05-20; the nearest is 2025-04-29 or 2025-05-20: "
            "ask for that"
        ) in caught.value.message

    def test_the_currency_to_blame_is_the_one_without_a_rate(self) -> None:
        with pytest.raises(RateMissing) as caught:
            convert("USD", "CNY", "2025-04-28", "exact")
        assert caught.value.currency == "CNY"
        with pytest.raises(RateMissing) as caught:
            convert("EUR", "USD", "2025-04-26", "exact")
        assert caught.value.currency == "USD"

    def test_a_listed_currency_without_a_single_rate(self) -> None:
        with pytest.raises(RateMissing, match="no rate for XXX on 2025-04-25") as caught:
            convert("EUR", "XXX", "2025-04-25")
        assert (caught.value.first, caught.value.nearest) == (None, None)

    def test_an_unlisted_currency_names_those_there_are(self) -> None:
        message = "no rate for KZT: it has CNY, EUR, USD, XXX, from 2025-04-24 to 2025-05-20"
        for pair in (("KZT", "USD"), ("USD", "KZT")):
            with pytest.raises(RateMissing, match=message) as caught:
                convert(*pair, "2025-04-25")
            assert (caught.value.currency, caught.value.requested) == ("KZT", "2025-04-25")
        with pytest.raises(RateMissing, match="no rate for KZT or AED") as caught:
            convert("KZT", "AED", "2025-04-25")
        assert caught.value.currency == "KZT"

    def test_currencies_that_nothing_joins(self) -> None:
        history = History({("EUR", "USD"): 1, ("CHF", "CNY"): 2}, ["2025-04-24,1.25,8"])
        rates = HistoryRates("islands", "Islands", history)
        with pytest.raises(RateMissing, match="no rate for USD/CNY: it has CHF, CNY") as caught:
            rates.conversion("USD", "CNY", parse_period("2025-04-24"))
        assert caught.value.currency == "USD/CNY"

    def test_rates_that_never_share_a_day(self) -> None:
        history = History(
            {("EUR", "USD"): 1, ("EUR", "CNY"): 2}, ["2025-04-24,1.25,", "2025-04-25,,8"]
        )
        rates = HistoryRates("apart", "Apart", history, lambda: date(2025, 6, 1))
        with pytest.raises(RateMissing, match="no rate for CNY/USD"):
            rates.conversion("CNY", "USD", parse_period("2025-04-25"))
        assert rates.conversion("EUR", "USD", parse_period("2025-04-25")).age_days == 1


class TestPeriods:
    def test_the_mean_of_the_daily_cross_rates(self) -> None:
        found = convert("CNY", "USD", "2025-04")
        days = [Fraction(5, 32), Fraction(3, 20), Fraction(1, 4)]
        assert found.cross == sum(days) / 3
        assert (found.cross_low, found.cross_high) == (min(days), max(days))
        assert (found.used, found.age_days) == (None, None)
        ((rate, operation),) = found.legs
        assert (rate.name, operation) == ("usd_per_cny", "multiply")
        assert (rate.bounds.low, rate.bounds.high) == (min(days), max(days))
        assert not rate.bounds.low_open
        assert not rate.bounds.high_open
        assert rate.unit.text == "USD/CNY"
        assert found.formula() == "amount * usd_per_cny"
        assert "mean of the daily rates from 2025-04-24 to 2025-04-29 (3)" in found.source

    def test_the_inverse_is_not_the_mean_of_inverses(self) -> None:
        there, back = convert("CNY", "USD", "2025-04"), convert("USD", "CNY", "2025-04")
        assert back.cross == (Fraction(32, 5) + Fraction(20, 3) + 4) / 3
        assert back.cross != 1 / there.cross

    @pytest.mark.parametrize(
        ("when", "warning"),
        [
            ("2025-04", "has rates only on 3 days from 2025-04-24 to 2025-04-29"),
            ("2025-05", "is not over in the rates: it has them on 2025-05-20"),
            ("2025-Q2", "is not over in the rates: it has them on 4 days from 2025-04-24"),
            ("2025", "is not over in the rates: it has them on 4 days from 2025-04-24"),
        ],
    )
    def test_a_period_that_is_not_covered_says_so(self, when: str, warning: str) -> None:
        (said,) = convert("CNY", "USD", when).warnings
        assert said.startswith(f"{when} {warning}")

    @pytest.mark.parametrize(
        ("last", "when", "is_over"),
        [
            # April 2025 ends on a Wednesday, May on a Saturday, 2024 on a Tuesday.
            ("2025-04-29", "2025-04", False),
            ("2025-04-30", "2025-04", True),
            ("2025-05-29", "2025-05", False),
            ("2025-05-30", "2025-05", True),
            ("2025-05-31", "2025-05", True),
            # Rates are published on no weekend and on no 1 January, and on 31 December they are.
            ("2024-12-30", "2024-12-30/2025-01-01", False),
            ("2024-12-31", "2024-12-30/2025-01-01", True),
            ("2024-12-31", "2024-12-30/2025-01-02", False),
        ],
    )
    def test_a_period_is_over_with_its_last_working_day(self, last, when, is_over) -> None:
        history = History({("EUR", "USD"): 1}, [f"{last},1.5"])
        rates = HistoryRates("short", "Short", history, lambda: date(2025, 6, 1))
        (said,) = rates.conversion("EUR", "USD", parse_period(when)).warnings
        over, not_over = "has rates only on", "is not over in the rates: it has them on"
        assert said == f"{when} {over if is_over else not_over} {last}"

    @pytest.mark.parametrize(
        ("first", "when", "is_covered"),
        [
            # 1 March 2025 was a Saturday, 1 April a Tuesday.
            ("2025-03-03", "2025-03-01/2025-03-03", True),
            ("2025-03-04", "2025-03-01/2025-03-04", False),
            ("2025-04-01", "2025-04-01/2025-04-02", True),
            ("2025-04-02", "2025-04-01/2025-04-02", False),
            ("2025-01-02", "2025-01-01/2025-01-02", True),
        ],
    )
    def test_a_period_is_covered_from_its_first_working_day(self, first, when, is_covered) -> None:
        end = parse_period(when).last
        lines = [f"{day},1.5" for day in dict.fromkeys([first, str(end)])]
        rates = HistoryRates("early", "Early", History({("EUR", "USD"): 1}, lines))
        assert (rates.conversion("EUR", "USD", parse_period(when)).warnings == ()) is is_covered

    def test_a_day_between_without_a_rate_of_the_two_is_told(self) -> None:
        history = History(
            {("EUR", "USD"): 1, ("EUR", "CNY"): 2},
            ["2025-04-01,1.5,8", "2025-04-02,1.5,", "2025-04-03,1.5,8"],
        )
        rates = HistoryRates("hole", "Hole", history)
        period = parse_period("2025-04-01/2025-04-03")
        assert rates.conversion("EUR", "USD", period).warnings == ()
        assert rates.conversion("EUR", "CNY", period).warnings == (
            "2025-04-01/2025-04-03 has rates only on 2 days from 2025-04-01 to 2025-04-03",
        )

    def test_a_period_that_begins_before_the_history_says_so(self) -> None:
        (said,) = convert("EUR", "USD", "2025-04").warnings
        assert said == "2025-04 has rates only on 4 days from 2025-04-24 to 2025-04-29"

    @pytest.mark.parametrize("when", ["2025-03", "2024", "2025-Q1"])
    def test_a_period_outside_has_no_mean(self, when: str) -> None:
        with pytest.raises(RateMissing, match=f"in {when}") as caught:
            convert("CNY", "USD", when)
        assert caught.value.nearest == "2025-04-24"

    def test_the_day_nearest_to_a_period_is_nearest_to_either_end(self) -> None:
        rates = HistoryRates(
            "ends", "Ends", History({("EUR", "USD"): 1}, ["2023-11-15,1.5", "2024-05-03,1.5"])
        )
        for period, nearest in [
            ("2024-01/2024-04", "2024-05-03"),  # 47 days before it, 3 days after it
            ("2023-12/2024-02", "2023-11-15"),  # 16 days before it, 64 days after it
        ]:
            with pytest.raises(RateMissing) as caught:
                rates.conversion("EUR", "USD", parse_period(period))
            assert caught.value.nearest == nearest

    def test_a_covered_period_has_no_warning(self) -> None:
        # March 2025 has 21 working days; the month begins and ends on a weekend or a Monday.
        working = [day for day in range(1, 32) if date(2025, 3, day).weekday() < 5]
        lines = [f"2025-03-{day:02},1.5" for day in working]
        history = History({("EUR", "USD"): 1}, lines)
        rates = HistoryRates("march", "March", history, lambda: date(2025, 6, 1))
        found = rates.conversion("EUR", "USD", parse_period("2025-03"))
        assert (found.cross, found.warnings) == (Fraction("1.5"), ())


class TestRoutes:
    def test_a_direct_rate_is_preferred(self) -> None:
        history = History(
            {("USD", "CNY"): 1, ("EUR", "USD"): 2, ("EUR", "CNY"): 3}, ["2025-04-25,7,1.5,9"]
        )
        rates = HistoryRates("direct", "D", history, lambda: date(2025, 6, 1))
        found = rates.conversion("CNY", "USD", parse_period("2025-04-25"))
        assert found.formula() == "amount / cny_per_usd"
        assert found.cross == Fraction(1, 7)

    def test_the_euro_is_the_preferred_pivot_and_others_do_too(self) -> None:
        history = History(
            {("CHF", "USD"): 1, ("CHF", "CNY"): 2, ("EUR", "USD"): 3, ("EUR", "CNY"): 4},
            ["2025-04-24,1.2,8,1.5,9", "2025-04-25,1.2,8,,"],
        )
        rates = HistoryRates("two", "T", history, lambda: date(2025, 6, 1))
        through_euro = rates.conversion("CNY", "USD", parse_period("2025-04-24"))
        assert through_euro.formula() == "amount / cny_per_eur * usd_per_eur"
        through_franc = rates.conversion("CNY", "USD", parse_period("2025-04-25"))
        assert through_franc.formula() == "amount / cny_per_chf * usd_per_chf"

    def test_then_the_dollar_then_the_alphabet(self) -> None:
        names = [(pivot, end) for pivot in ("CHF", "AUD", "USD") for end in ("CNY", "JPY")]
        columns = {pair: column for column, pair in enumerate(names, start=1)}
        history = History(columns, ["2025-04-24,8,150,5,100,7,140", "2025-04-25,8,150,5,100,,"])
        rates = HistoryRates("many", "M", history, lambda: date(2025, 6, 1))
        through = [
            rates.conversion("CNY", "JPY", parse_period(f"2025-04-{day}")).formula()
            for day in (24, 25)
        ]
        assert through == [
            "amount / cny_per_usd * jpy_per_usd",
            "amount / cny_per_aud * jpy_per_aud",
        ]

    def test_rates_both_ways_round(self) -> None:
        history = History({("USD", "EUR"): 1, ("EUR", "CNY"): 2}, ["2025-04-25,0.5,8"])
        rates = HistoryRates("both", "B", history, lambda: date(2025, 6, 1))
        found = rates.conversion("USD", "CNY", parse_period("2025-04-25"))
        assert found.formula() == "amount * eur_per_usd * cny_per_eur"
        assert found.cross == 4
        assert rates.conversion("CNY", "USD", parse_period("2025-04-25")).cross == Fraction(1, 4)


@given(
    st.lists(st.dates(date(2020, 1, 1), date(2020, 12, 31)), min_size=1, unique=True),
    st.dates(date(2019, 12, 1), date(2021, 1, 31)),
    st.integers(0, 30),
    st.sampled_from(["previous", "exact", "next"]),
)
def test_the_day_used_is_the_nearest_that_the_policy_allows(days, asked, age, kind) -> None:
    lines = sorted(f"{day},{number}" for number, day in enumerate(days, start=1))
    history = History({("EUR", "USD"): 1}, lines)
    rates = HistoryRates("any", "Any", history, lambda: date(2022, 1, 1))
    allowed = [
        day
        for day in days
        if {
            "previous": 0 <= (asked - day).days <= age,
            "exact": day == asked,
            "next": 0 <= (day - asked).days <= age,
        }[kind]
    ]
    if allowed:
        found = rates.conversion("EUR", "USD", parse_period(asked), Policy(kind, age))
        assert found.used == min(allowed, key=lambda day: abs(day - asked))
        assert found.cross == days.index(found.used) + 1
        assert found.age_days == (asked - found.used).days
    else:
        with pytest.raises(RateMissing) as caught:
            rates.conversion("EUR", "USD", parse_period(asked), Policy(kind, age))
        distance = min(abs(day - asked) for day in days)
        assert abs(date.fromisoformat(caught.value.nearest) - asked) == distance
        assert (caught.value.first, caught.value.last) == (str(min(days)), str(max(days)))


@given(
    st.dates(date(2025, 5, 1), date(2026, 5, 1)),
    st.dates(date(2025, 5, 1), date(2026, 5, 1)),
    st.sampled_from(["2025-06-15", "2025-12-24", "2026", "2026-Q1", "2025-09"]),
    st.sampled_from(["previous", "mean"]),
)
def test_what_lies_beyond_the_history_is_told_alike_on_every_day(
    one: date, other: date, when: str, kind: str
) -> None:
    told = []
    for today in (one, other):
        rates = HistoryRates("small", "Small Bank", SMALL, lambda today=today: today)
        with pytest.raises(RateMissing) as caught:
            rates.conversion("CNY", "USD", parse_period(when), Policy(kind))
        told.append((caught.value.message, caught.value.nearest))
    assert told[0] == told[1]
    assert "2025-05-20" in told[0][0]
