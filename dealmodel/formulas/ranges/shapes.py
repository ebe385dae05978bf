"""What a formula is apart from the names of its unknowns: what was found out of it is kept by that.

A shape numbers the nodes, operands before the nodes over them, and the leaves by their first
appearance. ``paid / stake - paid`` and ``x / y - x`` have one shape, so what was found out of one
holds for the other.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from dealmodel.formulas.expression import (
    Add,
    Constant,
    Divide,
    Expression,
    Leaf,
    Multiply,
    Negate,
    Power,
    Subtract,
)

LEAF, CONSTANT, NEGATE, POWER, ADD, SUBTRACT, MULTIPLY, DIVIDE = range(8)

Shape = tuple[tuple[int, int, int], ...]
"""For each node what it is, and two numbers: its operands' places; of a power the base's place and
the exponent; of a leaf its own number; of a constant what is above and below the line."""

Shaped = tuple[Shape, tuple[str, ...]]
"""A shape, and the names of a formula's leaves by their number."""

MAX_NODES = 60
"""A longer formula is not kept: it is hardly ever met again."""

_BINARY: dict[type[Expression], int] = {
    Add: ADD,
    Subtract: SUBTRACT,
    Multiply: MULTIPLY,
    Divide: DIVIDE,
}
_OPERATION: dict[int, type[Add | Subtract | Multiply | Divide]] = {
    ADD: Add,
    SUBTRACT: Subtract,
    MULTIPLY: Multiply,
    DIVIDE: Divide,
}


def shape_of(expression: Expression) -> Shaped | None:
    """The shape of a formula of ``+ - * / **``; ``None`` for another formula, and for one of more
    than ``MAX_NODES``.

    >>> shape_of(Leaf("paid") / Leaf("stake"))
    (((0, 0, 0), (0, 1, 0), (7, 0, 1)), ('paid', 'stake'))
    """
    try:
        return expression._shape
    except AttributeError:
        found = _found(expression)
        if found is not None:
            found = _one(found[0]), found[1]
        object.__setattr__(expression, "_shape", found)
        return found


@lru_cache(maxsize=2_000)
def _one(shape: Shape) -> Shape:
    """One and the same object for equal shapes."""
    return shape


def _found(expression: Expression) -> Shaped | None:
    places: dict[int, int] = {}
    leaves: dict[str, int] = {}
    shape: list[tuple[int, int, int]] = []
    stack = [expression]
    while stack:
        node = stack[-1]
        if id(node) in places:
            stack.pop()
            continue
        if isinstance(node, Leaf):
            step = (LEAF, leaves.setdefault(node.name, len(leaves)), 0)
        elif (operation := _BINARY.get(type(node))) is not None:
            left, right = node.operands
            a, b = places.get(id(left)), places.get(id(right))
            if a is None or b is None:
                if b is None:
                    stack.append(right)
                if a is None:
                    stack.append(left)
                continue
            step = (operation, a, b)
        elif isinstance(node, Constant):
            step = (CONSTANT, node.value.numerator, node.value.denominator)
        elif isinstance(node, Negate | Power):
            (under,) = node.operands
            a = places.get(id(under))
            if a is None:
                stack.append(under)
                continue
            step = (POWER, a, node.exponent) if isinstance(node, Power) else (NEGATE, a, 0)
        else:
            return None
        stack.pop()
        places[id(node)] = len(shape)
        shape.append(step)
        if len(shape) > MAX_NODES:
            return None
    return tuple(shape), tuple(leaves)


def nodes_of(shape: Shape) -> list[Expression]:
    """The nodes of a tree of that shape, in postorder, its leaves named by their numbers.

    >>> from dealmodel.formulas.rendering import render
    >>> render(nodes_of(((LEAF, 0, 0), (CONSTANT, 3, 2), (DIVIDE, 0, 1)))[-1])
    '0 / 1.5'
    """
    nodes: list[Expression] = []
    for operation, a, b in shape:
        if operation == LEAF:
            nodes.append(Leaf(str(a)))
        elif operation == CONSTANT:
            nodes.append(Constant(Fraction(a, b)))
        elif operation == NEGATE:
            nodes.append(Negate(nodes[a]))
        elif operation == POWER:
            nodes.append(Power(nodes[a], b))
        else:
            nodes.append(_OPERATION[operation](nodes[a], nodes[b]))
    return nodes
