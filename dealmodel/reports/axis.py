"""Bounds as a text chart: several numbers on one axis, so that their overlap is seen.

``[---o---]`` is a number with its point and closed ends, ``(`` and ``)`` are open ends, ``<`` and
``>`` ends that do not exist, ``o`` alone a number that is exact. The axis is linear. Where one
number is so small beside another that nothing would be seen, its bar is a mark at the edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dealmodel.figures.bounds import Bounds

WIDTH = 32
"""Columns of a chart."""

_MARGIN = Fraction(1, 20)

Number = tuple[Fraction | None, Bounds]
"""A point, if there is one, and bounds."""


def axis(numbers: Iterable[Bounds]) -> tuple[Fraction, Fraction] | None:
    """From the lowest to the highest end that exists; ``None`` where there is no end.

    >>> axis([Bounds(Fraction(1), None), Bounds(Fraction(0), Fraction(3))])
    (Fraction(0, 1), Fraction(3, 1))
    """
    ends = [end for each in numbers for end in (each.low, each.high) if end is not None]
    return (min(ends), max(ends)) if ends else None


def chart(numbers: Sequence[Number], width: int = WIDTH) -> list[str]:
    """A line of ``width`` columns for each number.

    >>> for line in chart(
    ...     [
    ...         (Fraction(20), Bounds(Fraction(19), Fraction(21))),
    ...         (Fraction(22), Bounds(Fraction(21), Fraction(23), low_open=True)),
    ...         (None, Bounds(Fraction(20), None)),
    ...     ],
    ...     width=17,
    ... ):
    ...     print(line.rstrip())
    [---o---]
            (---o---]
        [----------->
    """
    ends = axis(bounds for _, bounds in numbers)
    if ends is None:
        return [" " * width for _ in numbers]
    low, high = ends
    if low == high:
        low, high = low - 1, high + 1
    return [_bar(point, bounds, low, high, width) for point, bounds in numbers]


def _bar(point: Fraction | None, bounds: Bounds, low: Fraction, high: Fraction, width: int) -> str:
    def column(value: Fraction) -> int:
        return round((value - low) * (width - 1) / (high - low))

    first = 0 if bounds.low is None else column(bounds.low)
    last = width - 1 if bounds.high is None else column(bounds.high)
    cells = [" "] * width
    cells[first : last + 1] = "-" * (last - first + 1)
    cells[first] = "<" if bounds.low is None else "(" if bounds.low_open else "["
    cells[last] = ">" if bounds.high is None else ")" if bounds.high_open else "]"
    if first == last:
        cells[first] = "o" if bounds.is_point else "|"
    elif point is not None and low <= point <= high and first < column(point) < last:
        cells[column(point)] = "o"
    return "".join(cells)
