"""What a report repeats of a party: its facts, as printed."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.derivations.answers import Item, Stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.setting import Setting
from dealmodel.records.book import Book
from dealmodel.records.party import Party


def of_party(subject: str, party: Party, _: Setting) -> Iterator[Item]:
    """The party's facts, as printed."""
    for key, fact in party.facts.items():
        details = {"fact": key, "what": fact.what, "period": fact.period, "on": fact.on}
        for claim in (*fact.amount, *fact.text):
            yield Stated(subject, "fact", claim.says, (claim.source,), details)


def _described(_: str, party: Party, _book: Book) -> str:
    return party.name


KIND = Kind("parties", Party, "Parties", describe=_described, derive=of_party, is_last=True)
