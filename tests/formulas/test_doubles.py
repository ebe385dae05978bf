"""Pairs of floats against fractions: never further off than they say."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.formulas.doubles import (
    Doubles,
    constant,
    negative,
    of_integers,
    product,
    quotient,
    total,
)

NUMBERS = st.one_of(
    st.fractions(-(10**12), 10**12, max_denominator=10**9),
    st.integers(-(10**18), 10**18).map(Fraction),
    st.floats(-1e60, 1e60, allow_nan=False).map(Fraction),
)
OPERATIONS: dict[str, tuple[Callable[..., Doubles], Callable[..., Fraction]]] = {
    "+": (total, lambda a, b: a + b),
    "*": (product, lambda a, b: a * b),
    "/": (quotient, lambda a, b: a / b),
}


def holds(found: Doubles, true: Fraction) -> bool:
    (error,) = found.error.tolist()
    if not np.isfinite(error):
        return True
    value = Fraction(float(found.high[0])) + Fraction(float(found.low[0]))
    return abs(value - true) <= Fraction(error)


@pytest.mark.parametrize("operation", OPERATIONS)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_an_operation_is_as_near_as_it_says(
    operation: str, a: Fraction, b: Fraction, c: Fraction
) -> None:
    near, exact = OPERATIONS[operation]
    if operation == "/" and not (b and c):
        return
    with np.errstate(all="ignore"):
        once = near(constant(a), constant(b))
        assert holds(once, exact(a, b))
        twice = near(once, negative(constant(c)))
    assert holds(twice, exact(exact(a, b), -c))


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=5), st.integers(0, 22))
def test_integers_over_a_power_of_ten(units: list[int], scale: int) -> None:
    found = of_integers(np.array(units, np.int64), scale)
    for at, unit in enumerate(units):
        one = Doubles(*(each[at : at + 1] for each in found))
        assert holds(one, Fraction(unit, 10**scale))
        assert abs(one.error[0]) <= abs(one.high[0]) * 2.0**-100


def test_what_overflows_is_not_believed() -> None:
    with np.errstate(all="ignore"):
        huge = product(constant(Fraction(10**100)), constant(Fraction(10**100)))
        assert not np.isfinite(huge.error[0])
        none = quotient(constant(Fraction(1)), constant(Fraction(0)))
        assert not np.isfinite(none.error[0])
