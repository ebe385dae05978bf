"""Who holds what of whom as of a day, by what a book's sources say.

A holding is a holder's share of a company, added up from what ``holding_entries`` finds: purchases
since the last time that it was stated, and that. They add up as printed: that shares were issued in
between is not considered.

As of a day, what is not after it counts, and of each record the latest claim of each source; which
of those claims is used is the reader's choice (``prefer``), the hull of all by default. Records
without a date always count; what has ended by the day does not. A company that buys its own shares
holds them in its treasury, and is no holder; a nominee holds for its owner. An interest that is
indirect, or of unknown directness, counts where no chain of holdings leads from its holder to the
company: else it is that chain, told once more, and is left out.

A holding that is known to exist, its size not stated, is a share from nothing to the whole: unknown
and not 0. Where a record gives votes apart, they are the measure ``votes``, and those of the
company's other holders are unknown unless they are stated, too; elsewhere the economic share stands
for them, and the holding says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from dealmodel.calculators.accounts import Account, accounts
from dealmodel.calculators.holding_dates import date_of
from dealmodel.calculators.holding_entries import (
    Entry,
    Measure,
    Path,
    counts,
    entries_of,
    first_day,
    parts_of,
)
from dealmodel.calculators.quantities import share
from dealmodel.calculators.reconciliation import reconciled
from dealmodel.calculators.selection import Selected, Selection, select
from dealmodel.calculators.share_classes import in_words
from dealmodel.dataclass import dataclass, field, replace
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.hedges import MEANINGS, HedgeRules
from dealmodel.formulas.ranges.intervals import add
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.book import Book
from dealmodel.records.holding import Control as StatedControl
from dealmodel.records.holding import Directness

Pair = tuple[str, str]

UNKNOWN = Bounds(Fraction(0), Fraction(1))

LOOSE = {row.hedge for row in MEANINGS if row.strict != row.usual}
"""The hedges that usually mean less than they say."""


@dataclass(frozen=True, slots=True)
class Holding:
    """``holder``'s share of ``held``. ``used`` are the accounts that it rests on, none where no
    source states its size; ``point`` is the number as printed, if there is one.

    ``strict`` are the bounds by what the words exclude, whatever they usually mean: what others can
    have is limited by those alone. ``parts`` are the purchases and the holding that they add to,
    where there are several: bounds and points are their sums. ``nominee`` is who holds it for the
    holder. ``directness`` is other than direct where a stated interest stands for a chain that the
    book does not have. ``instead_of`` is what earlier purchases say that this one cannot be added
    to, since together they are more than the whole. ``told_on`` is the day that the accounts tell
    of where that is after the one asked for. ``is_contradictory``: the accounts cannot all be
    right. ``stands_in``: an economic share in the place of votes that no source states.
    ``of_class``: the class of shares that sources state a share or number of, where what that is of
    the whole is not known.
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
    parts: tuple[Holding, ...] = ()
    nominee: str | None = None
    directness: Directness = "direct"
    instead_of: tuple[str, ...] = ()
    of_class: str | None = None

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
        """The different numbers as printed, the lowest first; of parts, their sums."""
        if self.parts:
            every = [each.points for each in self.parts]
            if not all(every):
                return ()
            ends = sum(each[0] for each in every), sum(each[-1] for each in every)
            return tuple(sorted({Fraction(end) for end in ends}))
        values = {each.figure.value for each in self.used if each.figure.value is not None}
        return tuple(sorted(values))


@dataclass(frozen=True)
class Registry:
    """The holdings of a book as of a day. ``complete`` are the companies all of whose holders are
    named, so that their shares are the whole: joint ventures. ``joint`` are those whose sources
    state joint control, ``sole`` those that they say one holder controls. ``left_out`` is what is
    told and not added: indirect interests beside their chains, and holdings of no date beside
    purchases. ``controls`` is what sources state about a holder's control, with or without a
    share."""

    holdings: tuple[Holding, ...]
    complete: frozenset[str]
    joint: frozenset[str]
    sole: frozenset[str]
    measure: Measure
    as_of: str | None
    left_out: tuple[Holding, ...] = ()
    controls: Mapping[Pair, StatedControl] = field(default_factory=dict, hash=False)

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


