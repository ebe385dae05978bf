"""A result: values, record, text, HTML, money."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from moneyed import Money

from dealmodel.errors import DivisionByZero, UnitMismatch, UnknownName, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.reader import figure
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Expression, Leaf
from dealmodel.formulas.language import parse
from dealmodel.formulas.result import Result, evaluate
from tests.formulas.quantities import Known, known
from tests.formulas.strategies import boxes, points, trees

paid, stake = Leaf("paid"), Leaf("stake")
FIGURES = {
    "paid": figure("€1.5 billion").from_source("wikipedia"),
    "stake": figure("20 percent").from_source("cnbc"),
}


@pytest.fixture
def equity() -> Result:
    return evaluate("implied_equity_value", paid / stake, FIGURES, warnings=["undeclared"])


def typed(text: str) -> Result:
    program = parse(text)
    return evaluate(program.name or "answer", program.expression, program.inputs)


def test_the_stake_in_leapmotor(equity: Result):
    # €1.5bn / 20 %: 1.45/0.205 and 1.55/0.195.
    assert equity.point == 7_500_000_000
    assert equity.low == Fraction(1_450_000_000) / Fraction("0.205")
    assert equity.high == Fraction(1_550_000_000) / Fraction("0.195")
    assert (equity.kind, equity.unit.text) == ("money", "EUR")
    assert (equity.method, equity.tight) == ("interval", True)
    assert equity.sources == ("wikipedia", "cnbc")
    assert equity.formula == "paid / stake"


def test_the_record(equity: Result):
    record = equity.to_dict()
    assert list(record) == [
        "name", "kind", "unit", "point", "low", "low_open", "high", "high_open", "rounded",
        "formula", "inputs", "method", "tight", "sources", "warnings",
    ]  # fmt: skip
    assert record["point"] == "7500000000"
    assert record["low"] == "7073170731.707317073170731707"
    assert record["high"] == "7948717948.717948717948717949"
    assert record["rounded"] == "7500000000.00"
    assert record["inputs"]["stake"]["verbatim"] == "20 percent"
    assert record["warnings"] == ["undeclared"]
    assert json.loads(json.dumps(record)) == record


def test_details_come_before_the_warnings():
    result = evaluate("x", paid, FIGURES, details={"requested": "2025-04-26", "age_days": 1})
    assert list(result.to_dict())[-3:] == ["requested", "age_days", "warnings"]


def test_a_number_without_currency_is_not_rounded():
    result = typed("{just over 300,000 cars} / {less than a tenth}")
    record = result.to_dict()
    assert "rounded" not in record
    assert result.rounded is None
    assert (record["low"], record["low_open"], record["high"], record["high_open"]) == (
        "3000000", True, None, True,
    )  # fmt: skip


def test_money_is_rounded_once_half_even():
    dollars = {
        "x": known("2.675", unit=Unit.of("USD"), kind="money"),
        "y": known("2.665", unit=Unit.of("USD"), kind="money"),
    }
    assert evaluate("price", Leaf("x"), dollars).money == Money(Decimal("2.68"), "USD")
    assert evaluate("price", Leaf("y"), dollars).rounded == "2.66"
    yen = {"x": known("2.5", unit=Unit.of("JPY"), kind="money")}
    assert evaluate("price", Leaf("x"), yen).money == Money(2, "JPY")


def test_money_of_what_is_none_is_refused(equity: Result):
    assert equity.money == Money(7_500_000_000, "EUR")
    with pytest.raises(UsageError, match="share_of_pair is no amount of money, but a ratio"):
        _ = evaluate("share_of_pair", stake / stake, FIGURES).money
    ranged = typed("total = {€1–2 million}")
    with pytest.raises(UsageError, match="total has no point"):
        _ = ranged.money
    assert ranged.to_dict()["rounded"] is None


def test_a_range_gives_bounds_without_a_point():
    result = typed("{between 1 and 3} + 1")
    assert result.point is None
    assert result.bounds == Bounds(Fraction(2), Fraction(4))


def test_what_does_not_depend_on_a_range_has_a_point():
    assert typed("x = {between 1 and 3}; x - x + 5").point == 5


def test_unused_inputs_are_no_part_of_the_result():
    result = evaluate("x", paid, FIGURES)
    assert list(result.inputs) == ["paid"]
    assert result.sources == ("wikipedia",)


def test_a_result_is_an_input_of_another_formula(equity: Result):
    doubled = evaluate("twice", Leaf("whole") * 2, {"whole": equity})
    assert doubled.point == 15_000_000_000
    assert doubled.sources == ("wikipedia", "cnbc")
    assert doubled.formula == "paid / stake * 2"
    assert list(doubled.to_dict()["inputs"]) == ["paid", "stake"]
    assert doubled.warnings == ("undeclared",)


def test_errors():
    with pytest.raises(UnknownName, match="stak"):
        evaluate("x", paid / Leaf("stak"), FIGURES)
    with pytest.raises(UnitMismatch):
        evaluate("x", paid + stake, FIGURES)
    with pytest.raises(DivisionByZero, match="at the figures as printed"):
        evaluate("x", 1 / Leaf("x"), {"x": known(0, 0, 1)})
    with pytest.raises(DivisionByZero, match="at the figures as printed"):
        evaluate("x", Leaf("x") ** -1, {"x": known(0, 0, 1)})


def test_one_line(equity: Result):
    assert str(equity) == (
        "implied_equity_value = 7500000000.00 EUR [7073170731.70, 7948717948.72]"
    )
    assert str(typed("109,800 yuan")) == "answer = 109800.00 CNY"
    assert str(typed("1 - 21%")) == "answer = 0.79 [0.785, 0.795]"
    assert str(typed("{1 to 3} / 3")) == "answer = no point [0.3333333333, 1]"


def test_a_notebook_shows_it_and_runs_nothing_that_was_typed():
    hostile = Leaf("<script>alert(1)</script>")
    inputs = {
        hostile.name: Known(
            Fraction(1), Bounds(Fraction(1), Fraction(2)), Unit.of("<b>"), "count", ("<i>",)
        )
    }
    html = evaluate("<img src=x>", hostile, inputs, warnings=["<u>"])._repr_html_()
    for markup in ("<script", "<b>1", "<i>", "<img", "<u>"):
        assert markup not in html
    assert "&lt;script&gt;" in html
    assert "[1, 2]" in html


def test_results_are_plain_values(equity: Result):
    again = evaluate("implied_equity_value", paid / stake, dict(FIGURES), warnings=["undeclared"])
    assert again == equity
    assert pickle.loads(pickle.dumps(equity)) == equity
    assert copy.deepcopy(equity) == equity
    assert hash(copy.deepcopy(equity)) == hash(equity)


def test_a_console_shows_the_answer_and_not_its_tree(equity: Result):
    assert repr(equity) == f"<Result {equity}>"


@settings(max_examples=150)
@given(st.data(), trees, boxes())
def test_the_point_lies_between_the_bounds(
    data: st.DataObject, tree: Expression, box: dict[str, Bounds]
):
    values = data.draw(points(box))
    inputs = {name: Known(values[name], box[name]) for name in box}
    try:
        result = evaluate("x", tree, inputs)
    except DivisionByZero:
        assume(False)
        raise
    assert result.point is not None
    assert result.point in result.bounds
