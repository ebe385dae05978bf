"""The hedge table, row by row in both readings, and the rules that change it."""

from __future__ import annotations

import copy
import hashlib
import pickle
from fractions import Fraction
from typing import Any

import pytest

from dealmodel.errors import UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import (
    BY_NAME,
    COUNT,
    HEDGES,
    MEANINGS,
    RULES,
    USUAL,
    Grain,
    HedgeRules,
    reflected,
)
from dealmodel.figures.reader import figure, figure_with_conversions, with_exact_value

STRICT = HedgeRules(reading="strict")

# 300,000: v = 300,000, g = h = 10,000, b = 5,000, G = 100,000.
CARS = Grain(Fraction(10_000), Fraction(100_000))

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


def bounds(
    hedge: str, rules: HedgeRules, value: int = 300_000, traits: int = COUNT, **options: Any
) -> Bounds:
    return rules.bounds(hedge, Fraction(value), CARS, traits, **options)[0]


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


# What a row says of some figures only, as printed: text, usual reading, strict reading.
CASES = [
    ("less than 5%", "[0, 1/20)", "[0, 1/20)"),
    ("less than a tenth", "[0, 1/10)", "[0, 1/10)"),
    ("less than 300 cars", "[200, 300)", "[0, 300)"),
    ("more than 25%", "(1/4, 1]", "(1/4, 1]"),
    ("more than twice", "(2, ∞)", "(2, ∞)"),
    ("more than doubled", "(1, ∞)", "(1, ∞)"),
    ("rose more than 20%", "(1/5, 3/10)", "(1/5, ∞)"),
    ("fell more than 5 %", "(-3/50, -1/20)", "(-∞, -1/20)"),
    ("more than halved", "(-∞, -1/2)", "(-∞, -1/2)"),
    ("nearly doubled", "[4/5, 1)", "[0, 1)"),
    ("nearly tripled", "[17/10, 2)", "[0, 2)"),
    ("at least 25%", "[1/4, 1]", "[1/4, 1]"),
    ("just over 99.5%", "(199/200, 249/250]", "(199/200, 1]"),
    ("about 99.8%", "[997/1000, 999/1000]", "[997/1000, 999/1000]"),
    ("about 100%", "[99/100, 1]", "[99/100, 1]"),
    ("grew up to 5 %", "[0, 1/20]", "[0, 1/20]"),
    ("fell up to 5 %", "[-1/20, 0]", "[-1/20, 0]"),
    ("up to +5 %", "(-∞, 1/20]", "(-∞, 1/20]"),
    ("100%", "[1, 1]", "[1, 1]"),
    ("growth of 100%", "[199/200, 201/200]", "[199/200, 201/200]"),
    ("13 days", "[13, 13]", "[13, 13]"),
    ("three models", "[3, 3]", "[3, 3]"),
    ("99 cars", "[99, 99]", "[99, 99]"),
    ("100 cars", "[95, 105]", "[95, 105]"),
    ("about 13 days", "[12, 14]", "[12, 14]"),
    ("5 percentage points", "[9/2, 11/2]", "[9/2, 11/2]"),
    ("5 basis points", "[9/2, 11/2]", "[9/2, 11/2]"),
    ("an interest rate of more than 25%", "(1/4, ∞)", "(1/4, ∞)"),
    ("an interest rate of at least 25%", "[1/4, ∞)", "[1/4, ∞)"),
    ("at least 100%", "[1, ∞)", "[1, ∞)"),
    ("at least 100% of its shares", "[1, 1]", "[1, 1]"),
    ("just over 100%", "(1, 101/100]", "(1, ∞)"),
    ("1.5 days", "[29/20, 31/20]", "[29/20, 31/20]"),
    ("0.5 years", "[9/20, 11/20]", "[9/20, 11/20]"),
    ("a tenth", "[1/10, 1/10]", "[1/10, 1/10]"),
    ("about a tenth", "[9/100, 11/100]", "[9/100, 11/100]"),
    ("two-and-a-half times", "[5/2, 5/2]", "[5/2, 5/2]"),
    ("€2 billion", "[1750000000, 2250000000]", "[1750000000, 2250000000]"),
    ("about €2 billion", "[1500000000, 2500000000]", "[1500000000, 2500000000]"),
    ("€2.0 billion", "[1950000000, 2050000000]", "[1950000000, 2050000000]"),
    ("6 million cars", "[5750000, 6250000]", "[5750000, 6250000]"),
    ("€0.5 million", "[475000, 525000]", "[475000, 525000]"),
    ("300,000 cars", "[295000, 305000]", "[295000, 305000]"),
    ("600 cars", "[595, 605]", "[595, 605]"),
    ("about 600 cars", "[590, 610]", "[590, 610]"),
    ("5 %", "[9/200, 11/200]", "[9/200, 11/200]"),
    ("about 5 %", "[9/200, 11/200]", "[9/200, 11/200]"),
    ("about 20 %", "[19/100, 21/100]", "[19/100, 21/100]"),
    ("150 %", "[299/200, 301/200]", "[299/200, 301/200]"),
    ("$9,280", "[9280, 9280]", "[9280, 9280]"),
    ("USD 1E3", "[1000, 1000]", "[1000, 1000]"),
    ("nearly -3 %", "(-3/100, -1/40]", "(-3/100, ∞)"),
    ("$(1.5) billion", "[-1550000000, -1450000000]", "[-1550000000, -1450000000]"),
    ("more than 25 % but less than 75 %", "(1/4, 3/4)", "(1/4, 3/4)"),
    ("more than 25% but not more than 50%", "(1/4, 1/2]", "(1/4, 1/2]"),
    ("75% or more but less than 100%", "[3/4, 1)", "[3/4, 1)"),
    ("50% plus one share", "(1/2, 51/100]", "(1/2, 1]"),
]


