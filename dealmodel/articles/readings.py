"""How closely a printed figure can be read, when it is held against others.

Three readings of one figure. *Close*: rounded at its last printed digit, as a number computed from
exact ones is ("$250 million" is 249.5 to 250.5). *Usual*: what the figure's own bounds say. *Wide*:
the usual one with a whole unit of the last printed digit either way, so that numbers cut off
instead of rounded are in it, and hedges to the letter. What only the wide reading allows is
doubtful; what it excludes cannot be right.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import PURE, Unit

_NUMERAL = lazy_pattern(r"\d[\d,\u00a0\u202f ]*(?:\.\d+)?")
_ROUNDED = frozenset(["none", "exact"])
_IN_WORDS = Fraction(1, 20)
_LOOSE, _LOOSELY = Fraction(1, 10), Fraction(1, 4)
_COUNTED_BELOW = 100


def numeral(figure: Figure) -> re.Match[str] | None:
    """The first number in digits of a figure, or ``None`` where it is all in words."""
    return _NUMERAL.search(figure.verbatim)


def last_digit(figure: Figure) -> Fraction:
    """The unit of the last digit written: of "$5.6 billion" 0.1 bn, of a number in words a
    twentieth of it.

    >>> from dealmodel.figures.reader import figure
    >>> last_digit(figure("$5.6 billion")), last_digit(figure("21%"))
    (Fraction(100000000, 1), Fraction(1, 100))
    """
    value = figure.value
    match = numeral(figure)
    if value is None:
        return figure.granularity
    if match is None:
        return abs(multiple(figure)) * _IN_WORDS
    digits = match[0].rstrip(" ,\u00a0\u202f")
    for separator in " ,\u00a0\u202f":
        digits = digits.replace(separator, "")
    printed = Fraction(digits)
    decimals = len(digits.partition(".")[2])
    scale = abs(value) / printed if printed else Fraction(1)
    return scale / Fraction(10) ** decimals


def magnitude_of(figure: Figure) -> Fraction:
    """What its digits are multiplied with: a million of "$5 million", 1 of "$5".

    >>> from dealmodel.figures.reader import figure
    >>> magnitude_of(figure("$5.6 billion")), magnitude_of(figure("$5.60"))
    (Fraction(1000000000, 1), Fraction(1, 1))
    """
    match, value = numeral(figure), figure.value
    if match is None or not value:
        return Fraction(1)
    digits = re.sub(r"[^\d.]", "", match[0]).rstrip(".")
    return abs(value) / Fraction(digits) if Fraction(digits) else Fraction(1)


def multiple(figure: Figure) -> Fraction:
    """The multiple that a change in words is of: 2 of "doubled", a half of "halved"; else the value
    itself, as that of "up a third"."""
    value = figure.value or Fraction(0)
    is_multiple = figure.kind == "growth" and numeral(figure) is None and not 0 < value < 1
    return value + 1 if is_multiple else value


def is_counted(figure: Figure) -> bool:
    """Whether it is a small number of things, which nobody rounds."""
    value = figure.value
    return (
        value is not None
        and figure.kind in ("count", "number", "duration")
        and value.denominator == 1
        and abs(value) < _COUNTED_BELOW
        and figure.hedge in _ROUNDED
        and "." not in figure.verbatim
    )


def close(figure: Figure) -> Bounds:
    """The close reading."""
    value = figure.value
    if value is None or figure.hedge not in _ROUNDED:
        return figure.bounds
    if is_counted(figure):
        return Bounds(value, value)
    half = last_digit(figure) / 2
    if numeral(figure) is None:
        return Bounds(value - half, value + half)
    if figure.bounds.low is not None and not figure.bounds.is_point:
        usual = min(value - figure.bounds.low, (figure.bounds.high or value) - value)
        if _is_round(figure):
            half = max(half, usual)
    return Bounds(value - half, value + half)


def is_of_one_digit(figure: Figure) -> bool:
    """Whether a single digit is printed before a magnitude: half a unit of "$2 billion" is a
    quarter of it, which no rounding of parts explains.

    >>> from dealmodel.figures.reader import figure
    >>> is_of_one_digit(figure("$2 billion")), is_of_one_digit(figure("$2.0 billion"))
    (True, False)
    """
    match = numeral(figure)
    is_short = match is not None and len(re.sub(r"\D", "", match[0])) == 1
    return is_short and magnitude_of(figure) > 1


def _is_round(figure: Figure) -> bool:
    """Whether its trailing zeros tell that it was rounded at more than its last digit: a number
    without a magnitude ("300,000"), or of a single digit ("€2 billion")."""
    match = numeral(figure)
    digits = "" if match is None else re.sub(r"\D", "", match[0])
    significant = len(digits.strip("0"))
    if "." in (match[0] if match else ""):
        return False
    return len(digits) == 1 or (len(digits) >= 4 and len(digits) - significant >= 3)


def wide(figure: Figure) -> Bounds:
    """The wide reading."""
    bounds, value = figure.bounds, figure.value
    unit = last_digit(figure)
    if value is None:
        low, high = bounds.low, bounds.high
        return Bounds(None if low is None else low - unit, None if high is None else high + unit)
    if is_counted(figure):
        return Bounds(value, value)
    around = Bounds(value - unit, value + unit)
    if numeral(figure) is None:
        slack = abs(multiple(figure)) * (_LOOSELY if figure.hedge in _ROUNDED else _LOOSE)
        around = Bounds(value - slack, value + slack)
    unit = max(unit, figure.granularity) if figure.hedge not in _ROUNDED else unit
    sign = -1 if value < 0 else 1
    if figure.hedge in ("more_than", "just_over", "at_least"):
        low = value - sign * unit
        return Bounds(low, None) if sign > 0 else Bounds(None, low)
    if figure.hedge in ("less_than", "at_most", "up_to"):
        high = value + sign * unit
        return Bounds(None, high) if sign > 0 else Bounds(high, None)
    if figure.hedge in ("about", "nearly"):
        slack = max(2 * unit, abs(value) * _LOOSE / 2)
        around = hull(around, Bounds(value - slack, value + slack))
    return hull(around, bounds)


@dataclass(frozen=True, slots=True)
class Read:
    """A figure as one reading has it, a pure number for a formula: its units were looked at
    before."""

    point: Fraction | None
    bounds: Bounds
    figure: Figure

    @property
    def unit(self) -> Unit:
        return PURE

    @property
    def kind(self) -> str:
        return "number"

    @property
    def sources(self) -> tuple[str, ...]:
        return self.figure.sources

    def to_dict(self) -> dict[str, Any]:
        return self.figure.to_dict()


def by(figure: Figure, bounds: Bounds) -> Read:
    """The figure meaning ``bounds``."""
    return Read(figure.value, bounds, figure)
