"""A text as the draft of a deal book: its claims, where each belongs, and what is left over.

Vocabulary: the *book* of a draft loads by itself; the *addition* is the same for a book that is
there already, without what that has. Policy: a figure that the words do not put into a record, or
that its record would not take, stays in ``unplaced`` with the reason; none is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dealmodel.dataclass import dataclass

if TYPE_CHECKING:
    from dealmodel.checks.finding import Finding
    from dealmodel.records.book import Book


@dataclass(frozen=True, slots=True)
class DraftedClaim:
    """What one figure says: the field that it is ``about``, its words, where they stand in the
    text, and its source. ``figures`` are the printed figures of it, conversions included."""

    about: str
    says: str
    span: tuple[int, int]
    source: str
    figures: tuple[tuple[int, int], ...]
    by: str | None = None
    on: str | None = None
    is_new: bool = True

    def claim(self) -> dict[str, str]:
        """The claim as a book holds it."""
        found = {"says": self.says, "source": self.source}
        found |= {} if self.by is None else {"by": self.by}
        return found | ({} if self.on is None else {"on": self.on})

    def to_dict(self) -> dict[str, Any]:
        """The claim as ``dealmodel read --json`` prints it."""
        return {
            "name": "claim",
            "about": self.about,
            "says": self.says,
            "span": list(self.span),
            "figures": [list(each) for each in self.figures],
            "source": self.source,
            "by": self.by,
            "on": self.on,
            "new": self.is_new,
        }


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A figure that is in no record: as printed, with a few words around it, and why."""

    verbatim: str
    span: tuple[int, int]
    figures: tuple[tuple[int, int], ...]
    words: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        """The figure as ``dealmodel read --json`` lists it."""
        return {
            "verbatim": self.verbatim,
            "span": list(self.span),
            "figures": [list(each) for each in self.figures],
            "words": self.words,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Addition:
    """What a book gets: sources, parties and records by section and id, facts of parties that it
    has by the party's id, and claims on its records."""

    sections: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Mapping[str, Any]]
    claims: Sequence[Mapping[str, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.claims or any(self.sections.values()))


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """A text's claims in its order; a sequence of them. ``book`` holds them as a book that loads,
    ``findings`` are the errors that a check of it finds, ``addition`` is what the book that was
    given gets."""

    claims: tuple[DraftedClaim, ...]
    unplaced: tuple[Unplaced, ...]
    book: Book
    addition: Addition
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[DraftedClaim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __getitem__(self, index: int) -> DraftedClaim:
        return self.claims[index]

    def __repr__(self) -> str:
        return f"<Draft of {len(self.claims)} claims, {len(self.unplaced)} figures not placed>"

    def to_dict(self) -> dict[str, Any]:
        """The keys of ``dealmodel read --json`` that are the draft's own."""
        return {
            "results": [each.to_dict() for each in self.claims],
            "unplaced": [each.to_dict() for each in self.unplaced],
            "findings": [each.to_dict() for each in self.findings],
            "warnings": list(self.warnings),
        }
