"""The direct holdings that the statements of one relationship record tell of, over time.

Statements of a record follow each other: a later one confirms what the one before it says, or puts
something else in its place. In a book the first is another claim on the same stake, the second a
new stake, and the one before has ended by then. A closed record ends what is left.

A shareholding or voting right is a holding, direct, indirect or of unknown directness, unless it is
called indirect and told of with the records that it goes through; so is an interest whose nature is
not told, of unstated size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dealmodel.books.bods.kept import kept_note
from dealmodel.books.bods.reading import Statement
from dealmodel.books.bods.relationships import SHARE, VOTES
from dealmodel.books.bods.shares import claim_words, is_nothing, narrowest

Interest = Mapping[str, Any]

_OF_UNTOLD_NATURE = (None, "unknownInterest", "unpublishedInterest")


@dataclass(frozen=True, slots=True)
class Declared:
    """A relationship as a statement declares it: its source's id, and what else the statement says
    that a book has no key for."""

    statement: Statement
    source: str
    extras: Mapping[str, Any]

    @property
    def interests(self) -> Sequence[Interest]:
        """The interests; one of which nothing is told where none is given."""
        return self.statement.details.get("interests") or [{}]

    @property
    def direct(self) -> list[Interest]:
        """The interests that are direct holdings."""
        return [each for each in self.interests if self._is_direct(each)]

    @property
    def others(self) -> list[Interest]:
        """The other interests."""
        return [each for each in self.interests if not self._is_direct(each)]

    def _is_direct(self, interest: Interest) -> bool:
        through = bool(self.statement.details.get("componentRecords"))
        way = interest.get("directOrIndirect", "indirect" if through else None)
        is_holding = interest.get("type") in (SHARE, VOTES, *_OF_UNTOLD_NATURE)
        is_chain = way == "indirect" and (through or not interest.get("share"))
        return is_holding and not is_chain and not is_nothing(interest.get("share", {}))


@dataclass(slots=True)
class Stint:
    """One stake in the making: what a record says until it says something else."""

    start: str | None
    on: str | None
    says: Any
    ended: str | None = None
    claims: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    note: str | None = None
    directness: str = "direct"

    def to_data(self, investor: str, investee: str) -> dict[str, Any]:
        """The stake as a book's file holds it."""
        data = {
            "investor": investor,
            "investee": investee,
            "on": self.on,
            "ended": self.ended,
            "directness": None if self.directness == "direct" else self.directness,
            **self.claims,
            "note": self.note,
        }
        return {key: value for key, value in data.items() if value}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A shareholding and a voting right of one period."""

    start: str | None
    end: str | None
    interests: Mapping[str, Interest]

    @property
    def directness(self) -> str:
        """direct or indirect where an interest is called so; else unknown."""
        ways = {each.get("directOrIndirect") for each in self.interests.values()}
        return next((way for way in ("direct", "indirect") if way in ways), "unknown")

    @property
    def says(self) -> Any:
        """What a confirmation repeats."""
        told = {key: (each.get("type"), each.get("share")) for key, each in self.interests.items()}
        return self.start, self.directness, told


def stints(series: Sequence[Declared]) -> list[Stint]:
    """The stakes that the statements of a record tell of, in the order of their days."""
    found: list[Stint] = []
    current: list[Stint] = []
    for declared in series:
        before, current = current, []
        for at, entry in enumerate(_entries(declared.direct)):
            last = before[at] if at < len(before) else None
            stint = last if last is not None and last.says == entry.says else None
            if stint is None:
                stint = _next(entry, last, declared.statement.day)
                found.append(stint)
            _tell(stint, entry, declared)
            current.append(stint)
        for stint in before[len(current) :]:
            stint.ended = stint.ended or declared.statement.day
        if declared.statement.is_closed:
            for stint in current:
                stint.ended = stint.ended or declared.statement.day
    return found


def side_by_side(declared: Declared) -> bool:
    """Whether a statement has several interests of one type and period, which in a book are claims
    on one holding that disagree."""
    periods = [(entry.start, entry.end) for entry in _entries(declared.direct)]
    return len(set(periods)) < len(periods)


def _entries(interests: Sequence[Interest]) -> list[_Entry]:
    entries: list[_Entry] = []
    for interest in interests:
        slot = "votes" if interest.get("type") == VOTES else "share"
        start, end = interest.get("startDate"), interest.get("endDate")
        for at, entry in enumerate(entries):
            if (entry.start, entry.end) == (start, end) and slot not in entry.interests:
                entries[at] = _Entry(start, end, {**entry.interests, slot: interest})
                break
        else:
            entries.append(_Entry(start, end, {slot: interest}))
    return entries


def _next(entry: _Entry, last: Stint | None, day: str) -> Stint:
    """A new stake, from the day that its interests give or, if that is the one of the stake before
    it, from the day of the statement; the stake before has ended by then."""
    if last is None:
        return Stint(entry.start, entry.start, entry.says, directness=entry.directness)
    on = entry.start if entry.start and entry.start != last.start else day
    last.ended = last.ended or on
    return Stint(entry.start, on, entry.says, directness=entry.directness)


def _tell(stint: Stint, entry: _Entry, declared: Declared) -> None:
    """Add what a statement says of a stake."""
    stint.ended = entry.end or stint.ended
    extras = dict(declared.extras)
    for slot, interest in entry.interests.items():
        words = claim_words(interest.get("share", {}))
        kept = dict(_kept(slot, interest, stint)) | extras
        if words is None:
            stint.note = kept_note({**kept, "toldBy": declared.source})
            continue
        claim = {**words, "source": declared.source, "on": declared.statement.day}
        note = kept_note(kept)
        claim |= {"note": note} if note else {}
        told = stint.claims.setdefault(slot, [])
        if claim not in told:
            told.append(claim)
        extras = {}


def _kept(slot: str, interest: Interest, stint: Stint) -> Iterator[tuple[str, Any]]:
    """What of an interest its stake has no key for; ``None`` for what it says and the interest
    does not."""
    expected = {
        "type": VOTES if slot == "votes" else SHARE,
        "directOrIndirect": "direct",
        "startDate": stint.on,
    }
    for key, value in expected.items():
        if interest.get(key) != value:
            yield key, interest.get(key)
    for key, value in interest.items():
        is_told = key in expected or key == "endDate"
        if not is_told and (key != "share" or narrowest(value) != value):
            yield key, value