@pytest.mark.parametrize(("text", "usual", "strict"), CASES, ids=[case[0] for case in CASES])
def test_a_row_for_some_figures(text: str, usual: str, strict: str) -> None:
    assert str(figure(text).bounds) == usual
    assert str(figure(text, rules=STRICT).bounds) == strict


def test_the_second_of_a_linked_pair_is_never_exact() -> None:
    found = figure_with_conversions("129,800 yuan, or $17,870")
    assert [str(one.bounds) for one in found] == ["[129800, 129800]", "[17865, 17875]"]
    assert found[1].why.startswith("bare: to the nearest 10, so ±5; a conversion, rounded to")
    assert "conversion" not in figure_with_conversions("$1.6 billion (€1.5 billion)")[1].why
    found = figure_with_conversions("109,800 yuan ($15,115)")
    assert str(found[1].bounds) == "[30229/2, 30231/2]"


# A row's key in a user's meanings, a figure under it, and its bounds where the row is replaced.
REPLACED = [
    ("less_than: share", "[v-G, v)", "less than 50%", "[2/5, 1/2)"),
    ("less_than: ratio", "[v-h, v)", "less than a tenth", "[9/100, 1/10)"),
    ("less_than", "[v-h, v)", "less than 50%", "[49/100, 1/2)"),
    ("more_than: share", "(v, v+G)", "more than 50%", "(1/2, 3/5)"),
    ("more_than: ratio", "(v, v+h]", "more than twice", "(2, 11/5]"),
    ("more_than: growth + in-words", "(v, v+h]", "more than doubled", "(1, 6/5]"),
    ("exact: price", "[v-b, v+b]", "$9,280", "[9275, 9285]"),
    ("exact: counted", "[v-b, v+b]", "13 days", "[25/2, 27/2]"),
    ("exact: in-words", "[v-g, v+g]", "a tenth", "[9/100, 11/100]"),
    ("exact: computed", "[v-b, v+b]", "1e3", "[950, 1050]"),
    ("exact: share + whole", "[v-b, v+b]", "100%", "[199/200, 1]"),
    ("exact", "[v-b, v+b]", "exactly 300 cars", "[295, 305]"),
    ("b: amount + one-digit", "g/2", "€2 billion", "[1500000000, 2500000000]"),
    ("b: count + one-digit", "g/2", "6 million cars", "[5500000, 6500000]"),
    ("b", "g", "300,000 cars", "[290000, 310000]"),
    ("b", "g", "€2 billion", "[1000000000, 3000000000]"),
    ("h: one-digit", "g", "about 5 %", "[1/25, 3/50]"),
    ("h: in-words", "2g", "about a tenth", "[2/25, 3/25]"),
    ("h", "2g", "about 20 %", "[9/50, 11/50]"),
    ("range", "(a, b)", "5 to 6 cars", "(5, 6)"),
    ("none", "[v, v]", "300,000 cars", "[300000, 300000]"),
]


