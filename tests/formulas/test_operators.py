"""Python's operators on figures and results: arithmetic, comparison, float, format."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel
from dealmodel.errors import (
    DealModelError,
    DivisionByZero,
    RootOfNegative,
    Undecided,
    UnitMismatch,
    UsageError,
)
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import figure
from dealmodel.formulas.expression import Constant, Leaf
from dealmodel.formulas.result import Result, evaluate

PAID, STAKE = figure("€1.5 billion"), figure("20%")
RANGE = figure("€1–2 million")


def exactly(value: Fraction | int) -> Result:
    return evaluate("n", Constant(Fraction(value)), {})


def test_a_formula_written_in_python_is_the_same_as_in_calc() -> None:
    ours = PAID / STAKE - PAID
    typed = dealmodel.calc("p / s - p", p=PAID, s=STAKE)
    assert (ours.point, ours.bounds, ours.method) == (typed.point, typed.bounds, typed.method)
    assert ours.formula == "€1.5 billion / 20% - €1.5 billion"
    assert list(ours.inputs) == ["€1.5 billion", "20%"]
    assert ours.inputs["20%"] is STAKE


def test_a_figure_is_the_same_unknown_wherever_it_stands() -> None:
    assert (PAID - PAID).bounds == Bounds(Fraction(0), Fraction(0))
    again = figure("€1.5 billion")
    assert (PAID - again).bounds == Bounds(Fraction(-(10**8)), Fraction(10**8))
    assert (PAID - again).formula == "€1.5 billion - {€1.5 billion #2}"
    value = dealmodel.implied_value("20%", "€1.5 billion", shares_are="primary")
    cash = value.implied_equity_value - value.pre_money[0]
    assert (cash.low, cash.high) == (1_450_000_000, 1_550_000_000)


@pytest.mark.parametrize("number", [3, Fraction(3), Decimal(3)])
def test_exact_numbers(number: int) -> None:
    assert (PAID * number).point == (number * PAID).point == 4_500_000_000
    assert (PAID / number).low == 1_450_000_000 / Fraction(3)
    assert (number / STAKE).point == 15
    assert (number - STAKE).point == Fraction(14, 5)
    assert (STAKE + number).point == (number + STAKE).point == Fraction(16, 5)
    assert (STAKE**number).point == Fraction(1, 125)


def test_the_others() -> None:
    assert (-PAID).high == -1_450_000_000
    assert (+PAID).bounds == PAID.bounds
    assert abs(-PAID).bounds == PAID.bounds
    assert sum([PAID, PAID]).point == 3_000_000_000
    assert (PAID / PAID) ** Fraction(1, 2) != PAID
    assert ((PAID * 4 / PAID) ** Decimal("0.5")).point == 2
    assert ((PAID * 4 / PAID) ** exactly(3)).point == 64
    assert (2 ** exactly(3)).point == 8
    assert max(PAID, figure("€3 billion")).value == 3_000_000_000
    assert sorted([figure("30%"), figure("10%")]) == [figure("10%"), figure("30%")]


@pytest.mark.parametrize("other", [1.5, float("nan"), True, None, "€1", [], Decimal("nan"), 1j])
def test_what_is_no_operand_is_refused(other: object) -> None:
    for compute in (
        lambda: PAID + other,
        lambda: other - PAID,
        lambda: PAID**other,
        lambda: other > PAID,
        lambda: other >= (PAID / 2),
    ):
        with pytest.raises(UsageError, match=r"no operand|exact number"):
            compute()


def test_what_has_no_answer() -> None:
    with pytest.raises(UnitMismatch, match="cannot add EUR and USD"):
        PAID + figure("$1 billion")
    with pytest.raises(UnitMismatch, match="cannot compare EUR and USD"):
        _ = figure("$1 billion") > PAID
    with pytest.raises(DivisionByZero):
        PAID / 0
    with pytest.raises(UsageError, match="an exponent is an exact number"):
        2**STAKE
    with pytest.raises(RootOfNegative):
        (-STAKE) ** Fraction(1, 2)


def test_a_comparison_is_decided_where_the_bounds_are_apart() -> None:
    assert figure("€2.0 billion") > PAID
    assert not figure("€2.0 billion") < PAID
    assert PAID > 0
    assert STAKE < 1
    assert not STAKE >= 1
    assert exactly(3) <= 3
    assert not exactly(3) < 3
    # The same unknown is neither less nor more than itself.
    assert PAID <= PAID
    assert not PAID > PAID
    assert PAID * 2 > PAID


def test_ends_that_touch() -> None:
    below, above = figure("less than 20%"), figure("20% or more")
    assert below < above
    assert below <= above
    assert not above < below
    closed = figure("at most 20%")
    assert closed <= above
    with pytest.raises(Undecided):
        _ = closed < above
    assert above >= closed


def test_a_comparison_that_cannot_be_told_is_an_error_with_both_bounds() -> None:
    with pytest.raises(Undecided) as caught:
        _ = figure("€1.54 billion") > PAID
    assert str(caught.value) == (
        "cannot tell whether [1450000000, 1550000000] EUR < [1535000000, 1545000000] EUR: their "
        "bounds overlap. Compare .point, .low or .high instead"
    )
    assert caught.value.code == "undecided"
    assert caught.value.left == PAID.bounds
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.right) == (str(caught.value), caught.value.right)


def test_equal_is_the_same_record() -> None:
    assert figure("20%") == STAKE
    assert figure("20 percent") != STAKE
    assert figure("20%") != Fraction(1, 5)
    one, other = PAID / STAKE, PAID / STAKE
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, PAID, STAKE, figure("20%")}) == 3
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_float_is_the_point() -> None:
    assert float(STAKE) == 0.2
    assert float(PAID / STAKE) == 7.5e9
    with pytest.raises(UsageError, match=r"float\(\) needs a point, and \[1000000, 2000000\]"):
        float(RANGE)
    with pytest.raises(UsageError, match="larger than a float"):
        float(exactly(10**400))


def test_format_is_that_of_the_point() -> None:
    assert f"{PAID / STAKE:,.0f}" == "7,500,000,000"
    assert f"{STAKE:.1%}" == "20.0%"
    assert f"{PAID / 7:.2f}" == "214285714.29"
    assert f"{PAID:.2e}" == "1.50e+9"
    assert f"{STAKE}" == str(STAKE)
    assert f"{PAID / STAKE!s:>70}"[:5] == "     "
    assert f"{PAID / STAKE:>70}" == str(PAID / STAKE).rjust(70)
    for how in ("q", ".2d", ".99999f", "%Y"):
        with pytest.raises(UsageError):
            format(STAKE, how)
    with pytest.raises(UsageError, match="needs a point"):
        format(RANGE, ".2f")
    assert format(RANGE, "") == str(RANGE)


@given(st.fractions(max_denominator=10**6), st.integers(0, 12))
def test_format_rounds_once_half_even(value: Fraction, places: int) -> None:
    with localcontext() as context:
        context.rounding = ROUND_UP
        text = format(exactly(value), f".{places}f")
    assert Fraction(text) == Fraction(round(value * 10**places), 10**places)


def test_a_hair_below_a_tie_is_no_tie() -> None:
    hair = Fraction(1, 3 * 10**60)
    assert f"{exactly(Fraction(5, 2) + hair):.0f}" == "3"
    assert f"{exactly(Fraction(5, 2)):.0f}" == "2"
    assert f"{exactly(-Fraction(7, 2) + hair):.0f}" == "-3"


def test_loading_the_package_loads_no_formulas() -> None:
    code = (
        "import sys, dealmodel; f = dealmodel.figure('20%'); "
        "assert not any('formulas' in m for m in sys.modules); f + f; "
        "assert 'dealmodel.formulas.operators' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    # However the figure was come by.
    code = "from dealmodel.figures.reader import figure; print(figure('20%') * 2)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("result = 0.4 ")


def test_every_refusal_is_an_error_of_ours() -> None:
    assert issubclass(Undecided, DealModelError)
    assert isinstance(PAID, Figure)
    assert Leaf("x") == Leaf("x")
