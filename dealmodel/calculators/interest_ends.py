"""The ends of an effective interest: least, lowest and highest as printed, and most.

Numbers as printed need not keep within what the bounds leave of each other: what they give beyond
the least or the most is cut off there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction

from dealmodel.calculators.companies import at_points
from dealmodel.calculators.holdings import Registry
from dealmodel.calculators.interest_ranges import Company, Extreme, between, extremes
from dealmodel.dataclass import dataclass
from dealmodel.errors import ClosedRing
from dealmodel.figures.bounds import Bounds, overlap


@dataclass(frozen=True, slots=True)
class Ends:
    """``least`` and ``most`` are within the shares' bounds; ``printed`` is the least and the most
    at the numbers as printed, not cut, and ``None`` where they make no interest: a holding on the
    way has no number, or companies hold the whole of each other."""

    least: Extreme
    most: Extreme
    printed: tuple[Extreme, Extreme] | None

    @property
    def bounds(self) -> Bounds:
        return between(self.least, self.most)

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
    def printed_low(self) -> Extreme | None:
        """What makes the low end of ``points``."""
        if self.printed is None:
            return None
        low, _ = self.printed
        return low if low.interest == self.points.low else self.least

    @property
    def printed_high(self) -> Extreme | None:
        """What makes the high end of ``points``."""
        if self.printed is None:
            return None
        _, high = self.printed
        return high if high.interest == self.points.high else self.most

    @property
    def _as_printed(self) -> Bounds:
        return self.bounds if self.printed is None else between(*self.printed)


def interest_ends(found: Registry, companies: Sequence[Company], owner: str, held: str) -> Ends:
    """The ends of what ``owner`` has of ``held``; ``companies`` are those above it, narrowed.

    Raises :class:`ClosedRing`.
    """
    least, most = extremes(companies, owner, held)
    printed = None
    if not found.lacks_numbers(owner, held):
        # Numbers as printed may leave nothing of a ring to others where the bounds leave something.
        with suppress(ClosedRing):
            printed = extremes(at_points(companies, found), owner, held)
    return Ends(least, most, printed)
