"""Exact numbers as decimal text.

Values are ``Fraction`` inside; rounding happens only here, on display. A number with a finite
decimal expansion is shown whole, any other with ``DIGITS`` significant digits. Python's own
limit on the length of integers does not apply: ``MAX_DIGITS`` is ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

DIGITS = 28
"""Significant digits of a number that has no finite decimal expansion."""

MAX_DIGITS = 4000
"""Longest numerator or denominator that is shown or read."""

Rounding = Literal["half_even", "down", "up"]


def decimal_text(value: Fraction, rounding: Rounding = "half_even", digits: int = DIGITS) -> str:
    """``value`` in plain decimal notation, never with an exponent.

    ``rounding`` applies only where the expansion is infinite: ``down`` is towards -∞, ``up``
    towards +∞, so that bounds never shrink on display.

    >>> decimal_text(Fraction(8, 5))
    '1.6'
    >>> decimal_text(Fraction(50_000_000_000, 7))
    '7142857142.857142857142857143'
    >>> decimal_text(Fraction(-2, 3), "down", 3), decimal_text(Fraction(-2, 3), "up", 3)
    ('-0.667', '-0.666')
    """
    places = _finite_places(value.denominator)
    if places is None:
        places = digits - 1 - magnitude(value)
    return _fixed(scaled(value, places, rounding), places)


def fixed_text(value: Fraction, places: int, rounding: Rounding = "half_even") -> str:
    """``value`` rounded to ``places`` decimals (negative: to tens, hundreds, ...).

    >>> fixed_text(Fraction(15065282157, 10**6), 2)
    '15065.28'
    >>> fixed_text(Fraction(5, 2), 0), fixed_text(Fraction(1250), -2)
    ('2', '1200')
    """
    return _fixed(scaled(value, places, rounding), places)


def grouped_text(value: Fraction) -> str:
    """``value`` in plain decimal notation, its thousands parted by commas.

    >>> grouped_text(Fraction(10_000)), grouped_text(Fraction(1, 40))
    ('10,000', '0.025')
    """
    whole, point, decimals = decimal_text(value).partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return ",".join(reversed(groups)).replace("-,", "-") + point + decimals


def scaled(value: Fraction, places: int, rounding: Rounding = "half_even") -> int:
    """``value`` × 10**places, rounded to an integer.

    >>> scaled(Fraction(1, 8), 2), scaled(Fraction(1, 8), 2, "up")
    (12, 13)
    """
    numerator, denominator = value.numerator, value.denominator
    if places >= 0:
        numerator *= ten_to(places)
    else:
        denominator *= ten_to(-places)
    quotient, remainder = divmod(numerator, denominator)
    if rounding == "up":
        return quotient + (remainder > 0)
    if rounding == "down":
        return quotient
    twice = 2 * remainder
    return quotient + (twice > denominator or (twice == denominator and quotient % 2 == 1))


def magnitude(value: Fraction) -> int:
    """The exponent of the first significant digit: 0 for 1 to 9.99, -1 for 0.1 to 0.99.

    >>> magnitude(Fraction(999)), magnitude(Fraction(1, 10)), magnitude(Fraction(-5, 3))
    (2, -1, 0)
    """
    if not value:
        return 0
    numerator, denominator = abs(value.numerator), value.denominator
    # log10(2) ≈ 0.30103: within one of the answer, then compare exactly.
    guess = (numerator.bit_length() - denominator.bit_length()) * 30103 // 100000
    while _at_least_power(numerator, denominator, guess + 1):
        guess += 1
    while not _at_least_power(numerator, denominator, guess):
        guess -= 1
    return guess


def ten_to(exponent: int) -> int:
    """10**exponent for an exponent that is not negative, as an integer.

    >>> ten_to(3)
    1000
    """
    power: int = 10**exponent
    return power


def _at_least_power(numerator: int, denominator: int, exponent: int) -> bool:
    if exponent >= 0:
        return numerator >= denominator * ten_to(exponent)
    return numerator * ten_to(-exponent) >= denominator


def _finite_places(denominator: int) -> int | None:
    """How many decimals n/denominator needs, or None where no number of them is enough."""
    twos = (denominator & -denominator).bit_length() - 1
    rest = denominator >> twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def _fixed(units: int, places: int) -> str:
    if places <= 0:
        return _digits(units * ten_to(-places))
    sign, text = ("-" if units < 0 else ""), _digits(abs(units)).rjust(places + 1, "0")
    whole, decimals = text[:-places], text[-places:]
    return f"{sign}{whole}.{decimals}"


def _digits(number: int) -> str:
    """``str(number)`` for integers beyond the interpreter's own limit too."""
    if number.bit_length() < 13_000:
        return str(number)
    sign, number = ("-" if number < 0 else ""), abs(number)
    chunk = 10**3000
    parts: list[str] = []
    while number >= chunk:
        number, low = divmod(number, chunk)
        parts.append(str(low).rjust(3000, "0"))
    return sign + str(number) + "".join(reversed(parts))
