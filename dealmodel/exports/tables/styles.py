"""How numbers are shown: a *style* is a currency's code, ``share``, ``growth``,
``count``, ``rate``, ``whole`` or ``number``."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import Rounding, decimal_text
from dealmodel.figures.units import Unit

CELL_DIGITS = 15
"""Significant digits that a spreadsheet shows of a number."""


TOLERANCE = Fraction(1, 10**12)
"""How far, for its size, a spreadsheet's number may be from the exact one."""


def style_of(kind: str, unit: Unit) -> str:
    """The style of a quantity's numbers.

    >>> style_of("share", Unit()), style_of("count", Unit.of("cars"))
    ('share', 'count')
    """
    if unit.currency is not None:
        return unit.currency
    if kind in ("share", "growth"):
        return kind
    if len(unit.currencies) == 2:
        return "rate"
    return "count" if unit.factors and not unit.currencies else "number"


def ends_text(bounds: Bounds) -> str:
    """Which ends of bounds belong to them.

    >>> ends_text(Bounds(Fraction(1), Fraction(2), high_open=True))
    '[ )'
    """
    return f"{'(' if bounds.low_open else '['} {')' if bounds.high_open else ']'}"


def exact_text(value: Fraction | None, rounding: Rounding = "half_even") -> str | None:
    """The number in full, where it has more digits than a cell can show.

    >>> exact_text(Fraction(1, 5)), exact_text(Fraction(1, 7))
    (None, '0.1428571428571428571428571429')
    """
    if value is None:
        return None
    text = decimal_text(value, rounding)
    digits = text.lstrip("-0.").replace(".", "")
    return None if len(digits.rstrip("0")) <= CELL_DIGITS else text
