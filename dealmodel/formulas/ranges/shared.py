"""A formula in which an unknown occurs more than once: its exact range, where it can be shown.

It is taken as a quotient of polynomials first. Where that is too large, or settles too little, the
directions that its parts show are used to fix leaves before, and less is left for the quotient.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, Root, leaf_names
from dealmodel.formulas.ranges.by_nodes import Ranges, WideRanges
from dealmodel.formulas.ranges.directions import DirectionReader
from dealmodel.formulas.ranges.extremes import Climb, Peak, State
from dealmodel.formulas.ranges.intervals import high_end, low_end
from dealmodel.formulas.ranges.polynomials import OutOfWork, Work
from dealmodel.formulas.ranges.rational import Branches, Rationals
from dealmodel.formulas.ranges.regions import Axis, Place, Region, Side, place
from dealmodel.formulas.ranges.signs import sign
from dealmodel.formulas.reading import fold, fold_all, fold_nodes

_MAX_AXES = 100
_PART_WORK = 10_000
"""Steps that one part of a formula is worth, where the whole is too much."""


def exact_peaks(
    nodes: Sequence[Expression],
    bounds: Mapping[str, Bounds],
    divisors: Mapping[int, Bounds],
    work: Work,
) -> tuple[Peak, Peak] | None:
    """The lower and upper bound of the formula with these ``nodes``, if they can be shown.

    ``divisors`` are the ranges of what the formula divides by, by the ``id`` of the node that
    divides. None of them has 0 inside.
    """
    shared = Shared(nodes[-1], bounds, divisors, work.part(work.left // 3))
    found = _both(shared.peak)
    if found is not None or any(0 in each for each in divisors.values()):
        return found
    directions = _directions(nodes, bounds, divisors, work.part(work.left // 2))
    if not directions:
        return None
    if any(isinstance(node, Root) for node in nodes):
        return _at_ends(nodes, bounds, directions)
    rest = Shared(nodes[-1], bounds, divisors, work.part(work.left // 2))
    return _both(lambda direction: rest.peak_given(directions, direction))


def _both(peak: Callable[[int], Peak | None]) -> tuple[Peak, Peak] | None:
    try:
        low = peak(-1)
        high = None if low is None else peak(1)
    except OutOfWork:
        return None
    return None if low is None or high is None else (low, high)


def _directions(
    nodes: Sequence[Expression],
    bounds: Mapping[str, Bounds],
    divisors: Mapping[int, Bounds],
    work: Work,
) -> dict[str, int]:
    """The directions of the formula that its parts show."""

    def proof(node: Expression) -> dict[str, int]:
        try:
            return Shared(node, bounds, divisors, work.part(_PART_WORK)).directions()
        except OutOfWork:
            return {}

    names = [name for name, each in bounds.items() if not each.is_point]
    ranges = fold_all(nodes, WideRanges(bounds, divisors))
    found = fold_nodes(nodes, DirectionReader(names, ranges, proof))
    return {name: direction for name, direction in found.items() if direction is not None}


def _at_ends(
    nodes: Sequence[Expression], bounds: Mapping[str, Bounds], directions: Mapping[str, int]
) -> tuple[Peak, Peak] | None:
    """The bounds of a formula that moves one way with each of its unknowns: its values where each
    is at an end. Both count as attained, which only for open ends is one value too many.
    """
    peaks = []
    for direction in (-1, 1):
        values: dict[str, Bounds] = {}
        corner: dict[str, Side] = {}
        for name in leaf_names(nodes[-1]):
            each = bounds[name]
            move = 0 if each.is_point else directions.get(name)
            if move is None:
                return None
            side: Side = "high" if move == direction else "low"
            if move:
                corner[name] = side
            end = each.high if side == "high" else each.low
            if end is None:
                return None
            values[name] = Bounds(end, end)
        try:
            found = fold_nodes(nodes, Ranges(values))
        except DivisionByZero:
            return None
        end_found = low_end(found) if direction < 0 else high_end(found)
        peaks.append(Peak(end_found, corner, by_corners=False))
    return peaks[0], peaks[1]


class Shared:
    """One formula over bounded unknowns; ``divisors`` as for :func:`exact_peaks`.

    Whatever is asked of it raises ``OutOfWork`` where it costs more than ``work``.
    """

    def __init__(
        self,
        expression: Expression,
        bounds: Mapping[str, Bounds],
        divisors: Mapping[int, Bounds],
        work: Work,
    ) -> None:
        names = leaf_names(expression)
        axes = tuple(Axis.of(name, bounds[name]) for name in names if not bounds[name].is_point)
        self.expression = expression
        self.divisors = divisors
        self.work = work
        self.region = Region(axes, tuple(range(len(axes))))
        self.exact = {name: low for name in names if (low := _only(bounds[name])) is not None}
        self.signs = {key: 1 if _is_above(each) else -1 for key, each in divisors.items()}
        self._climb = Climb(self._folded, work)

    def peak(self, direction: int) -> Peak | None:
        """The least upper bound of the formula (1) or its greatest lower bound (-1), if shown."""
        if self._start.edges and not self._is_whole_inside:
            return None
        return self._climb.peak(self._start, direction)

    def peak_given(self, directions: Mapping[str, int], direction: int) -> Peak | None:
        """The same where the formula's ``directions`` in some leaves are known, and no divisor
        reaches 0. Those leaves near their open ends together, which for directions is limit enough.
        """
        region, places, corner = self.region, {}, {}
        small, large = len(region.axes), len(region.axes) + 1
        for slot, axis in enumerate(region.axes):
            move = directions.get(axis.name)
            if move is None:
                continue
            side: Side = "high" if move == direction else "low"
            where = place(axis, side, small, inside=not move)
            if where.germ > 0:
                where = place(axis, side, large)
            region, places[slot] = region.fixed(slot, where), where
            if move:
                corner[axis.name] = side
        state = State(self._folded(region, places), region, places, corner, ())
        return Climb(self._folded, self.work).peak(state, direction)

    def directions(self, *, thorough: bool = True) -> dict[str, int]:
        """The directions of the formula that can be shown, by leaf."""
        used = self._start.used
        if self._start.edges:
            return {}
        moves = self._climb.moves(self._start, used, thorough=thorough)
        flat = {slot: 0 for slot in self.region.free if slot not in used}
        return {self.region.axes[slot].name: move for slot, move in {**flat, **moves}.items()}

    @cached_property
    def _start(self) -> State:
        """The formula with nothing fixed."""
        if len(self.region.axes) > _MAX_AXES:
            raise OutOfWork
        reader = self._reader(self.region, {})
        branches = fold(self.expression, reader)
        edges = tuple(
            branch.over
            for key, divisor in reader.divisors.items()
            if 0 in self.divisors[key]
            for branch in divisor
        )
        return State(branches, self.region, {}, {}, edges)

    @cached_property
    def _is_whole_inside(self) -> bool:
        """Whether no divisor is 0 except at the region's edge."""
        reaching = sum(0 in each for each in self.divisors.values())
        under = self._start.branches[0].under
        return (
            len(self._start.branches) == 1
            and len(self._start.edges) == reaching
            and sign(under, self.region, self.work, inside=True) == 1
        )

    def _folded(self, region: Region, places: Mapping[int, Place]) -> Branches:
        return fold(self.expression, self._reader(region, places))

    def _reader(self, region: Region, places: Mapping[int, Place]) -> Rationals:
        return Rationals(region, self.exact, self.signs, self.work, places)


def _only(bounds: Bounds) -> Fraction | None:
    return bounds.low if bounds.is_point else None


def _is_above(bounds: Bounds) -> bool:
    return bounds.low is not None and bounds.low >= 0
