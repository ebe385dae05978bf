"""Two numbers in one figure: ranges ("$10-12 million", "between 5 and 10 cars"), two limits ("more
than 25% but less than 75%"), and parts of a whole ("one in five", "two of nine seats").

Policy: a unit printed once counts for both ends; a magnitude printed only on the last end does,
too, if the first then stays below it. A movement is no range: what rose from one number to another,
or by one to another, was each of them at its time. Ends the wrong way round are an error, except a
bare "3-1", which is a score; years, pages and days of a month are no figures.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dealmodel.dataclass import replace
from dealmodel.errors import UnreadableFigure
from dealmodel.figures import designations
from dealmodel.figures.bare_numbers import is_year_of
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.candidates import next_digit, next_start, part_from, part_starting
from dealmodel.figures.changes import (
    change_around,
    changes_directly,
    falls,
    is_change_of,
    is_expected,
    is_moved_by,
)
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure, Kind
from dealmodel.figures.hedge_words import hedge_before, hedge_behind
from dealmodel.figures.hedges import HedgeRules, reflected
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part, token_end
from dealmodel.figures.parts import MINUSES
from dealmodel.figures.patterns import lazy_pattern

_CONNECTOR = lazy_pattern(
    r"\s?(?P<dash>[-‐‑‒–—―−~〜～至])\s?(?=[^\s])|\s(?P<word>to|and|or|through)\s", re.IGNORECASE
)
_CONNECTOR_STARTS = frozenset(" \u00a0\u202f\u2009\t\n-‐‑‒–—―−~〜～至")
_HEDGE_SIGN = lazy_pattern(r"[~≈∼～<>≤≥⩽⩾]? *")
_RUN_ON = lazy_pattern(r"[-‐‑–—/]\d")
_OUT_OF = lazy_pattern(r"\s(?:in|out\sof)\s(?:every\s)?", re.IGNORECASE)
_OF = lazy_pattern(r"\sof\s(?:the\s|its\s|their\s|all\s|a\stotal\sof\s)?", re.IGNORECASE)
_TIMES_OF_DAY = frozenset("seconds minutes hours nights decades quarters games matches".split())
_AND_LIMIT = lazy_pattern(
    r",?\s(?:but|and|yet|although)\s(?:is\s|are\s|still\s|also\s)?|\s(?=up\sto\s)"
)
_FAR = 4
"""A range seldom ends at more than so many times its start; a change is mostly less of a level."""
_LOWER = {"more_than": True, "at_least": False, "just_over": True}
_UPPER = {"less_than": True, "at_most": False, "up_to": False, "nearly": True}
_YEAR_BEFORE = lazy_pattern(
    r"(?:\b(?:in|since|by|until|of|during|for|before|after|fiscal|year|FY|calendar|early|late|mid|end|"
    r"quarter|half|[QH][1-4]|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|"
    r"Nov\w*|Dec\w*|spring|summer|autumn|winter|from|the)|['’]s|[(,-])\s?,?\s?$",
    re.IGNORECASE,
)
_STAKE = lazy_pattern(
    r"\b(?:stakes?|holdings?|shareholdings?|interests?|ownership)\b", re.IGNORECASE
)


def connector_at(text: str, end: int) -> re.Match[str] | None:
    """The dash or word at ``end`` that may join two numbers to a range.

    >>> connector_at("5 to 10", 1)["word"], connector_at("5 cars", 1) is None
    ('to', True)
    """
    if end >= len(text) or text[end] not in _CONNECTOR_STARTS:
        return None
    return _CONNECTOR.match(text, end)


def ratio_in(text: str, first: Part) -> Part | None:
    """The part of a whole that ``first`` starts, if it starts one: "one in five buyers", "9 out of
    10", "94,079,255 of 300,000,000 shares".
    """
    if first.sign or first.numeral.is_fraction or first.kind not in ("number", "count"):
        return None
    if is_year_of(text, first):
        return None
    match = _OUT_OF.match(text, first.end) if not first.has_unit else None
    is_share = False
    if match is None:
        match, is_share = _OF.match(text, first.end), True
    is_one = first.numeral.in_words and first.numeral.digits == 1
    if match is None or (is_share and is_one and text[match.end() - 4 : match.end()] == "the "):
        return None
    second = part_starting(text, match.end(), in_words=True)
    if second is None or second.kind not in ("number", "count") or second.sign:
        return None
    return _share_of(first, second) if is_share else _ratio_of(first, second)


def _ratio_of(first: Part, second: Part) -> Part | None:
    over, under = first.numeral.digits, second.numeral.digits
    is_usual = first.numeral.is_integer and second.numeral.is_integer
    is_usual = is_usual and (under <= 100 or under == 1000) and 0 < over < under
    if not is_usual or second.unit.text in _TIMES_OF_DAY:
        return None
    start, end = first.start, second.numeral.end
    in_words = first.numeral.in_words
    return Part(start, end, Numeral(over, 0, start, end, 1, under, in_words), "ratio")


def _share_of(first: Part, second: Part) -> Part | None:
    """The share that so many of so many are, each as exact as it is printed; a part keeps both."""
    over, under = first.numeral.value, second.numeral.value
    owner = second if second.has_unit else first
    if not (0 < over <= under and owner.kind == "count" and owner.is_counted):
        return None
    if first.has_unit and second.has_unit and not first.unit.same_as(second.unit):
        return None
    share = over / under
    start, end = first.start, second.end
    numeral = Numeral(share.numerator, 0, start, end, 1, share.denominator)
    part = Part(start, end, numeral, "share", of=owner.unit.text)
    part.counts = (first, second)
    return part


def bounded_share(part: Part, figure: Figure, rules: HedgeRules) -> Figure:
    """``figure``, the share that two counts make, with the bounds that theirs leave."""
    low = high = None
    widths = []
    for count in part.counts or ():
        number = count.numeral
        is_exact = rules.exact or (number.is_integer and number.digits < 100)
        half = Fraction(0) if is_exact else number.grain().g / (4 if number.has_one_digit else 2)
        widths.append((number.value - half, number.value + half))
    (least, most), (fewest, all_of_them) = widths
    low, high = least / all_of_them, min(most / fewest, Fraction(1))
    why = "so many of so many, each as exact as it is printed"
    hedge = figure.hedge if low == high or figure.hedge != "exact" else "none"
    return replace(figure, bounds=Bounds(low, high), hedge=hedge, why=why)


def is_year(text: str, part: Part) -> bool:
    """Whether a bare number is a year, which takes no part in a range of amounts."""
    number = part.numeral
    if part.kind != "number" or number.in_words or number.end - number.start != 4:
        return False
    if not (1900 <= number.digits <= 2099 and number.is_integer):
        return False
    if text[part.end : part.end + 2] in ("'s", "’s"):
        return True
    return _YEAR_BEFORE.search(text[max(0, part.start - 12) : part.start]) is not None


def second_part(text: str, connector: re.Match[str]) -> Part | None:
    """The number behind a range's connector, if it starts right there."""
    if connector["dash"] and connector[0][0].isspace() != connector[0][-1].isspace():
        return None
    hedge = _HEDGE_SIGN.match(text, connector.end())
    start = connector.end() if hedge is None else hedge.end()
    return part_starting(text, start, in_words=True) if start < len(text) else None


