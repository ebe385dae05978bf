"""Interests, their ends and control against brute force, on small networks of every kind."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from hypothesis import assume, given
from hypothesis import strategies as st

from dealmodel.calculators.company import Company
from dealmodel.calculators.control import controlled_by
from dealmodel.calculators.interest_ranges import interest_range
from dealmodel.errors import ClosedRing, OutOfRange
from dealmodel.figures.bounds import Bounds, point
from tests.calculators.vertices import Held, controls, interest, worlds

NAMES = "oabc"
_MOST = 400
"""Worlds that are still looked at."""


@st.composite
def shares(draw: st.DrawFn) -> Bounds:
    """A share: exact, between two ends that are open or closed, or not stated."""
    kind = draw(st.sampled_from(["exact", "range", "range", "more", "less", "unstated"]))
    low, high = sorted(Fraction(draw(st.integers(0, 10)), 10) for _ in range(2))
    if kind == "unstated":
        return Bounds(Fraction(0), Fraction(1))
    if kind == "more":
        return Bounds(low, Fraction(1), low_open=low < 1)
    if kind == "less":
        return Bounds(Fraction(0), high, high_open=high > 0)
    if kind == "exact" or low == high:
        return point(low)
    return Bounds(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def holdings(draw: st.DrawFn) -> list[Held]:
    """Up to three companies that may hold each other, ventures that are the whole among them."""
    found = []
    for name in draw(st.sampled_from(["a", "ab", "abc", "abc"])):
        others = [each for each in f"{NAMES}p" if each != name]
        holders = draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True))
        found.append(Held(name, {each: draw(shares()) for each in holders}, draw(st.booleans())))
    return found


def check(found: list[Held]) -> str:
    """Hold every interest and verdict against brute force; what came of it."""
    closed = [each.drawn_in() for each in found]
    if any(not each.vertices() for each in closed):
        return "impossible"
    wholes = [each.closed() for each in found]
    if prod(len(each.vertices()) for each in wholes) > _MOST:
        return "too many"
    companies = [Company(each.name, each.holders, each.is_complete).narrowed() for each in found]
    told = "checked"
    for held in (each.name for each in found):
        values = [interest(wholes, world, "o", held) for world in worlds(wholes)]
        drawn = [interest(closed, world, "o", held) for world in worlds(closed)]
        if None in values or None in drawn:
            told = "with a closed ring"
            continue
        low, high = min(values), max(values)
        expected = Bounds(
            low,
            high,
            low < high and min(drawn) > low,
            low < high and max(drawn) < high,
        )
        assert interest_range(companies, "o", held) == expected, (held, found)
    for half in (False, True):
        groups = [controls(closed, world, "o", half=half) for world in worlds(closed)]
        verdicts = {
            name: votes.control
            for name, votes in controlled_by(
                "o", companies, threshold=">=50" if half else ">50"
            ).items()
        }
        for each in found:
            yes = sum(each.name in group for group in groups)
            due = "yes" if yes == len(groups) else "possible" if yes else "no"
            assert verdicts.get(each.name, "no") == due, (each.name, half, found)
    return told


@given(holdings())
def test_every_end_and_verdict_is_that_of_brute_force(found: list[Held]) -> None:
    try:
        assume(check(found) == "checked")
    except (ClosedRing, OutOfRange):
        raise AssertionError(found) from None
