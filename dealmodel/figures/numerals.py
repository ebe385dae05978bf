"""Printed numbers in digits, with their separators.

Policy: thousands separators are ``,``, an apostrophe or a (narrow) space, decimals ``.``; the
other convention is the locale's choice. Western (4,272,145) and Indian (42,72,145) grouping are
read, as are mixed numbers ("12 1/2") and powers of ten ("1.3e6"). What both conventions could mean
differently ("1,5") is refused with both readings, and so is what follows neither.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dealmodel.errors import AmbiguousFigure, UnreadableFigure
from dealmodel.figures.decimals import MAX_DIGITS, decimal_text, ten_to
from dealmodel.figures.hedges import Grain
from dealmodel.figures.patterns import lazy_pattern

COMMA_LOCALES = frozenset("de fr it es pt nl pl cs da sv nb fi ru tr id el hu ro bg".split())
POINT_LOCALES = frozenset("en us gb ch zh ja ko in".split())

_GAP = "\u00a0\u202f\u2009\u2007 "
_RUN = lazy_pattern(r"\d+(?:[.,'’]+\d+)*")
_SEPARATORS = lazy_pattern(rf"[{_GAP},.'’]")


def _convention(comma: str, dot: str) -> re.Pattern[str]:
    """One number in the convention whose thousands separator is ``comma``."""
    comma, dot = re.escape(comma), re.escape(dot)
    return lazy_pattern(
        rf"(?P<whole>\d{{1,3}}(?:(?:{comma}\d{{3}})+|['’]\d{{3}}(?:['’]\d{{3}})*"
        rf"|(?:[{_GAP}]\d{{3}})+(?![{_GAP}]?\d)|(?<!\d\d\d)(?:{comma}\d{{2}})+{comma}\d{{3}})"
        rf"|\d+)(?:{dot}(?P<dec>\d+))?(?!\d|[.,]{{1,2}}\d)"
    )


_POINT = _convention(",", ".")
_COMMA = _convention(".", ",")
_LEADING_POINT = lazy_pattern(r"[.](?P<dec>\d+)(?!\d|[.,]\d)")

VULGAR = {
    printed[0]: (int(printed[1]), int(printed[2]))
    for printed in "½12 ⅓13 ⅔23 ¼14 ¾34 ⅕15 ⅖25 ⅗35 ⅘45 ⅙16 ⅚56 ⅛18 ⅜38 ⅝58 ⅞78".split()
}
"""Fractions that are one character, as (over, under)."""

_INVISIBLE = "".join(
    chr(code)
    for first, last in ((0, 8), (0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
    for code in range(first, last + 1)
)
_CUT = lazy_pattern(rf"[{_INVISIBLE}\ufeff٬٫·˙]+\d")
_MIXED = lazy_pattern(r"[ \u00a0-](\d{1,2})[/⁄](2|3|4|5|6|8|10|16|32)(?![\d/.,])")
_POWER = lazy_pattern(
    r"(?:[eE]([+-]?\d{1,3})|\s?[x×*]\s?10(?:(?:\^|\*\*)\(?([+−-]?\d{1,3})\)?"
    r"|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})))(?![\w^]|[.,]\d)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_APART = lazy_pattern(r" \. (\d+)(?=\s?(?:%|percent\b|per\scent\b))")
_BROKEN = lazy_pattern(r"[.,]\s(\d\d)(?!\d)\s?(?:[^\w\s]|\w{1,3}\b)?\s*$")
_EXTENDING = frozenset(f"\u00a0 -eE×x*.,٬٫·˙\ufeff{_INVISIBLE}").union(VULGAR)
_EXTENDING_BEHIND = frozenset("0123456789.x×*")
_BLANKS = frozenset(" \u00a0-")


class Numeral(NamedTuple):
    """A number as written, without sign: ``digits`` shifted by ``decimals``, times ``scale``,
    over ``under``, which is 1 but for fractions in words: their grain is a tenth of themselves.
    """

    digits: int
    decimals: int
    start: int
    end: int
    scale: int = 1
    under: int = 1
    in_words: bool = False

    def scaled_by(self, factor: int, end: int) -> Numeral:
        """The same digits with a magnitude word behind them."""
        digits, decimals, start, _, scale, under, in_words = self
        return Numeral(digits, decimals, start, end, scale * factor, under, in_words)

    def plus(self, over: int, under: int, end: int) -> Numeral:
        """The number and a fraction of one more: "two" and "a half".

        >>> Numeral(2, 0, 0, 1, 10**6).plus(1, 2, 5).value
        Fraction(2500000, 1)
        """
        digits, decimals, start, _, scale, _, in_words = self
        places = next((n for n in range(1, 5) if ten_to(n) % under == 0), 0)
        if places:
            digits = digits * ten_to(places) + over * ten_to(places) // under
            return Numeral(digits, decimals + places, start, end, scale, 1, in_words)
        return Numeral(digits * under + over, 0, start, end, scale, under, in_words)

    @property
    def is_fraction(self) -> bool:
        return self.under != 1

    @property
    def is_integer(self) -> bool:
        return self.decimals == 0 and self.scale == 1 and self.under == 1

    @property
    def value(self) -> Fraction:
        return self.value_in(1, 0)

    def value_in(self, factor: int, places: int) -> Fraction:
        """The number in a unit of ``factor`` × 10**-``places``: (1, 2) for a percentage."""
        over = self.digits * self.scale * factor
        places += self.decimals
        if places == 0 and self.under == 1:
            return Fraction(over)
        return Fraction(over, self.under * ten_to(places))

    def grain(self, factor: int = 1, places: int = 0) -> Grain:
        """The number's g, h and G in the same unit."""
        if self.under != 1:
            return fraction_grain(self.value_in(factor, places))
        text = str(self.digits)
        place = -self.decimals
        nonzero = place or (len(text) - len(text.rstrip("0")) if self.digits else 0)
        second = len(text) - 2 + place
        coarse = max(place, min(nonzero, second))
        return _grain(coarse - places, nonzero - places, coarse == second + 1, self.scale * factor)


