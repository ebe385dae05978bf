"""How fast amounts convert, beside CurrencyConverter on the same data, in decimal and in float."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from currency_converter import CurrencyConverter

from dealmodel import rates
from dealmodel.rates import amounts
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.period import parse_period

DAYS = [date(2024, month, day) for month in (3, 6, 9) for day in (11, 12, 13)]
JOBS = [
    (Decimal(amount), base, quote, day)
    for amount in ("109800", "1500000000", "12.34")
    for base, quote in (("CNY", "USD"), ("EUR", "JPY"), ("GBP", "EUR"))
    for day in DAYS
]


@pytest.fixture(scope="module")
def peer() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)


def ours() -> None:
    for amount, base, quote, day in JOBS:
        rates.convert(amount, base, quote, day)


def ours_with_provenance() -> None:
    for amount, base, quote, day in JOBS:
        rates.conversion(amount, base, quote, day)


def theirs(peer: CurrencyConverter) -> None:
    for amount, base, quote, day in JOBS:
        peer.convert(amount, base, quote, day)


@pytest.mark.benchmark(group="convert")
def test_convert(benchmark) -> None:
    benchmark(ours)


@pytest.mark.benchmark(group="convert")
def test_conversion_with_provenance(benchmark) -> None:
    benchmark(ours_with_provenance)


@pytest.mark.benchmark(group="convert")
def test_currency_converter(benchmark, peer: CurrencyConverter) -> None:
    benchmark(theirs, peer)


@pytest.mark.benchmark(group="convert")
def test_currency_converter_in_float(benchmark) -> None:
    peer = CurrencyConverter()
    jobs = [(float(amount), base, quote, day) for amount, base, quote, day in JOBS]

    def theirs_in_float() -> None:
        for amount, base, quote, day in jobs:
            peer.convert(amount, base, quote, day)

    benchmark(theirs_in_float)


MANY = [date(2006, 1, 2) + timedelta(days=number) for number in range(7000)]


@pytest.mark.benchmark(group="7,000 days, each for the first time")
def test_many_days_not_asked_before(benchmark) -> None:
    def forget() -> None:
        amounts._looked_up.cache_clear()

    def every_day() -> None:
        for day in MANY:
            rates.convert(109_800, "CNY", "USD", day)

    benchmark.pedantic(every_day, setup=forget, rounds=10, warmup_rounds=1)


@pytest.mark.benchmark(group="look up")
def test_a_day_not_seen_before(benchmark) -> None:
    source, period = ecb_rates(), parse_period("2024-03-11")
    benchmark(source.conversion, "CNY", "USD", period)


@pytest.mark.benchmark(group="look up")
def test_the_mean_of_a_year(benchmark) -> None:
    source, period = ecb_rates(), parse_period("2024")
    benchmark(source.conversion, "CNY", "USD", period)
