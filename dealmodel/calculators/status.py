"""The status of an agreement as of a day: a fold over what its sources say.

Vocabulary: an event *asserts* its stage where its evidence is reported, attributed or confirmed; a
denial *contests* it; who declined to comment neither asserts nor denies. Policy: the latest
asserted stage holds; of several on one day, the best evidenced. A denial does not erase what was
asserted: the stage is contested until it is confirmed on a later day. Nothing after the day asked
for counts; an event dated to a month or year counts from its first day, and events whose dates
overlap keep the book's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dealmodel.rates.period import Period, parse_period
from dealmodel.records.agreement import Agreement, Event

_STRENGTH = {"reported": 1, "attributed": 2, "confirmed": 3}


@dataclass(frozen=True, slots=True)
class Status:
    """How far an agreement came and how well that is known. ``asserting`` and ``denying`` are the
    events on either side of the stage; ``declining`` those in which a party would not comment."""

    stage: str | None
    evidence: str | None
    since: str | None
    contested: bool
    asserting: tuple[Event, ...]
    denying: tuple[Event, ...]
    declining: tuple[Event, ...]
    as_of: str | None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources behind the status, each once."""
        events = (*self.asserting, *self.denying, *self.declining)
        return tuple(dict.fromkeys(event.source for event in events))

    def to_dict(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "evidence": self.evidence,
            "since": self.since,
            "contested": self.contested,
            "asserted_by": [_side(event) for event in self.asserting],
            "denied_by": [_side(event) for event in self.denying],
            "declined_by": [_side(event) for event in self.declining],
            "as_of": self.as_of,
        }


def status(agreement: Agreement, as_of: str | date | None = None) -> Status:
    """The status on ``as_of``, or at the end of what is known; no stage where nothing is.

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
    events = _events(agreement, until)
    asserted = [pair for pair in events if pair[1].evidence in _STRENGTH]
    if not asserted:
        return Status(
            None,
            None,
            None,
            False,
            (),
            tuple(event for _, event in events if event.evidence == "denied"),
            tuple(event for _, event in events if event.evidence == "declined"),
            None if until is None else until.text,
        )
    last, _ = asserted[-1]
    _, latest = max(
        (pair for pair in reversed(asserted) if pair[0] == last),
        key=lambda pair: _STRENGTH[pair[1].evidence],
    )
    stage = latest.stage
    of_stage = [pair for pair in events if pair[1].stage == stage]
    confirmed = [at.first for at, event in of_stage if event.evidence == "confirmed"]
    denials = [
        event
        for at, event in of_stage
        if event.evidence == "denied" and not any(day > at.first for day in confirmed)
    ]
    asserting = tuple(event for _, event in of_stage if event.evidence in _STRENGTH)
    best = max(asserting, key=lambda event: _STRENGTH[event.evidence])
    return Status(
        stage,
        best.evidence,
        of_stage[0][0].text,
        bool(denials),
        asserting,
        tuple(denials),
        tuple(event for _, event in of_stage if event.evidence == "declined"),
        None if until is None else until.text,
    )


def _events(agreement: Agreement, until: Period | None) -> list[tuple[Period, Event]]:
    """The events that count, in order of date, and of the book where dates overlap."""
    ordered: list[tuple[Period, Event]] = []
    for event in agreement.status:
        when = parse_period(event.on)
        if until is not None and when.first > until.last:
            continue
        later = (at for at, (other, _) in enumerate(ordered) if other.first > when.last)
        ordered.insert(next(later, len(ordered)), (when, event))
    return ordered


def _side(event: Event) -> dict[str, Any]:
    return {
        "on": event.on,
        "by": event.by,
        "evidence": event.evidence,
        "source": event.source,
        "says": event.says,
    }
