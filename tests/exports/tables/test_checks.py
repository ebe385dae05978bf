"""The checks of a workbook fail when, and only when, something is not as it is due to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from dealmodel.exports.table import Cell, Live, value_of
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.checks import (
    COLUMNS,
    LOOK,
    PASSES,
    Check,
    Checks,
    Exported,
    HoldersSum,
    RoundTrip,
)
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.places import FIRST, letters, placed
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE
from tests.exports.exact import Value, exact
from tests.exports.tables.told import values
from tests.exports.xlsx.books import between, holding, holdings, terms

WHERE = placed("Valuation", 9, "C", "D", "E")
CONSTANTS: dict[Fraction, str] = {}


def constant(value: Fraction) -> str:
    return CONSTANTS.setdefault(value, f"Inputs!$D${100 + len(CONSTANTS)}")


def answered(low: str | None, point: str | None, high: str | None, **more: object) -> Exported:
    ends = [None if each is None else Fraction(each) for each in (low, high)]
    number = None if point is None else Fraction(point)
    return Exported(
        Answered("s", "S", "n", "N", WHERE, number, Bounds(*ends), PURE, "share", (), **more)
    )


def flags(check: Check, **now: Value) -> tuple[Value, Value]:
    """Whether the check tells of a change, and of a failure, when its cells show other values than
    at export."""
    row = Checks(Formulas(constant)).row(check)
    cells: dict[str, Value] = {cell: value for value, cell in CONSTANTS.items()}
    told: dict[str, Cell] = {}
    for index, (column, cell) in enumerate(zip(COLUMNS, row.cells, strict=True)):
        value = value_of(cell)
        assert not isinstance(value, date)
        cells[f"{letters(index)}{FIRST}"] = now.get(column.key, value)
        told[column.key] = cell
    changed, fails = (
        exact(told[key].formula, cells) if isinstance(told[key], Live) else None
        for key in ("changed", "fails")
    )
    return changed, fails


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
    check: Exported, now: Mapping[str, str], changed: int
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
    none = Exported(Answered("s", "S", "n", "N", WHERE, None, None, PURE, "share", ()))
    assert flags(none)[0] == 0
    assert flags(none, low=Fraction(1), high=Fraction(2))[0] == 1


def test_a_round_trip_must_lead_back() -> None:
    trip = RoundTrip("S", "N", WHERE, "=B1*B2", "=B1", Fraction(7), "USD")
    assert flags(trip)[1] == 0
    assert flags(trip, point=Fraction("7.00001"))[1] == 1
    assert flags(trip, point=Fraction(9), point_due=Fraction(9))[1] == 0


@pytest.mark.parametrize(
    ("low", "high", "complete", "fails"),
    [
        ("0.9", "1.1", True, 0),
        ("1", "1", True, 0),
        ("1.01", "1.2", False, 1),
        ("0.5", "0.9", False, 0),
        ("0.5", "0.9", True, 1),
    ],
)
def test_holders_have_the_whole_at_most(low: str, high: str, complete: bool, fails: int) -> None:
    total = HoldersSum("E", WHERE, "=X", "=Y", Fraction(low), Fraction(high), complete)
    assert total.fails is bool(fails)
    assert flags(total)[1] == fails


def test_the_master_check_asks_all_and_there_may_be_none() -> None:
    checks = Checks(Formulas(constant))
    assert checks.master([]).value == PASSES
    bad = HoldersSum("E", WHERE, "=X", "=Y", Fraction(2), Fraction(2), is_complete=False)
    one, three = answered("1", "1", "1"), [answered("1", "1", "1"), bad, answered("1", "1", "1")]
    assert checks.master([one]).value == PASSES
    assert checks.master(three).value == LOOK
    formula = checks.master(three).formula
    flagged = re.findall(r"SUM\(Checks!(\S+?)\)", formula)
    assert [each.replace("$", "") for each in flagged] == ["F5:F9", "E5:E9"]


def test_every_answer_conversion_and_company_is_checked() -> None:
    rows = values(terms(), "checks", "check", "fails")
    assert {name for name, _ in rows} == {"as exported", "round trip", "holders' sum"}
    assert all(not fails for _, fails in rows)
    answers = values(terms(), "valuation", "name") + values(terms(), "ownership", "name")
    assert len([row for row in rows if row[0] == "as exported"]) == len(answers)


def test_holders_that_miss_the_whole_fail_from_the_start() -> None:
    text = "joint_ventures:\n  jv: {party: elm, holders: " + between("30%", "40%") + "}\n"
    assert ("holders' sum", 1) in values(text, "checks", "check", "fails")
    fine = holdings(holding("ivy", "elm", "30%"), holding("jay", "elm", "40%"))
    assert ("holders' sum", 0) in values(fine, "checks", "check", "fails")
