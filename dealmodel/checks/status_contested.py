"""An agreement whose stage one side asserts and a party to it denies (``status-contested``).

A warning: one of the two is wrong, and the book cannot say which. The status is that of the day the
book speaks of, or of the end of what is known; who asserts and who denies are both named. A denial
that a later confirmation has superseded is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.accounts import Path
from dealmodel.calculators.status import Status, status
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding, Mention
from dealmodel.records.agreement import Agreement, Event


def status_contested(context: Context) -> Iterator[Finding]:
    """A finding for each contested agreement."""
    book = context.book
    for path, agreement in context.records(Agreement):
        found = status(agreement, book.as_of, parties=book.parties)
        if found.contested:
            told = (
                f"{(found.stage or '').replace('_', ' ')}: asserted by "
                f"{_sides(context, found.asserting)}; denied by {_sides(context, found.denying)}"
            )
            if found.declining:
                told += f"; {_sides(context, found.declining)} declined to comment"
            yield context.finding(
                "status-contested",
                "warning",
                path,
                told,
                verdict="contradictory",
                claims=_mentions(path, agreement, found),
                details={"status": found.to_dict()},
            )


def _mentions(path: Path, agreement: Agreement, found: Status) -> list[Mention]:
    """The events on both sides, in the book's order."""
    events = {id(event) for event in (*found.asserting, *found.denying, *found.declining)}
    return [
        Mention(
            event.says or f"{event.stage} {event.evidence}", event.source, (*path, "status", at)
        )
        for at, event in enumerate(agreement.status)
        if id(event) in events
    ]


def _sides(context: Context, events: Sequence[Event]) -> str:
    """Who speaks in the events, each with the first source and day."""
    told: dict[str, str] = {}
    for event in events:
        source = context.book.sources[event.source].named
        party = context.book.parties.get(event.by or "")
        name = party.name if party else event.by or source
        told.setdefault(name, f"{name} ({event.on}{'' if name == source else f', in {source}'})")
    return ", ".join(told.values())
