"""Random trees over random boxes, and points in and near the ends of a box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product

from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import (
    Absolute,
    Constant,
    Expression,
    Leaf,
    Maximum,
    Minimum,
)
from dealmodel.formulas.ranges.regions import Side

NAMES = ("a", "b", "c")

fractions = st.builds(Fraction, st.integers(-6, 12), st.sampled_from((1, 1, 2, 3)))


@st.composite
def boxes(draw: st.DrawFn, *, closed: bool = False) -> dict[str, Bounds]:
    """Bounds for each name: mostly positive, with open, closed and absent ends."""
    return {name: draw(bounds(closed=closed)) for name in NAMES}


@st.composite
def bounds(draw: st.DrawFn, *, closed: bool = False) -> Bounds:
    low, high = sorted((draw(fractions), draw(fractions)))
    if draw(st.booleans()):
        low, high = sorted((abs(low), abs(high)))
    if low == high:
        return Bounds(low, high)
    if closed:
        return Bounds(low, high)
    absent = draw(st.integers(0, 11))
    return Bounds(
        None if absent == 0 else low,
        None if absent in (1, 2) else high,
        draw(st.booleans()),
        draw(st.booleans()),
    )


leaves = st.sampled_from(NAMES).map(Leaf)
constants = st.builds(Fraction, st.integers(-3, 5), st.sampled_from((1, 2))).map(Constant)


def _grown(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(lambda a, b: a + b, parts, parts),
        st.builds(lambda a, b: a - b, parts, parts),
        st.builds(lambda a, b: a * b, parts, parts),
        st.builds(lambda a, b: a / b, parts, parts),
        st.builds(lambda a, n: a**n, parts, st.sampled_from((0, 1, 2, 2, 3, -1, -2))),
        st.builds(lambda a, b: Minimum((a, b)), parts, parts),
        st.builds(lambda a, b: Maximum((a, b)), parts, parts),
        parts.map(Absolute),
        parts.map(lambda a: -a),
    )


trees = st.recursive(st.one_of(leaves, leaves, leaves, constants), _grown, max_leaves=7)


@st.composite
def points(draw: st.DrawFn, box: Mapping[str, Bounds]) -> dict[str, Fraction]:
    """A point of the box, often at or close to an end."""
    return {name: draw(_inside(each)) for name, each in box.items()}


def _inside(bounds: Bounds) -> st.SearchStrategy[Fraction]:
    low, high = _finite(bounds)
    steps = (0, Fraction(1, 10**8), Fraction(1, 100), Fraction(1, 3), Fraction(1, 2))
    parts = [*steps, *(1 - step for step in steps)]
    values = {low + (high - low) * part for part in parts}
    return st.sampled_from(sorted(value for value in values if value in bounds))


def _finite(bounds: Bounds) -> tuple[Fraction, Fraction]:
    """Two ends, at a million where an end is absent."""
    zero = Fraction(0)
    low = bounds.low if bounds.low is not None else min(zero, bounds.high or zero) - 10**6
    high = bounds.high if bounds.high is not None else max(zero, bounds.low or zero) + 10**6
    return low, high


def near_corner(
    corner: Mapping[str, Side | None], box: Mapping[str, Bounds]
) -> Iterator[dict[str, Fraction]]:
    """Points ever so close to a corner: at its closed ends or a trifle inside, near its open ends
    and far out along absent ones, each of those beyond all powers of the next, in every order.
    """
    moving = [n for n, side in corner.items() if side is not None and _is_limit(box[n], side)]
    fixed = [n for n, side in corner.items() if side is not None and n not in moving]
    for order in permutations(moving):
        sizes = {name: 10 ** (6 * 3**place) for place, name in enumerate(order)}
        for inward in product((False, True), repeat=len(fixed)):
            values = {name: _middle(box[name]) for name in corner}
            for name in moving:
                values[name] = _approach(box[name], corner[name], sizes[name])
            for name, steps in zip(fixed, inward, strict=True):
                values[name] = _at(box[name], corner[name], 10**200 if steps else None)
            yield values


def _is_limit(bounds: Bounds, side: Side) -> bool:
    return bounds.low_open if side == "low" else bounds.high_open


def _middle(bounds: Bounds) -> Fraction:
    low, high = _finite(bounds)
    return low + (high - low) * Fraction(37, 100)


def _approach(bounds: Bounds, side: Side | None, size: int) -> Fraction:
    low, high = bounds.low, bounds.high
    if side == "low":
        if low is None:
            return min(high or Fraction(0), Fraction(0)) - size
        return low + min(Fraction(1), Fraction(1) if high is None else high - low) / size
    if high is None:
        return max(low or Fraction(0), Fraction(0)) + size
    return high - min(Fraction(1), Fraction(1) if low is None else high - low) / size


def _at(bounds: Bounds, side: Side | None, size: int | None) -> Fraction:
    if size is not None and not bounds.is_point:
        return _approach(bounds, side, size)
    end = bounds.low if side == "low" else bounds.high
    assert end is not None
    return end
