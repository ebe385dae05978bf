"""A tree as the same tree with something put in the place of some of its nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dealmodel.errors import Span
from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Convert,
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


class Rebuilding:
    """Reads a tree as an equal one; those who change something say what in their own method."""

    __slots__ = ()

    def span_of(self, node: Expression) -> Span | None:
        """The place in the text that the new node comes from."""
        return node.span

    def constant(self, node: Constant) -> Expression:
        return node

    def leaf(self, node: Leaf) -> Expression:
        return node

    def negate(self, node: Negate, operand: Expression) -> Expression:
        return Negate(operand, span=self.span_of(node))

    def add(self, node: Add, left: Expression, right: Expression) -> Expression:
        return Add(left, right, span=self.span_of(node))

    def subtract(self, node: Subtract, left: Expression, right: Expression) -> Expression:
        return Subtract(left, right, span=self.span_of(node))

    def multiply(self, node: Multiply, left: Expression, right: Expression) -> Expression:
        return Multiply(left, right, span=self.span_of(node))

    def divide(self, node: Divide, left: Expression, right: Expression) -> Expression:
        return Divide(left, right, span=self.span_of(node))

    def power(self, node: Power, base: Expression) -> Expression:
        return Power(base, node.exponent, span=self.span_of(node))

    def root(self, node: Root, operand: Expression) -> Expression:
        return Root(operand, node.degree, span=self.span_of(node))

    def minimum(self, node: Minimum, operands: Sequence[Expression]) -> Expression:
        return Minimum(tuple(operands), span=self.span_of(node))

    def maximum(self, node: Maximum, operands: Sequence[Expression]) -> Expression:
        return Maximum(tuple(operands), span=self.span_of(node))

    def absolute(self, node: Absolute, operand: Expression) -> Expression:
        return Absolute(operand, span=self.span_of(node))

    def convert(self, node: Convert, operand: Expression) -> Expression:
        return Convert(operand, node.currency, node.when, span=self.span_of(node))


class Substituting(Rebuilding):
    """Reads a tree with expressions in the place of some of its leaves, by name."""

    __slots__ = ("meanings",)

    def __init__(self, meanings: Mapping[str, Expression]) -> None:
        self.meanings = meanings

    def leaf(self, node: Leaf) -> Expression:
        return self.meanings.get(node.name, node)
