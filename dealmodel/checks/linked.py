"""Pairs of amounts printed as one price, "109,800 yuan ($15,115)", and the rates they imply.

The implied rate is first / second at the numbers as printed, ``CNY/USD``. What it can be follows
from what the second can mean, which is the conversion; the first is taken as printed, since that is
what its writer converted. Of a range each end has its own rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import reduce

from dealmodel.calculators.accounts import Account, Path
from dealmodel.checks.context import Context
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.figures.figure import Figure
from dealmodel.rates.fitting import fitting_stretches
from dealmodel.rates.period import Period, moved, parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.record import Record

LOOK_BACK = timedelta(days=60)
"""A conversion is made when a text is written, days or weeks before it comes out: two months."""

LOOK_AHEAD = timedelta(days=30)
"""Beyond the record's date where the source's own is not known."""

ROUNDED = ("none", "about", "exact")
"""Hedges whose bounds are those of rounding."""

FIT = Fraction(5, 10000)
"""A day fits if its rate is within 0.05 % of the implied one: fixings differ by that much."""


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """``rates`` are the rates implied at the numbers as printed: one, or two for a range;
    ``bounds`` what the second figure can mean. Both are units of ``first`` for one of ``second``.
    ``made`` is the day or period by which the conversion was made, where that is known;
    ``also`` are further accounts that say the same.
    """

    account: Account
    path: Path
    record: Record
    made: str | None
    first: Figure
    second: Figure
    rates: tuple[Fraction, ...]
    bounds: Bounds
    also: tuple[Account, ...] = ()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every account that prints it."""
        return self.account, *self.also

    @property
    def currencies(self) -> tuple[str, str]:
        """The currency of the second, which one unit is of, and that of the first."""
        return self.second.unit.currency or "", self.first.unit.currency or ""

    @property
    def fitting(self) -> Bounds:
        """The daily rates that fit."""
        low, high = self.bounds.low, self.bounds.high
        assert low is not None
        assert high is not None
        return Bounds(low * (1 - FIT), high * (1 + FIT))


def linked_pairs(context: Context) -> Iterator[LinkedPair]:
    """Every price of the book that is printed with a conversion."""
    for each in context.lists:
        if not each.are_figures:
            continue
        found: list[LinkedPair] = []
        told: dict[tuple[object, ...], int] = {}
        accounts = context.accounts(each.claims, each.path)
        for claim, account in zip(each.claims, accounts, strict=True):
            if len(account.figures) < 2:
                continue
            made = made_by(context, each.record, claim)
            for second in account.figures[1:]:
                pair = _pair(account, each.path, each.record, made, account.figure, second)
                if pair is None:
                    continue
                # Claims that say the same of one day are one, and so are papers of one origin.
                says = pair.rates, pair.bounds, pair.currencies
                keys = (made, *says), (account.voice, *says)
                at = next((told[key] for key in keys if key in told), len(found))
                if at == len(found):
                    found.append(pair)
                else:
                    found[at] = replace(found[at], also=(*found[at].also, account))
                for key in keys:
                    told.setdefault(key, at)
        yield from found


def made_by(context: Context, record: Record, claim: Claim) -> str | None:
    """When a claim's conversion was made: on the claim's own day, else on the record's date or, if
    that came first, the day its source was published; ``None`` where none is known."""
    if claim.on is not None:
        return claim.on
    source = context.book.sources.get(claim.source)
    days = [day for day in (record.dated, source and source.published) if day]
    return min(days, key=lambda day: parse_period(day).last, default=None)


def window(context: Context, pair: LinkedPair) -> Period | None:
    """The days on which the conversion may have been made; ``None`` where no date is known."""
    if pair.made is None:
        return None
    made = parse_period(pair.made)
    said = context.published(pair.account)
    last = moved(made.last, LOOK_AHEAD) if said is None else max(said.last, made.first)
    return Period(pair.made, moved(made.first, -LOOK_BACK), last)


def days_that_fit(
    context: Context, currencies: tuple[str, str], rates: Bounds, days: Period
) -> list[tuple[date, date]]:
    """The stretches of days on which a rate within ``rates`` was published.

    Raises :class:`DataError` where the rates cannot be had.
    """
    of_year = context.setting.rates.of_year
    return fitting_stretches(of_year, currencies, rates, days.first, days.last)


def _pair(
    account: Account,
    path: Path,
    record: Record,
    made: str | None,
    first: Figure,
    second: Figure,
) -> LinkedPair | None:
    """The pair, unless one of its numbers is 0, negative or open at the end that is needed."""
    ends = list(zip(_ends(first), _ends(second), strict=False))
    if not ends or any(value <= 0 for end in ends for value in end):
        return None
    rates = tuple(dict.fromkeys(a / b for a, b in ends))
    allowed = reduce(hull, (_allowed(a, b, second) for a, b in ends))
    return LinkedPair(account, path, record, made, first, second, rates, allowed)


def _ends(figure: Figure) -> list[Fraction]:
    if figure.value is not None:
        return [figure.value]
    return [end for end in (figure.low, figure.high) if end is not None]


def _allowed(first: Fraction, second: Fraction, printed: Figure) -> Bounds:
    """The rates that what ``printed`` can mean allows."""
    low, high = printed.bounds.low, printed.bounds.high
    if printed.value is None or not low or high is None:
        # A range, or a hedge without an end, says nothing of rounding: its last digit does.
        half = min(printed.granularity, second) / 2
        low, high = second - half, second + half
    return Bounds(first / high, first / low)
