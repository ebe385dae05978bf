"""Exact numbers as text, beside the decimal module with its precision and rounding modes."""

from __future__ import annotations

import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.figures.decimals import Rounding, decimal_text, fixed_text, magnitude, scaled

MODES: dict[Rounding, str] = {
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_FLOOR,
    "up": ROUND_CEILING,
}
fractions = st.fractions(max_denominator=10**6)
roundings = st.sampled_from(list(MODES))


def is_finite(value: Fraction) -> bool:
    """Whether the expansion ends: the denominator divides a power of ten."""
    return 10**400 % value.denominator == 0


@given(fractions, roundings)
def test_as_decimal_shows_it(value: Fraction, rounding: Rounding) -> None:
    text = decimal_text(value, rounding)
    assert "e" not in text.lower()
    if is_finite(value):
        assert Fraction(text) == value
    else:
        divided = Context(28, MODES[rounding]).divide(*map(Decimal, value.as_integer_ratio()))
        assert Decimal(text) == divided


@given(fractions, roundings)
def test_rounding_goes_the_way_it_says(value: Fraction, rounding: Rounding) -> None:
    shown = Fraction(decimal_text(value, rounding, 5))
    if rounding == "down":
        assert shown <= value
    elif rounding == "up":
        assert shown >= value
    assert abs(shown - value) <= abs(value) / 10**4


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=5, min_value=-(10**9), max_value=10**9
    ),
    st.integers(-4, 6),
    roundings,
)
def test_fixed_places_are_quantize(value: Decimal, places: int, rounding: Rounding) -> None:
    context = Context(60, MODES[rounding])
    quantized = value.quantize(Decimal(1).scaleb(-places), context=context)
    assert Decimal(fixed_text(Fraction(value), places, rounding)) == quantized
    assert scaled(Fraction(value), places, rounding) == int(quantized.scaleb(places))


@given(fractions.filter(bool))
def test_magnitude_is_the_adjusted_exponent(value: Fraction) -> None:
    rounded_down = Context(60, ROUND_FLOOR).divide(*map(Decimal, abs(value).as_integer_ratio()))
    assert magnitude(value) == rounded_down.adjusted()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(-7), "-7"),
        (Fraction(1, 3), "0." + "3" * 28),
        (Fraction(-1, 3), "-0." + "3" * 28),
        (Fraction(2, 3), "0." + "6" * 27 + "7"),
        (Fraction(50_000_000_000, 7), "7142857142.857142857142857143"),
        (Fraction(10**29 + 1, 3), "33333333333333333333333333330"),
        (Fraction(1, 3 * 10**30), "0." + "0" * 30 + "3" * 28),
    ],
    ids=str,
)
def test_worked_by_hand(value: Fraction, text: str) -> None:
    assert decimal_text(value) == text


def test_numbers_beyond_the_interpreters_own_limit() -> None:
    digits = 5000
    assert digits > sys.get_int_max_str_digits()
    nines = Fraction(10**digits - 1)
    assert decimal_text(nines) == "9" * digits
    assert decimal_text(-nines) == "-" + "9" * digits
    assert decimal_text(Fraction(1, 10**digits)) == "0." + "0" * (digits - 1) + "1"
    assert decimal_text(nines / 7, "down").startswith("142857142857")
    assert magnitude(nines) == digits - 1
    assert magnitude(1 / nines) == -digits
