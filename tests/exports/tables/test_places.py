"""Where things stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from dealmodel.errors import FormulaTooLarge
from dealmodel.exports.table import Column
from dealmodel.exports.tables.places import among, cell_of, column_of, letters, placed


@given(st.integers(0, 16383))
def test_columns_are_lettered_as_another_library_letters_them(index: int) -> None:
    assert letters(index) == get_column_letter(index + 1)


def test_a_quantity_has_three_absolute_cells_and_a_row_to_lead_to() -> None:
    where = placed("Rates", 7, "E", "D", "F")
    assert (where.low, where.point, where.high) == ("Rates!$E$7", "Rates!$D$7", "Rates!$F$7")
    assert where.target == "Rates!A7"
    assert cell_of("Inputs", "AA", 1048576) == "Inputs!$AA$1048576"


def test_a_column_is_found_by_its_key() -> None:
    columns = (Column("a", "A", 1), Column("b", "B", 1))
    assert column_of(columns, "b") == "B"
    with pytest.raises(ValueError, match="'c'"):
        column_of(columns, "c")


@pytest.mark.parametrize(
    ("rows", "text"),
    [([5], "C5"), ([5, 6], "C5:C6"), ([5, 7, 8, 9, 12], "C5,C7:C9,C12"), ([8, 7, 8], "C8,C7:C8")],
)
def test_neighbouring_cells_are_a_range(rows: list[int], text: str) -> None:
    assert among("C", rows) == text


def test_more_places_than_a_call_takes_are_an_error() -> None:
    assert among("$E$", range(1, 511, 2), "Inputs").count(",") == 254
    assert among("C", range(10_000)) == "C0:C9999"
    with pytest.raises(FormulaTooLarge, match="256 places"):
        among("C", range(1, 513, 2))
