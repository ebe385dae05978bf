"""The functions of a formula's text, and where its errors point."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.errors import FormulaSyntax, FormulaTooLarge


@pytest.mark.parametrize(
    ("formula", "bounds"),
    [
        ("root({9 to 16}, 2)", "[3, 4]"),
        ("root({8 to 27}, 3)", "[2, 3]"),
        ("root(1024, 10)", "[2, 2]"),
        ("sqrt({9 to 16})", "[3, 4]"),
        ("abs({2 to 4} - 3)", "[0, 1]"),
        ("min({2 to 4}, 3)", "[2, 3]"),
        ("max({2 to 4}, 3)", "[3, 4]"),
        ("max(1, 234)", "[234, 234]"),
        ("min(1,2)", "[1, 1]"),
        ("sum({2 to 4}, 3, 5)", "[10, 12]"),
        ("avg({2 to 4}, 3, 5)", "[10/3, 4]"),
        ("avg(7)", "[7, 7]"),
    ],
)
def test_a_function(formula: str, bounds: str) -> None:
    assert str(dm.calc(formula).bounds) == bounds


@pytest.mark.parametrize(
    ("formula", "message", "words"),
    [
        ("root(9, 1)", "takes a whole number n from 2", "root(9, 1)"),
        ("root(9, 2.5)", "takes a whole number n from 2", "root(9, 2.5)"),
        ("1 + root(9, 0)", "takes a whole number n from 2", "root(9, 0)"),
        ("1 + ", "ends where a value is needed", ""),
        ("1 + )", "stands where a value is needed", ")"),
        ("(1 + 2", "this bracket is never closed", "("),
        ("1 2", "an operator is missing here", "2"),
        ("max(1,234)", "may be one number or several arguments", "1,234"),
        ("sum(5, 1,234)", "may be one number or several arguments", "1,234"),
    ],
)
def test_an_error_points_at_its_words(formula: str, message: str, words: str) -> None:
    with pytest.raises(FormulaSyntax, match=message) as caught:
        dm.calc(formula)
    start, end = caught.value.to_dict()["where"]["span"]
    assert formula[start:end] == words


def test_brackets_nest_only_so_deep() -> None:
    assert dm.calc("(" * 20 + "1" + ")" * 20).point == 1
    with pytest.raises(FormulaTooLarge, match="name the parts") as caught:
        dm.calc("(" * 500 + "1" + ")" * 500)
    start, end = caught.value.to_dict()["where"]["span"]
    assert end - start == 1


@pytest.mark.parametrize(
    ("how", "text"),
    [(".3f", "0.333"), (".0f", "0"), (".1%", "33.3%"), (".40f", "0." + "3" * 40), (",.2f", "0.33")],
)
def test_a_format(how: str, text: str) -> None:
    assert format(dm.calc("1 / 3"), how) == text


def test_halves_are_rounded_to_the_even_neighbour() -> None:
    assert [format(dm.calc(text), ".0f") for text in ("1 / 2", "3 / 2", "5 / 2")] == ["0", "2", "2"]
    assert dm.calc("5 / 2").point == Fraction(5, 2)
