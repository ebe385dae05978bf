"""Polynomials and their signs, against plain evaluation."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.ranges.polynomials import (
    OutOfWork,
    Polynomial,
    Work,
    between_powers,
    collect,
    constant,
    degree,
    derivative,
    expand,
    factors,
    linear_powers,
    monomial,
    plus,
    power,
    scaled,
    substitute,
    support,
    times,
)
from dealmodel.formulas.ranges.regions import Axis, Place, Region, Side, place
from dealmodel.formulas.ranges.signs import sign
from dealmodel.formulas.ranges.vertices import best_corners, vertex_values

quick = settings(max_examples=150)
SLOTS = 3


@st.composite
def polynomials(draw: st.DrawFn, top: int = 3) -> Polynomial:
    terms = draw(
        st.dictionaries(
            st.tuples(*[st.integers(0, top)] * SLOTS), st.integers(-5, 5).filter(bool), max_size=5
        )
    )
    return {
        sum(monomial(slot, exponent) for slot, exponent in enumerate(exponents)): value
        for exponents, value in terms.items()
    }


numbers = st.lists(st.integers(-4, 4), min_size=SLOTS, max_size=SLOTS)


def value(polynomial: Polynomial, at: list[Fraction] | list[int]) -> Fraction:
    return sum(
        (
            Fraction(c) * prod(Fraction(at[s]) ** e for s, e in factors(key))
            for key, c in polynomial.items()
        ),
        Fraction(0),
    )


@quick
@given(polynomials(), polynomials(), numbers, st.integers(0, 3))
def test_arithmetic(left: Polynomial, right: Polynomial, at: list[int], exponent: int):
    x, y, work = value(left, at), value(right, at), Work(10_000)
    assert value(plus(left, right), at) == x + y
    assert value(times(left, right, work), at) == x * y
    assert value(power(left, exponent, work), at) == x**exponent
    assert value(scaled(left, -3), at) == -3 * x
    assert plus(left, scaled(left, -1)) == {}
    assert all(times(left, right, work).values())


@quick
@given(polynomials(), numbers, st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_replacing_a_variable(p: Polynomial, at: list[int], start: int, step: int, t: int):
    top = degree(p, 1)
    parts = expand(p, 1, linear_powers(start, step, top), Work(10_000))
    replaced = [at[0], start + step * t, at[2]]
    assert value(collect(parts, 1), [at[0], t, at[2]]) == value(p, replaced)
    assert value(substitute(p, 1, start), at) == value(p, [at[0], start, at[2]])


@quick
@given(polynomials(), numbers, st.integers(-3, 3), st.integers(1, 4), st.integers(0, 5))
def test_replacing_a_variable_by_one_that_runs_between_two_ends(
    p: Polynomial, at: list[int], low: int, width: int, t: int
):
    top = degree(p, 0)
    parts = expand(p, 0, between_powers(low, low + width, top), Work(10_000))
    inside = Fraction(low + (low + width) * t, 1 + t)
    assert (
        value(collect(parts, 0), [t, at[1], at[2]])
        == value(p, [inside, at[1], at[2]]) * (1 + t) ** top
    )


@quick
@given(polynomials(), numbers)
def test_derivative_is_the_slope_of_a_parabola_through_three_points(p: Polynomial, at: list[int]):
    # For cubics the five-point rule is exact.
    def shifted(step: int) -> Fraction:
        return value(p, [at[0] + step, at[1], at[2]])

    slope = (shifted(-2) - 8 * shifted(-1) + 8 * shifted(1) - shifted(2)) / 12
    assert value(derivative(p, 0), at) == slope


def test_support_tells_the_slots_and_which_are_linear():
    p = {monomial(0) + monomial(2, 3): 1, monomial(2): 1, 0: 5}
    assert support(p) == {0: True, 2: False}
    assert support(constant(3), {}) == {}


def test_work_runs_out():
    with pytest.raises(OutOfWork):
        times({0: 1, 1: 1}, {0: 1, 1: 1}, Work(3))


ends = st.tuples(st.integers(-4, 4), st.integers(1, 4)).map(lambda e: (e[0], e[0] + e[1]))


@quick
@given(polynomials(top=1), st.lists(ends, min_size=SLOTS, max_size=SLOTS))
def test_vertex_values_are_the_values_at_the_corners(p: Polynomial, box: list[tuple[int, int]]):
    found = vertex_values(p, [(slot, *end) for slot, end in enumerate(box)], Work(1000))
    corners = [corner[::-1] for corner in product(*reversed(box))]
    assert found == [value(p, list(corner)) for corner in corners]


def test_best_corners_keep_all_that_tie():
    assert best_corners([1, 2, 4, 3], [1, 1, 2, 3], 1) == [1, 2]
    assert best_corners([1, 2, 4, 3], [1, 1, 2, 3], -1) == [0, 3]


def region(box: list[Bounds]) -> Region:
    axes = tuple(Axis.of(f"x{slot}", bounds) for slot, bounds in enumerate(box))
    return Region(axes, tuple(range(len(axes))))


@quick
@given(polynomials(), st.lists(ends, min_size=SLOTS, max_size=SLOTS), st.integers(0, 3))
def test_a_sign_holds_everywhere(p: Polynomial, box: list[tuple[int, int]], absent: int):
    bounds = [
        Bounds(Fraction(low), None if absent == slot else Fraction(high))
        for slot, (low, high) in enumerate(box)
    ]
    found = sign(p, region(bounds), Work(10**6))
    inner = sign(p, region(bounds), Work(10**6), inside=True)
    for step in product((0, Fraction(1, 7), Fraction(1, 2), 1), repeat=SLOTS):
        at = [low + (high - low) * part for (low, high), part in zip(box, step, strict=True)]
        here = value(p, at)
        if found is not None:
            assert here * found > 0 or not here
        if inner == 1 and all(0 < part < 1 for part in step):
            assert here > 0


@quick
@given(polynomials(top=1), st.lists(ends, min_size=SLOTS, max_size=SLOTS))
def test_a_sign_is_found_wherever_there_is_one_if_each_variable_is_linear(
    p: Polynomial, box: list[tuple[int, int]]
):
    corners = [value(p, list(corner)) for corner in product(*box)]
    bounds = [Bounds(Fraction(low), Fraction(high)) for low, high in box]
    found = sign(p, region(bounds), Work(10**6))
    if min(corners) >= 0:
        assert found == (1 if max(corners) > 0 else 0)
    elif max(corners) <= 0:
        assert found == -1
    else:
        assert found is None


def test_a_square_is_nowhere_below_zero_but_is_zero_inside():
    square = {monomial(0, 2): 1}
    around = region([Bounds(Fraction(-1), Fraction(1))])
    assert sign(square, around, Work(100)) == 1
    assert sign(square, around, Work(100), inside=True) is None
    line = region([Bounds(None, None)])
    assert sign(square, line, Work(100), inside=True) is None


def test_germs_are_ordered_by_who_was_fixed_first():
    x, y = monomial(0), monomial(1)
    axes = region([Bounds(Fraction(0), None), Bounds(Fraction(0), None)])
    both_large = axes.fixed(0, Place(0, 1, 1, 0)).fixed(1, Place(0, 1, 1, 1))
    # x was fixed first: it is beyond every power of y.
    assert sign({x: 1, 50 * y: -1}, both_large, Work(100)) == 1
    both_small = axes.fixed(0, Place(0, 1, -1, 0)).fixed(1, Place(0, 1, -1, 1))
    assert sign({x: 100, 50 * y: -1}, both_small, Work(100)) == -1
    assert sign({0: 1, y: -1000}, both_small, Work(100)) == 1


@pytest.mark.parametrize(
    ("bounds", "side", "inside", "expected"),
    [
        (Bounds(Fraction(1, 2), Fraction(2)), "low", False, Place(1, 0, 0, 7)),
        (Bounds(Fraction(1, 2), Fraction(2)), "low", True, Place(1, 1, -1, 7)),
        (Bounds(Fraction(1), Fraction(2), high_open=True), "high", False, Place(2, -1, -1, 7)),
        (Bounds(None, Fraction(2)), "low", False, Place(0, -1, 1, 7)),
        (Bounds(Fraction(1), None), "high", False, Place(0, 1, 1, 7)),
    ],
)
def test_places(bounds: Bounds, side: str, inside: bool, expected: Place):
    end: Side = "low" if side == "low" else "high"
    assert place(Axis.of("x", bounds), end, 7, inside=inside) == expected
