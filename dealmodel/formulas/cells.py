"""A tree as a spreadsheet's formula.

Only what every spreadsheet program has computed since the first: ``+ - * /``, ``MIN``, ``MAX``,
``ABS``, ``SQRT``, ``POWER``, brackets. Whatever stands in a formula is a reference: a leaf's to its
cell, and a constant's too, so that no number hides in a formula. An integer power is its factors
written out.

A formula is made once and used for the point and for both ends, which differ only in the cells
that its slots are filled with (:meth:`CellFormula.over`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.errors import FormulaTooLarge
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

MAX_LENGTH = 8_192
"""Characters that a spreadsheet takes in one formula."""

MAX_ARGUMENTS = 255
"""Values that it takes in one call of a function."""

_MAX_BRACKETS = 60
_SLOT = 24
"""Characters that a reference may take in the place of a slot."""

_SIGN, _SUM, _PRODUCT, _ATOM = range(4)


@dataclass(frozen=True, slots=True)
class CellFormula:
    """``text`` with a slot ``{0}`` for the first of ``names``, and so on."""

    text: str
    names: tuple[str, ...]

    def over(self, references: Mapping[str, str]) -> str:
        """The formula over the cells that the names stand in, with its equals sign.

        >>> formula = cell_formula(Leaf("paid") / Leaf("stake") - Leaf("paid"))
        >>> formula.over({"paid": "$B$2", "stake": "$B$3"})
        '=$B$2/$B$3-$B$2'
        """
        return "=" + self.text.format(*[references[name] for name in self.names])


def cell_formula(expression: Expression, constant: Callable[[Fraction], str] = str) -> CellFormula:
    """``expression`` with a slot for each of its names; ``constant`` tells the cell that a constant
    stands in.

    >>> cell_formula((Leaf("a") - Leaf("b")) ** 2 / 365, lambda value: "in_days").text
    '({0}-{1})*({0}-{1})/in_days'

    :raises FormulaTooLarge: a spreadsheet could not hold it.
    """
    reader = _Cells(constant)
    text, _, brackets = fold(expression, reader)
    if len(text) + _SLOT * text.count("{") > MAX_LENGTH or brackets > _MAX_BRACKETS:
        raise _too_large(expression)
    return CellFormula(text, tuple(reader.names))


Piece = tuple[str, int, int]
"""Text, how tightly its outermost operation binds, and how deep its brackets are nested."""


class _Cells(LoweredOnly):
    """Reads a tree as the text of a formula."""

    __slots__ = ("constant_cell", "names")

    def __init__(self, constant_cell: Callable[[Fraction], str]) -> None:
        self.constant_cell = constant_cell
        self.names: dict[str, int] = {}

    def constant(self, node: Constant) -> Piece:
        return self.constant_cell(node.value), _ATOM, 0

    def leaf(self, node: Leaf) -> Piece:
        return f"{{{self.names.setdefault(node.name, len(self.names))}}}", _ATOM, 0

    def negate(self, _: Negate, operand: Piece) -> Piece:
        # The sign of a product goes to its first factor, and two signs make none: there are
        # programs that compute a/(-(b*c)) as a/-b*c.
        text, level, depth = operand
        if level == _SIGN:
            return text[1:], _PRODUCT, depth
        text, depth = _within(operand, _PRODUCT)
        return f"-{text}", _SIGN, depth

    def add(self, _: Add, left: Piece, right: Piece) -> Piece:
        return _joined(left, "+", right, _SUM, _SUM + 1)

    def subtract(self, _: Subtract, left: Piece, right: Piece) -> Piece:
        return _joined(left, "-", right, _SUM, _SUM + 1)

    def multiply(self, _: Multiply, left: Piece, right: Piece) -> Piece:
        return _joined(left, "*", right, _PRODUCT, _PRODUCT + 1)

    def divide(self, _: Divide, left: Piece, right: Piece) -> Piece:
        return _joined(left, "/", right, _PRODUCT, _PRODUCT + 1)

    def power(self, node: Power, base: Piece) -> Piece:
        one = self.constant_cell(Fraction(1))
        if node.exponent == 0:
            return one, _ATOM, 0
        text, depth = _within(base, _ATOM)
        count = abs(node.exponent)
        if len(text) * count > MAX_LENGTH:
            raise _too_large(node)
        factors = "*".join([text] * count)
        if node.exponent > 0:
            return factors, _PRODUCT if count > 1 else base[1], depth
        return f"{one}/({factors})", _PRODUCT, depth + 1

    def root(self, node: Root, operand: Piece) -> Piece:
        if node.degree == 2:
            return _called("SQRT", node, [operand])
        over, under = (self.constant_cell(Fraction(each)) for each in (1, node.degree))
        return _called("POWER", node, [operand, (f"{over}/{under}", _PRODUCT, 0)])

    def minimum(self, node: Minimum, operands: Sequence[Piece]) -> Piece:
        return _called("MIN", node, operands)

    def maximum(self, node: Maximum, operands: Sequence[Piece]) -> Piece:
        return _called("MAX", node, operands)

    def absolute(self, node: Absolute, operand: Piece) -> Piece:
        return _called("ABS", node, [operand])


def _joined(left: Piece, sign: str, right: Piece, level: int, right_level: int) -> Piece:
    first, first_depth = _within(left, level)
    second, second_depth = _within(right, right_level)
    text = f"{first}{sign}{second}"
    if len(text) > MAX_LENGTH:
        raise FormulaTooLarge(f"a cell's formula of more than {MAX_LENGTH} characters: split it")
    return text, level, max(first_depth, second_depth)


def _called(function: str, node: Expression, operands: Sequence[Piece]) -> Piece:
    text = f"{function}({','.join(text for text, _, _ in operands)})"
    if len(operands) > MAX_ARGUMENTS or len(text) > MAX_LENGTH:
        raise _too_large(node)
    return text, _ATOM, 1 + max(depth for _, _, depth in operands)


def _within(piece: Piece, level: int) -> tuple[str, int]:
    text, binding, depth = piece
    return (text, depth) if binding >= level else (f"({text})", depth + 1)


def _too_large(node: Expression) -> FormulaTooLarge:
    return FormulaTooLarge(
        f"a cell holds a formula of at most {MAX_LENGTH} characters, {MAX_ARGUMENTS} values in a "
        f"call and {_MAX_BRACKETS} brackets within brackets: split it",
        where=node.span,
    )
