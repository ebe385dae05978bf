"""A figure as it is handed out: the very dict, the order of its keys, and errors that explain."""

from __future__ import annotations

import json

import pytest

from dealmodel.errors import AmbiguousFigure, NoFigure, SeveralFigures, UnreadableFigure, UsageError
from dealmodel.figures.reader import figure, figure_at, find_figures, with_exact_value

KEYS = [
    *("verbatim", "span", "kind", "value", "unit", "hedge", "granularity", "low", "low_open"),
    *("high", "high_open", "exact", "linked_to", "per", "of", "why"),
]


def test_the_whole_dict() -> None:
    read = figure("just over 300,000 cars").to_dict()
    assert read == {
        "verbatim": "just over 300,000 cars",
        "span": [0, 22],
        "kind": "count",
        "value": "300000",
        "unit": "cars",
        "hedge": "just_over",
        "granularity": "10000",
        "low": "300000",
        "low_open": True,
        "high": "310000",
        "high_open": False,
        "exact": False,
        "linked_to": None,
        "per": None,
        "of": None,
        "why": "above the number, by at most 10,000",
    }
    assert list(read) == KEYS
    json.dumps(read)


def test_what_is_not_there_is_null() -> None:
    read = figure("from 129,800 yuan").to_dict()
    assert (read["low"], read["high"], read["high_open"]) == ("129800", None, True)
    assert figure("65,800-75,800 yuan").to_dict()["value"] is None
    assert figure("21%").to_dict()["unit"] is None


def test_ends_without_a_finite_expansion_are_rounded_outwards() -> None:
    read = figure("about a third").to_dict()
    assert read["value"] == "0." + "3" * 28
    assert (read["low"], read["high"]) == ("0.3", "0.3" + "6" * 26 + "7")


def test_a_source_comes_last() -> None:
    read = figure("21%").from_source("cnbc").to_dict()
    assert list(read) == [*KEYS, "source"]
    assert figure("21%").from_source("cnbc").sources == ("cnbc",)
    assert figure("21%").sources == ()


def test_a_pair_is_linked_both_ways() -> None:
    yuan, dollars, share = find_figures("109,800 yuan ($15,115) for 21%")
    assert (yuan.linked_to, dollars.linked_to, share.linked_to) == (1, 0, None)
    assert "a conversion, rounded to its last printed digit" in dollars.why


def test_every_further_conversion_is_linked_to_the_price() -> None:
    found = find_figures("109,800 yuan ($15,115; €13,300)")
    assert [one.linked_to for one in found] == [1, 0, 0]


def test_a_hedge_before_a_range_is_named_as_not_counted() -> None:
    assert "'about' before a range is not counted" in figure("about $5-6 million").why


@pytest.mark.parametrize("text", ["", " \n", "cars", "no figure at all", "\0"])
def test_no_figure(text: str) -> None:
    with pytest.raises(NoFigure) as caught:
        figure(text)
    assert "write" in caught.value.message.lower()


@pytest.mark.parametrize("text", ["in 2024", "April 26, 2025", "the B10 at 10:30"])
def test_digits_that_are_none_are_named_so(text: str) -> None:
    with pytest.raises(NoFigure, match="its digits read as a date"):
        figure(text)


def test_several_figures_are_all_named() -> None:
    with pytest.raises(SeveralFigures) as caught:
        figure("21% for $1.6 billion")
    assert caught.value.figures == ("21%", "$1.6 billion")
    assert "'21%', '$1.6 billion'" in caught.value.message
    assert caught.value.span == (8, 20)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("¥500", ("CNY", "JPY")),
        ("1,5", ("1.5", "15")),
        ("€1.234.567", ("1234567",)),
        ("1.899,-", ("1.899", "1899")),
        ("₩1.500", ("1.5", "1500")),
        ("$119. 95", ("119.95", "119 and 95")),
    ],
)
def test_an_ambiguous_figure_shows_its_readings(text: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousFigure) as caught:
        figure(text)
    assert caught.value.readings == readings
    assert all(reading in caught.value.message for reading in readings)
    assert caught.value.to_dict()["readings"] == list(readings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("$15.115.00", "more than one decimal point"),
        ("$12,345,67", "its separators follow no convention"),
        ("$1,,500", "its separators follow no convention"),
        ("$..75", "more than one decimal point"),
        ("$15\u200b00", "a character that is no separator cuts it in two"),
        ("10-5%", "the low end 0.1 is above the high end 0.05"),
        ("RMB 5 dollars", "two currencies on one number"),
        ("5$10", "stands between two numbers"),
        ("XY$5", "no currency sign that is known here"),
        ("1" * 5000, "at most 4000 are read"),
    ],
    ids=ascii,
)
def test_an_unreadable_figure_says_why(text: str, message: str) -> None:
    with pytest.raises(UnreadableFigure, match=message):
        figure(text)


@pytest.mark.parametrize("locale", ["xx", "", "klingon"])
def test_an_unknown_locale_is_refused(locale: str) -> None:
    with pytest.raises(UsageError, match="en, de, fr, it, es and zh"):
        figure("5", locale=locale)


def test_a_range_has_no_one_value() -> None:
    with pytest.raises(UsageError, match="is a range"):
        with_exact_value(figure("5-6%"))


def test_a_figure_at_its_place_ends_before_a_stroke() -> None:
    read = figure_at("1/3", 0)
    assert read is not None
    assert (read.verbatim, read.kind) == ("1", "number")
    assert figure_at("three cars", 0) is None


def test_an_address_in_the_text_moves_nothing() -> None:
    text = "see https://x.org/2024?a=5%25 and mail a5@b6.com: 21% of www.y1.com/7"
    assert [(one.verbatim, one.span[0]) for one in find_figures(text)] == [("21%", 50)]
    odd = "⩾ 300 www.złas.pl cars"
    for one in find_figures(odd):
        assert odd[slice(*one.span)] == one.verbatim
