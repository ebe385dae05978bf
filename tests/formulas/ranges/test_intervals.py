"""Arithmetic on bounds, against values picked from both operands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.ranges import intervals
from tests.formulas.strategies import bounds, points


def between(text: str) -> Bounds:
    low, high = text[1:-1].split(",")
    return Bounds(
        None if "∞" in low else Fraction(low),
        None if "∞" in high else Fraction(high),
        text[0] == "(",
        text[-1] == ")",
    )


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [
        ("[0,5]", "(0,∞)", "[0, ∞)"),
        ("(0,5]", "[0,1]", "[0, 5]"),
        ("(0,5]", "(0,1]", "(0, 5]"),
        ("[0,0]", "(-∞,∞)", "[0, 0]"),
        ("(-1,1)", "[-1,1]", "(-1, 1)"),
        ("[-2,3)", "[-1,1]", "(-3, 3)"),
        ("[-3,3)", "[-1,1]", "[-3, 3]"),
        ("[1,2]", "(-∞,0]", "(-∞, 0]"),
        ("(0,∞)", "(0,∞)", "(0, ∞)"),
        ("(-∞,-1]", "(-∞,-1)", "(1, ∞)"),
    ],
)
def test_products(left: str, right: str, product: str):
    assert str(intervals.multiply(between(left), between(right))) == product
    assert str(intervals.multiply(between(right), between(left))) == product


@pytest.mark.parametrize(
    ("over", "under", "quotient"),
    [
        ("[295000,305000]", "[0,0.1)", "(2950000, ∞)"),
        ("[0,5]", "[0,1]", "[0, ∞)"),
        ("(0,5]", "[0,1]", "(0, ∞)"),
        ("[-4,-3]", "(0,2]", "(-∞, -3/2]"),
        ("[-4,3]", "[2,∞)", "[-2, 3/2]"),
        ("[0,0]", "[0,1]", "[0, 0]"),
        ("[1,∞)", "[-2,-1)", "(-∞, -1/2]"),
    ],
)
def test_quotients(over: str, under: str, quotient: str):
    assert str(intervals.divide(between(over), between(under))) == quotient


@pytest.mark.parametrize(
    ("over", "under"),
    [("[1,2]", "[0,0]"), ("[1,2]", "(-1,1)"), ("[-1,1]", "(0,1]"), ("[0,0]", "[-1,1]")],
)
def test_no_quotient(over: str, under: str):
    with pytest.raises(ZeroDivisionError):
        intervals.divide(between(over), between(under))


@pytest.mark.parametrize(
    ("text", "exponent", "power"),
    [
        ("(-2,1]", 2, "[0, 4)"),
        ("[-2,2)", 2, "[0, 4]"),
        ("(0,2]", 2, "(0, 4]"),
        ("[-3,-2)", 2, "(4, 9]"),
        ("(-2,1]", 3, "(-8, 1]"),
        ("(-∞,1]", 2, "[0, ∞)"),
        ("[2,∞)", -1, "(0, 1/2]"),
        ("[-1,1]", 0, "[1, 1]"),
        ("[-2,1]", -2, "[1/4, ∞)"),
    ],
)
def test_powers(text: str, exponent: int, power: str):
    assert str(intervals.power(between(text), exponent)) == power


@pytest.mark.parametrize(
    ("several", "least", "greatest"),
    [
        (["[1,4]", "[2,3]"], "[1, 3]", "[2, 4]"),
        (["[1,4)", "(1,4]"], "[1, 4)", "(1, 4]"),
        (["(-∞,2]", "[1,∞)"], "(-∞, 2]", "[1, ∞)"),
    ],
)
def test_least_and_greatest(several: list[str], least: str, greatest: str):
    operands = [between(text) for text in several]
    assert str(intervals.minimum(operands)) == least
    assert str(intervals.maximum(operands)) == greatest


BINARY = {
    intervals.add: lambda a, b: a + b,
    intervals.subtract: lambda a, b: a - b,
    intervals.multiply: lambda a, b: a * b,
    intervals.divide: lambda a, b: a / b,
}


@pytest.mark.parametrize(("operation", "arithmetic"), BINARY.items(), ids=lambda f: f.__name__)
@settings(max_examples=120)
@given(data=st.data(), left=bounds(), right=bounds())
def test_results_hold_every_combination(
    operation: Callable[[Bounds, Bounds], Bounds],
    arithmetic: Callable[[Fraction, Fraction], Fraction],
    data: st.DataObject,
    left: Bounds,
    right: Bounds,
):
    try:
        result = operation(left, right)
    except ZeroDivisionError:
        assert operation is intervals.divide
        return
    for _ in range(5):
        values = data.draw(points({"left": left, "right": right}))
        if operation is not intervals.divide or values["right"]:
            assert arithmetic(values["left"], values["right"]) in result


@settings(max_examples=120)
@given(data=st.data(), operand=bounds(), exponent=st.integers(0, 4))
def test_powers_and_sizes_hold_every_value(data: st.DataObject, operand: Bounds, exponent: int):
    value = data.draw(points({"x": operand}))["x"]
    assert value**exponent in intervals.power(operand, exponent)
    assert abs(value) in intervals.absolute(operand)
    assert -value in intervals.negate(operand)
