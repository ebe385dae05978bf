"""The status of an agreement as of a day: a fold over what its sources say.

Vocabulary: an event *asserts* its stage where its evidence is reported, attributed or confirmed; a
denial *contests* it; who declined to comment does neither. Stage and evidence are separate axes:
the stage is how far the agreement came, the evidence the best there is for that stage.

Stage: the furthest that is asserted, not the latest, since what is printed later often repeats what
was earlier: a text of May that still tells of talks does not undo what was signed in April. Only
``ended`` and ``withdrawn`` undo: such an end outdoes every stage that is not surely later.

What others report cannot lift what stands: a denial holds, and an end holds, until a party
confirms on a later day that there is an agreement after all. Neither erases what was reported.

Denials: one contests where a party says it: the supplier, the customer, one of the parties, the
owner of such a brand or plant, or who speaks for one of them. Nobody, and a person of whom the book
does not tell for whom he speaks, count as a party, since ``denied`` means by a party; a free name
does where it names one ("a spokesperson for Ferrari"). Anybody else has no part in the agreement:
the denial is listed and contests nothing.
To deny a stage is to deny those that lie beyond it.

Dates: nothing counts that begins after the day asked for; a month or year counts from its first
day. One event is later than another where all its days are; where their days overlap, the book's
order tells only who asserts still, after a denial.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from dealmodel.calculators.options import options_checked
from dealmodel.dataclass import dataclass
from dealmodel.figures.markup import html_table
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.agreement import Agreement, Event
from dealmodel.records.party import Party

_STRENGTH = {"reported": 1, "attributed": 2, "confirmed": 3}
_PROGRESS = {
    stage: rank
    for rank, stage in enumerate(
        ("talks", "mou_signed", "agreed", "signed", "approved", "closed", "producing"), start=1
    )
}
_NO_PARTIES: Mapping[str, Party] = MappingProxyType({})


_HEADINGS = ("", "on", "by", "evidence", "stage", "as printed")


@dataclass(frozen=True, slots=True)
class Status:
    """How far an agreement came and how well that is known; no stage where nothing is asserted.

    ``since`` is the date by which the stage was surely reached. ``asserting`` are the events that
    assert the stage, ``still_asserting`` those of them after the last denial; ``denying`` the
    parties' denials that stand, ``denying_outside`` those of others; ``declining`` those in which
    one would not comment.
    """

    stage: str | None
    evidence: str | None
    since: str | None
    asserting: tuple[Event, ...]
    still_asserting: tuple[Event, ...]
    denying: tuple[Event, ...]
    denying_outside: tuple[Event, ...]
    declining: tuple[Event, ...]
    as_of: str | None

    @property
    def contested(self) -> bool:
        """Whether a party denies what is asserted."""
        return bool(self.asserting and self.denying)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources behind the status, each once."""
        events = (*self.asserting, *self.denying, *self.denying_outside, *self.declining)
        return tuple(dict.fromkeys(event.source for event in events))

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        sides = ("asserted", self.asserting), ("denied", self.denying)
        outside = ("denied by others", self.denying_outside), ("declined", self.declining)
        rows = (
            (side, event.on, event.by or "", event.evidence, event.stage, event.says or "")
            for side, events in (*sides, *outside)
            for event in events
        )
        stage = f"{self.stage or 'nothing asserted'}{', contested' if self.contested else ''}"
        return f"<p><b>{stage}</b></p>" + html_table(_HEADINGS, rows)

    def to_dict(self) -> dict[str, Any]:
        still = set(map(id, self.still_asserting))
        return {
            "stage": self.stage,
            "evidence": self.evidence,
            "since": self.since,
            "contested": self.contested,
            "asserted_by": [
                {**_side(event), "after_denial": id(event) in still} for event in self.asserting
            ],
            "denied_by": [
                *({**_side(event), "is_party": True} for event in self.denying),
                *({**_side(event), "is_party": False} for event in self.denying_outside),
            ],
            "declined_by": [_side(event) for event in self.declining],
            "as_of": self.as_of,
        }


