"""How far doubles can be off: never further than the size of a formula tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import prod
from operator import add, mul, neg, sub, truediv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import DivisionByZero
from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Divide,
    Expression,
    Leaf,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Power,
    Subtract,
)
from dealmodel.formulas.points import point
from dealmodel.formulas.reading import postorder
from dealmodel.formulas.rounding import size
from tests.formulas.strategies import NAMES, trees

a, b, c = (Leaf(name) for name in "abc")
POSITIVE = st.builds(Fraction, st.integers(1, 10**6), st.just(997))
AT = {"a": Fraction(3), "b": Fraction(2), "c": Fraction(-1)}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (c, 1),
        (a - b, 5),
        (a + c, 4),
        (-(a - b), 5),
        ((a - b) * b, 10),
        (b / (a - b), 10),  # 2 / 1, whose divisor is off by a part of 5
        ((a - b) / b, Fraction(5, 2)),
        ((a - b) ** 2, 25),
        ((a - b) ** -1, 5),
        (abs(a - b), 5),
        (Minimum((a - b, b)), 5),
        (Maximum((b, a - b)), 5),
        (b * 5 - a, 13),
    ],
)
def test_sizes_by_hand(tree: Expression, expected: Fraction | int) -> None:
    assert size(tree, AT) == expected


def test_the_power_of_nothing_has_no_size() -> None:
    assert size((a - a) ** 2, AT) == 0


def test_a_divisor_of_nothing_is_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        size(a / (b - b), AT)


def in_doubles(node: Expression, values: Mapping[str, float]) -> float:
    """As a spreadsheet computes: every step is rounded."""
    operands = [in_doubles(each, values) for each in node.operands]
    match node:
        case Leaf(name=name):
            return values[name]
        case Constant(value=value):
            return float(value)
        case Minimum():
            return min(operands)
        case Maximum():
            return max(operands)
        case Power(exponent=exponent):
            power = prod([operands[0]] * abs(exponent))
            return power if exponent >= 0 else 1 / power
    return OPERATIONS[type(node)](*operands)


OPERATIONS: Mapping[type, Callable[..., float]] = {
    Add: add,
    Subtract: sub,
    Multiply: mul,
    Divide: truediv,
    Negate: neg,
    Absolute: abs,
}


@given(
    trees,
    st.fixed_dictionaries(
        dict.fromkeys(NAMES, st.integers(1, 10**6).map(lambda n: Fraction(n, 997)))
    ),
)
def test_doubles_are_off_by_no_more_than_their_share_of_the_size(
    tree: Expression, values: dict[str, Fraction]
) -> None:
    try:
        due, scale = point(tree, values), size(tree, values)
        rounded = in_doubles(tree, {name: float(value) for name, value in values.items()})
    except (DivisionByZero, ZeroDivisionError):
        return
    assert due is not None
    if scale < 10**6 * abs(due) or not any(isinstance(each, Divide) for each in postorder(tree)):
        assert abs(Fraction(rounded) - due) <= 64 * scale / 2**53
