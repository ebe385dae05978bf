"""What is left of a text beside its one figure: nothing may be that is not understood.

Policy: reading consumes the text, and what remains decides. Understood are the figure itself, the
words that were read with it (what it is a share of, what changed), dates, and words that say what
the amount is for without touching how much it is. Any other word is refused, with what it may be: a
misspelt magnitude and a word that turns the meaning round look alike to a program that knows
neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dealmodel.errors import UnreadableFigure
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HEDGES
from dealmodel.figures.magnitudes import is_slip
from dealmodel.figures.patterns import lazy_pattern

_TELLING = frozenset(
    """
    a an the of in for at on by to as with is was were are be been being it its their his her this
    that these those and it's there which who also now then said says reported reportedly alleged
    stake stakes share shares shareholding shareholdings holding holdings interest interests
    ownership equity capital stock votes voting rights votes' economic direct indirect effective
    minority majority controlling
    price prices priced cost costs value values valued worth valuation amount amounts sum total
    totals totalling totaling combined overall aggregate figure figures deal investment
    consideration cash payment paid pays pay fee fees revenue revenues sales sold sells sell
    turnover profit profits income earnings debt net gross rate rates
    growth increase
    decrease rise fall gain drop decline jump
    delivered delivers deliveries delivery registered registrations produced production shipped
    orders ordered bought buys buy purchase purchased acquired acquires acquire owned owns own
    owning held holds hold holding has have had got took takes taken raised raises invested invests
    reached reaches hit totalled totaled stood stands came amounted represents representing accounts
    accounting makes made
    starting starts start initial additional extra another ratio further remaining existing new
    old first annual yearly monthly quarterly weekly daily per-share each apiece only just merely
    mere alone
    i.e e.g ie eg itself respectively during after vehicles units cars total's
    year-on-year yoy y/y
    售价 以 价格 为 共 指导价 起售价 up-front upfront price-tag offer bid stakeholder
    """.split()
)
"""Words that say what a figure is of, without changing how much it is."""

_TELLING_OF_CHANGES = _TELLING - frozenset(
    """
    stake stakes share shares shareholding shareholdings holding holdings interest interests
    ownership equity capital stock votes voting rights direct indirect effective minority majority
    controlling fee fees rate rates debt cash payment paid pays pay owned owns own owning held holds
    hold acquired acquires acquire bought buys buy purchase purchased sold sells sell decrease fall
    drop decline maximum minimum price-tag offer bid valuation worth to amounted reached reaches
    took takes taken invested invests hit stands stood came represents representing accounts
    accounting makes made
    """.split()
)

_TELLING_OF_TIMES = frozenset(["within", "over"])

_MONTHS = (
    "(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATES = lazy_pattern(
    r"\b(?:(?:in|on|by|since|until|as\sof|as\sat|at|from|during|for|before|after|through|of|early|late|"
    r"mid|the\send\sof|end\sof)[\s-])*(?:the\s)?"
    rf"(?:\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTHS}(?:\s\d{{4}})?|"
    rf"{_MONTHS}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|{_MONTHS}\.?\s\d{{4}}|"
    rf"{_MONTHS}|(?:(?:first|second|third|fourth|last|latter|former|1st|2nd|3rd|4th)\s"
    r"(?:quarter|half)(?:\sof)?|[qh][1-4])(?:\s(?:fiscal\s|fy\s?)?\d{4})?|"
    r"(?:fiscal|fy|calendar)\s?(?:year\s)?\d{2,4}|(?:19|20)\d\d|"
    r"(?:this|last|next|the)\s(?:year|month|week|quarter)|yesterday|today|"
    r"a\syear\s(?:ago|earlier|before)|year[- ]earlier)(?![\w-])",
    re.IGNORECASE,
)
_TOKEN = lazy_pattern(r"[^\W_]+(?:[.'’&/-][^\W_]+)*|[^\s\w]|_")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
_NEUTRAL = frozenset(f".,;:()[]{{}}\"'“”‘’«»!?*…†‡|{_INVISIBLE}")
_KNOWN = (
    *dict.fromkeys(
        word
        for hedge in HEDGES
        for phrase in (*hedge.before, *hedge.after)
        for word in phrase.split()
        if word.isalpha() and len(word) > 3
    ),
    *"million billion trillion thousand crore percent euros dollars yuan".split(),
)


_OF = lazy_pattern(r"\s(of\s\S+(?:\s\w+)?)")
_BEHIND_BRACKET = lazy_pattern(r"\s?\)\s?([^\W\d_]+)")
_NET_CASH = lazy_pattern(r"\bnet\s+cash\b", re.IGNORECASE)
_SHORTEST_SLIP = 5


def refuse_leftovers(
    text: str,
    figures: Sequence[Figure],
    taken: Sequence[tuple[int, int]],
    *,
    as_change: bool = False,
) -> None:
    """Raise on the first word beside ``figures`` that is not understood; ``taken`` are further
    stretches that are. ``as_change``: the figure is taken for a change, so that words of a stake, a
    level or a direction that was not read with it are not understood either.

    >>> from dealmodel.figures.reader import figure
    >>> figure("21% of Leapmotor").of, figure("a 21% stake").verbatim
    ('Leapmotor', '21%')

    :raises UnreadableFigure: with the word, and what it may be.
    """
    spans = [figure.span for figure in figures]
    first = figures[0]
    if as_change and first.per is not None:
        raise _not_understood(text, first.span[1] - len(first.per), first.span[1], first)
    if as_change and (whole := _OF.match(text, first.span[1])) is not None:
        raise _not_understood(text, *whole.span(1), first)
    if len(spans) == 1 and spans[0] == (0, len(text)):
        return
    if first.kind == "number" and (counted := _BEHIND_BRACKET.match(text, first.span[1])):
        raise _not_understood(text, *counted.span(1), first)  # "(1,234) cars": a loss of them?
    telling = _TELLING_OF_CHANGES if as_change else _TELLING
    if first.kind == "duration":
        telling |= _TELLING_OF_TIMES
    for start, end in _gaps(len(text), [*spans, *taken]):
        gap = _without_dates(text[start:end])
        if opposite := _NET_CASH.search(gap):
            at, end = start + opposite.start(), start + opposite.end()
            message = f"{opposite[0]!r} is the opposite of a debt: write a minus, and leave it out"
            raise UnreadableFigure(text, at, end, message)
        for token in _TOKEN.finditer(gap):
            word = token[0].lower()
            if word in _NEUTRAL or word in telling or word.removesuffix("'s") in telling:
                continue
            at, end = start + token.start(), start + token.end()
            if not word[0].isalnum() and (behind := _TOKEN.match(text, end)):
                end = behind.end()
            raise _not_understood(text, at, end, first)


def _gaps(length: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches from 0 to ``length`` that none of ``spans`` covers."""
    gaps, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            gaps.append((position, start))
        position = max(position, end)
    if position < length:
        gaps.append((position, length))
    return gaps


def _without_dates(gap: str) -> str:
    """The gap with its dates blotted out, every character in its place."""
    return _DATES.sub(lambda date: " " * len(date[0]), gap)


def _not_understood(text: str, start: int, end: int, figure: Figure) -> UnreadableFigure:
    word = text[start:end]
    lower = word.lower()
    known_word = lower in _KNOWN or lower in _TELLING or len(word) < _SHORTEST_SLIP
    meant = [] if known_word else [known for known in _KNOWN if is_slip(lower, known)][:3]
    may_be = f" (is {' or '.join(meant)} meant?)" if meant else ""
    return UnreadableFigure(
        text,
        start,
        end,
        f"{word[:40]!r} beside {figure.verbatim[:60]!r} is not understood{may_be}: where one "
        "figure is asked for, every word must be. Write the figure with the words that belong to "
        "it, and no others",
    )
