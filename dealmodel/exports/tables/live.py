"""A result as live cells: its low end, its point and its high end, each a formula over the cells of
its inputs.

The point is the formula at the inputs' values. An end is the formula at a *corner*: at the low or
the high of each input. A corner is used only if the formula at it, computed exactly, is the end
itself, so that the cell and the value kept in it cannot differ. Where no corner is (the extreme
lies inside the bounds, or only an outer range is known) the value stands there without a formula,
and the cell says so.

An end that does not exist is text. Its formula asks whether the input that has no such end, or the
divisor that reaches nothing, is still so; once it is changed, the number appears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from dealmodel.errors import DivisionByZero, FormulaTooLarge, RootOfNegative
from dealmodel.exports.table import Cell, Held, Live
from dealmodel.exports.tables.places import Placed
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.cells import CellFormula, cell_formula
from dealmodel.formulas.expression import Divide, Expression, Leaf, Quantity
from dealmodel.formulas.points import makes, point
from dealmodel.formulas.ranges.corners import Corner, corners
from dealmodel.formulas.ranges.regions import Side
from dealmodel.formulas.reading import postorder
from dealmodel.formulas.result import Result

TOO_LARGE = "the formula is longer than a cell can hold"
_INSIDE = "the extreme lies inside the bounds of the inputs, where no formula of their ends is"
_NO_VALUE = "the formula has no value at the numbers as printed"
_OUTER = "the true range is not known; this is an outer one"

Key = tuple[str, tuple[str, ...], Side]


@dataclass(frozen=True, slots=True)
class LiveCells:
    """The three cells of a result."""

    low: Cell
    point: Cell
    high: Cell

    @property
    def held(self) -> str | None:
        """Why one of them is no formula, if one is not."""
        return next((cell.why for cell in (self.low, self.high) if isinstance(cell, Held)), None)


@dataclass(frozen=True, slots=True)
class Formulas:
    """Makes live cells; ``constant`` tells the cell of a constant.

    ``corners`` remembers which corner made an end of a formula before: results of one formula
    mostly share it, and trying it is much faster than finding it.
    """

    constant: Callable[[Fraction], str]
    corners: dict[Key, Corner] = field(default_factory=dict)

    def live(self, result: Result, places: Mapping[str, Placed]) -> LiveCells:
        """The cells of ``result``, whose inputs stand at ``places``."""
        try:
            formula = cell_formula(result.expression, self.constant)
        except FormulaTooLarge:
            return _all_held(result)
        low, high = (self._end(result, side, formula, places) for side in ("low", "high"))
        return LiveCells(low, _point(result, formula, places), high)

    def _end(
        self, result: Result, side: Side, formula: CellFormula, places: Mapping[str, Placed]
    ) -> Cell:
        value = result.bounds.low if side == "low" else result.bounds.high
        bounds = {name: quantity.bounds for name, quantity in result.inputs.items()}
        end = _End(result.expression, formula, places, bounds, self.constant)
        key = (formula.text, formula.names, side)
        known = self.corners.get(key)
        if value is not None and known is not None and end.makes(known, value):
            return end.live(known, value)
        for corner in _candidates(result.expression, bounds, side, is_endless=value is None):
            found = end.at(corner, value, NO_LOW if side == "low" else NO_HIGH)
            if found is not None:
                self.corners[key] = corner
                return found
        if value is None:
            return NO_LOW if side == "low" else NO_HIGH
        return Held(value, _INSIDE if result.tight else _OUTER)


def _point(result: Result, formula: CellFormula, places: Mapping[str, Placed]) -> Cell:
    if result.point is None:
        return _once_entered(formula, result, places)
    inputs = [(name, result.inputs[name]) for name in formula.names]
    # An input without a number of its own has one that its ends leave, or does not matter, unless
    # the divisor beside it is 0: 0/x is 0 for all else.
    if any(each.point is None for _, each in inputs):
        numbers = {name: _number_at(each) for name, each in inputs}
        if _value(result.expression, numbers) != result.point:
            return Held(result.point, _NO_VALUE)
    at_points = {name: _at(each, places[name]) for name, each in inputs}
    return Live(formula.over(at_points), result.point, isinstance(result.expression, Leaf))


def _once_entered(formula: CellFormula, result: Result, places: Mapping[str, Placed]) -> Live:
    """A point that is not there, and appears once the numbers are that it lacks."""
    at_points = {name: places[name].point for name in formula.names}
    text = formula.over(at_points)[1:]
    for name in formula.names:
        if result.inputs[name].point is None:
            text = f'IF({at_points[name]}="","",{text})'
    return Live(f"={text}", "")


@dataclass(frozen=True, slots=True)
class _End:
    """What is needed to write one end of a formula."""

    expression: Expression
    formula: CellFormula
    places: Mapping[str, Placed]
    bounds: Mapping[str, Bounds]
    constant: Callable[[Fraction], str]

    def at(self, corner: Corner, value: Fraction | None, no_end: str) -> Cell | None:
        """The cell whose formula is at ``corner``, if that makes the end: ``value``, or none."""
        absent = [
            name for name, side in corner.items() if side and self._number(name, side) is None
        ]
        if value is not None:
            if absent:
                limit = self.constant(value)
                return Live(self._unless_absent(corner, absent, limit, self._over(corner)), value)
            return self.live(corner, value) if self.makes(corner, value) else None
        text = f'"{no_end}"'
        body = self._over(corner)
        divisors = list(self._vanishing(corner))
        for divisor in divisors:
            body = f"IF({divisor},{body},{text})"
        if not absent and not divisors:
            return None
        return Live(self._unless_absent(corner, absent, text, body), no_end)

    def live(self, corner: Corner, value: Fraction) -> Live:
        """The cell of an end that is the formula at ``corner``."""
        return Live("=" + self._over(corner), value, isinstance(self.expression, Leaf))

    def makes(self, corner: Corner, value: Fraction) -> bool:
        """Whether the formula at ``corner``, computed exactly, is ``value``."""
        values = {name: self._number(name, side) for name, side in corner.items()}
        try:
            return makes(self.expression, values, value)
        except (DivisionByZero, RootOfNegative):
            return False

    def _over(self, corner: Corner) -> str:
        return self.formula.over(self._cells(corner))[1:]

    def _cells(self, corner: Corner) -> dict[str, str]:
        return {
            name: self.places[name].high
            if self._side(name, side) == "high"
            else self.places[name].low
            for name, side in corner.items()
        }

    def _number(self, name: str, side: Side | None) -> Fraction | None:
        bounds = self.bounds[name]
        return bounds.high if self._side(name, side) == "high" else bounds.low

    def _side(self, name: str, side: Side | None) -> Side:
        """The side to take; where it does not matter, an end that exists and is not nothing."""
        bounds = self.bounds[name]
        return side or ("high" if not bounds.low and bounds.high is not None else "low")

    def _unless_absent(self, corner: Corner, absent: list[str], instead: str, body: str) -> str:
        cells = self._cells(corner)
        for name in absent:
            text = NO_HIGH if corner[name] == "high" else NO_LOW
            body = f'IF({cells[name]}="{text}",{instead},{body})'
        return "=" + body

    def _vanishing(self, corner: Corner) -> Iterator[str]:
        """The divisors that are 0 at ``corner``, as formulas."""
        values = {name: self._number(name, side) for name, side in corner.items()}
        for node in postorder(self.expression):
            if isinstance(node, Divide) and _is_nothing(node.right, values):
                cells = self._cells(corner)
                yield cell_formula(node.right, self.constant).over(cells)[1:]


def _at(quantity: Quantity, where: Placed) -> str:
    """The cell of a quantity's number; without one, of an end that exists."""
    if quantity.point is not None:
        return where.point
    return where.high if quantity.bounds.low is None else where.low


