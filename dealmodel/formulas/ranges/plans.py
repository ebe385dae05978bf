"""What a formula needs to be evaluated, found out once for all figures of a like kind.

A *band* tells where a figure's ends lie among -1, 0 and 1, and whether it is exact. Where a formula
is shown to rise or to fall in each of its unknowns wherever they are in their bands, and divides by
nothing that can be 0 there, its range is made by two corners that are known beforehand: what
remains is to put numbers in. Such a :class:`Plan` is kept by the formula's shape and its bands.

What no plan is found for (unknowns that turn, ends that are absent, divisors that reach 0, roots,
``min``, ``max`` and ``abs``) is studied each time, by ``enclosure``, and both give the same answer
wherever there is a plan.

An end that is made by open ends is attained if the formula, which moves one way only, has the same
value with those unknowns at their other ends: then it does not depend on them at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from dealmodel.errors import DivisionByZero, FormulaTooLarge
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Divide, Expression, Leaf, Power
from dealmodel.formulas.ranges import intervals
from dealmodel.formulas.ranges.by_nodes import Ranges
from dealmodel.formulas.ranges.directions import DirectionReader, Directions
from dealmodel.formulas.ranges.shapes import (
    ADD,
    CONSTANT,
    DIVIDE,
    LEAF,
    MULTIPLY,
    NEGATE,
    SUBTRACT,
    Shape,
    nodes_of,
)
from dealmodel.formulas.reading import fold_all, postorder
from dealmodel.formulas.size import MAX_BITS

Band = tuple[int, int, bool]
"""The places of both ends among -1, 0, 1 (an even number between two, an odd one on it), and
whether the figure is exact."""

_KEPT = 2_000
_WORK = 20_000
"""Steps that finding a plan may take."""

_LONG = 400
"""From so many bits on, a number is reduced before more is done with it."""

_LOWS = ((None, True), (-1, False), (-1, True), (0, False), (0, True), (1, False), (1, True))
_HIGHS = ((-1, True), (-1, False), (0, True), (0, False), (1, True), (1, False), (None, True))


class Plan(NamedTuple):
    """``moves``: for each leaf, by its number, 1 if the formula never falls in it, -1 if it never
    rises, 0 if it does not matter. ``method`` as in :mod:`dealmodel.formulas.ranges.enclosure`."""

    shape: Shape
    moves: tuple[int, ...]
    method: str


def plan_for(shape: Shape, bounds: Sequence[Bounds]) -> Plan | None:
    """The plan for a formula of this shape over leaves with these ``bounds``, if there is one."""
    bands = []
    for each in bounds:
        band = band_of(each)
        if band is None:
            return None
        bands.append(band)
    return plan_of(shape, tuple(bands))


def band_of(bounds: Bounds) -> Band | None:
    """Where the ends of a figure lie; ``None`` where it lacks one.

    >>> from dealmodel.figures.reader import figure
    >>> band_of(figure("21%").bounds)
    (4, 4, False)
    """
    low, high = bounds.low, bounds.high
    if low is None or high is None:
        return None
    return _place(low), _place(high), bounds.is_point


def corner(moves: Sequence[int], towards: int) -> list[int]:
    """At which end of each leaf (-1 low, 1 high) a formula is least (-1) or greatest (1).

    >>> corner([1, -1, 0], -1)
    [-1, 1, -1]
    """
    return [-towards if move < 0 else towards for move in moves]


def bounds_by(plan: Plan, bounds: Sequence[Bounds]) -> Bounds | None:
    """The range of the formula; ``None`` where its numbers are too long to tell."""
    lows: list[Fraction] = []
    highs: list[Fraction] = []
    low_inner: list[int] = []
    high_inner: list[int] = []
    for number, (each, move) in enumerate(zip(bounds, plan.moves, strict=True)):
        low, high, low_open, high_open = each.low, each.high, each.low_open, each.high_open
        if low is None or high is None:
            return None
        if move < 0:
            low, high, low_open, high_open = high, low, high_open, low_open
        lows.append(low)
        highs.append(high)
        if low_open and move:
            low_inner.append(number)
        if high_open and move:
            high_inner.append(number)
    low_end, high_end = _value(plan.shape, lows), _value(plan.shape, highs)
    if low_end is None or high_end is None:
        return None
    return Bounds.ordered(
        Fraction(*low_end),
        Fraction(*high_end),
        bool(low_inner) and not _is_attained(plan.shape, low_end, lows, highs, low_inner),
        bool(high_inner) and not _is_attained(plan.shape, high_end, highs, lows, high_inner),
    )


def value_by(plan: Plan, values: Sequence[Fraction]) -> Fraction | None:
    """The formula at ``values``; ``None`` where they are too long to tell, or a divisor is 0."""
    found = _value(plan.shape, values)
    return None if found is None else Fraction(*found)


def _is_attained(
    shape: Shape,
    end: tuple[int, int],
    corner: Sequence[Fraction],
    opposite: Sequence[Fraction],
    inner: Sequence[int],
) -> bool:
    values = list(corner)
    for number in inner:
        values[number] = opposite[number]
    found = _value(shape, values)
    return found is not None and end[0] * found[1] == found[0] * end[1]


def _value(shape: Shape, values: Sequence[Fraction]) -> tuple[int, int] | None:
    """The formula at ``values``: what is above the line and below it, not reduced."""
    over: list[int] = []
    under: list[int] = []
    for operation, a, b in shape:
        if operation == LEAF:
            value = values[a]
            n, d = value.numerator, value.denominator
        elif operation == DIVIDE:
            n, d = over[a] * under[b], under[a] * over[b]
            if d <= 0:
                if not d:
                    return None
                n, d = -n, -d
        elif operation == MULTIPLY:
            n, d = over[a] * over[b], under[a] * under[b]
        elif operation == CONSTANT:
            n, d = a, b
        elif operation == NEGATE:
            n, d = -over[a], under[a]
        elif operation == SUBTRACT:
            n, d = over[a] * under[b] - over[b] * under[a], under[a] * under[b]
        elif operation == ADD:
            n, d = over[a] * under[b] + over[b] * under[a], under[a] * under[b]
        else:
            raised = _power(over[a], under[a], b)
            if raised is None:
                return None
            n, d = raised
        if d.bit_length() > _LONG or n.bit_length() > _LONG:
            common = gcd(n, d)
            n, d = n // common, d // common
            if max(n.bit_length(), d.bit_length()) > MAX_BITS:
                return None
        over.append(n)
        under.append(d)
    return over[-1], under[-1]


def _power(over: int, under: int, exponent: int) -> tuple[int, int] | None:
    common = gcd(over, under)
    n, d = over // common, under // common
    if max(n.bit_length(), d.bit_length()) * abs(exponent) > MAX_BITS:
        return None
    if exponent >= 0:
        return n**exponent, d**exponent
    if not n:
        return None
    n, d = d**-exponent, n**-exponent
    return (n, d) if d > 0 else (-n, -d)


def _place(end: Fraction) -> int:
    over, under = end.numerator, end.denominator
    if over > 0:
        return 4 if over < under else 6 if over > under else 5
    if not over:
        return 3
    return 2 if -over < under else 0 if -over > under else 1


@lru_cache(maxsize=_KEPT)
def plan_of(shape: Shape, bands: tuple[Band, ...]) -> Plan | None:
    """The plan for leaves whose ends lie in these ``bands``, if there is one."""
    nodes = nodes_of(shape)
    box = {str(number): _box(band) for number, band in enumerate(bands)}
    uncertain = {str(number) for number, (_, _, is_exact) in enumerate(bands) if not is_exact}
    reader = Ranges(box)
    try:
        ranges = fold_all(nodes, reader)
    except (DivisionByZero, FormulaTooLarge):
        return None
    divisors = _divisors(nodes, ranges)
    if divisors is None:
        return None
    sharing = _sharing(nodes, uncertain)
    directions = DirectionReader(uncertain, ranges, lambda _: {})
    method = "interval" if uncertain else "constant"
    moves: dict[int, Directions] = {}
    for node in _apart(nodes, sharing):
        if id(node) in sharing:
            method = "monotone"
            part = _part(node, box, divisors)
            leaves = _leaves(node, uncertain)
            if part is None or not leaves <= part[0].keys():
                return None
            moves[id(node)] = {leaf: part[0][leaf] for leaf in leaves}
            ranges[id(node)] = part[1]
        else:
            operands = node.operands
            ranges[id(node)] = node.accept(reader, [ranges[id(each)] for each in operands])
            moves[id(node)] = node.accept(directions, [moves[id(each)] for each in operands])
    found = [moves[id(nodes[-1])].get(str(number), 0) for number in range(len(bands))]
    known = tuple([each for each in found if each is not None])
    return Plan(shape, known, method) if len(known) == len(found) else None


def _box(band: Band) -> Bounds:
    (low, low_open), (high, high_open) = _LOWS[band[0]], _HIGHS[band[1]]
    return Bounds(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        low_open,
        high_open,
    )


def _divisors(
    nodes: Sequence[Expression], ranges: Mapping[int, Bounds]
) -> dict[int, Bounds] | None:
    """The ranges of what is divided by, by the ``id`` of the node that divides, if 0 is in none."""
    divisors: dict[int, Bounds] = {}
    for node in nodes:
        if isinstance(node, Divide):
            divisors[id(node)] = ranges[id(node.right)]
        elif isinstance(node, Power) and node.exponent < 0:
            divisors[id(node)] = intervals.power(ranges[id(node.base)], -node.exponent)
    return None if any(0 in each for each in divisors.values()) else divisors


def _sharing(nodes: Sequence[Expression], uncertain: set[str]) -> set[int]:
    """The nodes of which two operands hold one unknown, by ``id``."""
    held: dict[int, frozenset[str]] = {}
    sharing: set[int] = set()
    for node in nodes:
        if isinstance(node, Leaf):
            held[id(node)] = frozenset({node.name} & uncertain)
            continue
        below = [held[id(each)] for each in node.operands]
        held[id(node)] = frozenset().union(*below)
        if sum(map(len, below)) > len(held[id(node)]):
            sharing.add(id(node))
    return sharing


def _apart(nodes: Sequence[Expression], sharing: set[int]) -> list[Expression]:
    """The nodes from the root down to those that share an unknown, operands first."""
    wanted = {id(nodes[-1])}
    for node in reversed(nodes):
        if id(node) in wanted and id(node) not in sharing:
            wanted.update(id(each) for each in node.operands)
    return [node for node in nodes if id(node) in wanted]


def _leaves(node: Expression, uncertain: set[str]) -> set[str]:
    return {each.name for each in postorder(node) if isinstance(each, Leaf)} & uncertain


def _part(
    node: Expression, box: Mapping[str, Bounds], divisors: Mapping[int, Bounds]
) -> tuple[Mapping[str, int], Bounds] | None:
    """The directions of a part whose operands share an unknown, as its study would show them, and
    its range.
    """
    # Loaded here: most formulas hold no unknown twice, and every start would wait for it.
    from dealmodel.formulas.ranges.polynomials import OutOfWork, Work
    from dealmodel.formulas.ranges.shared import Shared

    below = {id(each) for each in postorder(node)}
    within = {key: each for key, each in divisors.items() if key in below}
    part = Shared(node, box, within, Work(_WORK))
    try:
        moves = part.directions(thorough=False)
        low, high = part.peak(-1), part.peak(1)
    except OutOfWork:
        return None
    if low is None or high is None:
        return None
    return moves, intervals.from_ends(low.end, high.end)