def are_apart(text: str, start: int, first: Part, second: Part) -> bool:
    """Whether two numbers that "to" joins behind ``start`` are those of a movement, not a range:
    "by 5% to 21%", "fell $5 to $21", not "grew by 5 to 10 percent".
    """
    left = text[max(0, start - 100) : start]
    shares_unit = not first.has_unit and second.has_unit
    if is_moved_by(left):
        if shares_unit and second.kind in ("share", "growth"):
            return False
        if shares_unit and second.has_magnitude:
            return _with_shared_magnitude(first, second)[0] is first.numeral
        both = first.kind == second.kind == "share"
        if both and is_expected(left) and not _STAKE.search(left):
            return second.magnitude_value < first.magnitude_value
        return True
    if not shares_unit:
        return changes_directly(left) or (_is_far(first, second) and is_change_of(left))
    return second.kind == "money" and _is_far(first, second) and changes_directly(left)


def _is_far(first: Part, second: Part) -> bool:
    """Whether the second is so much more that it is where a change went, and no end of a range."""
    return second.magnitude_value >= _FAR * first.magnitude_value > 0


def completed(text: str, first: Part, second: Part) -> None:
    """Give ``first``, where a movement starts, the unit and magnitude printed where it ends: "from
    98,800 to 131,800 yuan", "fell from 3.2 to 2.9 billion euros".
    """
    if not first.has_unit and second.has_unit:
        first.numeral = _moved_numeral(text, first, second)
        first.kind, first.unit = second.kind, second.unit
        first.factor, first.places = second.factor, second.places
        first.is_counted, first.note = second.is_counted, second.note
    elif first.kind == second.kind:
        first.numeral = _moved_numeral(text, first, second)