def fraction_grain(value: Fraction) -> Grain:
    """The grain of a fraction in words: a tenth of itself.

    >>> fraction_grain(Fraction(1, 2)).g
    Fraction(1, 20)
    """
    tenth = value / 10
    text = decimal_text(tenth)
    return Grain(tenth, tenth, tenth, text, text, text)


@lru_cache(maxsize=4096)
def _grain(coarse: int, nonzero: int, is_first_digit: bool, scale: int) -> Grain:
    g = Fraction(10) ** coarse * scale
    # Only the first digit was meant where its unit is the granularity.
    h = g / 2 if is_first_digit else g
    widest = Fraction(10) ** nonzero * scale
    return Grain(g, h, widest, decimal_text(g), decimal_text(h), decimal_text(widest))


def reads_comma_decimals(locale: str) -> bool:
    """Whether the locale writes 1,5 for one and a half.

    >>> reads_comma_decimals("de"), reads_comma_decimals("en")
    (True, False)

    :raises ValueError: a locale whose convention is not known.
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    if language in COMMA_LOCALES:
        return locale.replace("_", "-").lower() != "de-ch"
    if language in POINT_LOCALES:
        return False
    raise ValueError(f"locale {locale!r}: write 'en' for 1,234.5 or 'de' for 1.234,5")


def numeral_at(text: str, start: int, comma_decimals: bool = False) -> Numeral | None:
    """The number in digits that starts at ``start``; ``None`` where the convention reads none
    (:func:`refusal` says why).

    >>> numeral_at("4,272,145 cars", 0).value
    Fraction(4272145, 1)

    :raises UnreadableFigure: more digits than any figure has.
    """
    first = text[start]
    if first == ".":
        match = None if comma_decimals else _LEADING_POINT.match(text, start)
        whole = ""
    elif first in VULGAR:
        over, under = VULGAR[first]
        return Numeral(over, 0, start, start + 1, 1, under)
    else:
        match = (_COMMA if comma_decimals else _POINT).match(text, start)
        whole = match["whole"] if match is not None else ""
    if match is None:
        return None
    end = match.end()
    decimals = match["dec"] or ""
    if end - start > MAX_DIGITS:
        raise _too_long(text, start, end)
    if whole and not whole.isdecimal():
        if whole[0] == "0":
            return None
        whole = whole.replace(",", "") if "," in whole else _SEPARATORS.sub("", whole)
    return Numeral(int(whole + decimals), len(decimals), start, end)


def extended(text: str, number: Numeral, comma_decimals: bool) -> Numeral:
    """``number`` with what stands behind its digits and belongs to them: a fraction ("12 1/2"), a
    power of ten ("1.3e6"), decimals set apart ("6 . 2 %").

    >>> extended("12 1/2 %", Numeral(12, 0, 0, 2), False).value
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
        _refuse_broken(text, number)
        return number
    mixed = _MIXED.match(text, end)
    if mixed is not None and number.is_integer and number.digits < 1000:
        over, under = int(mixed[1]), int(mixed[2])
        return number.plus(over, under, mixed.end()) if 0 < over < under else number
    power = _POWER.match(text, end)
    if power is not None:
        return _raised(number, power)
    apart = _APART.match(text, end)
    if apart is not None and number.is_integer and not comma_decimals:
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
    if exponent > 0:
        return Numeral(digits, decimals, start, power.end(), ten_to(exponent))
    return Numeral(digits, decimals - exponent, start, power.end())


