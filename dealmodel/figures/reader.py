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
from dealmodel.figures.bare_numbers import counts_nothing
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.candidates import next_digit, next_start, part_from, part_starting
from dealmodel.figures.changes import moves_from
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedge_words import hedge_before, hedge_behind
from dealmodel.figures.hedges import USUAL, HedgeRules
from dealmodel.figures.linking import converted_from
from dealmodel.figures.meaning import explained_range, figure_from
from dealmodel.figures.numerals import reads_comma_decimals
from dealmodel.figures.part import Part
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.ranges import connector_at, range_from, ratio_in
from dealmodel.figures.unit_words import take_unit

_STARTS_LIMIT = lazy_pattern(
    r"\b(?:start\w*|pric\w+|rang\w+|cost\w*|beginning|available)\s+$", re.IGNORECASE
)


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
    original, text = text, designations.without_addresses(text)
    figures: list[Figure] = []
    position = floor = 0
    digit = -1
    while position < len(text):
        if digit < position:
            digit = next_digit(text, position)
        start = next_start(text, position, digit)
        if start == len(text):
            break
        found: Part | Figure | int = part_from(text, start, floor, comma_decimals)
        if isinstance(found, Part):
            found = _figure_of(text, found, floor, comma_decimals, rules, figures)
        if isinstance(found, int):
            position = max(found, start + 1)
            continue
        _append(figures, found)
        position = floor = found.span[1]
    if text is not original:
        return tuple(replace(one, verbatim=original[slice(*one.span)]) for one in figures)
    return tuple(figures)


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
    return figure_from(text, found, "none", (position, found.start, found.end), USUAL, None)


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
    if hedge == "more_than" and floor and not text[floor:start].strip():
        hedge, start = "none", part.start  # "$10,000 over 3 years": spread, not exceeded
    is_from = hedge == "at_least" and text[start : start + 4].lower() == "from"
    is_movement = is_from and moves_from(text[max(0, start - 70) : start])
    connector = connector_at(text, part.end)
    if connector is not None:
        word = (connector["word"] or "").lower()
        if not (word and is_movement) and (word != "and" or hedge == "range"):
            joined = range_from(text, part, connector, (floor, start), comma_decimals)
            if isinstance(joined, Figure):
                origin = converted_from(text, figures, start, joined.unit)
                return explained_range(joined, hedge, text[start : part.start], origin)
            if joined is not None:
                return joined
    if part.kind == "number":
        part = ratio_in(text, part, comma_decimals) or part
    if hedge == "range" or (is_from and (is_movement or not _is_limit(text, start, part))):
        hedge, start = "none", part.start
    if counts_nothing(text, part, hedge):
        return part.end
    end = part.end
    if part.has_plus:
        hedge = "at_least"
    elif hedge in ("none", "about") and (behind := hedge_behind(text, end)) is not None:
        hedge, end = behind
        end = _with_unit_behind(text, part, end)
    origin = converted_from(text, figures, start, part.unit)
    return figure_from(text, part, hedge, (floor, start, end), rules, origin)


def _with_unit_behind(text: str, part: Part, end: int) -> int:
    """The end of the figure whose unit stands behind its hedge: "300,000 or more cars"."""
    if part.has_unit or end == len(text):
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
