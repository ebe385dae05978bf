"""A formula's value at the numbers as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.errors import DivisionByZero, RootOfNegative
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import ten_to
from dealmodel.formulas import roots, size
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
    Root,
    Subtract,
    leaf_names,
)
from dealmodel.formulas.reading import LoweredOnly, fold
from dealmodel.formulas.rendering import bounds_text, clipped

Number = Fraction | None

_NAMED = 5


def point(expression: Expression, values: Mapping[str, Number]) -> Number:
    """The formula evaluated exactly; ``None`` if a leaf that it reads has no value.

    >>> from dealmodel.formulas.expression import Leaf
    >>> point(Leaf("paid") / Leaf("stake"), {"paid": Fraction(3), "stake": Fraction(1, 5)})
    Fraction(15, 1)

    Raises ``DivisionByZero``, ``FormulaTooLarge``.
    """
    reader = Points(values)
    return reader.shown(fold(expression, reader))


def makes(expression: Expression, values: Mapping[str, Number], end: Fraction) -> bool:
    """Whether the formula is ``end`` at ``values``; where a root in it is no fraction, to the
    digits that are shown.

    >>> from dealmodel.formulas.expression import Leaf
    >>> above = roots.rounded(roots.above(Fraction(2), 2), "up")
    >>> makes(Root(Leaf("x"), 2), {"x": Fraction(2)}, above)
    True

    Raises ``DivisionByZero``, ``RootOfNegative``, ``FormulaTooLarge``.
    """
    reader = Points(values)
    found = fold(expression, reader)
    if found == end or found is None or not reader.is_rounded:
        return found == end
    return abs(found - end) * ten_to(roots.SHOWN - 2) <= abs(end)


def only_value(value: Number, bounds: Bounds) -> Number:
    """``value``, or the only one there can be: ``x - x`` is 0 even where x has no value.

    >>> only_value(None, Bounds(Fraction(0), Fraction(0)))
    Fraction(0, 1)
    """
    return bounds.low if value is None and bounds.is_point else value


class Points(LoweredOnly):
    """Reads a tree as a number."""

    __slots__ = ("is_rounded", "values")

    def __init__(self, values: Mapping[str, Number]) -> None:
        self.values = values
        self.is_rounded = False

    def shown(self, value: Number) -> Number:
        """What was read, to the digits that are shown where a root in it is no fraction."""
        return roots.rounded(value, "half_even") if self.is_rounded and value else value

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

    def root(self, node: Root, operand: Number) -> Number:
        if operand is None:
            return None
        if operand < 0:
            raise negative_root(node)
        found = roots.nearest(operand, node.degree)
        self.is_rounded = self.is_rounded or found**node.degree != operand
        return found

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


def negative_root(node: Root, bounds: Mapping[str, Bounds] | None = None) -> RootOfNegative:
    """The error for a root of what is below 0 at the figures as printed, or by their ``bounds``."""
    text = clipped(node.operand)
    if bounds is None:
        told = f"a root of {text}, which is below 0 at the figures as printed"
    else:
        names = leaf_names(node.operand)
        listed = "; ".join(f"{name} is in {bounds_text(bounds[name])}" for name in names[:_NAMED])
        told = f"a root of {text}, which may be below 0{': ' if listed else ''}{listed}"
    return RootOfNegative(text, f"{told}. Only what is never below 0 has one", where=node.span)
