"""The smallest changes that would reconcile two accounts which cannot both be right.

Each remedy changes one of the two figures, in a way that writers do: a number cut off or rounded
up where it was to be rounded, rounded more coarsely than its digits show, another last digit, two
digits in the wrong order, a rate of another day, "per cent of" for "per cent more", another
currency with the same digits, and a power of ten. A remedy is named only if the two overlap after
it. They come from the smallest change to the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import Literal

from dealmodel.calculators.sides import Side, converted
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import DataError, FigureError
from dealmodel.figures import reader
from dealmodel.figures.bounds import Bounds, overlap, point
from dealmodel.figures.decimals import magnitude
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.numbers import printed_text, rate_text
from dealmodel.formulas.ranges.intervals import add, divide
from dealmodel.rates.fitting import fitting_stretches
from dealmodel.rates.formula import Exchange
from dealmodel.rates.period import moved, parse_period
from dealmodel.rates.remembered import RememberedRates

RemedyKind = Literal[
    "rounding",
    "last_digit",
    "swapped_digits",
    "rate_date",
    "percent_of",
    "currency",
    "power_of_ten",
]

POWERS = (10, 100, 1000)
"""The factors that a slip of the unit makes: a digit, a percent sign, million for billion."""

LAST_DIGIT = Fraction(1, 10)
"""A change of the last digit is a small one up to this part of the number."""

YEAR = timedelta(days=366)

_NEIGHBOURS = lazy_pattern(r"(?=([0-9])[,.]?([0-9]))")
_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the account ``of`` that would reconcile it; ``text`` tells it in words."""

    kind: RemedyKind
    text: str
    of: str

    def to_dict(self) -> dict[str, str]:
        return {"kind": self.kind, "text": self.text, "of": self.of}


Change = Callable[[Figure, Figure, str], Iterator[tuple[str, Figure]]]
"""How a figure may be changed to meet another: what that is called, and the figure changed."""


def remedies(left: Side, right: Side, exchange: Exchange | None = None) -> tuple[Remedy, ...]:
    """What would reconcile two sides that cannot both be right, the smallest change first.

    >>> from dealmodel.calculators.accounts import accounts
    >>> from dealmodel.calculators.sides import side
    >>> from dealmodel.figures.units import currency_unit
    >>> a, b = (side(each, currency_unit("USD"), None) for each in accounts(["$1.6bn", "$1.6m"]))
    >>> [remedy.text for remedy in remedies(a, b)]
    ['$1.6m is 1,000 times too small', '$1.6bn is 1,000 times too large']
    """
    found: list[Remedy] = []
    low, high = (left, right) if _is_below(left.bounds, right.bounds) else (right, left)
    apart = _factor_apart(low.bounds, high.bounds)
    for kind, change in _CHANGES.items():
        if apart > _REACH.get(kind, apart):
            continue
        for changed, other in ((left, right), (right, left)):
            meeting = (
                Remedy(kind, text, changed.account.says)
                for text, figure in change(changed.figure, other.figure, changed.account.locale)
                if _meets(figure, changed, other)
            )
            found += islice(meeting, 1)
        if kind == "rounding" and exchange is not None:  # the next smallest change
            found += _by_day(left, right, exchange)
    return (*found, *_by_power(low, high))


def _meets(figure: Figure, changed: Side, other: Side) -> bool:
    """Whether ``changed`` would overlap ``other`` if it printed ``figure``."""
    bounds = figure.bounds
    if changed.conversion is not None and figure.unit.currency == changed.conversion.base:
        bounds = converted(changed.account, figure, changed.conversion).bounds
    elif not figure.unit.same_as(changed.figure.unit):
        # Another currency: both are looked at as printed.
        return overlap(bounds, other.figure.bounds) is not None
    return overlap(bounds, other.bounds) is not None


def _rounded_otherwise(figure: Figure, *_: object) -> Iterator[tuple[str, Figure]]:
    value, step = figure.value, figure.granularity
    if value is None or figure.hedge not in ("none", "exact") or not step:
        return
    if figure.hedge == "none" and not figure.exact:
        cut = Bounds(value, value + step, high_open=True)
        yield f"{figure.verbatim} is cut off, not rounded", figure.with_bounds(cut, "")
        up = Bounds(value - step, value, low_open=True)
        yield f"{figure.verbatim} is rounded up", figure.with_bounds(up, "")
    coarse = _last_digit_unit(value)
    if 2 * coarse <= value and (coarse > step or (figure.exact and coarse == step)):
        wide = Bounds(value - coarse / 2, value + coarse / 2)
        text = f"{figure.verbatim} is rounded to {_shown(figure, coarse)}"
        yield text, figure.with_bounds(wide, "")


def _last_digit_unit(value: Fraction) -> Fraction:
    """The unit of the last digit that is not 0.

    >>> _last_digit_unit(Fraction(300_000)), _last_digit_unit(Fraction("0.21"))
    (Fraction(100000, 1), Fraction(1, 100))
    """
    if not value:
        return Fraction(0)
    unit = Fraction(10) ** magnitude(value)
    for _ in range(_DIGITS):
        if (value / unit).denominator == 1:
            return unit
        unit /= 10
    return Fraction(0)


