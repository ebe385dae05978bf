"""The hedge table, row by row in both readings, and the rules that change it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import BY_NAME, HEDGES, USUAL, Grain, HedgeRules, reflected
from dealmodel.figures.reader import figure, with_exact_value

STRICT = HedgeRules(reading="strict")

# 300,000: v = 300,000, g = h = 10,000, G = 100,000.
CARS = Grain(Fraction(10_000), Fraction(10_000), Fraction(100_000))

# hedge: (usual, strict) for 300,000 of something that cannot be negative.
TABLE = {
    "exact": ("[300000, 300000]", "[300000, 300000]"),
    "none": ("[295000, 305000]", "[295000, 305000]"),
    "about": ("[290000, 310000]", "[290000, 310000]"),
    "nearly": ("[290000, 300000)", "[0, 300000)"),
    "just_over": ("(300000, 310000]", "(300000, ∞)"),
    "more_than": ("(300000, 400000)", "(300000, ∞)"),
    "at_least": ("[300000, ∞)", "[300000, ∞)"),
    "less_than": ("[200000, 300000)", "[0, 300000)"),
    "at_most": ("[0, 300000]", "[0, 300000]"),
    "up_to": ("[0, 300000]", "[0, 300000]"),
}
# The same for a quantity that can be negative, where it differs.
SIGNED = {
    "nearly": ("[290000, 300000)", "(-∞, 300000)"),
    "less_than": ("[200000, 300000)", "(-∞, 300000)"),
    "at_most": ("(-∞, 300000]", "(-∞, 300000]"),
    "up_to": ("(-∞, 300000]", "(-∞, 300000]"),
}
WORDS = {
    "exact": "exactly|precisely",
    "about": "about|around|approximately|approx.|roughly|some|circa|ca.|~|≈",
    "nearly": "nearly|almost|just under|close to|slightly less than",
    "just_over": "just over|slightly more than|a little over",
    "more_than": "more than|over|above|greater than|exceeding|>",
    "at_least": "at least|no less than|from|≥",
    "less_than": "less than|under|below|fewer than|<",
    "at_most": "at most|no more than|≤",
    "up_to": "up to",
}
WORDS_BEHIND = {"at_least": "or more", "at_most": "or less"}


def bounds(hedge: str, rules: HedgeRules, value: int = 300_000, **options: Any) -> Bounds:
    return rules.bounds(hedge, Fraction(value), CARS, **{"pure": False, "signed": False, **options})


@pytest.mark.parametrize("hedge", TABLE)
def test_the_row_in_both_readings(hedge: str) -> None:
    usual, strict = TABLE[hedge]
    assert str(bounds(hedge, USUAL)) == usual
    assert str(bounds(hedge, STRICT)) == strict


@pytest.mark.parametrize("hedge", TABLE)
def test_the_floor_of_a_quantity_that_can_be_negative_is_absent(hedge: str) -> None:
    usual, strict = SIGNED.get(hedge, TABLE[hedge])
    assert str(bounds(hedge, USUAL, signed=True)) == usual
    assert str(bounds(hedge, STRICT, signed=True)) == strict
    assert str(bounds(hedge, HedgeRules(signed=True))) == usual


def test_less_than_of_a_share_starts_at_nothing_unless_it_can_be_negative() -> None:
    assert str(bounds("less_than", USUAL, pure=True)) == "[0, 300000)"
    assert str(bounds("less_than", HedgeRules(signed=True), pure=True)) == "[200000, 300000)"
    assert str(figure("less than 5%", rules=HedgeRules(signed=True)).bounds) == "[1/25, 1/20)"


@pytest.mark.parametrize("hedge", WORDS)
def test_every_word_of_the_row_is_read(hedge: str) -> None:
    for word in WORDS[hedge].split("|"):
        for printed in (word, word.capitalize()):
            read = figure(f"{printed} 300,000 cars")
            assert (read.hedge, read.span[0]) == (hedge, 0), printed
            assert str(read.bounds) == TABLE[hedge][0]
    if hedge in WORDS_BEHIND:
        assert figure(f"300,000 cars {WORDS_BEHIND[hedge]}").hedge == hedge


def test_the_longest_words_win() -> None:
    for hedge in HEDGES:
        for word in hedge.before:
            if word not in ("between", "from"):
                assert figure(f"{word} 300,000 cars").hedge == hedge.name, word


def test_the_table_has_these_rows_and_no_others() -> None:
    assert set(BY_NAME) == {*TABLE, "range"}


def test_a_row_can_be_replaced() -> None:
    rules = HedgeRules(meanings={"about": "[v-2g, v+3h/4]", "nearly": "(0, ∞)"})
    assert str(bounds("about", rules)) == "[280000, 307500]"
    assert str(bounds("nearly", rules)) == "(0, ∞)"
    assert str(bounds("just_over", rules)) == TABLE["just_over"][0]
    assert figure("about 300,000 cars", rules=rules).why == "as asked: [v-2g, v+3h/4]"


def test_a_replaced_row_is_taken_by_its_letter_for_a_share_too() -> None:
    rules = HedgeRules(meanings={"less_than": "[v-G, v)"})
    assert str(bounds("less_than", rules, pure=True)) == "[200000, 300000)"


def test_a_meaning_never_ends_below_the_floor_it_starts_at() -> None:
    low = HedgeRules(meanings={"about": "[v-2G, v-G]", "nearly": "[0, v-2G]"})
    for hedge in ("about", "nearly"):
        read = bounds(hedge, low, value=0)
        assert read.low is not None
        assert read.high is not None
        assert read.low <= read.high


def test_exact_takes_every_number_at_its_value_and_leaves_ranges() -> None:
    rules = HedgeRules(exact=True)
    assert str(figure("just over 300,000 cars", rules=rules).bounds) == TABLE["exact"][0]
    assert figure("less than a tenth", rules=rules).bounds == Bounds(
        Fraction(1, 10), Fraction(1, 10)
    )
    assert str(figure("5 to 6 cars", rules=rules).bounds) == "[5, 6]"
    assert figure("about 5 cars", rules=rules).why == "taken exactly as printed"


def test_strict_says_what_the_word_says() -> None:
    assert figure("over 5 cars", rules=STRICT).why == "strictly what the word says: (v, ∞)"
    assert figure("about 5 cars", rules=STRICT).why == figure("about 5 cars").why


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reading": "loose"}, "reading 'loose': write 'usual' or 'strict'"),
        ({"meanings": {"perhaps": "[v, v]"}}, "no hedge 'perhaps'"),
        ({"meanings": {"about": "v"}}, "write it like"),
        ({"meanings": {"about": ""}}, "write it like"),
        ({"meanings": {"about": "[v-2x, v]"}}, "end 'v-2x'"),
        ({"meanings": {"about": "[v-g/0, v]"}}, "end 'v-g/0'"),
        ({"meanings": {"about": "[v-²g, v]"}}, "end 'v-²g'"),
        ({"meanings": {"about": "[v+g, v-g]"}}, "its low end is above its high end"),
    ],
    ids=str,
)
def test_rules_that_mean_nothing_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("²", ".")):
        HedgeRules(**options)


def test_nothing_but_a_negative_quantity_is_below_zero() -> None:
    assert str(figure("less than 0 %").bounds) == "(-∞, 0)"
    assert str(figure("more than 0 %").bounds).startswith("(0, ")
    assert str(figure("0 cars").bounds) == "[0, 1/2]"


def test_a_decline_is_the_mirrored_size() -> None:
    assert reflected(Bounds(Fraction(1), None, low_open=True)) == Bounds(
        None, Fraction(-1), high_open=True
    )
    assert str(figure("fell more than 5%").bounds) == "(-3/50, -1/20)"


def test_a_figure_taken_at_its_value() -> None:
    read: Figure = with_exact_value(figure("nearly $74,000"))
    assert (read.exact, read.low, read.high) == (True, 74_000, 74_000)
    assert read.hedge == "nearly"
