"""Digits that are no figures: dates, times, versions, ordinals, model names, addresses, notes.

Policy: a figure is never silently wrong, so what looks like a name or a date is passed over. A
bare four-digit 1900 to 2099 is a year unless it counts something or is hedged; a bare small
number behind a capitalised word inside a sentence ("LEAP 3.5", "Fortune 500") is a designation.
"""

from __future__ import annotations

import re

from dealmodel.figures.patterns import lazy_pattern

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)

_UNIT_BEHIND = r"(?!\s?(?:cars|vehicles|units|yuan|euros?|million|billion))"
_CLOCK = r"(?:\s?[apAP]\.?[mM]\b\.?)"
_PHONE = r"\d{3}[-.\s]\d{3,4}[-.\s]\d{4}\b"
_DAYS_OF_MONTH = rf"\d{{1,2}}\s?(?:[-–]|to|and)\s?\d{{1,2}}\s(?:{_MONTHS})\b(?:\s\d{{4}}\b)?"
_HOURS = rf"\d{{1,2}}\s?(?:[-–]|to|and)\s?\d{{1,2}}{_CLOCK}"
# A footnote or a paragraph: "cars[3]", "[4, 5]", "Section 4(a)(2)", "$5(1)"; not "$(5)m".
_NOTES = r"(?<=\[)\d{1,2}(?:[,–-]\s?\d{1,2})*\](?!\s[a-z]+s\b)"
_PARAGRAPH = (
    r"(?<=[^\W_]\(|[)\]%]\()(?<![A-Z]{3}\()(?<!R[sM]\()\d{1,2}\)"
    r"(?!\s?(?:%|per\s?cent|[kmbt]n?\b|[mbtr]{1,2}illion|thousand|crore|lakh))"
)
_DASHED = rf"""
    {_NOTES} |
    \d{{4}}[-/–]\d{{1,2}}[-/–]\d{{1,2}}(?!\d)(?:T[\d:.]+Z?)?               # 2025-04-26
    | \d{{1,2}}([-/])\d{{1,2}}\1\d{{2,4}}(?![\d,]|\.\d)                    # 26/04/2025
    | (?:19|20)\d\d-(?:0[1-9]|1[0-2]|Q[1-4]|H[12])(?![\d,.%]){_UNIT_BEHIND}
    | (?:19|20)\d\d[/–-]\d\d(?![\d,.%]){_UNIT_BEHIND}                     # 2023/24
    | \d{{1,2}}-(?:of-)?(?:{_MONTHS})\b(?:-\d{{4}}\b)?
    | {_DAYS_OF_MONTH} | {_HOURS}
    | {_PHONE}
    | (?:24/7|50[-/]50|9/11)(?!\d) | \d+(?:/\d+){(2,)}
    | \d{{1,3}}/\d{{1,3}}(?![\d/.,%]|\s?(?:per|million|billion|thousand))   # 60/40
"""
_SPACED = rf"""
    \d{{1,2}}(?:\.\d\d)?{_CLOCK}                                          # 5 pm
    | \d{{1,2}}\s(?:of\s)?(?:{_MONTHS})\b\.?(?:,?\s\d{{4}}\b)?            # 26 April 2025
    | {_DAYS_OF_MONTH} | {_HOURS}
    | {_PHONE}
    | \d+\s(?:hours?|minutes?|mins?)(?:,|\sand|,\sand)?\s
      \d+(?:\.\d+)?\s(?:minutes?|mins?|seconds?|secs?)\b              # 6 minutes and 46.8 seconds
    | (?:19|20)\d\d\s年
    | \d{{3}}\sMAX\b                                                    # 737 MAX
"""
_LETTERED = rf"""
    \d+(?:st|nd|rd|th)\b | (?:1[5-9]|20)\d0s\b | \d0s\b | \d{{1,2}}(?:\.\d\d)?{_CLOCK}
    | 4[x×]4\b | (?:19|20)\d\d年
"""
_UNREAD = r"""
    (?:\d{4}\.\d{1,2}|\d{1,2}\.\d{1,2})\.\d{2,4}(?![\d,]|\.\d)          # 26.04.2025
    | (?:[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}(?![\d,]|\.\d)          # an address
    | \d{1,2}(?:\.\d{1,2}){2,}(?![\d,])                                  # a version
    | \d{3}\.\d{3,4}\.\d{4}\b                                           # a telephone number
    | \d+(?:\.\d+){4,}
    | (?<=\[)\d{1,2}(?:,\s?\d{1,2})+\]                                 # notes
"""


