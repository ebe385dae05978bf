"""From a part and its hedge to the figure: its value, its bounds, and why in words.

Policy: an amount with neither hedge nor magnitude is a price, and exact; a conversion is rounded
instead. A percentage with a word of change around it is growth, and its bounds are mirrored where
it is a decline.
"""

from __future__ import annotations

from dataclasses import replace

from dealmodel.figures.changes import change_around
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import USUAL, Grain, HedgeRules, reflected
from dealmodel.figures.part import Part

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
_CONVERSION = "a conversion, rounded to its last printed digit"

# "Fell below 20%" tells where something stands, not by how much it fell, as "a fall of under 20%".
_LEVELS = frozenset(["above", "below", "under"])
_OF_A_CHANGE = frozenset([" of ", " by "])


def figure_from(
    text: str,
    part: Part,
    hedge: str,
    places: tuple[int, int, int],
    rules: HedgeRules,
    origin: int | None,
) -> Figure:
    """The figure of one number under its hedge.

    ``places`` are its floor, before which nothing belongs to it, its start and its end; ``origin``
    is the index of the price of which it is the conversion.
    """
    _, start, end = places
    kind, number, note, change = part.kind, part.numeral, part.note, 0
    if kind == "share" and part.places:
        change = _change(text, part, places)
        kind = "growth" if change else "share"
    if hedge == "none" and number.scale == 1:
        if number.under != 1 or (kind == "money" and origin is None):
            hedge = "exact"
        elif kind == "money":
            note = _CONVERSION
    value = number.value_in(part.factor, part.places)
    grain = number.grain(part.factor, part.places)
    if part.sign == "-":
        value = -value
    pure = kind in ("share", "ratio")
    signed = kind == "growth" and change >= 0
    bounds = rules.bounds(hedge, value, grain, pure=pure, signed=signed)
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


def explained_range(found: Figure, hedge: str, words: str, origin: int | None) -> Figure:
    """The range with its reading: ``words`` are those of the hedge before it, ``origin`` the index
    of the range of which it is the conversion.
    """
    why = "anything from the first number to the second"
    if hedge not in ("range", "none", "at_least"):
        why += f"; {words.strip()!r} before a range is not counted"
    return replace(found, why=f"{why}; {found.why}" if found.why else why, linked_to=origin)


def _change(text: str, part: Part, places: tuple[int, int, int]) -> int:
    """1 for growth, -1 for decline, 0 for a share."""
    floor, start, end = places
    words = text[start : part.start].strip().lower()
    if words in _LEVELS and text[start - 4 : start] not in _OF_A_CHANGE:
        start = part.start
    return change_around(text, floor, start, end) or 0


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
