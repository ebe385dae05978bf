"""What stands right behind the digits of a number and belongs to them.

Read are a fraction ("12 1/2"), a power of ten ("1.3e6"), decimals set apart as in tokenised text
("6 . 2 %") and the dash for no cents ("50,- Kč"). Refused is what cuts digits in two: an invisible
character, or a blank inside a price.
"""

from __future__ import annotations

import re

from dealmodel.errors import UnreadableFigure
from dealmodel.figures.decimals import decimal_text, ten_to
from dealmodel.figures.numerals import VULGAR, Numeral, ambiguous
from dealmodel.figures.patterns import lazy_pattern

_INVISIBLE = "".join(
    chr(code)
    for first, last in ((0, 8), (0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
    for code in range(first, last + 1)
)
_CUT = lazy_pattern(rf"[{_INVISIBLE}\ufeff٬٫·˙]+\d")
_MIXED = lazy_pattern(r"(?:[ \u00a0]{1,2}|-)(\d{1,2})\s?[/⁄]\s?(2|3|4|5|6|8|10|16|32)(?![\d/.,])")
_POWER = lazy_pattern(
    r"(?:[eE]([+-]?\d{1,3})|\s?[x×*]\s?10(?:(?:\^|\*\*)\(?([+−-]?\d{1,3})\)?"
    r"|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})))(?![\w^]|[.,]\d)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SLASH = lazy_pattern(r"(\d{1,2})\s?/\s?(2|3|4|5|6|7|8|9|10|12|16|20|32|50|100)(?![\d/]|[.,-]\d)")
_APART = lazy_pattern(r" \. (\d+)(?=\s?(?:%|percent\b|per\scent\b))")
_NO_CENTS = lazy_pattern(r"[.,](?:--?|[–—])(?![\d-])")
_APART_THOUSANDS = lazy_pattern(r",\s000(?![\d.])")
_BROKEN = lazy_pattern(r"[.,]\s(\d\d)(?!\d)\s?(?:[^\w\s]|\w{1,3}\b)?\s*$")
_EXTENDING = frozenset(f"\u00a0 -eE×x*.,٬٫·˙\ufeff{_INVISIBLE}").union(VULGAR)
_EXTENDING_BEHIND = frozenset("0123456789.x×* ")
_BLANKS = frozenset(" \u00a0-")


def slash_fraction(text: str, start: int) -> Numeral | None:
    """The fraction below one that starts at ``start``; dates and addresses are none.

    >>> slash_fraction("2/3 of it", 0).value, slash_fraction("4/26", 0)
    (Fraction(2, 3), None)
    """
    match = _SLASH.match(text, start)
    if match is None or not 0 < int(match[1]) < int(match[2]):
        return None
    return Numeral(int(match[1]), 0, start, match.end(), 1, int(match[2]))


def extended(text: str, number: Numeral) -> Numeral:
    """``number`` with what stands behind its digits and belongs to them: a fraction ("12 1/2"), a
    power of ten ("1.3e6"), decimals set apart ("6 . 2 %").

    >>> extended("12 1/2 %", Numeral(12, 0, 0, 2)).value
    Fraction(25, 2)

    :raises UnreadableFigure: something that cannot be seen cuts the digits in two.
    :raises AmbiguousFigure: a blank cuts them in two ("36. 24").
    """
    end = number.end
    following = text[end]
    if following not in _EXTENDING:
        return number
    if following in VULGAR:
        return number.plus(*VULGAR[following], end + 1) if number.is_integer else number
    if following in _BLANKS and text[end + 1 : end + 2] not in _EXTENDING_BEHIND:
        return number
    if following in ".,":
        return _without_cents(text, number)
    mixed = _MIXED.match(text, end)
    if mixed is not None and number.is_integer and number.digits < 1000:
        over, under = int(mixed[1]), int(mixed[2])
        return number.plus(over, under, mixed.end()) if 0 < over < under else number
    power = _POWER.match(text, end)
    if power is not None:
        return _raised(number, power)
    apart = _APART.match(text, end)
    if apart is not None and number.is_integer:
        whole = int(f"{number.digits}{apart[1]}")
        return Numeral(whole, len(apart[1]), number.start, apart.end())
    if _CUT.match(text, end):
        raise UnreadableFigure(
            text,
            number.start,
            end + 2,
            f"{ascii(text[number.start : end + 2])[:80]} cannot be read as a number: a character "
            "that is no separator cuts it in two. Take that out",
        )
    return number


def _raised(number: Numeral, power: re.Match[str]) -> Numeral:
    """``number`` times the power of ten behind it."""
    printed = power[1] or power[2] or power[3].translate(_RAISED)
    exponent = int(printed.replace("−", "-"))
    digits, decimals, start = number[:3]
    decimals -= exponent
    if decimals < 0:
        digits, decimals = digits * ten_to(-decimals), 0
    return Numeral(digits, decimals, start, power.end(), is_computed=True)


def _without_cents(text: str, number: Numeral) -> Numeral:
    """``number`` with the dash that stands for no cents: "50,- Kč".

    :raises AmbiguousFigure: its point may part thousands ("1.899,-"), or a blank cuts it in two.
    """
    if _APART_THOUSANDS.match(text, number.end):
        end = number.end + 5
        readings = f"{number.digits},000", f"{number.digits} and 0"
        raise ambiguous(text, number.start, end, readings)
    dash = _NO_CENTS.match(text, number.end)
    if dash is None:
        _refuse_broken(text, number)
        return number
    if number.decimals:
        readings = decimal_text(number.value), str(number.digits)
        raise ambiguous(text, number.start, dash.end(), readings)
    return Numeral(number.digits, 0, number.start, dash.end())


def _refuse_broken(text: str, number: Numeral) -> None:
    """Raise if the whole text is one price with a blank in it: "$119. 95", "118, 99 TL"."""
    broken = _BROKEN.match(text, number.end) if len(text) - number.end < 16 else None
    if broken is None or number.start > 6 or any(c.isalnum() for c in text[: number.start]):
        return
    printed = decimal_text(number.value)
    readings = f"{printed}.{broken[1]}", f"{printed} and {broken[1]}"
    raise ambiguous(text, number.start, broken.end(1), readings)
