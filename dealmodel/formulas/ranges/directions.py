"""In which leaves a formula can be shown to rise or to fall, part by part.

A sum rises if every term does, a product of factors of known sign follows its factors, and so on
up the tree; only where that is not enough is a part taken as a quotient of polynomials. So a long
formula is no harder than its parts, which as one quotient it would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dealmodel.figures.bounds import Bounds
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
from dealmodel.formulas.reading import LoweredOnly

Directions = dict[str, int | None]
"""Leaf → 1 if the formula never falls in it, -1 if it never rises, 0 if it is flat, or unknown."""

Proof = Callable[[Expression], Mapping[str, int]]
"""The directions of a part that can be shown from the part as a whole."""


class DirectionReader(LoweredOnly):
    """Reads a tree as directions. ``ranges`` hold the range of each node, by its ``id``."""

    def __init__(self, names: Iterable[str], ranges: Mapping[int, Bounds], proof: Proof) -> None:
        self.names = frozenset(names)
        self.ranges = ranges
        self.proof = proof

    def constant(self, _: Constant) -> Directions:
        return {}

    def leaf(self, node: Leaf) -> Directions:
        return {node.name: 1} if node.name in self.names else {}

    def negate(self, node: Negate, operand: Directions) -> Directions:
        return self._joined(node, (-1, operand))

    def add(self, node: Add, left: Directions, right: Directions) -> Directions:
        return self._joined(node, (1, left), (1, right))

    def subtract(self, node: Subtract, left: Directions, right: Directions) -> Directions:
        return self._joined(node, (1, left), (-1, right))

    def multiply(self, node: Multiply, left: Directions, right: Directions) -> Directions:
        return self._joined(node, (self._sign(node.right), left), (self._sign(node.left), right))

    def divide(self, node: Divide, left: Directions, right: Directions) -> Directions:
        # (l/r)' = (l'r - lr')/r²
        over, under = self._sign(node.left), self._sign(node.right)
        return self._joined(node, (under, left), (None if over is None else -over, right))

    def power(self, node: Power, base: Directions) -> Directions:
        # (bⁿ)' = n·bⁿ⁻¹·b'
        exponent = node.exponent
        around = 1 if exponent % 2 else self._sign(node.base)
        direction = (exponent > 0) - (exponent < 0)
        return self._joined(node, (None if around is None else around * direction, base))

    def root(self, node: Root, operand: Directions) -> Directions:
        return self._joined(node, (1, operand))

    def minimum(self, node: Minimum, operands: Sequence[Directions]) -> Directions:
        return self._joined(node, *((1, each) for each in operands))

    def maximum(self, node: Maximum, operands: Sequence[Directions]) -> Directions:
        return self._joined(node, *((1, each) for each in operands))

    def absolute(self, node: Absolute, operand: Directions) -> Directions:
        return self._joined(node, (self._sign(node.operand), operand))

    def _joined(self, node: Expression, *parts: tuple[int | None, Directions]) -> Directions:
        """The directions of a node that moves with its operands, each times a sign."""
        joined: Directions = {}
        for name in dict.fromkeys(name for _, part in parts for name in part):
            joined[name] = agreed(_times(sign, part.get(name, 0)) for sign, part in parts)
        if None in joined.values():
            joined |= self.proof(node)
        return joined

    def _sign(self, node: Expression) -> int | None:
        bounds = self.ranges[id(node)]
        if bounds.low is not None and bounds.low >= 0:
            return 1
        return -1 if bounds.high is not None and bounds.high <= 0 else None


def _times(sign: int | None, direction: int | None) -> int | None:
    if direction == 0:
        return 0
    return None if sign is None or direction is None else sign * direction


def agreed(signs: Iterable[int | None]) -> int | None:
    """The sign that all have, where 0 goes with either; ``None`` if they differ.

    >>> agreed([0, 1, 1]), agreed([1, -1])
    (1, None)
    """
    result = 0
    for each in signs:
        if each is None or each * result < 0:
            return None
        result = result or each
    return result
