"""Taking the roots out of a formula in which an unknown occurs more than once.

Where ``x`` is never below 0, ``x = r ** n`` for one ``r``, and a formula over ``x`` and its roots
is a formula over ``r`` without them: ``x - sqrt(x)`` is ``r ** 2 - r``. The same goes for a whole
part of the formula, if what it is made of stands nowhere else. What is left with roots in it after
that is studied by its directions, since a root rises with its operand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm
from typing import NamedTuple

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, Leaf, Power, Root
from dealmodel.formulas.ranges import intervals
from dealmodel.formulas.ranges.polynomials import MAX_DEGREE
from dealmodel.formulas.reading import identities, postorder
from dealmodel.formulas.rebuilding import Rebuilding


class Part(NamedTuple):
    """A part of a formula; ``divisors`` are the ranges of what it divides by, by the ``id`` of the
    node that divides; ``blocks`` are what a new unknown stands for the root of, by its name.
    """

    nodes: Sequence[Expression]
    bounds: Mapping[str, Bounds]
    divisors: Mapping[int, Bounds]
    blocks: Mapping[str, Expression]


def without_roots(
    nodes: Sequence[Expression],
    bounds: Mapping[str, Bounds],
    divisors: Mapping[int, Bounds],
    ranges: Mapping[int, Bounds],
) -> Part:
    """The part with new unknowns for as many of its roots as can be; ``ranges`` hold those of all
    that a root is taken of, none of which is below 0.
    """
    numbers = identities(nodes, {})
    degrees: dict[int, int] = {}
    operands: dict[int, Expression] = {}
    for node in nodes:
        if isinstance(node, Root):
            number = numbers[id(node.operand)]
            degrees[number] = lcm(degrees.get(number, 1), node.degree)
            operands.setdefault(number, node.operand)
    names: dict[int, str] = {}
    # The outermost first: what stands inside a part that is taken as a whole needs no unknown.
    for number in reversed(operands):
        if degrees[number] <= MAX_DEGREE and _stands_apart(nodes, operands[number], numbers):
            names[number] = f"root #{number}"
    made = _replaced(nodes, numbers, degrees, names)
    kept = postorder(made[id(nodes[-1])])
    still_there = {id(node) for node in kept}
    new = {
        names[number]: intervals.root(ranges[id(operands[number])], degrees[number])
        for number in names
    }
    return Part(
        kept,
        {**bounds, **new},
        {id(made[key]): each for key, each in divisors.items() if id(made[key]) in still_there},
        {names[number]: operands[number] for number in names},
    )


def _stands_apart(
    nodes: Sequence[Expression],
    part: Expression,
    numbers: Mapping[int, int],
) -> bool:
    """Whether what ``part`` is made of stands nowhere else."""
    number, root = numbers[id(part)], nodes[-1]
    outside: set[str] = set()
    seen: set[int] = set()
    found = False
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if numbers[id(node)] == number:
            found = True
        else:
            # What is taken is an unknown of its own, and moves with what it is made of.
            if isinstance(node, Leaf):
                outside.add(node.name)
            stack.extend(node.operands)
    within = {node.name for node in postorder(part) if isinstance(node, Leaf)}
    return found and not within & outside


def _replaced(
    nodes: Sequence[Expression],
    numbers: Mapping[int, int],
    degrees: Mapping[int, int],
    names: Mapping[int, str],
) -> dict[int, Expression]:
    """What becomes of each node."""
    made: dict[int, Expression] = {}
    again = Rebuilding()
    for node in nodes:
        number = numbers[id(node)]
        if number in names:
            made[id(node)] = _power(names[number], degrees[number])
        elif isinstance(node, Root) and (within := numbers[id(node.operand)]) in names:
            made[id(node)] = _power(names[within], degrees[within] // node.degree)
        else:
            made[id(node)] = node.accept(again, [made[id(each)] for each in node.operands])
    return made


def _power(name: str, exponent: int) -> Expression:
    return Leaf(name) if exponent == 1 else Power(Leaf(name), exponent)
