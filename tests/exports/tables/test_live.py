"""The three cells of a result: read exactly, their formulas are its low end, point and high end."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from dealmodel.errors import DivisionByZero, FormulaTooLarge
from dealmodel.exports.table import Cell, Held, Live
from dealmodel.exports.tables.live import TOO_LARGE, Formulas
from dealmodel.exports.tables.places import Placed, placed
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, Leaf, Maximum, Root
from dealmodel.formulas.result import Result, evaluate
from tests.exports.exact import Value, exact
from tests.formulas.quantities import Known, known
from tests.formulas.strategies import boxes, points, trees

ZERO = Fraction(0)
paid, stake, debt = (Leaf(name) for name in ("paid", "stake", "debt"))


class Sheet:
    """A row of the sheet S for each input, and the constants below."""

    def __init__(self, inputs: Mapping[str, Known]) -> None:
        self.cells: dict[str, Value] = {}
        self._constants: dict[Fraction, str] = {}
        self.places: dict[str, Placed] = {}
        self.formulas = Formulas(self.constant)
        for row, (name, each) in enumerate(inputs.items(), 1):
            where = self.places[name] = placed("S", row, "A", "B", "C")
            self.enter(where, each)

    def enter(self, where: Placed, of: Known) -> None:
        bounds = of.bounds
        self.cells[where.low] = "-∞" if bounds.low is None else bounds.low
        self.cells[where.point] = of.point
        self.cells[where.high] = "∞" if bounds.high is None else bounds.high

    def constant(self, value: Fraction) -> str:
        cell = self._constants.setdefault(value, f"S!$D${1 + len(self._constants)}")
        self.cells[cell] = value
        return cell

    def shows(self, cell: Cell) -> Value:
        return exact(cell.formula, self.cells) if isinstance(cell, Live) else cell


def made(tree: Expression, **inputs: Known) -> tuple[Sheet, Result]:
    return Sheet(inputs), evaluate("answer", tree, inputs)


@settings(max_examples=150)
@given(st.data(), trees, boxes())
def test_each_cell_is_the_end_that_it_stands_for(
    data: st.DataObject, tree: Expression, box: dict[str, Bounds]
) -> None:
    at = data.draw(points(box))
    is_range = data.draw(st.sets(st.sampled_from(sorted(box))))
    inputs = {
        name: Known(None if name in is_range else at[name], bounds) for name, bounds in box.items()
    }
    sheet = Sheet(inputs)
    try:
        result = evaluate("answer", tree, inputs)
    except (DivisionByZero, FormulaTooLarge):
        reject()
    cells = sheet.formulas.live(result, sheet.places)
    low, high = result.bounds.low, result.bounds.high
    for cell, end in (
        (cells.low, "-∞" if low is None else low),
        (cells.point, result.point),
        (cells.high, "∞" if high is None else high),
    ):
        if isinstance(cell, Held):
            assert cell.value == end
        elif end is None:  # a point that appears once the numbers are entered that it lacks
            assert isinstance(cell, Live)
            assert cell.value == ""
        else:
            assert sheet.shows(cell) == end
            assert not isinstance(cell, Live) or cell.value == end


def test_a_quotient_has_its_corners_by_hand() -> None:
    sheet, result = made(
        paid / stake, paid=known("1.5", "1.45", "1.55"), stake=known("0.2", "0.19", "0.21")
    )
    cells = sheet.formulas.live(result, sheet.places)
    assert cells.low == Live("=S!$A$1/S!$C$2", Fraction(145, 21))
    assert cells.point == Live("=S!$B$1/S!$B$2", Fraction(15, 2))
    assert cells.high == Live("=S!$C$1/S!$A$2", Fraction(155, 19))
    assert cells.held is None


def test_a_root_is_live_at_its_ends() -> None:
    # The cube root of a growth from 1.9-2.1 to 3.9-4.1, as SQRT and POWER of the input cells.
    inputs = {"paid": known("4", "3.9", "4.1"), "stake": known("2", "1.9", "2.1")}
    sheet, result = made(Root(paid / stake, 3) - 1, **inputs)
    cells = sheet.formulas.live(result, sheet.places)
    low, point, high = (
        f"=POWER({over}/{under},S!$D$1/S!$D$2)-S!$D$1"
        for over, under in (
            ("S!$A$1", "S!$C$2"),
            ("S!$B$1", "S!$B$2"),
            ("S!$C$1", "S!$A$2"),
        )
    )
    assert cells.low == Live(low, result.low)
    assert cells.point == Live(point, result.point)
    assert cells.high == Live(high, result.high)


def test_an_exact_input_has_a_side_as_well() -> None:
    sheet, result = made(paid / stake, paid=known("1.5", "1.4", "1.6"), stake=known("0.2"))
    cells = sheet.formulas.live(result, sheet.places)
    assert isinstance(cells.low, Live)
    assert cells.low.formula == "=S!$A$1/S!$C$2"


def test_a_corner_that_is_remembered_is_not_used_where_it_is_wrong() -> None:
    one = {"paid": known("2", "1", "3"), "stake": known("2", "1", "3")}
    other = {"paid": known("-2", "-3", "-1"), "stake": known("2", "1", "3")}
    sheet = Sheet(one)
    sheet.formulas.live(evaluate("answer", paid / stake, one), sheet.places)
    for name, each in other.items():
        sheet.enter(sheet.places[name], each)
    cells = sheet.formulas.live(evaluate("answer", paid / stake, other), sheet.places)
    assert (sheet.shows(cells.low), sheet.shows(cells.high)) == (-3, Fraction(-1, 3))


def test_an_extreme_inside_is_held_and_says_so() -> None:
    sheet, result = made(stake**2, stake=known("1", "-1", "2"))
    cells = sheet.formulas.live(result, sheet.places)
    assert isinstance(cells.low, Held)
    assert cells.low.value == 0
    assert cells.held == cells.low.why
    assert "inside the bounds" in cells.low.why
    assert sheet.shows(cells.high) == 4


def test_an_outer_range_is_held_and_says_so() -> None:
    sheet, result = made(stake * (1 - stake), stake=known("0.5", "0.2", "0.9"))
    assert not result.tight
    cells = sheet.formulas.live(result, sheet.places)
    assert isinstance(cells.low, Held)
    assert "outer" in cells.low.why


def test_bounds_that_leave_one_number_give_the_point_as_well() -> None:
    sheet, result = made(paid * 2, paid=Known(None, Bounds(Fraction(5), Fraction(5))))
    assert result.point == 10
    assert sheet.shows(sheet.formulas.live(result, sheet.places).point) == 10


def test_a_point_that_its_formula_does_not_give_is_held() -> None:
    """0 over whatever is 0, but 0/0 is nothing."""
    tree = abs(paid / debt)
    sheet, result = made(
        tree, paid=Known(None, Bounds(ZERO, ZERO)), debt=Known(ZERO, Bounds(ZERO, None))
    )
    assert result.point == 0
    cell = sheet.formulas.live(result, sheet.places).point
    assert isinstance(cell, Held)
    assert cell.value == 0
    assert "no value" in cell.why


def test_a_number_that_does_not_matter_is_taken_at_an_end_that_exists() -> None:
    sheet, result = made(paid - paid, paid=Known(None, Bounds(None, Fraction(7))))
    assert result.point == 0
    assert sheet.shows(sheet.formulas.live(result, sheet.places).point) == 0


def test_a_formula_that_no_cell_holds_is_held() -> None:
    tree = Maximum(tuple(paid + number for number in range(256)))
    sheet, result = made(tree, paid=known("1", "0", "2"))
    cells = sheet.formulas.live(result, sheet.places)
    assert cells.held == TOO_LARGE
    assert [cell.value for cell in (cells.low, cells.point, cells.high)] == [255, 256, 257]


@pytest.mark.parametrize(
    ("tree", "before", "after", "low", "high"),
    [
        (paid, Bounds(Fraction(2), None), Bounds(Fraction(2), Fraction(5)), 2, 5),
        (paid / stake, Bounds(Fraction(2), None), Bounds(Fraction(2), Fraction(5)), 4, 20),
        (paid / stake - paid, Bounds(Fraction(2), None), Bounds(Fraction(2), Fraction(5)), 2, 15),
        (stake / paid, Bounds(ZERO, Fraction(2)), Bounds(Fraction(1), Fraction(2)), "1/8", "1/2"),
        (stake / paid, Bounds(Fraction(2), None), Bounds(Fraction(2), Fraction(5)), "1/20", "1/4"),
        (paid - debt, Bounds(None, Fraction(5)), Bounds(Fraction(1), Fraction(5)), -2, 4),
    ],
)
def test_an_end_appears_once_what_makes_it_is_entered(
    tree: Expression, before: Bounds, after: Bounds, low: object, high: object
) -> None:
    """``stake`` is from 1/4 to 1/2, ``debt`` from 1 to 3."""
    beside = {"stake": known(None, "0.25", "0.5"), "debt": known("2", "1", "3")}
    inputs = {"paid": Known(None, before), **beside}
    sheet = Sheet(inputs)
    cells = sheet.formulas.live(evaluate("answer", tree, inputs), sheet.places)
    sheet.enter(sheet.places["paid"], Known(None, after))
    assert (sheet.shows(cells.low), sheet.shows(cells.high)) == (Fraction(low), Fraction(high))