def _other_last_digit(figure: Figure, *_: object) -> Iterator[tuple[str, Figure]]:
    value, step = figure.value, figure.granularity
    if value is None or figure.hedge not in ("none", "exact"):
        return
    for times in (-1, 1, -2, 2):
        change = times * step
        if change and abs(change) <= LAST_DIGIT * abs(value):
            moved = replace(
                figure,
                value=value + change,
                bounds=add(figure.bounds, point(change)),
            )
            yield f"{figure.verbatim} reads {_shown(figure, value + change)}", moved


def _swapped_digits(figure: Figure, _: Figure, locale: str) -> Iterator[tuple[str, Figure]]:
    printed = figure.verbatim
    for found in _NEIGHBOURS.finditer(printed):
        first, second = found.start(1), found.start(2)
        if printed[first] == printed[second]:
            continue
        between = printed[first + 1 : second]  # a separator, if there is one
        text = printed[:first] + found[2] + between + found[1] + printed[second + 1 :]
        try:
            swapped = reader.figure(text, locale=locale)
        except FigureError:
            continue
        if swapped.unit == figure.unit and swapped.kind == figure.kind:
            yield f"{figure.verbatim} reads {text}", swapped


def _of_and_not_more(figure: Figure, *_: object) -> Iterator[tuple[str, Figure]]:
    if figure.kind == "growth" and figure.value is not None and figure.value > 1:
        moved = replace(
            figure, value=figure.value - 1, bounds=add(figure.bounds, point(Fraction(-1)))
        )
        shown = _shown(figure, figure.value - 1)
        yield f"{figure.verbatim} is per cent of the earlier figure: growth of {shown}", moved


def _other_currency(figure: Figure, other: Figure, _: str) -> Iterator[tuple[str, Figure]]:
    currency = other.unit.currency
    if figure.unit.currency and currency and figure.unit != other.unit:
        yield f"{figure.verbatim} is in {currency}", replace(figure, unit=other.unit)


_CHANGES: dict[RemedyKind, Change] = {
    "rounding": _rounded_otherwise,
    "last_digit": _other_last_digit,
    "swapped_digits": _swapped_digits,
    "percent_of": _of_and_not_more,
    "currency": _other_currency,
}


def rate_window(left: Side, right: Side, exchange: Exchange) -> tuple[date, date]:
    """The days whose rate may have been used: from a year before the record's date to the day the
    later source came out, or, where no source is dated, for a year after."""
    said = [parse_period(each.account.said).last for each in (left, right) if each.account.said]
    first, last = moved(exchange.when.first, -YEAR), exchange.when.last
    return first, max([last, *said]) if said else moved(last, YEAR)


_REACH: dict[RemedyKind, int] = {
    "rounding": 2,
    "last_digit": 2,
    "swapped_digits": 10,
}
"""How far apart, as a factor, two figures may be that a change can bring together. What cannot be
is not tried, since a large book may have thousands of contradictions."""


def _by_power(low: Side, high: Side) -> Iterator[Remedy]:
    """The power of ten that the higher figure is too large by, or the lower one too small."""
    try:
        needed = divide(high.bounds, low.bounds)
    except ZeroDivisionError:
        return
    for power in POWERS:
        if power in needed:
            for side, word in ((low, "small"), (high, "large")):
                text = f"{side.figure.verbatim} is {power:,} times too {word}"
                yield Remedy("power_of_ten", text, side.account.says)


def _factor_apart(low: Bounds, high: Bounds) -> Fraction:
    """The factor between the nearer ends of two ranges; 0 where there is none."""
    if not low.high or high.low is None or low.high < 0:
        return Fraction(0)
    return high.low / low.high


def _is_below(left: Bounds, right: Bounds) -> bool:
    return left.high is not None and right.low is not None and left.high <= right.low


def _by_day(left: Side, right: Side, exchange: Exchange) -> Iterator[Remedy]:
    """The rate of the nearest day, before the sources came out, at which the two overlap."""
    fixed, moved = (left, right) if right.conversion else (right, left)
    rates = exchange.rates
    if moved.conversion is None or fixed.conversion or not isinstance(rates, RememberedRates):
        return
    pair = moved.conversion.base, moved.conversion.quote
    try:
        needed = divide(fixed.bounds, moved.figure.bounds)
        window = rate_window(left, right, exchange)
        found = fitting_stretches(rates.of_year, pair, needed, *window)
    except (ZeroDivisionError, DataError):
        return
    if found:
        begin, end = exchange.when.first, exchange.when.last
        near = min(found, key=lambda days: max(begin - days[1], days[0] - end))
        day = near[1] if near[1] < begin else near[0]
        rate = rates.of_year(*pair, day.year).rates[day]
        text = f"converted at the rate of {day}, {rate_text(rate)} {pair[1]}/{pair[0]}"
        yield Remedy("rate_date", text, moved.account.says)


def _shown(figure: Figure, value: Fraction) -> str:
    return printed_text(value, figure.unit, figure.kind)
