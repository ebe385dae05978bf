"""Cells and names side by side: what an auditor is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.exports.xlsx.cells import Cell, ValueKind
from dealmodel.exports.xlsx.difference import Difference, compared_cells, compared_names
from dealmodel.exports.xlsx.reading import Name

Told = tuple[str, str | None, str | None, str | None]


def number(row: int, text: str, formula: str | None = None) -> Cell:
    return Cell(row, 1, formula, "number", text)


def text(row: int, text: str, formula: str | None = None) -> Cell:
    return Cell(row, 1, formula, "text", text)


def told(expected: Cell, found: Cell) -> list[Told]:
    return [
        (each.what, each.cell, each.expected, each.found)
        for each in compared_cells("S", [expected], [found])
    ]


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (number(1, "0.21"), number(1, "0.20999999999999999")),
        (number(1, "2", "A1*2"), number(1, "2.0000000000001", "$a$1 * 2")),
        (number(1, "1"), number(1, "1", "TRUE()")),
        (number(1, "0"), number(1, "0", "FALSE()")),
        (number(1, "1", "TRUE"), number(1, "1", "TRUE()")),
        (number(1, "1", "TRUE()"), number(1, "1", "TRUE()")),
        (text(1, "a", '"a"'), text(1, "a", ' "a"')),
        (Cell(1, 1, '""', "nothing", ""), Cell(1, 1, '""', "nothing", "")),
    ],
)
def test_what_programs_rewrite_is_no_difference(expected: Cell, found: Cell) -> None:
    assert told(expected, found) == []
    assert told(found, expected) == []


@pytest.mark.parametrize(
    ("expected", "found", "difference"),
    [
        (number(1, "0.21"), number(1, "0.25"), ("value", "A1", "0.21", "0.25")),
        (number(1, "5"), text(1, "5"), ("value", "A1", "5", '"5"')),
        (text(1, "#N/A"), Cell(1, 1, None, "error", "#N/A"), ("value", "A1", '"#N/A"', "#N/A")),
        (text(1, "a"), text(1, "A"), ("value", "A1", '"a"', '"A"')),
        (text(1, "a"), text(1, "a "), ("value", "A1", '"a"', '"a "')),
        (text(1, 'a "b"'), text(1, "é"), ("value", "A1", '"a ""b"""', '"é"')),
        (text(1, "é"), text(1, "e\u0301"), ("value", "A1", '"é"', '"e\u0301"')),
        (text(1, "=1+1"), number(1, "2", "1+1"), ("formula", "A1", '"=1+1"', "=1+1")),
        (number(1, "2", "B1*2"), number(1, "3", "B1*3"), ("formula", "A1", "=B1*2", "=B1*3")),
        (number(1, "2", "B1*2"), number(1, "2"), ("formula", "A1", "=B1*2", "2")),
        (number(1, "2"), number(1, "2", "B1"), ("formula", "A1", "2", "=B1")),
        (number(1, "2", "B1"), number(1, "2", "{B1}"), ("formula", "A1", "=B1", "={B1}")),
        (number(1, "2", "B1*2"), number(1, "3", "b1*2"), ("stale value", "A1", "2", "3")),
        (number(1, "2", "B1"), Cell(1, 1, "B1", "nothing", ""), ("stale value", "A1", "2", None)),
        (Cell(1, 1, "B1", "nothing", ""), number(1, "0", "B1"), ("stale value", "A1", None, "0")),
        (number(1, "1", "B1=1"), text(1, "TRUE", "B1=1"), ("stale value", "A1", "1", '"TRUE"')),
        (number(1, "0"), number(1, "1", "TRUE()"), ("value", "A1", "0", "1")),
        (text(1, "TRUE"), number(1, "1", "TRUE()"), ("value", "A1", '"TRUE"', "1")),
    ],
)
def test_what_differs_is_told_apart(expected: Cell, found: Cell, difference: Told) -> None:
    assert told(expected, found) == [difference]


