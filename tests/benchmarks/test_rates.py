"""How fast amounts convert, beside CurrencyConverter in decimal mode on the same data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from currency_converter import CurrencyConverter

from dealmodel import rates
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


@pytest.mark.benchmark(group="look up")
def test_a_day_not_seen_before(benchmark) -> None:
    source, period = ecb_rates(), parse_period("2024-03-11")
    benchmark(source.conversion, "CNY", "USD", period)


@pytest.mark.benchmark(group="look up")
def test_the_mean_of_a_year(benchmark) -> None:
    source, period = ecb_rates(), parse_period("2024")
    benchmark(source.conversion, "CNY", "USD", period)
