"""An amount or a count by which something changed stays positive; its direction is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.figures.reader import find_figures

# Text: the amount, and the word of its direction.
BY_HOW_MUCH: dict[str, tuple[int | str, str]] = {
    "The price was cut by 10,000 yuan": (10_000, "fell"),
    "The price rose by €1,000": (1_000, "rose"),
    "Debt fell by €300 million": (300_000_000, "fell"),
    "Net debt was reduced by $200 million": (200_000_000, "fell"),
    "Output rose by 1,200 cars": (1_200, "rose"),
    "Sales fell by 300 cars": (300, "fell"),
    "The offer was raised by $5 a share": (5, "rose"),
    "The dividend was lowered by €2 a share": (2, "fell"),
    "Costs were trimmed by £40 million": (40_000_000, "fell"),
    "Capacity was boosted by 50,000 vehicles": (50_000, "rose"),
    "The shares are down €2": (2, "fell"),
    "The shares are up €2": (2, "rose"),
    "The margin improved by 2 percentage points": (2, "rose"),
    "The margin slipped by 1.5 percentage points": ("1.5", "fell"),
    "The fleet grew by some 2,500 trucks": (2_500, "rose"),
    "The base model is 10,000 yuan cheaper": (10_000, "fell"),
    "It made 3,000 fewer cars": (3_000, "fell"),
    "The bid is €5 higher than the last": (5, "rose"),
    "That is $500 less than before": (500, "fell"),
    "Buyers get $500 off the list price": (500, "fell"),
    "It told of a $5 billion increase in costs": (5_000_000_000, "rose"),
    "It announced a 10,000-yuan price cut": (10_000, "fell"),
    "The backlog shrank by nearly 8,000 orders": (8_000, "fell"),
}


@pytest.mark.parametrize("text", BY_HOW_MUCH)
def test_the_amount_is_positive_and_why_tells_the_direction(text: str) -> None:
    value, direction = BY_HOW_MUCH[text]
    [read] = find_figures(text)
    assert read.kind in ("money", "count")
    assert read.value == Fraction(value)
    assert read.low is not None
    assert read.low >= 0
    assert direction in read.why
    assert ("rose" in read.why) != ("fell" in read.why)


@pytest.mark.parametrize(
    "text",
    [
        "It paid €300 million",
        "It sold 300 cars",
        "a price of €1,000",
        "down the road, 300 cars",
        "revenues of $5bn fall short",
        "a $5 million higher education fund",
        "$5 million or more",
        "5,000 miles off the coast",
    ],
)
def test_an_amount_that_changed_nothing_tells_no_direction(text: str) -> None:
    [read] = find_figures(text)
    assert "rose" not in read.why
    assert "fell" not in read.why


def test_the_level_that_was_reached_tells_none() -> None:
    by, to = find_figures("The price was cut by 10,000 yuan to 109,800 yuan")
    assert "fell" in by.why
    assert "fell" not in to.why