def _number_at(quantity: Quantity) -> Fraction | None:
    """The number in that cell."""
    if quantity.point is not None:
        return quantity.point
    return quantity.bounds.high if quantity.bounds.low is None else quantity.bounds.low


def _value(expression: Expression, values: Mapping[str, Fraction | None]) -> Fraction | None:
    try:
        return point(expression, values)
    except (DivisionByZero, RootOfNegative):
        return None


def _is_nothing(divisor: Expression, values: Mapping[str, Fraction | None]) -> bool:
    return _value(divisor, values) == 0


def _candidates(
    expression: Expression, bounds: Mapping[str, Bounds], side: Side, *, is_endless: bool
) -> Iterator[Corner]:
    """Corners that may make the end. In the first, an input that is exact has a side as well, so
    that the cell follows when it is given bounds; where there is no end, so has every input beside
    the one that has none, as if that had one."""
    boxes = [{name: _loosened(each) for name, each in bounds.items()}, bounds]
    if is_endless:
        boxes.insert(0, {name: _closed(_loosened(each)) for name, each in bounds.items()})
    for box in boxes:
        try:
            corner = corners(expression, box)[0 if side == "low" else 1]
        except (DivisionByZero, RootOfNegative):
            continue
        if corner is not None:
            yield corner


def _closed(bounds: Bounds) -> Bounds:
    """Bounds with some end where they have none, and away from nothing where they reach it."""
    low = -abs(bounds.high or Fraction(0)) - 1 if bounds.low is None else bounds.low
    high = abs(low) + 1 if bounds.high is None else bounds.high
    return Bounds(high / 1000 if low == 0 < high else low, high)


def _loosened(bounds: Bounds) -> Bounds:
    """Bounds with some room, where they have none."""
    value = bounds.low
    if not bounds.is_point or not value:
        return bounds
    room = abs(value) / 1000
    return Bounds(value - room, value + room)


def _all_held(result: Result) -> LiveCells:
    bounds = result.bounds
    return LiveCells(
        NO_LOW if bounds.low is None else Held(bounds.low, TOO_LARGE),
        None if result.point is None else Held(result.point, TOO_LARGE),
        NO_HIGH if bounds.high is None else Held(bounds.high, TOO_LARGE),
    )
