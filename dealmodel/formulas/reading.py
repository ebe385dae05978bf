"""Reading a tree: one method a kind of node, applied from the leaves up.

A reader's results may be anything: a number, bounds, a unit, text, a spreadsheet's cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn, Protocol, TypeVar

from dealmodel.errors import FormulaError, FormulaTooLarge
from dealmodel.formulas.size import MAX_NODES

if TYPE_CHECKING:
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

T = TypeVar("T")


class Reader(Protocol[T]):
    """One way of reading a tree: what each node gives, from what its operands gave."""

    def constant(self, node: Constant, /) -> T: ...
    def leaf(self, node: Leaf, /) -> T: ...
    def negate(self, node: Negate, operand: T, /) -> T: ...
    def add(self, node: Add, left: T, right: T, /) -> T: ...
    def subtract(self, node: Subtract, left: T, right: T, /) -> T: ...
    def multiply(self, node: Multiply, left: T, right: T, /) -> T: ...
    def divide(self, node: Divide, left: T, right: T, /) -> T: ...
    def power(self, node: Power, base: T, /) -> T: ...
    def root(self, node: Root, operand: T, /) -> T: ...
    def minimum(self, node: Minimum, operands: Sequence[T], /) -> T: ...
    def maximum(self, node: Maximum, operands: Sequence[T], /) -> T: ...
    def absolute(self, node: Absolute, operand: T, /) -> T: ...
    def convert(self, node: Convert, operand: T, /) -> T: ...


class LoweredOnly:
    """For readers of values: a conversion has none until rates stand in its place."""

    __slots__ = ()

    def convert(self, node: Convert, _: object, /) -> NoReturn:
        raise FormulaError(
            f"`in {node.currency} on {node.when}` needs exchange rates: lower the formula first",
            where=node.span,
        )


def postorder(expression: Expression) -> list[Expression]:
    """Every node once, operands before the nodes over them, the root last.

    A node that is shared by several others is there once, so that reading costs what the formula
    holds and not what its text repeats. Raises ``FormulaTooLarge``.
    """
    ordered: list[Expression] = []
    done: set[int] = set()
    stack = [expression]
    while stack:
        node = stack[-1]
        ready = True
        for operand in reversed(node.operands):
            if id(operand) not in done:
                stack.append(operand)
                ready = False
        if ready:
            stack.pop()
            if id(node) not in done:
                done.add(id(node))
                ordered.append(node)
                if len(ordered) > MAX_NODES:
                    raise _too_large(expression)
    return ordered


def fold(expression: Expression, reader: Reader[T]) -> T:
    """What ``reader`` makes of the whole tree."""
    if not expression.operands:
        return expression.accept(reader, [])
    return fold_nodes(postorder(expression), reader)


def fold_nodes(nodes: Sequence[Expression], reader: Reader[T]) -> T:
    """What ``reader`` makes of a tree whose ``nodes`` stand in postorder."""
    return fold_all(nodes, reader)[id(nodes[-1])]


def fold_all(nodes: Sequence[Expression], reader: Reader[T]) -> dict[int, T]:
    """What ``reader`` makes of each of ``nodes`` (in postorder), by the node's ``id``."""
    results: dict[int, T] = {}
    for node in nodes:
        results[id(node)] = node.accept(reader, [results[id(o)] for o in node.operands])
    return results


def check_size(expression: Expression) -> None:
    """Raises ``FormulaTooLarge`` if the formula's text would repeat more than ``MAX_NODES``."""
    sizes: dict[int, int] = {}
    for node in postorder(expression):
        sizes[id(node)] = 1 + sum(sizes[id(o)] for o in node.operands)
    if sizes[id(expression)] > MAX_NODES:
        raise _too_large(expression)


def identity(expression: Expression, known: dict[object, int]) -> int:
    """A number that two trees, numbered with one ``known``, share if they are the same formula."""
    return identities(postorder(expression), known)[id(expression)]


def identities(nodes: Sequence[Expression], known: dict[object, int]) -> dict[int, int]:
    """The same for each of ``nodes`` (in postorder), by the node's ``id``."""
    numbers: dict[int, int] = {}
    for node in nodes:
        parts = (type(node), node.label, *(numbers[id(o)] for o in node.operands))
        numbers[id(node)] = known.setdefault(parts, len(known))
    return numbers


def structural_hash(expression: Expression) -> int:
    """A hash that equal formulas share."""
    hashes: dict[int, int] = {}
    for node in postorder(expression):
        hashes[id(node)] = hash((type(node), node.label, *(hashes[id(o)] for o in node.operands)))
    return hashes[id(expression)]


def _too_large(expression: Expression) -> FormulaTooLarge:
    return FormulaTooLarge(
        f"a formula of more than {MAX_NODES} operands and operations: split it",
        where=expression.span,
    )
