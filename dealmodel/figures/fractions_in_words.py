"""Fractions and multiples in words: "a tenth", "two-thirds", "half", "twice".

Policy: "a third" is a fraction only where no counted thing follows ("a third model" is an
ordinal); "the second half", "a quarter earlier" and "fourth quarter" are no figures. A fraction of
a holding ("a one-third stake") is a share, any other a ratio. "Doubled" and "halved" are growth.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dealmodel.figures.number_words import PARTS, UNITS
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part, is_whole
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import PURE, Unit

CHANGE_IN_WORDS = lazy_pattern(
    r"\b(?:(?P<double>doubl(?:ed|es|ing))|(?P<triple>(?:tripl|trebl)(?:ed|es|ing))"
    r"|(?P<quadruple>quadrupl(?:ed|es|ing))|(?P<quintuple>quintupl(?:ed|es|ing))"
    r"|(?P<sextuple>sextupl(?:ed|es|ing))"
    r"|(?P<halve>halv(?:ed|es|ing)))(?!-?[^\W_])(?!\s(?:down|up|back|as)\b)",
    re.IGNORECASE,
)
_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_WILL = lazy_pattern(
    r"\b(?:to|will|would|could|may|might|should|can|must|not|also|roughly|nearly|almost|than|about)"
    r"\s$|[’']ll\s$",
    re.IGNORECASE,
)
_MULTIPLES = {"twice": 2, "thrice": 3, "double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_COUNTS = "one|two|three|four|five|six|seven|eight|nine"
_FOLDS = {**UNITS, "hundred": 100}

FRACTION = lazy_pattern(
    rf"\b(?:(?P<count>an?|{_COUNTS}|\d)[-\s](?P<part>{'|'.join(PARTS)})s?|(?P<half>half)"
    rf"|(?P<multiple>{'|'.join(_MULTIPLES)})|(?P<fold>{'|'.join(_FOLDS)})[-\s]?fold)"
    r"(?:(?=-(?:stake|share|interest|owned))|(?!-?[^\W_]))",
    re.IGNORECASE,
)
_HOLDING = lazy_pattern(
    r"[\s-](?:stake|share|shareholding|interest|holding|owned|owner|"
    r"(?:of\s)?(?:the\s|its\s|their\s)?(?:company|shares|"
    r"stock|equity|business|joint\sventure|capital|votes|voting))",
    re.IGNORECASE,
)
_HOLDING_BEFORE = lazy_pattern(
    r"\b(?:stake|shareholding|interest|holding)s?\sof\s(?:[a-z]+\s){0,3}$", re.IGNORECASE
)
_CLEARLY_FRACTION = lazy_pattern(
    r"(?:\s*$|\s*[.,;:)!?\]]|\s(?:of|as|the|less|more|smaller|larger|bigger|cheaper|lower|higher|its|"
    r"their|his|her|our|that|those|what|owned|stake|share|interest|holding|in|to|and|or|from|for|on|"
    r"over|since|compared|off|up|down|more|fewer)\b|-(?:stake|owned|interest))",
    re.IGNORECASE,
)
_OF_PERIOD = lazy_pattern(
    r"\s(?:of|in|the|a|an|to|and)?\s?"
    r"(?:(?:19|20)\d\d\b|fiscal|year\b|the\syear|century|decade|hour|day|match|game|time)",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = lazy_pattern(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th|latter|former|other|better|last|final|next|this|"
    r"that|each|either|every|back|top|bottom|front|previous|same|in|per|early|late|current|prior|"
    r"upper|lower|the)[\s-]$",
    re.IGNORECASE,
)
_TIME_AND = lazy_pattern(
    r"\b(?:year|month|week|day|hour|minute|decade|century)s?\sand\s$", re.IGNORECASE
)
_OF_QUARTERS = lazy_pattern(
    r"\sof\s(?:[a-z-]+\s)?(?:loss|declin|growth|contraction|fall|rising|shrink|data|earnings|results)",
    re.IGNORECASE,
)
_CERTAIN_BEFORE = lazy_pattern(r"\bof\s(?:which|whom|these|those|them),?\s$", re.IGNORECASE)
_OF_PERCENT = lazy_pattern(
    r"\s(?:of\s)?(?:an?|one|1)\s(?:(?P<points>percentage\spoint\b)|(?:percent|per\scent)\b)",
    re.IGNORECASE,
)
_AS_LARGE = lazy_pattern(r"\s*$|\s(?:as|the|that|those|its|their|what|his)\b", re.IGNORECASE)


def fraction_part(text: str, match: re.Match[str], floor: int, is_hedged: bool) -> Part | int:
    """The part of a match of :data:`FRACTION`; an integer is where to go on where the words are
    no figure.

    >>> fraction_part("a tenth", FRACTION.match("a tenth"), 0, False).magnitude_value
    Fraction(1, 10)
    """
    start, end = match.span()
    if match["multiple"] or match["fold"]:
        return _multiple(text, match, is_hedged or is_whole(text, start, end))
    word = (match["count"] or "").lower()
    over = int(word) if word.isdecimal() else UNITS.get(word, 1)
    under = PARTS[(match["part"] or "half").lower()]
    if not 0 < over < under or (under == 4 and over > 1 and _is_time(text, match)):
        return end
    number = Numeral(over, 0, start, end, under=under, in_words=True)
    percent = _OF_PERCENT.match(text, end)
    if percent is not None:
        end = percent.end()
        if percent["points"]:
            return Part(start, end, number, "count", Unit.of("percentage points"))
        return Part(start, end, number, "share", PURE, places=2)
    first = max(floor, start - 50)
    if match["half"] and (cut := _CUT_IN_HALF.search(text[first:start])):
        start = first + cut.start()
        return Part(start, end, number, "growth", sign="-", multiple=Fraction(1, 2))
    if not _is_fraction(text, match, floor, is_hedged):
        return end
    is_holding = _HOLDING.match(text, end) or _HOLDING_BEFORE.search(text[first:start])
    return Part(start, end, number, "share" if is_holding else "ratio", PURE)


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether quarters are those of years: "two quarters", "three quarters of losses"."""
    return match["part"].lower() == "quarter" and (
        match["count"].lower() in ("two", "2") or _OF_QUARTERS.match(text, match.end()) is not None
    )


