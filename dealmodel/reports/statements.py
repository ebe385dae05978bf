"""What a report repeats of a book without computing: agreements with their status, party facts."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.status import Status, status
from dealmodel.records.agreement import Agreement, Event
from dealmodel.records.party import Party
from dealmodel.reports.derived import Item, Stated
from dealmodel.reports.setting import Setting


def of_agreement(subject: str, agreement: Agreement, setting: Setting) -> Iterator[Item]:
    """The agreement's status as of the book's date, and its terms as printed."""
    found = status(agreement, setting.book.as_of)
    yield Stated(
        subject,
        "status",
        _status_text(found),
        found.sources,
        {**found.to_dict(), "kind": agreement.kind},
    )
    for term, claims in agreement.terms.items():
        for claim in claims:
            yield Stated(subject, "term", claim.says, (claim.source,), {"term": term})


def of_party(subject: str, party: Party, _: Setting) -> Iterator[Item]:
    """The party's facts, as printed."""
    for key, fact in party.facts.items():
        details = {"fact": key, "what": fact.what, "period": fact.period, "on": fact.on}
        for claim in (*fact.amount, *fact.text):
            yield Stated(subject, "fact", claim.says, (claim.source,), details)


def _status_text(found: Status) -> str:
    if found.stage is None:
        return "nothing asserted" + (
            f", denied by {_names(found.denying)}" if found.denying else ""
        )
    text = f"{found.stage.replace('_', ' ')}, {found.evidence}, since {found.since}"
    if found.contested:
        text += f"; contested: denied by {_names(found.denying)}"
    if found.declining:
        text += f"; {_names(found.declining)} declined to comment"
    return text


def _names(events: tuple[Event, ...]) -> str:
    return ", ".join(dict.fromkeys(event.by or event.source for event in events))
