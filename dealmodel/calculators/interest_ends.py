"""The ends of effective interests: least, lowest and highest as printed, and most.

Numbers as printed need not keep within what the bounds leave of each other: what they give beyond
the least or the most is cut off there.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dealmodel.calculators.companies import Companies
from dealmodel.calculators.holdings import Registry
from dealmodel.calculators.interest_ranges import Extreme, Reading, between, extreme
from dealmodel.calculators.way import Way
from dealmodel.dataclass import dataclass
from dealmodel.errors import ClosedRing
from dealmodel.figures.bounds import Bounds, overlap


@dataclass(frozen=True, slots=True)
class Ends:
    """``least`` and ``most`` are within the shares' bounds; ``printed`` is the least and the most
    at the numbers as printed, not cut, and ``None`` where they make no interest: a holding on the
    way has no number, or companies hold the whole of each other. ``strict`` are the bounds by what
    the words exclude."""

    held: str
    least: Extreme
    most: Extreme
    printed: tuple[Extreme, Extreme] | None
    strict: Bounds

    @property
    def bounds(self) -> Bounds:
        return between(self.least, self.most, self.held)

    @property
    def points(self) -> Bounds:
        """The range of the numbers as printed within the bounds; the bounds where it is none."""
        return overlap(self._as_printed, self.bounds) or self.bounds

    @property
    def point(self) -> Fraction | None:
        """The one number that what is printed gives, if it is within the bounds."""
        found = self._as_printed
        value = found.low if found.is_point else None
        return value if value is not None and value in self.bounds else None

    @property
    def _as_printed(self) -> Bounds:
        return self.bounds if self.printed is None else between(*self.printed, self.held)


class Spread:
    """What an owner has of all companies on a way."""

    def __init__(self, found: Registry, companies: Companies, way: Way) -> None:
        self.way = way
        self._found, self._companies = found, companies
        self._least, self._most = _both(way, companies.shown)
        self._strict = self._least, self._most
        if any(companies.shown(name) is not companies.strict(name) for name in way.holders):
            self._strict = _both(way, companies.strict)
        self._lacking = _lacking(found, way)
        try:
            self._printed: tuple[Extreme, Extreme] | None = _both(way, companies.printed)
        except ClosedRing:
            # Numbers as printed may leave nothing of a ring to others where bounds leave something.
            self._printed = None

    def ends(self, held: str) -> Ends:
        """The ends of the interest in one of the companies, or in the owner itself."""
        printed = None if held in self._lacking else self._printed
        if self._printed is None and held not in self._lacking:
            printed = self._printed_to(held)
        return Ends(held, self._least, self._most, printed, between(*self._strict, held))

    def _printed_to(self, held: str) -> tuple[Extreme, Extreme] | None:
        try:
            return _both(self.way.to(held), self._companies.printed)
        except ClosedRing:
            return None


def _both(way: Way, companies: Reading) -> tuple[Extreme, Extreme]:
    """The least and the most; they are one where nothing on the way can be chosen."""
    least = extreme(way, companies, "least")
    if all(companies(name).holders[holder].is_point for holder, name in way.pairs()):
        return least, least
    return least, extreme(way, companies, "most")


def _lacking(found: Registry, way: Way) -> set[str]:
    """The companies on a way to which some holding has no number at all."""
    lacking = {name for holder, name in way.pairs() if not found.between(holder, name).points}
    held_by: dict[str, list[str]] = {}
    for holder, name in way.pairs():
        held_by.setdefault(holder, []).append(name)
    return set(_below(lacking, held_by))


def _below(names: Iterable[str], held_by: dict[str, list[str]]) -> set[str]:
    found, work = set(names), list(names)
    while work:
        for name in held_by.get(work.pop(), ()):
            if name not in found:
                found.add(name)
                work.append(name)
    return found
