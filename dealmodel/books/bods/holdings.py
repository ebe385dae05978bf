"""The holdings of a book, and what each source says of each.

A holding is a stake, a stated holding, or a place among a joint venture's holders; of a purchase it
is what the buyer holds after it, where a source says so. A source may say several things of one:
claims with different days or speakers are told apart, and each telling has at most one claim on the
share and one on the votes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dealmodel.books.bods.parties import record_type
from dealmodel.calculators.share_classes import class_of_share
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.holding import StatedHolding
from dealmodel.records.stake import Stake

Placed = tuple[int, Claim]
"""A claim, and where it stands in its list."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What ``holder`` holds of ``held``; ``path`` leads to it in the book. ``of_class`` is a class
    of shares that claims are of, and none of them is then in ``shares``."""

    path: tuple[str, ...]
    holder: str
    held: str
    start: str | None
    end: str | None
    shares: Sequence[Claim]
    votes: Sequence[Claim]
    note: str | None = None
    directness: str = "direct"
    of_class: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one source says of a holding at a time; ``source`` is ``None`` where none says more than
    that the holding exists."""

    source: str | None
    share: Placed | None = None
    votes: Placed | None = None

    @property
    def claim(self) -> Claim | None:
        """One of its claims: they agree in all but the figure."""
        told = self.share or self.votes
        return told[1] if told else None


def holdings(book: Book) -> Iterator[Holding]:
    """Every holding, in the order of the book."""
    for key, stake in book.stakes.items():
        start = stake.closed or stake.on
        path = ("stakes", key)
        yield Holding(
            path,
            stake.investor,
            stake.investee,
            start,
            stake.ended,
            () if _of_class(stake) else stake.after or stake.share,
            stake.votes,
            stake.note,
            stake.directness,
            _of_class(stake),
        )
    for key, stated in book.holdings.items():
        yield Holding(
            ("holdings", key),
            stated.holder,
            stated.held,
            stated.on,
            stated.ended,
            () if _of_class(stated) else stated.share,
            stated.votes,
            stated.note,
            stated.directness,
            _of_class(stated),
        )
    for key, venture in book.joint_ventures.items():
        for holder in dict.fromkeys([*venture.holders, *venture.votes]):
            yield Holding(
                ("joint_ventures", key, holder),
                holder,
                venture.party,
                venture.formed,
                venture.ended,
                venture.holders.get(holder, ()),
                venture.votes.get(holder, ()),
            )


def _of_class(record: Stake | StatedHolding) -> str | None:
    """The class of shares that some of the claims on a holding are of: the standard has shares of
    the whole only, so that none of them is in a statement."""
    given = (record.after if isinstance(record, Stake) else ()) or record.share
    names = (class_of_share(each.figure(), record.share_class) for each in given)
    return next(filter(None, names), None)


def obstacle(holding: Holding, book: Book) -> str | None:
    """Why the standard has no relationship for a holding; ``None`` where it has one."""
    for key in (holding.holder, holding.held):
        party = book.parties[key]
        if record_type(party) is None:
            return f"{party.name} is a {party.kind}, of which BODS has no records"
    held = book.parties[holding.held]
    if record_type(held) != "entity":
        return f"{held.name} is a {held.kind}, and in BODS only entities are held"
    return None


def tellings(holding: Holding) -> list[list[Telling]]:
    """What the sources say of a holding: a list for each source, in its order."""
    said: dict[str, dict[tuple[str | None, str | None], tuple[list[Placed], list[Placed]]]] = {}
    for kind, claims in enumerate((holding.shares, holding.votes)):
        for placed in enumerate(claims):
            claim = placed[1]
            of_source = said.setdefault(claim.source, {})
            of_source.setdefault((claim.on, claim.by), ([], []))[kind].append(placed)
    return [
        [Telling(source, *pair) for both in of_source.values() for pair in zip_longest(*both)]
        for source, of_source in said.items()
    ] or [[Telling(None)]]
