"""``dealmodel value``."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.cli.conftest import Runner

DEAL = ("value", "--stake", "21%", "--paid", "$1.6 billion")


def numbers(result: dict[str, Any]) -> tuple[Fraction, Fraction, Fraction]:
    low, point, high = (
        Fraction(result[key]).limit_denominator(1000) for key in ("low", "point", "high")
    )
    return low, point, high


def test_both_extremes_where_nothing_is_declared(run: Runner) -> None:
    ran = run(*DEAL, "--json")
    value, primary, secondary = ran.results
    billion = 10**9
    lowest = Fraction(155, 100) / Fraction(215, 1000) * billion
    highest = Fraction(165, 100) / Fraction(205, 1000) * billion
    assert value["name"] == "implied_equity_value"
    assert numbers(value) == (lowest, Fraction(16, 10) / Fraction(21, 100) * billion, highest)
    assert value["rounded"] == "7619047619.05"
    assert [result["name"] for result in (primary, secondary)] == ["pre_money", "pre_money"]
    assert primary["assuming"] != secondary["assuming"]
    # All new: paid * (1/stake - 1), which rises with what was paid.
    assert numbers(primary)[0] == Fraction(155, 100) * (1 / Fraction(215, 1000) - 1) * billion
    assert numbers(secondary) == numbers(value)
    assert len(ran.record["warnings"]) == 1
    assert "primary" in ran.record["warnings"][0]


def test_text(run: Runner) -> None:
    ran = run(*DEAL)
    first = ran.out.splitlines()[0].split(maxsplit=1)
    assert first == [
        "implied_equity_value",
        "≈7,619,047,619.05 USD [7,209,302,325.58, 8,048,780,487.81]",
    ]
    assert "if all shares are new" in ran.out
    assert "if no share is new" in ran.out
    assert ran.err.startswith("warning: ")


@pytest.mark.parametrize(
    ("declared", "pre_money"),
    [
        (("--all-primary",), "6019047619.05"),
        (("--all-secondary",), "7619047619.05"),
        (("--primary", "$1 billion"), "6619047619.05"),
    ],
)
def test_declared_shares(run: Runner, declared: tuple[str, ...], pre_money: str) -> None:
    ran = run(*DEAL, *declared, "--json")
    _, result = ran.results
    assert (result["name"], result["rounded"]) == ("pre_money", pre_money)
    assert "assuming" not in result
    # Of new and old shares together only an outer range is known, and it says so.
    is_mixed = declared[0] == "--primary"
    assert [("outer range" in each) for each in ran.record["warnings"]] == [True] * is_mixed
    assert result["tight"] is not is_mixed


def test_in_other_currencies(run: Runner) -> None:
    arguments = (*DEAL, "--all-primary", "--to", "EUR", "--on", "2023-10-26")
    results = run(*arguments, "--json").results
    assert [(result["name"], result["unit"]) for result in results] == [
        ("implied_equity_value", "USD"),
        ("pre_money", "USD"),
        ("implied_equity_value", "EUR"),
        ("pre_money", "EUR"),
    ]
    assert results[2]["used"] == "2023-10-26"
    assert "EUR/USD of 2023-10-26" in run(*arguments).out


def test_explain(run: Runner) -> None:
    value = run(*DEAL, "--explain", "--json").results[0]
    assert value["explain"]["ends"]["high"] == {"paid": "high", "stake": "low"}
    assert run(*DEAL, "--explain").out.count("drivers") == 3


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("--stake", "0%", "--paid", "€1"), 2, "out-of-range"),
        (("--stake", "120%", "--paid", "€1"), 2, "out-of-range"),
        (("--stake", "-5%", "--paid", "€1"), 2, "out-of-range"),
        (("--stake", "20", "--paid", "€1"), 2, "bad-value"),
        (("--stake", "20%", "--paid", "1"), 2, "bad-value"),
        (("--stake", "20%"), 2, "usage"),
        (("--paid", "€1"), 2, "usage"),
        (("--stake", "--paid", "€1"), 2, "usage"),
        (("--stake", "20%", "--paid", "€2", "--primary", "$1"), 2, "currency-mismatch"),
        (("--stake", "20%", "--paid", "€2", "--primary", "€3"), 2, "out-of-range"),
        (("--stake", "20%", "--paid", "€2", "--all-primary", "--all-secondary"), 2, "usage"),
        (("--stake", "20%", "--paid", "€2", "--primary", "€1", "--all-primary"), 2, "usage"),
        (("--stake", "20%", "--paid", "€2", "--to", "USD"), 2, "usage"),
        (("--stake", "20%", "--paid", "€2", "--on", "2023-10-26"), 2, "usage"),
        (("--stake", "20%", "--paid", "€2", "--to", "USD", "--on", "1990"), 3, "rate-missing"),
    ],
)
def test_bad_input(run: Runner, arguments: tuple[str, ...], exit_code: int, code: str) -> None:
    ran = run("value", *arguments, "--json")
    assert (ran.code, ran.error["code"], ran.err) == (exit_code, code, "")
    shown = run("value", *arguments)
    assert (shown.code, shown.out) == (exit_code, "")


def test_a_bare_number_is_taken_for_a_forgotten_percent_sign(run: Runner) -> None:
    assert "Did you mean 20%?" in run("value", "--stake", "20", "--paid", "€1").err


def test_any_two_of_three_give_the_third(run: Runner) -> None:
    [paid] = run("value", "--stake", "10%", "--value", "€7.4 billion", "--json").results
    assert (paid["name"], paid["rounded"]) == ("paid", "740000000.00")
    [stake] = run("value", "--paid", "$1.6 billion", "--value", "$8 billion", "--json").results
    assert (stake["name"], stake["point"], stake["kind"]) == ("stake", "0.2", "share")
    euros, dollars = run(
        "value",
        "--stake",
        "10%",
        "--value",
        "€7 billion",
        "--to",
        "USD",
        "--on",
        "2023-10-26",
        "--json",
    ).results
    assert (euros["rounded"], dollars["rounded"]) == ("700000000.00", "737800000.00")


@pytest.mark.parametrize(
    "options",
    [
        ("--stake", "10%"),
        ("--paid", "$1 billion"),
        ("--stake", "10%", "--paid", "$1 billion", "--value", "$10 billion"),
        ("--stake", "10%", "--value", "$10 billion", "--all-primary"),
        ("--paid", "$1 billion", "--value", "$10 billion", "--to", "EUR", "--on", "2024-01-02"),
    ],
)
def test_other_numbers_of_them_are_refused(run: Runner, options: tuple[str, ...]) -> None:
    assert run("value", *options, "--json").error["code"] == "usage"
