from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import (
    AmbiguousFigure,
    DealModelError,
    OutOfRange,
    RateMissing,
    UnknownCurrency,
    UsageError,
)
from dealmodel.rates.period import parse_period
from dealmodel.rates.quoted import quoted_rate
from dealmodel.rates.rate import Policy

DAY = parse_period("2025-04-26")


def clock() -> date:
    return date(2025, 6, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.26 CNY/USD", "7.26"),
        ("7.26 CNY per USD", "7.26"),
        ("7.26CNY/USD", "7.26"),
        (" 7.26 CNY / USD ", "7.26"),
        ("7 CNY/USD", "7"),
        ("1 USD = 7.26 CNY", "7.26"),
        ("1 USD=7.26 CNY", "7.26"),
        ("100 USD = 726 CNY", "7.26"),
        ("0.5 USD = 3.63 CNY", "7.26"),
    ],
)
def test_forms(text: str, value: str) -> None:
    rate = quoted_rate(text)
    assert (rate.value, rate.quote, rate.base) == (Fraction(value), "CNY", "USD")
    assert rate.name == text.strip()


def test_it_converts_both_ways() -> None:
    rate = quoted_rate("7.26 CNY/USD", clock=clock)
    there = rate.conversion("USD", "CNY", DAY)
    assert (there.cross, there.formula()) == (Fraction("7.26"), "amount * cny_per_usd")
    back = rate.conversion("CNY", "USD", DAY)
    assert (back.cross, back.formula()) == (1 / Fraction("7.26"), "amount / cny_per_usd")


@pytest.mark.parametrize("when", ["2025-04-26", "1990-01-01", "2023-10", "2024"])
@pytest.mark.parametrize("kind", ["previous", "mean"])
def test_it_holds_whenever_and_says_who_stated_it(when: str, kind) -> None:
    rate = quoted_rate("7.26 CNY/USD", by="CNBC", clock=clock)
    found = rate.conversion("CNY", "USD", parse_period(when), Policy(kind))
    assert found.source == f"quoted by CNBC: 7.26 CNY/USD, asked for {when}"
    assert (found.used, found.age_days, found.requested) == (None, None, when)
    assert found.cross_low == found.cross == found.cross_high


def test_by_default_the_user_quotes() -> None:
    found = quoted_rate("7.26 CNY/USD", clock=clock).conversion("CNY", "USD", DAY)
    assert found.source == "quoted by the user: 7.26 CNY/USD, asked for 2025-04-26"


def test_other_currencies_are_missing() -> None:
    rate = quoted_rate("7.26 CNY/USD", clock=clock)
    for base, quote in (("CNY", "EUR"), ("EUR", "USD"), ("EUR", "GBP")):
        with pytest.raises(RateMissing, match=f"does not convert {base} to {quote}"):
            rate.conversion(base, quote, DAY)
    assert rate.conversion("GBP", "GBP", DAY).cross == 1


def test_what_no_source_answers() -> None:
    rate = quoted_rate("7.26 CNY/USD", clock=clock)
    with pytest.raises(RateMissing, match="today is 2025-06-01"):
        rate.conversion("CNY", "USD", parse_period("2025-06-02"))
    with pytest.raises(UnknownCurrency):
        rate.conversion("CNY", "USB", DAY)


@pytest.mark.parametrize("text", ["USD/CNY 7.26", "USDCNY 7.26", "USD/CNY = 7.26", "USD/CNY: 7.26"])
def test_the_markets_notation_shows_both_readings(text: str) -> None:
    with pytest.raises(AmbiguousFigure) as caught:
        quoted_rate(text)
    assert caught.value.readings == ("7.26 CNY/USD", "7.26 USD/CNY")
    assert all(reading in caught.value.message for reading in caught.value.readings)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "text", ["0 CNY/USD", "0.000 CNY per USD", "0 USD = 7 CNY", "1 USD = 0 CNY"]
)
def test_zero_is_no_rate(text: str) -> None:
    with pytest.raises(OutOfRange, match="above 0"):
        quoted_rate(text)


@pytest.mark.parametrize(
    "text",
    [
        "-7.26 CNY/USD",
        "nan CNY/USD",
        "inf CNY/USD",
        "1,491.76 KRW/EUR",
        "7,26 CNY/USD",
        "7.26",
        "CNY/USD",
        "7.26 CNY",
        "about 7.26 CNY/USD",
        "7.26 CNY/USD/EUR",
        "7.26 CNY/CNY",
        "７.26 CNY/USD",
        "7.26 cny/usd",
        "7.26 CNY/USD\x00",
        "",
        "9" * 100_000 + " CNY/USD",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        quoted_rate(text)
    assert len(caught.value.message) < 300


def test_an_unknown_currency_gets_a_suggestion() -> None:
    with pytest.raises(UnknownCurrency) as caught:
        quoted_rate("7.26 CNY/USB")
    assert "USD" in caught.value.suggestions


@given(st.text(alphabet="0123456789. /=perCNYUSD:@,-", max_size=30))
def test_any_text_is_a_rate_or_one_error(text: str) -> None:
    try:
        rate = quoted_rate(text)
    except DealModelError:
        return
    assert rate.value > 0
    assert rate.base != rate.quote
