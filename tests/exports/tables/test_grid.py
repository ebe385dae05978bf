"""The columns of a sheet of answers."""

from __future__ import annotations

import pytest

from dealmodel.exports.table import value_of
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.grid import HIGH, HULL, LOW, MAIN, OVERLAP, POINT, Grid, Shape
from dealmodel.exports.tables.values import value_rows
from dealmodel.reports.deriving import report
from tests.checks.books import book
from tests.exports.tables.told import answers
from tests.exports.xlsx.books import terms

WIDE = Shape(3, 4, has_overlaps=True, has_ranges=True, has_rates=True, has_words=True)


@pytest.mark.parametrize("shape", [Shape(), Shape(2), Shape(1, 2, has_ranges=True), WIDE])
def test_what_counts_stands_first_and_no_two_columns_are_called_alike(shape: Shape) -> None:
    grid = Grid(shape)
    assert (LOW, POINT, HIGH) == ("C", "D", "E")
    assert [each.title for each in grid.columns[:6]] == [
        *("About", "Answer", "Low", "Point", "High", "Unit"),
    ]
    titles = [each.title for each in grid.columns]
    keys = [each.key for each in grid.columns]
    assert len(set(titles)) == len(titles)
    assert len(set(keys)) == len(keys)
    assert sorted(grid.index.values()) == list(range(len(titles)))


def test_a_place_has_what_its_part_has() -> None:
    grid = Grid(WIDE)
    assert grid.placed("Prices", 7, MAIN, 0).low == "Prices!$C$7"
    assert grid.placed("Prices", 7, OVERLAP, 0).point == ""
    assert grid.placed("Prices", 7, HULL, 0).words == ""
    first, second = (grid.placed("Prices", 7, "1", unit) for unit in (0, 1))
    assert first.words == second.words
    assert first.low != second.low


def test_a_table_for_programs_has_the_answers_of_the_workbook() -> None:
    found = report(book(terms()))
    live = [
        tuple(value_of(row[key]) for key in ("name", "low", "point", "high", "unit"))
        for row in answers(Tables(found), "Valuation")
    ]
    plain = [
        (each.cells[15], each.cells[2], each.cells[3], each.cells[4], each.cells[5])
        for each in value_rows("Valuation", found)
    ]
    assert sorted(live, key=str) == sorted(plain, key=str)
