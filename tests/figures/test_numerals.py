"""Numbers in digits and in words: what they are worth and how finely they were printed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from dealmodel.errors import FigureError
from dealmodel.figures.number_words import words_at
from dealmodel.figures.numeral_endings import slash_fraction
from dealmodel.figures.numerals import Numeral, numeral_at
from dealmodel.figures.reader import figure

# Printed number: granularity, as worked out in the definition's own examples.
GRANULARITY = {
    "300,000 cars": 10_000,
    "294,000 cars": 1_000,
    "8,000 cars": 100,
    "€1.5 billion": 100_000_000,
    "6 million cars": 1_000_000,
    "3.20 million cars": 10_000,
    "21 %": Fraction(1, 100),
    "20 %": Fraction(1, 100),
    "104 %": Fraction(1, 100),
    "$9,280": 10,
    "$15,115": 1,
    "$17,870": 10,
    "a tenth": Fraction(1, 100),
    "half": Fraction(1, 20),
    "0.50 %": Fraction(1, 10_000),
    "0": 1,
    "10": 1,
    "100": 10,
    "1e6": 100_000,
    "1.30e6": 100_000,
    "150 %": Fraction(1, 100),
    "100 %": Fraction(1, 100),
    "doubled": Fraction(1, 5),
    "a four-fold increase": Fraction(2, 5),
    "halved": Fraction(1, 20),
    "two-and-a-half times": Fraction(1, 4),
    "12 1/2 %": Fraction(1, 1000),
    "2 weeks": 7,
}


@pytest.mark.parametrize("text", GRANULARITY)
def test_the_granularity(text: str) -> None:
    assert figure(text).granularity == GRANULARITY[text]


def spellings(number: int) -> list[str]:
    """The number in words, with and without "and" and commas."""
    words = num2words(number)
    return [words, words.replace(" and ", " "), words.replace(",", ""), words.capitalize()]


@pytest.mark.parametrize("text", ["5/5", "3/2", "0/2", "0/0", "12/12"])
def test_a_fraction_with_a_stroke_is_below_one(text: str) -> None:
    assert slash_fraction(text, 0) is None
    assert slash_fraction("1/2", 0) is not None


@given(st.integers(1, 10**12 - 1) | st.integers(1, 999).map(lambda n: n * 1000))
def test_every_number_in_words_is_read(number: int) -> None:
    for words in spellings(number):
        read = words_at(words, 0)
        assert read is not None
        assert (read.value, read.end) == (number, len(words))


@given(
    st.tuples(st.integers(1, 999), st.integers(1, 999))
    | st.tuples(st.integers(1001, 10**6), st.integers(1001, 10**6))
)
def test_two_numbers_in_words_stay_two(ends: tuple[int, int]) -> None:
    low, high = sorted(ends)
    text = f"from {num2words(low)} to {num2words(high)} cars"
    if low < high:
        assert (figure(text).low, figure(text).high) == (low, high)


@given(st.integers(1, 99), st.integers(0, 99))
def test_dollars_and_cents_are_one_amount(dollars: int, cents: int) -> None:
    expected = Fraction(100 * dollars + cents, 100)
    assert figure(f"{dollars} dollars {cents} cents").value == expected
    if cents:
        words = f"{num2words(dollars)} dollars and {num2words(cents)} cents"
        assert figure(words).value == expected


@given(st.integers(0, 999), st.integers(1, 31), st.sampled_from([2, 3, 4, 5, 6, 8, 10, 16, 32]))
def test_mixed_numbers(whole: int, over: int, under: int) -> None:
    if over < under:
        read = figure(f"{whole} {over}/{under} %")
        assert read.value == (whole + Fraction(over, under)) / 100


@given(st.integers(1, 10**6), st.integers(0, 3), st.integers(-20, 20))
def test_powers_of_ten(digits: int, decimals: int, power: int) -> None:
    printed = f"{digits // 10**decimals}"
    if decimals:
        printed += f".{digits % 10**decimals:0{decimals}}"
    for text in (f"{printed}e{power}", f"{printed}x10^{power}", f"{printed} × 10^{power}"):
        assert figure(text).value == Fraction(printed) * Fraction(10) ** power


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two point two million", 2_200_000),
        ("zero point five", Fraction(1, 2)),
        ("one and a half million", 1_500_000),
        ("two million and one half", 2_500_000),
        ("three and a quarter", Fraction(13, 4)),
        ("a quarter of a million", 250_000),
        ("three quarters of a billion", 750_000_000),
        ("two thirds of a million", Fraction(2_000_000, 3)),
        ("half a dozen", 6),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred and one", 101),
        ("one thousand and five hundred", 1500),
        ("five hundred lakh", 50_000_000),
    ],
)
def test_words_worked_by_hand(words: str, value: Fraction) -> None:
    assert figure(words).value == value


@pytest.mark.parametrize(
    "words", ["", "an hour", "a", "hundred", "million", "and five", "zeroth", "oneself", "ten-ish"]
)
def test_words_that_are_no_whole_number(words: str) -> None:
    read = words_at(words, 0)
    assert read is None or words[: read.end] == "ten"


def test_one_hundred_and_two_hundred_are_two_numbers() -> None:
    read = words_at("one hundred and two hundred", 0)
    assert read is not None
    assert (read.value, read.end) == (100, len("one hundred"))


@pytest.mark.parametrize("separator", [",", "'", "’", "\u00a0", "\u202f", "\u2009", " "])
def test_thousands_are_grouped_by_three_or_not_at_all(separator: str) -> None:
    assert figure(f"$1{separator}234{separator}567").value == 1_234_567
    for wrong in (f"$12345{separator}67", f"$1{separator}23"):
        with pytest.raises(FigureError):
            figure(wrong)


def test_a_numeral_keeps_its_digits() -> None:
    read = numeral_at("3.20 million", 0)
    assert read == Numeral(digits=320, decimals=2, start=0, end=4)
    assert read.scaled_by(10**6, 12).value == 3_200_000
    assert read.value_in(1, 2) == Fraction(32, 1000)
