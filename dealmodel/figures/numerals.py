"""Printed numbers in digits, with their separators.

Policy: thousands separators are ``,``, an apostrophe or a (narrow) space, decimals ``.``. Western
(4,272,145) and Indian (42,72,145) grouping are read, as are mixed numbers ("12 1/2") and powers of
ten ("1.3e6"). What both conventions could mean differently ("1,5") is refused with both readings,
and so is what follows neither. Other languages' writing is put into this one before
(:mod:`dealmodel.figures.languages`).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dealmodel.errors import AmbiguousFigure, UnreadableFigure
from dealmodel.figures.decimals import MAX_DIGITS, ten_to
from dealmodel.figures.hedges import Grain
from dealmodel.figures.patterns import lazy_pattern

_GAP = "\u00a0\u202f\u2009\u2007 "
_RUN = lazy_pattern(r"\d+(?:[.,'’]+\d+)*")
_SEPARATORS = lazy_pattern(rf"[{_GAP},.'’]")


def _convention(comma: str, dot: str) -> re.Pattern[str]:
    """One number in the convention whose thousands separator is ``comma``."""
    comma, dot = re.escape(comma), re.escape(dot)
    return lazy_pattern(
        rf"(\d{{1,3}}(?:(?:{comma}\d{{3}})+|['’]\d{{3}}(?:['’]\d{{3}})*"
        rf"|(?:[{_GAP}]\d{{3}})+(?![{_GAP}]?\d)|(?<!\d\d\d)(?:{comma}\d{{2}})+{comma}\d{{3}})"
        rf"|\d+)(?:{dot}(\d+))?(?!\d|[.,]{{1,2}}\d)"
    )


_POINT = _convention(",", ".")
_COMMA = _convention(".", ",")
_COMMA_BEHIND_GROUPS = lazy_pattern(rf"\d{{1,3}}(?:[{_GAP}'’]\d{{3}})+,\d{{1,2}}(?![\d,])")
_TORN = lazy_pattern(r"[\u00a0\u202f\u2009\u2007 ]\d{3}(?![\d.,])")
_PARTING = frozenset(f"{_GAP},'’")
_LEADING_POINT = lazy_pattern(r"()[.](\d+)(?!\d|[.,]\d)")

VULGAR = {
    printed[0]: (int(printed[1]), int(printed[2]))
    for printed in "½12 ⅓13 ⅔23 ¼14 ¾34 ⅕15 ⅖25 ⅗35 ⅘45 ⅙16 ⅚56 ⅛18 ⅜38 ⅝58 ⅞78".split()
}
"""Fractions that are one character, as (over, under)."""


class Numeral(NamedTuple):
    """A number as written, without sign: ``digits`` shifted by ``decimals``, times ``scale``,
    over ``under``, which is 1 but for fractions in words: their grain is a tenth of themselves.
    ``is_computed``: written with an exponent, as programs write a full number.
    """

    digits: int
    decimals: int
    start: int
    end: int
    scale: int = 1
    under: int = 1
    in_words: bool = False
    is_computed: bool = False

    def scaled_by(self, factor: int, end: int) -> Numeral:
        """The same digits with a magnitude word behind them."""
        digits, decimals, start, _, scale, under, in_words, is_computed = self
        return Numeral(digits, decimals, start, end, scale * factor, under, in_words, is_computed)

    def plus(self, over: int, under: int, end: int) -> Numeral:
        """The number and a fraction of one more: "two" and "a half".

        >>> Numeral(2, 0, 0, 1, 10**6).plus(1, 2, 5).value
        Fraction(2500000, 1)
        """
        digits, decimals, start, _, scale, _, in_words, _ = self
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
        digits, decimals, _, _, scale, under, _, _ = self
        places += decimals
        if places == 0 and under == 1:
            return Fraction(digits * scale * factor)
        return Fraction(digits * scale * factor, under * ten_to(places))

    def grain(self, factor: int = 1, places: int = 0, *, of_percentage: bool = False) -> Grain:
        """The number's g and G in the same unit; the g of a percentage is its last digit's."""
        digits, decimals, _, _, scale, under, _, _ = self
        if under != 1:
            return fraction_grain(self.value_in(factor, places))
        text = str(digits)
        if decimals:
            coarse = nonzero = -decimals
        else:
            nonzero = len(text) - len(text.rstrip("0")) if digits else 0
            coarse = 0 if of_percentage else max(0, min(nonzero, len(text) - 2))
        return _grain(coarse - places, nonzero - places, scale * factor)

    @property
    def has_one_digit(self) -> bool:
        """Whether one significant digit is printed: "2 billion", "0.5", not "300,000"."""
        return self.digits < 10 and (self.digits > 0 or self.decimals == 0)


def fraction_grain(value: Fraction) -> Grain:
    """The grain of a fraction or multiple in words: a tenth of itself.

    >>> fraction_grain(Fraction(1, 2)).g
    Fraction(1, 20)
    """
    return Grain(value / 10, value / 10)


@lru_cache(maxsize=4096)
def _grain(coarse: int, nonzero: int, scale: int) -> Grain:
    key = (coarse, nonzero, scale)
    return Grain(Fraction(10) ** coarse * scale, Fraction(10) ** nonzero * scale, key)


def numeral_at(text: str, start: int) -> Numeral | None:
    """The number in digits that starts at ``start``; ``None`` where the convention reads none
    (:func:`refusal` says why).

    >>> numeral_at("4,272,145 cars", 0).value
    Fraction(4272145, 1)

    :raises UnreadableFigure: more digits than any figure has.
    """
    match = _POINT.match(text, start) or _LEADING_POINT.match(text, start)
    if match is None:
        return _vulgar_at(text, start)
    whole, decimals = match.groups()
    end = match.end()
    if "," in whole and _TORN.match(text, end):
        raise UnreadableFigure(
            text,
            start,
            end + 4,
            f"{text[start : end + 4][:60]!r} cannot be read as a number: its separators follow no "
            "convention. Write thousands as 1,234,567",
        )
    if text[end : end + 1] in _PARTING and (other := _COMMA_BEHIND_GROUPS.match(text, start)):
        joined = re.sub(r"[^\d,]", "", other[0])
        raise ambiguous(
            text,
            start,
            other.end(),
            (joined.replace(",", "."), joined.replace(",", "")),
            ", or read the text with --locale de",
        )
    if end - start > MAX_DIGITS:
        raise _too_long(text, start, end)
    if not (whole.isdecimal() or whole == ""):
        if whole[0] == "0":
            return None
        whole = whole.replace(",", "") if "," in whole else _SEPARATORS.sub("", whole)
    if decimals is None:
        return Numeral(int(whole), 0, start, end)
    return Numeral(int(whole + decimals), len(decimals), start, end)


def _vulgar_at(text: str, start: int) -> Numeral | None:
    fraction = VULGAR.get(text[start])
    return None if fraction is None else Numeral(fraction[0], 0, start, start + 1, 1, fraction[1])


def digit_run(text: str, start: int) -> int:
    """The end of the digits and separators that start at ``start``.

    >>> digit_run("1.2.3 of it", 0)
    5
    """
    match = _RUN.match(text, start)
    return start if match is None else match.end()


def refuse(text: str, start: int) -> None:
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
    seen = _COMMA.fullmatch(run)
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
    decimal = re.sub(r"[.'’]", "", run).replace(",", ".")
    if seen[2] is None and len(separators) > 1:
        readings: tuple[str, ...] = (joined,)
    else:
        readings = (decimal,) if len(set(separators)) == 2 else (decimal, joined)
    raise ambiguous(text, start, end, readings, ", or read the text with --locale de")


def ambiguous(
    text: str, start: int, end: int, readings: tuple[str, ...], remedy: str = ""
) -> AmbiguousFigure:
    """The error for digits that can be read in more than one way; ``remedy`` ends its message."""
    return AmbiguousFigure(
        text,
        start,
        end,
        f"{text[start:end][:60]!r} can be read as {' or as '.join(readings)[:160]}: write it "
        f"without doubt{remedy}",
        readings,
    )


def _too_long(text: str, start: int, end: int) -> UnreadableFigure:
    return UnreadableFigure(
        text,
        start,
        end,
        f"a number of {end - start} characters: at most {MAX_DIGITS} are read",
    )
