"""A formula's range by interval arithmetic, node by node.

Exact where no two operands of a node share an unknown (:class:`Ranges`); elsewhere a range that
holds the true one (:class:`WideRanges`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds, overlap, point
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
    Root,
    Subtract,
    leaf_names,
)
from dealmodel.formulas.points import negative_root
from dealmodel.formulas.ranges import intervals
from dealmodel.formulas.reading import LoweredOnly
from dealmodel.formulas.rendering import bounds_text, clipped

_ANYTHING = Bounds(None, None)
_NAMED = 5


class Ranges(LoweredOnly):
    """Reads a tree as bounds. Raises ``DivisionByZero``, ``FormulaTooLarge``."""

    __slots__ = ("bounds",)

    def __init__(self, bounds: Mapping[str, Bounds]) -> None:
        self.bounds = bounds

    def constant(self, node: Constant) -> Bounds:
        return point(node.value)

    def leaf(self, node: Leaf) -> Bounds:
        return self.bounds[node.name]

    def negate(self, _: Negate, operand: Bounds) -> Bounds:
        return intervals.negate(operand)

    def add(self, node: Add, left: Bounds, right: Bounds) -> Bounds:
        return _checked(intervals.add(left, right), node)

    def subtract(self, node: Subtract, left: Bounds, right: Bounds) -> Bounds:
        return _checked(intervals.subtract(left, right), node)

    def multiply(self, node: Multiply, left: Bounds, right: Bounds) -> Bounds:
        return _checked(intervals.multiply(left, right), node)

    def divide(self, node: Divide, left: Bounds, right: Bounds) -> Bounds:
        try:
            return _checked(intervals.divide(left, right), node)
        except ZeroDivisionError:
            raise zero_divisor(node, self.bounds) from None

    def power(self, node: Power, base: Bounds) -> Bounds:
        try:
            return _checked(intervals.power(base, node.exponent), node)
        except ZeroDivisionError:
            raise zero_divisor(node, self.bounds) from None

    def root(self, node: Root, operand: Bounds) -> Bounds:
        if operand.low is None or operand.low < 0:
            raise negative_root(node, self.bounds)
        return intervals.root(operand, node.degree)

    def minimum(self, _: Minimum, operands: Sequence[Bounds]) -> Bounds:
        return intervals.minimum(operands)

    def maximum(self, _: Maximum, operands: Sequence[Bounds]) -> Bounds:
        return intervals.maximum(operands)

    def absolute(self, _: Absolute, operand: Bounds) -> Bounds:
        return intervals.absolute(operand)


class NoValue(Exception):
    """A divisor is 0 all over a box."""


class WideRanges(Ranges):
    """The same over part of the box, where ``divisors`` are the divisors' ranges over all of it.

    A quotient without bounds is no error here: the whole box has been looked at before. Raises
    ``NoValue`` and ``FormulaTooLarge``.
    """

    __slots__ = ("divisors",)

    def __init__(self, bounds: Mapping[str, Bounds], divisors: Mapping[int, Bounds]) -> None:
        super().__init__(bounds)
        self.divisors = divisors

    def divide(self, node: Divide, left: Bounds, right: Bounds) -> Bounds:
        return self._quotient(node, left, right)

    def power(self, node: Power, base: Bounds) -> Bounds:
        if node.exponent >= 0:
            return super().power(node, base)
        return self._quotient(node, point(Fraction(1)), intervals.power(base, -node.exponent))

    def root(self, node: Root, operand: Bounds) -> Bounds:
        known = overlap(operand, Bounds(Fraction(0), None))
        if known is None:
            raise NoValue
        return intervals.root(known, node.degree)

    def _quotient(self, node: Expression, over: Bounds, under: Bounds) -> Bounds:
        known = overlap(under, self.divisors[id(node)])
        if known is None or (known.is_point and not known.low):
            raise NoValue
        try:
            return _checked(intervals.divide(over, known), node)
        except ZeroDivisionError:
            return _ANYTHING


def zero_divisor(node: Divide | Power, bounds: Mapping[str, Bounds]) -> DivisionByZero:
    """The error for a divisor that may be 0, with the figures it is made of and their bounds."""
    divisor = node.right if isinstance(node, Divide) else node.base
    text, names = clipped(divisor), leaf_names(divisor)
    listed = "; ".join(f"{name} is in {bounds_text(bounds[name])}" for name in names[:_NAMED])
    if not names:
        return DivisionByZero(text, f"the divisor {text} is 0", where=divisor.span)
    return DivisionByZero(
        text,
        f"the divisor {text} may be 0: {listed}. Give bounds that keep it away from 0",
        where=divisor.span,
    )


def _checked(bounds: Bounds, node: Expression) -> Bounds:
    for end in (bounds.low, bounds.high):
        if end is not None:
            size.checked(end, node.span)
    return bounds
