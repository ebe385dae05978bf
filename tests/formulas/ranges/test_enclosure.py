"""Ranges of formulas whose true range is known by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Absolute, Constant, Expression, Leaf, Maximum, Minimum
from dealmodel.formulas.points import point
from dealmodel.formulas.ranges.enclosure import Enclosure, enclose

a, b, c, s, x, y, z = (Leaf(name) for name in "abcsxyz")


def between(low: str | int | None, high: str | int | None, opens: str = "[]") -> Bounds:
    return Bounds(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        opens[0] == "(",
        opens[1] == ")",
    )


def found(expression: Expression, **box: Bounds) -> tuple[str, str]:
    enclosure = enclose(expression, box)
    return str(enclosure.bounds), enclosure.method


def test_pre_money_is_not_as_wide_as_step_by_step():
    # C/s - C over C in [90, 110], s in [0.20, 0.25]: 90/0.25 - 90 = 270, 110/0.2 - 110 = 440.
    box = {"c": between(90, 110), "s": between("0.2", "0.25")}
    assert enclose(c / s - c, box) == Enclosure(between(270, 440), "monotone", True)


@pytest.mark.parametrize(
    ("expression", "box", "bounds", "method"),
    [
        (Constant(Fraction(3)) / 4, {}, "[3/4, 3/4]", "constant"),
        (a * 2, {"a": between(3, 3)}, "[6, 6]", "constant"),
        (x - x, {"x": between(1, 3)}, "[0, 0]", "constant"),
        (x / x, {"x": between(1, 3)}, "[1, 1]", "constant"),
        ((x + y) / (y + x), {"x": between(1, 3), "y": between(2, 7)}, "[1, 1]", "constant"),
        (a + b, {"a": between(1, 2, "(]"), "b": between(3, 4)}, "(4, 6]", "interval"),
        (a - b, {"a": between(1, 2), "b": between(3, None)}, "(-∞, -1]", "interval"),
        (a * b, {"a": between(0, 5), "b": between(0, None, "()")}, "[0, ∞)", "interval"),
        (a * b, {"a": between(0, 5, "(]"), "b": between(0, None)}, "[0, ∞)", "interval"),
        (a * b, {"a": between(0, 5, "(]"), "b": between(0, None, "()")}, "(0, ∞)", "interval"),
        (a**2, {"a": between(-2, 1, "(]")}, "[0, 4)", "interval"),
        (a**-2, {"a": between(2, 4, "(]")}, "[1/16, 1/4)", "interval"),
        (abs(a - 1), {"a": between(-2, 2, "(]")}, "[0, 3)", "interval"),
        (a / (a + b), {"a": between(1, 3), "b": between(2, 5)}, "[1/6, 3/5]", "monotone"),
        (a / (a + b), {"a": between(0, None), "b": between(1, 2)}, "[0, 1)", "monotone"),
        (
            a / (a + b),
            {"a": between(0, None, "()"), "b": between(0, None, "()")},
            "(0, 1)",
            "monotone",
        ),
        (x * (1 - x), {"x": between("0.2", "0.4")}, "[4/25, 6/25]", "monotone"),
        (x**2 - x, {"x": between(1, 3, "()")}, "(0, 6)", "monotone"),
        (
            Maximum((a - b, Constant(Fraction(0)))) / (a + b),
            {"a": between(1, 3), "b": between(2, 4)},
            "[0, 1/5]",
            "monotone",
        ),
        (Minimum((a, b)) + a, {"a": between(1, 3), "b": between(2, 4)}, "[2, 6]", "monotone"),
        (
            abs(a / (a + b) - Fraction(1, 2)),
            {"a": between(1, 3), "b": between(2, 5)},
            "[0, 1/3]",
            "monotone",
        ),
        (a * abs(a + b), {"a": between(1, 3), "b": between(2, 5, "[)")}, "[3, 24)", "monotone"),
        (
            a * b - b * c + a * c,
            {"a": between(-1, 1), "b": between(-1, 2), "c": between(-3, 1)},
            "[-7, 7]",
            "corners",
        ),
    ],
)
def test_known_ranges(expression: Expression, box: dict[str, Bounds], bounds: str, method: str):
    assert found(expression, **box) == (bounds, method)


def test_a_common_factor_below_zero():
    # (x·y + x)/(x·z) is (y + 1)/z, whatever the sign of x.
    box = {"x": between(-3, -1), "y": between(1, 2), "z": between(1, 2)}
    assert found((x * y + x) / (x * z), **box) == ("[1, 3]", "monotone")


def test_an_average_whose_weights_may_both_be_next_to_nothing():
    # (x·y + z·c)/(x + z) lies between the smaller of y, c and the larger, at weights as small as
    # one likes: x/z may be anything above 0.
    box = {
        "x": between(0, 1, "(]"),
        "z": between(0, 1, "(]"),
        "y": between(-1, 2),
        "c": between(-2, 1),
    }
    assert found((x * y + z * c) / (x + z), **box) == ("(-2, 2)", "monotone")
    mixed = (x * (y * c - c) + z * (c * y - y)) / (x + z)
    # y·c - c and c·y - y: at (2, -2) -2 and -6, at (-1, 1) -2 and 0, at (-1, -2) 4 and 3.
    assert found(mixed, **box) == ("(-6, 4)", "corners")


def test_a_parabola_peaks_inside_and_not_at_a_corner():
    enclosure = enclose(x * (1 - x), {"x": between("0.2", "0.9")})
    assert (enclosure.method, enclosure.tight) == ("branch-and-bound", False)
    assert enclosure.bounds.low == Fraction(9, 100)
    assert enclosure.bounds.high is not None
    assert Fraction(1, 4) <= enclosure.bounds.high < Fraction("0.2500001")


def test_an_outer_range_keeps_an_end_that_is_attained_at_one_of_two_boxes():
    # a²/(2a - 4) is 16/3 at 8/3 and comes down to 4 at 4, then up to 16/3 as a nears 8.
    enclosure = enclose(a * a / (a - 3 + a - 1), {"a": between("8/3", 8, "[)")})
    assert Fraction(16, 3) in enclosure.bounds
    assert Fraction(4) in enclosure.bounds


def test_limits_of_limits():
    # a·b/(1 + a·b): however small b is, a may be so large that the quotient nears 1.
    box = {"a": between(0, None), "b": between(0, 1, "(]")}
    assert found(a * b / (1 + a * b), **box) == ("[0, 1)", "monotone")


class TestDivisors:
    def test_below_a_tenth_gives_one_sided_bounds(self):
        box = {"a": between(295_000, 305_000), "b": between(0, "0.1", "[)")}
        assert found(a / b, **box) == ("(2950000, ∞)", "interval")

    def test_a_negative_divisor_up_to_zero(self):
        assert found(1 / a, a=between(-2, 0)) == ("(-∞, -1/2]", "interval")

    def test_zero_over_what_may_be_zero(self):
        assert found((a - a) / b, a=between(1, 2), b=between(0, 1)) == ("[0, 0]", "constant")

    def test_a_shared_divisor_that_reaches_zero(self):
        box = {"c": between(90, 110), "s": between(0, "0.25", "[)")}
        assert found(c / s - c, **box) == ("(270, ∞)", "monotone")
        assert found(1 - b / a, a=between(0, 1), b=between(0, 1)) == ("(-∞, 1]", "interval")
        assert found((a - b) / a, a=between(0, 1), b=between(0, 1)) == ("(-∞, 1]", "monotone")

    def test_a_quotient_of_two_that_may_be_zero_together(self):
        box = {"a": between(0, 1), "b": between(0, 1)}
        assert found(a / (a + b), **box) == ("[0, 1]", "monotone")

    def test_a_divisor_that_is_zero_over_half_the_box(self):
        # 1 + b/a where a is above 0, and nothing elsewhere: from 2 on.
        formula = (b + a) / Maximum((a, Constant(Fraction(0))))
        bounds = enclose(formula, {"a": between(-1, 1), "b": between(1, 2)}).bounds
        assert bounds.low is not None
        assert bounds.low <= 2
        assert bounds.high is None

    def test_what_cancels_is_still_not_attained_where_it_has_no_value(self):
        assert found(a * a / a, a=between(0, 1)) == ("(0, 1]", "monotone")

    def test_the_divisor_is_judged_by_its_own_exact_range(self):
        # s - s·s/2 over [1, 1.5] step by step reaches below 0; truly it stays in [0.375, 0.5].
        assert found(1 / (s - s * s / 2), s=between(1, "1.5")) == ("[2, 8/3]", "monotone")

    @pytest.mark.parametrize(
        ("expression", "box"),
        [
            (a / b, {"a": between(1, 2), "b": between(-1, 1)}),
            (a / b, {"a": between(1, 2), "b": between(0, 0)}),
            (a / b, {"a": between(-1, 1), "b": between(0, 1)}),
            (a / (b - 5), {"a": between(1, 2), "b": between(4, 6)}),
            (a / (a - a), {"a": between(1, 2)}),
            (a**-1, {"a": between(-1, 1)}),
            (a + a / (a - b), {"a": between(1, 2), "b": between(1, 2)}),
            (a * b / (a * a), {"a": between(-1, 1), "b": between(1, 2)}),
            (a / b / (a * a), {"a": between(None, None), "b": between(-6, 0, "()")}),
        ],
    )
    def test_a_divisor_that_may_be_zero(self, expression: Expression, box: dict[str, Bounds]):
        with pytest.raises(DivisionByZero, match=r"the divisor .* may be 0"):
            enclose(expression, box)

    def test_the_error_names_the_figures_and_their_bounds(self):
        with pytest.raises(DivisionByZero, match=r"b is in \[4, 6\]") as caught:
            enclose(a / (b - 5), {"a": between(1, 2), "b": between(4, 6)})
        assert caught.value.divisor == "b - 5"


def _sum(parts: list[Expression]) -> Expression:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


TEN = [Leaf(f"x{i}") for i in range(10)]


@pytest.mark.parametrize("low", [-3, 1])
def test_ten_inputs_against_all_corners_tried_one_by_one(low: int):
    ring = _sum([TEN[i] * (TEN[(i + 1) % 10] - TEN[(i + 3) % 10]) for i in range(10)])
    formula = ring / (_sum(TEN) + 60)
    box = {f"x{i}": Bounds(Fraction(low) + Fraction(i, 7), Fraction(3 + i % 4)) for i in range(10)}
    values = [
        point(formula, dict(zip(box, corner, strict=True)))
        for corner in product(*((each.low, each.high) for each in box.values()))
    ]
    # Linear over linear in each leaf, so that the extremes are at corners.
    enclosure = enclose(formula, box)
    assert enclosure.bounds == Bounds(min(values), max(values))
    assert enclosure.tight


def test_a_share_of_a_hundred():
    parts = [Leaf(f"x{i}") for i in range(100)]
    box = {f"x{i}": between(1, 2) for i in range(100)}
    assert found(parts[0] / _sum(parts), **box) == ("[1/199, 2/101]", "monotone")


def test_a_monthly_rate_over_ten_years():
    # 1 - (1 + r)^-120 over r grows with r.
    growth = (1 + x) ** 120
    enclosure = enclose((growth - 1) / growth, {"x": between("0.01", "0.02")})
    assert enclosure.method == "monotone"
    assert enclosure.bounds.low == 1 - Fraction(1) / Fraction("1.01") ** 120


def test_absolute_of_mixed_sign_beside_its_own_argument():
    # |a - b|·a: at a = 2.5, b = 5 it is 6.25, inside the box; only an outer range is claimed.
    enclosure = enclose(Absolute(a - b) * a, {"a": between(1, 3), "b": between(2, 5)})
    assert not enclosure.tight
    assert Fraction(25, 4) in enclosure.bounds
    assert Fraction(0) in enclosure.bounds