def _moved_numeral(text: str, first: Part, second: Part) -> Numeral:
    """The number where a movement starts. In a fall, or where the two are alike as printed, a
    magnitude behind the last is that of the first too, which then is the larger."""
    low, high = first.numeral, second.numeral
    if first.has_magnitude or not second.has_magnitude or low.value >= 1000:
        return _with_shared_magnitude(first, second)[0]
    bare = Fraction(high.digits, 10**high.decimals * high.under)
    is_like = low.value < bare * _FAR
    if low.value >= bare and (is_like or falls(text[max(0, first.start - 100) : first.start])):
        return low.scaled_by(high.scale, low.end)
    return _with_shared_magnitude(first, second)[0]


def range_from(
    text: str,
    first: Part,
    second: Part,
    connector: re.Match[str],
    span: tuple[int, int],
    rules: HedgeRules,
) -> Figure | int | None:
    """The range from ``first`` to ``second``.

    ``span`` is the floor, before which nothing belongs to the figure, and the start of the words
    before its first number. ``None`` means that the two are two figures, an integer that neither
    is one and where to go on.

    :raises UnreadableFigure: the ends are the wrong way round.
    """
    is_dashed = connector["dash"] is not None
    if (connector["word"] or "").lower() == "or" and not _are_neighbours(first, second):
        return None
    if is_dashed and _RUN_ON.match(text, second.end):
        return _end_of_run(text, second.end)
    if not _go_together(first, second, is_dashed=is_dashed):
        return None
    floor, start = span
    owner = second if second.has_unit else first
    if _are_names(text, first, second, owner.kind, start):
        return second.end
    low_number, high_number = _with_shared_magnitude(first, second)
    low = _signed(first, low_number.value_in(owner.factor, owner.places))
    high = _signed(second, high_number.value_in(owner.factor, owner.places))
    if low > high or (low == high and is_dashed and not owner.has_unit):
        if is_dashed and owner.kind in ("number", "count") and high < 100:
            return second.end
        if not is_dashed and (connector["word"] or "").lower() == "to":
            return None
        raise _wrong_way_round(text, start, second.end, low, high)
    kind, bounds = _direction(text, floor, start, (first, second), owner.kind, Bounds(low, high))
    if rules.meanings.get("range"):
        bounds = _as_asked(bounds, rules.meaning("range"))
    grain = low_number.grain(owner.factor, owner.places, of_percentage=owner.places > 0)
    return Figure(
        text[start : second.end],
        (start, second.end),
        kind,
        None,
        owner.unit,
        "range",
        grain.g,
        bounds,
        owner.note,
        per=second.per or first.per,
    )


def _are_neighbours(first: Part, second: Part) -> bool:
    """Whether "or" joins two numbers to a range: "5 or 6 percent", not "5 or 60 percent"."""
    if first.has_unit or not second.has_unit or first.sign or second.sign:
        return False
    low, high = first.numeral.value, second.numeral.value
    return first.numeral.is_integer and low < high <= low + 2


def _as_asked(bounds: Bounds, meaning: str) -> Bounds:
    return Bounds(bounds.low, bounds.high, meaning[0] == "(", meaning[-1] == ")")


def limits_from(text: str, figure: Figure, part: Part, hedge: str) -> Figure | None:
    """The range between two one-sided words about one quantity, the first of which makes
    ``figure``: "more than 25% but not more than 50%".
    """
    if hedge not in _LOWER and hedge not in _UPPER:
        return None
    end = figure.span[1]
    match = _AND_LIMIT.match(text, end)
    if match is None:
        return None
    other = _limit_behind(text, match.end())
    if other is None:
        return None
    second, word, stop = other
    if (hedge in _LOWER) == (word in _LOWER) or not (word in _LOWER or word in _UPPER):
        return None
    if not _go_together(part, second, is_dashed=False) and second.has_unit:
        return None
    owner = second if second.has_unit else part
    numbers = _with_shared_magnitude(part, second)
    first_value, second_value = (number.value_in(owner.factor, owner.places) for number in numbers)
    first_end, second_end = (first_value, hedge), (second_value, word)
    (low, lower), (high, upper) = (
        (first_end, second_end) if hedge in _LOWER else (second_end, first_end)
    )
    if low > high or part.sign or second.sign:
        return None
    kind: Kind = owner.kind if figure.kind in ("number", "count") else figure.kind
    return replace(
        figure,
        verbatim=text[figure.span[0] : stop],
        span=(figure.span[0], stop),
        kind=kind,
        unit=owner.unit,
        value=None,
        hedge="range",
        bounds=Bounds(low, high, _LOWER[lower], _UPPER[upper]),
        why="between two limits",
        per=second.per or figure.per,
    )


