"""Numbers as the floats beside them, against fractions."""

from __future__ import annotations

from fractions import Fraction
from math import inf, isinf, nextafter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealmodel.figures.decimals import Rounding
from dealmodel.formulas.columns import Column
from dealmodel.formulas.doubles import constant, quotient
from dealmodel.formulas.quotients import LARGEST, Whole
from dealmodel.tables.floats import float_of, floats_of_column, floats_of_quotients

ROUNDINGS: tuple[Rounding, ...] = ("down", "half_even", "up")
OVER = st.integers(-LARGEST, LARGEST) | st.integers(-100, 100)
UNDER = st.integers(1, LARGEST) | st.integers(1, 100)


def is_right(found: float, true: Fraction, rounding: Rounding) -> bool:
    if rounding == "half_even":
        return found == float(true)
    # Behind the largest float stands no number, but infinity, which compares with all of them.
    following = nextafter(found, inf if rounding == "down" else -inf)
    beyond = following if isinf(following) else Fraction(following)
    one = Fraction(found)
    return one <= true < beyond if rounding == "down" else beyond < true <= one


@pytest.mark.parametrize("rounding", ROUNDINGS)
@given(st.fractions() | st.floats(allow_nan=False, allow_infinity=False).map(Fraction))
@example(Fraction(nextafter(inf, 0)))
@example(Fraction(nextafter(-inf, 0)))
def test_one_number(rounding: Rounding, value: Fraction) -> None:
    assert is_right(float_of(value, rounding), value, rounding)


def test_a_number_beyond_all_floats() -> None:
    huge = Fraction(10**400)
    most = nextafter(inf, 0)
    assert [float_of(huge, each) for each in ROUNDINGS] == [most, inf, inf]
    assert [float_of(-huge, each) for each in ROUNDINGS] == [-inf, -inf, -most]


@pytest.mark.parametrize("rounding", ROUNDINGS)
@given(st.lists(st.tuples(OVER, UNDER), min_size=1, max_size=20))
def test_quotients_are_rounded_as_exact_arithmetic_has_it(
    rounding: Rounding, rows: list[tuple[int, int]]
) -> None:
    over, under = zip(*rows, strict=True)
    found = floats_of_quotients(
        Whole(np.array(over, float), min(over), max(over)),
        Whole(np.array(under, float), min(under), max(under)),
        rounding,
    )
    for one, row in zip(found.tolist(), rows, strict=True):
        assert is_right(one, Fraction(*row), rounding)
        assert str(one) != "-0.0"


@pytest.mark.parametrize("rounding", ROUNDINGS)
@given(st.fractions(-(10**12), 10**12, max_denominator=10**30), st.fractions(1, 10**9))
def test_numbers_with_an_error_are_right_or_not_sure(
    rounding: Rounding, a: Fraction, b: Fraction
) -> None:
    with np.errstate(all="ignore"):
        values = quotient(constant(a), constant(b))
    (found,), unsure = floats_of_column(Column(values, 0, 0, is_finite=False), rounding)
    assert len(unsure) or is_right(float(found), a / b, rounding)


def test_numbers_between_two_floats_are_nearly_all_sure() -> None:
    thirds = quotient(constant(Fraction(1)), constant(Fraction(3)))
    for rounding in ROUNDINGS:
        assert not len(floats_of_column(Column(thirds, 0, 0, is_finite=False), rounding)[1])
    # One half is a float: that it is not a little less cannot be told with an error.
    half = quotient(constant(Fraction(3)), constant(Fraction(6)))
    assert len(floats_of_column(Column(half, 0, 0, is_finite=False), "down")[1])
