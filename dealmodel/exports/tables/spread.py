"""An entered number with its bounds: the ends follow the number when it is changed.

The number is an input, and so is how far each end is from it (``less``, ``more``); the ends are
formulas. Where there is no number (a range), or the end does not move with it (nothing, as in "up
to 5 million"), the end itself is the input. An end that does not exist is the text for infinity.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dealmodel.exports.table import Cell, Live
from dealmodel.figures.bounds import Bounds

NO_LOW, NO_HIGH = "-∞", "∞"
"""What stands in the cell of an end that does not exist."""

_NEAR_NOTHING = 1000
"""An end so many times smaller than the number would lose its digits in a subtraction."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The letters of the columns that an entered number takes."""

    value: str
    low: str
    high: str
    less: str
    more: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The five cells of an entered number."""

    value: Cell
    low: Cell
    high: Cell
    less: Cell
    more: Cell


def spread(value: Fraction | None, bounds: Bounds, columns: Columns, row: int) -> Spread:
    """The cells of ``value`` with ``bounds`` in a row.

    >>> ends = Bounds(Fraction(195, 1000), Fraction(205, 1000))
    >>> cells = spread(Fraction(1, 5), ends, Columns("D", "E", "F", "I", "J"), 7)
    >>> cells.low
    Live(formula='=D7-I7', value=Fraction(39, 200), is_link=False)
    >>> cells.less
    Fraction(1, 200)
    """
    low, less = _end(value, bounds.low, columns.value, "-", columns.less, row)
    high, more = _end(value, bounds.high, columns.value, "+", columns.more, row)
    return Spread(
        value,
        NO_LOW if bounds.low is None else low,
        NO_HIGH if bounds.high is None else high,
        less,
        more,
    )


def _end(
    value: Fraction | None, end: Fraction | None, of: str, sign: str, by: str, row: int
) -> tuple[Cell, Cell]:
    """The cell of an end, and that of its distance from the number where it follows it."""
    if value is None or end is None or (end != value and abs(end) * _NEAR_NOTHING <= abs(value)):
        return end, None
    return Live(f"={of}{row}{sign}{by}{row}", end), abs(value - end)
