"""Arithmetic on bounds: the exact set of values, given that the operands are independent.

An end is open, closed or absent. A closed 0 times anything is 0 and is attained, whatever the
other end is; an open 0 times an absent end is no extreme, and counts as an open 0. Where two
candidates for an end tie, it is closed if either is.

A divisor that is 0, or is 0 inside its range, raises ``ZeroDivisionError``. One that reaches 0 only
at an end never takes that value: what it gives is unbounded on one side, if the numerator has one
sign, and an error otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dealmodel.figures.bounds import Bounds, point
from dealmodel.formulas import roots, size

End = tuple[int, Fraction, bool]
"""-1, 0 or 1 for -∞, a number, ∞; the number; whether it is open. Ends sort as lower ends do."""

_ZERO = Fraction(0)
_ONE = point(Fraction(1))


def low_end(bounds: Bounds) -> End:
    return (-1, _ZERO, True) if bounds.low is None else (0, bounds.low, bounds.low_open)


def high_end(bounds: Bounds) -> End:
    return (1, _ZERO, True) if bounds.high is None else (0, bounds.high, bounds.high_open)


def from_ends(low: End, high: End) -> Bounds:
    """The bounds between two ends.

    >>> from_ends((0, Fraction(1), False), (1, Fraction(0), True))
    [1, ∞)
    """
    return Bounds(None if low[0] else low[1], None if high[0] else high[1], low[2], high[2])


def negate(bounds: Bounds) -> Bounds:
    low, high = bounds.low, bounds.high
    return Bounds(
        None if high is None else -high,
        None if low is None else -low,
        bounds.high_open,
        bounds.low_open,
    )


def add(left: Bounds, right: Bounds) -> Bounds:
    return Bounds(
        None if left.low is None or right.low is None else left.low + right.low,
        None if left.high is None or right.high is None else left.high + right.high,
        left.low_open or right.low_open,
        left.high_open or right.high_open,
    )


def subtract(left: Bounds, right: Bounds) -> Bounds:
    return Bounds(
        None if left.low is None or right.high is None else left.low - right.high,
        None if left.high is None or right.low is None else left.high - right.low,
        left.low_open or right.high_open,
        left.high_open or right.low_open,
    )


def multiply(left: Bounds, right: Bounds) -> Bounds:
    """
    >>> multiply(Bounds(Fraction(0), Fraction(2)), Bounds(Fraction(0), None, low_open=True))
    [0, ∞)
    """
    a, b, c, d = low_end(left), high_end(left), low_end(right), high_end(right)
    if not (a[0] or c[0] or a[1].numerator < 0 or c[1].numerator < 0):
        return from_ends(times(a, c), times(b, d))
    corners = (times(a, c), times(a, d), times(b, c), times(b, d))
    return from_ends(lowest(corners), highest(corners))


def divide(left: Bounds, right: Bounds) -> Bounds:
    """
    >>> divide(Bounds(Fraction(3), Fraction(4)), Bounds(Fraction(0), Fraction(1, 2)))
    [6, ∞)
    """
    below = right.low is None or right.low.numerator < 0
    above = right.high is None or right.high.numerator > 0
    if below is above or (_reaches_zero(right) and _has_both_signs(left)):
        raise ZeroDivisionError
    return multiply(left, reciprocal(right))


def reciprocal(bounds: Bounds) -> Bounds:
    """1 over ``bounds``, which lie on one side of 0; 0 itself is left out."""
    low = _ZERO if bounds.high is None else (1 / bounds.high if bounds.high else None)
    high = _ZERO if bounds.low is None else (1 / bounds.low if bounds.low else None)
    return Bounds(low, high, bounds.high_open, bounds.low_open)


def power(bounds: Bounds, exponent: int) -> Bounds:
    """
    >>> power(Bounds(Fraction(-2), Fraction(1)), 2), power(Bounds(Fraction(2), None), -1)
    ([0, 4], (0, 1/2])
    """
    if exponent < 0:
        return divide(_ONE, power(bounds, -exponent))
    if exponent == 0:
        return _ONE
    low, high = raised(low_end(bounds), exponent), raised(high_end(bounds), exponent)
    if exponent % 2 or (bounds.low is not None and bounds.low >= 0):
        return from_ends(low, high)
    if bounds.high is not None and bounds.high <= 0:
        return from_ends(high, low)
    return from_ends((0, _ZERO, False), highest((low, high)))


def root(bounds: Bounds, degree: int) -> Bounds:
    """The root of what is nowhere below 0; an end that is no fraction is moved outward a little.

    >>> root(Bounds(Fraction(4), None), 2)
    [2, ∞)
    """
    low, high = bounds.low, bounds.high
    return Bounds(
        None if low is None else roots.below(low, degree),
        None if high is None else roots.above(high, degree),
        bounds.low_open,
        bounds.high_open,
    )


def absolute(bounds: Bounds) -> Bounds:
    if bounds.low is not None and bounds.low >= 0:
        return bounds
    if bounds.high is not None and bounds.high <= 0:
        return negate(bounds)
    return from_ends((0, _ZERO, False), highest((mirrored(low_end(bounds)), high_end(bounds))))


def minimum(several: Sequence[Bounds]) -> Bounds:
    """
    >>> minimum([Bounds(Fraction(1), Fraction(4)), Bounds(Fraction(2), Fraction(3))])
    [1, 3]
    """
    # The least of several stays below each: its upper end is attained only if all attain it.
    return from_ends(
        lowest(low_end(bounds) for bounds in several),
        min((high_end(bounds) for bounds in several), key=_open_first),
    )


def maximum(several: Sequence[Bounds]) -> Bounds:
    return from_ends(
        max(low_end(bounds) for bounds in several),
        highest(high_end(bounds) for bounds in several),
    )


def times(left: End, right: End) -> End:
    """The product of two ends."""
    a, x, x_open = left
    b, y, y_open = right
    x_zero, y_zero = not (a or x), not (b or y)
    if x_zero or y_zero:
        is_open = not ((x_zero and not x_open) or (y_zero and not y_open))
        return 0, _ZERO, is_open
    if a or b:
        return (a or _sign(x)) * (b or _sign(y)), _ZERO, True
    return 0, x * y, x_open or y_open


def mirrored(end: End) -> End:
    """The end's negative."""
    return -end[0], -end[1], end[2]


def raised(end: End, exponent: int) -> End:
    """A positive power of an end."""
    infinite, value, is_open = end
    if infinite:
        return (infinite if exponent % 2 else 1), _ZERO, True
    return 0, size.power(value, exponent), is_open


def lowest(ends: Iterable[End]) -> End:
    """The lower end among candidates that are each approached: closed wins a tie."""
    return min(ends)


def highest(ends: Iterable[End]) -> End:
    """The upper end among candidates that are each approached: closed wins a tie."""
    return max(ends, key=_open_first)


def _open_first(end: End) -> tuple[int, Fraction, bool]:
    return end[0], end[1], not end[2]


def _reaches_zero(bounds: Bounds) -> bool:
    low, high = bounds.low, bounds.high
    return (low is not None and not low.numerator) or (high is not None and not high.numerator)


def _has_both_signs(bounds: Bounds) -> bool:
    low, high = bounds.low, bounds.high
    return (low is None or low.numerator < 0) and (high is None or high.numerator > 0)


def _sign(value: Fraction) -> int:
    return 1 if value > 0 else -1
