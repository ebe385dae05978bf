"""Which end of which input makes each end."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, Leaf, Maximum
from dealmodel.formulas.ranges.corners import corners

a, b, c = (Leaf(name) for name in "abc")


def box(**texts: str) -> dict[str, Bounds]:
    found = {}
    for name, text in texts.items():
        low, high = (Fraction(end) for end in text.split())
        found[name] = Bounds(low, high)
    return found


@pytest.mark.parametrize(
    ("formula", "bounds", "low", "high"),
    [
        (a / b, box(a="1 2", b="3 4"), {"a": "low", "b": "high"}, {"a": "high", "b": "low"}),
        (a - b, box(a="1 2", b="3 4"), {"a": "low", "b": "high"}, {"a": "high", "b": "low"}),
        (-a / b, box(a="1 2", b="3 4"), {"a": "high", "b": "low"}, {"a": "low", "b": "high"}),
        (a * b, box(a="-1 2", b="3 4"), {"a": "low", "b": "high"}, {"a": "high", "b": "high"}),
        (a * b, box(a="0 2", b="3 4"), {"a": "low", "b": None}, {"a": "high", "b": "high"}),
        (a**-2, box(a="1 2"), {"a": "high"}, {"a": "low"}),
        (abs(a), box(a="-3 -1"), {"a": "high"}, {"a": "low"}),
        (
            Maximum((a, b)),
            box(a="1 2", b="1 3"),
            {"a": "low", "b": "low"},
            {"a": "high", "b": "high"},
        ),
        (
            a / b - a,
            box(a="90 110", b="0.2 0.25"),
            {"a": "low", "b": "high"},
            {"a": "high", "b": "low"},
        ),
        (a + b - b, box(a="1 2", b="3 4"), {"a": "low", "b": None}, {"a": "high", "b": None}),
        (a * 2, box(a="1 1"), {"a": None}, {"a": None}),
        (
            c + (a / b - a),
            box(a="90 110", b="0.2 0.25", c="0 1"),
            {"c": "low", "a": "low", "b": "high"},
            {"c": "high", "a": "high", "b": "low"},
        ),
    ],
)
def test_corners(
    formula: Expression, bounds: dict[str, Bounds], low: dict[str, str], high: dict[str, str]
):
    assert corners(formula, bounds) == (low, high)


def test_an_extreme_inside_the_box_has_no_corner():
    low, high = corners(a**2, box(a="-1 2"))
    assert low is None
    assert high == {"a": "high"}
    assert corners(abs(a - 1), box(a="0 3"))[0] is None


def test_an_outer_range_has_no_corners():
    assert corners(a * (1 - a), box(a="0.2 0.9")) == (None, None)
