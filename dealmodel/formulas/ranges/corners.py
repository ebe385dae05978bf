"""Which end of which input makes each end of a formula's range.

A corner names, for every leaf of the formula, ``low`` or ``high``, or ``None`` where it does not
matter. Evaluating the formula at the corner gives the end, or has it as its limit. There is no
corner where the extreme lies inside the box (``x ** 2`` around 0), or where only an outer range
is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import (
    Absolute,
    Add,
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
from dealmodel.formulas.ranges import intervals
from dealmodel.formulas.ranges.enclosure import Study
from dealmodel.formulas.ranges.intervals import End
from dealmodel.formulas.ranges.regions import Side
from dealmodel.formulas.reading import postorder

Corner = dict[str, Side | None]

_SIDES: tuple[Side, Side] = ("low", "high")


def corners(
    expression: Expression, bounds: Mapping[str, Bounds]
) -> tuple[Corner | None, Corner | None]:
    """The corner that makes the low end, and the one that makes the high end.

    >>> from fractions import Fraction
    >>> ends = Bounds(Fraction(1), Fraction(2))
    >>> corners(Leaf("paid") / Leaf("stake"), {"paid": ends, "stake": ends})[0]
    {'paid': 'low', 'stake': 'high'}
    """
    return corners_of(Study(postorder(expression), bounds))


def corners_of(study: Study) -> tuple[Corner | None, Corner | None]:
    """The same of a formula that is studied already."""
    return _corner(study, "low"), _corner(study, "high")


def _corner(study: Study, side: Side) -> Corner | None:
    """From the root down: which end of each node makes the end asked for."""
    root = study.nodes[-1]
    corner: Corner = dict.fromkeys(leaf_names(root))
    asked = {id(root): side}
    for node in reversed(study.nodes):
        wanted = asked.get(id(node))
        if wanted is None or not study.is_uncertain(node):
            continue
        if isinstance(node, Leaf):
            corner[node.name] = wanted
        elif study.shares(node):
            peaks = study.peaks.get(id(node))
            if peaks is None:
                return None
            for name, each in peaks[0 if wanted == "low" else 1].corner.items():
                if name in study.blocks:
                    asked[id(study.blocks[name])] = each
                else:
                    corner[name] = each
        else:
            sides = _sides(node, wanted, [study.ranges[id(o)] for o in node.operands])
            if sides is None:
                return None
            for operand, side_of in zip(node.operands, sides, strict=True):
                if side_of is not None:
                    asked[id(operand)] = side_of
    return corner


def _sides(node: Expression, side: Side, operands: list[Bounds]) -> tuple[Side | None, ...] | None:
    """The ends of independent operands that make one end of the node."""
    match node:
        case Add() | Minimum() | Maximum() | Root():
            return (side,) * len(operands)
        case Negate():
            return (_other(side),)
        case Subtract():
            return (side, _other(side))
        case Multiply():
            return _factors(operands[0], operands[1], side)
        case Divide():
            sides = _factors(operands[0], intervals.reciprocal(operands[1]), side)
            return sides and (sides[0], sides[1] and _other(sides[1]))
        case Power(exponent=0):
            return (None,)
        case Power(exponent=exponent):
            raised = [intervals.raised(_end(operands[0], s), abs(exponent)) for s in _SIDES]
            whole = intervals.power(operands[0], abs(exponent))
            return _found(raised, _end(whole, side if exponent > 0 else _other(side)))
        case Absolute():
            sizes = [_size(_end(operands[0], s)) for s in _SIDES]
            return _found(sizes, _end(intervals.absolute(operands[0]), side))
    return None


def _factors(left: Bounds, right: Bounds, side: Side) -> tuple[Side | None, Side | None] | None:
    """The ends whose product is an end of the product; a closed 0 needs no other factor."""
    wanted = _end(intervals.multiply(left, right), side)
    for a, b in product(_SIDES, _SIDES):
        x, y = _end(left, a), _end(right, b)
        if intervals.times(x, y) == wanted:
            if _is_attained_zero(x):
                return a, None
            return None if _is_attained_zero(y) else a, b
    return None


def _found(ends: list[End], wanted: End) -> tuple[Side] | None:
    return (_SIDES[ends.index(wanted)],) if wanted in ends else None


def _end(bounds: Bounds, side: Side) -> End:
    return intervals.low_end(bounds) if side == "low" else intervals.high_end(bounds)


def _size(end: End) -> End:
    return intervals.mirrored(end) if end[:2] < (0, 0) else end


def _is_attained_zero(end: End) -> bool:
    return not (end[0] or end[1] or end[2])


def _other(side: Side) -> Side:
    return "high" if side == "low" else "low"
