"""How much narrower the answer would be if one input were exact."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.formulas.drivers import Driver, drivers
from dealmodel.formulas.expression import Leaf
from tests.formulas.quantities import known

a, b = Leaf("a"), Leaf("b")


def test_the_widest_input_comes_first():
    # [1, 3] + [10, 18]: width 10; without the first 8, without the second 2.
    inputs = {"a": known(2, 1, 3), "b": known(14, 10, 18)}
    assert drivers(a + b, inputs) == (
        Driver("b", Fraction(8, 10)),
        Driver("a", Fraction(2, 10)),
    )


def test_the_printed_value_counts_and_not_the_middle():
    # a·b with a exact at 1: width 8 of 3·18 - 10 = 44.
    inputs = {"a": known(1, 1, 3), "b": known(14, 10, 18)}
    assert drivers(a * b, inputs)[0] == Driver("a", Fraction(44 - 8, 44))


def test_a_range_counts_at_its_middle():
    # 1/a over [1, 4] is 3/4 wide; with b a factor in [2, 4], at a = 5/2: 2·(2/5).
    inputs = {"a": known(None, 1, 4), "b": known(3, 2, 4)}
    whole = Fraction(4) - Fraction(2, 4)
    assert drivers(b / a, inputs)[0] == Driver("a", 1 - Fraction(4, 5) / whole)


def test_exact_inputs_drive_nothing():
    assert drivers(a * b, {"a": known(2), "b": known(3)}) == ()


def test_what_cancels_drives_nothing():
    inputs = {"a": known(2, 1, 3), "b": known(14, 10, 18)}
    assert drivers(a - a + b, inputs) == (Driver("b", Fraction(1)), Driver("a", Fraction(0)))
    assert drivers(a - a, inputs) == (Driver("a", Fraction(0)),)


def test_an_infinite_width_is_not_divided():
    inputs = {"a": known(2, 1, 3), "b": known("0.5", 0, 1)}
    assert drivers(a / b, inputs) == (Driver("a", None), Driver("b", None))


def test_a_printed_zero_in_a_divisor_is_no_number_to_be_exact_at():
    inputs = {"a": known(2, 1, 3), "b": known(0, 0, 1)}
    assert drivers(a / b, inputs)[1].narrower_by is None
