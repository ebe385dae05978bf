"""Dates that do not go together (``stale-date``).

A source that came out before what it is said to tell of: before a volume's period was over it can
only forecast, before a price or a stake was there it tells of another one, an event after it is not
its news. A stake counts from its announcement. A holding that ended before the first of its dates.
And an agreement still in talks, or at a memorandum, of which nothing was heard for a year before
the day the book speaks of.

Tolerance: 45 days for prices, a year for stakes, which are told of ahead; none for the rest. A
source's month or year counts with its last day, a record's with its first, a volume's period with
its last. The first kind is a warning, the second info.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from dealmodel.calculators.accounts import Path
from dealmodel.calculators.status import status
from dealmodel.checks.context import Context, last_day
from dealmodel.checks.finding import Finding, Mention
from dealmodel.rates.period import moved, parse_period
from dealmodel.records.agreement import Agreement
from dealmodel.records.holding import StatedHolding
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.price import Price
from dealmodel.records.stake import Stake
from dealmodel.records.volume import Volume
from dealmodel.records.walking import ClaimList

PRICE_AHEAD = timedelta(days=45)
STAKE_AHEAD = timedelta(days=365)
SILENT = timedelta(days=365)
_BEGINS = ("announced", "signed", "on", "closed", "formed")
OPEN_STAGES = ("talks", "mou_signed")


def stale_date(context: Context) -> Iterator[Finding]:
    """A finding for each claim, event and agreement whose dates do not go together."""
    for each in context.lists:
        begins = _begins(each)
        for index, claim in enumerate(each.claims if begins else ()):
            published = context.book.sources[claim.source].published
            said = claim.on or published
            if begins and said and parse_period(said).last < moved(begins, -_ahead(each)):
                claimed = Mention(claim.says, claim.source, (*each.path, index))
                yield _early(context, claimed, said, begins)
    for path, agreement in context.records(Agreement):
        for index, event in enumerate(agreement.status):
            said, begins = (
                context.book.sources[event.source].published,
                parse_period(event.on).first,
            )
            if said and parse_period(said).last < begins:
                says = event.says or event.stage.replace("_", " ")
                told = Mention(says, event.source, (*path, "status", index))
                yield _early(context, told, said, begins)
    yield from _over_before(context)
    yield from _silent(context)


def _over_before(context: Context) -> Iterator[Finding]:
    """Holdings that ended before they began."""
    held: Iterator[tuple[Path, Stake | StatedHolding | JointVenture]] = chain(
        context.records(Stake), context.records(StatedHolding), context.records(JointVenture)
    )
    for path, record in held:
        days = [on for name in _BEGINS if (on := getattr(record, name, None)) is not None]
        began = min(days, key=lambda day: parse_period(day).first, default=None)
        if began is None or record.ended is None:
            continue
        if parse_period(record.ended).last < parse_period(began).first:
            told = f"it ended {record.ended}, before it began, {began}: one date is wrong"
            yield context.finding("stale-date", "warning", (*path, "ended"), told)


def _begins(claims: ClaimList) -> date | None:
    """The day on which there is something to tell of."""
    record = claims.record
    if isinstance(record, Volume):
        return parse_period(record.period).last if record.period else None
    if isinstance(record, Price):
        return parse_period(record.on).first
    if isinstance(record, Stake):
        days = [d for d in (record.announced, record.signed, record.on, record.closed) if d]
        return min(parse_period(day).first for day in days) if days else None
    return None


def _ahead(claims: ClaimList) -> timedelta:
    """How long before that it may be told all the same."""
    if isinstance(claims.record, Price):
        return PRICE_AHEAD
    return STAKE_AHEAD if isinstance(claims.record, Stake) else timedelta(0)


def _early(context: Context, claimed: Mention, said: str, begins: date) -> Finding:
    told = (
        f"{claimed.says} was said in or before {said}, and what it is about is of {begins} or "
        "later: a forecast, or another figure"
    )
    return context.finding("stale-date", "warning", claimed.path, told, claims=[claimed])


def _silent(context: Context) -> Iterator[Finding]:
    today = last_day(context)
    for path, agreement in context.records(Agreement) if today else ():
        found = status(agreement, context.book.as_of, parties=context.book.parties)
        heard = max((parse_period(event.on).last for event in agreement.status), default=None)
        if found.stage in OPEN_STAGES and heard and today and moved(heard, SILENT) < today:
            told = (
                f"{found.stage.replace('_', ' ')}, and nothing heard since {heard}: "
                f"{(today - heard).days} days before {today}"
            )
            mentions = [
                Mention(event.says or event.stage, event.source, (*path, "status", at))
                for at, event in enumerate(agreement.status)
            ]
            yield context.finding("stale-date", "info", path, told, claims=mentions)