@dataclass(frozen=True, slots=True)
class _Told:
    """An event, its days, its place in the book, and whether a party tells it."""

    event: Event
    when: Period
    place: int
    by_party: bool

    @property
    def strength(self) -> int:
        """How well it asserts its stage; 0 where it does not."""
        return _STRENGTH.get(self.event.evidence, 0)

    @property
    def is_end(self) -> bool:
        return self.event.stage not in _PROGRESS

    @property
    def rank(self) -> int:
        """How far the stage is."""
        return _PROGRESS.get(self.event.stage, 0)

    @property
    def is_confirmation(self) -> bool:
        return self.by_party and self.event.evidence == "confirmed"

    def is_later_than(self, other: _Told) -> bool:
        return self.when.first > other.when.last

    def follows(self, other: _Told) -> bool:
        """Whether it comes after the other, in the book's order where their days overlap."""
        return self.is_later_than(other) or (
            self.place > other.place and not other.is_later_than(self)
        )


@options_checked
def status(
    agreement: Agreement,
    as_of: str | date | None = None,
    *,
    parties: Mapping[str, Party] = _NO_PARTIES,
) -> Status:
    """The status on ``as_of``, a day or the end of a period; without it, at the end of what is
    known. ``parties`` are those of the book, which tell who speaks for whom.

    >>> talks = Agreement(
    ...     kind="talks",
    ...     parties=("a", "b"),
    ...     status=(
    ...         Event(on="2025-04-24", stage="talks", evidence="reported", source="x"),
    ...         Event(on="2025-04-25", stage="talks", evidence="denied", by="a", source="y"),
    ...     ),
    ... )
    >>> status(talks).contested, status(talks, "2025-04-24").contested
    (True, False)

    :raises DateError: ``as_of`` is no date.
    """
    until = None if as_of is None else parse_period(as_of)
    told = _ordered(_told(agreement, until, parties))
    current, reopened_after = _current(told)
    reached = _reached(current)
    concerned = [each for each in told if _concerns(each, reached, reopened_after)]
    lifted = _Lifted(told)
    standing = [each for each in concerned if not each.strength and not lifted.is_lifted(each)]
    denials = [each for each in standing if each.event.evidence == "denied"]
    denying = [each for each in denials if each.by_party]
    stage = None if reached is None else reached.event.stage
    there = {each.place for each in current if each.event.stage == stage}
    asserting = [each for each in told if each.place in there]
    still = [each for each in asserting if denying and all(map(each.follows, denying))]
    best = max(asserting, key=lambda each: each.strength, default=None)
    surely = min(asserting, key=lambda each: (each.when.last, each.when.first), default=None)
    return Status(
        stage,
        None if best is None else best.event.evidence,
        None if surely is None else surely.when.text,
        _events(asserting),
        _events(still),
        _events(denying),
        _events([each for each in denials if not each.by_party]),
        _events([each for each in standing if each.event.evidence == "declined"]),
        None if until is None else until.text,
    )


def history(agreement: Agreement, as_of: str | date | None = None) -> tuple[Event, ...]:
    """The events that count on ``as_of`` by date, in the book's order where their days overlap.

    >>> signed = Event(on="2025-04", stage="signed", evidence="reported", source="x")
    >>> talks = Event(on="2025-03-31", stage="talks", evidence="reported", source="x")
    >>> deal = Agreement(kind="equity", parties=("a", "b"), status=(signed, talks))
    >>> [event.stage for event in history(deal)]
    ['talks', 'signed']

    :raises DateError: ``as_of`` is no date.
    """
    until = None if as_of is None else parse_period(as_of)
    return _events(_ordered(_told(agreement, until, _NO_PARTIES)))


def _told(
    agreement: Agreement, until: Period | None, parties: Mapping[str, Party]
) -> Iterator[_Told]:
    """The events that count, in the book's order."""
    named = (agreement.supplier, agreement.customer, *agreement.parties)
    taking_part = {party for party in named if party is not None}
    owners = {owner for party in taking_part for owner in _above(party, parties, "brand_of")}
    for place, event in enumerate(agreement.status):
        when = parse_period(event.on)
        if until is None or when.first <= until.last:
            yield _Told(event, when, place, _has_part(event.by, taking_part, owners, parties))