def _by_following() -> dict[str, re.Pattern[str]]:
    """What is passed over, by the character behind the number it starts with."""
    table = {
        "-/–": _DASHED,
        ":": rf"\d+(?::\d+)+(?:\.\d+)?{_CLOCK}?",
        " \u00a0\n": _SPACED,
        "snrtapAPx×年": _LETTERED,
        "^": r"[\d.,]+\^\(?[-+−]*[\d.]+\)?",
        ",": rf"\d{{1,2}},\s(?:19|20)\d\d(?![\d,.%]) | {_NOTES}",
        "]": _NOTES,
        ".": rf"\d{{3,6}}\.[A-Z]{{2}}\b|\d{{1,2}}\.\s(?:{_MONTHS})\b(?:\s\d{{4}}\b)?",
        ")": rf"(?<=\()\d{{3}}\)\s?\d{{3}}[-.\s]\d{{4}}\b | {_PARAGRAPH}",
    }
    patterns = {characters: lazy_pattern(regex, re.VERBOSE) for characters, regex in table.items()}
    return {character: patterns[characters] for characters in patterns for character in characters}


_BY_FOLLOWING = _by_following()
_SPACED_OUT = _BY_FOLLOWING[" "]
_BEHIND_BLANK = frozenset("0123456789JFMASONDapAPhmto-–年")  # what such a date or time goes on with
_NO_NUMBER = lazy_pattern(_UNREAD, re.VERBOSE)
_PHONE_ABROAD = lazy_pattern(
    r"(?!\d{1,3}(?:\s\d{3}){1,2}(?![\s.-]?\d))\d{1,3}"
    r"(?:[\s.-]?\(\d{1,4}\)[\s.-]?\d{1,5}|[\s.-]\d{1,5}){2,6}(?:/\d+)?(?![\d,%])"
)
_BEHIND_WORD = lazy_pattern(
    rf"(?:\b(?:{_MONTHS})\.?|\bNos?|\b(?:No|Nos|no|nr|Nr|Art|art|Sec|sec|p|pp|v|ver|vol|Vol)\.|"
    r"\b(?:number|Number|version|Version|article|Article|section|Section|chapter|Chapter|page|Page|"
    r"phase|Phase|stage|Stage|level|Level|tier|Tier|class|Class|grade|Grade|step|Step|top|Top|room|"
    r"Room|route|Route|Euro|Group|figure|Figure|table|Table|paragraph|Paragraph|Directive|Rule|"
    r"rule|aged|age|form|Form|item|Item|day|Day|week|Week|round|Round|series|Series|Formula|"
    r"formula|(?:in|from|by|of|after|until|to)\s[yY]ear|gen|Gen|generation|Generation|case|Case|note|Note|the\sG|Q|H|FY|CY|S&P|DAX|CAC|FTSE|"
    r"Nikkei|Dow|Nasdaq|STOXX|Stoxx|CSI|iPhone|Windows|Boeing|Airbus|Porsche|Model|model)|"
    r"[#№§]|'|’|@)\s?$"
)
_YEAR_CONTEXT = lazy_pattern(
    rf"(?:\b(?:in|since|by|until|till|of|during|from|to|for|before|after|through|early|late|mid|"
    rf"fiscal|year|FY|model|calendar|the|its|their|this|between|and|end|CES|launched|founded|dated|"
    rf"{_MONTHS}|spring|summer|autumn|fall|winter|quarter|half|[QH][1-4])|['’]s|[-–(,;:/])\s?,?\s?$",
    re.IGNORECASE,
)
_CAPITALISED = lazy_pattern(
    r"(?:(?<![.!?:;\"“”»\n])\s(?:[A-Z][\w&.-]*|[a-z]+[A-Z]\w*)|(?<![\w])[A-Z]{2,}[A-Z\d-]*)\s$"
)
_ENUMERATOR = lazy_pattern(r"\d{1,2}[.)]\s")
_NAME_LINE = lazy_pattern(r"\n[^\w\n]*[A-Z]\w*\s$")
_TOKEN_WITH_WEB = lazy_pattern(r"\S+")
_WEB = lazy_pattern(r"://|www\.|\w@[A-Za-z][\w-]*\.[A-Za-z]")


