"""Lists and their totals, and what remains of a whole."""

from __future__ import annotations

import pytest

from dealmodel.articles.figures import placed
from dealmodel.articles.lists import WHOLE, WITHIN, listed
from dealmodel.articles.remainders import remainders
from dealmodel.articles.reviewing import review
from dealmodel.articles.rule import Setting
from dealmodel.rates.choice import RatesAt


def setting(text: str) -> Setting:
    return Setting(placed(text), None, RatesAt.of("ecb"))


def lists(text: str) -> list[tuple[str, list[str], str]]:
    """The parts and the total of each list, and whether they are all of it."""
    return [
        (
            found.template,
            [each.verbatim for part, each in found.figures.items() if part != "total"],
            found.figures["total"].verbatim,
        )
        for found in listed(setting(text))
    ]


def verdicts(text: str) -> set[tuple[str, str]]:
    return {(each.kind, each.verdict) for each in review(text)}


@pytest.mark.parametrize(
    ("text", "template", "total"),
    [
        ("It has 50 shops in Wales, 30 in Kent and 20 in Fife, a total of 100.", WHOLE, "100"),
        ("It has 50 shops in Wales, 30 in Kent and 20 in Fife, or 100 in all.", WHOLE, "100"),
        ("It has 100 shops: 50 in Wales, 30 in Kent and 20 in Fife.", WHOLE, "100 shops"),
        ("It has 100 shops - 50 in Wales, 30 in Kent and 20 in Fife.", WHOLE, "100 shops"),
        (
            "Of its 100 shops, 50 are in Wales, 30 in Kent and the other 20 in Fife.",
            WHOLE,
            "100 shops",
        ),
        (
            "It has 100 shops, of which 50 are in Wales, 30 in Kent and 10 in Fife.",
            WITHIN,
            "100 shops",
        ),
        (
            "It has 100 shops, including 50 in Wales, 30 in Kent and 10 in Fife.",
            WITHIN,
            "100 shops",
        ),
        ("Of its 100 shops, 50 are in Wales, 30 in Kent and 10 in Fife.", WITHIN, "100 shops"),
        (
            "It has 100 shops. Of those, 50 are in Wales, 30 in Kent and 10 in Fife.",
            WITHIN,
            "100 shops",
        ),
        (
            "It has 100 shops. There are 50 in Wales, 30 in Kent and the remaining 20 in Fife.",
            WHOLE,
            "100 shops",
        ),
    ],
)
def test_a_list_has_the_total_that_words_give_it(text: str, template: str, total: str) -> None:
    ((kind, parts, of),) = lists(text)
    assert (kind, of) == (template, total)
    assert len(parts) == 3


@pytest.mark.parametrize(
    "text",
    [
        "It has 50 shops in Wales, 30 in Kent and 20 in Fife.",
        "It has 50 shops, 30 lorries and 20 brewers, a total of 100 permits.",
        "It fell from 50 to 30, then to 20, and 100 people in total were there.",
        "It took $50 million and 30 million euros, a total of 100 permits.",
    ],
)
def test_figures_without_a_total_of_their_kind_are_no_relation(text: str) -> None:
    assert not {verdict for _, verdict in verdicts(text)} & {"wrong", "doubtful"}


def test_parts_that_are_said_to_be_all_make_the_total() -> None:
    assert ("sum", "holds") in verdicts("It has 100 shops: 50 in Wales, 30 in Kent and 20 in Fife.")
    assert ("sum", "wrong") in verdicts("It has 100 shops: 50 in Wales, 30 in Kent and 40 in Fife.")


def test_some_of_the_parts_are_no_more_than_the_total() -> None:
    some = "It has 100 shops, of which 50 are in Wales and {} in Kent."
    assert ("sum", "holds") in verdicts(some.format(20))
    assert ("sum", "wrong") in verdicts(some.format(70))


def test_a_list_of_the_sentence_before_is_no_more_than_doubtful() -> None:
    text = "It has 100 shops. There are 50 in Wales, 30 in Kent, and the remaining 40 are in Fife."
    assert ("sum", "doubtful") in verdicts(text)


def test_the_most_of_a_total_is_held_against_the_most_of_its_parts() -> None:
    most = "It will spend up to $10 billion: up to $6 billion at home and up to ${} billion abroad."
    assert verdicts(most.format(4)) == {("sum", "holds")}


def test_parts_in_another_currency_make_no_total() -> None:
    text = "It paid 6 million euros for one and $4 million for the other, a total of $10 million."
    assert not {verdict for _, verdict in verdicts(text)} & {"wrong", "doubtful"}


def test_what_remains_is_of_the_whole() -> None:
    (found,) = remainders(
        setting("A family owns 55%, a fund 25%, and the remaining 20% is traded.")
    )
    told = {part: each.verbatim for part, each in found.figures.items()}
    assert told == {"part 1": "55%", "part 2": "25%", "rest": "20%"}
    assert ("sum", "wrong") in verdicts(
        "A family owns 55%, a fund 25%, and the remaining 30% is traded."
    )


def test_what_remains_may_be_beside_the_shares_of_the_sentence_before() -> None:
    text = "A family owns 55%. A fund has 25% and the remaining {} is traded."
    assert ("sum", "holds") in verdicts(text.format("20%"))
    assert ("sum", "holds") in verdicts(text.format("75%"))
    assert ("sum", "doubtful") in verdicts(text.format("40%"))
