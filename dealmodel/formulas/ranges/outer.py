"""A range that holds the true one, by cutting the box of the unknowns into smaller boxes.

On each box the exact search is tried; where it finds nothing, interval arithmetic gives a range
that is wide but never too narrow. The box that reaches furthest is cut next, so the answer only
tightens. The number of boxes is limited, and with it the time.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from dealmodel.errors import FormulaTooLarge
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import magnitude, scaled
from dealmodel.formulas.expression import Expression, Leaf
from dealmodel.formulas.ranges.by_nodes import NoValue, WideRanges
from dealmodel.formulas.ranges.intervals import End, from_ends, high_end, low_end, mirrored
from dealmodel.formulas.ranges.polynomials import OutOfWork, Work
from dealmodel.formulas.ranges.shared import Shared
from dealmodel.formulas.reading import fold_all

_BOXES = 100
_STEPS_PER_NODE = 10
_DIGITS = 12
_NOWHERE: End = (-1, Fraction(0), True)

_Rank = tuple[int, Fraction, bool, int]


class _Part(NamedTuple):
    """A box, in the order in which boxes are cut, with how far the formula reaches over it."""

    rank: _Rank
    end: End
    is_exact: bool
    depth: int
    bounds: dict[str, Bounds]


class Outer:
    """The search over one formula's ``nodes``; the other arguments are as for ``Shared``."""

    def __init__(
        self,
        nodes: Sequence[Expression],
        bounds: Mapping[str, Bounds],
        divisors: Mapping[int, Bounds],
        work: Work,
    ) -> None:
        self.nodes = nodes
        self.divisors = divisors
        self.work = work
        self._numbers = count()
        names = dict.fromkeys(node.name for node in nodes if isinstance(node, Leaf))
        self.bounds = {name: bounds[name] for name in names}
        self.uncertain = [name for name in names if not bounds[name].is_point]

    def range(self) -> Bounds:
        """Bounds that no value of the formula leaves."""
        return from_ends(mirrored(self._reach(-1)), self._reach(1))

    def _reach(self, direction: int) -> End:
        """An end above the formula (1) or above its negative (-1)."""
        parts = [self._part(self.bounds, direction, 0)]
        for _ in range(_BOXES):
            if parts[0].is_exact or self.work.left < 0 or not self.uncertain:
                break
            top = heapq.heappop(parts)
            name = self.uncertain[top.depth % len(self.uncertain)]
            boxes = [{**top.bounds, name: half} for half in _halves(top.bounds[name])]
            try:
                halves = [self._part(box, direction, top.depth + 1) for box in boxes]
            except FormulaTooLarge:  # the cuts' own digits, not the formula's
                return _rounded(top.end)
            for half in halves:
                heapq.heappush(parts, half)
        return parts[0].end if parts[0].is_exact else _rounded(parts[0].end)

    def _part(self, bounds: dict[str, Bounds], direction: int, depth: int) -> _Part:
        exact = self._exact(bounds, direction)
        end = self._wide(bounds, direction) if exact is None else exact
        rank = (-end[0], -end[1], end[2], next(self._numbers))
        return _Part(rank, end, exact is not None, depth, bounds)

    def _exact(self, bounds: dict[str, Bounds], direction: int) -> End | None:
        try:
            peak = Shared(self.nodes[-1], bounds, self.divisors, self.work).peak(direction)
        except OutOfWork:
            return None
        if peak is None:
            return None
        return peak.end if direction > 0 else mirrored(peak.end)

    def _wide(self, bounds: dict[str, Bounds], direction: int) -> End:
        self.work.left -= _STEPS_PER_NODE * len(self.nodes)
        try:
            found = fold_all(self.nodes, WideRanges(bounds, self.divisors))[id(self.nodes[-1])]
        except NoValue:
            return _NOWHERE
        return high_end(found) if direction > 0 else mirrored(low_end(found))


def _rounded(end: End) -> End:
    """An upper end without the digits that only the cuts have put there."""
    infinite, value, is_open = end
    if infinite or not value:
        return end
    places = _DIGITS - 1 - magnitude(value)
    return 0, scaled(value, places, "up") / Fraction(10) ** places, is_open


def _halves(bounds: Bounds) -> tuple[Bounds, Bounds]:
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        middle = (low + high) / 2
    elif low is not None:
        middle = low + max(abs(low), Fraction(1))
    elif high is not None:
        middle = high - max(abs(high), Fraction(1))
    else:
        middle = Fraction(0)
    return (
        Bounds(low, middle, low_open=bounds.low_open),
        Bounds(middle, high, high_open=bounds.high_open),
    )