def passed_over(text: str, start: int, end: int) -> int | None:
    """Where the date, time, ordinal, code or telephone number ends that starts with the number
    from ``start`` to ``end`` and is no figure; ``end`` is ``start`` where no number can be read.

    >>> passed_over("2025-04-26: 300 cars", 0, 4), passed_over("300 cars", 0, 3)
    (10, None)
    """
    if start == end:
        pattern: re.Pattern[str] | None = _NO_NUMBER
    else:
        pattern = _BY_FOLLOWING.get(text[end]) if end < len(text) else None
        if pattern is _SPACED_OUT and text[end + 1 : end + 2] not in _BEHIND_BLANK:
            return None
    match = None if pattern is None else pattern.match(text, start)
    return None if match is None else match.end()


def telephone_abroad(text: str, start: int) -> int | None:
    """Where the telephone number ends whose country code starts at ``start``, behind its plus.

    >>> telephone_abroad("+86 571 8795 3000", 1), telephone_abroad("+1 234 567 cars", 1)
    (17, None)
    """
    match = _PHONE_ABROAD.match(text, start)
    return None if match is None else match.end()


def without_addresses(text: str) -> str:
    """The text with its web and mail addresses blotted out, every character in its place.

    >>> without_addresses("see www.x.org/2024 now")
    'see xxxxxxxxxxxxxx now'
    """
    if "www." not in text and "://" not in text and "@" not in text:
        return text
    return _TOKEN_WITH_WEB.sub(
        lambda token: "x" * len(token[0]) if _WEB.search(token[0]) else token[0], text
    )


def names_what_follows(left: str) -> bool:
    """Whether the text before a number makes it a label: "March ", "No. ", "version ".

    >>> names_what_follows("on March "), names_what_follows("sold ")
    (True, False)
    """
    return _BEHIND_WORD.search(left) is not None


def is_year(left: str, has_noun: bool) -> bool:
    """Whether 1900 to 2099 behind ``left`` is a year.

    >>> is_year("In ", False), is_year("sold ", True), is_year("its ", True)
    (True, False, True)
    """
    return not has_noun or _YEAR_CONTEXT.search(left) is not None


def enumerates(text: str, start: int) -> bool:
    """Whether the number at ``start`` counts the items of a list: "1. " at the start of a line.

    >>> enumerates("1. A car", 0), enumerates("sold 3. A car", 5)
    (True, False)
    """
    if _ENUMERATOR.match(text, start) is None:
        return False
    before = text[max(0, start - 8) : start].rstrip(" \t")
    return not before.strip() or before[-1] == "\n"


def behind_a_name(left: str, *, ends_line: bool = False) -> bool:
    """Whether a bare number behind ``left`` belongs to a capitalised name: "LEAP ", "Fortune ", or
    a line that is nothing but a name ("Motor 1").

    >>> behind_a_name("the new LEAP "), behind_a_name("Sold ")
    (True, False)
    """
    return _CAPITALISED.search(left) is not None or (
        ends_line and _NAME_LINE.search(left) is not None
    )
