"""The sheet of agreements: status, events and terms as told, and the parties' facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dealmodel.derivations.agreements import in_words
from dealmodel.derivations.answers import Stated
from dealmodel.derivations.kinds import title_of
from dealmodel.exports.table import Column, Row
from dealmodel.exports.tables.days import day_of
from dealmodel.exports.tables.sources import Sources
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of, who_says

COLUMNS = (
    Column("subject", "About", 32),
    Column("what", "What", 18),
    Column("says", "As told", 56, wraps=True),
    Column("on", "On", 12, "day"),
    Column("stage", "Stage", 14),
    Column("evidence", "Evidence", 11),
    Column("by", "Said by", 18),
    Column("source", "Source", 30),
    Column("record", "Record", 44),
)


def agreement_rows(items: Iterable[Stated], book: Book, sources: Sources) -> Iterator[Row]:
    """A row for each status, for each event behind it, for each term, and for each fact."""
    for item in items:
        details = item.details
        title = title_of(item.subject, book)
        what = str(details.get("term") or details.get("what") or item.name)
        is_status = item.name == "status"
        told = who_says(item.sources, book) if len(item.sources) > 1 else None
        yield Row(
            (
                title,
                what,
                item.text,
                day_of(details.get("since") if is_status else details.get("on")),
                _words(details.get("stage")) if is_status else None,
                details.get("evidence") if is_status else None,
                None,
                told or sources.link(item.sources[0] if item.sources else None),
                item.subject,
            )
        )
        if is_status:
            yield from _events(item.subject, title, book, sources)


def _events(subject: str, title: str, book: Book, sources: Sources) -> Iterator[Row]:
    for event in book.agreements[subject.partition(".")[2]].status:
        yield Row(
            (
                title,
                "event",
                f"{_words(event.stage)}, {event.evidence}",
                day_of(event.on),
                _words(event.stage),
                event.evidence,
                name_of(event.by, book) if event.by else None,
                sources.link(event.source),
                subject,
            )
        )


def _words(stage: str | None) -> str | None:
    return None if stage is None else in_words(stage)
