"""Whose rates, and by which policy: one value, the same at every door; and several sources as
one."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from fractions import Fraction

import pytest

from dealmodel.errors import RateMissing, RateSourceFailed, UnknownCurrency, UsageError
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.fallback import FallbackRates
from dealmodel.rates.fitting import daily_rates
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.quoted import quoted_rate
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy, Rate, along
from dealmodel.rates.table import parse_table


class Mine:
    """A source with the one method and nothing else."""

    def conversion(
        self,
        base: str,
        quote: str,
        period: Period,
        policy: Policy = PREVIOUS,  # noqa: ARG002
    ) -> Conversion:
        if (base, quote) != ("EUR", "USD"):
            raise RateMissing(f"{base}/{quote}", period.text, "I have EUR/USD alone")
        rate = Rate(base, quote, Fraction(2), period.text, period.first, "me")
        return along(((rate, "multiply"),), base, quote, period, period.first)


class Dead:
    name = "dead"

    def conversion(self, *_: object) -> Conversion:
        raise RateSourceFailed("dead", "it cannot be reached")


def table(text: str, name: str = "table") -> HistoryRates:
    return HistoryRates(name, name, parse_table(text), lambda: date(2026, 11, 30))


DAY = parse_period("2025-04-25")


class TestRatesAt:
    def test_the_three_options_together(self) -> None:
        chosen = RatesAt.of("ecb", "next", 3)
        assert chosen.policy == Policy("next", 3)
        # 26 April 2025 was a Saturday.
        assert chosen.on("2025-04-26").between("EUR", "USD").used == date(2025, 4, 28)
        assert RatesAt.of(chosen) is chosen
        assert RatesAt.of(chosen, Policy("next", 3)) is chosen

    def test_any_object_with_the_method(self) -> None:
        assert RatesAt.of(Mine()).on("2025-04-25").between("EUR", "USD").cross == 2

    @pytest.mark.parametrize("rates", [5, None, object(), ["ecb"], "nope", True])
    def test_what_is_no_source(self, rates) -> None:
        with pytest.raises(UsageError):
            RatesAt.of(rates)

    @pytest.mark.parametrize("policy", [5, None, "nxt", [], {}])
    def test_what_is_no_policy(self, policy) -> None:
        with pytest.raises(UsageError, match="unknown policy"):
            RatesAt.of("ecb", policy)

    @pytest.mark.parametrize("age", [-1, 3661, "7", None, 1.5])
    def test_what_is_no_age(self, age) -> None:
        with pytest.raises(UsageError, match="maximum age"):
            RatesAt.of("ecb", "previous", age)

    def test_nothing_is_said_twice(self) -> None:
        with pytest.raises(UsageError, match="maximum age already: 3 days"):
            RatesAt.of("ecb", Policy("previous", 3), 5)
        with pytest.raises(UsageError, match="policy already"):
            RatesAt.of(RatesAt.of("ecb", "exact"), "next")

    def test_it_copies_and_pickles(self) -> None:
        chosen = RatesAt.of("7.26 CNY/USD")
        assert copy.copy(chosen) == chosen
        assert pickle.loads(pickle.dumps(RatesAt(PREVIOUS, Dead()))).policy == PREVIOUS


class TestFallback:
    def test_the_first_that_has_it_answers_without_a_word(self) -> None:
        rates = FallbackRates(Mine(), "ecb")
        found = rates.conversion("EUR", "USD", DAY)
        assert (found.cross, found.source, found.warnings) == (2, "me", ())

    def test_it_says_which_answered_and_why_not_those_before(self) -> None:
        rates = FallbackRates(Dead(), Mine(), "ecb")
        found = rates.conversion("EUR", "CNY", DAY)
        assert found.cross == Fraction("8.2773")
        assert found.source == "European Central Bank euro reference rates, 2025-04-25"
        assert found.warnings == (
            "the rate is from ecb: no rate from dead: it cannot be reached; I have EUR/USD alone",
        )

    def test_a_table_for_the_days_after_the_embedded_history(self) -> None:
        rates = FallbackRates("ecb", table("date,USD\n2099-01-02,1.5\n2025-04-25,9\n"))
        assert rates.conversion("EUR", "USD", DAY).cross == Fraction("1.1357")

    def test_a_question_that_one_does_not_take(self) -> None:
        # A quoted rate has no pair but its own; live rates take no month, the history does.
        rates = FallbackRates("live", "ecb")
        found = rates.conversion("EUR", "USD", parse_period("2025-04"))
        assert found.source.startswith("European Central Bank")
        assert "live rates are for one day" in found.warnings[-1]

    def test_none_has_it(self) -> None:
        with pytest.raises(RateMissing) as caught:
            FallbackRates(Dead(), Mine()).conversion("EUR", "CNY", DAY)
        assert caught.value.message == (
            "no source has the rate: dead: no rate from dead: it cannot be reached; "
            "Mine: I have EUR/USD alone"
        )
        assert caught.value.exit_code == 3

    def test_of_one_source_its_own_error(self) -> None:
        with pytest.raises(RateSourceFailed, match="cannot be reached"):
            FallbackRates(Dead()).conversion("EUR", "CNY", DAY)

    def test_a_currency_that_there_is_not_is_asked_of_nobody_else(self) -> None:
        with pytest.raises(UnknownCurrency):
            FallbackRates("ecb", Dead()).conversion("EUR", "USB", DAY)

    @pytest.mark.parametrize("sources", [(), (5,), ("ecb", None), ("nope",)])
    def test_what_is_no_source(self, sources) -> None:
        with pytest.raises(UsageError):
            FallbackRates(*sources)

    def test_days_of_the_first_source_come_first(self) -> None:
        early = table("date,USD\n2025-04-24,1\n2025-04-25,2\n")
        late = table("date,USD\n2025-04-25,3\n2025-04-28,4\n")
        april = parse_period("2025-04")
        found = daily_rates(FallbackRates(early, late), "EUR", "USD", april)
        assert {day.day: int(rate) for day, rate in found.rates.items()} == {24: 1, 25: 2, 28: 4}

    def test_days_of_a_source_that_cannot_be_reached_come_from_the_next(self) -> None:
        day = table("date,USD\n2025-04-25,3\n")
        found = daily_rates(FallbackRates(Dead(), day, Dead()), "EUR", "USD", DAY)
        assert found.rates == {date(2025, 4, 25): 3}

    def test_its_repr_is_short(self) -> None:
        assert repr(FallbackRates(quoted_rate("7.26 CNY/USD"), "ecb")) == (
            "FallbackRates('7.26 CNY/USD', 'ecb')"
        )
