"""Words beside a figure that look like a hedge and are none, or belong to the figure itself."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import UnreadableFigure
from dealmodel.figures.reader import figure, figure_with_conversions, find_figures


def hedges(text: str) -> list[tuple[str, str]]:
    return [(one.hedge, one.verbatim) for one in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # What is talked of is not roughly so large.
        ("holds about a 21% stake", [("about", "about a 21%")]),
        ("reports about a 21% stake", [("none", "21%")]),
        ("it was told about a 21% stake", [("none", "21%")]),
        ("years of speculation about a 21% stake", [("none", "21%")]),
        ("reports about 21% of it", [("about", "about 21%")]),
        # Where something went is no limit.
        ("from 20% up to 23%", [("none", "20%"), ("none", "23%")]),
        ("rose from 20 up to 23 per cent", [("none", "20"), ("none", "23 per cent")]),
        ("20% up to 23%", [("none", "20%"), ("up_to", "up to 23%")]),
        ("from 20 cars, up to 23 cars", [("exact", "20 cars"), ("up_to", "up to 23 cars")]),
    ],
)
def test_a_hedge_or_none(text: str, found: list[tuple[str, str]]) -> None:
    assert hedges(text) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 third of the votes", Fraction(1, 3)),
        ("2 thirds of the votes", Fraction(2, 3)),
        ("1-third of the votes", Fraction(1, 3)),
        ("3-quarters of the votes", Fraction(3, 4)),
        ("1 quarter of the votes", Fraction(1, 4)),
    ],
)
def test_a_part_whose_number_is_in_digits(text: str, value: Fraction) -> None:
    read = figure(text)
    assert (read.kind, read.value, read.of) == ("share", value, "votes")


def test_a_quarter_of_a_year_is_no_part() -> None:
    assert list(find_figures("the 1 quarter was weak")) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("$5 per share", "share"),
        ("5 cars a month", "month"),
        ("5% of its shares", "of its shares"),
    ],
)
def test_a_change_is_neither_of_something_nor_one_of_something(text: str, word: str) -> None:
    assert figure_with_conversions(text)
    with pytest.raises(UnreadableFigure) as caught:
        figure_with_conversions(text, as_change=True)
    start, end = caught.value.span
    assert text[start:end] == word


@pytest.mark.parametrize(
    "text",
    [
        "Model 3",
        "the iPhone 15",
        "Section 15",
        "in chapter 11",
        "Boeing 737 sold",
        "CX-5",
        "UTC+8",
        "x_5",
        "A/5",
        "agent 007",
        "code 0123",
        "in 2024",
        "the 2024 model",
    ],
)
def test_a_number_that_names_something_is_no_figure(text: str) -> None:
    found = find_figures(text)
    assert (list(found), list(found.refused)) == ([], [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("over 15", 15),
        ("about 15", 15),
        ("+15", 15),
        ("it sold 737", 737),
        ("Model 3 sold 15", 15),
        ("chapter 1,234", 1234),
        ("1,999 cars", 1999),
        ("1899 cars", 1899),
        ("2100 cars", 2100),
        ("sold 2024 cars", 2024),
        ("0 cars", 0),
        ("3 thousand million", 3 * 10**9),
        ("2 hundred thousand", 200_000),
    ],
)
def test_a_number_that_counts_something_is_one(text: str, value: int) -> None:
    assert [one.value for one in find_figures(text)] == [value]


@pytest.mark.parametrize("word", ["billionaire", "millionaires", "billionth"])
def test_a_word_made_of_a_magnitude_is_none(word: str) -> None:
    assert [one.value for one in find_figures(f"5 {word}")] == [5]


@pytest.mark.parametrize("word", ["millionfold", "hundredfold", "hundredweight", "thousandd"])
def test_a_word_like_a_magnitude_is_refused(word: str) -> None:
    found = find_figures(f"$5 {word}")
    assert list(found) == []
    assert [one.verbatim for one in found.refused] == [f"$5 {word}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A problem of two sides is not twice as large.
        ("a twofold problem", []),
        ("a twofold rise", [("growth", 1)]),
        ("rose twofold", [("growth", 1)]),
        ("a threefold problem", [("ratio", 3)]),
        ("two-fold", [("ratio", 2)]),
    ],
)
def test_folds(text: str, found: list[tuple[str, int]]) -> None:
    assert [(one.kind, one.value) for one in find_figures(text)] == found


@pytest.mark.parametrize("text", ["5,000 000", "$5,000 000", "5,000 000 cars"])
def test_separators_of_two_kinds_are_refused(text: str) -> None:
    found = find_figures(text)
    assert list(found) == []
    assert "its separators follow no convention" in found.refused[0].message
    assert figure(text.replace(",", " ")).value == figure(text.replace(" 000", ",000")).value


def test_an_amount_in_brackets_shows_both_readings() -> None:
    (refused,) = find_figures("($1.5 billion)").refused
    assert refused.message.startswith(
        "'($1.5 billion)' can be read as $1.5 billion or as -$1.5 billion: write it without"
    )
