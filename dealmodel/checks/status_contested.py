"""An agreement whose stage one side asserts and a party to it denies (``status-contested``).

A warning: one of the two is wrong, and the book cannot say which. The status is that of the day the
book speaks of, or of the end of what is known; who asserts and who denies are both named. A denial
that a later confirmation has superseded is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.accounts import Path
from dealmodel.calculators.status import Status, status
from dealmodel.checks.finding import Finding, Mention
from dealmodel.checks.scene import Scene
from dealmodel.records.agreement import Agreement, Event


def status_contested(scene: Scene) -> Iterator[Finding]:
    """A finding for each contested agreement."""
    book = scene.book
    for path, agreement in scene.records(Agreement):
        found = status(agreement, book.as_of, parties=book.parties)
        if found.contested:
            told = (
                f"{(found.stage or '').replace('_', ' ')}: asserted by "
                f"{_sides(scene, found.asserting)}; denied by {_sides(scene, found.denying)}"
            )
            if found.declining:
                told += f"; {_sides(scene, found.declining)} declined to comment"
            yield scene.finding(
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
    events = (*found.asserting, *found.denying, *found.declining)
    return [
        Mention(
            event.says or f"{event.stage} {event.evidence}", event.source, (*path, "status", at)
        )
        for at, event in enumerate(agreement.status)
        if event in events
    ]


def _sides(scene: Scene, events: Sequence[Event]) -> str:
    """Who speaks in the events, each with the first source and day."""
    told: dict[str, str] = {}
    for event in events:
        source = scene.book.sources[event.source].named
        party = scene.book.parties.get(event.by or "")
        name = party.name if party else event.by or source
        told.setdefault(name, f"{name} ({event.on}{'' if name == source else f', in {source}'})")
    return ", ".join(told.values())
