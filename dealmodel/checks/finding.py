"""A finding: what a check says of a book, with the claims it rests on and where they stand.

Severity: an *error* cannot be right; a *warning* is likely wrong, or keeps an answer from being
certain; *info* is worth knowing, and nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal

from dealmodel.calculators.accounts import Account, Path, measured
from dealmodel.calculators.reconciliation import Reconciliation, Verdict
from dealmodel.dataclass import Late, dataclass, field
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE, Unit
from dealmodel.records.places import Places
from dealmodel.records.review import Review
from dealmodel.where import Place

Severity = Literal["error", "warning", "info"]

Words = str | Callable[[], str]
"""What is said, or what makes it when it is first asked for: many findings are counted, or left
out, and never read."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number of a finding on the axis that all its numbers share: ``label`` as printed or how
    it comes about, ``who`` says so."""

    label: str
    who: str
    value: Fraction | None
    bounds: Bounds

    def to_dict(self, unit: Unit) -> dict[str, Any]:
        return {"label": self.label, "who": self.who, **measured(self.value, self.bounds, unit)}


@dataclass(frozen=True, slots=True)
class Mention:
    """What a source says in words, or of an agreement, and where it stands in the book."""

    says: str
    source: str
    path: Path

    def to_dict(self) -> dict[str, Any]:
        path = ".".join(str(key) for key in self.path)
        return {"says": self.says, "source": self.source, "path": path}


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """``claims`` are the accounts, or mentions in words, that it rests on, ``bars`` their numbers
    in ``unit`` on one axis.

    ``path`` leads to the record or claim that it is about;
    ``reconciliation`` is how claims on one fact stand to each other, where that is what it tells;
    ``details`` are further keys of the JSON record; ``review`` signs the finding off.
    """

    code: str
    severity: Severity
    path: Path
    message: str
    verdict: Verdict = "undecided"
    claims: tuple[Account | Mention, ...] = ()
    bars: tuple[Bar, ...] = ()
    unit: Unit = PURE
    kind: str = "number"
    reconciliation: Reconciliation | None = None
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    book_places: Places = field(default_factory=Places, repr=False, compare=False)
    review: Review | None = None

    def __repr__(self) -> str:
        return f"<Finding {self.severity} {self.code}: {self.subject}>"

    @property
    def subject(self) -> str:
        """The path as text, such as ``stakes.stellantis-in-leapmotor.share``."""
        return ".".join(str(key) for key in self.path)

    @property
    def told(self) -> str:
        """The message, and who signed the finding off and why."""
        signed = self.signed_off
        return f"{self.message}; {signed}" if signed else self.message

    @property
    def signed_off(self) -> str:
        """Who signed it off and why; empty where nobody did."""
        review = self.review
        return f"signed off by {review.by} on {review.on}: {review.reason}" if review else ""

    @property
    def places(self) -> tuple[Place | None, ...]:
        """Where each of its claims stands in the book's files."""
        return tuple(self.book_places.of((*claim.path, "says")) for claim in self.claims)

    @property
    def where(self) -> Place | None:
        """The place of its first claim, or of the record that it is about."""
        if self.claims and self.claims[0].path:
            return self.book_places.of((*self.claims[0].path, "says"))
        return self.book_places.of(self.path)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of its claims, each once."""
        named = (claim.source for claim in self.claims)
        return tuple(dict.fromkeys(source for source in named if source))

    def to_dict(self, told: Callable[[Place], str] = str) -> dict[str, Any]:
        """The finding as JSON has it; ``told`` is how a place in the book's files is written."""
        where = self.where
        record = {
            "code": self.code,
            "severity": self.severity,
            "where": None if where is None else told(where),
            "subject": self.subject,
            "message": self.message,
            "claims": [
                claim.to_dict() | {"where": None if place is None else told(place)}
                for claim, place in zip(self.claims, self.places, strict=True)
            ],
            "verdict": self.verdict,
            "sources": list(self.sources),
            "compared": [bar.to_dict(self.unit) for bar in self.bars],
            **self.details,
        }
        if self.review is not None:
            record["review"] = {
                "reason": self.review.reason,
                "by": self.review.by,
                "on": self.review.on,
                "claims": self.review.claims,
            }
        if self.reconciliation is not None:
            record["reconciliation"] = self.reconciliation.to_dict()
        return record


setattr(Finding, "message", Late(vars(Finding)["message"]))  # noqa: B010
