"""The unit behind a number that is no money: per cent, times, days, a counted noun.

Policy: percentages and permille are shares until the words around them show a change
(:mod:`dealmodel.figures.changes`); percentage and basis points are counts; weeks are 7 days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from dealmodel.errors import UnreadableFigure
from dealmodel.figures import money, nouns
from dealmodel.figures.currencies import NAMES
from dealmodel.figures.magnitudes import is_slip
from dealmodel.figures.number_words import PARTS
from dealmodel.figures.part import Part, token_end
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.per_units import take_per
from dealmodel.figures.units import Unit, currency_unit

_PERCENT = lazy_pattern(
    r"[\s\u00a0\u202f\u2009-]{0,2}(?:[%％٪﹪]|(?:per[\s-]?cent|percents?|percentage(?!\s?-?p))(?![^\W_])|(?:pct|pc)(?![^\W_])(?:\.(?=\s[a-z]))?"
    r"|(?P<permille>‰|per\smille(?![^\W_])))",
    re.IGNORECASE,
)
_POINTS = lazy_pattern(
    r"[\s\u00a0-]?(?:(?:%|percent|per\scent|percentage)[\s-]?(?:points?|pts?)\b"
    r"|(?:pp|ppt|ppts|p\.p\.)(?!\w)|(?P<basis>basis[\s-]points?|bps|bp)\b)",
    re.IGNORECASE,
)
_TIMES = lazy_pattern(
    r"\s?[x×](?![^\W_]|\s?\d)|[\s-]times?(?!\w)|[\s-]?fold\b"
    r"|[x×](?=\s(?:(?:19|20)\d\d[aef]?|\d{1,2}-months?)\b)",  # "9.4x 2024E EBITDA"
    re.IGNORECASE,
)
_DURATION = lazy_pattern(
    r"[\s\u00a0-](?:(?:consecutive|straight|successive|full|whole|more|further|working|calendar|"
    r"trading|business|additional|extra)\s){0,2}(?P<unit>day|week|month|year|yr)s?(?![^\W_])"
    r"(?:[-\s]old\b)?",
    re.IGNORECASE,
)
_PLUS = lazy_pattern(r"\+(?:(?!\w|[.,]\d)|(?=(?:[kKmMbB]|mn|bn|tn)(?![^\W_])))|-plus\b")
_PLUS_STARTS = frozenset("+-")
_WORD = lazy_pattern(r"[\s\u00a0\u202f-]?([^\W\d_]+)")
_GAPS = frozenset(" \u00a0\u202f\u2009-")
_FIRST_OF_HAN = "\u2e80"  # from here on, scripts that put no blank between words
_POINT_STARTS = frozenset("pP-")
_PERCENT_SIGNS = frozenset("%％٪﹪‰")


def take_plus(text: str, part: Part) -> None:
    """Let ``part`` end behind a plus that means "or more": "300,000+", "5 million-plus"."""
    if text[part.end : part.end + 1] in _PLUS_STARTS and (plus := _PLUS.match(text, part.end)):
        part.has_plus, part.end = True, plus.end()


def take_unit(text: str, part: Part) -> int | None:
    """Give ``part`` the unit printed at its end, if any; an integer is where to go on where what
    stands there shows that the number is no figure ("5G").
    """
    end = part.end
    following = text[end + 1 : end + 2] if text[end] in _GAPS else text[end]
    take: _Take
    if following in _PERCENT_SIGNS:
        take = _take_percent
    elif following == "¢":
        take = _take_hundredths
    elif following == "×":
        take = _take_times
    else:
        word = _WORD.match(text, end)
        if word is None:
            return _take_noun(text, part)
        take = _BY_WORD.get(word[1].lower(), _take_nothing)
    if not take(text, part):
        return _take_noun(text, part)
    take_plus(text, part)
    return None


def _take_percent(text: str, part: Part) -> bool:
    match = _PERCENT.match(text, part.end)
    if match is None:
        return _take_points(text, part)
    if text[match.end() : match.end() + 2].strip()[:1] in _POINT_STARTS and _take_points(
        text, part
    ):
        return True
    glued = text[match.end() : match.end() + 1]
    if (glued.isalnum() and glued < _FIRST_OF_HAN) or (glued and glued in _PERCENT_SIGNS):
        stop = max(token_end(text, match.end()), match.end() + 1)
        raise UnreadableFigure(
            text,
            part.start,
            stop,
            f"{text[part.start : stop][:60]!r}: {text[match.end() : stop][:40]!r} behind the "
            "percentage is not understood. Take it out, or put a blank before it",
        )
    part.kind, part.end = "growth" if part.sign else "share", match.end()
    part.places = 3 if match["permille"] else 2
    return True


def _take_points(text: str, part: Part) -> bool:
    match = _POINTS.match(text, part.end)
    if match is None:
        return False
    part.kind, part.end = "count", match.end()
    part.unit = Unit.of("basis points" if match["basis"] else "percentage points")
    return True


def _take_times(text: str, part: Part) -> bool:
    match = _TIMES.match(text, part.end)
    if match is None:
        return False
    part.kind, part.end = "ratio", match.end()
    if part.numeral.in_words:
        part.multiple = part.numeral.value
    return True


def _take_duration(text: str, part: Part) -> bool:
    match = _DURATION.match(text, part.end)
    if match is None or part.has_magnitude:
        return False
    unit = match["unit"].lower()
    part.kind, part.end, part.is_counted = "duration", match.end(), True
    part.factor = 7 if unit == "week" else 1
    part.unit = Unit.of({"week": "day", "yr": "year"}.get(unit, unit))
    return True


def _take_hundredths(text: str, part: Part) -> bool:
    found = money.minor_unit_behind(text, part.end)
    if found is None:
        return False
    (codes, part.note), part.end = found
    if codes:
        part.kind, part.unit, part.places = "money", currency_unit(codes[0]), 2
        take_per(text, part)
    else:
        part.kind, part.unit = "count", Unit.of("cents")
    return True


def _take_nothing(_text: str, _part: Part) -> bool:
    return False


def _take_noun(text: str, part: Part) -> int | None:
    end = part.end
    following = text[end]
    is_one = part.numeral.digits == 1 and part.numeral.is_integer
    if part.numeral.is_fraction:
        return None
    if following.isalpha() or following == "_":
        found = nouns.glued_unit(text, end) or (
            nouns.noun_behind(text, end, is_one) if not following.isascii() else None
        )
        if found is None:
            # Where no blanks part words, the next digits may start another number.
            return token_end(text, end) if following < _FIRST_OF_HAN else end + 1
    elif following == "-" and text[end + 1 : end + 2].isalpha():
        found = nouns.hyphened_noun(text, end)
        if found is None:
            return end + 1
    else:
        found = nouns.noun_behind(text, end, is_one)
        if found is None:
            return None
    if found[0].rpartition("-")[2].removesuffix("s") in PARTS:
        return found[1]
    if (meant := _currency_meant(found[0])) is not None:
        raise UnreadableFigure(
            text,
            part.start,
            found[1],
            f"{text[part.start : found[1]][:60]!r}: did you mean {meant}?",
        )
    if _is_currency(found[0]) and (between := text[end : found[1] - len(found[0])].strip(" -")):
        raise UnreadableFigure(
            text,
            part.start,
            found[1],
            f"{text[part.start : found[1]][:60]!r}: {between[:40]!r} names no currency that is "
            "known here. Write its code, as in SGD 5 million",
        )
    part.kind, part.unit, part.end = "count", Unit.of(found[0]), found[1]
    part.is_counted = not nouns.is_measure(found[0])
    take_plus(text, part)
    return None


def _is_currency(noun: str) -> bool:
    """Whether a counted noun is money, of whichever country; pounds may weigh, marks be given."""
    word = noun.lower()
    single = word.removesuffix("s")
    return (word in NAMES or single in NAMES) and single not in ("pound", "mark", "crown", "sol")


@lru_cache(maxsize=4096)
def _currency_meant(noun: str) -> str | None:
    """The currency of which a counted noun is a slip: "5 dolllars"."""
    word = noun.lower()
    if word in NAMES or word.removesuffix("s") in NAMES:
        return None
    return next((name for name in ("dollars", "euros", "rupees") if is_slip(word, name)), None)


_Take = Callable[[str, Part], bool]
_BY_WORD: dict[str, _Take] = {
    **dict.fromkeys("percent percents percentage per pct pc".split(), _take_percent),
    **dict.fromkeys("pp ppt ppts p basis bps bp".split(), _take_points),
    **dict.fromkeys("times time fold x".split(), _take_times),
    **dict.fromkeys(
        """
        cent cents pence penny us u euro p c gbx gbp eurocent eurocents paise sen öre agorot kopeck
        kopecks american australian canadian singapore hong usc zac eurc ila gbpence
        """.split(),
        _take_hundredths,
    ),
    **dict.fromkeys(
        """
        day days week weeks month months year years yr yrs consecutive straight successive full
        whole more further working calendar trading business additional extra
        """.split(),
        _take_duration,
    ),
}
"""What may start with a word behind a number."""
