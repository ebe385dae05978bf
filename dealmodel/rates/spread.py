"""Two sources of rates side by side: how far apart they are, day by day.

Formula: the spread of a day is other / first - 1, of rates of one pair on the same day. Days that
only one of them has are counted and not compared.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.errors import RateMissing
from dealmodel.rates.series import Series


@dataclass(frozen=True, slots=True)
class Spread:
    """The days that both have, each with both rates; ``only`` are the numbers of days that one of
    them has alone."""

    first: Series
    other: Series
    days: tuple[tuple[date, Fraction, Fraction], ...]
    only: tuple[int, int]

    @property
    def daily(self) -> tuple[tuple[date, Fraction], ...]:
        """The spread of each day."""
        return tuple((day, other / first - 1) for day, first, other in self.days)

    @property
    def mean(self) -> Fraction:
        """The mean of the daily spreads."""
        return sum((spread for _, spread in self.daily), Fraction(0)) / len(self.days)

    @property
    def widest(self) -> tuple[date, Fraction]:
        """The first day on which they are furthest apart."""
        return max(self.daily, key=lambda each: abs(each[1]))


def spread(first: Series, other: Series) -> Spread:
    """``other`` beside ``first``.

    :raises RateMissing: they have no day in common.
    """
    left, right = first.daily.rates, other.daily.rates
    both = tuple((day, rate, right[day]) for day, rate in left.items() if right.get(day))
    if not both:
        raise RateMissing(
            str(first.pair),
            first.period.text,
            f"{first.source} and {other.source} have no day of {first.period} in common",
        )
    return Spread(first, other, both, (len(left) - len(both), len(right) - len(both)))
