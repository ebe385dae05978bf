"""Properties: what is printed by the rule is read back, wherever it stands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import figure, figure_at, find_figures
from tests.figures.strategies import Digits, Interval, Printed, digits, figures, money, shares
from tests.figures.test_robustness import assert_sound
from tests.figures.test_robustness import read as figures_of

STRICT = HedgeRules("strict")


def prices() -> st.SearchStrategy[Digits]:
    return digits().map(Digits.as_price)


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def bounds(interval: Interval) -> Bounds:
    """The interval, cut off at 0 where a quantity cannot be negative."""
    low, high, low_open, high_open = interval
    if low is not None and low < 0:
        low, low_open = Decimal(0), False
    return Bounds(exact(low), exact(high), low_open, high_open)


def assert_says(read: Figure, stated: Printed) -> None:
    assert read.kind == stated.kind
    assert read.value == exact(stated.value)
    assert read.unit.text == stated.unit
    assert read.hedge == stated.hedge
    assert read.granularity == exact(stated.granularity)


@given(figures())
def test_what_is_printed_is_read_back(stated: Printed) -> None:
    read = figure(stated.text)
    assert_says(read, stated)
    assert read.bounds == bounds(stated.usual)


@given(figures())
def test_the_strict_reading_takes_the_words_at_their_letter(stated: Printed) -> None:
    read = figure(stated.text, rules=STRICT)
    assert_says(read, stated)
    assert read.bounds == bounds(stated.strict)


@given(figures())
def test_the_strict_reading_never_excludes_what_the_usual_one_allows(stated: Printed) -> None:
    usual, strict = figure(stated.text).bounds, figure(stated.text, rules=STRICT).bounds
    assert strict.low is None or (usual.low is not None and strict.low <= usual.low)
    assert strict.high is None or (usual.high is not None and strict.high >= usual.high)


@given(figures())
def test_the_point_lies_at_or_between_the_ends(stated: Printed) -> None:
    read = figure(stated.text)
    assert read.value is not None
    assert read.low is None or read.low <= read.value
    assert read.high is None or read.value <= read.high


@given(
    figures(),
    st.sampled_from(["", "(", '"', "The company said: ", "\n", "In March 2025, the maker named "]),
    st.sampled_from(["", ".", ",", ";", ")", '"', "!", " in 2024.", " (see page 12)", " by 2030"]),
)
def test_what_stands_around_changes_nothing(stated: Printed, before: str, behind: str) -> None:
    assume((before, behind) != ("(", ")"))  # a loss, where nothing else stands there
    [read] = find_figures(before + stated.text + behind)
    assert_says(read, stated)
    assert read.bounds == bounds(stated.usual)


@given(st.lists(figures(), min_size=2, max_size=5))
def test_all_figures_of_a_text_are_found_in_order(several: list[Printed]) -> None:
    found = find_figures("\n".join(f"He said it was {stated.text}." for stated in several))
    assert len(found) == len(several)
    for read, stated in zip(found, several, strict=True):
        assert_says(read, stated)


@given(money(names=("none", "exact", "about")), prices())
def test_a_converted_amount_in_brackets_is_linked_and_rounded(
    stated: Printed, converted: Digits
) -> None:
    assume(stated.unit != "USD")
    first, second = find_figures(f"{stated.text} (US${converted.printed})")
    assert_says(first, stated)
    assert (first.linked_to, second.linked_to) == (1, 0)
    assert (second.value, second.unit.text) == (Fraction(converted.plain), "USD")
    assert second.hedge == "none"
    half = second.granularity / (4 if len(converted.plain) == 1 else 2)
    assert second.value is not None
    low = max(second.value - half, Fraction(0))
    assert second.bounds == Bounds(low, second.value + half)


@given(prices(), prices(), st.sampled_from(["-", "–", " – ", " to "]))
def test_a_range_is_its_two_ends(one: Digits, other: Digits, between: str) -> None:
    low, high = sorted([one, other], key=lambda number: Decimal(number.plain))
    assume(Decimal(low.plain) < Decimal(high.plain))
    read = figure(f"€{low.printed}{between}€{high.printed}")
    assert (read.kind, read.unit.text, read.hedge, read.value) == ("money", "EUR", "range", None)
    assert read.bounds == Bounds(Fraction(low.plain), Fraction(high.plain))


@given(prices())
def test_the_way_thousands_are_separated_changes_nothing(number: Digits) -> None:
    plain = figure(f"${number.plain}")
    printed = figure(f"${number.printed}")
    assert (plain.value, plain.bounds, plain.granularity) == (
        printed.value,
        printed.bounds,
        printed.granularity,
    )


@given(money(names=("none",)) | shares(names=("none",)))
def test_a_figure_is_found_at_its_own_place_only(stated: Printed) -> None:
    read = figure_at(f"{stated.text} / 2", 0)
    assert read is not None
    assert read.span == (0, len(stated.text))
    assert read.value == exact(stated.value)


@given(st.text(max_size=60))
@example("½ a tenth (of 5")
def test_any_text_gives_sound_figures_or_a_clear_error(text: str) -> None:
    assert_sound(text, figures_of(text))


FRAGMENTS = (
    *("5", "1,500", "1,5", "2.5", "300,000", "0", "109,800", "one", "half", "a tenth", "three"),
    *("million", "bn", "k", "%", "percent", "$", "€", "¥", "yuan", "US", "cars", "days", "x"),
    *("about", "over", "from", "between", "and", "to", "or", "-", "–", "(", ")", ",", ".", " "),
    *("of the", "rose", "by", "down", "2024", "Q3", "no more than", "more", "or more", "\n", "+"),
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14), st.sampled_from(["", " "]))
def test_any_mix_of_a_figures_words_gives_sound_figures_or_a_clear_error(
    words: list[str], between: str
) -> None:
    text = between.join(words)
    assert_sound(text, figures_of(text))
