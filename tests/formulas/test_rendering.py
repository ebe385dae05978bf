"""The text of a tree: as few brackets as it needs, and it reads back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from dealmodel.errors import DivisionByZero, FormulaTooLarge
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import (
    Absolute,
    Constant,
    Convert,
    Expression,
    Leaf,
    Maximum,
    Minimum,
)
from dealmodel.formulas.language import parse
from dealmodel.formulas.points import point
from dealmodel.formulas.rendering import bounds_text, clipped, render
from tests.formulas.strategies import NAMES, trees

a, b, c = (Leaf(name) for name in "abc")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Leaf("paid") / Leaf("stake") - Leaf("paid"), "paid / stake - paid"),
        (
            Leaf("amount") / Leaf("cny_per_eur") * Leaf("usd_per_eur"),
            "amount / cny_per_eur * usd_per_eur",
        ),
        (a / (b * c), "a / (b * c)"),
        (a * (b / c), "a * (b / c)"),
        (a - (b - c), "a - (b - c)"),
        (a - (b + c), "a - (b + c)"),
        (a + (b + c), "a + (b + c)"),
        ((a + b) * c, "(a + b) * c"),
        (-(a + b), "-(a + b)"),
        (-a * b, "-a * b"),
        (-(a * b), "-(a * b)"),
        (a - -b, "a - -b"),
        ((-a) ** 2, "(-a) ** 2"),
        (-(a**2), "-a ** 2"),
        ((a**2) ** -3, "(a ** 2) ** -3"),
        (Constant(Fraction(-2)) ** 2, "(-2) ** 2"),
        (Constant(Fraction("0.9091")) * a, "0.9091 * a"),
        (a / Constant(Fraction(1, 3)), "a / (1 / 3)"),
        (Minimum((a + b, c)), "min(a + b, c)"),
        (Absolute(a - b) / Maximum((a, b)), "abs(a - b) / max(a, b)"),
        (Convert(a / b, "USD", "2023-10-26"), "a / b in USD on 2023-10-26"),
        (Convert(a, "USD", "2023-10-26") + b, "(a in USD on 2023-10-26) + b"),
        (Leaf("€1.5 billion") / Leaf("21%"), "€1.5 billion / 21%"),
        (Leaf("just over 300,000 cars") / Leaf("a tenth"), "{just over 300,000 cars} / {a tenth}"),
        (Leaf("4,272,145 cars") - Leaf("5 cars #2"), "{4,272,145 cars} - {5 cars #2}"),
    ],
)
def test_text(tree: Expression, text: str):
    assert render(tree) == text


@settings(max_examples=300)
@given(trees)
def test_the_text_reads_back_to_the_same_values(tree: Expression):
    values = {"a": Fraction(7, 3), "b": Fraction(-5, 2), "c": Fraction(11)}
    again = parse(render(tree), dict.fromkeys(NAMES, 1)).expression
    assert _value(again, values) == _value(tree, values)


def _value(tree: Expression, values: dict[str, Fraction]) -> object:
    try:
        return point(tree, values)
    except (DivisionByZero, FormulaTooLarge) as error:
        return type(error)


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (Bounds(Fraction(295_000), Fraction(305_000)), "[295000, 305000]"),
        (Bounds(Fraction(0), None, low_open=True), "(0, ∞)"),
        (Bounds(None, Fraction(-1, 3)), "(-∞, -0.3333333333333333333333333333]"),
        (Bounds(Fraction(1, 3), Fraction(1)), "[0.3333333333333333333333333333, 1]"),
    ],
)
def test_bounds_round_outward(bounds: Bounds, text: str):
    assert bounds_text(bounds) == text


def test_a_long_formula_is_cut_for_a_message():
    assert clipped(Leaf("x" * 100) + 1, 10) == "xxxxxxxxx…"
