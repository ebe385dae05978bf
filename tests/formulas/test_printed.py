"""Formulas in printed figures, as a person would write them down."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dealmodel.figures.reader import figure
from dealmodel.formulas.expression import Constant, Expression, Leaf, Maximum
from dealmodel.formulas.printed import printed, printed_factor
from dealmodel.formulas.result import evaluate
from dealmodel.rates.rate import Rate

FIGURES = {
    name: figure(text)
    for name, text in {
        "paid": "$1.6 billion",
        "stake": "21%",
        "cars": "294,000",
        "growth": "104 %",
        "debt": "$-2 billion",
        "range": "$7-8 billion",
        "ratio": "less than a tenth",
    }.items()
}
RATE = Rate("EUR", "USD", Fraction("1.1357"), "2025-04-25", date(2025, 4, 25), "a bank")
A, B = Leaf("paid"), Leaf("stake")
ONE = Constant(Fraction(1))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (A / B - A, "$1.6 billion / 21% − $1.6 billion"),
        (Leaf("cars") / (ONE + Leaf("growth")), "294,000 / (1 + 104 %)"),
        (A / B + Leaf("debt"), "$1.6 billion / 21% + ($-2 billion)"),
        (A - Leaf("debt"), "$1.6 billion − ($-2 billion)"),
        (A / (B * 2), "$1.6 billion / (21% × 2)"),
        ((A + A) * B, "($1.6 billion + $1.6 billion) × 21%"),
        (Leaf("range") / B, "($7-8 billion) / 21%"),
        (Leaf("cars") / Leaf("ratio"), "294,000 / less than a tenth"),
        (-A, "−$1.6 billion"),
        (Maximum((A, Leaf("debt"))), "max($1.6 billion; $-2 billion)"),
        (Leaf("range"), "$7-8 billion"),
        (A, "$1.6 billion"),
    ],
)
def test_the_tree_with_its_words(formula: Expression, text: str) -> None:
    assert printed(formula, FIGURES) == text


def test_a_rate_has_its_unit() -> None:
    told = printed((A / B - A) / Leaf("usd_per_eur"), {**FIGURES, "usd_per_eur": RATE})
    assert told == "($1.6 billion / 21% − $1.6 billion) / 1.1357 USD/EUR"


def test_an_answer_within_an_answer_is_told_by_its_own_formula() -> None:
    value = evaluate("value", A / B, FIGURES)
    beyond = evaluate("beyond", Leaf("value") - Leaf("paid"), {**FIGURES, "value": value})
    assert printed(beyond.expression, beyond.inputs) == "$1.6 billion / 21% − $1.6 billion"
    inverse = evaluate("inverse", ONE / Leaf("value"), {"value": value})
    assert printed(inverse.expression, inverse.inputs) == "1 / ($1.6 billion / 21%)"


def test_something_done_to_the_whole() -> None:
    assert printed_factor(A + A, FIGURES) == "($1.6 billion + $1.6 billion)"
    assert printed_factor(A / B, FIGURES) == "$1.6 billion / 21%"
    assert printed_factor(Leaf("range"), FIGURES) == "$7-8 billion"
