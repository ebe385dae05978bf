"""The arithmetic of a shape as one function of whole numbers, for a shape that is met often.

A shape is evaluated step by step (``plans``) until it has been met a few times; then its steps are
written out once as a Python function over the numerators and denominators of its leaves, which is
several times faster and gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dealmodel.formulas.ranges.shapes import (
    ADD,
    CONSTANT,
    DIVIDE,
    LEAF,
    MULTIPLY,
    NEGATE,
    SUBTRACT,
    Shape,
)

Program = Callable[..., tuple[int, int] | None]
"""From the numerator and denominator of each leaf, in turn, to those of the formula, not reduced;
``None`` where a divisor is 0."""

SHORT = 400
"""Of longer numbers, in bits, a formula is better reduced step by step."""

_WEIGHT = 16
"""So many leaves' digits may come together in one number."""


@lru_cache(maxsize=500)
def program(shape: Shape) -> Program | None:
    """The function, for leaves of up to :data:`SHORT` bits; ``None`` for a shape in which longer
    numbers come about than are worth it.

    >>> from dealmodel.formulas.expression import Leaf
    >>> from dealmodel.formulas.ranges.shapes import shape_of
    >>> shape, _ = shape_of(Leaf("paid") / Leaf("stake") - Leaf("paid"))
    >>> program(shape)(6, 1, 1, 5)
    (24, 1)
    """
    weights: list[int] = []
    over: list[str] = []
    under: list[str] = []
    body: list[str] = []
    leaves = 0
    for place, (operation, a, b) in enumerate(shape):
        n, d = f"o{place}", f"u{place}"
        weight = weights[a] if operation == NEGATE else 1
        if operation == LEAF:
            n, d, leaves = f"n{a}", f"d{a}", max(leaves, a + 1)
        elif operation == CONSTANT:
            n, d = f"({a})", str(b)
            weight = 1 + max(a.bit_length(), b.bit_length()) // SHORT
        elif operation == NEGATE:
            body.append(f"{n} = -{over[a]}")
            d = under[a]
        elif operation in (ADD, SUBTRACT, MULTIPLY, DIVIDE):
            weight = weights[a] + weights[b]
            left, right = _product(over[a], under[b]), _product(over[b], under[a])
            if operation == MULTIPLY:
                left = _product(over[a], over[b])
            if operation in (ADD, SUBTRACT):
                left = f"{left} {'+' if operation == ADD else '-'} {right}"
            body.append(f"{n} = {left}")
            if operation == DIVIDE:
                body.append(f"{d} = {_product(under[a], over[b])}")
                body.append(f"if {d} <= 0:\n  if not {d}: return None\n  {n}, {d} = -{n}, -{d}")
            else:
                d = _put(d, _product(under[a], under[b]), body)
        else:
            return None  # a power: its size depends on its exponent
        if weight > _WEIGHT:
            return None
        weights.append(weight)
        over.append(n)
        under.append(d)
    given = ", ".join(f"n{leaf}, d{leaf}" for leaf in range(leaves))
    lines = "\n".join(body).replace("\n", "\n ")
    known: dict[str, Program] = {}
    exec(f"def formula({given}):\n {lines or 'pass'}\n return {over[-1]}, {under[-1]}", known)
    return known["formula"]


def _product(left: str, right: str) -> str:
    return right if left == "1" else left if right == "1" else f"{left} * {right}"


def _put(name: str, value: str, body: list[str]) -> str:
    """The name of ``value``: its own where it is one already."""
    if "*" not in value:
        return value
    body.append(f"{name} = {value}")
    return name
