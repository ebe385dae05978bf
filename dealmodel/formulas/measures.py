"""The unit and the kind of a formula's answer, and whether its units go together.

Policy: only like units add, subtract or compare; 0 written as a number goes with any unit. A
currency is never converted by itself. What is printed as "per share" has that in its unit, so that
times a number of shares it is an amount; a growth or share "a year" stays a pure number. The kind
follows from the unit where there is one; among pure numbers a product of shares is a share, and so
is what is left of a whole number of wholes (``1 - stake``); a quotient of like units is a ratio,
and so is its root, which less 1 is growth; the rest are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dealmodel.errors import UnitMismatch, UnknownName
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.units import DURATIONS, PURE, Unit, currency_unit
from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Convert,
    Divide,
    Expression,
    Inputs,
    Leaf,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Power,
    Quantity,
    Root,
    Subtract,
)
from dealmodel.formulas.ranges.shapes import Shape, nodes_of
from dealmodel.formulas.reading import fold, fold_nodes
from dealmodel.formulas.rendering import clipped


class Measure(NamedTuple):
    """What a number is a number of."""

    unit: Unit
    kind: str


_NUMBER = Measure(PURE, "number")
_RATIO = Measure(PURE, "ratio")
_SHARE = Measure(PURE, "share")
_GROWTH = Measure(PURE, "growth")
_ONE = Constant(Fraction(1))


def measure(expression: Expression, inputs: Inputs) -> Measure:
    """The unit and kind of ``expression`` over ``inputs``.

    Raises ``UnknownName`` for a leaf without a quantity, ``UnitMismatch`` for units that do not go
    together; both point at the place in the formula's text, where it came from one.
    """
    return fold(expression, Measures(inputs))


@lru_cache(maxsize=2_000)
def measure_of_shape(shape: Shape, leaves: tuple[Measure, ...]) -> Measure | None:
    """What a formula of this shape measures over leaves of these measures; ``None`` where units do
    not go together, which the formula itself tells better.
    """
    try:
        return fold_nodes(nodes_of(shape), _MeasuresByNumber(leaves))
    except UnitMismatch:
        return None


def measure_of(quantity: Quantity) -> Measure:
    """What a quantity measures in a formula: an amount for one of something is so many a piece.

    >>> from dealmodel.figures.reader import figure
    >>> measure_of(figure("HK$43.80 per share")).unit.text, measure_of(figure("1.05 USD/EUR")).kind
    ('HKD/share', 'exchange_rate')
    """
    per: str | None = getattr(quantity, "per", None)
    if per is None or quantity.unit.is_pure or getattr(quantity, "is_bare", False):
        return Measure(quantity.unit, quantity.kind)
    return of_unit(quantity.unit / Unit.of(per))


@lru_cache(maxsize=1024)
def of_unit(unit: Unit) -> Measure:
    """A measure whose kind follows from its unit alone.

    >>> of_unit(Unit.of("EUR") / Unit.of("cars")).kind
    'money_per_unit'
    """
    return Measure(unit, _kind(unit))


def _kind(unit: Unit) -> str:
    match unit.factors:
        case ((atom, 1),):
            if atom in CURRENCIES:
                return "money"
            return "duration" if atom in DURATIONS else "count"
        case ((over, 1), (under, -1)) | ((under, -1), (over, 1)) if over in CURRENCIES:
            if under in CURRENCIES:
                return "exchange_rate"
            return "number" if under in DURATIONS else "money_per_unit"
    return "number"


class Measures:
    """Reads a tree as a measure."""

    __slots__ = ("inputs",)

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    def constant(self, _: Constant) -> Measure:
        return _NUMBER

    def leaf(self, node: Leaf) -> Measure:
        quantity = self.inputs.get(node.name)
        if quantity is None:
            raise UnknownName(node.name, tuple(self.inputs), where=node.span)
        return measure_of(quantity)

    def negate(self, _: Negate, operand: Measure) -> Measure:
        return operand

    def absolute(self, _: Absolute, operand: Measure) -> Measure:
        return operand

    def add(self, node: Add, left: Measure, right: Measure) -> Measure:
        return _alike(node, "+", node.left, left, node.right, right)

    def subtract(self, node: Subtract, left: Measure, right: Measure) -> Measure:
        if isinstance(node.left, Root | Power) and left == _RATIO and node.right == _ONE:
            return _GROWTH
        return _alike(node, "-", node.left, left, node.right, right)

    def root(self, node: Root, operand: Measure) -> Measure:
        if any(exponent % node.degree for _, exponent in operand.unit.factors):
            unit = operand.unit.text
            raise UnitMismatch(
                "root",
                unit,
                None,
                f"no root of degree {node.degree} of {clipped(node.operand)}, which is in {unit}: "
                "divide by something in the same unit first",
                where=node.span,
            )
        if not operand.unit.factors:
            return _RATIO if operand.kind == "ratio" else _NUMBER
        return of_unit(
            Unit(tuple((atom, power // node.degree) for atom, power in operand.unit.factors))
        )

    def minimum(self, node: Minimum, operands: Sequence[Measure]) -> Measure:
        return _all_alike(node, "min", operands)

    def maximum(self, node: Maximum, operands: Sequence[Measure]) -> Measure:
        return _all_alike(node, "max", operands)

    def multiply(self, _: Multiply, left: Measure, right: Measure) -> Measure:
        unit = left.unit * right.unit
        if unit.factors:
            return of_unit(unit)
        return _SHARE if left.kind == right.kind == "share" else _NUMBER

    def divide(self, _: Divide, left: Measure, right: Measure) -> Measure:
        unit = left.unit / right.unit
        if unit.factors:
            return of_unit(unit)
        return _NUMBER if left.kind == right.kind == "number" else _RATIO

    def power(self, node: Power, base: Measure) -> Measure:
        unit = base.unit**node.exponent
        if unit.factors:
            return of_unit(unit)
        if base.kind == "ratio" and isinstance(node.base, Root):
            return _RATIO
        return _SHARE if base.kind == "share" and node.exponent > 0 else _NUMBER

    def convert(self, node: Convert, operand: Measure) -> Measure:
        found = operand.unit.currencies
        if len(found) != 1:
            unit = operand.unit.text
            raise UnitMismatch(
                "in",
                unit,
                node.currency,
                f"{clipped(node.operand)} is {_said(unit)}: only money can be converted to "
                f"{node.currency}",
                where=node.span,
            )
        exponent = dict(operand.unit.factors)[found[0]]
        step = currency_unit(node.currency) / currency_unit(found[0])
        return of_unit(operand.unit * step**exponent)


class _MeasuresByNumber(Measures):
    """Reads a tree whose leaves are named by their numbers."""

    __slots__ = ("leaves",)

    def __init__(self, leaves: Sequence[Measure]) -> None:
        super().__init__({})
        self.leaves = leaves

    def leaf(self, node: Leaf) -> Measure:
        return self.leaves[int(node.name)]


def _all_alike(node: Minimum | Maximum, sign: str, operands: Sequence[Measure]) -> Measure:
    first, result = node.parts[0], operands[0]
    for part, operand in zip(node.parts[1:], operands[1:], strict=True):
        result = _alike(node, sign, first, result, part, operand)
    return result


def _alike(
    node: Expression, sign: str, left: Expression, a: Measure, right: Expression, b: Measure
) -> Measure:
    """The measure of two things that are added or compared."""
    if a.unit is b.unit or a.unit.same_as(b.unit):
        if a.unit.factors:
            return a if a.kind == b.kind else of_unit(a.unit)
        if a.kind == b.kind:
            return a
        shares = {a.kind, b.kind} == {"share", "number"}
        return _SHARE if shares and _is_constant(left, right) else _NUMBER
    if _is_zero(left):
        return b
    if _is_zero(right):
        return a
    raise UnitMismatch(
        sign, a.unit.text, b.unit.text, _advice(sign, left, a.unit, right, b.unit), where=node.span
    )


def _is_constant(*nodes: Expression) -> bool:
    return any(isinstance(node, Constant) for node in nodes)


def _is_zero(node: Expression) -> bool:
    return isinstance(node, Constant) and node.value == 0


def _advice(sign: str, left: Expression, a: Unit, right: Expression, b: Unit) -> str:
    verb = {"+": "add", "-": "subtract"}.get(sign, "compare")
    start = f"cannot {verb} {_said(a.text)} and {_said(b.text)}"
    if a.currency is not None and b.currency is not None:
        change = f"({clipped(left)} in {b.currency} on DATE)"
        return f"{start}: convert one of them, as in {change} {_written(sign)} {clipped(right)}"
    if a.is_pure or b.is_pure:
        unit, pure = (b, left) if a.is_pure else (a, right)
        return f"{start}: give {clipped(pure)} its unit, as in {{100 {unit.text}}}, or divide first"
    return f"{start}: they do not measure the same thing"


def _written(sign: str) -> str:
    return sign if sign in "+-" else "and"


def _said(unit: str | None) -> str:
    return "a pure number" if unit is None else unit
