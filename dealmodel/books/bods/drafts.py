"""Statements of a book without what all statements of a file share.

A record's id names its place in the book. What one source says of a holding on several days is one
record, new and then updated; what it says twice on one day, and what others say, are records of
their own, so that claims that disagree stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dealmodel.books.bods.annotations import Annotation, rounded, with_data
from dealmodel.books.bods.holdings import Holding, Telling, tellings
from dealmodel.books.bods.others import End, Kept, Other
from dealmodel.books.bods.parties import details_of, first_day, record_type
from dealmodel.books.bods.relationships import interests_of, rounding_of
from dealmodel.books.bods.shapes import is_day
from dealmodel.books.bods.sources import declaration_of, source_of
from dealmodel.books.writing import record_data
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim

Pair = tuple[End, End]
"""Who holds, and what is held."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The book; what its figures mean; the day of publication, which a claim without a date has;
    and what the ids of its records start with."""

    book: Book
    rules: HedgeRules
    published: str
    prefix: str

    def record(self, *path: str) -> str:
        """The id of the record at a place of the book."""
        return ".".join((self.prefix, *path))

    def party(self, end: End) -> str | Mapping[str, Any]:
        """The id of a party's record, or what stands for an unspecified one."""
        return self.record("parties", end) if isinstance(end, str) else end


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement; ``subject`` is the id of the record at the root of its network. ``party`` is
    whom it is on, ``pair`` who holds and what is held in a relationship."""

    record: str
    kind: str
    subject: str
    day: str
    details: Mapping[str, Any]
    status: str = "new"
    party: str | None = None
    pair: Pair | None = None
    annotations: Sequence[Annotation] = ()
    source: Mapping[str, Any] = field(default_factory=dict)
    declaration: str | None = None


def of_party(key: str, subject: str, setting: Setting) -> Draft:
    """The statement on a party in the network of ``subject``, another party or itself."""
    party = setting.book.parties[key]
    notes = [with_data({"party": key, "record": record_data(party)})]
    details = details_of(party)
    if party.founded and not is_day(party.founded) and "foundingDate" in details:
        notes.append(rounded("/recordDetails/foundingDate", party.founded))
    return Draft(
        setting.record("parties", key),
        record_type(party) or "",
        setting.record("parties", subject),
        setting.published,
        details,
        party=key,
        annotations=notes,
    )


def of_holding(holding: Holding, setting: Setting) -> Iterator[Draft]:
    """The statements on a holding, one for each telling of it."""
    for told in tellings(holding):
        days = [_day(each.claim, setting) for each in told]
        alike = len({(each.share is None, each.votes is None) for each in told}) == 1
        for telling, day, (suffix, status) in zip(told, days, _series(days, alike), strict=True):
            record = setting.record(*holding.path, telling.source or "unstated") + suffix
            yield _of_telling(holding, telling, record, status, day, setting)


def _of_telling(
    holding: Holding, telling: Telling, record: str, status: str, day: str, setting: Setting
) -> Draft:
    interests = interests_of(holding, telling, setting.rules)
    data: dict[str, Any] = {"holding": list(holding.path)}
    for key, placed in (("share", telling.share), ("votes", telling.votes)):
        if placed is not None:
            data[key] = {"at": placed[0], "claim": record_data(placed[1])}
    notes = [with_data(data), *_dated(telling.claim, setting), *rounding_of(holding, interests)]
    return Draft(
        record,
        "relationship",
        setting.record("parties", holding.held),
        day,
        {
            "subject": setting.party(holding.held),
            "interestedParty": setting.party(holding.holder),
            "interests": interests,
        },
        status,
        pair=(holding.holder, holding.held),
        annotations=notes,
        **_origin(telling.claim, holding.held, setting),
    )


def of_kept(
    kept: Kept, setting: Setting, named: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Draft]:
    """The statements on relationships kept from another file: those without components or, where
    ``named`` tells which records the names of components stand for, those with them."""
    same: dict[str, list[tuple[Other, Claim]]] = {}
    for other, claim in kept.told:
        key = repr((other.subject, other.interested_party, other.is_primary))
        same.setdefault(key, []).append((other, claim))
    for number, told in enumerate(same.values(), start=1):
        if told[0][0].is_primary == (named is not None):
            days = [_day(claim, setting) for _, claim in told]
            for (other, claim), (suffix, status) in zip(told, _series(days, True), strict=True):
                record = setting.record(*kept.path, str(number)) + suffix
                status = "closed" if other.is_closed else status
                yield _of_other(other, claim, record, status, setting, named or {})


def _of_other(
    other: Other,
    claim: Claim,
    record: str,
    status: str,
    setting: Setting,
    named: Mapping[str, Sequence[str]],
) -> Draft:
    root = next(iter(other.parties))
    components = [id_ for name in other.components for id_ in named.get(name, ())]
    return Draft(
        record,
        "relationship",
        setting.record("parties", root),
        _day(claim, setting),
        {
            **({"componentRecords": components} if components else {}),
            "subject": setting.party(other.subject),
            "interestedParty": setting.party(other.interested_party),
            **({"interests": list(other.interests)} if other.interests else {}),
        },
        status,
        pair=(other.interested_party, other.subject),
        annotations=list(_dated(claim, setting)),
        **_origin(claim, root, setting),
    )


def _series(days: Sequence[str], alike: bool) -> Iterator[tuple[str, str]]:
    """What each of a source's statements adds to the record's id, and its status."""
    is_series = alike and all(before < after for before, after in pairwise(days))
    for at in range(len(days)):
        if is_series:
            yield "", "updated" if at else "new"
        else:
            yield f".{at + 1}" if at else "", "new"


def _origin(claim: Claim | None, subject: str, setting: Setting) -> dict[str, Any]:
    """The source and declaration of a statement that makes a claim."""
    if claim is None:
        return {}
    return {
        "source": source_of(claim, setting.book, subject),
        "declaration": declaration_of(claim, setting.book),
    }


def _when(claim: Claim | None, setting: Setting) -> str | None:
    """When something was said: the claim's own date, or that of its source."""
    return None if claim is None else claim.on or setting.book.sources[claim.source].published


def _day(claim: Claim | None, setting: Setting) -> str:
    said = _when(claim, setting)
    return first_day(said) if said else setting.published


def _dated(claim: Claim | None, setting: Setting) -> Iterator[Annotation]:
    """An annotation on a statement's date that is no more than a month or year."""
    said = _when(claim, setting)
    if said and not is_day(said):
        yield rounded("/statementDate", said)
