"""What follows from an agreement: its status as of a day, and its terms as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dealmodel.calculators.status import Status, status
from dealmodel.derivations.answers import Item, Refused, Stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.terms import of_terms
from dealmodel.records.agreement import Agreement, Event
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of


def of_agreement(subject: str, agreement: Agreement, setting: Setting) -> Iterator[Item | Refused]:
    """The agreement's status as of the book's date, and its terms as printed."""
    book = setting.book
    found = status(agreement, book.as_of, parties=book.parties)
    yield Stated(
        subject,
        "status",
        status_text(found, book),
        found.sources,
        {**found.to_dict(), "kind": agreement.kind},
    )
    yield from of_terms(subject, agreement, agreement.terms, setting)


def status_text(found: Status, book: Book) -> str:
    """A status in one line."""
    stage = "nothing asserted"
    if found.stage is not None:
        stage = f"{in_words(found.stage)}, {evidence_text(found, book)}, since {found.since}"
    sides = sides_of(found, book)
    return "; ".join([stage, *(f"{side}: {who}" for side, who in sides)])


def evidence_text(found: Status, book: Book) -> str:
    """The evidence for the stage, and whose it is.

    >>> from dealmodel.records.source import Source
    >>> book = Book(book="x", sources={"a": Source(publisher="A")})
    >>> said = Event(on="2025", stage="talks", evidence="attributed", by="The CEO", source="a")
    >>> talks = Agreement(kind="talks", parties=("a",), status=(said,))
    >>> evidence_text(status(talks), book)
    'attributed to The CEO'
    """
    if found.evidence is None:
        return ""
    best = [event for event in found.asserting if event.evidence == found.evidence]
    return (
        f"{found.evidence} {'to' if found.evidence == 'attributed' else 'by'} {_names(best, book)}"
    )


def sides_of(found: Status, book: Book) -> list[tuple[str, str]]:
    """Who stands on which side beside the best evidence: labels and names."""
    denied, outside = _names(found.denying, book), _names(found.denying_outside, book)
    still = publishers(found.still_asserting, book)
    both = f"asserted by {publishers(found.asserting, book)}; denied by {denied}"
    sides = [
        ("contested", both + (f"; still asserted by {still}" if still else "")),
        ("denied", denied),
        ("denied", f"{outside}, with no part in it"),
        ("declined", _names(found.declining, book)),
    ]
    shown = (found.contested, denied and not found.contested, outside, found.declining)
    return [side for side, is_shown in zip(sides, shown, strict=True) if is_shown]


def speaker_of(by: str, book: Book) -> str:
    """Who said something, and for whom."""
    party = book.parties.get(by)
    name = name_of(by, book)
    return f"{name} ({name_of(party.speaks_for, book)})" if party and party.speaks_for else name


def publishers(events: Iterable[Event], book: Book) -> str:
    """Who published the sources of events, each once."""
    return ", ".join(dict.fromkeys(book.sources[event.source].publisher for event in events))


def in_words(key: str) -> str:
    """A stage or kind as it is read.

    >>> in_words("mou_signed")
    'MoU signed'
    """
    return key.replace("_", " ").replace("mou", "MoU")


def _names(events: Iterable[Event], book: Book) -> str:
    """Who said it; where that is not known, who published it."""
    return ", ".join(
        dict.fromkeys(
            speaker_of(event.by, book) if event.by else _nobody(event, book) for event in events
        )
    )


def _nobody(event: Event, book: Book) -> str:
    publisher = book.sources[event.source].publisher
    return publisher if event.evidence == "reported" else f"someone unnamed ({publisher})"


def _described(_: str, agreement: Agreement, book: Book) -> str:
    sides = filter(None, (agreement.supplier, agreement.customer, *agreement.parties))
    names = " and ".join(name_of(side, book) for side in sides)
    return ", ".join(filter(None, (in_words(agreement.kind), names, agreement.product)))


KIND = Kind(
    "agreements", Agreement, "Agreements and their status", describe=_described, derive=of_agreement
)
