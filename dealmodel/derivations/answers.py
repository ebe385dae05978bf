"""What a report holds: derived answers, each with its subject in the book and its sources.

Vocabulary: a *derived* answer rests on the claims of one source or of several, which its
``sources`` tell apart; an *agreement of sources* is where the bounds of several overlap; a *fact*
is something that the book states and nothing is computed of. An *effective* interest is told like a
fact, in words and as a record. What is *refused* is no answer, and
says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Any

from dealmodel.calculators.ownership import EffectiveInterest, Ownership
from dealmodel.calculators.rough import Told, as_outcome, meet_when_rounded
from dealmodel.dataclass import dataclass, field
from dealmodel.derivations.printing import before_rates, how_of
from dealmodel.errors import DealModelError
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.rate import Rate


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure beside which a derived one stands; ``of`` is the subject that it is about,
    where that is another."""

    figure: Figure
    of: str | None = None

    @property
    def point(self) -> Fraction | None:
        return self.figure.value

    @property
    def told(self) -> Told:
        return Told.of(self.figure, self.figure.value)

    def overlaps(self, beside: Bounds) -> bool:
        """Whether the two can be one number."""
        return overlap(as_outcome(self.figure, beside), beside) is not None

    def to_dict(self, beside: Bounds) -> dict[str, Any]:
        record = {
            "says": self.figure.verbatim,
            "source": self.figure.source,
            "value": None if self.figure.value is None else decimal_text(self.figure.value),
            **_ends(self.figure.bounds),
            "overlaps": self.overlaps(beside),
        }
        return record if self.of is None else {**record, "of": self.of}


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed answer beside which a stated figure stands."""

    result: Result

    @property
    def point(self) -> Fraction | None:
        return self.result.point

    @property
    def told(self) -> Told:
        return told_of(self.result)

    def overlaps(self, beside: Bounds) -> bool:
        """Whether the two can be one number."""
        return overlap(self.result.bounds, beside) is not None

    def to_dict(self, beside: Bounds) -> dict[str, Any]:
        return {
            "name": self.result.name,
            "printed": how_of(self.result),
            "value": None if self.point is None else decimal_text(self.point),
            **_ends(self.result.bounds),
            "overlaps": self.overlaps(beside),
        }


@dataclass(frozen=True, slots=True)
class Derived:
    """One computed answer about ``subject`` (``stakes.stellantis-in-leapmotor``)."""

    subject: str
    result: Result
    beside: tuple[Printed | Computed, ...] = ()

    @property
    def name(self) -> str:
        return self.result.name

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the claims, without those of exchange rates."""
        return tuple(dict.fromkeys(_sources(self.result)))

    def to_dict(self) -> dict[str, Any]:
        record = {"subject": self.subject, **self.result.to_dict(), "sources": list(self.sources)}
        record["printed"] = how_of(self.result)
        if self.beside:
            record["beside"] = [each.to_dict(self.result.bounds) for each in self.beside]
        return record


def _sources(result: Result) -> Iterator[str]:
    """The sources of the claims that a result rests on, however deep."""
    for given in result.inputs.values():
        if isinstance(given, Result):
            yield from _sources(given)
        elif not isinstance(given, Rate):
            yield from given.sources


