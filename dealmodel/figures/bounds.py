"""What a number can be: two ends, each closed, open or absent, exact.

An absent end is ``None``: there is no bound on that side. It is never closed. Ends are
``Fraction``; nothing here rounds.
"""

from __future__ import annotations

from fractions import Fraction

from dealmodel.dataclass import dataclass


def above(left: Fraction, right: Fraction) -> bool:
    """Whether ``left`` is greater: as ``>``, which asks of any number whether it is one."""
    over, under = left.as_integer_ratio()
    top, bottom = right.as_integer_ratio()
    return over * bottom > top * under


def same(left: Fraction, right: Fraction) -> bool:
    """Whether the two are one number: as ``==``, without asking whether they are numbers."""
    return left.as_integer_ratio() == right.as_integer_ratio()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The set of values from ``low`` to ``high``.

    >>> Bounds(Fraction(300_000), Fraction(310_000), low_open=True)
    (300000, 310000]
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if low is high and low is not None:
            return
        if low is None:
            object.__setattr__(self, "low_open", True)
        if high is None:
            object.__setattr__(self, "high_open", True)
        elif low is not None and above(low, high):
            raise ValueError(f"low {low} above high {high}")

    @staticmethod
    def ordered(
        low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool
    ) -> Bounds:
        """Bounds whose low end is known not to be above the high one: that is not looked at again,
        which for fractions takes longer than all the rest.

        >>> Bounds.ordered(Fraction(1), None, False, True)
        [1, ∞)
        """
        bounds = _new(Bounds)
        _put_low(bounds, low)
        _put_high(bounds, high)
        _put_low_open(bounds, low_open or low is None)
        _put_high_open(bounds, high_open or high is None)
        return bounds

    def __contains__(self, value: Fraction | int) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return not (
            self.high is not None and (value > self.high or (self.high_open and value == self.high))
        )

    def __repr__(self) -> str:
        low = "-∞" if self.low is None else _shown(self.low)
        high = "∞" if self.high is None else _shown(self.high)
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"

    @property
    def is_point(self) -> bool:
        """Whether only one value is possible."""
        low, high = self.low, self.high
        return low is not None and (low is high or (high is not None and same(low, high)))

    @property
    def width(self) -> Fraction | None:
        """High less low; ``None`` where an end is absent."""
        return None if self.low is None or self.high is None else self.high - self.low


_new = object.__new__
_put_low, _put_high, _put_low_open, _put_high_open = (
    vars(Bounds)[name].__set__ for name in ("low", "high", "low_open", "high_open")
)


def _shown(value: Fraction) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60


def point(value: Fraction) -> Bounds:
    """The bounds of a number that is known exactly.

    >>> point(Fraction(3))
    [3, 3]
    """
    return Bounds(value, value)


def overlap(left: Bounds, right: Bounds) -> Bounds | None:
    """The values in both, or ``None`` if there are none.

    >>> overlap(Bounds(Fraction(1), Fraction(3)), Bounds(Fraction(2), None))
    [2, 3]
    >>> overlap(Bounds(Fraction(1), Fraction(2), high_open=True), point(Fraction(2))) is None
    True
    """
    low, low_open = left.low, left.low_open
    other = right.low
    if low is None or (other is not None and above(other, low)):
        low, low_open = other, right.low_open
    elif right.low_open and other is not None and same(other, low):
        low_open = True
    high, high_open = left.high, left.high_open
    other = right.high
    if high is None or (other is not None and above(high, other)):
        high, high_open = other, right.high_open
    elif right.high_open and other is not None and same(other, high):
        high_open = True
    if low is None or high is None or above(high, low):
        return Bounds.ordered(low, high, low_open, high_open)
    return None if low_open or high_open or above(low, high) else Bounds(low, high)


def hull(left: Bounds, right: Bounds) -> Bounds:
    """The smallest bounds that hold both.

    >>> hull(point(Fraction(1)), Bounds(Fraction(2), Fraction(3), high_open=True))
    [1, 3)
    """
    low, low_open = min(
        (left.low, left.low_open), (right.low, right.low_open), key=lambda end: _low_key(*end)
    )
    high, high_open = max(
        (left.high, left.high_open), (right.high, right.high_open), key=lambda end: _high_key(*end)
    )
    return Bounds(low, high, low_open, high_open)


def _low_key(value: Fraction | None, is_open: bool) -> tuple[int, Fraction, int]:
    return (0, Fraction(0), 0) if value is None else (1, value, int(is_open))


def _high_key(value: Fraction | None, is_open: bool) -> tuple[int, Fraction, int]:
    return (1, Fraction(0), 0) if value is None else (0, value, -int(is_open))