def test_missing_and_extra_cells_are_told_in_order() -> None:
    ours = [Cell(1, 1, None, "number", "1"), Cell(2, 2, "A1", "number", "1")]
    ours += [Cell(3, 1, None, "text", "a")]
    theirs = [Cell(1, 1, None, "number", "1"), Cell(1, 2, None, "text", "note")]
    theirs += [Cell(2, 1, "B1", "nothing", ""), Cell(3, 1, None, "text", "a")]
    theirs += [Cell(9, 27, None, "number", "9")]
    found = list(compared_cells("S", ours, theirs))
    assert [(each.what, each.cell, each.expected, each.found) for each in found] == [
        ("extra", "B1", None, '"note"'),
        ("extra", "A2", None, "=B1"),
        ("missing", "B2", "=A1", None),
        ("extra", "AA9", None, "9"),
    ]
    assert [each.fails for each in found] == [False, False, True, False]


CELLS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.tuples(st.none() | st.just("A1"), st.just("number"), st.sampled_from("12")),
)
Sheet = dict[tuple[int, int], tuple[str | None, ValueKind, str]]


def cells_of(sheet: Sheet) -> list[Cell]:
    return [Cell(row, column, *content) for (row, column), content in sorted(sheet.items())]


@given(CELLS, CELLS)
def test_each_cell_of_two_sheets_is_told_once(ours: Sheet, theirs: Sheet) -> None:
    found = list(compared_cells("S", cells_of(ours), iter(cells_of(theirs))))

    def addresses(*whats: str) -> set[str | None]:
        return {each.cell for each in found if each.what in whats}

    def named(places: set[tuple[int, int]]) -> set[str | None]:
        return {"ABCD"[column - 1] + str(row) for row, column in places}

    both = ours.keys() & theirs.keys()
    assert addresses("missing") == named(ours.keys() - theirs.keys())
    assert addresses("extra") == named(theirs.keys() - ours.keys())
    changed_cells = {at for at in both if ours[at] != theirs[at]}
    assert addresses("formula", "value", "stale value") == named(changed_cells)
    assert len(found) == len({each.cell for each in found})


def test_names_are_a_part_of_the_formulas_that_use_them() -> None:
    ours = {"in_a": Name("in_A", "Inputs!$A$1"), "in_b": Name("in_b", "Inputs!$B$1")}
    theirs = {"in_a": Name("IN_A", "inputs!$A$2"), "mine": Name("mine", "1")}
    found = list(compared_names(ours, theirs))
    assert [str(each) for each in found] == [
        "in_A: name: the book gives =Inputs!$A$1, the workbook has =inputs!$A$2",
        "in_b: missing name: the book gives =Inputs!$B$1",
        "mine: extra name: the workbook has =1",
    ]
    assert [each.fails for each in found] == [True, True, False]
    same = {"in_a": Name("IN_A", "'inputs'!A1"), "in_b": ours["in_b"]}
    assert list(compared_names(ours, same)) == []


def test_a_difference_is_one_line_and_all_of_it_is_data() -> None:
    long = "x" * 500
    difference = Difference("value", "Two\nlines", "A1", f'"{long}"', '"\x1b[31m\u202e"')
    assert "\n" not in str(difference)
    assert str(difference) == (
        f'Two\\nlines!A1: value: the book gives "{long[:79]}..., '
        'the workbook has "\\x1b[31m\\u202e"'
    )
    assert difference.to_dict() == {
        "what": "value",
        "sheet": "Two\nlines",
        "cell": "A1",
        "expected": f'"{long}"',
        "found": '"\x1b[31m\u202e"',
    }
    assert str(Difference("stale value", "S", "A1", "2", None)) == (
        "S!A1: stale value: the book gives 2, the workbook has nothing"
    )
    assert str(Difference("extra sheet", "Notes", None)) == "Notes: extra sheet"