@pytest.mark.parametrize(("key", "meaning", "text", "expected"), REPLACED, ids=str)
def test_every_row_can_be_replaced(key: str, meaning: str, text: str, expected: str) -> None:
    read = figure(text, rules=HedgeRules(meanings={key: meaning}))
    assert str(read.bounds) == expected
    assert str(figure(text).bounds) != expected


def test_every_row_is_among_those_that_a_test_replaces() -> None:
    plain = {row.key for row in MEANINGS if not row.of}
    assert {row.key for row in MEANINGS} == {key for key, *_ in REPLACED} | plain


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
    assert {row.hedge for row in MEANINGS} == {*TABLE, "range", "b", "h"}


def test_a_row_can_be_replaced() -> None:
    rules = HedgeRules(meanings={"about": "[v-2g, v+3h/4]", "nearly": "(0, ∞)"})
    assert str(bounds("about", rules)) == "[280000, 307500]"
    assert str(bounds("nearly", rules)) == "(0, ∞)"
    assert str(bounds("just_over", rules)) == TABLE["just_over"][0]
    assert figure("about 300,000 cars", rules=rules).why == "as asked: [v-2g, v+3h/4]"


def test_the_row_of_some_figures_goes_before_that_of_all() -> None:
    rules = HedgeRules(meanings={"less_than": "[v-h, v)", "less_than: share": "[v-G, v)"})
    assert str(figure("less than 50%", rules=rules).bounds) == "[2/5, 1/2)"
    assert str(figure("less than a tenth", rules=rules).bounds) == "[9/100, 1/10)"
    assert str(figure("less than 300 cars", rules=rules).bounds) == "[290, 300)"


def test_a_meaning_of_ones_own_holds_in_either_reading_and_yields_to_exact() -> None:
    own = {"about": "[v-2g, v+2g]", "just_over": "(v, v+G]", "range": "(a, b)"}
    for reading in ("usual", "strict"):
        rules = HedgeRules(reading=reading, meanings=own)
        assert str(bounds("just_over", rules)) == "(300000, 400000]"
        assert str(bounds("nearly", rules)) == TABLE["nearly"][reading == "strict"]
    exact = HedgeRules(exact=True, meanings=own)
    assert str(bounds("about", exact)) == "[300000, 300000]"
    assert str(figure("5 to 6 cars", rules=exact).bounds) == "[5, 6]"
    assert figure("about 300,000 cars", rules=exact).why == "taken exactly as printed"


def test_rules_go_by_what_they_say() -> None:
    own = {"about": "[v-2g, v+2g]", "nearly": "[v-G, v)"}
    rules = HedgeRules("strict", signed=True, meanings=own)
    turned = HedgeRules("strict", signed=True, meanings=dict(reversed(own.items())))
    sent = pickle.loads(pickle.dumps(rules))
    for same in (turned, sent, copy.deepcopy(rules)):
        assert same == rules
        assert hash(same) == hash(rules)
        assert str(bounds("about", same)) == "[280000, 320000]"
        assert str(bounds("less_than", same)) == "(-∞, 300000)"
    for other in (HedgeRules(), HedgeRules("strict", signed=True), HedgeRules(meanings=own)):
        assert other != rules
    own["about"] = "[v, v]"
    own.clear()
    assert rules == turned
    with pytest.raises(TypeError):
        rules.meanings["about"] = "[v, v]"  # type: ignore[index]


