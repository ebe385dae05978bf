"""A formula's value at the numbers as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas import size
from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Divide,
    Expression,
    Leaf,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Power,
    Subtract,
)
from dealmodel.formulas.reading import LoweredOnly, fold
from dealmodel.formulas.rendering import clipped

Number = Fraction | None


def point(expression: Expression, values: Mapping[str, Number]) -> Number:
    """The formula evaluated exactly; ``None`` if a leaf that it reads has no value.

    >>> from dealmodel.formulas.expression import Leaf
    >>> point(Leaf("paid") / Leaf("stake"), {"paid": Fraction(3), "stake": Fraction(1, 5)})
    Fraction(15, 1)

    Raises ``DivisionByZero``, ``FormulaTooLarge``.
    """
    return fold(expression, Points(values))


def only_value(value: Number, bounds: Bounds) -> Number:
    """``value``, or the only one there can be: ``x - x`` is 0 even where x has no value.

    >>> only_value(None, Bounds(Fraction(0), Fraction(0)))
    Fraction(0, 1)
    """
    return bounds.low if value is None and bounds.is_point else value


class Points(LoweredOnly):
    """Reads a tree as a number."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, Number]) -> None:
        self.values = values

    def constant(self, node: Constant) -> Number:
        return node.value

    def leaf(self, node: Leaf) -> Number:
        return self.values[node.name]

    def negate(self, _: Negate, operand: Number) -> Number:
        return None if operand is None else -operand

    def add(self, node: Add, left: Number, right: Number) -> Number:
        return None if left is None or right is None else size.checked(left + right, node.span)

    def subtract(self, node: Subtract, left: Number, right: Number) -> Number:
        return None if left is None or right is None else size.checked(left - right, node.span)

    def multiply(self, node: Multiply, left: Number, right: Number) -> Number:
        return None if left is None or right is None else size.checked(left * right, node.span)

    def divide(self, node: Divide, left: Number, right: Number) -> Number:
        if left is None or right is None:
            return None
        if not right:
            raise _printed_zero(node.right)
        return size.checked(left / right, node.span)

    def power(self, node: Power, base: Number) -> Number:
        if base is None:
            return None
        if not base and node.exponent < 0:
            raise _printed_zero(node.base)
        return size.power(base, node.exponent, node.span)

    def minimum(self, _: Minimum, operands: Sequence[Number]) -> Number:
        known = [each for each in operands if each is not None]
        return min(known) if len(known) == len(operands) else None

    def maximum(self, _: Maximum, operands: Sequence[Number]) -> Number:
        known = [each for each in operands if each is not None]
        return max(known) if len(known) == len(operands) else None

    def absolute(self, _: Absolute, operand: Number) -> Number:
        return None if operand is None else abs(operand)


def _printed_zero(divisor: Expression) -> DivisionByZero:
    text = clipped(divisor)
    return DivisionByZero(
        text,
        f"the divisor {text} is 0 at the figures as printed: give it bounds or another value",
        where=divisor.span,
    )
