"""How far rounding can carry a formula that is computed in doubles.

Each number of a spreadsheet is off by up to 2**-53 of itself, and a difference of two nearly equal
numbers by that much of *them*, which may be most of what is left. The *size* of a node is what its
error is a small part of: its own absolute value where nothing cancels, more where something does.

Source: the first-order error analysis of N. J. Higham, "Accuracy and Stability of Numerical
Algorithms", 2002, section 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.formulas import roots
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
)
from dealmodel.formulas.reading import LoweredOnly, fold

Sized = tuple[Fraction, Fraction]
"""A value and its size."""


def size(expression: Expression, values: Mapping[str, Fraction]) -> Fraction:
    """The size of the formula at ``values``.

    >>> price, reference = Leaf("price"), Leaf("reference")
    >>> near = {"price": Fraction(101, 100), "reference": Fraction(1)}
    >>> size(price - reference, near)
    Fraction(201, 100)

    :raises ZeroDivisionError: a divisor is 0.
    """
    return fold(expression, _Sizes(values))[1]


class _Sizes(LoweredOnly):
    """Reads a tree as a value with its size."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, Fraction]) -> None:
        self.values = values

    def constant(self, node: Constant) -> Sized:
        return node.value, abs(node.value)

    def leaf(self, node: Leaf) -> Sized:
        value = self.values[node.name]
        return value, abs(value)

    def negate(self, _: Negate, operand: Sized) -> Sized:
        return -operand[0], operand[1]

    def add(self, _: Add, left: Sized, right: Sized) -> Sized:
        return left[0] + right[0], left[1] + right[1]

    def subtract(self, _: Subtract, left: Sized, right: Sized) -> Sized:
        return left[0] - right[0], left[1] + right[1]

    def multiply(self, _: Multiply, left: Sized, right: Sized) -> Sized:
        return left[0] * right[0], left[1] * right[1]

    def divide(self, _: Divide, left: Sized, right: Sized) -> Sized:
        quotient = left[0] / right[0]
        return quotient, left[1] * right[1] / right[0] ** 2

    def power(self, node: Power, base: Sized) -> Sized:
        value = base[0] ** node.exponent
        if not base[0]:
            return value, value
        return value, abs(value) * (base[1] / abs(base[0])) ** abs(node.exponent)

    def root(self, node: Root, operand: Sized) -> Sized:
        value = roots.nearest(operand[0], node.degree)
        if not operand[0]:
            return value, value
        return value, value * operand[1] / operand[0]

    def minimum(self, _: Minimum, operands: Sequence[Sized]) -> Sized:
        return min(value for value, _ in operands), max(each for _, each in operands)

    def maximum(self, _: Maximum, operands: Sequence[Sized]) -> Sized:
        return max(value for value, _ in operands), max(each for _, each in operands)

    def absolute(self, _: Absolute, operand: Sized) -> Sized:
        return abs(operand[0]), operand[1]
