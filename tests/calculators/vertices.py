"""Interests and control by brute force: every vertex of what the holders of each company can have,
combined with every other, and solved by dense elimination.

Open ends are drawn in by a trifle, so that all sets are closed: an end is attained if the extreme
stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from dealmodel.figures.bounds import Bounds
from tests.calculators.networks import dense

TRIFLE = Fraction(1, 10**9)
"""Far below any difference that shares of a few digits can make."""

HALF = Fraction(1, 2)
Shares = Mapping[str, Fraction]
World = tuple[Shares, ...]


@dataclass(frozen=True)
class Held:
    """A company with what its holders can have; ``is_complete``: nobody else has anything."""

    name: str
    holders: Mapping[str, Bounds]
    is_complete: bool

    def drawn_in(self) -> Held:
        """The same without open ends."""
        return Held(self.name, {n: _closed(b) for n, b in self.holders.items()}, self.is_complete)

    def closed(self) -> Held:
        """The same with all ends attained."""
        closed = {name: Bounds(each.low, each.high) for name, each in self.holders.items()}
        return Held(self.name, closed, self.is_complete)

    def vertices(self) -> list[Shares]:
        """The vertices of what is possible: all shares but one at an end of theirs."""
        names = list(self.holders)
        ends = [(bounds.low or Fraction(0), bounds.high) for bounds in self.holders.values()]
        if not self.is_complete:
            names.append("")  # whoever is not named
            ends.append((Fraction(0), Fraction(1)))
        found: dict[tuple[Fraction, ...], None] = {}
        for free in range(len(names)):
            others = [sorted(set(e)) if n != free else [None] for n, e in enumerate(ends)]
            for chosen in product(*others):
                rest = 1 - sum(share for share in chosen if share is not None)
                low, high = ends[free]
                if low <= rest <= high:
                    found[tuple(rest if share is None else share for share in chosen)] = None
        return [dict(zip(names, vertex, strict=True)) for vertex in found]


def worlds(companies: Sequence[Held]) -> Iterator[World]:
    """Every combination of vertices."""
    return product(*(company.vertices() for company in companies))


def interest(companies: Sequence[Held], world: World, owner: str, held: str) -> Fraction | None:
    """What ``owner`` has of ``held``; ``None`` where companies hold each other wholly."""
    stakes = [
        (holder, company.name, share)
        for company, shares in zip(companies, world, strict=True)
        for holder, share in shares.items()
        if share and holder
    ]
    # Only what leads to the company: rings elsewhere have no part in it.
    above = {held}
    for _ in companies:
        above |= {holder for holder, name, _ in stakes if name in above and name != owner}
    way = [stake for stake in stakes if stake[1] in above and stake[1] != owner]
    try:
        return dense(way, owner).get(held, Fraction(0))
    except StopIteration:
        return None


def controls(companies: Sequence[Held], world: World, owner: str, *, half: bool) -> set[str]:
    """Who is controlled by ``owner``: by more than half of the votes, or by ``half``."""
    group = {owner}
    while True:
        votes = {
            company.name: sum(s for h, s in shares.items() if h in group)
            for company, shares in zip(companies, world, strict=True)
        }
        more = {n for n, v in votes.items() if v > HALF or (half and v == HALF)} - group
        if not more:
            return group - {owner}
        group |= more


def _closed(bounds: Bounds) -> Bounds:
    low, high = bounds.low or Fraction(0), bounds.high
    assert high is not None
    return Bounds(
        low + TRIFLE if bounds.low_open else low, high - TRIFLE if bounds.high_open else high
    )
