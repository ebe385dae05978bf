"""Numbers as a person reads them, against Python's own formatting and the bounds they stand for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.units import PURE, Unit, currency_unit
from dealmodel.formulas.numbers import (
    answer,
    bounds_text,
    compact,
    full,
    grouped,
    marked_rate_text,
    money_text,
    printed_bounds_text,
    printed_text,
    rate_text,
    value_text,
)

USD, EUR, JPY, CNY = (currency_unit(code) for code in ("USD", "EUR", "JPY", "CNY"))
CARS = Unit.of("cars")
BILLION = 10**9
fractions = st.fractions(min_value=-(10**15), max_value=10**15, max_denominator=10**9)


def read(text: str) -> Fraction:
    """The number in a text: its separators, unit and percent sign taken off."""
    number = text.split()[0].replace(",", "")
    return Fraction(number[:-1]) / 100 if number.endswith("%") else Fraction(number)


@given(st.integers(-(10**40), 10**40))
def test_thousands_are_parted_as_python_parts_them(number: int) -> None:
    assert grouped(str(number)) == f"{number:,}"
    assert grouped(f"{number}.125") == f"{number:,}.125"


@given(fractions, st.sampled_from([("USD", 2), ("JPY", 0), ("KWD", 3)]))
def test_money_is_rounded_half_even_to_its_minor_units(
    value: Fraction, currency: tuple[str, int]
) -> None:
    code, places = currency
    text = money_text(value, code)
    assert text.endswith(f" {code}")
    assert len(text.split()[0].partition(".")[2]) == places
    assert read(text) == round(value, places)


@given(
    fractions, fractions, st.sampled_from([USD, JPY, CARS, PURE]), st.sampled_from(["share", "x"])
)
def test_bounds_never_shrink(one: Fraction, other: Fraction, unit: Unit, kind: str) -> None:
    low, high = sorted((one, other))
    text = bounds_text(Bounds(low, high, high_open=True), unit, kind)
    assert (text[0], text[-1]) == ("[", ")")
    shown_low, shown_high = (read(end) for end in text[1:-1].split(", "))
    assert shown_low <= low
    assert high <= shown_high


@given(fractions)
def test_a_derived_number_has_six_digits_and_no_digit_before_the_point_is_lost(
    value: Fraction,
) -> None:
    shown = read(value_text(value, CARS))
    assert abs(shown - value) <= Fraction(1, 2)
    assert abs(shown - value) <= abs(value) / 100_000


@given(st.decimals(-(10**12), 10**12, places=6))
def test_a_printed_number_keeps_every_digit(value: Decimal) -> None:
    exact = Fraction(value)
    assert read(printed_text(exact, CARS)) == exact
    assert read(printed_text(exact, PURE, "share")) == exact
    assert printed_bounds_text(point(exact)).count(printed_text(exact)) == 2


def test_units() -> None:
    assert value_text(Fraction(2_450_000, 17), CARS) == "144,118 cars"
    assert value_text(Fraction(8000 * 365, 13), CARS / Unit.of("year")) == "224,615 cars/year"
    assert value_text(Fraction(8000 * 365, 13), USD) == "224,615.38 USD"
    assert printed_text(Fraction(1), Unit.of("day")) == "1 day"
    assert printed_text(Fraction(13), Unit.of("day")) == "13 days"
    assert printed_text(Fraction(104, 100), PURE, "growth") == "104%"
    assert value_text(Fraction(1, 4), PURE, "ratio") == "0.25"
    assert value_text(Fraction(-1, 3)) == "-0.333333"
    assert rate_text(Fraction("1.0540")) == "1.054"


def test_full() -> None:
    assert full(Fraction(5), point(Fraction(5)), EUR) == "5.00 EUR"
    assert full(Fraction(5), Bounds(Fraction(5), None), CARS) == "5 cars [5, ∞)"
    assert full(None, Bounds(None, Fraction(5), high_open=True), CARS) == "(-∞, 5) cars"


@pytest.mark.parametrize(
    ("number", "bounds", "unit", "shown"),
    [
        # $1.6 billion for 21 %, €1.5 billion for 20 %: both figures rounded as printed.
        (Fraction(160, 21), (Fraction(310, 43), Fraction(330, 41)), USD, "$7.62bn [7.21, 8.05]"),
        (Fraction(15, 2), (Fraction(290, 41), Fraction(310, 39)), EUR, "€7.5bn [7.07, 7.95]"),
        (Fraction(38, 100), (Fraction(38, 100),) * 2, CNY, "CNY 380m"),
        (Fraction(-3, 2), (Fraction(-2), Fraction(-1)), EUR, "-€1.5bn [-2.00, -1.00]"),
        (None, (Fraction(725, 100), None), USD, "$[7.25, ∞)bn"),
        (Fraction(5), (Fraction(5), None), USD, "$5bn [5.00, ∞)"),
        (Fraction(99999, 100_000), (Fraction(99999, 100_000),) * 2, USD, "$1bn"),
        (Fraction(123456), (Fraction(123456),) * 2, USD, "$123tn"),
        # Narrower than the third digit: $328 million, and a quarter of it.
        (Fraction(".328"), (Fraction(".3275"), Fraction(".3285")), USD, "$328m [327.5, 328.5]"),
        (Fraction("1.312"), (Fraction("1.31"), Fraction("1.314")), USD, "$1.312bn [1.310, 1.314]"),
        (
            Fraction(7),
            (Fraction(7), 7 + Fraction(1, 10**30)),
            JPY,
            "JPY 7bn [7.000000000, 7.000000000]",
        ),
    ],
)
def test_a_headline(
    number: Fraction | None, bounds: tuple[Fraction, Fraction | None], unit: Unit, shown: str
) -> None:
    low, high = bounds
    ends = Bounds(low * BILLION, None if high is None else high * BILLION)
    assert compact(None if number is None else number * BILLION, ends, unit) == shown


def test_a_headline_of_a_small_amount_or_of_no_money_is_the_full_form() -> None:
    assert compact(Fraction(15_065), point(Fraction(15_065)), USD) == "15,065.00 USD"
    ends = Bounds(Fraction(299_000), Fraction(301_000))
    assert compact(Fraction(300_000), ends, CARS) == "300,000 cars [299,000, 301,000]"
    assert compact(Fraction(0), point(Fraction(0)), USD) == "0.00 USD"
    assert compact(None, Bounds(None, None), USD) == "(-∞, ∞) USD"
    assert compact(Fraction(1, 5), Bounds(Fraction(0), Fraction(1)), PURE, "share") == (
        "20% [0%, 100%]"
    )


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        # By hand; what has an end is whole, money at least in its minor units.
        (Fraction("214374.997"), PURE, "214,374.997"),
        (Fraction("2136072.5"), CARS, "2,136,072.5 cars"),
        (Fraction(1, 3), PURE, "≈0.333333"),
        (Fraction(10, 3), USD, "≈3.33 USD"),
        (Fraction("0.0125"), USD, "0.0125 USD"),
        (Fraction(5), USD, "5.00 USD"),
        (Fraction(1, 2**60), PURE, f"{Decimal(1) / 2**60:f}"),
        (Fraction(-1, 3), USD, "≈-0.33 USD"),
    ],
)
def test_an_exact_answer_is_whole_or_marked(value: Fraction, unit: Unit, shown: str) -> None:
    if shown.startswith("0.00000"):
        assert Fraction(answer(value, point(value), unit)) == value
    else:
        assert answer(value, point(value), unit) == shown


def test_an_answer_with_bounds() -> None:
    third = Bounds(Fraction(1, 4), Fraction(2, 3), high_open=True)
    assert answer(Fraction(1, 3), third, CARS) == "≈0.333333 cars [0.25, 0.666667)"
    assert answer(Fraction(1, 3), third, PURE, "share") == "≈33.3333% [25%, 66.6667%)"
    assert answer(Fraction(1, 2), third, PURE, "share") == "50% [25%, 66.6667%)"
    assert answer(None, third, CARS) == "[0.25, 0.666667) cars"
    cents = Bounds(Fraction("0.125"), Fraction("0.135"))
    assert answer(Fraction("0.13"), cents, EUR) == "0.13 EUR [0.12, 0.14]"
    exact = point(Fraction("1.1594"))
    assert answer(Fraction("1.1594"), exact, USD) == "1.1594 USD"
    assert answer(Fraction("1.1594"), exact, USD, in_minor_units=True) == "≈1.16 USD"


@given(fractions, st.sampled_from([USD, JPY, CARS, PURE]), st.sampled_from(["share", "x"]))
def test_only_what_is_whole_is_unmarked(value: Fraction, unit: Unit, kind: str) -> None:
    text = answer(value, point(value), unit, kind)
    if text.startswith("≈"):
        assert read(text[1:]) != value
    else:
        assert read(text) == value


def test_a_rate_is_marked_where_it_has_more_digits() -> None:
    assert marked_rate_text(Fraction(1, 3)) == "≈0.3333333333"
    assert marked_rate_text(Fraction("1234.5")) == "1,234.5"
