"""Which printed figures can be of one thing: in one currency, of one noun, of one order of size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.articles.readings import magnitude_of, numeral
from dealmodel.articles.rule import Setting
from dealmodel.dataclass import replace
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import PURE, noun_key

CENTS = frozenset(["cents", "cent", "pence", "pennies"])
"""Counts of these are prices."""
_MAGNITUDE = lazy_pattern(
    r"\d\s?(?:k|m|mn|mln|bn|tn|trn|million|billion|trillion|thousand|crore|lakh)\b"
)
_WHOLE = 1000
"""A number from here on is printed whole, not in the millions of its neighbour."""
_PURE = ("share", "growth", "ratio")
_FAR = 300
"""What is so many times another is no other amount of the same thing."""


def are_alike(one: Figure, other: Figure, *, is_of_one_noun: bool = True) -> bool:
    """Whether two figures can be two of one thing: amounts in one currency, counts of one noun,
    where ``is_of_one_noun``.

    >>> from dealmodel.figures.reader import figure
    >>> are_alike(figure("$5 million"), figure("$4 million"))
    True
    >>> are_alike(figure("300 cars"), figure("20 shops"))
    False
    """
    if (one.kind == "money") != (other.kind == "money") or are_unlike(one, other):
        return False
    if is_all_beside_one(one, other):
        return False
    if (numeral(one) is None) != (numeral(other) is None):
        return False  # two carriers, and 39 planes
    nouns = {noun_of(each) for each in (one, other) if each.kind == "count"}
    return (not is_of_one_noun or len(nouns - {""}) < 2) and aligned(one, other) is not None


def are_unlike(later: Figure, earlier: Figure) -> bool:
    """Whether two figures are of two things: an amount and a percentage, or the price of one and
    what is paid in all, of which one has a magnitude and is hundreds of times the other."""
    if (later.kind in _PURE) != (earlier.kind in _PURE):
        return True
    if not later.value or not earlier.value:
        return False
    is_one = (later.per is None) != (earlier.per is None) or "money" == later.kind == earlier.kind
    scales = (magnitude_of(later) > 1) != (magnitude_of(earlier) > 1)
    return is_one and scales and are_far(later.value, earlier.value)


def are_far(one: Fraction, other: Fraction) -> bool:
    """Whether one is hundreds of times the other: what all come to, and the price of one.

    >>> are_far(Fraction(15), Fraction(6000)), are_far(Fraction(15), Fraction(60))
    (True, False)
    """
    least, most = sorted((abs(one), abs(other)))
    return least * _FAR <= most


def is_all_beside_one(one: Figure, other: Figure) -> bool:
    """Whether one is the price of one thing, and the other what is paid in all."""
    is_money = "money" in (one.kind, other.kind)
    are_two = (one.per is None) != (other.per is None)
    return is_money and are_two and max(map(magnitude_of, (one, other))) > 1


def aligned(*figures: Figure) -> tuple[Figure, ...] | None:
    """Amounts of one thing in one unit, which a bare number has from the others; ``None`` where
    they are of different units, as euros and dollars are."""
    money = next((each for each in figures if each.unit.currency), None)
    scaled: list[Figure] = []
    for each in figures:
        text = each.unit.text or ""
        if money is None or each.unit.currency == money.unit.currency:
            known = each
        elif text in CENTS:
            known = _times(each, Fraction(1, 100))
        elif each.unit.is_pure:
            known = each
        else:
            return None
        scaled.append(_times(known, _borrowed(known, figures)))
    return tuple(scaled)


def in_one_currency(setting: Setting, indices: Mapping[str, int]) -> dict[str, Figure]:
    """The figures; of an amount that is printed in two currencies the one that others have, too."""
    marked, printed = setting.placed.marked, setting.placed.figures
    figures = {part: marked[at] for part, at in indices.items()}
    known = {part: each.unit.currency for part, each in figures.items() if each.unit.currency}
    if len(set(known.values())) < 2:
        return figures
    for wanted in known.values():
        made = dict(figures)
        for part, at in indices.items():
            if known.get(part, wanted) != wanted:
                linked = [
                    each
                    for each in printed
                    if each.linked_to == at and each.unit.currency == wanted
                ]
                made[part] = linked[0] if linked else figures[part]
        if {each.unit.currency for each in made.values() if each.unit.currency} == {wanted}:
            return made
    return figures


def noun_of(figure: Figure) -> str:
    """What it is a number of; nothing of "28 million new ones", nor of models, as in "68 A220s"."""
    noun = figure.unit.text or ""
    is_name = any(each.isdigit() for each in noun)
    return "" if is_name or noun.endswith(("ones", "one")) else noun_key(noun)


def _borrowed(figure: Figure, others: Sequence[Figure]) -> Fraction:
    """The magnitude that a bare number has from another: 3.2 in "rose from 3.2 to $4.5 billion"."""
    value = figure.value
    is_whole = value is not None and abs(value) >= _WHOLE
    if not value or figure.kind != "number" or is_whole or _MAGNITUDE.search(figure.verbatim):
        return Fraction(1)
    for other in others:
        if other.value and _MAGNITUDE.search(other.verbatim):
            match = numeral(other)
            if match is None:
                continue
            scale = abs(other.value) / Fraction(match[0].strip().replace(",", "").replace(" ", ""))
            if scale > 1 and abs(value) * 20 < abs(other.value):
                return scale
    return Fraction(1)


def _times(figure: Figure, factor: Fraction) -> Figure:
    if factor == 1:
        return figure
    low, high = figure.bounds.low, figure.bounds.high
    bounds = Bounds(
        None if low is None else low * factor,
        None if high is None else high * factor,
        figure.bounds.low_open,
        figure.bounds.high_open,
    )
    value = None if figure.value is None else figure.value * factor
    return replace(
        figure, value=value, bounds=bounds, granularity=figure.granularity * factor, unit=PURE
    )
