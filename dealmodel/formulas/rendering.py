"""A tree, and bounds, as text.

The text of a tree reads back to the same formula, with no bracket that it could do without. A leaf
that is named by a figure's printed words stands in braces where those could be mistaken.
``(x in USD on DAY)`` keeps its brackets inside a larger formula, so that nobody has to know how far
``in`` reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from dealmodel.errors import FormulaTooLarge
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import Rounding, decimal_text
from dealmodel.figures.reader import figure_at
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
from dealmodel.formulas.reading import fold

CONVERT, SUM, PRODUCT, SIGN, POWER, ATOM = range(6)
_MAX_LENGTH = 100_000

Piece = tuple[str, int]
"""Text, and how tightly its outermost operation binds."""


def render(expression: Expression) -> str:
    """The formula as text.

    >>> paid, stake = Leaf("paid"), Leaf("stake")
    >>> render(paid / stake - paid)
    'paid / stake - paid'
    >>> render(paid / (stake * 2) - (paid - 1))
    'paid / (stake * 2) - (paid - 1)'

    Raises ``FormulaTooLarge`` where sharing makes a small tree into an endless text.
    """
    return fold(expression, TextReader())[0]


def clipped(expression: Expression, length: int = 60) -> str:
    """The formula as text, cut short for a message."""
    text = render(expression)
    return text if len(text) <= length else text[: length - 1] + "…"


def bounds_text(bounds: Bounds, shown: Callable[[Fraction, Rounding], str] = decimal_text) -> str:
    """Bounds as an interval, rounded outward where a number has no finite decimal expansion.

    >>> bounds_text(Bounds(Fraction(1, 2), None))
    '[0.5, ∞)'
    """
    low = "-∞" if bounds.low is None else shown(bounds.low, "down")
    high = "∞" if bounds.high is None else shown(bounds.high, "up")
    return f"{'(' if bounds.low_open else '['}{low}, {high}{')' if bounds.high_open else ']'}"


class TextReader:
    """Reads a tree as text, with these signs."""

    minus, times, apart = "-", "*", ", "

    def constant(self, node: Constant) -> Piece:
        text = decimal_text(node.value)
        if node.value.denominator == 1 or _is_finite(node.value.denominator):
            return text, SIGN if node.value < 0 else ATOM
        return f"{node.value.numerator} / {node.value.denominator}", PRODUCT

    def leaf(self, node: Leaf) -> Piece:
        name = node.name
        return (name if name.isidentifier() or _stands_bare(name) else f"{{{name}}}"), ATOM

    def negate(self, _: Negate, operand: Piece) -> Piece:
        return _checked(self.minus + within(operand, SIGN)), SIGN

    def add(self, _: Add, left: Piece, right: Piece) -> Piece:
        return _joined(left, "+", right, SUM, SUM + 1)

    def subtract(self, _: Subtract, left: Piece, right: Piece) -> Piece:
        return _joined(left, self.minus, right, SUM, SUM + 1)

    def multiply(self, _: Multiply, left: Piece, right: Piece) -> Piece:
        return _joined(left, self.times, right, PRODUCT, PRODUCT + 1)

    def divide(self, _: Divide, left: Piece, right: Piece) -> Piece:
        return _joined(left, "/", right, PRODUCT, PRODUCT + 1)

    def power(self, node: Power, base: Piece) -> Piece:
        return f"{within(base, ATOM)} ** {node.exponent}", POWER

    def root(self, node: Root, operand: Piece) -> Piece:
        if node.degree == 2:
            return _checked(f"sqrt({operand[0]})"), ATOM
        return _checked(f"root({operand[0]}{self.apart}{node.degree})"), ATOM

    def minimum(self, _: Minimum, operands: Sequence[Piece]) -> Piece:
        return _checked(f"min({self.apart.join(text for text, _ in operands)})"), ATOM

    def maximum(self, _: Maximum, operands: Sequence[Piece]) -> Piece:
        return _checked(f"max({self.apart.join(text for text, _ in operands)})"), ATOM

    def absolute(self, _: Absolute, operand: Piece) -> Piece:
        return f"abs({operand[0]})", ATOM

    def convert(self, node: Convert, operand: Piece) -> Piece:
        return f"{within(operand, CONVERT)} in {node.currency} on {node.when}", CONVERT


def _joined(left: Piece, sign: str, right: Piece, level: int, right_level: int) -> Piece:
    return _checked(f"{within(left, level)} {sign} {within(right, right_level)}"), level


def within(piece: Piece, level: int) -> str:
    """A text inside an operation, in brackets where it binds less tightly than ``level``."""
    text, binding = piece
    return text if binding >= level else f"({text})"


def _checked(text: str) -> str:
    if len(text) > _MAX_LENGTH:
        raise FormulaTooLarge(f"a formula of more than {_MAX_LENGTH} characters: split it")
    return text


def _stands_bare(words: str) -> bool:
    """Whether a figure needs no braces, wherever it stands; with a comma it would in a call."""
    if "," in words or words[0] in "+-−":
        return False
    found = figure_at(words, 0)
    return found is not None and found.span[1] == len(words)


def _is_finite(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1
