"""Whether two amounts or counts are one number, told more and less roughly.

"$700 million" and $705.6m do not meet, since the first is read as rounded to ten million; and yet a
writer may have rounded to its only digit. The *grain* of a figure is the unit of its last digit
that is not a trailing zero, where printed decimals count: 100 million of "$700 million", 10,000 of
"3.20 million". Two that meet when the finer one is rounded to the grain of the rougher are
undecided, never contradictory. Percentages, ratios and growth are printed as exactly as they are
meant, and have no such doubt; nor has a figure with a hedge.
"""

from __future__ import annotations

from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern

_KINDS = ("money", "count", "number")
_FINE = ("none", "exact", "derived")
_MOST_PLACES = 12
_DECIMALS = lazy_pattern(r"\d[.,](?!\d{3}(?!\d))\d*0(?!\d)")
"""Decimals that end in a nought; three digits are a group of thousands."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number as it was told: its ``value`` in the unit of a comparison, and, where it may be a
    rounded one, its ``grain`` in that unit."""

    kind: str
    hedge: str
    value: Fraction | None
    grain: Fraction | None = None

    @staticmethod
    def of(figure: Figure, value: Fraction | None) -> Told:
        """A figure that is ``value`` in the unit of the comparison."""
        is_rounded = figure.hedge == "none" and figure.kind in _KINDS
        unit = grain(figure) if is_rounded else None
        if unit is not None and value is not figure.value and value is not None and figure.value:
            unit *= abs(value / figure.value)
        return Told(figure.kind, figure.hedge, value, unit)


def meet_when_rounded(left: Told, right: Told) -> bool:
    """Whether the two are one number when the finer is rounded as roughly as the other.

    >>> from dealmodel.figures.reader import figure
    >>> def told(text):
    ...     return Told.of(figure(text), figure(text).value)
    >>> meet_when_rounded(told("$700 million"), told("$705.6m"))
    True
    >>> meet_when_rounded(told("$700 million"), told("$760m"))
    False
    >>> meet_when_rounded(told("20%"), told("21%"))
    False
    """
    return _rounds_to(left, right) or _rounds_to(right, left)


def can_be_rough(one: Figure, other: Figure) -> bool:
    """Whether two figures are such that one may have been rounded as roughly as the other: a
    quick look, of what :func:`meet_when_rounded` goes into.

    >>> from dealmodel.figures.reader import figure
    >>> can_be_rough(figure("$700 million"), figure("$760m"))
    True
    >>> can_be_rough(figure("$700 million"), figure("about $760m"))
    False
    """
    if one.kind not in _KINDS or other.kind not in _KINDS:
        return False
    hedges = one.hedge, other.hedge
    return "none" in hedges and all(hedge in _FINE for hedge in hedges)


def rough_bounds(figure: Figure) -> Bounds:
    """What a bare amount or count can mean if it was rounded to its last digit that is not 0; of
    any other figure, its bounds.

    >>> from dealmodel.figures.reader import figure
    >>> rough_bounds(figure("$700 million")), rough_bounds(figure("about $700 million"))
    ([650000000, 750000000], [690000000, 710000000])
    """
    unit = grain(figure)
    if figure.hedge != "none" or figure.kind not in _KINDS or figure.value is None or unit is None:
        return figure.bounds
    return hull(figure.bounds, Bounds(figure.value - unit / 2, figure.value + unit / 2))


def grain(figure: Figure) -> Fraction | None:
    """The unit of the last digit that is no trailing zero; ``None`` for 0 and a range.

    >>> from dealmodel.figures.reader import figure
    >>> [str(grain(figure(text))) for text in ("$700 million", "$705.6m", "3.20 million")]
    ['100000000', '100000', '10000']
    """
    value = figure.value
    if not value:
        return None
    if _DECIMALS.search(figure.verbatim) and figure.granularity:
        return figure.granularity
    over, under = value.numerator, value.denominator
    places = 0
    while over % under and places < _MOST_PLACES:
        over, places = over * 10, places + 1
    if over % under or places:
        return Fraction(1, 10**places)
    zeros = 0
    while over % 10 == 0:
        over, zeros = over // 10, zeros + 1
    return Fraction(10**zeros)


def as_roughly(figure: Figure) -> Bounds:
    """What a bare figure can mean if it was rounded to its last digit that is no trailing zero; of
    any other, its bounds.

    >>> from dealmodel.figures.reader import figure
    >>> str(as_roughly(figure("$700 million"))), str(as_roughly(figure("20%")))
    ('[650000000, 750000000]', '[39/200, 41/200]')
    """
    unit = grain(figure) if figure.hedge == "none" and figure.kind in _KINDS else None
    if unit is None or figure.value is None:
        return figure.bounds
    return hull(figure.bounds, Bounds(figure.value - unit / 2, figure.value + unit / 2))


def as_outcome(figure: Figure, answer: Bounds) -> Bounds:
    """What a figure can mean where it is the outcome of a calculation whose own ``answer`` has the
    given bounds: a typed amount is as exact as its digits, and the product of a ratio and a price
    has more of them. Beside an answer without a fraction of its currency's minor unit, itself.

    >>> from dealmodel.figures.bounds import point
    >>> from dealmodel.figures.reader import figure
    >>> ratio = point(Fraction("0.10256") * Fraction("64.52"))
    >>> as_outcome(figure("$6.62"), ratio), as_outcome(figure("$6.62"), point(Fraction("6.62")))
    ([1323/200, 53/8], [331/50, 331/50])
    """
    currency = figure.unit.currency
    if figure.hedge != "exact" or figure.value is None or currency is None or not figure.exact:
        return figure.bounds
    unit = min(figure.granularity, Fraction(1))
    minor = min(unit, Fraction(1, 10 ** CURRENCIES[currency]))
    if answer.is_point and answer.low is not None and (answer.low / minor).denominator == 1:
        return figure.bounds
    return Bounds(figure.value - unit / 2, figure.value + unit / 2)


def _rounds_to(fine: Told, rough: Told) -> bool:
    if fine.kind not in _KINDS or rough.kind not in _KINDS:
        return False
    if rough.hedge != "none" or fine.hedge not in _FINE:
        return False
    if rough.value is None or fine.value is None or rough.grain is None:
        return False
    half = rough.grain / 2
    return rough.value - half <= fine.value < rough.value + half
