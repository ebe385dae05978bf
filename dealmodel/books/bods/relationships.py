"""Holdings as relationships of the standard.

A stake, a stated holding or a place in a joint venture is one interest, direct unless the book says
otherwise. Its share is an interest of the type shareholding, its votes one of the type
votingRights. A holding of unstated size is a shareholding without a share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dealmodel.books.bods.annotations import Annotation, rounded
from dealmodel.books.bods.holdings import Holding, Telling
from dealmodel.books.bods.kept import from_note
from dealmodel.books.bods.parties import first_day
from dealmodel.books.bods.shapes import is_day
from dealmodel.books.bods.shares import share_of
from dealmodel.books.bods.standard import INTEREST
from dealmodel.figures.hedges import HedgeRules
from dealmodel.rates.period import parse_period
from dealmodel.records.claim import Claim

SHARE, VOTES = "shareholding", "votingRights"

_FROM_NOTES = (
    "type",
    "directOrIndirect",
    "beneficialOwnershipOrControl",
    "details",
    "startDate",
    "endDate",
)


def interests_of(holding: Holding, telling: Telling, rules: HedgeRules) -> list[dict[str, Any]]:
    """The interests that a source tells of."""
    told = [(SHARE, telling.share), (VOTES, telling.votes)]
    return [
        interest_of(kind, placed[1], holding, rules) for kind, placed in told if placed is not None
    ] or [interest_of(SHARE, None, holding, rules)]


def interest_of(
    kind: str, claim: Claim | None, holding: Holding, rules: HedgeRules
) -> dict[str, Any]:
    """One interest; what a note keeps of it takes the place of what it would be."""
    share = share_of(claim, rules) if claim else None
    interest: dict[str, Any] = {
        "type": kind,
        "directOrIndirect": holding.directness,
        **({"share": share} if share else {}),
        **_days(holding),
    }
    kept = from_note(claim.note if claim else holding.note)
    for key in _FROM_NOTES:
        if key in kept and not any(INTEREST.faults({key: kept[key]})):
            interest[key] = kept[key]
        elif key in kept and kept[key] is None:
            interest.pop(key, None)
    return interest


def _days(holding: Holding) -> dict[str, str]:
    """The days on which a holding began and ended, as far as they are known.

    A month or year of its end in which it began as well ends no earlier than it began; the day of a
    deal that was over before, as for an offer that failed, is no beginning.
    """
    if not holding.end:
        return {"startDate": first_day(holding.start)} if holding.start else {}
    ended = parse_period(holding.end)
    if not holding.start or ended.last < parse_period(holding.start).first:
        return {"endDate": ended.first.isoformat()}
    began = parse_period(holding.start).first
    return {"startDate": began.isoformat(), "endDate": max(began, ended.first).isoformat()}


def rounding_of(holding: Holding, interests: Sequence[Mapping[str, Any]]) -> Iterator[Annotation]:
    """Annotations on the days of interests that stand for a month or year."""
    for at, interest in enumerate(interests):
        for key, printed in (("startDate", holding.start), ("endDate", holding.end)):
            if printed and not is_day(printed) and key in interest:
                yield rounded(f"/recordDetails/interests/{at}/{key}", printed)
