"""Hostile text: whatever comes in, figures or a FigureError come out, and soon."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence

import pytest

from dealmodel.errors import FigureError
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import figure, figure_at, find_figures
from dealmodel.figures.reading import Figures

MEGABYTE = 1_000_000

DIGITS = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isdecimal()]
ZEROS = [digit for digit in DIGITS if unicodedata.decimal(digit) == 0]
ODD_NUMERALS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Nl", "No")
]
DASHES = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Pd" or chr(code) == "\N{MINUS SIGN}"
]
SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff"

# What a sign, a letter, a bracket or a digit does when there is a megabyte of it.
SIMPLE = (
    *("1", "0", "9", ",", ".", " ", "\n", "\0", "%", "$", "¥", "€", "-", "–", "+", "~", "<"),
    *("(", ")", "[", "{", "'", "’", "a ", "A", "k", "m", "万", "亿", "é", "１", "٣"),
    *("\ud800", "\U0001f600", "\u200b", "\u202e", "1,", "1.", "1,000", ",000", ".000", " 000"),
    *("between ", "from ", "over ", "about ", "at least ", "or more ", "rose ", "US ", "U.S. "),
    *("no more than ", "no less ", "just under ", "of the ", "million ", "hundred thousand "),
    *("1'000", "1_000"),
)

# The same for what makes a figure, or nearly one, each time.
DENSE = (
    *("1 ", "1-", "1-2-", "1/", "1e9", "0x", "$1", "$1 ", "1% ", "1%", "1万", "1 to ", "1 or "),
    *("from 1 ", "between 1 and ", "between 1 and between 2 and ", "5 cars, ", "rose 1% "),
    *("($1", "1 yuan ($", "1 yuan (", "$5 (€5 ", "half ", "a half ", "and a half ", "one "),
    *("one hundred ", "a million ", "twenty-", "two thirds of ", "three times ", "https://x.y/1 "),
)

NESTED = [
    "(" * 100_000 + "$5" + ")" * 100_000,
    "[" * 100_000 + "5 %" + "]" * 100_000,
    "5 yuan (" * 5000 + ")" * 5000,
    "between " * 100_000 + "1 and 2",
    "-" * 100_000 + "5",
    "$" * 100_000 + "5",
    "5" + "%" * 100_000,
    "5" + " million" * 100_000,
    "about " * 100_000 + "5 cars",
    "1" * 5000,
    "1" * 5000 + "%",
    "$" + "1" * 5000,
    "0." + "1" * 5000,
    "0." + "0" * 5000 + "1",
    "1" + ",000" * 2000,
    "1" * 4300 + " million",
    "9" * 4000 + " crore",
    "5" + " " * MEGABYTE + "million",
    "$" + " " * MEGABYTE + "5",
    "between" + " " * MEGABYTE + "1 and 2",
    "5 " + "x" * MEGABYTE,
    "x" * MEGABYTE + " 5 cars",
    "\x00".join("$5") + "\x00",
    "$\x005",
    "5\x00%",
    "\ud800$5\udfff",
    "$5\udfff",
    "\u202e$5 million\u202c",
    "$\u200b5\u200bmillion",
    "5\u20dd %",
    "5\ufe0f\u20e3",
    "\u0661\u0662\u0663",
    "½ ⅓ ⅔ ¼ ¾ ↉",
    "Ⅷ Ⅻ ① ⑳ 〇 〡",
    "一百万元 三千 两亿",
    *("NaN", "inf", "-inf", "1e400", "1e-400", "0x10", "1_000", "1__0", "١٬٢٣٤", "−∞", "∞ %"),
]


def read(text: str) -> Figures:
    """The text's figures. A refusal has its reason and place; an exception fails the test."""
    found = find_figures(text)
    for refusal in found.refused:
        start, end = refusal.span
        assert 0 <= start <= end <= len(text)
        assert refusal.verbatim == text[start:end]
        assert len(refusal.message) < 2000
        json.dumps(refusal.to_dict())
    assert_sound(text, found)
    return found


def assert_clear(text: str, error: FigureError) -> None:
    """The error points into the text, and does not repeat a megabyte of it."""
    assert 0 <= error.span[0] <= error.span[1] <= len(text)
    assert len(error.message) < 2000
    assert len(error.render()) < 3000
    json.dumps(error.to_dict())


