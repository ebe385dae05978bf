"""Accounts brought to one unit. On 7 May 2024 the ECB had 1.0766 dollars for one euro; in that
month from 1.0698 to 1.0882."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.calculators.accounts import accounts
from dealmodel.calculators.sides import TOLERANCE, Side, common_unit, side
from dealmodel.figures.bounds import overlap
from dealmodel.figures.units import Unit, currency_unit
from dealmodel.rates.formula import Exchange
from dealmodel.rates.rate import Policy

EUR, USD = currency_unit("EUR"), currency_unit("USD")
ON_THE_DAY, IN_THE_MONTH = Exchange.on_day("2024-05-07"), Exchange.on_day("2024-05")


def placed(says: str, unit: Unit = USD, exchange: Exchange | None = ON_THE_DAY) -> Side:
    [account] = accounts([says])
    found = side(account, unit, exchange)
    assert isinstance(found, Side)
    return found


def reason(says: str, unit: Unit, exchange: Exchange | None) -> str:
    [account] = accounts([says])
    found = side(account, unit, exchange)
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize(
    ("says", "unit"),
    [
        (["21%", "20%"], None),
        (["€1", "$1", "$2"], "USD"),
        (["€1", "$1"], "EUR"),
        (["109,800 yuan ($15,115)", "€12,000", "$15,000"], "USD"),
        (["5 scooters", "300 cars", "310 vehicles"], "cars"),
    ],
)
def test_the_common_unit_is_that_of_most(says: list[str], unit: str | None) -> None:
    assert common_unit(accounts(says)).text == unit


def test_what_is_printed_in_the_unit_stays_as_printed() -> None:
    for says in ("$1.6 billion", "€1.5 billion ($1.6 billion)"):
        found = placed(says)
        assert (found.value, found.conversion) == (1_600_000_000, None)
        assert (found.bounds.low, found.bounds.high) == (1_550_000_000, 1_650_000_000)


def test_money_is_converted_at_the_rate_of_the_day() -> None:
    found = placed("€1.5 billion")
    rate = Fraction("1.0766")
    assert found.value == 1_500_000_000 * rate
    assert (found.bounds.low, found.bounds.high) == (1_450_000_000 * rate, 1_550_000_000 * rate)
    assert found.conversion is not None
    assert found.conversion.source.startswith("European Central Bank")


def test_a_period_has_the_bounds_of_its_lowest_and_highest_rate() -> None:
    found = placed("€1.5 billion", exchange=IN_THE_MONTH)
    assert found.bounds.low == 1_450_000_000 * Fraction("1.0698")
    assert found.bounds.high == 1_550_000_000 * Fraction("1.0882")
    assert found.value is not None
    assert found.value in found.bounds


def test_a_converted_amount_reaches_half_a_per_cent_further() -> None:
    assert Fraction(5, 1000) == TOLERANCE
    for says, value in (("exactly €100", Fraction("107.66")), ("€100 (exactly $110)", 110)):
        found = placed(says)
        assert (found.bounds.low, found.bounds.high) == (value, value)
        assert (found.reach.low, found.reach.high) == (
            value / Fraction("1.005"),
            value * Fraction("1.005"),
        )
    for says in ("exactly $110", "$110 (exactly €100)"):
        assert placed(says).reach == placed(says).bounds


def test_open_and_absent_ends_stay_so() -> None:
    found = placed("at least €100")
    assert (found.bounds.low, found.bounds.high) == (Fraction("107.66"), None)
    assert found.reach.high is None
    assert placed("less than €100").bounds.high_open
    assert placed("€100 to €200").value is None


def test_rounded_is_a_bare_figure_alone() -> None:
    assert placed("$1.6 billion").is_rounded
    assert not placed("about $1.6 billion").is_rounded
    assert not placed("exactly $1.6 billion").is_rounded
    assert not placed("$1,600").is_rounded  # typed to the dollar


@pytest.mark.parametrize(
    ("says", "unit", "exchange", "words"),
    [
        ("€1", USD, None, "EUR beside USD without a date"),
        ("SAR 1", USD, ON_THE_DAY, "no rate for SAR"),
        ("€1", USD, Exchange.on_day("2999"), "no rate"),
        ("€1", USD, Exchange.on_day("2024-05-11", Policy("exact")), "2024-05-11"),  # a Saturday
        ("300 cars", USD, ON_THE_DAY, "cars beside USD"),
        ("21%", USD, ON_THE_DAY, "a share beside USD"),
        ("300 cars", accounts(["5 scooters"])[0].figure.unit, ON_THE_DAY, "cars beside scooters"),
    ],
)
def test_what_cannot_be_brought_to_it_has_a_reason(
    says: str, unit: Unit, exchange: Exchange | None, words: str
) -> None:
    assert words in reason(says, unit, exchange)


def test_it_reaches_as_far_whichever_is_converted() -> None:
    # €100,000 are $107,660: half a per cent more is $108,198.30.
    for dollars, meets in (("$108,198", True), ("$108,199", False)):
        for texts in (["€100,000", dollars], [dollars, "€100,000"]):
            given = accounts(texts)
            unit = given[0].figure.unit
            first, second = (side(each, unit, ON_THE_DAY) for each in given)
            assert isinstance(first, Side)
            assert isinstance(second, Side)
            assert (overlap(first.reach, second.reach) is not None) is meets
