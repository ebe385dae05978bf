"""Who holds what of whom as of a day, by what a book's sources say.

A holding is a holder's share of a company: a stake, or a place among a joint venture's holders. As
of a day, the latest record of a holding that is not after it counts, and of that record the latest
claim of each source; which of those claims is used is the reader's choice (``prefer``), the hull of
all by default. Records without a date always count; what has ended by the day does not. A company
that buys its own shares holds them in its treasury, and is no holder.

A holding that is known to exist, its size not stated, is a share from nothing to the whole: unknown
and not 0. Where a record gives votes apart, they are the measure ``votes``, and those of the
company's other holders are unknown unless they are stated, too; elsewhere the economic share stands
for them, and the holding says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from dealmodel.calculators.accounts import Account, accounts
from dealmodel.calculators.quantities import share
from dealmodel.calculators.reconciliation import reconciled
from dealmodel.calculators.selection import Selected, Selection, select
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.hedges import MEANINGS, HedgeRules
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.stake import Stake

Measure = Literal["economic", "votes"]
Path = tuple[str | int, ...]

UNKNOWN = Bounds(Fraction(0), Fraction(1))

LOOSE = {row.hedge for row in MEANINGS if row.strict != row.usual}
"""The hedges that usually mean less than they say."""


@dataclass(frozen=True, slots=True)
class Holding:
    """``holder``'s share of ``held``. ``used`` are the accounts that it rests on, none where no
    source states its size; ``point`` is the number as printed, if there is one.

    ``strict`` are the bounds by what the words exclude, whatever they usually mean: what others can
    have is limited by those alone. ``told_on`` is the day that the accounts tell of where that is
    after the one asked for. ``is_contradictory``: the accounts cannot all be right. ``stands_in``:
    an economic share in the place of votes that no source states.
    """

    holder: str
    held: str
    bounds: Bounds
    strict: Bounds
    point: Fraction | None
    used: tuple[Account, ...]
    path: Path
    since: str | None
    is_contradictory: bool = False
    stands_in: bool = False
    told_on: str | None = None

    @property
    def is_unstated(self) -> bool:
        """Whether it is known to exist and no source tells its size."""
        return not self.used

    @property
    def subject(self) -> str:
        """The record that it is from, such as ``stakes.stellantis-in-leapmotor``."""
        return ".".join(str(key) for key in self.path[:2])

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, each once."""
        return tuple(dict.fromkeys(each.source for each in self.used if each.source))

    @property
    def points(self) -> tuple[Fraction, ...]:
        """The different numbers as printed, the lowest first."""
        values = {each.figure.value for each in self.used if each.figure.value is not None}
        return tuple(sorted(values))


@dataclass(frozen=True)
class Registry:
    """The holdings of a book as of a day. ``complete`` are the companies all of whose holders are
    named, so that their shares are the whole: joint ventures. ``joint`` are those whose sources
    state joint control, ``sole`` those that they say one holder controls."""

    holdings: tuple[Holding, ...]
    complete: frozenset[str]
    joint: frozenset[str]
    sole: frozenset[str]
    measure: Measure
    as_of: str | None

    def in_company(self, held: str) -> tuple[Holding, ...]:
        """The holdings in one company."""
        return self._by_held.get(held, ())

    def between(self, holder: str, held: str) -> Holding:
        """The holding of one party in another."""
        return self._by_pair[holder, held]

    def above(self, *held: str) -> set[str]:
        """The companies, their holders, theirs, and so on."""
        found, work = set(held), list(held)
        while work:
            for each in self.in_company(work.pop()):
                if each.holder not in found:
                    found.add(each.holder)
                    work.append(each.holder)
        return found

    @cached_property
    def held_by(self) -> Mapping[str, Sequence[str]]:
        """The companies that each holder has a part of."""
        found: dict[str, list[str]] = {}
        for each in self.holdings:
            found.setdefault(each.holder, []).append(each.held)
        return found

    @cached_property
    def _by_held(self) -> Mapping[str, tuple[Holding, ...]]:
        found: dict[str, list[Holding]] = {}
        for each in self.holdings:
            found.setdefault(each.held, []).append(each)
        return {held: tuple(several) for held, several in found.items()}

    @cached_property
    def _by_pair(self) -> Mapping[tuple[str, str], Holding]:
        return {(each.holder, each.held): each for each in self.holdings}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record's claims on one holding."""

    holder: str
    held: str
    claims: Sequence[Claim]
    path: Path
    on: str | None
    stands_in: bool


