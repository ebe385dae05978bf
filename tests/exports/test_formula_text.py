"""Formulas as programs respell them, and those that only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter

from dealmodel.exports.formula_text import (
    column_letters,
    column_number,
    same_formula,
    same_number,
    shifted,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUM(Inputs!$B$2:$D$2)", "sum( inputs!B2 : D2 )"),
        ("'Inputs'!E5", "Inputs!E5"),
        ("'Bob''s & Co'!A1", "'bob''s & co'!$A$1"),
        ("in_paid/in_share", "IN_PAID / in_Share"),
        ("_xlfn.CONCAT(A1,B1)", "concat(A1,B1)"),
        ("_xlfn._xlws.FILTER(A1,B1)", "FILTER(A1,B1)"),
        ("IF(TRUE,1,FALSE)", "IF(TRUE(),1,false( ))"),
        ("A1*1e-12", "A1*0.000000000001"),
        ("A1*1E+20", "A1*1E+020"),
        ("A1*1.50", "A1*1.5"),
        ("A1*0.1234567890123456789", "A1*0.123456789012346"),
        ("SUM($B:$B,$2:$2)", "SUM(B:B,2:2)"),
        ("A1\n+B1", "A1+B1"),
        ("'2024'!A1", "'2024'!a1"),
        ("Größe!A1", "GRÖSSE!A1"),
        ("", ""),
    ],
)
def test_what_programs_rewrite_does_not_count(one: str, other: str) -> None:
    assert same_formula(one, other)
    assert same_formula(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A1+B1", "B1+A1"),
        ("A1+B1", "A1-B1"),
        ("A1", "A2"),
        ("A1", "B1"),
        ("Inputs!A1", "A1"),
        ("Inputs!A1", "Rates!A1"),
        ("A1 B1", "A1B1"),
        ("A1 B1", "A1,B1"),
        ('IF(A1,"yes","no")', 'IF(A1,"Yes","no")'),
        ('"a b"', '"ab"'),
        ('"$A$1"', '"A1"'),
        ('"TRUE()"', '"TRUE"'),
        ('"_xlfn.A"', '"A"'),
        ('"1.0"', '"1"'),
        ("'a b'!A1", "'ab'!A1"),
        ("TRUE", "FALSE"),
        ("TRUENESS", "TRUE"),
        ("A1*2", "A1*2.00000000001"),
        ("A1*2", "A1*3"),
        ("A1<B1", "A1<=B1"),
        ("A1<>B1", "A1<B1"),
        ("A1:A3", "A1,A3"),
        ("SUM(A1)", "SUM(A1))"),
        ("(A1)", "A1"),
        ("LOG10(A1)", "LOG(A1)"),
        ("A1", ""),
        ("'" * 9, "'" * 8),
        ("'abc", "'abd"),
        ('"abc', '"abd'),
    ],
)
def test_another_formula_is_another(one: str, other: str) -> None:
    assert not same_formula(one, other)
    assert not same_formula(other, one)


@pytest.mark.parametrize("text", ["'" * 30_000, '"' * 29_999, "A1+" * 10_000, "(" * 30_000])
def test_long_formulas_are_compared_in_no_time(text: str) -> None:
    assert same_formula(text, text.lower())
    assert not same_formula(text, text + "+A1")


def test_too_long_formulas_are_the_same_only_to_the_letter() -> None:
    assert same_formula("A1+" * 20_000, "A1+" * 20_000)
    assert not same_formula("A1+" * 20_000, "a1+" * 20_000)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.21", "0.20999999999999999", True),
        ("15873015873.015873", "15873015873.0159", True),
        ("1", "1.000000000001", True),
        ("1", "1.0000000000011", False),
        ("-1", "1", False),
        ("0", "-0", True),
        ("0", "1e-300", False),
        ("1E+020", "100000000000000000000", True),
        ("1e999999999", "1e999999999", True),
        ("1e999999999", "1e-999999999", False),
        ("NaN", "NaN", False),
        ("INF", "INF", False),
        ("abc", "abc", False),
        ("", "0", False),
    ],
)
def test_numbers_are_the_same_to_twelve_digits(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same
    assert same_number(other, one) is same


PIECES = st.sampled_from(
    [
        *("A1", "$B$2", "C$3", "$D4", "AZ99", "B:C", "$B:D", "3:5", "$3:5", "in_stake", "1.5"),
        *("'Bob''s A1'!$E5", '"A1 to B2"', "LOG10(A1)", "SUM(A1:B$9)", "Inputs!E5", "1E5", "TRUE"),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(0, 50), st.integers(0, 50))
def test_a_filled_formula_is_that_of_another_library(
    pieces: list[str], rows: int, columns: int
) -> None:
    formula = "+".join(pieces)
    moved = Translator(f"={formula}", "A1").translate_formula(
        f"{get_column_letter(1 + columns)}{1 + rows}"
    )
    assert f"={shifted(formula, rows, columns)}" == moved


def test_a_formula_filled_beyond_the_edge_refers_to_nothing() -> None:
    assert shifted("A1+$A$1", -1, 0) == "A#REF!+$A$1"
    assert shifted("A1", 0, -1) == "#REF!1"


@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_spaces_and_case_do_not_count(pieces: list[str], data: st.DataObject) -> None:
    plain = [each for each in pieces if '"' not in each]
    respelled = [data.draw(st.sampled_from([each, each.lower(), f" {each} "])) for each in plain]
    assert same_formula("*".join(plain), "*".join(respelled))


@given(st.integers(1, 16384))
def test_columns_are_those_of_another_library(number: int) -> None:
    assert column_letters(number) == get_column_letter(number)
    assert column_number(column_letters(number)) == column_index_from_string(column_letters(number))
