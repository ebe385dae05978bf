"""Effective interests: multiplied along each path, added across paths, exactly.

Seen from an owner, the interest in a company is the sum over its holders of their own interest
times their share: a system of linear equations with the owner at 1. It is solved company by company
where there are no loops, and with exact elimination inside each loop of cross-holdings (a strongly
connected component); paths are never enumerated. Arcs into the owner are dropped: what its own
subsidiaries hold of it is its own treasury.

Source: F. Brioschi, L. Buzzacchi and M. G. Colombo, "Risk capital financing and the separation of
ownership and control in business groups", Journal of Banking and Finance 13 (1989), on integrated
ownership; M. Baldone, F. Brioschi and S. Paleari, "Ownership measures among firms connected by
cross-shareholdings", 1998, on what is held through the owner itself.

Numbers are pairs of integers, numerator and denominator, that are reduced only now and then: the
denominators of a chain are powers of the network's scale, so that most sums need no common one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from heapq import nlargest
from itertools import groupby
from operator import itemgetter

from dealmodel.calculators.components import components
from dealmodel.calculators.elimination import Singular, solve
from dealmodel.calculators.network import Arcs, Network
from dealmodel.calculators.options import options_checked
from dealmodel.dataclass import dataclass
from dealmodel.errors import ClosedRing, UnknownReference, nearest

Pair = tuple[int, int]
"""Numerator and denominator, not reduced."""

_DIGITS = 128
"""Binary digits by which interests are ranked at first."""

_SUGGESTED = 10_000
"""Names that are compared with a misspelt one; more would take seconds."""

_LONG = 1 << 12
"""Bits of a denominator from which a pair is reduced."""


@dataclass(frozen=True)
class Interests:
    """The effective interests of one owner in all companies that it reaches, or of all holders in
    one company. ``looped`` are the companies that are part of a loop."""

    network: Network
    pairs: Mapping[int, Pair]
    looped: frozenset[int]

    def __getitem__(self, name: str) -> Fraction:
        """The interest; 0 where there is no path."""
        pair = self.pairs.get(number_of(self.network, name))
        return Fraction(0) if pair is None else Fraction(*pair)

    def shares(self) -> dict[str, Fraction]:
        """Every interest by name, the largest first, of one size by name."""
        return self.largest(len(self.pairs))

    def largest(self, count: int) -> dict[str, Fraction]:
        """So many of the interests, the largest first, of one size by name. Only these become
        fractions, which takes longer than all that leads to them."""
        names = self.network.names
        # Integers are compared many times faster than fractions: only what so many digits do not
        # tell apart is compared as it is.
        ranked = [
            ((above << _DIGITS) // below, number) for number, (above, below) in self.pairs.items()
        ]
        if count < len(ranked):
            last = nlargest(count, (rank for rank, _ in ranked))[-1:]
            ranked = [each for each in ranked if each[0] >= last[0]] if last else []
        ranked.sort(key=itemgetter(0), reverse=True)
        found: list[tuple[str, Fraction]] = []
        for _, alike in groupby(ranked, key=itemgetter(0)):
            several = [(names[number], Fraction(*self.pairs[number])) for _, number in alike]
            if len(several) > 1:
                several.sort(key=lambda each: (-each[1], each[0]))
            found += several
        return dict(found[:count])


@options_checked
def interests_of(network: Network, owner: str) -> Interests:
    """What ``owner`` holds of every company, directly and through others.

    >>> network = Network.of(
    ...     [
    ...         ("stellantis", "international", Fraction(51, 100)),
    ...         ("leapmotor", "international", Fraction(49, 100)),
    ...         ("stellantis", "leapmotor", Fraction(21, 100)),
    ...     ]
    ... )
    >>> interests_of(network, "stellantis")["international"]
    Fraction(6129, 10000)

    :raises UnknownReference: there is no such company.
    :raises ClosedRing: a ring, of which nobody outside holds anything.
    """
    start = number_of(network, owner)
    pairs, looped = _spread(network, network.held, start, into_start=False)
    pairs.pop(start, None)
    return Interests(network, pairs, looped)


@options_checked
def holders_of(network: Network, held: str) -> Interests:
    """What every company holds of ``held``, directly and through others.

    Each holder's own treasury is left out, as for a single owner: where a holder is part of a loop,
    what it holds of itself through the loop is divided out.

    :raises UnknownReference: there is no such company.
    :raises ClosedRing: a ring, of which nobody outside holds anything.
    """
    start = number_of(network, held)
    pairs, looped = _spread(network, network.holders, start, into_start=True)
    pairs.pop(start, None)
    for number in looped & pairs.keys():
        through, _ = _spread(network, network.held, number, into_start=False)
        pair = through.get(start)
        if pair is None:
            del pairs[number]
        else:
            pairs[number] = pair
    return Interests(network, pairs, looped)


def number_of(network: Network, name: str) -> int:
    """The number of a company; raises :class:`UnknownReference` with suggestions."""
    number = network.numbers.get(name)
    if number is None:
        near = nearest(name, network.names) if len(network.names) <= _SUGGESTED else ()
        raise UnknownReference(
            name, f"there is no {name[:60]!r} among the holders and the held", suggestions=near
        )
    return number


def _spread(
    network: Network, arcs: Arcs, start: int, *, into_start: bool
) -> tuple[dict[int, Pair], frozenset[int]]:
    """What flows from ``start``, at 1, along the arcs to every company, and the companies in loops.

    Without ``into_start`` the arcs back into it are dropped.
    """
    starts, ends, parts = arcs.starts, arcs.ends, arcs.parts
    waiting = _waiting(arcs, start, into_start=into_start)
    values: dict[int, Pair] = {start: (1, 1)}
    ready = [] if waiting[start] else [start]
    scale = network.scale
    while ready:
        number = ready.pop()
        above, below = values[number]
        if below.bit_length() > _LONG:
            above, below = Fraction(above, below).as_integer_ratio()
        for at in range(starts[number], starts[number + 1]):
            end = ends[at]
            if end == start:
                continue
            part = parts[at]
            # The whole of it is it: chains of wholly owned companies stay short numbers.
            flow = (above, below) if part == scale else (above * part, below * scale)
            held = values.get(end)
            values[end] = flow if held is None else _sum(held, flow)
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    left = [number for number, count in waiting.items() if count]
    if not left:
        return values, frozenset()
    return values, _loops(network, arcs, start, left, values, into_start=into_start)


def _waiting(arcs: Arcs, start: int, *, into_start: bool) -> dict[int, int]:
    """The companies that can be reached, each with the number of arcs that lead to it."""
    starts, ends = arcs.starts, arcs.ends
    waiting = {start: 0}
    stack = [start]
    while stack:
        number = stack.pop()
        for end in ends[starts[number] : starts[number + 1]]:
            if end in waiting:
                waiting[end] += 1
            else:
                waiting[end] = 1
                stack.append(end)
    if not into_start:
        waiting[start] = 0
    return waiting


def _sum(left: Pair, right: Pair) -> Pair:
    a, b = left
    c, d = right
    if b == d:
        return a + c, b
    if b > d and not b % d:
        return a + c * (b // d), b
    if d > b and not d % b:
        return a * (d // b) + c, d
    total = Fraction(a, b) + Fraction(c, d)
    return total.numerator, total.denominator


def _loops(
    network: Network,
    arcs: Arcs,
    start: int,
    left: Sequence[int],
    values: dict[int, Pair],
    *,
    into_start: bool,
) -> frozenset[int]:
    """Solve what is ``left``: loops, and what lies behind them. ``values`` holds what has flowed
    into those so far, and is completed; returned are the companies in loops."""
    starts, ends, parts = arcs.starts, arcs.ends, arcs.parts
    among = set(left)

    def leads_to(number: int) -> list[tuple[int, int]]:
        found = range(starts[number], starts[number + 1])
        return [(ends[at], parts[at]) for at in found if into_start or ends[at] != start]

    follow = {number: [end for end, _ in leads_to(number)] for number in left}
    looped: set[int] = set()
    for members in components(left, follow):
        if len(members) > 1:
            looped.update(members)
            _solve_loop(network, members, leads_to, values)
        inside = set(members)
        for number in members:
            above, below = values[number]
            if below.bit_length() > _LONG:
                reduced = Fraction(above, below)
                above, below = reduced.numerator, reduced.denominator
            for end, part in leads_to(number):
                if end in among and end not in inside:
                    flow = (above * part, below * network.scale)
                    known = values.get(end)
                    values[end] = flow if known is None else _sum(known, flow)
    return frozenset(looped)


def _solve_loop(
    network: Network,
    members: Sequence[int],
    leads_to: Callable[[int], list[tuple[int, int]]],
    values: dict[int, Pair],
) -> None:
    inside: dict[int, dict[int, Fraction]] = {number: {} for number in members}
    for number in members:
        for end, part in leads_to(number):
            if end in inside:
                row = inside[end]
                row[number] = row.get(number, Fraction(0)) + network.share(part)
    given = {number: Fraction(*values[number]) for number in members if number in values}
    try:
        solved = solve(inside, given)
    except Singular:
        raise ClosedRing([network.names[number] for number in members]) from None
    for number, share in solved.items():
        values[number] = (share.numerator, share.denominator)
