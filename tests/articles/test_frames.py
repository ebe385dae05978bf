"""Frames: figures bound by the words near them, in any order, and their nasty neighbours."""

from __future__ import annotations

import pytest

from dealmodel.articles.figures import placed
from dealmodel.articles.frames import in_frame
from dealmodel.articles.reviewing import review
from dealmodel.articles.rule import Frame, Setting
from dealmodel.rates.choice import RatesAt

CHANGE = Frame(
    cues=(("by {by:pg}", "{by:pg} more"), ("from {earlier:mc}", "{earlier:mc} ~w a_year_earlier")),
    rest="later",
    alike=("earlier", "later"),
)


def parts(text: str, frame: Frame = CHANGE) -> list[tuple[dict[str, str], bool]]:
    """What a frame finds: the figures by their part, and whether the words leave no choice."""
    setting = Setting(placed(text), None, RatesAt.of("ecb"))
    return [
        ({part: each.verbatim for part, each in found.figures.items()}, found.is_sure)
        for found in in_frame(frame, setting, {})
    ]


def told(text: str) -> list[tuple[str, str, list[str]]]:
    return [
        (each.kind, each.verdict, [figure.verbatim for figure in each.figures])
        for each in review(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It sold 30 boats, 50% more, after 20 boats a year earlier.",
        "After 20 boats a year earlier it sold 30 boats, or 50% more.",
        "At 30 boats it sold 50% more: 20 boats a year earlier.",
    ],
)
def test_words_near_a_figure_give_it_its_part_in_any_order(text: str) -> None:
    ((found, _),) = parts(text)
    assert found == {"by": "50%", "earlier": "20 boats", "later": "30 boats"}


def test_a_change_of_one_clause_has_nothing_from_the_next() -> None:
    assert (
        parts("It sold 30 boats, 50% more, while prices fell from $20 million to $18 million.")
        == []
    )


def test_of_two_sentences_nothing_is_sure() -> None:
    ((found, is_sure),) = parts(
        "It sold 30 boats. That is 50% more than the 20 boats a year earlier."
    )
    assert found == {"by": "50%", "earlier": "20 boats", "later": "30 boats"}
    assert not is_sure


def test_a_part_of_another_currency_or_noun_is_none() -> None:
    assert parts("It took $30 million, 50% more, after 20 million euros a year earlier.") == []
    assert parts("It built 30 boats, 50% more, after 20 sheds a year earlier.") == []


def test_what_is_taken_is_nobodys_any_more() -> None:
    setting = Setting(
        placed("After 20 boats a year earlier it sold 30, or 50% more."), None, RatesAt.of("ecb")
    )
    assert list(in_frame(CHANGE, setting, {})) != []
    assert list(in_frame(CHANGE, setting, {0: {"other"}})) == []


def test_a_table_without_sentences_says_nothing_sure() -> None:
    rows = " ".join(
        f"{at},000 boats, 5% more, {at},100 boats a year earlier," for at in range(1, 12)
    )
    assert parts(rows) == []


@pytest.mark.parametrize(
    "text",
    [
        # Two changes in one sentence.
        "Sales grew 10% to $55 million from $50 million and profit fell 10% to $9 million from "
        "$10 million.",
        "Sales were $55 million, up 10% from $50 million a year earlier and 22% from $45 million "
        "in May.",
        # The amount of another thing, and another deal, between.
        "Profit rose 14% to $65 million and sales to $525 million from $488 million.",
        "It paid $30 million for the brewer, 50% more than a bid in May, and sold a mill that had "
        "cost $10 million a year earlier.",
        "It earned $6.7 billion, after $1.1 billion a year earlier, and proposed a 50% dividend "
        "increase.",
        # What was expected, and what a rival did.
        "Its profit was $40 million, 20% more than expected, and $30 million a year earlier.",
        "Its shares rose 3% after profit climbed to $40 million from $20 million.",
        # A range, and limits.
        "It hopes to sell 300 to 400 boats, 20% more, after 310 a year earlier.",
        # A model, and small numbers in words.
        "It flew 20 A320s, two carriers 12 of them, or 5% more than a year earlier.",
        # A loss.
        "It made a profit of $4 million, after a loss of $10 million a year earlier, up 20%.",
    ],
)
def test_a_right_text_is_never_called_wrong(text: str) -> None:
    assert not [each for each in told(text) if each[1] in ("wrong", "doubtful")]


def test_two_coordinated_changes_have_their_own_amounts() -> None:
    text = "Sales, at $55 million, were up 10% from $50 million and up 32% from $45 million in May."
    assert ("growth", "holds", ["$55 million", "10%", "$50 million"]) in told(text)
    assert ("growth", "doubtful", ["$55 million", "32%", "$45 million"]) in told(text)


def test_the_direction_of_the_verb_is_tested_too() -> None:
    assert told("Sales fell 10% to $55 million from $50 million.")[0][1] == "wrong"
    assert told("The rate, at 5%, was cut by 1 percentage point from 4%.")[0][1] == "wrong"


def test_local_currencies_in_the_sentence_behind_are_another_basis() -> None:
    text = "Sales were $5.0 million, after $4.8 million in 2022. In local currencies they grew 9%."
    assert told(text) == []


def test_a_price_is_of_the_things_that_are_counted() -> None:
    price = "At $400 a tonne, the 50,000 {} brought in $30 million."
    assert told(price.format("tonnes"))[0][:2] == ("per-unit", "wrong")
    assert told(price.format("hours")) == []