def assert_sound(text: str, found: Sequence[Figure]) -> None:
    """Spans are in order and in the text, values between the ends, links mutual or to a price that
    has one; every figure can be printed."""
    end = 0
    for index, one in enumerate(found):
        assert end <= one.span[0] < one.span[1] <= len(text)
        end = one.span[1]
        assert text[slice(*one.span)] == one.verbatim
        assert json.loads(json.dumps(one.to_dict()))["kind"] == one.kind
        assert (one.value is None) == (one.hedge == "range")
        if one.value is not None:
            assert one.low is None or one.low <= one.value
            assert one.high is None or one.value <= one.high
            if one.hedge in ("none", "about", "exact") and one.kind != "share":
                assert one.value in one.bounds
        assert one.low is None or one.high is None or one.low <= one.high
        if one.linked_to is not None:
            other = found[one.linked_to]
            assert one.kind == other.kind == "money"
            assert one.unit != other.unit
            assert other.linked_to == index or (one.linked_to < index and other.linked_to)


@pytest.mark.parametrize("unit", SIMPLE, ids=ascii)
def test_a_megabyte_of_it_is_read_or_refused(unit: str) -> None:
    read((unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE])


@pytest.mark.parametrize("unit", DENSE, ids=ascii)
def test_thousands_of_figures_are_read_or_refused(unit: str) -> None:
    read((unit * 10_000)[:10_000])


@pytest.mark.parametrize("unit", SIMPLE + DENSE, ids=ascii)
def test_one_figure_beside_a_hundred_of_it_is_read_or_refused(unit: str) -> None:
    for text in (unit * 100 + "$5 million", "$5 million" + unit * 100, f"from {unit * 100}5 to 6"):
        try:
            figure(text)
        except FigureError as error:
            assert_clear(text, error)


@pytest.mark.parametrize("text", NESTED, ids=lambda text: ascii(text[:30]))
def test_deep_and_odd_text_is_read_or_refused(text: str) -> None:
    read(text)


@pytest.mark.parametrize("zero", ZEROS, ids=lambda zero: f"{ord(zero):x}")
def test_the_digits_of_every_script_are_read_right_or_not_at_all(zero: str) -> None:
    digits = "".join(chr(ord(zero) + offset) for offset in (1, 2, 3))
    for text in (digits, f"${digits}", f"{digits} %", f"{digits}4", f"4{digits}", f"{digits} cars"):
        expected = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
        for one in read(text):
            assert one.value is not None
            assert str(one.value * (100 if "%" in one.verbatim else 1)) == expected


@pytest.mark.parametrize("dash", DASHES, ids=lambda dash: f"{ord(dash):x}")
def test_every_dash_makes_a_range_two_figures_or_an_error(dash: str) -> None:
    for text in (f"$10{dash}20", f"10{dash}20 cars", f"10 {dash} 20 cars", f"{dash}5 %"):
        for one in read(text):
            numbers = {one.value, one.low, one.high} if one.value is None else {abs(one.value)}
            assert {str(number) for number in numbers if number} <= {"10", "20", "1/20"}


@pytest.mark.parametrize("space", SPACES, ids=lambda space: f"{ord(space):x}")
def test_a_space_never_makes_another_number(space: str) -> None:
    allowed = {"1500000", "1500", "1", "500", "0"}
    for text in (f"$1{space}500{space}000", f"{space}$1{space}500{space}"):
        for one in read(text):
            assert str(one.value) in allowed


@pytest.mark.parametrize("mark", INVISIBLE, ids=lambda mark: f"{ord(mark):x}")
def test_an_invisible_character_never_makes_another_number(mark: str) -> None:
    for one in read(f"{mark}$5{mark} million{mark}"):
        assert one.value in (5, 5_000_000)
    for one in read(f"$15{mark}00"):
        assert one.value == 1500, "a number cut in two"


def test_numerals_that_are_no_digits_never_make_another_number() -> None:
    for numeral in ODD_NUMERALS:
        worth = unicodedata.numeric(numeral, None)
        for one in read(f"{numeral} cars"):
            assert one.value is not None
            assert float(one.value) == worth, numeral
        for one in read(f"$5{numeral}"):
            assert one.value is not None
            assert float(one.value) in (5, 5 + (worth or 0)), numeral


@pytest.mark.parametrize(
    "text",
    ["", "109,800 yuan ($15,115) – over 5%", "half a million, ¥5 1,5 \ud800 \0 1" + "0" * 30],
    ids=ascii,
)
def test_a_figure_can_be_looked_for_at_every_position(text: str) -> None:
    for position in range(len(text) + 1):
        try:
            found = figure_at(text, position)
        except FigureError:
            continue
        assert found is None or found.span[0] == position