def _has_part(
    by: str | None, taking_part: set[str], owners: set[str], parties: Mapping[str, Party]
) -> bool:
    """Whether ``by`` is, or may be, a party to the agreement or one that speaks for it."""
    if by is None or by in taking_part:
        return True
    if by not in parties:
        return _names_one_of(by, taking_part | owners, parties)
    speaking = _above(by, parties, "speaks_for")
    behind = {each for party in speaking for each in _above(party, parties, "brand_of")}
    may_speak = parties[by].kind == "person" and len(speaking) == 1
    return may_speak or bool(behind & taking_part or speaking & owners)


def _names_one_of(by: str, taking_part: set[str], parties: Mapping[str, Party]) -> bool:
    """Whether a free text, "a spokesperson for Ferrari", names a party to the agreement."""
    known = (parties[each] for each in taking_part if each in parties)
    names = (name for party in known for name in (party.name, *party.aliases))
    return any(re.search(rf"\b{re.escape(name)}\b", by, re.IGNORECASE) for name in names)


def _above(party: str, parties: Mapping[str, Party], link: str) -> set[str]:
    """The party, and those that ``link`` leads to from it, one after the other."""
    found: set[str] = set()
    at: str | None = party
    while at is not None and at not in found:
        found.add(at)
        at = getattr(parties[at], link) if at in parties else None
    return found


def _ordered(told: Iterator[_Told]) -> list[_Told]:
    """By date; where days overlap, in the order given."""
    ordered: list[_Told] = []
    latest: list[date] = []  # the latest first day up to each place: it never falls
    for each in told:
        at = bisect_right(latest, each.when.last)
        latest.insert(at, max(each.when.first, latest[at - 1] if at else date.min))
        ordered.insert(at, each)
    return ordered


def _current(told: Sequence[_Told]) -> tuple[list[_Told], Period | None]:
    """What is asserted since a party confirmed again an agreement that had ended, if one did, and
    when it had ended. In no other order than that of the dates, whatever the book's."""
    current: list[_Told] = []
    ended: list[_Told] = []
    reopened_after: Period | None = None
    for each in sorted(
        (each for each in told if each.strength),
        key=lambda each: (each.when.first, each.when.last, -each.strength, not each.by_party),
    ):
        if each.is_end:
            ended.append(each)
        elif ended and each.is_confirmation and all(map(each.is_later_than, ended)):
            reopened_after = max((end.when for end in ended), key=lambda when: when.last)
            current, ended = [], []
        current.append(each)
    return current, reopened_after


def _reached(current: Sequence[_Told]) -> _Told | None:
    """The event whose stage holds: the last end, or else the furthest stage."""
    ends = (each for each in current if each.is_end)
    last = max(
        ends,
        key=lambda end: (end.when.last, end.when.first, end.strength, end.event.stage),
        default=None,
    )
    return last or max(current, key=lambda each: each.rank, default=None)


def _concerns(each: _Told, reached: _Told | None, reopened_after: Period | None) -> bool:
    """Whether what ``each`` says bears on the stage that was reached, since it last began."""
    if reopened_after is not None and each.when.last < reopened_after.first:
        return False
    return reached is None or (each.is_end == reached.is_end and each.rank <= reached.rank)


class _Lifted:
    """The last day on which parties confirmed each rank, or more, and each end."""

    def __init__(self, told: Sequence[_Told]) -> None:
        self._last: dict[tuple[bool, int], date] = {}
        for each in told:
            if each.is_confirmation:
                for rank in range(each.rank + 1):
                    key = each.is_end, rank
                    self._last[key] = max(self._last.get(key, date.min), each.when.first)

    def is_lifted(self, each: _Told) -> bool:
        """Whether a party confirms, on a later day, what ``each`` denies or would not comment
        on."""
        return self._last.get((each.is_end, each.rank), date.min) > each.when.last


def _events(told: Sequence[_Told]) -> tuple[Event, ...]:
    return tuple(each.event for each in told)


def _side(event: Event) -> dict[str, Any]:
    return {
        "on": event.on,
        "by": event.by,
        "evidence": event.evidence,
        "source": event.source,
        "says": event.says,
        "stage": event.stage,
    }
