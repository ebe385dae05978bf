"""The rate at which dated amounts are worth nothing together, enclosed.

An amount ``c`` at time ``t`` is worth ``c / (1 + r) ** t`` at the start, or ``c * exp(-t * u)`` for
the force of interest ``u = ln(1 + r)``. Times are whole half-days, 730 of which are a year of 365
days, as spreadsheets' XIRR counts.

Policy: floats guess where a root is; the sign of the sum on both sides of it is proved, in decimals
of ``_PRECISION`` digits with every step rounded outward (``decimal`` rounds ``exp`` correctly).
Rates beyond ``FORCE`` are not told apart from no limit at all.

Limits: the amounts must have one root in the range that is searched; who calls knows that by
Descartes's rule of signs, or by Norstrøm's.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import exp, log

from dealmodel.dataclass import dataclass

YEAR = 730
"""Half-days in a year of 365 days."""

FORCE = 64
"""The force of interest beyond which a rate is no rate: that of 6e27 a year."""

_PRECISION = 64
_GUARD = 8
_PLACES = 12
"""Decimals of a rate that is tried whether it is the root exactly."""

Dated = tuple[int, Fraction]
"""Half-days since the start, and an amount."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A rate between ``low`` and ``high``; one below which there is none has ``low`` -1, one
    without limit has no ``high``. Where both are one, it is exact."""

    low: Fraction
    high: Fraction | None


ONLY = Fraction(-1)
"""The rate of an amount that is lost whole."""


def rate_of(amounts: Sequence[Dated], *, above_zero: bool = False) -> Enclosed:
    """The one rate a year at which ``amounts`` are worth nothing together; they come from outlays
    to what is got back, so that they are worth less the higher the rate. ``above_zero``: the one
    among the rates that are not below 0.

    >>> rate_of([(0, Fraction(-100)), (730, Fraction(110))])
    Enclosed(low=Fraction(1, 10), high=Fraction(1, 10))
    """
    used = by_day(amounts)
    if not sum(amount for _, amount in used):
        return Enclosed(Fraction(0), Fraction(0))
    return _enclosed(Worth(used), above_zero)


def by_day(amounts: Sequence[Dated]) -> list[Dated]:
    """What each time comes to, in order, without those that come to nothing."""
    dated: dict[int, Fraction] = {}
    for time, amount in amounts:
        dated[time] = dated.get(time, Fraction(0)) + amount
    return sorted((time, amount) for time, amount in dated.items() if amount)


def enclosed(worth: Worth, low: Decimal, high: Decimal) -> Enclosed:
    """The rate of the one force between two at which amounts are worth nothing, of which that is
    known; exact where it is a short decimal."""
    least, most = narrowed(worth, low, high)
    found = Enclosed(growth(least, "down"), growth(most, "up"))
    return worth.exactly(found) or found


def _enclosed(worth: Worth, above_zero: bool) -> Enclosed:
    low, high = Decimal(0 if above_zero else -FORCE), Decimal(FORCE)
    if worth.sign(low) <= 0:
        return Enclosed(ONLY, growth(low, "up"))
    if worth.sign(high) >= 0:
        return Enclosed(growth(high, "down"), None)
    return enclosed(worth, low, high)


def narrowed(worth: Worth, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Of amounts worth more than nothing at ``low`` and less at ``high``, and nothing only once
    between: a short stretch around that root, the guess with a margin on which the signs are
    proved, and halves of what is left of it."""
    guess = worth.improved(Decimal(worth.guess(float(low), float(high))))
    margin = _NEAR.scaleb(max(Decimal(1), _NEAR.abs(guess)), _GUARD - _PRECISION)
    target = _NEAR.multiply(margin, Decimal(4))
    while _NEAR.subtract(high, low) > target:
        left, right = _NEAR.subtract(guess, margin), _NEAR.add(guess, margin)
        is_outside = left <= low and right >= high
        if left > low and worth.sign(left) > 0:
            low = left
        if right < high and worth.sign(right) < 0:
            high = right
        if is_outside:
            break
        margin = _NEAR.scaleb(margin, 3)
    for _ in range(4 * _PRECISION):
        middle = _NEAR.divide(_NEAR.add(low, high), Decimal(2))
        sign = worth.sign(middle) if _NEAR.subtract(high, low) > target else 0
        if not sign or not low < middle < high:
            break
        low, high = (middle, high) if sign > 0 else (low, middle)
    return low, high


