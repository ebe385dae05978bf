"""Text → figures: every printed number with what it can mean.

Vocabulary: a *part* is one number with its unit; a figure is one part with its hedge, or two in a
range. Policy: a figure is never silently wrong. Dates, names and ordinals are passed over
(:mod:`dealmodel.figures.designations`); what can be read in two ways is an error that shows both.
Limits: English words; numbers of at most ``decimals.MAX_DIGITS`` digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dealmodel.errors import NoFigure, SeveralFigures, UsageError
from dealmodel.figures import designations
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.candidates import next_digit, next_start, part_from, part_starting
from dealmodel.figures.changes import change_around, moves_from
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedge_words import hedge_before, hedge_behind
from dealmodel.figures.hedges import Grain, HedgeRules, bounds_of, reflected
from dealmodel.figures.linking import converted_from
from dealmodel.figures.nouns import is_year_noun
from dealmodel.figures.numerals import reads_comma_decimals
from dealmodel.figures.part import Part, is_whole
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.ranges import connector_at, range_from, ratio_in
from dealmodel.figures.unit_words import take_unit

USUAL = HedgeRules()

_STARTS_LIMIT = lazy_pattern(
    r"\b(?:start\w*|pric\w+|rang\w+|cost\w*|beginning|available)\s+$", re.IGNORECASE
)
# "fell below 20%" is no fall by as much; "growth of under 1%" is growth.
_LEVELS = frozenset(["above", "below", "under"])
_BY = lazy_pattern(r"\b(?:of|by)\s$", re.IGNORECASE)
_WHY = {
    "exact": ("taken exactly as printed", "", ""),
    "none": ("bare: rounded to ", "g_text", ", so half of that either way"),
    "about": ("within ", "h_text", " either way"),
    "nearly": ("below the number, by at most ", "h_text", ""),
    "just_over": ("above the number, by at most ", "h_text", ""),
    "more_than": ("above the number, by less than ", "G_text", ""),
    "at_least": ("the number or more", "", ""),
    "less_than": ("below the number, by at most ", "G_text", ""),
    "at_most": ("the number or less", "", ""),
    "up_to": ("the number or less", "", ""),
}


def figure(text: str, *, rules: HedgeRules = USUAL, locale: str = "en") -> Figure:
    """The one figure in ``text``.

    >>> figure("just over 300,000 cars").bounds
    (300000, 310000]

    :raises NoFigure: there is none.
    :raises SeveralFigures: there are more; the error names them.
    :raises AmbiguousFigure: it can be read in more than one way.
    :raises UnreadableFigure: it cannot be read.
    """
    found = find_figures(text, rules=rules, locale=locale)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoFigure(text, 0, len(text), _why_none(text))
    printed = [one.verbatim for one in found]
    listed = ", ".join(repr(words[:60]) for words in printed[:4])
    raise SeveralFigures(
        text,
        found[1].span[0],
        found[1].span[1],
        f"{len(found)} figures where one is expected: {listed}. Give one of them",
        printed,
    )


def find_figures(text: str, *, rules: HedgeRules = USUAL, locale: str = "en") -> tuple[Figure, ...]:
    """Every figure in ``text``, in order; a price and its conversion are linked.

    >>> [f.unit.text for f in find_figures("109,800 yuan ($15,115)")]
    ['CNY', 'USD']

    :raises AmbiguousFigure: one can be read in more than one way.
    :raises UnreadableFigure: one cannot be read.
    :raises UsageError: the locale's convention is not known.
    """
    comma_decimals = _convention(locale)
    text = designations.without_addresses(text)
    figures: list[Figure] = []
    position = floor = 0
    digit = -1
    while True:
        if digit < position:
            digit = next_digit(text, position)
        start = next_start(text, position, digit)
        if start == len(text):
            return tuple(figures)
        found: Part | Figure | int = part_from(text, start, floor, comma_decimals)
        if isinstance(found, Part):
            found = _figure_of(text, found, floor, comma_decimals, rules, figures)
        if isinstance(found, int):
            position = max(found, start + 1)
            continue
        _append(figures, found)
        position = floor = found.span[1]


def figure_at(text: str, position: int, *, locale: str = "en") -> Figure | None:
    """The bare figure in digits (no hedge, no range) that starts exactly at ``position``, if any.
    A stroke ends it: ``1/3`` is a division here.

    >>> figure_at("€1.5 billion / 21%", 0).verbatim, figure_at("paid / 2", 0)
    ('€1.5 billion', None)
    """
    stroke = text.find("/", position)
    text = text if stroke < 0 else text[:stroke]
    found = part_starting(text, position, _convention(locale), in_words=False)
    if found is None:
        return None
    return _plain(text, found, "none", (position, found.start, found.end), USUAL, None)


def with_exact_value(figure: Figure) -> Figure:
    """The figure taken at its printed value.

    >>> with_exact_value(figure("about 300 cars")).bounds
    [300, 300]

    :raises UsageError: a range has no one value.
    """
    if figure.value is None:
        raise UsageError(f"{figure.verbatim!r} is a range: it has no one exact value")
    return figure.with_bounds(Bounds(figure.value, figure.value), "taken exactly as printed")


def _convention(locale: str) -> bool:
    if locale == "en":
        return False
    try:
        return reads_comma_decimals(locale)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _append(figures: list[Figure], found: Figure) -> None:
    """Add a figure; a price learns of its first conversion."""
    origin = found.linked_to
    if origin is not None and figures[origin].linked_to is None:
        figures[origin] = replace(figures[origin], linked_to=len(figures))
    figures.append(found)


def _figure_of(
    text: str,
    part: Part,
    floor: int,
    comma_decimals: bool,
    rules: HedgeRules,
    figures: Sequence[Figure],
) -> Figure | int:
    """The figure that ``part`` starts; an integer is where to go on where it is none."""
    hedge, start = hedge_before(text, floor, part.start) or ("none", part.start)
    is_from = hedge == "at_least" and text[start : start + 4].lower() == "from"
    is_movement = is_from and moves_from(text[max(0, start - 70) : start])
    connector = connector_at(text, part.end)
    if connector is not None:
        word = (connector["word"] or "").lower()
        if not (word and is_movement) and (word != "and" or hedge == "range"):
            joined = range_from(text, part, connector, (floor, start), comma_decimals)
            if isinstance(joined, Figure):
                return _explained_range(text, joined, hedge, part.start, figures)
            if joined is not None:
                return joined
    if part.kind == "number":
        part = ratio_in(text, part, comma_decimals) or part
    if hedge == "range" or (is_from and (is_movement or not _is_limit(text, start, part))):
        hedge, start = "none", part.start
    if _counts_nothing(text, part, hedge):
        return part.end
    end = part.end
    if part.has_plus:
        hedge = "at_least"
    elif hedge == "none" and (behind := hedge_behind(text, end)) is not None:
        hedge, end = behind
        end = _with_unit_behind(text, part, end)
    origin = converted_from(text, figures, start, part.unit) if part.kind == "money" else None
    return _plain(text, part, hedge, (floor, start, end), rules, origin)


def _explained_range(
    text: str, found: Figure, hedge: str, first: int, figures: Sequence[Figure]
) -> Figure:
    """The range with its reading in words and, if it is a conversion, its link."""
    start = found.span[0]
    why = "anything from the first number to the second"
    if hedge not in ("range", "none", "at_least"):
        why += f"; {text[start:first].strip()!r} before a range is not counted"
    origin = converted_from(text, figures, start, found.unit) if found.kind == "money" else None
    return replace(found, why=f"{why}; {found.why}" if found.why else why, linked_to=origin)


def _with_unit_behind(text: str, part: Part, end: int) -> int:
    """The end of the figure whose unit stands behind its hedge: "300,000 or more cars"."""
    if part.has_unit:
        return end
    bare_end, part.end = part.end, end
    if take_unit(text, part) is not None or not part.has_unit:
        part.end = bare_end
        return end
    return part.end


def _is_limit(text: str, start: int, part: Part) -> bool:
    """Whether "from" before a figure is "at least" ("priced from 129,800 yuan")."""
    if part.kind in ("money", "share", "growth", "ratio"):
        return True
    left = text[max(0, start - 70) : start]
    before = left.rstrip()[-1:]
    return before == "" or before in ".;:(" or _STARTS_LIMIT.search(left) is not None


def _counts_nothing(text: str, part: Part, hedge: str) -> bool:
    """Whether the number is no figure: a year, a label, part of a name, a small word."""
    number = part.numeral
    is_one = number.in_words and number.digits == 1 and number.is_integer
    if part.kind == "ratio" and is_one:
        return True
    if part.has_magnitude or part.kind not in ("number", "count"):
        return False
    if number.in_words:
        if part.has_unit:
            return is_one and hedge == "none" and not is_whole(text, part.start, part.end)
        return (hedge == "none" or is_one) and not is_whole(text, part.start, part.end)
    if hedge != "none" or part.sign or is_whole(text, part.start, part.end):
        return False
    printed = text[number.start : number.end]
    left = text[max(0, part.start - 24) : part.start]
    is_count = part.kind == "count"
    if len(printed) == 4 and printed.isdigit() and 1900 <= number.digits <= 2099:
        noun = part.unit.text or ""
        return designations.is_year(left, is_count and not is_year_noun(noun))
    if len(printed) > 6 or "," in printed:
        return False
    if designations.names_what_follows(left) or designations.enumerates(text, part.start):
        return True
    if is_count:
        return False
    is_code = len(printed) > 1 and printed[0] == "0" and printed.isdigit()
    ends_line = len(printed) < 3 and text[number.end : number.end + 1] in ("", "\n")
    return is_code or designations.behind_a_name(left, ends_line=ends_line)


def _plain(
    text: str,
    part: Part,
    hedge: str,
    places: tuple[int, int, int],
    rules: HedgeRules,
    origin: int | None,
) -> Figure:
    """The figure of one number under its hedge; ``places`` are its floor, start and end."""
    floor, start, end = places
    kind, grain, value = part.kind, part.grain, part.magnitude_value
    if part.sign == "-":
        value = -value
    note = part.note
    change = 0
    if kind == "share" and part.places:
        level = text[start : part.start].strip().lower() in _LEVELS and not _BY.search(
            text, max(floor, start - 4), start
        )
        change = change_around(text, floor, part.start if level else start, end) or 0
        kind = "growth" if change else "share"
    if hedge == "none" and not part.has_magnitude:
        if part.numeral.is_fraction or (kind == "money" and origin is None):
            hedge = "exact"
        elif kind == "money":
            note = "a conversion, rounded to its last printed digit"
    pure = kind in ("share", "ratio")
    signed = kind == "growth" and change >= 0
    bounds = bounds_of(hedge, value, grain, rules, pure=pure, signed=signed)
    if change < 0:
        value, bounds = -value, reflected(bounds)
    why = _why(hedge, grain, rules, pure=pure)
    return Figure(
        text[start:end],
        (start, end),
        kind,
        value,
        part.unit,
        hedge,
        grain.g,
        bounds,
        f"{why}; {note}" if note else why,
        origin,
    )


def _why(hedge: str, grain: Grain, rules: HedgeRules, *, pure: bool) -> str:
    """The reading in words."""
    if rules is not USUAL:
        meaning = rules.meaning(hedge)
        if rules.exact:
            hedge = "exact"
        elif meaning != USUAL.meaning(hedge):
            strictly = rules.reading == "strict" and hedge not in rules.meanings
            return f"{'strictly what the word says' if strictly else 'as asked'}: {meaning}"
    if hedge == "less_than" and pure:
        return "below the number"
    before, unit, behind = _WHY[hedge]
    return f"{before}{getattr(grain, unit)}{behind}" if unit else before


def _why_none(text: str) -> str:
    shown = text.strip()[:60]
    if not shown:
        return "no figure: the text is empty. Write a number as it was printed, such as 21%"
    if any(character.isdigit() for character in text):
        return (
            f"no figure in {shown!r}: its digits read as a date, a time, an ordinal, a code or as "
            "part of a name"
        )
    return f"no figure in {shown!r}: write a number as it was printed, such as €1.5 billion"


__all__ = ["USUAL", "HedgeRules", "figure", "figure_at", "find_figures", "with_exact_value"]
