"""A live rate against the embedded one of its day. The ECB's own rates are read by the standard
library in ``conftest``; what lies beyond a history is tried on a short one, with invented rates."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest

from dealmodel.errors import RateDoubted
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.plausible import doubts, limit
from dealmodel.rates.table import parse_table

SHORT = HistoryRates(
    "short",
    "short",
    parse_table("date,USD,CNY,JPY\n2025-04-24,1.25,8,\n2025-04-25,1.25,8,160\n"),
    lambda: date(2026, 11, 30),
)


def held(rate: str, day: str, pair: tuple[str, str] = ("CNY", "USD"), embedded=SHORT):
    return doubts("example.org", pair, date.fromisoformat(day), Fraction(rate), embedded)


class TestThatDay:
    # 1.25 / 8 is 0.15625; 5 % of it is 0.0078125.
    @pytest.mark.parametrize("rate", ["0.15625", "0.1640625", "0.1484375"])
    def test_up_to_five_per_cent(self, rate: str) -> None:
        assert held(rate, "2025-04-25") == ()

    @pytest.mark.parametrize(
        ("rate", "told"),
        [
            ("0.1640626", "≈ 5 % above the embedded 0.15625 USD/CNY of that day"),
            ("0.1484374", "≈ 5 % below the embedded 0.15625 USD/CNY of that day"),
            ("0.2", "28 % above the embedded 0.15625"),
            ("1.5625", "10 times the embedded 0.15625"),
            ("0.015625", "90 % below the embedded 0.15625"),
            ("6.4", "≈ 41 times the embedded 0.15625"),
            ("6.4", "looks inverted: 1 / 6.4 is 0.15625"),
            ("1234567", "its rate of 1234567 USD/CNY for 2025-04-25 is ≈ 7901229 times"),
            ("1234567.5", "its rate of ≈ 1234568 USD/CNY"),
            ("123456.5", "its rate of ≈ 123456 USD/CNY"),
            ("12345.6", "its rate of 12345.6 USD/CNY"),
            ("6.3", "looks inverted: 1 / 6.3 is ≈ 0.15873"),
        ],
    )
    def test_further_is_refused_with_both_numbers(self, rate: str, told: str) -> None:
        with pytest.raises(RateDoubted) as caught:
            held(rate, "2025-04-25")
        message = caught.value.message
        assert told in message
        assert " USD/CNY for 2025-04-25" in message
        assert "--trust" in message
        assert caught.value.exit_code == 3
        assert (caught.value.rate, caught.value.embedded) == (rate, "0.15625")

    def test_the_day_of_the_embedded_rate_is_told_where_it_is_another(self) -> None:
        # 26 April 2025 was a Saturday.
        with pytest.raises(RateDoubted, match=r"embedded 0\.15625 USD/CNY of 2025-04-25") as told:
            held("0.2", "2025-04-26")
        assert (told.value.day, told.value.embedded_day) == ("2025-04-26", "2025-04-25")

    def test_what_is_off_by_nothing_is_not_called_inverted(self) -> None:
        with pytest.raises(RateDoubted) as caught:
            held("0.2", "2025-04-25")
        assert "inverted" not in caught.value.message

    def test_an_inverted_rate_of_two_currencies_of_nearly_one_value_passes(self) -> None:
        # What no limit can tell; a tenth apart, it can.
        assert held("0.98", "2025-04-25", ("USD", "USD")) == ()
        with pytest.raises(RateDoubted, match="inverted"):
            held("0.8", "2025-04-25", ("EUR", "USD"))

    def test_the_banks_own_rates_pass_and_their_inverses_do_not(self, published) -> None:
        for day in list(published)[:2000:97]:
            usd, cny = (Fraction(published[day][code]) for code in ("USD", "CNY"))
            rate = usd / cny
            assert doubts("x", ("CNY", "USD"), day, rate, ecb_rates()) == ()
            with pytest.raises(RateDoubted, match="inverted"):
                doubts("x", ("CNY", "USD"), day, 1 / rate, ecb_rates())


class TestBeyondTheHistory:
    def test_the_limit_widens_with_the_root_of_the_days(self) -> None:
        assert limit(0) == Fraction("0.05")
        assert limit(1) == Fraction("0.06")
        assert limit(30) == Fraction("0.1047")
        assert limit(400) == limit(10_000) == Fraction("0.25")

    def test_from_the_last_day(self) -> None:
        # 25 days on: 10 %.
        assert held("0.171875", "2025-05-20") == ()
        with pytest.raises(RateDoubted) as caught:
            held("0.172", "2025-05-20")
        assert (
            "10.1 % above the embedded 0.15625 USD/CNY of 2025-04-25, the nearest day that there "
            "is (25 days between allow for 10 %)"
        ) in caught.value.message.replace("≈ ", "")
        assert caught.value.embedded_day == "2025-04-25"

    def test_years_on_an_inverted_rate_is_still_told(self) -> None:
        with pytest.raises(RateDoubted, match=r"allow for 25 %\); it looks inverted"):
            held("6.4", "2026-11-01")

    def test_a_currency_that_began_later(self) -> None:
        with pytest.raises(RateDoubted, match="of 2025-04-25"):
            held("300", "2025-04-24", ("EUR", "JPY"))

    def test_a_currency_that_is_not_there_is_said_to_be_untested(self) -> None:
        (told,) = held("32", "2025-04-25", ("USD", "TWD"))
        assert told == (
            "the rate TWD/USD is held against none: the embedded rates have none for it"
        )


def test_the_error_pickles() -> None:
    with pytest.raises(RateDoubted) as caught:
        held("6.4", "2025-04-25")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.to_dict() == caught.value.to_dict()
    assert again.rate == "6.4"
