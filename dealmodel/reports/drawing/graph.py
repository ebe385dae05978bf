"""What a picture of ownership shows: boxes for parties, lines for who holds what of whom.

Derived once from the holdings as of a day and the book; every writer draws the same. A line's
``style`` tells how sure it is: *stated*; *disagreeing*, where claims cannot all be right;
*unstated*, where no source tells the size; *talk*, an agreement on capital or talks that a party
denies or that is only reported, between parties of the picture. Each is told in words too, so that
nothing hangs on a colour or on how a line is drawn.

Policy: a share stands as printed. Claims that mean the same stand once. Talk that came to nothing
is left out, and so is a deal that was closed where the holding from it is drawn. What is held of
the owner asked about is its own treasury: drawn, with the word that it does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dealmodel.calculators.holdings import Holding, Registry
from dealmodel.calculators.ownership import Ownership
from dealmodel.calculators.status import Status, status
from dealmodel.derivations.agreements import in_words, status_text
from dealmodel.errors import UnknownReference, nearest
from dealmodel.records.agreement import Agreement
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of
from dealmodel.records.party import PartyKind
from dealmodel.reports.drawing.lettering import plain

Style = Literal["stated", "disagreeing", "unstated", "talk"]

_CLAIMS = 3
"""So many of a holding's different figures are shown; the others are counted."""

_OVER = ("ended", "withdrawn")
_DONE = ("closed", "producing")


