"""How large a formula and its numbers may be.

A formula is typed by anyone, so each limit here is one that no honest formula meets and that
keeps a hostile one from using up time or memory. Meeting one is a ``FormulaTooLarge``.
"""

from __future__ import annotations

from fractions import Fraction

from dealmodel.errors import FormulaTooLarge, Span
from dealmodel.figures.decimals import MAX_DIGITS

MAX_NODES = 2_000
"""Operands and operations of a formula, each counted as often as its text would repeat it."""

MAX_NESTING = 40
"""Brackets within brackets."""

MAX_EXPONENT = 1_000
"""Largest power, of either sign."""

MAX_BITS = MAX_DIGITS * 10 // 3
"""Longest numerator or denominator of a value, in bits: about ``MAX_DIGITS`` decimal digits."""


def checked(value: Fraction, where: Span | None = None) -> Fraction:
    """``value`` itself, or ``FormulaTooLarge`` if it is too long to be of use."""
    if bits(value) > MAX_BITS:
        raise FormulaTooLarge(
            f"a value in the formula has more than {MAX_DIGITS} digits", where=where
        )
    return value


def power(base: Fraction, exponent: int, where: Span | None = None) -> Fraction:
    """``base ** exponent``, refused before it is computed where it would be too long.

    >>> power(Fraction(2), -3)
    Fraction(1, 8)

    Raises ``FormulaTooLarge``; a base of 0 with a negative exponent is a ``ZeroDivisionError``.
    """
    if bits(base) * abs(exponent) > MAX_BITS + abs(exponent):
        raise FormulaTooLarge(
            f"the power {exponent} of a number gives more than {MAX_DIGITS} digits", where=where
        )
    return base**exponent


def bits(value: Fraction) -> int:
    """The length of the longer of numerator and denominator, in bits."""
    return max(value.numerator.bit_length(), value.denominator.bit_length())