def _refuse_broken(text: str, number: Numeral) -> None:
    """Raise if the whole text is one price with a blank in it: "$119. 95", "118, 99 TL"."""
    broken = _BROKEN.match(text, number.end) if len(text) - number.end < 16 else None
    if broken is None or number.start > 6 or any(c.isalnum() for c in text[: number.start]):
        return
    joined = f"{decimal_text(number.value)}.{broken[1]}"
    raise AmbiguousFigure(
        text,
        number.start,
        broken.end(1),
        f"{text.strip()[:60]!r} can be read as one number or as two: take the blank out, or put "
        "them apart",
        (joined, f"{decimal_text(number.value)} and {broken[1]}"),
    )


def digit_run(text: str, start: int) -> int:
    """The end of the digits and separators that start at ``start``.

    >>> digit_run("1.2.3 of it", 0)
    5
    """
    match = _RUN.match(text, start)
    return start if match is None else match.end()


def refuse(text: str, start: int, comma_decimals: bool) -> None:
    """Raise what is wrong with digits that the locale's convention does not read; return where
    they may be something else (a version, an address).

    :raises AmbiguousFigure: the other convention reads them.
    :raises UnreadableFigure: no convention does, or there are more digits than any figure has.
    """
    match = _RUN.match(text, start)
    if match is None:
        return
    run, end = match[0], match.end()
    if end - start > MAX_DIGITS:
        raise _too_long(text, start, end)
    seen = (_POINT if comma_decimals else _COMMA).fullmatch(run)
    separators = [character for character in run if character in ",."]
    if seen is None or not separators:
        if "," in separators:
            raise UnreadableFigure(
                text,
                start,
                end,
                f"{run[:60]!r} cannot be read as a number: its separators follow no convention. "
                "Write thousands as 1,234,567 and decimals as 1.5",
            )
        return
    joined = re.sub(r"[.,'’]", "", run)
    decimal = re.sub(r"[,'’]" if comma_decimals else r"[.'’]", "", run).replace(",", ".")
    if seen["dec"] is None and len(separators) > 1:
        readings: tuple[str, ...] = (joined,)
    else:
        readings = (decimal,) if len(set(separators)) == 2 else (decimal, joined)
    raise AmbiguousFigure(
        text,
        start,
        end,
        f"{run[:60]!r} can be read as {' or as '.join(readings)[:160]}: write it without doubt, or "
        f"read the text with --locale {'en' if comma_decimals else 'de'}",
        readings,
    )


def _too_long(text: str, start: int, end: int) -> UnreadableFigure:
    return UnreadableFigure(
        text,
        start,
        end,
        f"a number of {end - start} characters: at most {MAX_DIGITS} are read",
    )
