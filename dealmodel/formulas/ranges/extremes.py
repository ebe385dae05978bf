"""The least upper or greatest lower bound of a formula, by monotone steps and by corners.

A leaf in which the formula never falls, or never rises, is fixed at its better end; that may
settle others. Where none is settled, and the formula is one quotient, linear over linear in some
leaf, its best value is at one of that leaf's two ends, whatever the others are: both are tried.
Anything else is left to others: the answer is ``None``, never a guess.

The slope of N/D in a leaf has the sign of N'D - ND', since D² is not negative. A formula that is
at each point one of several branches, and does not jump, never falls if no branch does.

Where a divisor reaches 0 at the region's edge, the formula has no value there. A leaf is then fixed
both at its end and just inside it, and the better one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.formulas.ranges.directions import agreed
from dealmodel.formulas.ranges.intervals import End, highest, mirrored
from dealmodel.formulas.ranges.polynomials import (
    Polynomial,
    Work,
    derivative,
    exponent_of,
    occurrences,
    plus,
    scaled,
    support,
    times,
)
from dealmodel.formulas.ranges.rational import Branches, Quotient
from dealmodel.formulas.ranges.regions import Place, Region, Side, place
from dealmodel.formulas.ranges.signs import sign
from dealmodel.formulas.ranges.vertices import MAX_VARIABLES, best_corners, vertex_values

Corner = Mapping[str, Side]
"""Leaf → the end at which it is fixed; a leaf that does not matter is not in it."""

Moves = dict[int, int]
"""Slot → 1 if the formula never falls along it, -1 if it never rises, 0 if it is flat."""

Fold = Callable[[Region, Mapping[int, Place]], Branches]
"""The formula's branches over a region, with some axes fixed."""

_SIDES: tuple[Side, Side] = ("low", "high")


