"""Bounds that a reader states for a printed figure, in place of the hedge table's.

Each end is a printed number, taken at its value: "1.45 billion", "€1.45 billion", "20.5%". An empty
end, or a dash, is absent. Ends that are there are closed.
"""

from __future__ import annotations

from fractions import Fraction

from dealmodel.errors import BadValue, OutOfRange
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import figure

_AT_ITS_VALUE = HedgeRules(exact=True)
_ABSENT = frozenset(["", "-", "–", "—"])


def with_stated_bounds(printed: Figure, low: str, high: str, *, locale: str = "en") -> Figure:
    """``printed``, meaning what lies between two numbers as printed.

    >>> with_stated_bounds(figure("€1.5 billion"), "1.45 billion", "-").bounds
    [1450000000, ∞)

    :raises FigureError: an end that cannot be read.
    :raises BadValue: an end that is no single number in the figure's unit.
    :raises OutOfRange: the low end above the high end, or the printed number beyond them.
    """
    start, end = _end(printed, low, locale), _end(printed, high, locale)
    stated = f"{low.strip() or '-'} to {high.strip() or '-'}"
    if start is not None and end is not None and start > end:
        raise OutOfRange("bounds", stated, f"bounds of {stated}: the low end is above the high end")
    bounds = Bounds(start, end)
    if printed.value is not None and printed.value not in bounds:
        raise OutOfRange(
            "bounds",
            stated,
            f"{printed.verbatim!r} is outside the stated bounds of {stated}: write the ends in the "
            "figure's own unit and magnitude, as in 1.45 billion or 20.5%",
        )
    return printed.with_bounds(bounds, f"bounds stated: {stated}")


def _end(printed: Figure, text: str, locale: str) -> Fraction | None:
    if text.strip() in _ABSENT:
        return None
    end = figure(text, rules=_AT_ITS_VALUE, locale=locale)
    if end.value is None:
        raise BadValue(text, f"the bound {text!r} is a range: write one number")
    if end.kind == "number" and printed.kind in ("share", "growth"):
        raise BadValue(text, f"the bound {text!r} of a percentage: write it as {text.strip()}%")
    if end.kind != "number" and not end.unit.same_as(printed.unit):
        raise BadValue(
            text, f"the bound {text!r} is in {end.unit}, and {printed.verbatim!r} in {printed.unit}"
        )
    return end.value
