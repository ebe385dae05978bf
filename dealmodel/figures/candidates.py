"""Where a number may start, in digits or in words, and the part that is read there."""

from __future__ import annotations

import re

from dealmodel.figures.fractions_in_words import (
    CHANGE_IN_WORDS,
    FRACTION,
    change_part,
    fraction_part,
)
from dealmodel.figures.hedge_words import hedge_before
from dealmodel.figures.number_words import words_at
from dealmodel.figures.numerals import VULGAR
from dealmodel.figures.part import Part
from dealmodel.figures.parts import part_at
from dealmodel.figures.patterns import lazy_pattern

_DIGIT = lazy_pattern(rf"[\d{''.join(VULGAR)}]")
_NUMBER_WORD = lazy_pattern(
    r"\b(?:an?(?=\s(?:h|t|m|b|l|c|d|half|qua|fou|fif|six|sev|eig|nin|twe))"
    r"|half|doubl(?:ed|es|ing)|trebl|tripl|quadrupl|quintupl|sextupl|halv|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|four|fif|six|seven|"
    r"eigh|nine|twen|for|twice|thrice|double|hundredfold|zero(?=\spoint)|"
    r"quarter(?=\sof\sa\s))",
    re.IGNORECASE,
)
_UP_TO_DIGIT = lazy_pattern(r"[^\d\n]{0,8}?(?=\d)")
_ONE_OF = lazy_pattern(r"one\sof\s(?:the|its|their|his|her|our|these|those)\s\w+", re.IGNORECASE)
_SHORTEST_WORD = 3


def next_digit(text: str, position: int) -> int:
    """Where the next number in digits starts; the end of the text if there is none.

    >>> next_digit("about .75 or 3", 0), next_digit("none", 0)
    (6, 4)
    """
    match = _DIGIT.search(text, position)
    if match is None:
        return len(text)
    start = match.start()
    if start > position and text[start - 1] == ".":
        before = text[start - 2 : start - 1]
        if not (before.isalnum() or before in (".", ",")):
            return start - 1
    return start


def next_start(text: str, position: int, digit: int) -> int:
    """Where the next number word starts, or else ``digit``, where the next digit does.

    >>> next_start("sold three million in 2024", 0, 22)
    5
    """
    if digit - position < _SHORTEST_WORD:
        return digit
    word = _NUMBER_WORD.search(text, position, digit)
    return word.start() if word else digit


def part_from(text: str, start: int, floor: int) -> Part | int:
    """The part whose digits or words start at ``start``; an integer is where to go on where there
    is none.
    """
    first = text[start]
    if not first.isalpha():
        if text[start + 1 : start + 2] in (" ", "-") and (fraction := FRACTION.match(text, start)):
            is_time = (fraction["part"] or "").lower() == "quarter"
            if is_time and text[fraction.end() : fraction.end() + 3] != " of":
                return fraction.end()
            return fraction_part(text, fraction, floor, True)
        return part_at(text, start, floor)
    one_of = _ONE_OF.match(text, start)
    if one_of is not None:
        return one_of.end()
    change = CHANGE_IN_WORDS.match(text, start)
    if change is not None:
        return change_part(change)
    fraction = FRACTION.match(text, start)
    number = words_at(text, start)
    if fraction is not None and (number is None or number.end <= fraction.end()):
        is_hedged = hedge_before(text, floor, start) is not None
        return fraction_part(text, fraction, floor, is_hedged)
    if number is None:
        return start + 1
    return part_at(text, start, floor, number)


def part_starting(text: str, position: int, *, in_words: bool) -> Part | None:
    """The part that starts exactly at ``position``, its sign and currency included; one in words
    only if ``in_words``.
    """
    number = words_at(text, position) if in_words else None
    if number is not None:
        found = part_at(text, position, position, number)
    else:
        digits = _UP_TO_DIGIT.match(text, position)
        if digits is None:
            return None
        found = part_at(text, digits.end(), position)
    return None if isinstance(found, int) or found.start != position else found
