"""Splits and exchanges of shares: "51:49", "a 50-50 joint venture", "1-for-10".

Policy: two or three numbers that make a hundred are shares of the whole, by a colon always, by a
dash or a stroke where the words around speak of a venture, a stake or a split, or the text is
nothing else. "One for ten" is a ratio, exact as a contract term is.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dealmodel.figures.number_words import UNITS
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part, is_whole
from dealmodel.figures.patterns import lazy_pattern

_SPLIT = lazy_pattern(
    r"(?<![\d.:/-])(\d{1,2}(?:\.\d+)?)\s?%?(?P<sign>[:/‐‑–-]|\sto\s)(\d{1,2}(?:\.\d+)?)"
    r"(?:(?P=sign)(\d{1,2}(?:\.\d+)?))?(?![\d:/%]|[.,-]\d)"
)
_SIGNS = frozenset(":/‐‑–-t")
_SHARED = (
    r"(?:joint|venture|JV|partner|split|owned|owner|stake|sharehold|share|basis|equity|held|holding|"
    r"alliance|company|merger|consortium|cash|ratio)"
)
_BEFORE = lazy_pattern(rf"\b{_SHARED}\w*\W+(?:[\w'’-]+\W+){{0,3}}$", re.IGNORECASE)
_BEHIND = lazy_pattern(rf"\W*(?:[\w'’-]+\W+){{0,2}}{_SHARED}\w*", re.IGNORECASE)
_COUNT = "|".join(list(UNITS)[1:])
_FOR = lazy_pattern(
    rf"(?:(?P<over>\d{{1,4}})|(?P<word>{_COUNT}))-for-(?:(?P<under>\d{{1,4}})|(?P<last>{_COUNT}))"
    r"(?![\w.,-]*\d)(?![^\W_])",
    re.IGNORECASE,
)
_HUNDRED = Fraction(100)


def split_at(text: str, start: int) -> list[Part]:
    """The shares of the split that starts at ``start``; none where there is none.

    >>> [part.magnitude_value for part in split_at("a 51:49 joint venture", 2)]
    [Fraction(51, 100), Fraction(49, 100)]
    >>> split_at("a score of 3-1", 11)
    []
    """
    if _SIGNS.isdisjoint(text[start : start + 8]):
        return []
    match = _SPLIT.match(text, start)
    if match is None:
        return []
    groups = [group for group in (1, 3, 4) if match[group] is not None]
    if sum(Fraction(match[group]) for group in groups) != _HUNDRED:
        return []
    if match["sign"] != ":" and not (
        is_whole(text, start, match.end())
        or _BEHIND.match(text, match.end())
        or _BEFORE.search(text[max(0, start - 50) : start])
    ):
        return []
    return [_share(match[group], *match.span(group)) for group in groups]


def _share(printed: str, start: int, end: int) -> Part:
    whole, _, decimals = printed.partition(".")
    numeral = Numeral(int(whole + decimals), len(decimals), start, end)
    return Part(start, end, numeral, "share", places=2)


def exchange_at(text: str, start: int) -> Part | None:
    """The ratio of an exchange or split of shares that starts at ``start``.

    >>> exchange_at("a 1-for-10 reverse split", 2).magnitude_value
    Fraction(1, 10)
    """
    match = _FOR.match(text, start)
    if match is None:
        return None
    over = int(match["over"] or UNITS[match["word"].lower()])
    under = int(match["under"] or UNITS[match["last"].lower()])
    if not (over and under):
        return None
    numeral = Numeral(over, 0, start, match.end(), 1, under)
    return Part(start, match.end(), numeral, "ratio", multiple=numeral.value)
