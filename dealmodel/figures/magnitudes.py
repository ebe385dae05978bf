"""Magnitudes behind a number: "1.5 billion", "€380m", "300k", "2 lakh crore", "10.98万".

Policy: a letter glued to its number is a magnitude (300k, $5M); set apart from it ("400 m") only
where money or a counted noun shows that no metres are meant. Mio. and Mrd. are read, for sources
that print them.
"""

from __future__ import annotations

import re

from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.number_words import with_part_behind
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.patterns import lazy_pattern

_WORDS = {
    **dict.fromkeys(("hundred", "hundreds"), 10**2),
    **dict.fromkeys(("thousand", "thousands"), 10**3),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio"), 10**6),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "mrd", "milliard"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn", "tln"), 10**12),
    **dict.fromkeys(("lakh", "lakhs"), 10**5),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("dozen", "dozens"), 12),
}
_LETTERS = {
    **dict.fromkeys(("k", "K"), 10**3),
    **dict.fromkeys(("m", "M", "MM"), 10**6),
    **dict.fromkeys(("b", "B"), 10**9),
    "T": 10**12,
}
_BEFORE_CODE = {"M": 10**6, "K": 10**3, "k": 10**3, "T": 10**3}  # "30 MUSD", "250 TEUR"
_HAN = {
    "百": 10**2,
    "千": 10**3,
    **dict.fromkeys("万萬", 10**4),
    **dict.fromkeys("亿億", 10**8),
    "兆": 10**12,
}

_WORD = lazy_pattern(
    r"([ \u00a0\u202f\u2009]{1,2}|\n|-|)([A-Za-z]+)(?![^\W_]|_)"
    r"(?:(?<=[Mm]io)\.|(?<=[Mm]rd)\.|(?<=[bmt]n)\.(?=\s[a-z])|(?<=mln)\.(?=\s[a-z]))?"
)
_HAN_RUN = lazy_pattern(rf"\s?([{''.join(_HAN)}]{{1,3}})")
_NO_LETTER = lazy_pattern(r"[²³/·⋅.]\w")
_MONEY_BEHIND = lazy_pattern(
    r"[\s\u00a0]?(?:[€$£¥₩₹]|euros?\b|dollars?\b|yuan\b|pounds?\b|yen\b|[A-Z]{3}\b)"
)
_NOUN_BEHIND = lazy_pattern(r"\s(?:[a-z-]+\s)?[a-z]{2,}s\b")
_TENS_AND_UNITS = lazy_pattern(
    r"\sand\s(\d{1,2})(?![\d.,]|\s?(?:%|per|hundred|thousand|[mb]illion))"
)


def with_magnitude(text: str, number: Numeral, is_money: bool) -> Numeral:
    """``number`` with the magnitudes printed behind it, if any.

    >>> from dealmodel.figures.numerals import numeral_at
    >>> with_magnitude("1.5bn", numeral_at("1.5bn", 0), is_money=True).value
    Fraction(1500000000, 1)
    """
    end = number.end
    word = _WORD.match(text, end)
    if word is None:
        return _with_han(text, number)
    factor = _WORDS.get(word[2].lower())
    if factor is None:
        return _with_letter(text, number, word, is_money)
    end = word.end()
    word = _WORD.match(text, end)
    if word is not None and (further := _WORDS.get(word[2].lower())):
        factor, end = factor * further, word.end()
    number = number.scaled_by(factor, end)
    return _with_rest(text, number) if text.startswith(" and ", end) else number


def _with_letter(text: str, number: Numeral, word: re.Match[str], is_money: bool) -> Numeral:
    """``number`` with a magnitude of one letter: "300k", "$5 M"."""
    apart, letter = word.groups()
    if letter[1:] in CURRENCIES and letter[0] in _BEFORE_CODE:
        return number.scaled_by(_BEFORE_CODE[letter[0]], word.start(2) + 1)
    factor, end = _LETTERS.get(letter), word.end()
    if factor is None or number.in_words or apart in ("-", "\n") or len(apart) > 1:
        return number
    if _NO_LETTER.match(text, end) or (letter == "T" and not is_money):
        return number
    if apart and letter != "k" and not is_money and not _is_confirmed(text, end):
        return number
    return number.scaled_by(factor, end)


def _with_han(text: str, number: Numeral) -> Numeral:
    han = _HAN_RUN.match(text, number.end)
    if han is None:
        return number
    factor = 1
    for sign in han[1]:
        factor *= _HAN[sign]
    return number.scaled_by(factor, han.end())


def _with_rest(text: str, number: Numeral) -> Numeral:
    """``number`` with what "and" adds to it: "3 million and a half", "3 hundred and 21"."""
    rest = _TENS_AND_UNITS.match(text, number.end) if number.scale == 100 else None
    if rest is not None and not number.decimals:
        return Numeral(number.digits * 100 + int(rest[1]), 0, number.start, rest.end())
    return with_part_behind(text, number)


def _is_confirmed(text: str, end: int) -> bool:
    """Whether what follows a spaced letter shows that it is a magnitude: "1.5 m euros"."""
    return bool(_MONEY_BEHIND.match(text, end) or _NOUN_BEHIND.match(text, end))