def _is_fraction(text: str, match: re.Match[str], floor: int, is_hedged: bool) -> bool:
    """Whether the words are a fraction, not an ordinal or a stretch of time."""
    start, end = match.span()
    left = text[max(floor, start - 16) : start]
    if _TIME_AND.search(left):
        return False
    is_certain = is_hedged or _CERTAIN_BEFORE.search(left) is not None
    if match["half"]:
        if _ORDINAL_BEFORE.search(left) or (_OF_PERIOD.match(text, end) and not is_certain):
            return False
        return (
            is_certain
            or text[end : end + 2] in (" a", " t")
            or is_whole(text, start, end)
            or _CLEARLY_FRACTION.match(text, end) is not None
            or _HOLDING.match(text, end) is not None
        )
    is_quarter = match["part"].lower() == "quarter"
    may_be_ordinal = match["count"].lower() in ("a", "an") or is_quarter
    if may_be_ordinal and not (is_certain or _CLEARLY_FRACTION.match(text, end)):
        return False
    return not (is_quarter and _OF_PERIOD.match(text, end))


def change_part(match: re.Match[str]) -> Part:
    """The growth of a match of :data:`CHANGE_IN_WORDS`; halving counts as what it takes off.

    >>> change_part(CHANGE_IN_WORDS.match("tripled")).magnitude_value
    Fraction(2, 1)
    """
    start, end = match.span()
    if match["halve"]:
        number = Numeral(1, 0, start, end, 1, 2, True)
        return Part(start, end, number, "growth", sign="-", multiple=Fraction(1, 2))
    times = _TIMES[match.lastgroup or "double"]
    number = Numeral(times - 1, 0, start, end, in_words=True)
    return Part(start, end, number, "growth", multiple=Fraction(times))


_GROWTH_BEHIND = lazy_pattern(r"\s(?:increase|rise|growth|jump|surge|gain)\b", re.IGNORECASE)
_GROWTH_BEFORE = lazy_pattern(
    r"\b(?:increas\w+|grew|rose|up|jump\w+|surg\w+|gr[eo]w\w*)\s$", re.IGNORECASE
)
_CUT_IN_HALF = lazy_pattern(
    r"\b(?:cut|cuts|cutting|slashed|sliced|chopped)(?:\s[\w'’-]+){0,4}\sin\s$", re.IGNORECASE
)


def _multiple(text: str, match: re.Match[str], is_certain: bool) -> Part | int:
    start, end = match.span()
    word = (match["multiple"] or match["fold"]).lower()
    if match["multiple"]:
        if word in ("double", "triple", "treble", "quadruple") and _WILL.search(
            text[max(0, start - 10) : start]
        ):
            times = _MULTIPLES[word]
            number = Numeral(times - 1, 0, start, end, in_words=True)
            return Part(start, end, number, "growth", PURE, multiple=Fraction(times))
        if not (is_certain or (word in ("twice", "thrice") and _AS_LARGE.match(text, end))):
            return end
        value = _MULTIPLES[word]
    else:
        value = _FOLDS[word]
        is_growth = _GROWTH_BEHIND.match(text, end) or _GROWTH_BEFORE.search(text[:start][-30:])
        if value < 2 or (value == 2 and not (is_certain or is_growth)):
            return end
    number = Numeral(value, 0, start, end, in_words=True)
    return Part(start, end, number, "ratio", PURE, multiple=number.value)
