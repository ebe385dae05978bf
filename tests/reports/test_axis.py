"""Charts: where bars stand, what their ends look like, and that no number breaks one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds, point
from dealmodel.reports.axis import chart


def bounds(low: int | None, high: int | None, *, opened: str = "") -> Bounds:
    ends = (None if end is None else Fraction(end) for end in (low, high))
    return Bounds(*ends, "low" in opened, "high" in opened)


def test_bars_that_overlap_share_columns_and_others_do_not() -> None:
    first, second, third = chart(
        [(None, bounds(0, 5)), (None, bounds(4, 10)), (None, bounds(6, 10))], width=11
    )
    assert first == "[----]     "
    assert second == "    [-----]"
    assert third == "      [---]"


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ((None, bounds(0, 10)), "[---------]"),
        ((Fraction(5), bounds(0, 10)), "[----o----]"),
        ((None, bounds(0, 10, opened="low")), "(---------]"),
        ((None, bounds(0, 10, opened="high")), "[---------)"),
        ((None, bounds(5, None)), "     [---->"),
        ((None, bounds(None, 5)), "<----]     "),
        ((None, bounds(None, None)), "<--------->"),
        ((Fraction(5), point(Fraction(5))), "     o     "),
        ((Fraction(0), bounds(0, 10)), "[---------]"),
    ],
)
def test_what_ends_look_like(number: tuple[Fraction | None, Bounds], line: str) -> None:
    assert chart([(None, bounds(0, 10)), number], width=11)[1] == line


def test_one_number_alone_stands_in_the_middle() -> None:
    assert chart([(Fraction(7), point(Fraction(7)))], width=5) == ["  o  "]


def test_what_is_far_smaller_is_a_mark_at_the_edge() -> None:
    small, large = chart([(None, bounds(1, 2)), (None, bounds(10**9, 2 * 10**9))], width=11)
    assert small == "|          "
    assert large == "     [----]"


def test_nothing_known_is_an_empty_line() -> None:
    assert chart([(None, bounds(None, None))], width=3) == ["   "]
    assert chart([]) == []


ENDS = st.one_of(st.none(), st.fractions(min_value=-(10**30), max_value=10**30))


@given(st.lists(st.tuples(ENDS, ENDS), max_size=6), st.integers(min_value=2, max_value=60))
def test_every_line_has_its_width(ends: list[tuple[Fraction, Fraction]], width: int) -> None:
    numbers = []
    for a, b in ends:
        low, high = sorted((a, b)) if a is not None and b is not None else (a, b)
        numbers.append((low, Bounds(low, high)))
    assert all(len(line) == width for line in chart(numbers, width))
