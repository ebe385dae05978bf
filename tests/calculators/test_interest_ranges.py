"""The least and the most of an interest: no sample leaves it, and hand-made extremes are met."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dealmodel.calculators.company import Company
from dealmodel.calculators.interest_ranges import extreme, interest_range
from dealmodel.calculators.way import Way
from dealmodel.errors import ClosedRing, OutOfRange
from dealmodel.figures.bounds import Bounds, overlap, point
from tests.calculators.networks import Stakes, dense, networks


def between(low: int, high: int, *, low_open: bool = False, high_open: bool = False) -> Bounds:
    return Bounds(Fraction(low, 100), Fraction(high, 100), low_open, high_open)


def test_holders_of_a_joint_venture_narrow_each_other() -> None:
    venture = Company("v", {"a": between(50, 52), "b": between(48, 50)}, is_complete=True)
    assert venture.narrowed().holders == {"a": between(50, 52), "b": between(48, 50)}
    wide = Company("v", {"a": between(50, 52), "b": between(0, 100)}, is_complete=True)
    assert wide.narrowed().holders["b"] == between(48, 50)


def test_an_unknown_share_is_what_the_others_leave() -> None:
    listed = Company("v", {"a": point(Fraction(3, 10)), "b": between(0, 100)})
    assert listed.narrowed().holders["b"] == between(0, 70)


def test_more_than_the_whole_is_an_error_that_shows_the_sum() -> None:
    with pytest.raises(OutOfRange, match=r"a 60% \+ b 50% at the least is 110%"):
        Company("v", {"a": between(60, 61), "b": between(50, 52)}).narrowed()


def test_less_than_the_whole_of_a_joint_venture_leaves_it_as_it_is() -> None:
    short = Company("v", {"a": between(40, 41), "b": between(40, 41)}, is_complete=True)
    assert short.narrowed().holders == {"a": between(40, 41), "b": between(40, 41)}
    assert not short.narrowed().is_complete


def test_what_is_above_an_end_and_what_is_at_the_other_exclude_each_other() -> None:
    # Of one whole, more than 25% beside at least 75% is more than the whole.
    quarter = between(25, 50, low_open=True)
    with pytest.raises(OutOfRange, match=r"above 25% .* 75% at the least is more than 100%"):
        Company("v", {"a": quarter, "b": between(75, 100)}).narrowed()
    assert Company("v", {"a": between(25, 50), "b": between(75, 100)}).narrowed().holders == {
        "a": point(Fraction(25, 100)),
        "b": point(Fraction(75, 100)),
    }


def test_an_end_that_another_leaves_is_open_as_the_others() -> None:
    majority = Bounds(Fraction(1, 2), Fraction(1), low_open=True)
    venture = Company("v", {"a": majority, "b": between(0, 100)}, True).narrowed()
    assert venture.holders["b"] == Bounds(Fraction(0), Fraction(1, 2), high_open=True)


ends = st.fractions(0, 1, max_denominator=10)


@st.composite
def shares(draw: st.DrawFn) -> Bounds:
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return point(low)
    return Bounds(low, high, draw(st.booleans()), draw(st.booleans()))


@given(shares(), shares())
def test_two_holders_of_the_whole_have_what_the_other_leaves(a: Bounds, b: Bounds) -> None:
    assert a.low is not None
    assert a.high is not None
    rest = Bounds(1 - a.high, 1 - a.low, a.high_open, a.low_open)
    left = overlap(b, rest)
    assume(left is not None)
    assert Company("v", {"a": a, "b": b}, True).narrowed().holders["b"] == left


def test_shares_of_one_company_move_together() -> None:
    # o has all of a and nothing of b: what a gains in v, b loses.
    venture = Company("v", {"a": between(50, 52), "b": between(48, 50)}, is_complete=True)
    a = Company("a", {"o": point(Fraction(1))})
    b = Company("b", {"o": point(Fraction(1, 2))})
    # a + b / 2 with a + b = 1: at a = 0.50 it is 0.75, at 0.52 it is 0.76; the corners of the box
    # would give 0.74 and 0.77.
    found = interest_range([venture.narrowed(), a, b], "o", "v")
    assert found == between(75, 76)


def test_an_open_end_stays_open() -> None:
    more = Company("v", {"o": between(50, 60, low_open=True)})
    assert interest_range([more], "o", "v") == between(50, 60, low_open=True)
    through = Company("w", {"v": between(50, 50)})
    assert str(interest_range([more, through], "o", "w")) == "(1/4, 3/10]"
    elsewhere = Company("u", {"x": between(10, 20, high_open=True)})
    assert not interest_range([more, elsewhere], "o", "v").high_open


def test_no_way_there_is_nothing() -> None:
    assert interest_range([Company("v", {"a": between(1, 2)})], "o", "v") == between(0, 0)
    assert interest_range([], "o", "o") == between(100, 100)


@given(networks(companies=6, whole=Fraction(9, 10)), st.data())
def test_no_sample_leaves_the_range(stakes: Stakes, data: st.DataObject) -> None:
    """Bounds drawn around true shares: what the truth gives is inside, loops included."""
    holders: dict[str, dict[str, Bounds]] = {}
    truth: Stakes = []
    for holder, held, share in stakes:
        if holder in holders.get(held, {}):
            continue
        below = Fraction(data.draw(st.integers(0, 10)), 100)
        above = Fraction(data.draw(st.integers(0, 10)), 100)
        bounds = Bounds(max(Fraction(0), share - below), min(Fraction(1), share + above))
        holders.setdefault(held, {})[holder] = bounds
        truth.append((holder, held, share))
    companies = [Company(name, shares).narrowed() for name, shares in holders.items()]
    owner, held = data.draw(st.permutations([f"c{n}" for n in range(6)]))[:2]
    assume(held in holders)
    found = interest_range(companies, owner, held)
    assert dense(truth, owner).get(held, Fraction(0)) in found
    for end in ("low", "high"):
        at_end = [
            (holder, name, getattr(bounds, end))
            for name, shares in holders.items()
            for holder, bounds in shares.items()
        ]
        sums = {name: sum(s for _, n, s in at_end if n == name) for name in holders}
        if all(total <= Fraction(95, 100) for total in sums.values()):
            # Where all ends fit together, the range ends exactly there.
            assert dense(at_end, owner).get(held, Fraction(0)) == getattr(found, end)


def test_choices_between_equals_close_no_ring() -> None:
    # z is the only one outside: it may have all of x, or nothing.
    x = Company("x", {"z": between(0, 100), "y": between(0, 100)})
    y = Company("y", {"x": between(0, 100), "z": between(0, 100)})
    assert interest_range([x, y], "z", "x") == between(0, 100)
    # Of x and y all holders are named: however small the part of z, all comes to it in the end.
    x, y = (Company(each.name, each.holders, is_complete=True).narrowed() for each in (x, y))
    assert interest_range([x, y], "z", "x") == between(100, 100)


def test_the_shares_that_make_an_extreme_stand_with_it() -> None:
    venture = Company("v", {"a": between(50, 52), "b": between(48, 50)}, is_complete=True)
    a = Company("a", {"o": point(Fraction(1))})
    way = Way("o", {"a": ("o",), "v": ("a", "b")})
    companies = {"v": venture, "a": a}
    least, most = (extreme(way, companies.__getitem__, end) for end in ("least", "most"))
    assert (least.of("v"), least.shares["v"]) == (
        Fraction(1, 2),
        {"a": Fraction(1, 2), "b": Fraction(1, 2)},
    )
    assert most.shares["v"] == {"a": Fraction(52, 100), "b": Fraction(48, 100)}


def test_shares_beyond_the_whole_that_never_end_are_a_closed_ring() -> None:
    # Of what x has, y and w give 162 % back to it at every round.
    x = Company("x", {"z": between(10, 10), "y": between(90, 90), "w": between(90, 90)})
    y, w = (Company(name, {"x": between(90, 90)}) for name in "yw")
    with pytest.raises(ClosedRing):
        interest_range([x, y, w], "z", "x")


def test_who_has_nothing_of_a_loop_that_may_be_closed_has_nothing() -> None:
    # o has exactly none of y, and x and y may have all of each other: others may have it all, too.
    x = Company("x", {"y": between(0, 100)})
    y = Company("y", {"x": between(0, 100), "o": between(0, 0)})
    assert interest_range([x, y], "o", "x") == between(0, 0)
