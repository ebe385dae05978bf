"""Bounds: what a value inside, outside or on an end of them is, checked value by value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds, hull, overlap, point

small = st.fractions(min_value=-3, max_value=3, max_denominator=3)
ends = st.none() | small


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """Bounds with at least one value in them."""
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    is_point = low is not None and low == high
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    return Bounds(low, high, low_open and not is_point, high_open and not is_point)


def is_in(value: Fraction, low: Fraction | None, high: Fraction | None, opened: str) -> bool:
    """Membership by the definition, written out."""
    above = low is None or (value > low if opened[0] == "(" else value >= low)
    below = high is None or (value < high if opened[1] == ")" else value <= high)
    return above and below


def opened(these: Bounds) -> str:
    return ("(" if these.low_open else "[") + (")" if these.high_open else "]")


@given(bounds(), small)
def test_a_value_is_in_the_bounds_by_their_definition(these: Bounds, value: Fraction) -> None:
    assert (value in these) == is_in(value, these.low, these.high, opened(these))


@given(bounds(), bounds(), small)
def test_the_overlap_holds_exactly_what_both_hold(
    left: Bounds, right: Bounds, value: Fraction
) -> None:
    both = overlap(left, right)
    assert (both is not None and value in both) == (value in left and value in right)
    assert overlap(right, left) == both


@given(bounds(), bounds(), small)
def test_the_hull_holds_what_either_holds_and_no_end_of_its_own(
    left: Bounds, right: Bounds, value: Fraction
) -> None:
    whole = hull(left, right)
    assert value in whole or not (value in left or value in right)
    assert (whole.low, whole.low_open) in [(each.low, each.low_open) for each in (left, right)]
    assert (whole.high, whole.high_open) in [(each.high, each.high_open) for each in (left, right)]
    assert hull(right, left) == whole


@given(bounds())
def test_bounds_known_to_be_ordered_are_those_that_are_checked(these: Bounds) -> None:
    built = Bounds.ordered(these.low, these.high, these.low_open, these.high_open)
    assert built == these
    assert hash(built) == hash(these)


def test_an_absent_end_is_open() -> None:
    assert Bounds(None, None) == Bounds(None, None, low_open=True, high_open=True)
    assert Bounds.ordered(None, Fraction(1), False, False).low_open


def test_ends_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="low 2 above high 1"):
        Bounds(Fraction(2), Fraction(1))


def test_touching_ends_overlap_only_if_both_are_closed() -> None:
    one = Fraction(1)
    assert overlap(Bounds(None, one), Bounds(one, None)) == point(one)
    assert overlap(Bounds(None, one, high_open=True), Bounds(one, None)) is None


def test_width_and_point() -> None:
    assert Bounds(Fraction(1), Fraction(4)).width == 3
    assert Bounds(Fraction(1), None).width is None
    assert point(Fraction(2)).is_point
    assert not Bounds(Fraction(2), None).is_point
    assert Bounds(Fraction(2), Fraction(4, 2)).is_point


def test_bounds_cannot_be_changed() -> None:
    these: Any = point(Fraction(2))
    with pytest.raises(AttributeError):
        these.low = None
