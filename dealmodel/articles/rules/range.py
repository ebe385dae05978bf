"""``range``: the first number of a range is the lower one, and what is within it lies there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dealmodel.articles.readings import close, wide
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.rule import Found, Outcome, Rule, Setting
from dealmodel.articles.testing import aligned
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
    expected = Expected(None, bounds, found.figures["range"].unit.text)
    if overlap(close(inside), bounds) is not None:
        return Outcome("holds", told, expected)
    if overlap(wide(inside), wide(found.figures["range"])) is not None:
        why = "it is at the edge of the range, but for rounding"
        return Outcome("doubtful", f"{told}; {why}", expected, (), why)
    return Outcome("wrong", f"{told}: it is outside", expected)


RULE = Rule(
    kind="range",
    definition=DEFINITION,
    tolerance="the rounding of what is said to be within it",
    order=70,
    search=_search,
    patterns=(
        "{inside:mcnpgu} ~~ within|inside ~ {range:e}",
        "{inside:mcnpgu} ~~ midpoint|middle of ~ {range:e}",
    ),
    test=_test,
    holds=(
        "The cars cost 65,800-75,800 yuan.",
        "Profit was $12 million, within its forecast of $10 million to $15 million.",
    ),
    fails=(
        "The shares were priced between $20 and $15 each.",
        "Profit was $22 million, within its forecast of $10 million to $15 million.",
    ),
    tempts=("It was sold from 2020 to 2024, for $15 million.",),
)
