"""The commonest prices read at a stroke: nothing else than the grammar reads in them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.figures import reader
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import USUAL
from dealmodel.figures.tidy import tidy_price
from tests.figures.strategies import Printed, figures

SIGNS = (
    "$",
    "US$",
    "HK$",
    "€",
    "£",
    "₹",
    "CHF ",
    "EUR",
    "RMB ",
    "R$",
    "X$",
    "kr ",
    "ABC ",
    "$ ",
    "",
)
NUMBERS = ("9,280", "1.5", "5", "0.5", "1,234,567", "12345", "1,23", "1.50", "0", "007", "2024")
MAGNITUDES = (
    "",
    " billion",
    "bn",
    "m",
    " m",
    "k",
    " k",
    " thousand",
    "mm",
    " mil",
    " x",
    "t",
    "tn",
)
NAMES = ("", " yuan", " euros", " dollars", " USD", " won", " pounds", " kronor", " cars", " ALL")


def both(text: str) -> tuple[object, object]:
    """What is read at a stroke, and by the grammar alone."""
    at_a_stroke = reader._read_english(text, USUAL, as_change=False, whole=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "tidy_price", lambda _: None)
        return at_a_stroke, reader._read_english(text, USUAL, as_change=False, whole=True)


def test_all_that_is_read_at_a_stroke_is_what_the_grammar_reads() -> None:
    tidy = [
        text
        for text in map("".join, product(SIGNS, NUMBERS, MAGNITUDES, NAMES))
        if tidy_price(text) is not None
    ]
    assert len(tidy) > 1000
    for text in tidy:
        at_a_stroke, by_grammar = both(text)
        assert at_a_stroke == by_grammar, text


@given(figures())
def test_any_printed_figure_is_read_alike(stated: Printed) -> None:
    text = stated.text
    at_a_stroke, by_grammar = both(text)
    assert at_a_stroke == by_grammar


@pytest.mark.parametrize(
    "text", ["about €5", "¥500", "$1.137", "$1.6 bilion", "TOP 10", "Price: $5"]
)
def test_what_is_not_quite_so_is_left_to_the_grammar(text: str) -> None:
    assert tidy_price(text) is None


def test_the_commonest_are_read_at_a_stroke() -> None:
    for text in (
        "$9,280",
        "€1.5 billion",
        "109,800 yuan",
        "RMB 380 million",
        "£264m",
        "EUR 679.00",
    ):
        part = tidy_price(text)
        assert part is not None, text
        assert isinstance(reader.figure(text), Figure)


@given(st.text(max_size=30))
def test_any_text_is_tidy_or_not(text: str) -> None:
    part = tidy_price(text)
    assert part is None or part.end == len(text)
