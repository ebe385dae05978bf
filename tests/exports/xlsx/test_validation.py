"""What may be entered, as a spreadsheet is told."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from dealmodel.exports.table import Column
from dealmodel.exports.xlsx import validation
from dealmodel.exports.xlsx.validation import runs, validate
from tests.exports.xlsx.written import written

COLUMNS = (
    Column("what", "What", 10),
    Column("value", "Value", 10, "number", is_input=True),
    Column("low", "Low", 10, "number", is_input=True),
)


def rules(styles: dict[str, list[int]]) -> list[DataValidation]:
    book, _ = written(lambda sheet: validate(sheet, COLUMNS, styles))
    return list(book["S"].data_validations.dataValidation)


def cells_of(rule: DataValidation) -> set[str]:
    return {str(each) for each in rule.sqref.ranges}


def test_each_style_has_its_own_limits() -> None:
    found = {
        (rule.errorTitle, frozenset(cells_of(rule))): rule
        for rule in rules({"share": [5, 6, 9], "rate": [7], "EUR": [8]})
    }
    share = found["Value", frozenset({"B5:B6", "B9"})]
    assert (share.operator or "between", share.formula1, share.formula2) == ("between", "0", "1")
    assert (share.type, share.errorStyle or "stop") == ("decimal", "stop")
    rate = found["Value", frozenset({"B7"})]
    assert (rate.operator, rate.formula1) == ("greaterThan", "0")
    amount = found["Value", frozenset({"B8"})]
    assert float(amount.formula1) < -1e200
    low = found["Low", frozenset({"C5:C6", "C9"})]
    assert low.errorStyle == "warning"
    assert float(low.formula2) > 1e200
    assert all(not each.showDropDown for each in found.values())


def test_only_inputs_are_held() -> None:
    assert not any(cell.startswith("A") for rule in rules({"EUR": [5]}) for cell in cells_of(rule))


def test_nothing_is_held_where_there_are_no_rows() -> None:
    assert rules({}) == []


def test_many_areas_are_held_to_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "_MANY", 2)
    found = rules({"share": [5, 7], "rate": [6]})
    assert [cells_of(rule) for rule in found] == [{"B5:B7"}, {"C5:C7"}]
    assert float(found[0].formula1) < -1e200


@given(st.sets(st.integers(1, 60)))
def test_runs_are_the_rows_and_as_few_as_can_be(rows: set[int]) -> None:
    found = runs(sorted(rows))
    assert [row for first, last in found for row in range(first, last + 1)] == sorted(rows)
    assert all(first > before + 1 for (_, before), (first, _) in pairwise(found))