def registry(
    book: Book,
    *,
    as_of: str | date | None = None,
    measure: Measure = "economic",
    prefer: str = "hull",
    rules: HedgeRules,
) -> Registry:
    """The holdings that ``book`` tells of on a day, or in all.

    :raises DateError: ``as_of`` is no date.
    :raises UsageError: there is no such rule or source to prefer.
    """
    day = None if as_of is None else parse_period(as_of)
    groups: dict[tuple[str, str], list[_Entry]] = {}
    for entry in _with_own_votes(list(_entries(book, day, measure))):
        groups.setdefault((entry.holder, entry.held), []).append(entry)
    selection = Selection.in_book(prefer, book.sources)
    ventures = [each for each in book.joint_ventures.values() if _counts(each, day)]
    return Registry(
        tuple(_holding(_latest(group), book, day, selection, rules) for group in groups.values()),
        frozenset(each.party for each in ventures),
        frozenset(each.party for each in ventures if each.control == "joint"),
        frozenset(each.party for each in ventures if each.control == "sole"),
        measure,
        None if day is None else day.text,
    )


def registry_of_votes(
    economic: Registry,
    book: Book,
    *,
    as_of: str | date | None = None,
    prefer: str = "hull",
    rules: HedgeRules,
) -> Registry:
    """The holdings by votes, where those by economic interest are known: in a book that states no
    votes apart these stand for them."""
    stated = [*book.stakes.values(), *book.joint_ventures.values()]
    if any(isinstance(each, Stake | JointVenture) and each.votes for each in stated):
        return registry(book, as_of=as_of, measure="votes", prefer=prefer, rules=rules)
    holdings = tuple(replace(each, stands_in=True) for each in economic.holdings)
    return replace(economic, holdings=holdings, measure="votes")


def _entries(book: Book, day: Period | None, measure: Measure) -> Iterator[_Entry]:
    for key, stake in book.stakes.items():
        if _counts(stake, day) and stake.investor != stake.investee:
            own = measure == "votes" and bool(stake.votes)
            claims = stake.votes if own else stake.share
            path: Path = ("stakes", key, "votes" if own else "share")
            stands_in = measure == "votes" and not own
            yield _Entry(stake.investor, stake.investee, claims, path, _date(stake), stands_in)
    for key, venture in book.joint_ventures.items():
        if _counts(venture, day):
            for holder, shares in venture.holders.items():
                if holder == venture.party:
                    continue
                own = measure == "votes" and holder in venture.votes
                claims = venture.votes[holder] if own else shares
                path = ("joint_ventures", key, "votes" if own else "holders", holder)
                stands_in = measure == "votes" and not own
                yield _Entry(holder, venture.party, claims, path, venture.formed, stands_in)


def _with_own_votes(entries: list[_Entry]) -> Iterator[_Entry]:
    """The entries; in a company that has classes of votes, a holding whose votes nobody states has
    unknown ones, and not as many as its economic share."""
    stated = {entry.held for entry in entries if entry.path[2] == "votes" and entry.claims}
    for entry in entries:
        unknown = entry.stands_in and entry.held in stated
        yield replace(entry, claims=(), stands_in=False) if unknown else entry


def _date(stake: Stake) -> str | None:
    return stake.closed or stake.on or stake.signed or stake.announced


