"""What a review finds: relations between figures, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from dealmodel.articles.verdicts import VERDICTS, Verdict
from dealmodel.dataclass import dataclass
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.reading import Refusal
from dealmodel.where import Place


@dataclass(frozen=True, slots=True)
class Expected:
    """What the other figures make of the one that is tested, with its unit as JSON has it."""

    point: Fraction | None
    bounds: Bounds
    unit: str | None = None

    def to_dict(self) -> dict[str, Any]:
        low, high = self.bounds.low, self.bounds.high
        return {
            "low": None if low is None else decimal_text(low, "down"),
            "point": None if self.point is None else decimal_text(self.point),
            "high": None if high is None else decimal_text(high, "up"),
            "unit": self.unit,
        }


_NOTHING = Expected(None, Bounds(None, None))


@dataclass(frozen=True, slots=True, repr=False)
class Relation:
    """What the words of a text claim of its ``figures``, and whether they allow it.

    ``why`` names the reading in which a doubtful one is right; ``remedies`` are changes that would
    mend it, the smallest first; ``rule`` is the definition that it was tested by.
    """

    kind: str
    figures: tuple[Figure, ...]
    verdict: Verdict
    message: str
    rule: str
    expected: Expected | None = None
    remedies: tuple[str, ...] = ()
    why: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """From its first figure to the end of its last."""
        return min(each.span[0] for each in self.figures), max(
            each.span[1] for each in self.figures
        )

    def __repr__(self) -> str:
        return f"<Relation {self.kind} {self.verdict}: {self.message[:80]}>"

    def to_dict(self) -> dict[str, Any]:
        """The relation as ``dealmodel review --json`` prints it."""
        return {
            "name": "relation",
            "kind": self.kind,
            "figures": [
                {"verbatim": each.verbatim, "span": list(each.span)} for each in self.figures
            ],
            "verdict": self.verdict,
            "expected": (self.expected or _NOTHING).to_dict(),
            "message": self.message,
            "why": self.why,
            "remedies": list(self.remedies),
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Review:
    """A text's relations in its order, and all of its figures; a sequence of the relations."""

    text: str
    relations: tuple[Relation, ...]
    figures: tuple[Figure, ...]
    refused: tuple[Refusal, ...]
    published: str | None = None
    warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Relation]:
        return iter(self.relations)

    def __len__(self) -> int:
        return len(self.relations)

    def __getitem__(self, index: int) -> Relation:
        return self.relations[index]

    def of(self, verdict: Verdict) -> tuple[Relation, ...]:
        """The relations with one verdict."""
        return tuple(each for each in self.relations if each.verdict == verdict)

    def place_of(self, name: str, relation: Relation) -> Place:
        """Where a relation begins, in a file called ``name``."""
        start = relation.span[0]
        line = self.text.count("\n", 0, start) + 1
        return Place(name, line, start - self.text.rfind("\n", 0, start))

    @property
    def is_wrong(self) -> bool:
        """Whether any relation cannot be right."""
        return any(each.verdict == "wrong" for each in self.relations)

    def __repr__(self) -> str:
        told = ", ".join(
            f"{len(found)} {verdict}" for verdict in VERDICTS if (found := self.of(verdict))
        )
        return f"<Review of {len(self.figures)} figures: {told or 'no relation'}>"

    def to_dict(self) -> dict[str, Any]:
        """The keys of ``dealmodel review --json`` that are the text's own."""
        return {
            "results": [each.to_dict() for each in self.relations],
            "figures": [each.to_dict() for each in self.figures],
            "refused": [each.to_dict() for each in self.refused],
            "warnings": list(self.warnings),
        }

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        from dealmodel.articles.page import review_fragment

        return review_fragment(self)
