"""How an answer comes about, as text and as a record."""

from __future__ import annotations

import json

import pytest

from dealmodel.figures.reader import figure
from dealmodel.formulas.explanation import METHOD_MEANS
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.language import parse
from dealmodel.formulas.ranges.enclosure import METHODS
from dealmodel.formulas.result import Result, evaluate
from tests.formulas.quantities import known


def typed(text: str) -> Result:
    program = parse(text)
    return evaluate(program.name or "answer", program.expression, program.inputs)


@pytest.fixture
def pre_money() -> Result:
    figures = {
        "paid": figure("€1.5 billion").from_source("cnbc"),
        "stake": figure("21%").from_source("wikipedia"),
    }
    paid, stake = Leaf("paid"), Leaf("stake")
    return evaluate("pre_money", paid / stake - paid, figures, warnings=["undeclared"])


def test_the_text_names_every_part(pre_money: Result):
    text = pre_money.explain()
    for part in (
        "pre_money = paid / stake - paid",
        "“€1.5 billion”, 1500000000 EUR [1450000000, 1550000000], cnbc",
        "“21%”, 0.21 [0.205, 0.215], wikipedia",
        "paid / stake = 7142857142.857142857142857143 EUR [6744186046.511627906976744186, ",
        "low   paid at its low end, stake at its high end",
        "high  paid at its high end, stake at its low end",
        "method: monotone (exact:",
        "paid  52.5 % narrower",
        "stake  47.5 % narrower",
        "warning: undeclared",
    ):
        assert part in text


def test_the_record(pre_money: Result):
    record = pre_money.explanation()
    assert [step["formula"] for step in record["steps"]] == ["paid / stake", "paid / stake - paid"]
    assert record["steps"][0]["high"] == "7560975609.756097560975609757"
    assert record["ends"] == {
        "low": {"paid": "low", "stake": "high"},
        "high": {"paid": "high", "stake": "low"},
    }
    assert [driver["input"] for driver in record["drivers"]] == ["paid", "stake"]
    assert record["drivers"][0]["narrower_by"].startswith("0.525203")
    assert json.loads(json.dumps(record)) == record


def test_a_step_that_occurs_twice_is_shown_once():
    record = typed("x = €5 million; y = x * 2; y / (y + $1 * 0 * x / $1)").explanation()
    formulas = [step["formula"] for step in record["steps"]]
    assert formulas.count("x * 2") == 1


def test_a_part_without_bounds_of_its_own():
    inputs = {"x": known(1, -1, 1), "y": known("0.5", 0, 1)}
    x, y = Leaf("x"), Leaf("y")
    record = evaluate("z", x / y * y * y, inputs).explanation()
    assert (record["steps"][0]["low"], record["steps"][0]["high"]) == (None, None)
    assert "x / y = 2, unbounded" in evaluate("z", x / y * y * y, inputs).explain()


def test_an_extreme_inside_is_said_to_be_no_corner():
    text = typed("x = {between -1 and 2}; x ** 2").explain()
    assert "low   made by no corner" in text
    assert "high  x at its high end" in text


def test_what_is_constant_depends_on_nothing():
    text = typed("x = 5 cars; x - x").explain()
    assert "low   whatever the inputs are" in text
    assert "method: constant" in text


def test_an_outer_range_is_said_to_be_one():
    result = typed("x = {20% to 90%}; x * (1 - x)")
    assert not result.tight
    assert "an outer range" in result.explain()
    assert result.explanation()["ends"] == {"low": None, "high": None}


def test_a_one_sided_answer_has_drivers_of_unknown_width():
    text = typed("{just over 300,000 cars} / {less than a tenth}").explain()
    assert "less than a tenth  of unknown width" in text


def test_every_method_is_explained():
    assert tuple(METHOD_MEANS) == METHODS


def test_a_long_formula_shows_the_steps_nearest_to_the_answer():
    record = typed("+".join(f"{n + 1} cars" for n in range(60))).explanation()
    assert len(record["steps"]) == 30
    assert record["steps"][-1]["point"] == "1830"
