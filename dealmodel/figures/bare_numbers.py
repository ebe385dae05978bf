"""Which numbers are no figures, though they can be read: years, labels, parts of names, "one".

Policy: a hedge, a unit, a magnitude or standing all alone makes a figure of a number; bare and in
a sentence it may be a designation (:mod:`dealmodel.figures.designations`), and a small number word
that counts nothing is none.
"""

from __future__ import annotations

from dealmodel.figures import designations
from dealmodel.figures.nouns import is_measure, is_year_noun
from dealmodel.figures.part import Part, is_whole
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import POINTS

_PERIOD_BEHIND = lazy_pattern(r"\s(?:Q[1-4]|H[12]|FY|EBITDA?|EPS|GDP|IPO|PBT|AGM|CAGR)\b")


def counts_nothing(text: str, part: Part, hedge: str) -> bool:
    """Whether ``part`` under ``hedge`` is no figure."""
    number = part.numeral
    is_one = number.in_words and number.digits == 1 and number.is_integer
    if part.kind == "ratio" and is_one:
        return True
    if part.has_magnitude or part.kind not in ("number", "count"):
        return False
    if number.in_words:
        if part.has_unit:
            unit = part.unit.text or ""
            if is_measure(unit) or unit in POINTS:
                return False
            return is_one and hedge == "none" and not is_whole(text, part.start, part.end)
        return (hedge == "none" or is_one) and not is_whole(text, part.start, part.end)
    if part.unit.text == "levels" and is_year_of(text, part):
        return True  # "above 2023 levels"
    if hedge != "none" or part.sign or is_whole(text, part.start, part.end):
        return False
    return _is_designation(text, part)


def is_year_of(text: str, part: Part) -> bool:
    """Whether a count of 1900 to 2099 is the year of what is printed behind it: "2024 sales",
    "2025 Q1 results", not "2000 cars".
    """
    number = part.numeral
    printed = text[number.start : number.end]
    if part.kind != "count" or len(printed) != 4 or not printed.isdigit():
        return False
    if not 1900 <= number.digits <= 2099:
        return False
    noun = part.unit.text or ""
    return is_year_noun(noun) or _PERIOD_BEHIND.match(text, number.end) is not None


def _is_designation(text: str, part: Part) -> bool:
    number = part.numeral
    printed = text[number.start : number.end]
    left = text[max(0, part.start - 24) : part.start]
    is_count = part.kind == "count"
    if len(printed) == 4 and printed.isdigit() and 1900 <= number.digits <= 2099:
        return designations.is_year(left, is_count and not is_year_of(text, part))
    if len(printed) > 6 or "," in printed:
        return False
    if designations.names_what_follows(left) or designations.enumerates(text, part.start):
        return True
    if is_count:
        return False
    is_code = len(printed) > 1 and printed[0] == "0" and printed.isdigit()
    ends_line = len(printed) < 3 and text[number.end : number.end + 1] in ("", "\n")
    return is_code or designations.behind_a_name(left, ends_line=ends_line)
