"""The facts of a book, who states each, and whether they agree: what a reader wants to know first.

A *fact* is one thing that sources state, or that none does: a field of a record, an aspect of it,
an agreement's stage. Its *verdict*: *agreed*, independent voices can all be right; *contested*,
they cannot, or a party denies it; *unknown*, no source states it, or what they state cannot be
compared; *told*, by one voice alone, or in words, which are not compared. The verdicts are those of
the checks: nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from dealmodel.calculators.status import history, status
from dealmodel.checks.finding import Finding
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.agreements import in_words
from dealmodel.derivations.kinds import title_of
from dealmodel.records.agreement import Event
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.claim import Claim
from dealmodel.records.naming import name_of
from dealmodel.records.stake import Stake
from dealmodel.records.walking import by_aspect, claims_of

if TYPE_CHECKING:
    from dealmodel.reports.deriving import Report

Verdict = Literal["agreed", "contested", "unknown", "told"]

VERDICTS: tuple[Verdict, ...] = ("contested", "agreed", "unknown", "told")
"""In the order in which a reader looks."""

_COMPARED = ("claims-disagree", "claims-agree", "terms-disagree")
_WANTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "stakes": {
        "share": ("share", "before", "after", "shares", "votes"),
    },
    "deals": {"paid": ("paid", "consideration", "values")},
    "volumes": {"count": ("count",)},
}
"""What a reader looks for in a record, and the fields any one of which tells it."""

_UNSTATED = "no source states it"

_CONTAINERS = ("facts", "terms", "holders", "text")
"""Keys of a path that say nothing of what is stated."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of a fact. ``camp`` is the number of the group that it can be right
    together with, 0 the one with most voices; ``None`` where that is not known."""

    says: str
    source: str
    on: str | None = None
    by: str | None = None
    camp: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """``subject`` is the record, ``label`` what of it; ``why`` says why there is a verdict."""

    subject: str
    title: str
    label: str
    verdict: Verdict
    statements: tuple[Statement, ...] = ()
    why: str = ""

    def by_origin(self, book: Book) -> dict[str, list[Statement]]:
        """The statements by who is heard in them."""
        found: dict[str, list[Statement]] = {}
        for each in self.statements:
            found.setdefault(book.sources[each.source].voice, []).append(each)
        return found


def facts_of(report: Report) -> tuple[Fact, ...]:
    """Every fact of the report's book, in the book's order."""
    compared: dict[tuple[str | int, ...], list[Finding]] = {}
    for finding in report.findings:
        if finding.code in _COMPARED:
            compared.setdefault(finding.path, []).append(finding)
    return tuple(_facts(report.book, compared))


def counts_of(facts: Sequence[Fact]) -> dict[Verdict, int]:
    """How many facts have each verdict."""
    found: dict[Verdict, int] = dict.fromkeys(VERDICTS, 0)
    for fact in facts:
        found[fact.verdict] += 1
    return found


def _facts(
    book: Book, compared: Mapping[tuple[str | int, ...], Sequence[Finding]]
) -> Iterator[Fact]:
    for section in SECTIONS:
        for key, record in getattr(book, section).items():
            subject = f"{section}.{key}"
            title = title_of(subject, book)
            for each in claims_of(record, (section, key)):
                label = _label(each.path[2:], book)
                findings = compared.get(each.path, ())
                for aspect, claims in by_aspect(each.claims).items():
                    named = " ".join((label, *aspect))
                    yield _fact(subject, title, named, claims, findings, each.are_figures, book)
            yield from _missing(section, record, subject, title, book)
    for key in book.agreements:
        yield _stage(key, book)


def _fact(
    subject: str,
    title: str,
    label: str,
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    are_figures: bool,
    book: Book,
) -> Fact:
    says = {(claim.says, claim.source) for claim in claims}
    about = [each for each in findings if _mentions(each, says)]
    camps = _camps(about)
    statements = tuple(
        Statement(each.says, each.source, each.on, each.by, camps.get((each.says, each.source)))
        for each in claims
    )
    verdicts = {each.verdict for each in about}
    voices = {book.sources[each.source].voice for each in claims}
    if "contradictory" in verdicts:
        why = next(each.message for each in about if each.verdict == "contradictory")
        return Fact(subject, title, label, "contested", statements, why)
    if "undecided" in verdicts:
        why = next(each.message for each in about if each.verdict == "undecided")
        return Fact(subject, title, label, "unknown", statements, why)
    if about and len(voices) > 1:
        together = tuple(replace(each, camp=0) for each in statements)
        return Fact(subject, title, label, "agreed", together, about[0].message)
    words = "" if are_figures else "in words, which are not compared"
    why = f"{len(voices)} voices" if len(voices) > 1 else "one voice"
    return Fact(subject, title, label, "told", statements, f"{why} {words}".strip())


def _mentions(finding: Finding, says: set[tuple[str, str]]) -> bool:
    return any((claim.says, claim.source) in says for claim in finding.claims)


def _camps(findings: Sequence[Finding]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for finding in findings:
        if finding.reconciliation is not None:
            for number, cluster in enumerate(finding.reconciliation.clusters):
                for side in cluster.sides:
                    found[side.account.says, side.account.source or ""] = number
    return found


def _label(path: Sequence[str | int], book: Book) -> str:
    names = [str(key) for key in path if key not in _CONTAINERS] or [str(path[0])]
    words = " ".join(name_of(each, book).replace("_", " ") for each in names)
    return f"share of {words}" if path[0] == "holders" else words


def _missing(section: str, record: object, subject: str, title: str, book: Book) -> Iterator[Fact]:
    """What a reader looks for and no source states."""
    for wanted, fields in _WANTED.get(section, {}).items():
        if not any(getattr(record, name, None) for name in fields):
            yield Fact(subject, title, wanted, "unknown", (), _UNSTATED)
    if isinstance(record, Stake) and record.share and not _is_priced(record):
        yield Fact(subject, title, "paid", "unknown", (), _UNSTATED)
    holders = getattr(record, "holders", None)
    if isinstance(holders, Mapping):
        for party, claims in holders.items():
            if not claims:
                label = f"share of {name_of(party, book)}"
                yield Fact(subject, title, label, "unknown", (), _UNSTATED)


def _is_priced(stake: Stake) -> bool:
    return bool(stake.paid or stake.price_per_share or stake.equity_value)


def _stage(key: str, book: Book) -> Fact:
    """How far an agreement came: contested where a party denies it."""
    agreement = book.agreements[key]
    found = status(agreement, book.as_of, parties=book.parties)
    subject = f"agreements.{key}"
    title = title_of(subject, book)
    statements = tuple(
        _of_event(event, 1 if event.evidence == "denied" else 0)
        for event in history(agreement, book.as_of)
    )
    if found.contested:
        return Fact(subject, title, "stage", "contested", statements, "a party to it denies it")
    if found.stage is None:
        return Fact(subject, title, "stage", "unknown", statements, "nobody asserts one")
    voices = {book.sources[event.source].voice for event in found.asserting}
    if len(voices) > 1:
        why = f"{len(voices)} voices say {in_words(found.stage)}"
        return Fact(subject, title, "stage", "agreed", statements, why)
    return Fact(subject, title, "stage", "told", statements, "one voice")


def _of_event(event: Event, camp: int) -> Statement:
    says = event.says or f"{in_words(event.stage)}, {event.evidence}"
    return Statement(says, event.source, event.on, event.by, camp)
