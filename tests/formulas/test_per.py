"""An amount for one of something, in a formula: its unit has that, and it cancels or does not."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel
from dealmodel.errors import BadValue, UnitMismatch
from dealmodel.figures.reader import figure


@pytest.mark.parametrize(
    ("formula", "point", "unit"),
    [
        # 43.80 × 194,260,030; 1.05 × 10⁹; 150 × 294,000; by hand.
        ("{HK$43.80 per share} * {194,260,030 shares}", "8508589314", "HKD"),
        ("{194,260,030 shares} * {HK$43.80 per share}", "8508589314", "HKD"),
        ("{1.05 USD/EUR} * €1 billion", "1050000000", "USD"),
        ("$1.05 billion / {1.05 USD/EUR}", "1000000000", "EUR"),
        ("{€150 per vehicle} * {294,000 vehicles}", "44100000", "EUR"),
        ("{€150 per car} * {294,000 EVs}", "44100000", "EUR"),
        ("{€150 per vehicle} * {294,000 trucks}", "44100000", "EUR*trucks/vehicle"),
        ("{$15 per ADS} * {2,000,000 ADSs}", "30000000", "USD"),
        ("{$15 per ADS} * {1,000,000 shares}", "15000000", "USD*shares/ADS"),
        ("{HK$43.80 per H share} * {100 shares}", "4380", "HKD*shares/H share"),
        ("{8,000 cars a month} * {12 months}", "96000", "cars"),
        ("{€5 a month} + {€7 a month}", "12", "EUR/month"),
        ("{HK$43.80 per share} / {HK$21.90 per share}", "2", None),
        ("€1 million / {€150 per car}", "20000/3", "car"),
        # A percentage a year is compounded, not multiplied by years: it has no unit.
        ("100 * (1 + {5% a year}) ** 2", "110.25", None),
    ],
)
def test_units(formula: str, point: str, unit: str | None) -> None:
    result = dealmodel.calc(formula)
    assert (result.point, result.unit.text) == (Fraction(point), unit)


def test_kinds() -> None:
    assert dealmodel.calc("{€150 per vehicle}").kind == "money_per_unit"
    assert dealmodel.calc("{1.05 USD/EUR}").kind == "exchange_rate"
    assert dealmodel.calc("{1.05 USD/EUR} * €1 billion").kind == "money"


def test_unlike_units_do_not_add() -> None:
    with pytest.raises(UnitMismatch, match="cannot add EUR/car and EUR"):
        dealmodel.calc("{€150 per car} + €1")
    with pytest.raises(UnitMismatch):
        dealmodel.calc("{$15 per ADS} - {$10 per share}")


def test_figures_in_python() -> None:
    value = figure("HK$43.80 per share") * figure("194,260,030 shares")
    assert value.rounded == "8508589314.00"


def test_a_price_each_converts_and_stays_one() -> None:
    # 43.80 HKD / 8.2432 HKD/EUR × 1.0540 USD/EUR, the ECB's rates of 2023-10-26.
    each = dealmodel.calc("{HK$43.80 per share}", to="USD", on="2023-10-26")
    assert each.unit.text == "USD/share"
    assert each.point == Fraction("43.80") / Fraction("8.2432") * Fraction("1.0540")
    inside = dealmodel.calc("{HK$43.80 per share} in USD on 2023-10-26")
    assert (inside.point, inside.unit) == (each.point, each.unit)
    with pytest.raises(BadValue, match="only money converts"):
        dealmodel.calc("{1.05 USD/EUR}", to="USD", on="2023-10-26")


def test_calculators_take_a_price_with_and_without_its_noun() -> None:
    for price in ("HK$43.80", "HK$43.80 per share"):
        for shares in ("194,260,030 shares", "194,260,030"):
            assert dealmodel.equity_value(price, shares).rounded == "8508589314.00"
    shares = figure("194,260,030 shares")
    value = dealmodel.equity_value("HK$43.80 per share", shares)
    each = dealmodel.calc("value / shares", value=value, shares=shares)
    assert each.bounds.is_point
    with pytest.raises(BadValue, match="a price in USD/car and a number of shares"):
        dealmodel.equity_value("$15 per car", "1 million shares")
    with pytest.raises(BadValue, match="a price in USD/share and a number of cars"):
        dealmodel.equity_value("$15 per share", "1 million cars")
    assert dealmodel.premium("HK$43.80 per share", "HK$36.50").point == Fraction(1, 5)
    assert dealmodel.premium("HK$43.80 per share", "HK$36.50 per share").point == Fraction(1, 5)
    converted = dealmodel.convert("HK$43.80 per share", to="USD", on="2023-10-26")
    assert (converted.rounded, converted.unit.text) == ("5.60", "USD")
