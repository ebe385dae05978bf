"""Two numbers in one figure: ranges ("$10-12 million", "between 5 and 10 cars") and "one in five".

Policy: a unit or magnitude printed once counts for both ends, unless that is in doubt. Ends the
wrong way round are an error, except a bare "3-1", which is a score; years, pages and days of a
month are no figures.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dealmodel.errors import AmbiguousFigure, UnreadableFigure
from dealmodel.figures import designations
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.candidates import part_starting
from dealmodel.figures.changes import change_around
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure, Kind
from dealmodel.figures.hedges import reflected
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part, token_end
from dealmodel.figures.parts import MINUSES
from dealmodel.figures.patterns import lazy_pattern

_CONNECTOR = lazy_pattern(
    r"\s?(?P<dash>[-‐‑‒–—―−~〜～])\s?(?=[^\s])|\s(?P<word>to|and)\s", re.IGNORECASE
)
_CONNECTOR_STARTS = frozenset(" \u00a0\u202f\u2009\t\n-‐‑‒–—―−~〜～")
_HEDGE_SIGN = lazy_pattern(r"[~≈∼～<>≤≥⩽⩾]? *")
_RUN_ON = lazy_pattern(r"[-‐‑–—/]\d")
_OUT_OF = lazy_pattern(r"\s(?:in|out\sof)\s(?:every\s)?", re.IGNORECASE)
_TIMES_OF_DAY = frozenset("seconds minutes hours nights decades quarters games matches".split())


def connector_at(text: str, end: int) -> re.Match[str] | None:
    """The dash or word at ``end`` that may join two numbers to a range.

    >>> connector_at("5 to 10", 1)["word"], connector_at("5 cars", 1) is None
    ('to', True)
    """
    if end >= len(text) or text[end] not in _CONNECTOR_STARTS:
        return None
    return _CONNECTOR.match(text, end)


def ratio_in(text: str, first: Part, comma_decimals: bool) -> Part | None:
    """The ratio that ``first`` starts, if it starts one: "one in five buyers", "9 out of 10"."""
    match = _OUT_OF.match(text, first.end)
    if match is None or first.has_unit or first.sign or not first.numeral.is_integer:
        return None
    second = part_starting(text, match.end(), comma_decimals, in_words=first.numeral.in_words)
    if second is None or second.kind not in ("number", "count"):
        return None
    over, under = first.numeral.digits, second.numeral.digits
    is_usual = second.numeral.is_integer and (under <= 100 or under == 1000)
    if not (is_usual and 0 < over < under) or second.unit.text in _TIMES_OF_DAY:
        return None
    start, end = first.start, second.numeral.end
    in_words = first.numeral.in_words
    return Part(start, end, Numeral(over, 0, start, end, 1, under, in_words), "ratio")


def range_from(
    text: str,
    first: Part,
    connector: re.Match[str],
    span: tuple[int, int],
    comma_decimals: bool,
) -> Figure | int | None:
    """The range that ``first`` starts and the connector goes on with.

    ``span`` is the floor, before which nothing belongs to the figure, and the start of the words
    before its first number. ``None`` means that the two are two figures, an integer that neither
    is one and where to go on.

    :raises UnreadableFigure: the ends are the wrong way round.
    :raises AmbiguousFigure: a magnitude may be meant for one end or for both.
    """
    second = _second_at(text, connector, comma_decimals)
    if second is None:
        return None
    is_dashed = connector["dash"] is not None
    if is_dashed and _RUN_ON.match(text, second.end):
        return _end_of_run(text, second.end)
    if not _go_together(first, second):
        return None
    floor, start = span
    owner = second if second.has_unit else first
    if _are_names(text, first, second, owner.kind, start):
        return second.end
    low_number, high_number = _with_shared_magnitude(text, first, second)
    low = _signed(first, low_number.value_in(owner.factor, owner.places))
    high = _signed(second, high_number.value_in(owner.factor, owner.places))
    if low > high or (low == high and is_dashed and not owner.has_unit):
        if is_dashed and owner.kind in ("number", "count") and high < 100:
            return second.end
        if (connector["word"] or "").lower() == "to":
            return None
        raise _wrong_way_round(text, start, second.end, low, high)
    kind, bounds = _direction(text, floor, start, (first, second), owner.kind, Bounds(low, high))
    return Figure(
        text[start : second.end],
        (start, second.end),
        kind,
        None,
        owner.unit,
        "range",
        low_number.grain(owner.factor, owner.places).g,
        bounds,
        owner.note,
    )


def _second_at(text: str, connector: re.Match[str], comma_decimals: bool) -> Part | None:
    """The number behind a range's connector, if it starts right there."""
    if connector["dash"] and connector[0][0].isspace() != connector[0][-1].isspace():
        return None
    hedge = _HEDGE_SIGN.match(text, connector.end())
    start = connector.end() if hedge is None else hedge.end()
    return part_starting(text, start, comma_decimals, in_words=True) if start < len(text) else None


def _go_together(first: Part, second: Part) -> bool:
    """Whether the two can be the ends of one range."""
    if first.has_unit and not second.has_unit:
        return first.kind in ("money", "share", "growth")
    if not first.has_unit:
        return True
    if first.kind in ("share", "growth"):
        return second.kind in ("share", "growth")
    return first.kind == second.kind and first.unit.same_as(second.unit)


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
    return "growth", reflected(bounds) if change < 0 else bounds


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


def _with_shared_magnitude(text: str, first: Part, second: Part) -> tuple[Numeral, Numeral]:
    """Both numbers with the magnitude that is printed once: "$10-12 million"."""
    low, high = first.numeral, second.numeral
    if first.has_magnitude == second.has_magnitude:
        return low, high
    lacking, having = (low, high) if second.has_magnitude else (high, low)
    if lacking.in_words and lacking.digits > 999:
        return low, high
    bare = Fraction(having.digits, 10**having.decimals)
    ordered = lacking.value < bare if second.has_magnitude else lacking.value > bare
    if ordered:
        shared = lacking.scaled_by(having.scale, lacking.end)
        return (shared, high) if second.has_magnitude else (low, shared)
    if second.has_magnitude and low.value < high.value < 100 * low.value:
        return low, high
    start, end = first.start, second.end
    readings = (
        f"{decimal_text(low.value)} to {decimal_text(high.value)}",
        f"{decimal_text(low.value * having.scale)} to {decimal_text(high.value)}",
    )
    raise AmbiguousFigure(
        text,
        start,
        end,
        f"{text[start:end][:80]!r} can be read as {' or as '.join(readings)[:160]}: write the "
        "magnitude on both numbers",
        readings,
    )
