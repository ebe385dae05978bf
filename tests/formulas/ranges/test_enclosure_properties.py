"""What must hold for every formula over every box."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dealmodel.errors import DivisionByZero, FormulaTooLarge
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, leaf_names
from dealmodel.formulas.points import point
from dealmodel.formulas.ranges.corners import corners
from dealmodel.formulas.ranges.enclosure import Enclosure, enclose
from tests.formulas.strategies import boxes, near_corner, points, trees

quick = settings(max_examples=250)


def _enclosed(tree: Expression, box: dict[str, Bounds]) -> Enclosure:
    try:
        return enclose(tree, box)
    except DivisionByZero:
        assume(False)
        raise


def _value(tree: Expression, values: dict[str, Fraction]) -> Fraction | None:
    try:
        return point(tree, values)
    except (DivisionByZero, FormulaTooLarge):
        return None


@quick
@given(st.data(), trees, boxes())
def test_no_value_leaves_the_bounds(data: st.DataObject, tree: Expression, box: dict[str, Bounds]):
    enclosure = _enclosed(tree, box)
    for _ in range(8):
        value = _value(tree, data.draw(points(box)))
        assert value is None or value in enclosure.bounds


@quick
@given(trees, boxes())
def test_tight_ends_are_approached_at_their_corners_and_closed_ones_attained(
    tree: Expression, box: dict[str, Bounds]
):
    enclosure = _enclosed(tree, box)
    assume(enclosure.tight)
    low, high = corners(tree, box)
    ends = (
        (low, enclosure.bounds.low, enclosure.bounds.low_open),
        (high, enclosure.bounds.high, enclosure.bounds.high_open),
    )
    for corner, end, is_open in ends:
        if corner is None or end is None:
            continue
        near = [_value(tree, values) for values in near_corner(corner, box)]
        reached = [value for value in near if value is not None]
        assume(reached)
        assert any(abs(value - end) <= Fraction(1, 1000) * max(1, abs(end)) for value in reached)
        if not is_open:
            assert end in reached


@quick
@given(trees, boxes(closed=True))
def test_a_grid_reaches_the_ends_that_are_claimed_to_be_exact(
    tree: Expression, box: dict[str, Bounds]
):
    enclosure = _enclosed(tree, box)
    names = leaf_names(tree)
    assume(enclosure.method in ("monotone", "corners", "interval"))
    low, high = corners(tree, box)
    assume(low is not None and high is not None)
    axes = [_grid(box[name]) for name in names]
    found = [_value(tree, dict(zip(names, values, strict=True))) for values in product(*axes)]
    values = [value for value in found if value is not None]
    assume(len(values) == len(found))
    assert (min(values), max(values)) == (enclosure.bounds.low, enclosure.bounds.high)


def _grid(bounds: Bounds) -> list[Fraction]:
    low, high = bounds.low, bounds.high
    assert low is not None
    assert high is not None
    return [low + (high - low) * Fraction(step, 4) for step in range(5)]


@quick
@given(trees, boxes())
def test_a_narrower_box_gives_no_wider_bounds(tree: Expression, box: dict[str, Bounds]):
    enclosure = _enclosed(tree, box)
    assume(enclosure.tight)
    narrowed = {name: _half(bounds) for name, bounds in box.items()}
    inner = _enclosed(tree, narrowed)
    assume(inner.tight)
    for end in (inner.bounds.low, inner.bounds.high):
        if end is not None:
            closed = Bounds(enclosure.bounds.low, enclosure.bounds.high)
            assert end in closed


def _half(bounds: Bounds) -> Bounds:
    if bounds.low is None or bounds.high is None or bounds.is_point:
        return bounds
    return Bounds(bounds.low, (bounds.low + bounds.high) / 2, bounds.low_open)


@quick
@given(trees, boxes())
def test_a_formula_less_itself_is_nothing(tree: Expression, box: dict[str, Bounds]):
    enclosure = _enclosed(tree - tree, box)
    if enclosure.tight:
        assert enclosure.bounds == Bounds(Fraction(0), Fraction(0))
    assert Fraction(0) in enclosure.bounds
