"""Formulas with rates in them, and what a converted answer tells of its rate."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.rendering import render
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.formula import Exchange, exchanged, provenance
from dealmodel.rates.history import History
from dealmodel.rates.lookup import HistoryRates

RATES = HistoryRates(
    "small",
    "Small Bank",
    History({("EUR", "USD"): 1, ("EUR", "CNY"): 2}, ["2025-04-24,1.25,8", "2025-04-25,1.5,9"]),
    lambda: date(2025, 6, 1),
)
AMOUNT = Leaf("amount")


def conversion(when: str, base: str = "EUR", quote: str = "USD"):
    return Exchange.on_day(when, rates=RATES).between(base, quote)


def test_what_is_told_of_a_day() -> None:
    assert provenance(conversion("2025-04-26")) == {
        "requested": "2025-04-26",
        "used": "2025-04-25",
        "age_days": 1,
        "rate": "1.5",
        "rate_unit": "USD/EUR",
        "source": "Small Bank, 2025-04-25",
    }


def test_what_is_told_of_a_period() -> None:
    # A third of a yuan's thousandths is rounded outward at either end.
    told = provenance(conversion("2025-04", "CNY", "EUR"))
    assert told["used"] is told["age_days"] is None
    assert (told["rate_low"], told["rate_high"]) == ("0." + "1" * 28, "0.125")
    assert told["rate"] == "0.1180555555555555555555555556"
    assert told["rate_unit"] == "EUR/CNY"


def test_rates_of_two_days_are_two_inputs() -> None:
    first, second = conversion("2025-04-24"), conversion("2025-04-25")
    once, inputs = exchanged(AMOUNT, {}, first)
    again, inputs = exchanged(AMOUNT, inputs, first)
    assert render(once) == render(again) == "amount * usd_per_eur"
    other, inputs = exchanged(AMOUNT, inputs, second)
    assert render(other) == "amount * usd_per_eur_2"
    third = Exchange.on_day("2025-04", rates=RATES).between("EUR", "USD")
    more, inputs = exchanged(AMOUNT, inputs, third)
    assert render(more) == "amount * usd_per_eur_3"
    assert [inputs[name].point for name in ("usd_per_eur", "usd_per_eur_2", "usd_per_eur_3")] == [
        Fraction("1.25"),
        Fraction("1.5"),
        Fraction("1.375"),
    ]


def test_a_conversion_of_two_legs() -> None:
    there, inputs = exchanged(AMOUNT, {"amount": 5}, conversion("2025-04-24", "CNY", "USD"))
    assert render(there) == "amount / cny_per_eur * usd_per_eur"
    assert list(inputs) == ["amount", "cny_per_eur", "usd_per_eur"]


def test_an_exchange_by_the_name_of_its_rates() -> None:
    named = Exchange.on_day("2025-04-25", rates="2 USD/EUR").between("EUR", "USD")
    assert named.cross == 2
    assert Exchange.on_day("2025-04-25").between("EUR", "USD").cross == Fraction("1.1357")


def test_a_history_is_short_in_a_console() -> None:
    assert len(repr(ecb_rates().history)) < 300
    assert len(repr(RATES)) < 300
    assert hash(RATES) == hash(RATES)