@dataclass(frozen=True, slots=True)
class Peak:
    """A bound of the formula, where it is approached, and whether corners had to be tried."""

    end: End
    corner: Corner
    by_corners: bool


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A formula with some of its axes fixed. ``edges`` are the divisors that may be 0 at the
    region's edge; where one is, the formula has no value.
    """

    branches: Branches
    region: Region
    places: Mapping[int, Place]
    corner: Corner
    edges: tuple[Polynomial, ...]

    def fixed(self, slot: int, where: Place, side: Side | None, work: Work) -> State:
        branches = tuple(
            Quotient(where.put(each.over, slot, work), under)
            for each in self.branches
            if (under := where.put(each.under, slot, work))
        )
        return State(
            branches,
            self.region.fixed(slot, where),
            {**self.places, slot: where},
            self.corner if side is None else {**self.corner, self.region.axes[slot].name: side},
            tuple(where.put(each, slot, work) for each in self.edges),
        )

    @property
    def used(self) -> dict[int, bool]:
        """The free slots that matter, and whether the branches are linear over linear in each."""
        held = support(*(polynomial for branch in self.branches for polynomial in branch))
        return {slot: linear for slot, linear in held.items() if slot in self.region.free}


class Climb:
    """The search for one formula's bounds."""

    def __init__(self, fold: Fold, work: Work) -> None:
        self.fold = fold
        self.work = work
        # Both bounds start from the same state: what is found there is kept for the other one.
        self._known: tuple[State, Moves] | None = None
        self._values: tuple[State, list[int], list[int]] | None = None

    def peak(self, state: State, direction: int) -> Peak | None:
        """The upper (1) or lower (-1) bound over what is free in ``state``, if it can be shown."""
        used = state.used
        if not used:
            return self._value(state)
        ends = self._ends(state, used)
        moves = self.moves(state, used, thorough=ends is None)
        if moves:
            after = self._moved(state, moves, direction)
            return self._best(after, direction, by_corners=False)
        if ends is not None:
            after = self._at_best_corners(state, ends, direction)
        else:
            after = self._halved(state, used)
        return self._best(after, direction, by_corners=True)

    def _ends(self, state: State, used: Mapping[int, bool]) -> list[tuple[int, int, int]] | None:
        """The ends of all slots, if all corners can be looked at together."""
        is_linear = len(state.branches) == 1 and all(used.values())
        is_near = all(germ < 0 for _, germ in state.region.germs)
        if state.edges or not is_linear or not is_near or len(used) > MAX_VARIABLES:
            return None
        return state.region.ends(used)

    def _at_best_corners(
        self, state: State, ends: Sequence[tuple[int, int, int]], direction: int
    ) -> list[State]:
        """The state at the best of all corners, and at those that tie with it.

        Small germs count as 0 here, and open ends as closed: that leaves the best value as it is,
        and which corners attain it shows when each is looked at. So does the value where divisor
        and dividend both come down to 0, since such a corner ties with every other.
        """
        if self._values is None or self._values[0] is not state:
            over, under = (
                vertex_values(_at_ends(each, state.region), ends, self.work)
                for each in state.branches[0]
            )
            self._values = state, over, under
        _, over, under = self._values
        corners = best_corners(over, under, direction)
        return [self._at_corner(state, ends, corner) for corner in corners]

    def _halved(self, state: State, used: Mapping[int, bool]) -> list[State]:
        """The state at both ends of one slot, if one is enough to look at these."""
        linear = [slot for slot in used if used[slot]]
        if len(state.branches) > 1 or not linear:
            return []
        slot = max(linear, key=lambda each: occurrences(each, *state.branches[0]))
        return [each for side in _SIDES for each in self._at(state, slot, side)]

    def _at_corner(self, state: State, ends: Sequence[tuple[int, int, int]], corner: int) -> State:
        for bit, (slot, _, _) in enumerate(ends):
            side = _SIDES[corner >> bit & 1]
            where = place(state.region.axes[slot], side, slot)
            state = state.fixed(slot, where, side, self.work)
        return state

    def moves(self, state: State, used: Iterable[int], *, thorough: bool) -> Moves:
        """The directions that can be shown, for the slots that are used."""
        if self._known is not None and self._known[0] is state:
            return self._known[1]
        moves = {}
        for slot in used:
            slopes = (self._slope(each, slot) for each in state.branches)
            found = agreed(
                sign(slope, state.region, self.work, thorough=thorough) for slope in slopes
            )
            if found is not None:
                moves[slot] = found
        if self._known is None:
            self._known = state, moves
        return moves

    def _slope(self, quotient: Quotient, slot: int) -> Polynomial:
        """A polynomial with the sign of the quotient's derivative."""
        over, under = derivative(quotient.over, slot), derivative(quotient.under, slot)
        if not under:
            return over
        rise = times(over, quotient.under, self.work)
        return plus(rise, scaled(times(quotient.over, under, self.work), -1))

    def _moved(self, state: State, moves: Moves, direction: int) -> list[State]:
        """The state with each slot fixed at the end that is best for ``direction``."""
        states = [state]
        for slot, move in moves.items():
            if move:
                side: Side = "high" if move == direction else "low"
                states = [after for each in states for after in self._at(each, slot, side)]
            else:
                inner = place(state.region.axes[slot], "low", slot, inside=True)
                states = [each.fixed(slot, inner, None, self.work) for each in states]
        return states

    def _at(self, state: State, slot: int, side: Side) -> list[State]:
        """The state with the slot at one end, and just inside it where that may differ."""
        axis = state.region.axes[slot]
        where = place(axis, side, slot)
        places = [where]
        if state.edges and not where.germ:
            places.append(place(axis, side, slot, inside=True))
        states = [state.fixed(slot, each, side, self.work) for each in places]
        return [each for each in states if each.branches]

    def _best(self, states: Iterable[State], direction: int, *, by_corners: bool) -> Peak | None:
        best: Peak | None = None
        for state in states:
            found = self.peak(state, direction)
            if found is None:
                return None
            by_corners = by_corners or found.by_corners
            if best is None or _is_beyond(found.end, best.end, direction):
                best = found
        return None if best is None else Peak(best.end, best.corner, by_corners)

    def _value(self, state: State) -> Peak | None:
        """The limit that is left when every leaf that matters is fixed."""
        branches = state.branches
        if len(branches) > 1:
            branches = self.fold(state.region, state.places)
        if len(branches) != 1:
            return None
        infinite, value, is_open = _limit(branches[0], state.region)
        is_open = is_open or not all(state.edges)
        return Peak((infinite, value, is_open), state.corner, by_corners=False)


def _at_ends(polynomial: Polynomial, region: Region) -> Polynomial:
    """A polynomial whose small germs are 0."""
    small = [slot for slot, _ in region.germs]
    return {
        key: value
        for key, value in polynomial.items()
        if not any(exponent_of(key, slot) for slot in small)
    }


def _is_beyond(end: End, other: End, direction: int) -> bool:
    if direction < 0:
        end, other = mirrored(end), mirrored(other)
    return highest((other, end)) != other


def _limit(quotient: Quotient, region: Region) -> End:
    """What a quotient of germs comes to; closed if it is that number all the way."""
    over, under = quotient
    if not over:
        return 0, Fraction(0), False
    a, b = region.leading(over), region.leading(under)
    ratio = Fraction(over[a], under[b])
    size, against = region.order(a), region.order(b)
    if size > against:
        return (1 if ratio > 0 else -1), Fraction(0), True
    if size < against:
        return 0, Fraction(0), True
    return 0, ratio, scaled(over, ratio.denominator) != scaled(under, ratio.numerator)