def _limit_behind(text: str, start: int) -> tuple[Part, str, int] | None:
    """The number with its one-sided word that starts at ``start``, and where it ends."""
    first = next_start(text, start, next_digit(text, start))
    if first == len(text) or first - start > 60:
        return None
    part = part_from(text, first, start)
    if isinstance(part, int):
        return None
    before = hedge_before(text, start, part.start)
    if before is not None and before[1] == start:
        return part, before[0], part.end
    behind = hedge_behind(text, part.end)
    if behind is not None and part.start == start:
        return part, behind[0], behind[1]
    return None


def _go_together(first: Part, second: Part, *, is_dashed: bool) -> bool:
    """Whether the two can be the ends of one range."""
    if first.has_unit and not second.has_unit:
        if first.kind in ("share", "growth"):
            return is_dashed and second.numeral.value <= 100
        return first.kind == "money" and (is_dashed or not _goes_on_to_a_year(first, second))
    if not first.has_unit:
        return True
    if first.kind in ("share", "growth"):
        return second.kind in ("share", "growth")
    return first.kind == second.kind and first.unit.same_as(second.unit)


def _goes_on_to_a_year(first: Part, second: Part) -> bool:
    """Whether a bare number behind an amount is more likely when something ends than how much:
    "$35 to 2027", not "$1500 to 2050" or "$500 to 2000".
    """
    number = second.numeral
    is_year_long = number.end - number.start == 4 and number.is_integer and not number.in_words
    if not is_year_long or not 1900 <= number.digits <= 2099 or number.digits % 100 == 0:
        return False
    return not 500 <= first.magnitude_value <= number.digits


def _are_names(text: str, first: Part, second: Part, kind: Kind, start: int) -> bool:
    """Whether the two are years, pages, days of a month, not quantities."""
    if kind not in ("number", "count"):
        return False
    digits = [part.numeral for part in (first, second)]
    if any(number.in_words or number.end - number.start > 4 for number in digits):
        return False
    if kind == "number" and all(
        number.is_integer and 1900 <= number.digits <= 2099 for number in digits
    ):
        return True
    return designations.names_what_follows(text[max(0, start - 24) : start])


def _signed(part: Part, value: Fraction) -> Fraction:
    return -value if part.sign == "-" else value


def _direction(
    text: str, floor: int, start: int, ends: tuple[Part, Part], kind: Kind, bounds: Bounds
) -> tuple[Kind, Bounds]:
    """Whether a range of percentages is one of growth or decline."""
    if kind not in ("share", "growth"):
        return kind, bounds
    if any(part.sign for part in ends):
        return "growth", bounds
    change = change_around(text, floor, start, ends[1].end)
    if change is None:
        return "share", bounds
    return "growth", reflected(bounds) if change.sign < 0 else bounds


def _wrong_way_round(
    text: str, start: int, end: int, low: Fraction, high: Fraction
) -> UnreadableFigure:
    return UnreadableFigure(
        text,
        start,
        end,
        f"{text[start:end][:80]!r}: the low end {decimal_text(low)[:80]} is above the high end "
        f"{decimal_text(high)[:80]}. Write the smaller number first",
    )


def _end_of_run(text: str, position: int) -> int:
    """The end of a run of numbers and strokes that is no range: "1-2-3"."""
    while position < len(text) and (text[position].isalnum() or text[position] in MINUSES + "/."):
        position = max(token_end(text, position), position + 1)
    return position


def _with_shared_magnitude(first: Part, second: Part) -> tuple[Numeral, Numeral]:
    """Both numbers with the magnitude that is printed once: "$10-12 million"; where the first would
    not stay below the second, each as it is printed ("$300 to $6 million").
    """
    low, high = first.numeral, second.numeral
    if first.has_magnitude == second.has_magnitude or (low.in_words and low.digits > 999):
        return low, high
    if second.has_magnitude:
        if low.value < Fraction(high.digits, 10**high.decimals * high.under):
            return low.scaled_by(high.scale, low.end), high
        return low, high
    bare = Fraction(low.digits, 10**low.decimals * low.under)
    if bare < high.value < 1000 and not (high.in_words or second.has_unit):
        return low, high.scaled_by(low.scale, high.end)
    return low, high