def _counts(record: Stake | JointVenture, day: Period | None) -> bool:
    """Whether the record tells of a holding that is there on the day."""
    begins = _date(record) if isinstance(record, Stake) else record.formed
    if record.ended is not None and (day is None or parse_period(record.ended).first <= day.last):
        return False
    return day is None or begins is None or parse_period(begins).first <= day.last


def _latest(group: Sequence[_Entry]) -> list[_Entry]:
    """The entries of the latest date, and those without one."""
    dated = [entry for entry in group if entry.on is not None]
    if not dated:
        return list(group)
    last = max(parse_period(entry.on or "").first for entry in dated)
    return [entry for entry in group if entry.on is None or parse_period(entry.on).last >= last]


def _holding(
    group: Sequence[_Entry],
    book: Book,
    day: Period | None,
    selection: Selection,
    rules: HedgeRules,
) -> Holding:
    told = [each for entry in group for each in _told(entry, book, rules)]
    given, told_on = _by_the_day(told, day, has_begun=any(entry.on for entry in group))
    first = group[0]
    since = min((entry.on for entry in group if entry.on), default=None)
    if not given:
        return Holding(
            first.holder,
            first.held,
            UNKNOWN,
            UNKNOWN,
            None,
            (),
            first.path,
            since,
            False,
            first.stands_in,
        )
    chosen = _preferred(given, selection)
    selected = select(chosen, selection, rules=rules)
    used = selected.used if isinstance(selected, Selected) else tuple(chosen)
    figure = share(selected, "a share")
    return Holding(
        first.holder,
        first.held,
        figure.bounds,
        _strict(used, figure.bounds, group, book, selection, rules),
        figure.point,
        used,
        first.path,
        since,
        reconciled(used, None).verdict == "contradictory",
        first.stands_in,
        told_on,
    )


def _strict(
    used: Sequence[Account],
    usual: Bounds,
    group: Sequence[_Entry],
    book: Book,
    selection: Selection,
    rules: HedgeRules,
) -> Bounds:
    """The bounds of the same accounts by what their words exclude; ``usual`` itself where that is
    no more."""
    if not any(each.figure.hedge in LOOSE for each in used) or rules.reading == "strict":
        return usual
    strict = replace(rules, reading="strict")
    read = {each.path: each for entry in group for _, each in _told(entry, book, strict)}
    again = select([read[each.path] for each in used], selection, rules=strict)
    found = share(again, "a share").bounds
    return usual if found == usual else found


def _preferred(given: Sequence[Account], selection: Selection) -> Sequence[Account]:
    """The accounts that the selection is made from: a source's own, where it tells of it."""
    return [each for each in given if each.source == selection.prefer] or given


def _told(entry: _Entry, book: Book, rules: HedgeRules) -> Iterator[tuple[str | None, Account]]:
    """The claims, each with the day that it tells of."""
    told = accounts(entry.claims, book.sources, path=entry.path, rules=rules)
    for claim, account in zip(entry.claims, told, strict=True):
        yield claim.on, account


def _by_the_day(
    told: Sequence[tuple[str | None, Account]], day: Period | None, *, has_begun: bool
) -> tuple[list[Account], str | None]:
    """The latest accounts of each source in a record that are not after the day. Where all are, and
    the holding is known to have begun by then, those told first stand for it, with their day: a
    holding runs from its start to its end, whenever somebody wrote it down."""
    by_then = [each for each in told if day is None or _first(each[0]) <= day.last]
    if told and not by_then and has_begun:
        earliest = min((on for on, _ in told if on is not None), key=_first)
        return [account for on, account in told if _first(on) == _first(earliest)], earliest
    by_source: dict[object, list[tuple[date, Account]]] = {}
    for on, account in by_then:
        record = account.path[:2]
        by_source.setdefault((record, account.source), []).append((_first(on), account))
    latest = []
    for several in by_source.values():
        last = max(said for said, _ in several)
        latest += [account for said, account in several if said == last]
    return latest, None


def _first(on: str | None) -> date:
    return date.min if on is None else parse_period(on).first
