"""The checks of a workbook fail when, and only when, something is not as it is due to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

import pytest

from dealmodel.exports.table import Live, value_of
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.checks import (
    LOOK,
    PASSES,
    Checked,
    Checks,
    RowChecks,
    SheetFlags,
)
from dealmodel.exports.tables.grid import MAIN, Grid, Shape
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.places import FIRST
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE
from tests.exports.exact import Value, exact
from tests.exports.tables.told import cells as cells_of
from tests.exports.tables.told import values
from tests.exports.xlsx.books import between, holding, holdings, terms

GRID = Grid(Shape())
WHERE = GRID.placed("Valuation", 9, MAIN, 0)
CONSTANTS: dict[Fraction, str] = {}


def constant(value: Fraction) -> str:
    return CONSTANTS.setdefault(value, f"Inputs!$D${100 + len(CONSTANTS)}")


def answered(low: str | None, point: str | None, high: str | None, **more: object) -> Answered:
    ends = [None if each is None else Fraction(each) for each in (low, high)]
    number = None if point is None else Fraction(point)
    return Answered("s", "S", "n", "N", WHERE, number, Bounds(*ends), PURE, "share", (), **more)


def flags(answer: Answered, **now: Value) -> tuple[Value, Value]:
    """Whether the row tells of a change, and of a failure, when its cells show other values than
    at export."""
    checked = Checked()
    checked.add(MAIN, answer)
    shown: dict[str, Value] = {}
    for end in ("low", "point", "high"):
        due = getattr(answer, end)
        shown[f"${GRID.letters(MAIN, 0, end)}9"] = now.get(end, due)
        shown[f"${GRID.letters(MAIN, 0, f'{end}_due')}9"] = due
    shown[f"${GRID.letters('unit', 0, 'made_of')}9"] = answer.made_of
    changed, fails = RowChecks(Formulas(constant), GRID).flags(checked, 0, 9)
    shown |= {cell: value for value, cell in CONSTANTS.items()}
    return exact(changed.formula, shown), exact(fails.formula, shown)


@pytest.mark.parametrize(
    ("check", "now", "changed"),
    [
        (answered("1", "2", "3"), {}, 0),
        (answered("1", "2", "3"), {"point": "2.00000000001"}, 1),
        (answered("1", "2", "3"), {"point": "2.0000000000001"}, 0),
        (answered("1", "2", "3"), {"low": "1.1"}, 1),
        (answered("1", "2", "3"), {"high": "2.9"}, 1),
        (answered("1", None, "3"), {"high": "3.1"}, 1),
        (answered("0", "0", "0"), {}, 0),
        (answered("0", "0", "0"), {"high": "0.001"}, 1),
        (answered("1", "2", None), {}, 0),
        (answered("1", "2", None), {"high": "7"}, 1),
        (answered(None, "2", "3"), {"low": "1"}, 1),
        (answered(None, None, None), {}, 0),
        (answered("-3", "-2", "-1"), {}, 0),
        (answered("-3", "-2", "-1"), {"point": "2"}, 1),
        (answered("1e-9", "2e-9", "3e-9"), {"point": "2.00000001e-9"}, 1),
        (answered("1e-9", "2e-9", "3e-9", made_of=Fraction(1)), {"point": "2.00001e-9"}, 0),
        (answered("1e-9", "2e-9", "3e-9", made_of=Fraction(1)), {"point": "2.0009e-9"}, 0),
        (answered("1e-9", "2e-9", "3e-9", made_of=Fraction(1)), {"point": "2.0011e-9"}, 1),
        (answered("1e-9", "2e-9", "3e-9", made_of=Fraction(1)), {"point": "2e-6"}, 1),
    ],
)
def test_an_answer_tells_that_it_is_not_what_it_was(
    check: Answered, now: Mapping[str, str], changed: int
) -> None:
    found = flags(check, **{key: Fraction(value) for key, value in now.items()})
    assert found[0] == changed


@pytest.mark.parametrize(
    ("now", "fails"),
    [
        ({"point": "2.5"}, 0),
        ({"point": "3"}, 0),
        ({"point": "3.1"}, 1),
        ({"point": "0.9"}, 1),
        ({"low": "2.1"}, 1),
        ({"high": "1.9"}, 1),
        ({"low": "-9", "point": "-8", "high": "-7"}, 0),
        ({"low": "-7", "point": "-8", "high": "-9"}, 1),
    ],
)
def test_ends_out_of_order_fail(now: Mapping[str, str], fails: int) -> None:
    shown = {key: Fraction(value) for key, value in now.items()}
    assert flags(answered("1", "2", "3"), **shown) == (1, fails)


@pytest.mark.parametrize(("is_range", "fails"), [(True, 1), (False, 0)])
def test_steps_need_not_be_in_order(is_range: bool, fails: int) -> None:
    assert flags(answered("1", "5", "6", is_range=is_range), low=Fraction(7))[1] == fails


def test_a_text_where_a_number_was_is_a_change() -> None:
    assert flags(answered("1", "2", "3"), high="∞")[0] == 1


def test_no_overlap_must_stay_none() -> None:
    none = Answered("s", "S", "n", "N", WHERE, None, None, PURE, "share", ())
    assert flags(none)[0] == 0
    assert flags(none, low=Fraction(1), high=Fraction(2))[0] == 1


@pytest.mark.parametrize(
    ("rate", "fails"), [("2", 0), ("2.000000000000001", 0), ("2.00001", 1), ("0", 1)]
)
def test_a_conversion_must_lead_back(rate: str, fails: int) -> None:
    """3.5 of one currency are 7 of another."""
    checked = Checked()
    checked.add(MAIN, answered("7", "7", "7"))
    made = RowChecks(Formulas(constant), GRID)
    checked.tests = [made.apart("$D9/B1", "B2")]
    cells: dict[str, Value] = {cell: value for value, cell in CONSTANTS.items()}
    cells |= {"$C9": Fraction(7), "$D9": Fraction(7), "$E9": Fraction(7)}
    cells |= {"B1": Fraction(rate), "B2": Fraction(7, 2)}
    assert exact(made.flags(checked, 0, 9)[1].formula, cells) == fails


def flagged(sheet: str, failing: int = 0) -> SheetFlags:
    return SheetFlags(sheet, FIRST, FIRST + 2, ("X",), ("Y",), failing)


def test_the_master_check_asks_all_and_there_may_be_none() -> None:
    checks = Checks(constant)
    assert checks.master([]).value == PASSES
    assert checks.master([flagged("Valuation")]).value == PASSES
    two = checks.master([flagged("Valuation"), flagged("Ownership", 1)])
    assert two.value == LOOK
    asked = re.findall(r"SUM\(Checks!(\S+?)\)", two.formula)
    # Two sheets, the contradictions and the new claims.
    assert [each.replace("$", "") for each in asked] == ["F5:F8", "E5:E8"]


def test_a_sheet_of_answers_is_summed_up() -> None:
    [row] = Checks(constant).rows([flagged("Valuation", 2)])
    told = [cell for cell in row.cells if isinstance(cell, Live)]
    assert [value_of(cell) for cell in told[:3]] == [3, 0, 2]
    assert [cell.formula for cell in told[:3]] == [
        "=COUNTA(Valuation!$A$5:$A$7)",
        "=SUM(Valuation!$X$5:$X$7)",
        "=SUM(Valuation!$Y$5:$Y$7)",
    ]


def test_every_answer_is_checked_where_it_stands() -> None:
    rows = cells_of(terms(), "valuation") + cells_of(terms(), "ownership")
    assert len(rows) > 8
    for row in rows:
        assert isinstance(row["changed"], Live)
        assert isinstance(row["fails"], Live)
        assert value_of(row["low"]) == row["low_due"]
    converted = [row for row in rows if row["rate"] is not None]
    assert converted
    for row in converted:  # taken back at its own rate
        assert "Rates!$D$5-(" in row["fails"].formula


@pytest.mark.parametrize(
    ("shares", "fails"),
    [
        (("60%", "50%"), 1),
        (("30%", "40%"), 0),
    ],
)
def test_holders_have_the_whole_at_most(shares: tuple[str, str], fails: int) -> None:
    text = holdings(holding("ivy", "elm", shares[0]), holding("jay", "elm", shares[1]))
    told = values(text, "checks", "link", "fails")
    assert dict(told)["Ownership"] == fails


def test_holders_that_miss_the_whole_fail_from_the_start() -> None:
    text = "joint_ventures:\n  jv: {party: elm, holders: " + between("30%", "40%") + "}\n"
    [row] = [row for row in cells_of(text, "checks") if value_of(row["link"]) == "Ownership"]
    assert value_of(row["fails"]) == 1
    assert value_of(row["first"]) == "Elm: Ivy holds"
    fine = "joint_ventures:\n  jv: {party: elm, holders: " + between("60%", "40%") + "}\n"
    assert dict(values(fine, "checks", "link", "fails"))["Ownership"] == 0
