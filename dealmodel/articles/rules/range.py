"""``range``: the first number of a range is the lower one, and what is within it lies there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dealmodel.articles.alike import aligned, are_far
from dealmodel.articles.readings import close, wide
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.rule import Found, Outcome, Rule, Setting
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.reading import Refusal
from dealmodel.figures.units import PURE

DEFINITION = "the low end of a range is not above its high end; what is within it lies between them"
_INVERTED = "is above the high end"

_MEASURED = r"(?=.*(?:[$€£¥₹%]|per\s?cent))"
_PLAIN = lazy_pattern(rf"{_MEASURED}(?:(?:between|from)\b|\S+[-–]\S+(?:\s\D*)?$)", re.IGNORECASE)
"""What tells a range from a name, an hour or a pause: "10 737-800 planes", "£35bn - £2.5bn"."""


def _search(setting: Setting) -> Iterator[Relation]:
    for figure in setting.placed.figures:
        low, high = figure.bounds.low, figure.bounds.high
        if figure.value is not None or low is None or high is None:
            continue
        told = f"{' '.join(figure.verbatim.split())}: the low end is below the high end"
        expected = Expected(None, figure.bounds, figure.unit.text)
        yield Relation("range", (figure,), "holds", told, DEFINITION, expected)
    for refusal in setting.placed.refused:
        if _INVERTED in refusal.message and _PLAIN.match(refusal.verbatim):
            told = refusal.message.partition(". ")[0]
            remedies = ("the two ends in the other order",)
            yield Relation("range", (_unread(refusal),), "wrong", told, DEFINITION, None, remedies)


def _unread(refusal: Refusal) -> Figure:
    """The words of a range that is none, as a figure that can be anything."""
    return Figure(
        refusal.verbatim,
        refusal.span,
        "number",
        None,
        PURE,
        "range",
        Fraction(1),
        Bounds(None, None),
        refusal.message,
    )


def _test(found: Found) -> Outcome | None:
    given = aligned(found.figures["inside"], found.figures["range"])
    if given is None:
        return None
    inside, bounds = given[0], found.figures["range"].bounds
    told = (
        f"{' '.join(found.figures['inside'].verbatim.split())} within "
        f"{' '.join(found.figures['range'].verbatim.split())}"
    )
    place = next((place for words, place in _PLACES.items() if f" {words} " in found.template), "")
    if place and _is_of_another(found.figures["inside"], found.figures["range"]):
        return None
    if place:
        return _placed(found, given[0], given[1], place)
    expected = Expected(None, bounds, found.figures["range"].unit.text)
    if overlap(close(inside), bounds) is not None:
        return Outcome("holds", told, expected)
    if overlap(wide(inside), wide(found.figures["range"])) is not None:
        why = "it is at the edge of the range, but for rounding"
        return Outcome("doubtful", f"{told}; {why}", expected, (), why)
    return Outcome("wrong", f"{told}: it is outside", expected)


def _placed(found: Found, inside: Figure, outer: Figure, place: str) -> Outcome:
    """Whether a number is at the end of a range, or beside it, as is said."""
    low, high = outer.bounds.low, outer.bounds.high
    end = high if place in ("top", "above") else low
    told = (
        f"{' '.join(found.figures['inside'].verbatim.split())} at the {place} of "
        if place in ("top", "bottom")
        else f"{' '.join(found.figures['inside'].verbatim.split())} {place} "
    ) + " ".join(found.figures["range"].verbatim.split())
    allowed = {
        "top": Bounds(high, high),
        "bottom": Bounds(low, low),
        "above": Bounds(high, None, True),
        "below": Bounds(None, low, False, True),
    }[place]
    expected = Expected(end, allowed, found.figures["range"].unit.text)
    value = inside.value
    is_beside = (
        value is None
        or (place == "above" and high is not None and value <= high)
        or (place == "below" and low is not None and value >= low)
    )
    if is_beside and value in (low, high):
        return Outcome("wrong", f"{told}: it is the end of the range", expected)
    if overlap(wide(inside) if place in ("top", "bottom") else close(inside), allowed) is not None:
        return Outcome("holds", told, expected)
    return Outcome("wrong", f"{told}: it is not", expected)


def _is_of_another(inside: Figure, outer: Figure) -> bool:
    """Whether one is what all come to, and the other the price of one."""
    high = outer.bounds.high
    return not inside.value or not high or are_far(inside.value, high)


_PLACES = {
    "top|high of": "top",
    "top_end|upper_end|high_end of": "top",
    "bottom|low of": "bottom",
    "bottom_end|lower_end|low_end of": "bottom",
    "above|exceeding|over|beyond": "above",
    "below|under|beneath": "below",
    "short of": "below",
}
"""What is said of a number's place beside a range, by the words."""
_GAPS = ("~w ,?", "~w , ~w")


RULE = Rule(
    kind="range",
    definition=DEFINITION,
    tolerance="the rounding of what is said to be within it",
    order=70,
    search=_search,
    patterns=(
        "{inside:mcnpgu} ~~ within|inside ~ {range:e}",
        "{inside:mcnpgu} ~~ midpoint|middle of ~ {range:e}",
        *(f"{{inside:mcnpgu}} {gap} {words} ~w {{range:e}}" for words in _PLACES for gap in _GAPS),
    ),
    test=_test,
    holds=(
        "The cars cost 65,800-75,800 yuan.",
        "Profit was $12 million, within its forecast of $10 million to $15 million.",
        "Its shares were sold at $22, at the top of a range of $18 to $22.",
    ),
    fails=(
        "The shares were priced between $20 and $15 each.",
        "Profit was $22 million, within its forecast of $10 million to $15 million.",
        "Its shares were sold at $25, at the top of a range of $18 to $22.",
        "Its shares were sold at $20, above a range of $18 to $22.",
    ),
    tempts=(
        "It was sold from 2020 to 2024, for $15 million.",
        "It raised $30 million by selling shares above the range of $18 to $22.",
    ),
)