@dataclass(frozen=True, slots=True)
class Box:
    """A party. ``words`` are what it is, with what its sources state about its control;
    ``is_asked``: it is the owner or the company that the question is about."""

    name: str
    kind: PartyKind
    words: str
    is_asked: bool
    is_joint: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A holding, from holder to held, or talk between two parties. ``says`` is its label, ``told``
    a sentence with the sources. ``start`` and ``end`` are places among the boxes."""

    start: int
    end: int
    style: Style
    says: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Graph:
    """All that a picture shows; ``owner`` and ``held`` are places of the boxes asked about."""

    title: str
    about: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    owner: int | None
    held: int | None


def graph_of(
    ownership: Ownership, book: Book, *, owner: str | None = None, held: str | None = None
) -> Graph:
    """The picture of ``ownership``: all of it; with ``held`` only what is above it, with ``owner``
    only what is below it, with both only what lies on the ways between them.

    >>> from dealmodel.records.claim import Claim
    >>> from dealmodel.records.party import Party
    >>> from dealmodel.records.source import Source
    >>> from dealmodel.records.stake import Stake
    >>> stake = Stake(investor="a", investee="b", share=[Claim(says="51%", source="s")])
    >>> book = Book(
    ...     book="Deal",
    ...     sources={"s": Source(publisher="S")},
    ...     parties={each: Party(name=each.upper(), kind="company") for each in "ab"},
    ...     stakes={"a-in-b": stake},
    ... )
    >>> graph_of(Ownership.of(book), book).lines[0].told
    'A holds 51% (S) of B'

    :raises UnknownReference: the book has no such party.
    """
    for party in (owner, held):
        if party is not None and party not in book.parties:
            near = nearest(party, tuple(book.parties))
            message = f"there is no {party[:60]!r} among the book's parties"
            raise UnknownReference(party, message, suggestions=near)
    registry = ownership.registry
    shown = _shown(registry, owner, held)
    places = {party: at for at, party in enumerate(each for each in book.parties if each in shown)}
    holdings = [each for each in registry.holdings if {each.holder, each.held} <= shown]
    lines = [_holding(each, registry, book, places, owner) for each in holdings]
    used = dict.fromkeys(source for each in holdings for source in each.sources)
    for agreement, found in _talks(registry, book):
        for line in _talk(agreement, found, holdings, book, places):
            lines.append(line)
            used |= dict.fromkeys(found.sources)
    return Graph(
        _title(book, owner, held),
        _about(registry, book),
        tuple(_box(party, registry, book, (owner, held)) for party in places),
        tuple(lines),
        tuple(dict.fromkeys(plain(book.sources[each].named) for each in used)),
        None if owner is None else places[owner],
        None if held is None else places[held],
    )


def _shown(registry: Registry, owner: str | None, held: str | None) -> frozenset[str]:
    """The parties of the picture."""
    pairs = [(each.holder, each.held) for each in registry.holdings]
    found = frozenset(party for pair in pairs for party in pair)
    asked = frozenset(party for party in (owner, held) if party is not None)
    if held is not None:
        found &= _reached(held, [(b, a) for a, b in pairs])
    if owner is not None:
        found &= _reached(owner, pairs)
    return found | asked


def _reached(start: str, pairs: Sequence[tuple[str, str]]) -> set[str]:
    """``start`` and all that the pairs lead to from it."""
    follow: dict[str, list[str]] = {}
    for a, b in pairs:
        follow.setdefault(a, []).append(b)
    found, work = {start}, [start]
    while work:
        for other in follow.get(work.pop(), ()):
            if other not in found:
                found.add(other)
                work.append(other)
    return found


def _box(party: str, registry: Registry, book: Book, asked: tuple[str | None, ...]) -> Box:
    kind, is_joint = book.parties[party].kind, party in registry.joint
    words = [in_words(kind)]
    words += ["joint control"] if is_joint else []
    words += ["sole control"] if party in registry.sole else []
    return Box(_name(party, book), kind, ", ".join(words), party in asked, is_joint)


def _holding(
    holding: Holding,
    registry: Registry,
    book: Book,
    places: dict[str, int],
    owner: str | None,
) -> Line:
    holder, held = _name(holding.holder, book), _name(holding.held, book)
    style: Style = "stated"
    if holding.is_unstated:
        style, says = "unstated", ["share not stated"]
        told = [f"{holder} holds a share of {held} that no source states"]
    else:
        is_votes = registry.measure == "votes" and not holding.stands_in
        of = f"the votes of {held}" if is_votes else held
        says = [_share(holding)]
        told = [f"{holder} holds {_claims(holding, book)} of {of}"]
    if holding.is_contradictory:
        style = "disagreeing"
        says.append("sources disagree")
        told.append("which cannot all be right")
    if holding.stands_in:
        says.append("votes not stated")
        told.append("its votes are not stated")
    if holding.held == owner:
        says.append("not counted")
        told.append("which is the owner's own treasury and not counted")
    start, end = places[holding.holder], places[holding.held]
    return Line(start, end, style, tuple(says), ", ".join(told))


def _share(holding: Holding) -> str:
    """The different figures of a holding, each as it is printed first."""
    figures: dict[object, str] = {}
    for each in holding.used:
        figures.setdefault((each.figure.value, each.figure.bounds), plain(each.says))
    texts = list(dict.fromkeys(figures.values()))
    more = len(texts) - _CLAIMS
    shown = texts[:_CLAIMS] + ([f"{more} more"] if more > 0 else [])
    return " / ".join(shown)


def _claims(holding: Holding, book: Book) -> str:
    """All that sources say of a holding."""
    return " / ".join(
        f"{plain(each.says)} ({plain(book.sources[each.source].named)})"
        for each in holding.used
        if each.source is not None
    )


def _talks(registry: Registry, book: Book) -> Iterator[tuple[Agreement, Status]]:
    """Agreements on capital and talks that are contested, or only reported, and not over."""
    until = registry.as_of or book.as_of
    for agreement in book.agreements.values():
        if agreement.kind in ("equity", "talks"):
            found = status(agreement, until, parties=book.parties)
            is_open = found.stage is not None and found.stage not in _OVER
            if is_open and (found.contested or found.evidence == "reported"):
                yield agreement, found


def _talk(
    agreement: Agreement,
    found: Status,
    holdings: Sequence[Holding],
    book: Book,
    places: dict[str, int],
) -> Iterator[Line]:
    """A line from the first of the agreement's parties in the picture to each other one."""
    named = (agreement.supplier, agreement.customer, *agreement.parties)
    there = [party for party in dict.fromkeys(named) if party in places]
    drawn = {frozenset((each.holder, each.held)) for each in holdings}
    says = f"{in_words(found.stage or '')}, {found.evidence}"
    label = [says, "contested"] if found.contested else [says]
    label += [plain(agreement.product)] if agreement.product else []
    for first, other in ((there[0], each) for each in there[1:]):
        if found.stage in _DONE and frozenset((first, other)) in drawn:
            continue
        subject = f" on {plain(agreement.product)}" if agreement.product else ""
        told = (
            f"{_name(first, book)} and {_name(other, book)}, {in_words(agreement.kind)}{subject}: "
            f"{plain(status_text(found, book))}"
        )
        yield Line(places[first], places[other], "talk", tuple(label), told)


def _name(party: str, book: Book) -> str:
    return plain(name_of(party, book)) or party


def _title(book: Book, owner: str | None, held: str | None) -> str:
    if owner is not None and held is not None:
        return f"What {_name(owner, book)} holds of {_name(held, book)}"
    if held is not None:
        return f"Who holds {_name(held, book)}"
    if owner is not None:
        return f"What {_name(owner, book)} holds"
    return "Who holds whom"


def _about(registry: Registry, book: Book) -> str:
    """The book, the measure and the day."""
    measure = "votes" if registry.measure == "votes" else "economic interest"
    day = f"as of {registry.as_of}" if registry.as_of else "all that is known, whatever its date"
    return f"{plain(book.book)}: {measure}, {day}"
