"""A holding over time: who held what when, by whose word.

Policy: a period begins on the day from which something counts (a purchase, a statement, a claim of
a later day) or no longer counts, and is as :mod:`dealmodel.calculators.holdings` has it on that
day. Neighbours that say the same are one period. What has no date holds from the beginning on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dealmodel.calculators.holding_dates import date_of
from dealmodel.calculators.holding_entries import Measure
from dealmodel.calculators.holdings import Holding, registry
from dealmodel.dataclass import dataclass
from dealmodel.errors import UnknownReference, nearest
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.rates.period import parse_period
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim


@dataclass(frozen=True, slots=True)
class HoldingPeriod:
    """From ``since`` to ``until``, which is no longer part of it, as written in the book; ``None``
    where it has no beginning or no end. ``holding`` is ``None`` where nothing was held."""

    since: str | None
    until: str | None
    holding: Holding | None


def holding_periods(
    book: Book,
    holder: str,
    held: str,
    *,
    measure: Measure = "economic",
    prefer: str = "hull",
    rules: HedgeRules = USUAL,
) -> tuple[HoldingPeriod, ...]:
    """The periods of ``holder``'s own holding in ``held``, the earliest first; none where the book
    tells of no holding.

    >>> from dealmodel.records.party import Party
    >>> from dealmodel.records.source import Source
    >>> from dealmodel.records.holding import StatedHolding
    >>> def told(share, on):
    ...     claims = [Claim(says=share, source="s")]
    ...     return StatedHolding(holder="a", held="b", on=on, share=claims)
    >>> book = Book(
    ...     book="Two days",
    ...     sources={"s": Source(publisher="S")},
    ...     parties={each: Party(name=each, kind="company") for each in "ab"},
    ...     holdings={"one": told("5%", "2020"), "two": told("9%", "2022-05-01")},
    ... )
    >>> [(each.since, each.until) for each in holding_periods(book, "a", "b")]
    [('2020', '2022-05-01'), ('2022-05-01', None)]

    :raises UnknownReference: the book has no such party.
    :raises UsageError: there is no such rule or source to prefer.
    """
    for party in (holder, held):
        if party not in book.parties:
            raise UnknownReference(
                party,
                f"there is no {party[:60]!r} among the book's parties",
                suggestions=nearest(party, book.parties),
            )

    def on(day: date | None) -> Holding | None:
        found = registry(
            book, as_of=day, measure=measure, prefer=prefer, rules=rules, only=(holder, held)
        ).holdings
        return found[0] if found else None

    days: dict[date, str] = {}
    for written in _days(book, holder, held):
        days.setdefault(parse_period(written).first, written)
    changes = [(None, on(date.min)), *((days[day], on(day)) for day in sorted(days))]
    kept: list[tuple[str | None, Holding | None]] = []
    for since, holding in changes:
        if not kept or _says(kept[-1][1]) != _says(holding):
            kept.append((since, holding))
    ends = [since for since, _ in kept[1:]]
    periods = (
        HoldingPeriod(since, until, holding)
        for (since, holding), until in zip(kept, [*ends, None], strict=True)
    )
    return tuple(each for each in periods if each.holding is not None or each.since is not None)


def _says(holding: Holding | None) -> object:
    return holding and (holding.bounds, holding.point, holding.used, holding.nominee)


def _days(book: Book, holder: str, held: str) -> Iterator[str]:
    """The days on which something begins, ends or is told."""
    for stake in book.stakes.values():
        if ((stake.nominee_for or stake.investor), stake.investee) == (holder, held):
            claims = (*stake.before, *stake.share, *stake.after, *stake.votes, *stake.shares)
            yield from _told(date_of(stake), stake.ended, claims)
    for stated in book.holdings.values():
        if ((stated.nominee_for or stated.holder), stated.held) == (holder, held):
            yield from _told(
                stated.on, stated.ended, (*stated.share, *stated.votes, *stated.shares)
            )
    for venture in book.joint_ventures.values():
        if venture.party == held and holder in venture.holders:
            claims = (*venture.holders[holder], *venture.votes.get(holder, ()))
            yield from _told(venture.formed, venture.ended, claims)


def _told(begins: str | None, ends: str | None, claims: tuple[Claim, ...]) -> Iterator[str]:
    yield from (day for day in (begins, ends, *(claim.on for claim in claims)) if day)