def test_a_meaning_that_starts_below_nothing_starts_at_nothing() -> None:
    rules = HedgeRules(meanings={"about": "(v-4G, v+h]", "nearly": "(v-3G, v)"})
    assert str(bounds("about", rules)) == "[0, 310000]"
    assert str(bounds("about", rules, signed=True)) == "(-100000, 310000]"
    assert str(bounds("nearly", rules)) == "(0, 300000)"


def test_a_word_of_direction_has_a_floor_where_the_quantity_has_none() -> None:
    profit = HedgeRules(signed=True)
    assert str(bounds("up_to", profit, signed=False)) == "[0, 300000]"
    assert str(figure("fell up to 5 %", rules=profit).bounds) == "[-1/20, 0]"
    assert str(figure("a profit of up to $5 million", rules=profit).bounds) == "(-∞, 5000000]"


def test_the_reason_names_the_units_of_its_own_number() -> None:
    rules = HedgeRules()
    told = [
        rules.bounds("just_over", Fraction(300_000), grain, COUNT)[1]
        for grain in (
            CARS,
            Grain(Fraction(1_000), Fraction(100_000)),
            Grain(Fraction(1, 3), CARS.G),
        )
    ]
    assert told == [f"above the number, by at most {unit}" for unit in ("10,000", "1,000", "1/3")]
    assert figure("about 21 %").why == "within 1% either way"
    assert figure("grew about 21 %").why == "within 1% either way"
    assert figure("about a tenth").why == "within 0.01 either way"
    assert figure("nearly doubled").why == "below the number, by at most 0.2"
    assert figure("about half of its shares").why == "within 0.05 either way"
    assert figure("more than 300 cars").why == "above the number, by less than 100"


def test_one_end_may_be_the_other() -> None:
    rules = HedgeRules(meanings={"about": "[v+h, v+h]", "b": "3g/2"})
    assert str(bounds("about", rules)) == "[310000, 310000]"
    assert str(bounds("none", rules)) == "[285000, 315000]"


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
        ({"meanings": {"b": "v/2"}}, "unit 'v/2'"),
        ({"meanings": {"less_than: price": "[0, v)"}}, "no hedge 'less_than: price'"),
        ({"meanings": {"about": "[v+g, v-g]"}}, "its low end is above its high end"),
    ],
    ids=str,
)
def test_rules_that_mean_nothing_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("²", ".")):
        HedgeRules(**options)


def test_nothing_but_a_negative_quantity_is_below_zero() -> None:
    assert str(figure("less than 0 %").bounds) == "(-∞, 0)"
    assert str(figure("more than 0 %").bounds).startswith("(0, ")
    assert str(figure("0.0 tonnes").bounds) == "[0, 1/20]"


def test_a_decline_is_the_mirrored_size() -> None:
    assert reflected(Bounds(Fraction(1), None, low_open=True)) == Bounds(
        None, Fraction(-1), high_open=True
    )
    assert str(figure("fell more than 5%").bounds) == "(-3/50, -1/20)"


def test_a_figure_taken_at_its_value() -> None:
    read: Figure = with_exact_value(figure("nearly $74,000"))
    assert (read.exact, read.low, read.high) == (True, 74_000, 74_000)
    assert read.hedge == "nearly"


def test_another_table_is_another_edition() -> None:
    # A receipt names the edition: whoever changes a row raises RULES, and then this digest.
    rows = [(row.hedge, row.of, row.usual, row.strict) for row in MEANINGS]
    assert (RULES, hashlib.sha256(repr(rows).encode()).hexdigest()[:16]) == (2, "a1bd41be93847bda")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("$1.6 billion", "bare: to the nearest 100 million, so ±50 million"),
        ("€2 billion", "bare: to the nearest 1 billion, so ±250 million"),
        ("300,000 cars", "bare: to the nearest 10,000, so ±5,000"),
        ("21%", "bare: to the nearest 1%, so ±0.5%"),
        ("3.2 trillion yen", "bare: to the nearest 100 billion, so ±50 billion"),
    ],
)
def test_a_bare_figure_says_in_words_how_far_it_may_be_off(text: str, why: str) -> None:
    assert figure(text).why.startswith(why)
