"""Roots of exact numbers: exact where they are fractions, else to ``DIGITS`` digits.

An answer is rounded once more, to the digits that are shown, so that what a few further steps lose
does not show: its low end down, its high end up, its point to the nearest.
"""

from __future__ import annotations

from fractions import Fraction
from math import log2

from dealmodel.figures import decimals
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import Rounding, magnitude, ten_to

DIGITS = 60
"""Significant digits of a root that is no fraction, before the answer is rounded."""

SHOWN = decimals.DIGITS

ENCLOSED = f"a root that is no fraction is enclosed to {SHOWN} digits: low rounded down, high up"
"""What an answer with such a root says of itself."""


def exact(value: Fraction, degree: int) -> Fraction | None:
    """The root of a number that is not below 0, if it is a fraction.

    >>> exact(Fraction(8, 27), 3), exact(Fraction(2), 2)
    (Fraction(2, 3), None)
    """
    over, under = _whole(value.numerator, degree), _whole(value.denominator, degree)
    if over**degree == value.numerator and under**degree == value.denominator:
        return Fraction(over, under)
    return None


def below(value: Fraction, degree: int) -> Fraction:
    """The root, or the last decimal below it.

    >>> float(below(Fraction(2), 2)) == 2**0.5, below(Fraction(2), 2) ** 2 < 2
    (True, True)
    """
    found = exact(value, degree)
    return _cut(value, degree)[0] if found is None else found


def above(value: Fraction, degree: int) -> Fraction:
    """The root, or the first decimal above it."""
    found = exact(value, degree)
    if found is not None:
        return found
    cut, step = _cut(value, degree)
    return cut + step


def nearest(value: Fraction, degree: int) -> Fraction:
    """The root, or the decimal nearest to it."""
    found = exact(value, degree)
    if found is not None:
        return found
    cut, step = _cut(value, degree)
    return cut if (cut + step / 2) ** degree > value else cut + step


def rounded(value: Fraction, rounding: Rounding) -> Fraction:
    """``value`` to the digits that are shown."""
    if not value:
        return value
    places = SHOWN - 1 - magnitude(value)
    return Fraction(decimals.scaled(value, places, rounding)) / Fraction(10) ** places


def enclosed(bounds: Bounds) -> Bounds:
    """Bounds of an answer with a root that is no fraction, rounded outward."""
    low, high = bounds.low, bounds.high
    return Bounds(
        None if low is None else rounded(low, "down"),
        None if high is None else rounded(high, "up"),
        bounds.low_open,
        bounds.high_open,
    )


def _cut(value: Fraction, degree: int) -> tuple[Fraction, Fraction]:
    """The root cut off behind ``DIGITS`` digits, and one unit of its last digit."""
    places = DIGITS - magnitude(value) // degree
    if places >= 0:
        under = ten_to(places)
        root = _whole(value.numerator * under**degree // value.denominator, degree)
        return Fraction(root, under), Fraction(1, under)
    step = ten_to(-places)
    root = _whole(value.numerator // (value.denominator * step**degree), degree)
    return Fraction(root * step), Fraction(step)


def _whole(value: int, degree: int) -> int:
    """The whole part of the root of a whole number, by Newton's method from above.

    >>> _whole(26, 3), _whole(27, 3)
    (2, 3)
    """
    if value < 2:
        return value
    # A start just above the root, from its logarithm: from further away a root of high degree would
    # take as many steps as its degree.
    bits = log2(value) / degree + 1e-9
    shift = max(0, int(bits) - 50)
    guess = (int(2 ** (bits - shift)) + 2) << shift
    while True:
        lower = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if lower >= guess:
            return guess
        guess = lower
