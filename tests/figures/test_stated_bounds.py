"""Bounds that a reader states in place of the table's."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import BadValue, NoFigure, OutOfRange
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.reader import figure
from dealmodel.figures.stated_bounds import with_stated_bounds

MILLION = 10**6


@pytest.mark.parametrize(
    ("text", "low", "high", "bounds"),
    [
        (
            "€1.5 billion",
            "1.45 billion",
            "€1.55bn",
            Bounds(*map(Fraction, (1_450 * MILLION, 1_550 * MILLION))),
        ),
        ("€1.5 billion", "-", "", Bounds(None, None)),
        (
            "just over 300,000 cars",
            "300,000",
            "305,000 vehicles",
            Bounds(Fraction(300_000), Fraction(305_000)),
        ),
        ("20 %", "19.75 %", "–", Bounds(Fraction(1975, 10_000), None)),
        ("65,800-75,800 yuan", "60,000", "80,000", Bounds(Fraction(60_000), Fraction(80_000))),
    ],
)
def test_bounds_as_printed(text: str, low: str, high: str, bounds: Bounds) -> None:
    stated = with_stated_bounds(figure(text), low, high)
    assert stated.bounds == bounds
    ends = [end.strip() or "-" for end in (low, high)]
    assert stated.why == f"bounds stated: {ends[0]} to {ends[1]}"
    assert stated.value == figure(text).value


@pytest.mark.parametrize(
    ("text", "low", "high", "error"),
    [
        ("20 %", "19", "-", BadValue),
        ("€1.5 billion", "$1 billion", "-", BadValue),
        ("€1.5 billion", "1 to 2 billion", "-", BadValue),
        ("€1.5 billion", "-", "1.4 billion", OutOfRange),
        ("€1.5 billion", "1.45", "1.55", OutOfRange),
        ("€1.5 billion", "1.6 billion", "1.5 billion", OutOfRange),
        ("€1.5 billion", "none", "-", NoFigure),
    ],
)
def test_bounds_that_cannot_be(text: str, low: str, high: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        with_stated_bounds(figure(text), low, high)


def test_the_locale_is_that_of_the_figure() -> None:
    printed = figure("1,5 %", locale="de")
    stated = with_stated_bounds(printed, "1,45 %", "1,55 %", locale="de")
    assert stated.bounds == Bounds(Fraction(145, 10_000), Fraction(155, 10_000))
