"""A day or period as a text names it: "the latter half of 2026", "Q3 2024", "end of 2025".

Policy: what is named and nothing narrower: the second half is July to December. Words that leave
open which part is meant ("early 2026", "by mid-2025") are no period and refused.
"""

from __future__ import annotations

import re

from dealmodel.errors import DateError
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.period import Period, parse_period

_BEFORE = lazy_pattern(r"(?:(?:in|on|from|since|during|as\sof|for)\s)?(?:the\s)?", re.IGNORECASE)
_PART = lazy_pattern(
    r"(?:(?P<which>first|1st|second|2nd|latter|last|third|3rd|fourth|4th|final)[\s-]"
    r"(?P<part>half|quarter)(?:\s(?:of|in)(?:\sthe\syear)?)?|(?P<short>[HQ][1-4]|[1-4][HQ])(?:\sof)?)"
    r",?\s(?P<year>\d{4})",
    re.IGNORECASE,
)
_YEAR = lazy_pattern(r"(?:the\s)?(?:(?:whole|full|calendar)\s)?year\s(\d{4})", re.IGNORECASE)
_WHICH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "latter": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 0,
    "final": 0,
}
_LAST = {"half": 2, "quarter": 4}


def period_in_words(text: str) -> Period:
    """The day or period that ``text`` names, as it is written otherwise.

    Raises :class:`DateError` where it names none.

    >>> str(period_in_words("the latter half of 2026")), str(period_in_words("Q3 2024"))
    ('2026-H2', '2024-Q3')
    >>> str(period_in_words("on 2 December 2024"))
    '2024-12-02'
    """
    rest = text.strip()
    rest = rest[_BEFORE.match(rest).end() :]  # type: ignore[union-attr]  # it may match nothing
    part = _PART.fullmatch(rest)
    if part is not None:
        return _part_of_year(text, part)
    year = _YEAR.fullmatch(rest)
    return parse_period(year[1] if year else rest or text)


def _part_of_year(text: str, part: re.Match[str]) -> Period:
    if part["short"]:
        letter, number = sorted(part["short"].upper(), key=str.isdigit)
    else:
        name, which = part["part"].lower(), part["which"].lower()
        if which == "latter" and name == "quarter":
            raise DateError(text, f"{text!r}: there are four quarters, so none is the latter")
        letter, number = name[0].upper(), str(_WHICH[which] or _LAST[name])
    if int(number) > _LAST["half" if letter == "H" else "quarter"]:
        raise DateError(text, f"{text!r}: a year has two halves")
    return parse_period(f"{part['year']}-{letter}{number}")