@dataclass(frozen=True, slots=True)
class SourcesCompared:
    """Where the sources' own answers agree: ``common`` is the overlap of their bounds, or ``None``
    where they cannot all be right. Where they are the same number told more and less roughly,
    ``undecided``, they may be. ``of`` is what of the subject they are about."""

    subject: str
    name: str
    kind: str
    unit: Unit
    answers: tuple[tuple[tuple[str, ...], Bounds], ...]
    common: Bounds | None
    undecided: bool = False
    of: str | None = None

    @property
    def whole(self) -> Bounds:
        """From the lowest to the highest that any answer allows."""
        found = self.answers[0][1]
        for _, bounds in self.answers[1:]:
            found = hull(found, bounds)
        return found

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for names, _ in self.answers for source in names))

    def to_dict(self) -> dict[str, Any]:
        common = self.common
        ends = _ends(common) if common else dict.fromkeys(("low", "high"), None)
        return {
            "subject": self.subject,
            "name": self.name,
            "kind": self.kind,
            "unit": self.unit.text,
            "point": None,
            **ends,
            "agree": common is not None,
            "undecided": self.undecided,
            **({"of": self.of} if self.of else {}),
            "hull": _ends(self.whole),
            "formula": "overlap of the sources' bounds",
            "sources": list(self.sources),
            "warnings": [],
        }


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that the book states: an agreement's status, a party's fact."""

    subject: str
    name: str
    text: str
    sources: tuple[str, ...]
    details: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "name": self.name,
            "text": self.text,
            **self.details,
            "sources": list(self.sources),
            "warnings": [],
        }


@dataclass(frozen=True, slots=True)
class Effective(Stated):
    """An effective interest; ``found`` is the interest itself, ``ownership`` the holdings that it
    follows from, ``names`` are those of the parties."""

    found: EffectiveInterest = field(kw_only=True)
    ownership: Ownership = field(kw_only=True)
    names: Mapping[str, str] = field(kw_only=True)

    @property
    def label(self) -> str:
        """Whose interest it is."""
        return str(self.details["term"])

    @property
    def pair(self) -> tuple[str, str]:
        """Its owner and what is held."""
        return self.found.owner, self.found.held


Item = Derived | SourcesCompared | Stated | Effective


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer about ``subject`` that there is not, and why."""

    subject: str
    why: DealModelError

    @property
    def warning(self) -> str:
        """What a reader is told."""
        return f"{self.subject}: {self.why.message}"


def stated(
    subject: str,
    name: str,
    figures: Sequence[Figure],
    details: Mapping[str, Any] = MappingProxyType({}),
) -> list[Derived | SourcesCompared]:
    """Each figure as its source prints it, and where the sources agree."""
    answers = [
        Derived(subject, evaluate(name, Leaf(name), {name: each}, details=details))
        for each in figures
    ]
    return [*answers, *compared(subject, f"{name}_agreement", answers)]


def compared(subject: str, name: str, answers: Sequence[Derived]) -> list[SourcesCompared]:
    """Where answers of several sources in one unit agree; nothing where there is only one.

    Answers of the same unit and name are compared with each other, whatever else is among them.
    """
    groups: dict[str | None, list[Derived]] = {}
    for answer in answers:
        groups.setdefault(answer.result.unit.text, []).append(answer)
    return [
        SourcesCompared(
            subject,
            name,
            group[0].result.kind,
            group[0].result.unit,
            tuple((each.sources, each.result.bounds) for each in group),
            common := _common(group),
            common is None and _only_rougher(group),
            group[0].result.details.get("term") or group[0].result.details.get("of"),
        )
        for group in groups.values()
        if len({each.sources for each in group}) > 1
    ]


def _common(answers: Sequence[Derived]) -> Bounds | None:
    """What all the answers allow: not only the number half-way between two rounded figures, which
    no one way of rounding gives both."""
    found: Bounds | None = answers[0].result.bounds
    for each in answers[1:]:
        found = None if found is None else overlap(found, each.result.bounds)
    if found is None or not found.is_point:
        return found
    rounded = [each.result for each in answers if is_rounded(each.result)]
    from_below = any(each.high == found.low and each.point != found.low for each in rounded)
    from_above = any(each.low == found.low and each.point != found.low for each in rounded)
    return None if from_below and from_above else found


def _only_rougher(answers: Sequence[Derived]) -> bool:
    """Whether answers without an overlap are one number, told more and less roughly."""
    return all(
        _common([left, right]) is not None
        or meet_when_rounded(told_of(left.result), told_of(right.result))
        for left, right in combinations(answers, 2)
    )


def told_of(result: Result) -> Told:
    """An answer as it is told: a printed amount, in its own currency or another, or a computed
    one, which nobody has rounded."""
    amount = before_rates(result)
    given = result.inputs[amount.name] if isinstance(amount, Leaf) else None
    if isinstance(given, Figure):
        return Told.of(given, result.point)
    return Told(result.kind, "derived", result.point)


def is_rounded(result: Result) -> bool:
    """Whether the answer is a printed figure with the bounds of rounding alone: of two such that
    meet in one number, no one way of rounding gives both."""
    given = next(iter(result.inputs.values()))
    if not isinstance(result.expression, Leaf) or not isinstance(given, Figure):
        return False
    return given.hedge == "none" and not given.exact


def _ends(bounds: Bounds) -> dict[str, Any]:
    low, high = bounds.low, bounds.high
    return {
        "low": None if low is None else decimal_text(low, "down"),
        "low_open": bounds.low_open,
        "high": None if high is None else decimal_text(high, "up"),
        "high_open": bounds.high_open,
    }
