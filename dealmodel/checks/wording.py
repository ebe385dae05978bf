"""The words that findings share: bounds, gaps, overlaps, rates, each with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from dealmodel.calculators.reconciliation import Pair, Reconciliation
from dealmodel.calculators.sides import Side
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.decimals import fixed_text
from dealmodel.figures.units import PURE, Unit
from dealmodel.formulas.numbers import compact, full, rate_text, value_text

_STRETCHES = 8
_FAR = 5


def meaning(bounds: Bounds, unit: Unit = PURE, kind: str = "number") -> str:
    """What a figure can mean.

    >>> meaning(Bounds(Fraction(205, 1000), Fraction(215, 1000)), kind="share")
    '[20.5%, 21.5%]'
    """
    low, high = bounds.low, bounds.high
    if bounds.is_point and low is not None:
        return value_text(low, unit, kind)
    is_narrow = low is not None and high is not None and high - low < abs(high) / 50
    return (full if is_narrow else compact)(None, bounds, unit, kind)


def between(pair: Pair, unit: Unit, kind: str) -> str:
    """Where two sides stand that cannot both be right, and what is between them."""
    low, high = sorted((pair.left, pair.right), key=lambda side: side.bounds.low or Fraction(0))
    shown = f"{meaning(low.bounds, unit, kind)} against {meaning(high.bounds, unit, kind)}"
    if not pair.gap or high.bounds.low is None:
        at = value_text(high.bounds.low, unit, kind) if high.bounds.low is not None else ""
        return f"{shown}, which meet only at {at}"
    gap = compact(pair.gap, point(pair.gap), unit, kind)
    if kind in ("share", "growth"):
        gap = f"{gap.removesuffix('%')} percentage points"
    return f"{shown}, {gap} apart{_in_percent(pair.gap, low)}"


def _in_percent(gap: Fraction, low: Side) -> str:
    high = low.bounds.high
    if not high:
        return ""
    return f" ({percent(gap / high)})" if gap < _FAR * high else " (another order of magnitude)"


def percent(change: Fraction, *, signed: bool = False) -> str:
    """A relative difference.

    >>> percent(Fraction(-16, 1000), signed=True), percent(Fraction(19, 10000))
    ('-1.6 %', '0.19 %')
    """
    places = 1 if abs(change) >= Fraction(1, 100) else 2
    sign = "+" if signed and change > 0 else ""
    return f"{sign}{fixed_text(change * 100, places)} %"


def overlap_text(found: Reconciliation) -> str:
    """What compatible accounts share."""
    if found.verdict == "undecided":
        return "they meet only where one is told more roughly than the other"
    if found.common is None:
        return "they differ by no more than market rates of one day do"
    return f"they overlap in {meaning(found.common, found.unit, found.kind)}"


def two_values(found: Reconciliation) -> str:
    """Which values of one company cannot both be right."""
    pairs = [pair for pair in found.pairs if pair.verdict == "contradictory"]
    return "; ".join(
        f"{pair.left.account.says} and {pair.right.account.says} are two values of one company: "
        f"{between(pair, found.unit, found.kind)}"
        for pair in pairs[:3]
    )


def one_value(found: Reconciliation) -> str:
    """Which values of one company can all be right."""
    says = ", ".join(dict.fromkeys(side.account.says for side in found.sides))
    return f"{says} can be one value: {overlap_text(found)}"


def conversion_note(sides: Iterable[Side]) -> str:
    """The rates that sides were converted at, in brackets; empty where there are none."""
    notes = dict.fromkeys(
        f"{rate_text(side.conversion.cross)} {side.conversion.quote}/{side.conversion.base}, "
        f"{side.conversion.source}"
        for side in sides
        if side.conversion is not None
    )
    return f" (at {'; '.join(notes)})" if notes else ""


def stretches_text(stretches: list[tuple[date, date]]) -> str:
    """Days as stretches.

    >>> day = date(2025, 3, 26)
    >>> stretches_text([(day, day), (day, date(2025, 3, 28))])
    '2025-03-26, 2025-03-26 to 2025-03-28'
    """
    shown = [f"{first}" if first == last else f"{first} to {last}" for first, last in stretches]
    if len(shown) > _STRETCHES:
        shown = [*shown[:_STRETCHES], f"and {len(shown) - _STRETCHES} more"]
    return ", ".join(shown)