def registry(
    book: Book,
    *,
    as_of: str | date | None = None,
    measure: Measure = "economic",
    prefer: str = "hull",
    rules: HedgeRules,
    only: Pair | None = None,
) -> Registry:
    """The holdings that ``book`` tells of on a day, or in all; ``only`` those of one holder in one
    company, if given.

    :raises DateError: ``as_of`` is no date.
    :raises UsageError: there is no such rule or source to prefer.
    """
    day = None if as_of is None else parse_period(as_of)
    direct: dict[Pair, list[Entry]] = {}
    others: dict[Pair, list[Entry]] = {}
    for entry in entries_of(book, day, measure):
        if only is not None and (entry.holder, entry.held) != only:
            continue
        kind = direct if entry.directness == "direct" else others
        kind.setdefault((entry.holder, entry.held), []).append(entry)
    selection = Selection.in_book(prefer, book.sources)

    left_out: list[Holding] = []

    def holding(entries: Sequence[Entry]) -> Holding:
        several, spare = parts_of(entries, rules)
        parts = [_holding(part, book, day, selection, rules) for part in several]
        left_out.extend(_holding(part, book, day, selection, rules) for part in spare)
        return parts[0] if len(parts) == 1 else _sum(parts)

    found = {pair: holding(entries) for pair, entries in direct.items()}
    chains = _Chains(found)
    for pair, entries in others.items():
        stated = holding(entries)
        if pair in found or chains.lead(*pair):
            left_out.append(stated)
        else:
            found[pair] = stated
    ventures = [each for each in book.joint_ventures.values() if counts(each, day)]
    return Registry(
        tuple(found.values()),
        frozenset(each.party for each in ventures),
        frozenset(each.party for each in ventures if each.control == "joint"),
        frozenset(each.party for each in ventures if each.control == "sole"),
        measure,
        None if day is None else day.text,
        tuple(left_out),
        dict(_controls(book, day)),
    )


def _controls(book: Book, day: Period | None) -> Iterator[tuple[Pair, StatedControl]]:
    """What is stated about control on the day, the latest last."""
    told: list[tuple[date, Pair, StatedControl]] = []
    for stake in book.stakes.values():
        if stake.control is not None and counts(stake, day):
            pair = stake.nominee_for or stake.investor, stake.investee
            told.append((first_day(date_of(stake)), pair, stake.control))
    for stated in book.holdings.values():
        if stated.control is not None and counts(stated, day):
            pair = stated.nominee_for or stated.holder, stated.held
            told.append((first_day(stated.on), pair, stated.control))
    yield from ((pair, control) for _, pair, control in sorted(told, key=lambda each: each[0]))


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
    stated = (
        *(each.votes for each in book.stakes.values()),
        *(each.votes for each in book.holdings.values()),
        *(each.votes for each in book.joint_ventures.values()),
        *(each.votes_per_share for each in book.capital.values()),
    )
    if any(stated):
        return registry(book, as_of=as_of, measure="votes", prefer=prefer, rules=rules)
    holdings = tuple(replace(each, stands_in=True) for each in economic.holdings)
    return replace(economic, holdings=holdings, measure="votes")


