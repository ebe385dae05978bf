"""Speed of formulas, each beside what it is compared with.

Run with ``python -m pytest tests/benchmarks/test_formulas.py --benchmark-enable``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from itertools import count
from operator import add
from typing import Any

import pytest
from uncertainties import ufloat

from dealmodel.calculators.calculation import calc
from dealmodel.calculators.valuation import implied_value
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.reader import figure
from dealmodel.formulas.expression import Expression, Leaf
from dealmodel.formulas.language import parse
from dealmodel.formulas.result import Result, evaluate
from tests.formulas.quantities import Known

paid, stake = Leaf("paid"), Leaf("stake")
FIGURES = {"paid": figure("€1.5 billion"), "stake": figure("21%")}

LEAVES = [Leaf(f"x{number}") for number in range(10)]
TOTAL = reduce(add, LEAVES)
PRODUCTS = reduce(add, [LEAVES[i] * LEAVES[i + 5] for i in range(5)])
RING = reduce(add, [LEAVES[i] * LEAVES[(i + 1) % 10] for i in range(10)])


def positive() -> dict[str, Known]:
    return {f"x{i}": _around(Fraction(10 + i), Fraction(1, 2) + Fraction(i, 10)) for i in range(10)}


def around_zero() -> dict[str, Known]:
    return {f"x{i}": _around(Fraction(i % 3 - 1, 5), Fraction(1 + i % 4, 2)) for i in range(10)}


def _around(middle: Fraction, spread: Fraction) -> Known:
    return Known(middle, Bounds(middle - spread, middle + spread))


@pytest.mark.benchmark(group="implied value: one quotient with its uncertainty")
class TestImpliedValue:
    def test_dealmodel_full_result(self, benchmark: Any):
        result = benchmark(evaluate, "implied_equity_value", paid / stake, FIGURES)
        assert result.low == Fraction(1_450_000_000) / Fraction("0.215")

    def test_dealmodel_from_text_with_both_pre_money_values(self, benchmark: Any):
        value = benchmark(implied_value, "21%", "€1.5 billion")
        assert len(value.results) == 3

    def test_uncertainties(self, benchmark: Any):
        def quotient() -> tuple[float, float]:
            value = ufloat(1.5e9, 5e7) / ufloat(0.21, 0.005)
            return value.nominal_value, value.std_dev

        assert benchmark(quotient)[0] == pytest.approx(1.5e9 / 0.21)


@pytest.mark.benchmark(group="pre-money: one input twice")
class TestPreMoney:
    def test_dealmodel_full_result(self, benchmark: Any):
        result = benchmark(evaluate, "pre_money", paid / stake - paid, FIGURES)
        assert (result.method, result.tight) == ("monotone", True)

    def test_dealmodel_from_text(self, benchmark: Any):
        result = benchmark(calc, "p / s - p", p="€1.5 billion", s="21%")
        assert (result.method, result.tight) == ("monotone", True)

    def test_dealmodel_from_text_with_other_figures_each_time(self, benchmark: Any):
        """Whose words are read each time, while the formula is not."""
        numbers = count(1)

        def with_other_figures() -> Result:
            number = next(numbers)
            share = f"{1 + number % 98}.{number % 89}%"
            return calc("p / s - p", p=f"€{number}.5 billion", s=share)

        assert benchmark(with_other_figures).method == "monotone"

    def test_uncertainties(self, benchmark: Any):
        def difference() -> tuple[float, float]:
            amount = ufloat(1.5e9, 5e7)
            value = amount / ufloat(0.21, 0.005) - amount
            return value.nominal_value, value.std_dev

        assert benchmark(difference)[0] == pytest.approx(1.5e9 / 0.21 - 1.5e9)


TEN = [
    (PRODUCTS, positive(), "interval"),
    (PRODUCTS + RING, positive(), "monotone"),
    (PRODUCTS / TOTAL, positive(), "monotone"),
    (RING, around_zero(), "corners"),
    (RING / (TOTAL + 60), around_zero(), "corners"),
]
TEN_IDS = ["products", "products with repeats", "weighted mean", "corners", "corners of a quotient"]


@pytest.mark.benchmark(group="ten uncertain inputs")
@pytest.mark.parametrize(("formula", "inputs", "method"), TEN, ids=TEN_IDS)
def test_ten_inputs(benchmark: Any, formula: Expression, inputs: Mapping[str, Known], method: str):
    result = benchmark(evaluate, "ten", formula, inputs)
    assert (result.method, result.tight) == (method, True)


@pytest.mark.benchmark(group="ten uncertain inputs, explained")
@pytest.mark.parametrize(("formula", "inputs", "method"), TEN, ids=TEN_IDS)
def test_ten_inputs_explained(
    benchmark: Any, formula: Expression, inputs: Mapping[str, Known], method: str
):
    result = evaluate("ten", formula, inputs)
    assert f"method: {method}" in benchmark(result.explain)


@pytest.mark.benchmark(group="reading and explaining a formula")
class TestText:
    def test_parse(self, benchmark: Any):
        program = benchmark(parse, "paid = €1.5 billion; stake = 21%; paid / stake - paid")
        assert list(program.inputs) == ["paid", "stake"]

    def test_record(self, benchmark: Any):
        result = evaluate("implied_equity_value", paid / stake, FIGURES)
        assert benchmark(result.to_dict)["formula"] == "paid / stake"

    def test_explain(self, benchmark: Any):
        result = evaluate("pre_money", paid / stake - paid, FIGURES)
        assert "drivers" in benchmark(result.explain)