class Worth:
    """What amounts are worth together, by the force of interest."""

    __slots__ = ("amounts",)

    def __init__(self, amounts: Sequence[Dated]) -> None:
        start = amounts[0][0]
        self.amounts = [(time - start, amount) for time, amount in amounts]

    def sign(self, force: Decimal) -> int:
        """1, -1, or 0 where it cannot be proved."""
        low = high = Decimal(0)
        for time, amount in self.amounts:
            least, most = _discount(time, force)
            if amount < 0:
                least, most = most, least
            low = _FLOOR.add(low, _FLOOR.multiply(_decimal(amount, _FLOOR), least))
            high = _CEILING.add(high, _CEILING.multiply(_decimal(amount, _CEILING), most))
        return 1 if low > 0 else -1 if high < 0 else 0

    def sign_between(self, low: Decimal, high: Decimal) -> int:
        """The sign that it has all over a stretch; 0 where that cannot be proved."""
        least_sum = most_sum = Decimal(0)
        for time, amount in self.amounts:
            least, most = _discount(time, high)[0], _discount(time, low)[1]
            if amount < 0:
                least, most = most, least
            least_sum = _FLOOR.add(least_sum, _FLOOR.multiply(_decimal(amount, _FLOOR), least))
            most_sum = _CEILING.add(most_sum, _CEILING.multiply(_decimal(amount, _CEILING), most))
        return 1 if least_sum > 0 else -1 if most_sum < 0 else 0

    def guess(self, low: float, high: float) -> float:
        """About where it is nothing."""
        terms = [(t / YEAR, _logarithm(abs(c)), 1 if c > 0 else -1) for t, c in self.amounts]
        for _ in range(80):
            middle = (low + high) / 2
            sizes = [size - time * middle for time, size, _ in terms]
            largest = max(sizes)
            total = sum(
                sign * exp(size - largest) for size, (_, _, sign) in zip(sizes, terms, strict=True)
            )
            low, high = (middle, high) if total > 0 else (low, middle)
        return (low + high) / 2

    def improved(self, guess: Decimal) -> Decimal:
        """The guess after a few of Newton's steps."""
        for _ in range(4):
            value = slope = Decimal(0)
            for time, amount in self.amounts:
                years = _NEAR.divide(Decimal(time), Decimal(YEAR))
                factor = _NEAR.exp(_NEAR.minus(_NEAR.multiply(years, guess)))
                term = _NEAR.multiply(_decimal(amount, _NEAR), factor)
                value = _NEAR.add(value, term)
                slope = _NEAR.subtract(slope, _NEAR.multiply(years, term))
            if not slope:
                break
            step = _NEAR.divide(value, slope)
            if step.copy_abs() > 1:
                break
            guess = _NEAR.subtract(guess, step)
        return guess

    def exactly(self, found: Enclosed) -> Enclosed | None:
        """The rate itself, where it is a short decimal and all times are whole years."""
        assert found.high is not None
        rate = Fraction(round(found.low * 10**_PLACES), 10**_PLACES)
        near = Fraction(1, 10 ** (2 * _PLACES))
        if (
            any(time % YEAR for time, _ in self.amounts)
            or abs(found.low - rate) > near
            or rate <= -1
        ):
            return None
        worth = sum(amount / (1 + rate) ** (time // YEAR) for time, amount in self.amounts)
        return None if worth else Enclosed(rate, rate)


def _discount(time: int, force: Decimal) -> tuple[Decimal, Decimal]:
    """Between which numbers exp(-time * force) is."""
    if not time:
        return Decimal(1), Decimal(1)
    low = _FLOOR.divide(_FLOOR.multiply(Decimal(-time), force), Decimal(YEAR))
    high = _CEILING.divide(_CEILING.multiply(Decimal(-time), force), Decimal(YEAR))
    return _NEAR.next_minus(_NEAR.exp(low)), _NEAR.next_plus(_NEAR.exp(high))


def growth(force: Decimal, rounding: str) -> Fraction:
    """exp(force) - 1, rounded."""
    found = _NEAR.exp(force)
    moved = _NEAR.next_minus(found) if rounding == "down" else _NEAR.next_plus(found)
    return Fraction(moved) - 1


def _decimal(value: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _logarithm(value: Fraction) -> float:
    return log(value.numerator) - log(value.denominator)


def _context(rounding: str | None = None) -> Context:
    return Context(prec=_PRECISION, rounding=rounding, Emin=MIN_EMIN, Emax=MAX_EMAX, clamp=0)


_NEAR, _FLOOR, _CEILING = _context(), _context(ROUND_FLOOR), _context(ROUND_CEILING)