class _Chains:
    """Who reaches whom through direct holdings."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._held: dict[str, list[str]] = {}
        for holder, held in pairs:
            self._held.setdefault(holder, []).append(held)
        self._reached: dict[str, set[str]] = {}

    def lead(self, holder: str, held: str) -> bool:
        """Whether a chain of holdings leads from the holder to the company."""
        if holder not in self._reached:
            found, work = {holder}, [holder]
            while work:
                for other in self._held.get(work.pop(), ()):
                    if other not in found:
                        found.add(other)
                        work.append(other)
            self._reached[holder] = found
        return held in self._reached[holder]


def _sum(parts: Sequence[Holding]) -> Holding:
    """The holding that parts add up to; no more than the whole."""
    first, points = parts[0], [each.point for each in parts]
    bounds, strict = first.bounds, first.strict
    for each in parts[1:]:
        bounds, strict = add(bounds, each.bounds), add(strict, each.strict)
    known = [each for each in points if each is not None]
    return replace(
        parts[-1],
        bounds=overlap(bounds, UNKNOWN) or UNKNOWN,
        strict=overlap(strict, UNKNOWN) or UNKNOWN,
        point=sum(known, Fraction(0)) if len(known) == len(points) else None,
        used=tuple(account for each in parts for account in each.used),
        since=first.since,
        is_contradictory=any(each.is_contradictory for each in parts),
        parts=tuple(parts),
        instead_of=first.instead_of,
    )


def _holding(
    group: Sequence[Entry],
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
            stands_in=first.stands_in,
            nominee=first.nominee,
            directness=first.directness,
            instead_of=first.instead_of,
            of_class=first.of_class if first.claims else None,
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
        len(used) > 1 and reconciled(used, None).verdict == "contradictory",
        first.stands_in,
        told_on,
        nominee=first.nominee,
        directness=first.directness,
        instead_of=first.instead_of,
    )


@lru_cache(maxsize=16)
def _strictly(rules: HedgeRules) -> HedgeRules:
    """The same rules by the letter; one object, which keeps what it found of each hedge."""
    return replace(rules, reading="strict")


def _strict(
    used: Sequence[Account],
    usual: Bounds,
    group: Sequence[Entry],
    book: Book,
    selection: Selection,
    rules: HedgeRules,
) -> Bounds:
    """The bounds of the same accounts by what their words exclude; ``usual`` itself where that is
    no more."""
    if not any(each.figure.hedge in LOOSE for each in used) or rules.reading == "strict":
        return usual
    strict = _strictly(rules)
    read = {each.path: each for entry in group for _, each in _told(entry, book, strict)}
    again = select([read[each.path] for each in used], selection, rules=strict)
    found = share(again, "a share").bounds
    return usual if found == usual else found


def _preferred(given: Sequence[Account], selection: Selection) -> Sequence[Account]:
    """The accounts that the selection is made from: a source's own, where it tells of it."""
    return [each for each in given if each.source == selection.prefer] or given


def _told(entry: Entry, book: Book, rules: HedgeRules) -> Iterator[tuple[str | None, Account]]:
    """The claims, each with the day that it tells of."""
    told = accounts(entry.claims, book.sources, path=entry.path, rules=rules)
    for claim, account in zip(entry.claims, told, strict=True):
        share = entry.share(account.figure, rules)
        if share is account.figure:
            yield claim.on, account
        elif share is not None:
            says = account.says
            if entry.size is not None and entry.size.name and entry.path[2] != "shares":
                says = f"{says} of {in_words(entry.size.name)}"
            yield claim.on, replace(account, says=says, figures=(share,))


def _by_the_day(
    told: Sequence[tuple[str | None, Account]], day: Period | None, *, has_begun: bool
) -> tuple[list[Account], str | None]:
    """The latest accounts of each source in a record that are not after the day. Where all are, and
    the holding is known to have begun by then, those told first stand for it, with their day: a
    holding runs from its start to its end, whenever somebody wrote it down."""
    by_then = [each for each in told if day is None or first_day(each[0]) <= day.last]
    if told and not by_then and has_begun:
        earliest = min((on for on, _ in told if on is not None), key=first_day)
        return [account for on, account in told if first_day(on) == first_day(earliest)], earliest
    by_source: dict[object, list[tuple[date, Account]]] = {}
    for on, account in by_then:
        record = account.path[:2]
        by_source.setdefault((record, account.source), []).append((first_day(on), account))
    latest = []
    for several in by_source.values():
        last = max(said for said, _ in several)
        latest += [account for said, account in several if said == last]
    return latest, None
