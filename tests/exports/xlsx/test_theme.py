"""How numbers look: by currency and unit, in brackets where negative, never as mere noughts."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from dealmodel.exports.xlsx.theme import Theme, fitting, number_format


@pytest.mark.parametrize(
    ("style", "form"),
    [
        ("USD", "#,##0.00_);(#,##0.00)"),
        ("JPY", "#,##0_);(#,##0)"),
        ("KWD", "#,##0.000_);(#,##0.000)"),
        ("share", "0.00%_);(0.00%)"),
        ("count", "#,##0_);(#,##0)"),
        ("rate", "0.0000000000_);(0.0000000000)"),
        ("number", "#,##0.0000_);(#,##0.0000)"),
    ],
)
def test_formats(style: str, form: str) -> None:
    assert number_format(style) == form


TEN = "0.00000000000E+00"
WHOLE = "#,##0_);(#,##0)"


@pytest.mark.parametrize(
    ("style", "value", "shown_as"),
    [
        ("USD", Fraction("9.28"), "USD"),
        ("USD", Fraction(-5), "USD"),
        ("USD", Fraction(0), "USD"),
        ("USD", Fraction(10**14 - 1), WHOLE),
        ("USD", Fraction(10**14), TEN),
        ("USD", -Fraction(10**15), TEN),
        ("JPY", Fraction(10**9), WHOLE),
        ("USD", Fraction(1, 10**6), TEN),
        ("number", Fraction(1, 1000), "number"),
        ("number", Fraction(1, 1001), TEN),
        ("number", -Fraction(1, 10**9), TEN),
        ("number", Fraction(0), "number"),
        ("share", Fraction(1, 10**6), "share"),
        ("count", Fraction(300_000), "count"),
        ("count", Fraction(10**15), TEN),
        ("whole", Fraction(10**20), "whole"),
        ("flag", Fraction(1), "flag"),
    ],
)
def test_a_number_is_shown_so_that_it_can_be_read(
    style: str, value: Fraction, shown_as: str
) -> None:
    assert fitting(style, value) == shown_as


def test_a_format_is_made_once_and_colours_can_be_left_out() -> None:
    workbook = Workbook(BytesIO())
    workbook.add_worksheet()
    coloured, plain = Theme(workbook, coloured=True), Theme(workbook, coloured=False)
    assert coloured.format("input", "USD") is coloured.format("input", "USD")
    assert coloured.format("input", "USD") is not coloured.format("input", "JPY")
    assert coloured.format("input", "USD") is not coloured.format("input", "USD", bold=True)
    assert coloured.format("input").font_color != plain.format("input").font_color
    assert plain.format("input").font_color == plain.format("plain").font_color
    assert plain.format("input", "USD").num_format == "#,##0.00_);(#,##0.00)"
    workbook.close()
