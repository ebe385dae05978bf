"""What is typed, and the formula it means."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import figure
from dealmodel.formulas.expression import Constant, Convert, Leaf, Power
from dealmodel.formulas.language import Program, parse
from dealmodel.formulas.points import point
from dealmodel.formulas.rendering import render
from tests.formulas.quantities import known

KNOWN = {"paid": "€1.5 billion", "stake": "21%"}


def typed(text: str) -> str:
    return render(parse(text, KNOWN).expression)


def value(text: str) -> Fraction | None:
    program = parse(text)
    return point(program.expression, {name: each.point for name, each in program.inputs.items()})


def test_statements_and_the_answer():
    program = parse("paid = €1.5 billion; stake = 21%; paid / stake - paid")
    assert program.expression == Leaf("paid") / Leaf("stake") - Leaf("paid")
    assert list(program.inputs) == ["paid", "stake"]
    assert program.inputs["paid"].bounds == Bounds(Fraction(1_450_000_000), Fraction(1_550_000_000))
    assert program.name is None


def test_lines_comments_and_the_name_of_the_answer():
    program = parse("# a stake\npaid = €1.5 billion # printed\n\nstake=21%;\nwhole = paid/stake;\n")
    assert program.name == "whole"
    assert program.expression == Leaf("paid") / Leaf("stake")


def test_a_name_means_its_tree_so_that_leaves_stay_shared():
    program = parse("paid = €1.5 billion; x = paid / 21%; x - paid")
    assert program.expression == Leaf("paid") / Leaf("21%") - Leaf("paid")


def test_an_alias_is_the_same_unknown():
    program = parse("a = 5 cars; b = a; b - a")
    assert program.expression == Leaf("a") - Leaf("a")


def test_figures_typed_inline_are_unknowns_of_their_own():
    program = parse("21% - 21% + {half} - {half}")
    assert list(program.inputs) == ["21%", "21% #2", "half #1", "half #2"]


def test_a_bracket_lets_a_formula_run_over_lines():
    assert typed("(1\n + 2 # two\n)") == "1 + 2"
    assert typed("x = 5\n-x") == "-x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("16 / 4 / 2", 2),
        ("2 ** 3 ** 2", 512),
        ("-2 ** 2", -4),
        ("(-2) ** 2", 4),
        ("2 ** -1 + +1", Fraction(3, 2)),
        ("2 ** (1 + 1)", 4),
        ("n = 3; 2 ** n", 8),
        ("--3", 3),
        ("-(-(2))", 2),
        ("1 ÷ 4 × 8 − 1", 1),
        ("min(3, 1, 2) + max(4,5) * abs(-2)", 11),
        ("min(1, 2)", 1),
        ("max(10-2,3)", 8),
        ("0.9091 * 1,000", Fraction("909.1")),
        ("{three million} / 1000", 3000),
        ("104% - 4%", 1),
        ("2.5x * 2", 5),
        ("{€1–2 million} - {€1–2 million}", None),
    ],
)
def test_values(text: str, expected: int | Fraction | None):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("€1.5 billion", "money", "EUR"),
        ("US$9,280", "money", "USD"),
        ("RMB 380 million", "money", "CNY"),
        ("109,800 yuan", "money", "CNY"),
        ("21%", "share", None),
        ("4,272,145 cars", "count", "cars"),
        ("13 days", "duration", "day"),
        ("1.5 billion", "number", None),
        ("{just over 300,000 cars}", "count", "cars"),
        ("{less than a tenth}", "ratio", None),
    ],
)
def test_figures_as_printed(text: str, kind: str, unit: str | None):
    program = parse(f"{text} * 2")
    (quantity,) = program.inputs.values()
    assert (quantity.kind, quantity.unit.text) == (kind, unit)
    assert quantity.bounds == figure(text.strip("{}")).bounds
    start, end = quantity.to_dict()["span"]
    assert f"{text} * 2"[start:end] == text.strip("{}")


@pytest.mark.parametrize("text", ["2", "1000", "0.9091", "1,200", "4 272 145", "2e5", "2e-5"])
def test_a_number_of_digits_only_is_exact(text: str):
    program = parse(f"{text} * 1")
    assert not program.inputs
    named = parse(f"n = {text}; n")
    assert named.inputs["n"].bounds.is_point


def test_the_same_number_in_braces_is_a_figure():
    assert not parse("{1000}").inputs["1000"].bounds.is_point


def test_names_from_the_caller():
    given = {
        "text": "€1.5 billion",
        "digits": "2.5",
        "whole": 3,
        "part": Fraction(1, 3),
        "decimal": Decimal("0.21"),
        "quantity": known(7, 6, 8),
        "figure": figure("just over 300,000 cars"),
        "unused": "21%",
    }
    names = "text digits whole part decimal quantity figure".split()
    program = parse(" * ".join(names), given)
    assert list(program.inputs) == names
    exact = {name: each.point for name, each in program.inputs.items() if each.bounds.is_point}
    assert exact == {
        "digits": Fraction(5, 2),
        "whole": 3,
        "part": Fraction(1, 3),
        "decimal": Fraction(21, 100),
    }
    assert program.inputs["part"].to_dict()["verbatim"] == "1/3"


def test_the_reading_of_hedges_can_be_chosen():
    exact = parse("€1.5 billion + {about €2 billion}", rules=HedgeRules(exact=True))
    assert all(each.bounds.is_point for each in exact.inputs.values())
    strict = parse("{just over 300,000 cars}", rules=HedgeRules(reading="strict"))
    assert strict.inputs["just over 300,000 cars"].bounds.high is None


class TestConversions:
    def test_it_takes_everything_to_its_left(self):
        program = parse("paid / stake in USD on 2023-10-26", KNOWN)
        assert program.expression == Convert(Leaf("paid") / Leaf("stake"), "USD", "2023-10-26")
        assert typed("paid + paid in usd on 2023") == "paid + paid in USD on 2023"

    def test_and_the_result_can_go_on(self):
        assert typed("€1 billion in USD on 2023-10-26 + $5") == (
            "(€1 billion in USD on 2023-10-26) + $5"
        )

    def test_brackets_limit_it(self):
        assert typed("$5 + (€1 billion in USD on 2023-Q4)") == "$5 + (€1 billion in USD on 2023-Q4)"

    @pytest.mark.parametrize("date", ["2023-10-26", "2023-10", "2023-Q4", "2023", "26/04/2025"])
    def test_the_date_is_kept_as_typed(self, date: str):
        expression = parse(f"paid in USD on {date};", KNOWN).expression
        assert isinstance(expression, Convert)
        assert expression.when == date

    def test_in_and_on_at_the_start_of_names_are_names(self):
        assert typed("inputs = 2; only = 3; inputs * only") == "inputs * only"


@pytest.mark.parametrize("sign", "+-*/×÷")
def test_blanks_around_operators_are_free(sign: str):
    assert typed(f"5 cars{sign}2 cars") == typed(f"5 cars {sign} 2 cars")
    assert typed(f"€5{sign}(2%)") == typed(f"€5 {sign} 2%")


def test_a_minus_before_a_name_is_no_hyphen():
    assert typed("x = 5 cars; 10 cars-x") == "10 cars - x"
    assert typed("10 e-bikes + 2 e-bikes") == "10 e-bikes + 2 e-bikes"


def test_a_negative_exponent_is_a_power():
    assert parse("stake ** -2", KNOWN).expression == Power(Leaf("stake"), -2)


def test_a_program_is_a_value():
    once, again = parse("1 + 1"), parse("1 + 1")
    assert once == again == Program(Constant(Fraction(1)) + 1, {}, None)
