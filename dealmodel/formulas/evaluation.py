"""A formula over its inputs: measure, range and point in one go, by a plan where there is one.

What a plan needs of a quantity (what it measures, its band, its ends as whole numbers) is found out
when the quantity first stands in a formula and kept with it; what formulas of one shape over such
quantities come to, by the shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from typing import NamedTuple

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, Inputs, Leaf, Quantity, names_in
from dealmodel.formulas.measures import Measure, Measures, measure_of, measure_of_shape
from dealmodel.formulas.points import Number, Points, only_value
from dealmodel.formulas.ranges.enclosure import Enclosure, Study, enclosure_of, of_leaf
from dealmodel.formulas.ranges.plans import Band, Plan, band_of, bounds_by, plan_of, value_by
from dealmodel.formulas.ranges.programs import SHORT, Program, program
from dealmodel.formulas.ranges.shapes import Shape, shape_of
from dealmodel.formulas.reading import fold_nodes, postorder

Ratio = tuple[int, int]

_OFTEN = 4
"""A formula met so often is worth a program."""

_KEPT = 4_000


class Evaluation(NamedTuple):
    """``names`` are the leaves' in order of appearance; ``is_rounded`` says that a root in the
    formula is no fraction."""

    names: tuple[str, ...]
    measure: Measure
    enclosure: Enclosure
    value: Number
    is_rounded: bool


class _Input:
    """A quantity as a plan sees it. ``key`` is all that decides about the plan."""

    __slots__ = (
        *("band", "bounds", "high", "high_open", "is_short", "key"),
        *("low", "low_open", "measure", "point", "value"),
    )

    def __init__(self, quantity: Quantity) -> None:
        self.bounds = bounds = quantity.bounds
        self.value = value = quantity.point
        self.measure = measure = measure_of(quantity)
        self.band: Band | None = band_of(bounds)
        self.low_open, self.high_open = bounds.low_open, bounds.high_open
        self.key = measure.unit.factors, measure.kind, self.band
        self.low = None if bounds.low is None else bounds.low.as_integer_ratio()
        self.high = None if bounds.high is None else bounds.high.as_integer_ratio()
        self.point = None if value is None else value.as_integer_ratio()
        ends = (self.low, self.high, self.point)
        self.is_short = all(n.bit_length() <= SHORT for end in ends if end for n in end)


class _Way:
    """How a formula of one shape is evaluated over inputs of one kind; ``uses`` so far."""

    __slots__ = ("measure", "plan", "uses")

    def __init__(self, measure: Measure, plan: Plan) -> None:
        self.measure, self.plan, self.uses = measure, plan, 0

    def program(self, used: Sequence[_Input]) -> Program | None:
        """The program for these inputs, if there is one."""
        self.uses += 1
        if self.uses < _OFTEN or not all(each.is_short for each in used):
            return None
        return program(self.plan.shape)


_ways: dict[tuple[object, ...], _Way | None] = {}


def evaluated(expression: Expression, inputs: Inputs) -> Evaluation:
    """The formula over ``inputs``, each of which is an unknown.

    Raises ``UnknownName``, ``UnitMismatch``, ``DivisionByZero``, ``RootOfNegative`` and
    ``FormulaTooLarge``.
    """
    return by_plan(expression, inputs) or by_study(expression, inputs)


def by_plan(expression: Expression, inputs: Inputs) -> Evaluation | None:
    """The same by a plan; ``None`` where there is none, or where there is an error to tell."""
    if type(expression) is Leaf:
        return _itself(expression.name, inputs)
    shaped = shape_of(expression)
    if shaped is None:
        return None
    shape, names = shaped
    try:
        used = [_input(inputs[name]) for name in names]
    except KeyError:
        return None
    key = (shape, *[each.key for each in used])
    try:
        way = _ways[key]
    except KeyError:
        if len(_ways) >= _KEPT:
            _ways.clear()
        way = _ways[key] = _way(shape, used)
    found = None if way is None else _by_way(way, used)
    if way is None or found is None:
        return None
    enclosure, value = found
    return Evaluation(names, way.measure, enclosure, only_value(value, enclosure.bounds), False)


def _itself(name: str, inputs: Inputs) -> Evaluation | None:
    """An input alone, which is what it is."""
    quantity = inputs.get(name)
    if quantity is None:
        return None
    found = _input(quantity)
    value = only_value(found.value, found.bounds)
    return Evaluation((name,), found.measure, of_leaf(found.bounds), value, False)


def _input(quantity: Quantity) -> _Input:
    kept: _Input | None = getattr(quantity, "_as_input", None)
    if kept is None:
        kept = _Input(quantity)
        with suppress(AttributeError):  # a quantity from outside keeps nothing
            object.__setattr__(quantity, "_as_input", kept)
    return kept


def _way(shape: Shape, used: Sequence[_Input]) -> _Way | None:
    bands = [each.band for each in used if each.band is not None]
    measure = measure_of_shape(shape, tuple([each.measure for each in used]))
    if measure is None or len(bands) < len(used):
        return None
    plan = plan_of(shape, tuple(bands))
    return None if plan is None else _Way(measure, plan)


def _by_way(way: _Way, used: Sequence[_Input]) -> tuple[Enclosure, Number] | None:
    """The range and the point; ``None`` where their numbers are too long to tell, or a divisor is
    0 at one of them."""
    formula = way.program(used)
    if formula is None:
        return _step_by_step(way.plan, used)
    lows: list[int] = []
    highs: list[int] = []
    points: list[int] | None = []
    low_inner: list[int] = []
    high_inner: list[int] = []
    for at, (each, move) in enumerate(zip(used, way.plan.moves, strict=True)):
        low, high, low_open, high_open = each.low, each.high, each.low_open, each.high_open
        if low is None or high is None:
            return None
        if move < 0:
            low, high, low_open, high_open = high, low, high_open, low_open
        lows += low
        highs += high
        points = None if points is None or each.point is None else [*points, *each.point]
        if low_open and move:
            low_inner.append(at)
        if high_open and move:
            high_inner.append(at)
    low_end = formula(*lows)
    high_end = low_end if lows == highs else formula(*highs)
    at_points = low_end if points == lows else None if points is None else formula(*points)
    if low_end is None or high_end is None or (points is not None and at_points is None):
        return None
    least = Fraction(*low_end)
    bounds = Bounds.ordered(
        least,
        least if high_end is low_end else Fraction(*high_end),
        bool(low_inner) and not _is_attained(formula, low_end, lows, highs, low_inner),
        bool(high_inner) and not _is_attained(formula, high_end, highs, lows, high_inner),
    )
    value = None if at_points is None else least if at_points is low_end else Fraction(*at_points)
    return enclosure_of(way.plan, bounds), value


def _is_attained(
    formula: Program,
    end: Ratio,
    corner: Sequence[int],
    opposite: Sequence[int],
    inner: Sequence[int],
) -> bool:
    """Whether an end is that with the unknowns ``inner`` at their other ends as well."""
    values = list(corner)
    for number in inner:
        values[2 * number : 2 * number + 2] = opposite[2 * number : 2 * number + 2]
    found = formula(*values)
    return found is not None and end[0] * found[1] == found[0] * end[1]


def _step_by_step(plan: Plan, used: Sequence[_Input]) -> tuple[Enclosure, Number] | None:
    bounds = bounds_by(plan, [each.bounds for each in used])
    if bounds is None:
        return None
    enclosure = enclosure_of(plan, bounds)
    points = [each.value for each in used if each.value is not None]
    if len(points) < len(used):
        return enclosure, None
    value = value_by(plan, points)
    return None if value is None else (enclosure, value)


def by_study(expression: Expression, inputs: Inputs) -> Evaluation:
    """The same by a study of the tree."""
    nodes = postorder(expression)
    measure = fold_nodes(nodes, Measures(inputs))
    names = names_in(nodes)
    study = Study(nodes, {name: inputs[name].bounds for name in names})
    enclosure = study.enclosure
    points = Points({name: inputs[name].point for name in names})
    value = only_value(points.shown(fold_nodes(nodes, points)), enclosure.bounds)
    return Evaluation(names, measure, enclosure, value, study.is_rounded or points.is_rounded)
