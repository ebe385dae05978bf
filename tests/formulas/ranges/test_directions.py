"""Directions shown part by part, and ranges that rest on them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import (
    Absolute,
    Constant,
    Expression,
    Leaf,
    Maximum,
    Minimum,
)
from dealmodel.formulas.ranges.by_nodes import Ranges
from dealmodel.formulas.ranges.corners import corners
from dealmodel.formulas.ranges.directions import DirectionReader
from dealmodel.formulas.ranges.enclosure import enclose
from dealmodel.formulas.reading import fold_all, fold_nodes, postorder

a, b, c = (Leaf(name) for name in "abc")
BOX = {
    "a": Bounds(Fraction(1), Fraction(2)),
    "b": Bounds(Fraction(-3), Fraction(-1)),
    "c": Bounds(Fraction(-1), Fraction(1)),
}


def read(formula: Expression, asked: list[Expression]) -> dict[str, int | None]:
    def proof(node: Expression) -> dict[str, int]:
        asked.append(node)
        return {}

    nodes = postorder(formula)
    return fold_nodes(nodes, DirectionReader(BOX, fold_all(nodes, Ranges(BOX)), proof))


@pytest.mark.parametrize(
    ("formula", "directions"),
    [
        (a + b, {"a": 1, "b": 1}),
        (a - b, {"a": 1, "b": -1}),
        (-a, {"a": -1}),
        (a * b, {"a": -1, "b": 1}),
        (a * c, {"a": None, "c": 1}),
        (a / b, {"a": -1, "b": -1}),
        (b / a, {"b": 1, "a": 1}),
        (c / a, {"c": 1, "a": None}),
        (a**2, {"a": 1}),
        (b**2, {"b": -1}),
        (c**2, {"c": None}),
        (c**3, {"c": 1}),
        (b**-1, {"b": -1}),
        (b**-2, {"b": 1}),
        (a**0, {"a": 0}),
        (Absolute(b), {"b": -1}),
        (Absolute(c), {"c": None}),
        (Minimum((a, -b)), {"a": 1, "b": -1}),
        (Maximum((a, -a)), {"a": None}),
        (a - a, {"a": None}),
        (a * a + a, {"a": 1}),
        (Constant(Fraction(0)) * a, {"a": 1}),
    ],
)
def test_directions(formula: Expression, directions: dict[str, int | None]):
    asked: list[Expression] = []
    assert read(formula, asked) == directions
    assert bool(asked) == (None in directions.values())


def test_only_the_part_that_does_not_show_it_is_asked_for_proof():
    asked: list[Expression] = []
    read(a + b * (a / (a + 2)), asked)
    assert asked[0] == a / (a + 2)


def _sum_of_shares(count: int) -> Expression:
    total: Expression = Leaf("x0") / (Leaf("x0") + a)
    for number in range(1, count):
        part = Leaf(f"x{number}")
        total = total + part / (part + a)
    return total


def test_a_long_sum_is_as_exact_as_its_terms():
    # Each x/(x + a) rises in x and falls in a. As one quotient, this has thousands of terms.
    formula = _sum_of_shares(9)
    box = {f"x{n}": Bounds(Fraction(3 + n), Fraction(5 + n)) for n in range(9)} | {
        "a": Bounds(Fraction(1), Fraction(2))
    }
    enclosure = enclose(formula, box)
    low = sum((Fraction(3 + n, 5 + n) for n in range(9)), Fraction(0))
    high = sum((Fraction(5 + n, 6 + n) for n in range(9)), Fraction(0))
    assert enclosure == (Bounds(low, high), "monotone", True)
    assert corners(formula, box)[1] == {**{f"x{n}": "high" for n in range(9)}, "a": "low"}


def test_a_long_sum_with_open_and_absent_ends():
    box = {f"x{n}": Bounds(Fraction(0), None, low_open=True) for n in range(12)} | {
        "a": Bounds(Fraction(1), Fraction(2), high_open=True)
    }
    assert enclose(_sum_of_shares(12), box) == (
        Bounds(Fraction(0), Fraction(12), low_open=True, high_open=True),
        "monotone",
        True,
    )


def test_what_the_parts_leave_open_is_left_to_the_quotient():
    # b·c - b + c turns in b and in c; at its corners it is 5, -1, -11 and 7.
    formula = (_sum_of_shares(9) + b * c) + (Leaf("x0") - b + c)
    box = {f"x{n}": Bounds(Fraction(3 + n), Fraction(5 + n)) for n in range(9)} | {
        "a": Bounds(Fraction(1), Fraction(2)),
        "b": Bounds(Fraction(-2), Fraction(2)),
        "c": Bounds(Fraction(-3), Fraction(3)),
    }
    low = sum((Fraction(3 + n, 5 + n) for n in range(9)), Fraction(3 - 11))
    high = sum((Fraction(5 + n, 6 + n) for n in range(9)), Fraction(5 + 7))
    assert enclose(formula, box) == (Bounds(low, high), "corners", True)
