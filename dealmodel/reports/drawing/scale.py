"""Where a number or a day stands on an axis: exact, so that no float moves a mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import magnitude

_STEPS = (1, 2, 5, 10)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 600)


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` at the pixel ``left`` to ``high`` at ``right``."""

    low: Fraction
    high: Fraction
    left: int
    right: int

    @staticmethod
    def over(bounds: Iterable[Bounds], left: int, right: int, *, zero: bool = False) -> Scale:
        """The axis that holds every end that there is, and nothing else; ``zero`` too if asked.

        >>> scale = Scale.over([Bounds(Fraction(1), None), Bounds(Fraction(2), Fraction(3))], 0, 10)
        >>> scale.at(Fraction(2)), scale.at(Fraction(3))
        (5, 10)
        """
        ends = [end for each in bounds for end in (each.low, each.high) if end is not None]
        ends += [Fraction(0)] if zero or not ends else []
        low, high = min(ends), max(ends)
        if low == high:
            # One number alone stands in the middle.
            apart = abs(low) / 10 or Fraction(1)
            low, high = low - (0 if zero and low == 0 else apart), high + apart
        return Scale(low, high, left, right)

    def at(self, value: Fraction) -> int:
        """The pixel of a number; what lies beyond an end of the axis stands at the end."""
        held = min(max(value, self.low), self.high)
        return self.left + round((held - self.low) * (self.right - self.left) / self.width)

    @property
    def width(self) -> Fraction:
        return self.high - self.low

    def ticks(self, most: int = 5) -> list[Fraction]:
        """Round numbers on the axis, at most so many and one more.

        >>> [str(tick) for tick in Scale(Fraction(71, 10), Fraction(83, 10), 0, 1).ticks()]
        ['15/2', '8']
        """
        unit = Fraction(10) ** magnitude(self.width / most)
        step = next(unit * each for each in _STEPS if unit * each * most >= self.width)
        first = -(-self.low // step)
        last = self.high // step
        return [step * number for number in range(int(first), int(last) + 1)]


@dataclass(frozen=True, slots=True)
class Days:
    """The same of days, by their number."""

    first: date
    last: date
    left: int
    right: int

    def at(self, day: date) -> int:
        """The pixel of a day.

        >>> Days(date(2025, 1, 1), date(2025, 1, 11), 0, 100).at(date(2025, 1, 6))
        50
        """
        days = max(1, (self.last - self.first).days)
        gone = min(max((day - self.first).days, 0), days)
        return self.left + gone * (self.right - self.left) // days

    def ticks(self, most: int = 8) -> list[tuple[date, str]]:
        """First days of months or years, at most so many and one more, and how each is written.

        >>> Days(date(2024, 2, 1), date(2025, 2, 1), 0, 100).ticks(2)
        [(datetime.date(2024, 7, 1), '2024-07'), (datetime.date(2025, 1, 1), '2025')]
        """
        first = 12 * self.first.year + self.first.month - 1
        last = 12 * self.last.year + self.last.month - 1
        step = next((each for each in _MONTHS if each * most >= last - first), _MONTHS[-1])
        found = []
        for number in range(-(-first // step) * step, last + 1, step):
            year, month = divmod(number, 12)
            if date.min.year <= year <= date.max.year:
                day = date(year, month + 1, 1)
                told = str(year) if month == 0 else f"{year}-{month + 1:02}"
                if self.first <= day <= self.last:
                    found.append((day, told))
        return found
