"""From a part and its hedge to the figure: its value, its bounds, and why in words.

Policy: what a figure is decides which row of the hedge table it falls under. A percentage with a
word of change around it is growth, one above 100 % without is a ratio. Bounds are those of the
printed magnitude; a minus, typed or in words, turns them round.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dealmodel.figures import hedges
from dealmodel.figures.changes import Change
from dealmodel.figures.figure import Figure, Kind
from dealmodel.figures.hedges import HedgeRules, reflected
from dealmodel.figures.numerals import fraction_grain
from dealmodel.figures.part import Part
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import POINTS
from dealmodel.figures.wholes import is_of_shares

_CONVERSION = "a conversion, rounded to its last printed digit"
_TRAITS_OF_KIND: dict[Kind, int] = {
    "share": hedges.SHARE,
    "ratio": hedges.RATIO,
    "growth": hedges.GROWTH,
    "money": hedges.AMOUNT,
    "count": hedges.COUNT,
    "number": hedges.COUNT,
    "duration": 0,
}
_ONE = Fraction(1)
_UPWARD = frozenset(["more_than", "at_least", "just_over"])
_PREMIUM = lazy_pattern(
    r"\b(?:premium|mark-?up|tariffs?|dut(?:y|ies)|coupon|yield|return|interest\srate)s?\s(?:of|at)\s"
    r"(?:an?\s)?$",
    re.IGNORECASE,
)
_PREMIUM_BEHIND = lazy_pattern(
    r"\s(?:premium|mark-?up|tariff|dut(?:y|ies)|coupon|yield|return)s?\b", re.IGNORECASE
)


def figure_from(
    text: str,
    part: Part,
    hedge: str,
    span: tuple[int, int],
    rules: HedgeRules,
    origin: int | None = None,
    change: Change | None = None,
) -> Figure:
    """The figure of one number under its hedge.

    ``origin`` is the index of the price of which it is the conversion, ``change`` the word that
    makes a growth of it.
    """
    number, note = part.numeral, part.note
    value = number.value_in(part.factor, part.places)
    is_open = part.kind == "share" and hedge in _UPWARD and _is_no_part(text, part, value, span)
    kind = _kind(part, value, change, is_open=is_open)
    is_rounded_price = kind == "money" and number.scale == 1 and origin is not None
    traits = _traits(part, kind, value, is_conversion=is_rounded_price)
    if hedge == "none" and rules.is_exact_bare(traits):
        hedge = "exact"
    elif hedge == "none" and is_rounded_price:
        note = _CONVERSION
    if part.multiple is None:
        printed = part.printed or number
        grain = printed.grain(part.factor, part.places, of_percentage=part.places > 0)
    else:
        grain = fraction_grain(part.multiple)
    is_down = part.sign == "-" or (change is not None and change.sign < 0)
    signed = False if change is not None or (is_down and kind != "growth") else None
    if signed is None and kind == "growth":
        signed = True
    bounds, why = rules.bounds(hedge, value, grain, traits, signed=signed)
    if is_down:
        value, bounds = -value, reflected(bounds)
    start, end = span
    return Figure(
        text[start:end],
        span,
        kind,
        value,
        part.unit,
        hedge,
        grain.g,
        bounds,
        f"{why}; {note}" if note else why,
        origin,
        per=part.per,
        of=None if kind == "growth" else part.of,
        is_amount_of_change=part.is_amount_of_change,
    )


def _kind(part: Part, value: Fraction, change: Change | None, *, is_open: bool) -> Kind:
    if change is not None and part.kind in ("share", "ratio"):
        return "growth"
    if part.kind == "share" and (value > _ONE or is_open):
        return "ratio"
    return part.kind


def _is_no_part(text: str, part: Part, value: Fraction, span: tuple[int, int]) -> bool:
    """Whether a percentage upwards of ``value`` may be more than a whole: it starts there, or is
    one of a price, not a part of anything.
    """
    start, end = span
    if part.of is not None and is_of_shares(part.of):
        return False
    left = text[max(0, start - 24) : start]
    return value == _ONE or bool(_PREMIUM.search(left) or _PREMIUM_BEHIND.match(text, end))


def _traits(part: Part, kind: Kind, value: Fraction, *, is_conversion: bool) -> int:
    number = part.numeral
    traits = _TRAITS_OF_KIND[kind]
    if kind == "money":
        if number.scale == 1 and number.under == 1 and not is_conversion:
            traits |= hedges.PRICE
    elif kind == "count" and part.unit.text in POINTS:
        traits = 0  # rounded as percentages are
    elif part.is_counted and number.digits < 100 and number.is_integer:
        traits |= hedges.COUNTED
    elif kind == "share" and value == _ONE:
        traits |= hedges.WHOLE
    if number.under != 1 or part.multiple is not None:
        traits |= hedges.IN_WORDS
    if number.is_computed:
        traits |= hedges.COMPUTED
    if (part.printed or number).has_one_digit:
        traits |= hedges.ONE_DIGIT
    return traits
