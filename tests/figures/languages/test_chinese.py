"""Parts and tenths as Chinese writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.figures.reader import figure, find_figures

DIGITS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
UNDER = [digit for digit, number in DIGITS.items() if number in (2, 3, 4, 5, 6, 8, 10)]


@pytest.mark.parametrize("under", UNDER)
def test_a_part(under: str) -> None:
    for over, number in DIGITS.items():
        if number < DIGITS[under] and (under, over) != ("四", "二"):
            read = figure(f"{under}分之{over}", locale="zh")
            assert (read.kind, read.value) == ("ratio", Fraction(number, DIGITS[under]))


@pytest.mark.parametrize("text", ["三分之三", "三分之四", "二分之二"])
def test_what_is_no_part(text: str) -> None:
    assert list(find_figures(text, locale="zh")) == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("一成", "10"),
        ("两成", "20"),
        ("三成五", "35"),
        ("九成九", "99"),
        ("3成", "30"),
        ("百分之二十一", "21"),
        ("百分之二十一点五", "21.5"),
        ("百分之五", "5"),
    ],
)
def test_tenths_and_hundredths(text: str, percent: str) -> None:
    read = figure(text, locale="zh")
    assert (read.kind, read.value * 100) == ("share", Fraction(percent))


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        # Of 120 million the second digit is of ten millions, of which half is five; of 123.45
        # million the last digit that is not a nought is of ten thousands.
        ("1亿2000万元", 115_000_000, 125_000_000),
        ("一亿两千万元", 115_000_000, 125_000_000),
        ("1亿2345万辆", 123_445_000, 123_455_000),
        ("1.2亿元", 115_000_000, 125_000_000),
    ],
)
def test_a_number_of_two_magnitudes_is_rounded_like_one_of_one(
    printed: str, low: int, high: int
) -> None:
    found = figure(printed, locale="zh")
    assert (found.hedge, found.bounds.low, found.bounds.high) == ("none", low, high)
