"""``dealmodel calc``."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.cli.conftest import Runner


def test_the_answer_of_the_last_statement(run: Runner) -> None:
    text = "paid = €1.5 billion; stake = 20%; paid / stake - paid"
    ran = run("calc", text, "--json")
    (result,) = ran.results
    assert ran.record["command"] == "calc"
    assert (result["point"], result["unit"]) == ("6000000000", "EUR")
    assert result["rounded"] == "6000000000.00"
    # (1/s - 1) * p rises with p and falls with s: 1.45 bn at 20.5 %, 1.55 bn at 19.5 %.
    assert result["low"].startswith("5623170731.7073170731")
    assert result["high"].startswith("6398717948.7179487179")
    assert set(result["inputs"]) == {"paid", "stake"}
    assert (result["formula"], result["tight"]) == ("paid / stake - paid", True)
    lines = run("calc", text).out.splitlines()
    assert lines[0] == "6,000,000,000.00 EUR [5,623,170,731.70, 6,398,717,948.72]"
    assert lines[1].strip() == "= paid / stake - paid"


def test_a_quotient_without_an_upper_end(run: Runner) -> None:
    formula = "{300,000 cars} / {less than a tenth}"
    (result,) = run("calc", formula, "--json").results
    assert (result["low"], result["low_open"]) == ("2950000", True)
    assert (result["high"], result["high_open"]) == (None, True)
    assert run("calc", formula).out.startswith("3,000,000 cars (2,950,000, ∞)\n")


def test_names_given_beside_the_formula(run: Runner) -> None:
    where = ("--where", "paid=$1.6 billion", "--where", "stake = 21%")
    (result,) = run("calc", "paid / stake", *where, "--json").results
    assert result["rounded"] == "7619047619.05"
    assert result["inputs"]["stake"]["verbatim"].strip() == "21%"


def test_the_answer_in_another_currency(run: Runner) -> None:
    arguments = ("calc", "€1.5 billion / 20%", "--to", "USD", "--on", "2023-10-26", "--json")
    (result,) = run(*arguments).results
    # 1.054 dollars for a euro were published on that day.
    assert Fraction(result["point"]) == Fraction(1_500_000_000) * 5 * Fraction("1.054")
    assert (result["used"], result["unit"]) == ("2023-10-26", "USD")


def test_a_currency_inside_the_formula(run: Runner) -> None:
    (result,) = run("calc", "€100 in USD on 2023-10-26", "--exact", "--json").results
    assert result["rounded"] == "105.40"


def test_explain_says_what_makes_each_end_and_what_drives_it(run: Runner) -> None:
    arguments = ("calc", "paid = $1.6 billion; stake = 21%; paid / stake - paid", "--explain")
    (result,) = run(*arguments, "--json").results
    assert result["explain"]["ends"]["low"] == {"paid": "low", "stake": "high"}
    assert {each["input"] for each in result["explain"]["drivers"]} == {"paid", "stake"}
    text = run(*arguments).out
    assert "paid at its low end, stake at its high end" in text
    assert "drivers" in text


def test_a_negated_name_goes_after_two_dashes(run: Runner) -> None:
    (result,) = run("calc", "--json", "--where", "x=5 cars", "--", "-x").results
    assert result["point"] == "-5"
    assert "after --" in run("calc", "-x", "--where", "x=5 cars").err
    (result,) = run("calc", "-5 + 2", "--json").results
    assert result["point"] == "-3"


def test_lines_from_standard_input(run: Runner) -> None:
    program = "# the deal\npaid = €1.5 billion\nstake = 20%\npaid / stake\n"
    (result,) = run("calc", "-", "--json", stdin=program.encode()).results
    assert result["rounded"] == "7500000000.00"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("€5 + $5",), 2, "unit-mismatch"),
        (("€5 / ({1 car} - {one car})",), 2, "division-by-zero"),
        (("paid / stake",), 2, "unknown-name"),
        (("(1 + 2",), 2, "formula-syntax"),
        (("",), 2, "formula-syntax"),
        (("€1,5 + €1",), 2, "ambiguous-figure"),
        (("€5", "--to", "USD"), 2, "usage"),
        (("€5", "--on", "2023-10-26"), 2, "usage"),
        (("€5", "--to", "USD,GBP", "--on", "2023-10-26"), 2, "usage"),
        (("€5", "--to", "USD", "--on", "1990-01-01"), 3, "rate-missing"),
        (("5 cars", "--to", "USD", "--on", "2023-10-26"), 2, "bad-value"),
        (("x", "--where", "x"), 2, "usage"),
        (("x", "--where", "=5"), 2, "usage"),
        (("x", "--where", "1x=5"), 2, "usage"),
        (("x", "--where", "x=5", "--where", "x=6"), 2, "usage"),
        (("x", "--where", "on=5"), 2, "usage"),
        (("x", "--where", "rates=5"), 2, "usage"),
        (("x", "--where", "x=no number"), 2, "no-figure"),
    ],
)
def test_bad_input(run: Runner, arguments: tuple[str, ...], exit_code: int, code: str) -> None:
    ran = run("calc", *arguments, "--json")
    assert (ran.code, ran.error["code"]) == (exit_code, code)
    assert run("calc", *arguments).code == exit_code


def test_an_error_points_at_the_place(run: Runner) -> None:
    ran = run("calc", "€5 + $5")
    lines = ran.err.splitlines()
    assert "€5 + $5" in lines[1]
    assert "^" in lines[2]
    assert " in " in ran.err
