"""Formulas as quotients of whole numbers in floats, against fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.formulas.doubles import Floats
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.language import parse
from dealmodel.formulas.quotients import (
    LARGEST,
    Quotients,
    Whole,
    constant_quotient,
    quotients_of,
    rest_of,
    whole_numbers,
)
from dealmodel.formulas.ranges.plans import Plan, value_by
from dealmodel.formulas.ranges.shapes import shape_of

FORMULAS = (
    *("a / b - a", "a * b", "a + b - 1.5", "(a - b) / (a + b)", "a ** 2 / b", "b ** -2 * a"),
    *("a / b + a / b", "-a / (b - a)", "a - a", "3 / 7 * a - 0 * b", "a / b / a"),
)
UNITS = st.integers(-(10**6), 10**6) | st.integers(-9, 9)
SCALES = st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(1, 3), Fraction(2, 5)])


def column(units: list[int], scale: Fraction) -> Quotients:
    found = whole_numbers(np.array(units, float), min(units), max(units), scale)
    assert found is not None
    return found


@given(st.sampled_from(FORMULAS), st.lists(st.tuples(UNITS, UNITS), min_size=1), SCALES, SCALES)
def test_a_formula_is_exact_in_each_row(
    formula: str, rows: list[tuple[int, int]], of_a: Fraction, of_b: Fraction
) -> None:
    expression = parse(formula, {"a": "1", "b": "2"}).expression
    shaped = shape_of(expression)
    assert shaped is not None
    shape, names = shaped
    columns = {"a": column([a for a, _ in rows], of_a), "b": column([b for _, b in rows], of_b)}
    found = quotients_of(shape, [columns[name] for name in names])
    for at, (a, b) in enumerate(rows):
        values = {"a": a * of_a, "b": b * of_b}
        plan = Plan(shape, (0,) * len(names), "constant")
        true = value_by(plan, [values[name] for name in names])
        if true is None:
            assert found is None
        elif found is not None:
            over, under = (np.broadcast_to(each.values, len(rows))[at] for each in found)
            assert Fraction(over) / Fraction(under) == true
            assert under > 0
            assert all(
                each.least <= each.values.min() <= each.values.max() <= each.most for each in found
            )


def test_what_floats_do_not_hold_has_no_such_reading() -> None:
    shape, _ = shape_of(Leaf("a") * Leaf("b")) or ((), ())
    assert whole_numbers(np.zeros(0), 0, LARGEST + 1, Fraction(1)) is None
    most = column([2**27], Fraction(1))
    assert quotients_of(shape, [column([2**26], Fraction(1)), most]) is not None
    # One unit more, in one row of many, and a product could lie between two floats.
    assert quotients_of(shape, [column([2**26 + 1, 3], Fraction(1)), most]) is None
    assert quotients_of(shape, [None, most]) is None
    assert quotients_of(shape, [constant_quotient(Fraction(1, LARGEST + 1)), most]) is None


@given(
    st.lists(st.integers(-LARGEST, LARGEST), min_size=1),
    st.integers(1, LARGEST) | st.integers(1, 2**26),
)
def test_what_a_quotient_leaves_has_the_true_sign(over: list[int], under: int) -> None:
    numbers: Floats = np.array(over, float)
    divisor = Whole(np.array([float(under)]), under, under)
    quotients = numbers / float(under)
    rest = rest_of(numbers, divisor, quotients)
    for number, quotient, left in zip(over, quotients.tolist(), rest.tolist(), strict=True):
        assert np.sign(left) == np.sign(number - Fraction(quotient) * under)


@pytest.mark.parametrize("divisor", [0, Fraction(1, 3)])
def test_a_divisor_of_nought_is_for_another_way(divisor: Fraction) -> None:
    shape, _ = shape_of(Leaf("a") / Leaf("b")) or ((), ())
    found = quotients_of(shape, [column([5], Fraction(1)), constant_quotient(Fraction(divisor))])
    assert (found is None) == (divisor == 0)
