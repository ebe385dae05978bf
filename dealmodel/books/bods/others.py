"""Relationships that are no direct holdings: indirect interests with their components, interests
of other kinds (board members, trustees), and interested parties that a file leaves unspecified.

A book keeps each as a claim of a fact "BODS relationship" about the subject, or about the
interested party where the subject is the unspecified one. The claim says, in JSON,

    {"subject": ID, "interestedParty": ID, "interests": [...], "components": [...]}

with ids of parties, or an unspecified record as it stands. A component is a party, ``company-b``,
or a relationship of two, ``company-b in company-a``. ``closed`` marks the last statement of a
record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dealmodel.books.bods.kept import RELATIONSHIP, from_json
from dealmodel.books.bods.parties import record_type
from dealmodel.books.bods.shapes import Keys, Many, Text, YesOrNo
from dealmodel.books.bods.standard import RELATIONSHIP as SHAPE
from dealmodel.books.json_writing import json_text
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim

_KEPT = Keys(
    {
        **{key: SHAPE.keys[key] for key in ("subject", "interestedParty", "interests")},
        "components": Many(Text()),
        "closed": YesOrNo(),
    },
    ["subject", "interestedParty"],
)
_IN = " in "

End = str | Mapping[str, Any]
"""A party's id, or an unspecified record."""


@dataclass(frozen=True, slots=True)
class Other:
    """A relationship that is no direct holding, as one claim tells it."""

    subject: End
    interested_party: End
    interests: Sequence[Mapping[str, Any]]
    components: Sequence[str]
    is_closed: bool

    def to_text(self) -> str:
        """What the claim says that keeps it."""
        kept = {
            "subject": self.subject,
            "interestedParty": self.interested_party,
            "interests": self.interests,
            "components": self.components,
            "closed": self.is_closed,
        }
        return json_text({key: value for key, value in kept.items() if value}, indent=False)

    @property
    def parties(self) -> Iterator[str]:
        """The ids of the parties that it names, the subject first."""
        for end in (self.subject, self.interested_party):
            if isinstance(end, str):
                yield end
        for component in self.components:
            yield from component.split(_IN)

    @property
    def is_primary(self) -> bool:
        """Whether it has components."""
        return bool(self.components)


@dataclass(frozen=True, slots=True)
class Kept:
    """The relationships that the claims of one fact keep, in their order; ``path`` leads to the
    fact."""

    path: tuple[str, ...]
    told: Sequence[tuple[Other, Claim]]


def others(book: Book) -> Iterator[Kept]:
    """The relationships that the book's facts keep; one that is none is passed over."""
    for key, party in book.parties.items():
        for name, fact in party.facts.items():
            if fact.what == RELATIONSHIP:
                read = ((_read(claim.says, book), claim) for claim in fact.text)
                told = [(other, claim) for other, claim in read if other and key in other.parties]
                if told:
                    yield Kept(("parties", key, name), told)


def relation(holder: str, held: str) -> str:
    """The component that is a relationship of two parties."""
    return f"{holder}{_IN}{held}"


def _read(text: str, book: Book) -> Other | None:
    data = from_json(text)
    if any(_KEPT.faults(data)):
        return None
    other = Other(
        data["subject"],
        data["interestedParty"],
        data.get("interests", []),
        data.get("components", []),
        data.get("closed", False),
    )
    known = all(key in book.parties and record_type(book.parties[key]) for key in other.parties)
    held = other.subject
    is_entity = not isinstance(held, str) or (known and record_type(book.parties[held]) == "entity")
    return other if known and is_entity else None
