"""The status of a book's agreements on a day, each with its timeline.

A timeline has a line for each event that counts by then, in order of date: what is known only to
the month stands where the book has it among the days of that month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dealmodel.calculators.status import Status, history, status
from dealmodel.dataclass import dataclass
from dealmodel.derivations.agreements import evidence_text, in_words, sides_of, speaker_of
from dealmodel.errors import UnknownReference, nearest
from dealmodel.records.agreement import Agreement, Event
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of

SECTION = "agreements"
_LISTED, _SHOWN = 12, 60

SYMBOLS = {"reported": "○", "attributed": "◐", "confirmed": "●", "denied": "✗", "declined": "–"}
"""A sign for each evidence, always beside its word."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """An agreement with its status and the ``events`` that count; ``later`` is how many do not."""

    key: str
    agreement: Agreement
    status: Status
    events: tuple[Event, ...]
    book: Book

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the supplier, the customer and the parties."""
        named = (self.agreement.supplier, self.agreement.customer, *self.agreement.parties)
        return tuple(dict.fromkeys(party for party in named if party is not None))

    @property
    def later(self) -> int:
        return len(self.agreement.status) - len(self.events)

    def to_dict(self) -> dict[str, Any]:
        """The agreement's result of ``dealmodel status --json``."""
        return {
            "subject": f"{SECTION}.{self.key}",
            "name": "status",
            "kind": self.agreement.kind,
            "product": self.agreement.product,
            "parties": list(self.parties),
            **self.status.to_dict(),
            "timeline": [_entry(event, self.book) for event in self.events],
            "later": self.later,
            "sources": list(self.status.sources),
            "warnings": [],
        }


def timelines(
    book: Book, key: str | None = None, as_of: str | date | None = None
) -> tuple[Timeline, ...]:
    """The agreements of the book, or the one whose id is ``key``, on ``as_of``; if that is not
    given, on the date that the book speaks of, or else at the end of what is known.

    :raises UnknownReference: the book has no such agreement.
    :raises DateError: ``as_of`` is no date.
    """
    keys = tuple(book.agreements) if key is None else (_known(key, book),)
    until = book.as_of if as_of is None else as_of
    return tuple(
        Timeline(
            each,
            agreement := book.agreements[each],
            status(agreement, until, parties=book.parties),
            history(agreement, until),
            book,
        )
        for each in keys
    )


def text_of(found: Sequence[Timeline]) -> str:
    """Timelines as lines of text; several come after an overview."""
    blocks = [list(_block(each)) for each in found]
    if len(found) > 1:
        blocks.insert(0, _overview(found))
    as_of = found[0].status.as_of if found else None
    if as_of is not None:
        blocks.insert(0, [f"As of {as_of}"])
    return "\n\n".join("\n".join(block) for block in blocks)


def _known(key: str, book: Book) -> str:
    given = key.removeprefix(f"{SECTION}.")
    if given in book.agreements:
        return given
    known = list(book.agreements)
    near = nearest(given, known)
    message = f"there is no agreement {given[:_SHOWN]!r} in the book"
    if not near:
        listed = [*known[:_LISTED], *(["..."] if len(known) > _LISTED else [])]
        message += f": it has {', '.join(listed) or 'none'}"
    raise UnknownReference(given, message, suggestions=near)


def _entry(event: Event, book: Book) -> dict[str, Any]:
    source = book.sources[event.source]
    return {
        "on": event.on,
        "stage": event.stage,
        "evidence": event.evidence,
        "by": event.by,
        "source": event.source,
        "publisher": source.publisher,
        "origin": source.origin,
        "says": event.says,
        "note": event.note,
    }


def _overview(found: Sequence[Timeline]) -> list[str]:
    rows = [
        (
            each.key,
            in_words(each.status.stage or "none"),
            _evidence(each.status.evidence),
            each.status.since or "",
            "contested" if each.status.contested else "",
        )
        for each in found
    ]
    return _aligned([("agreement", "stage", "evidence", "since", ""), *rows])


def _block(timeline: Timeline) -> Iterator[str]:
    agreement, found, book = timeline.agreement, timeline.status, timeline.book
    yield f"{timeline.key}: {in_words(agreement.kind)}, {_parties(agreement, book)}"
    if agreement.product:
        yield f"  {agreement.product}"
    yield f"  stage      {_stage(timeline)}"
    if found.evidence is not None:
        yield f"  evidence   {SYMBOLS[found.evidence]} {evidence_text(found, book)}"
    yield from (f"  {label:<9}  {names}" for label, names in sides_of(found, book))
    rows = [_row(event, book) for event in timeline.events]
    yield from (f"    {line}" for line in _aligned(rows))
    if timeline.later:
        yield f"    not counted: {timeline.later} later"


def _stage(timeline: Timeline) -> str:
    """The stage and since when, or why there is none."""
    found = timeline.status
    if found.stage is not None:
        return f"{in_words(found.stage)}, since {found.since}"
    if timeline.events:
        return "none: nobody asserts one"
    if not timeline.later:
        return "none: the book has no events"
    first = history(timeline.agreement)[0]
    return f"none: nothing is known by {found.as_of}, the first event is of {first.on}"


def _row(event: Event, book: Book) -> tuple[str, ...]:
    words = f"“{event.says}”" if event.says else ""
    note = f"({event.note})" if event.note else ""
    source = f"[{book.sources[event.source].named}]"
    return (
        event.on,
        in_words(event.stage),
        _evidence(event.evidence),
        speaker_of(event.by, book) if event.by else "",
        " ".join(filter(None, (source, words, note))),
    )


def _evidence(evidence: str | None) -> str:
    return "" if evidence is None else f"{SYMBOLS[evidence]} {evidence}"


def _parties(agreement: Agreement, book: Book) -> str:
    roles = (("supplier", agreement.supplier), ("customer", agreement.customer))
    named = [f"{role} {name_of(party, book)}" for role, party in roles if party is not None]
    others = " and ".join(name_of(party, book) for party in agreement.parties)
    return ", ".join(filter(None, (*named, others)))


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with columns under one another; a column without anything is left out."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True) if width
        ).rstrip()
        for row in rows
    ]
