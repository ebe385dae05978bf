"""Where sentences end."""

from __future__ import annotations

import pytest

from dealmodel.articles.figures import placed
from dealmodel.articles.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Zhejiang Leapmotor Technology Co., Ltd. was founded in 2015.",
        "The U.S. Treasury sold $1.6 bn. of bonds.",
        "Mr. Smith and Dr. Jones paid approx. 20%, i.e. $5 million.",
        "No. 5 in the list vs. No. 7 is J. P. Smith.",
        "It rose 1.5% to 20.5 p.m. quotes.",
        "“It has to be Hongqi,” he said.",
    ],
)
def test_a_dot_that_ends_no_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["It paid $1.6 bn.", "The rest is debt."],
        ["It is based in the U.S.", "It sold 20%."],
        ["Did it pay $5m?", "No!", "It paid nothing."],
        ["“We paid.”", "He left."],
        ["Its sales were 5.5m.", "€3m was profit."],
        ["It bought Acme Inc.", "Shares fell."],
    ],
)
def test_a_sentence_ends(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_headings_paragraphs_and_items_are_apart() -> None:
    text = "Acme buys Zed\nIt paid $5 million for the\nwhole of it.\n\n- 20% now\n- 80% later"
    assert sentences(text) == [
        "Acme buys Zed",
        "It paid $5 million for the\nwhole of it.",
        "- 20% now",
        "- 80% later",
    ]


def test_no_sentence_ends_within_a_figure() -> None:
    text = "It costs 5 mln. Rs. 500 a year."
    found = placed(text)
    for figure in found.figures:
        assert any(
            each.span[0] <= figure.span[0] and figure.span[1] <= each.span[1]
            for each in found.sentences
        )


def test_spans_are_those_of_the_text() -> None:
    text = "  It paid $5 million (€4.4 million) for 20%.  It sold 30% for  $9 million.\n"
    found = placed(text)
    assert [text[slice(*each.span)] for each in found.sentences] == [
        "It paid $5 million (€4.4 million) for 20%.",
        "It sold 30% for  $9 million.",
    ]
    # The conversion is no mark of its own.
    assert found.sentences[0].line == "it paid <m0> for <p2> . "
