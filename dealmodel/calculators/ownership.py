"""Who holds what through whom, by what a book's sources say.

Vocabulary: a *direct* holding is a stake or a place in a joint venture; the *effective interest*
multiplies along each path and adds across paths, with loops solved exactly; *control* is who
decides, and is never derived from an interest (:mod:`dealmodel.calculators.control`). The *measure*
is economic interest or votes. *Influence* is significant from 20 % of the votes, held alone or with
controlled companies: presumed, and undetermined where the bounds lie on both sides.

Policy: the point is the formula at the numbers as printed; where several claims print several
numbers there is no point but a range of points, and the claims that move it are named. Bounds are
the least and the most that the shares' bounds allow, together at most the whole. What the owner's
own holdings hold of it is its own treasury: those holdings are dropped, and told.

What the rules of accounting call it stands in :mod:`dealmodel.calculators.standing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice, pairwise
from typing import Literal

from dealmodel.calculators.chains import best_paths, largest_paths, weakest_links
from dealmodel.calculators.companies import Companies
from dealmodel.calculators.company import NOTHING, WHOLE, Company, high
from dealmodel.calculators.components import components
from dealmodel.calculators.control import Control, Stated, Threshold, Votes, Votings
from dealmodel.calculators.holding_entries import Measure
from dealmodel.calculators.holdings import Holding, Registry, registry, registry_of_votes
from dealmodel.calculators.indirect import Pair, by_owner, indirect_pairs
from dealmodel.calculators.interest_ends import Ends, Spread
from dealmodel.calculators.interest_ranges import Reading, extreme
from dealmodel.calculators.standing import Standing, standing
from dealmodel.calculators.way import Way
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import ClosedRing, CrossHolding, DealModelError, UnknownReference, nearest
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.markup import html_table
from dealmodel.figures.reader import USUAL
from dealmodel.formulas.numbers import printed_bounds_text
from dealmodel.formulas.ranges.intervals import multiply
from dealmodel.records.book import Book

Loops = Literal["resolve", "refuse"]
Ranks = Mapping[str, Mapping[str, Fraction]]
"""Holders of each company with a number each, by which paths are ranked."""

PATHS = 10
"""So many paths are shown unless more are asked for."""


_HAS_CONTROL = ("sole", "consolidated")


@dataclass(frozen=True, slots=True)
class Path:
    """One way from the owner to the company: ``via`` are the parties, both included."""

    via: tuple[str, ...]
    share: Fraction | None
    bounds: Bounds
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What the interest would be, as printed, if one claim of a holding were taken alone."""

    holding: Holding
    says: str
    source: str | None
    interest: Fraction


@dataclass(frozen=True, slots=True)
class EffectiveInterest:
    """What ``owner`` has of ``held``. ``points`` is the range of the numbers as printed; ``point``
    is it where that is one number. ``remainder`` is what the shown ``paths`` leave of the point.
    ``ends`` are what makes the ends of ``bounds`` and of ``points``."""

    owner: str
    held: str
    measure: Measure
    as_of: str | None
    point: Fraction | None
    points: Bounds
    bounds: Bounds
    ends: Ends
    paths: tuple[Path, ...]
    remainder: Fraction | None
    weakest_link: Fraction
    votes: Votes | None
    standing: Standing
    dropped: tuple[Holding, ...]
    loops: tuple[tuple[str, ...], ...]
    moves: tuple[Move, ...]
    warnings: tuple[str, ...]

    @property
    def low(self) -> Fraction | None:
        return self.bounds.low

    @property
    def high(self) -> Fraction | None:
        return self.bounds.high

    @property
    def control(self) -> Control:
        """Whether the owner controls the company."""
        return "no" if self.votes is None else self.votes.control

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources behind the paths, each once."""
        holdings = (holding for path in self.paths for holding in path.holdings)
        return tuple(dict.fromkeys(source for each in holdings for source in each.sources))


@dataclass(frozen=True, slots=True)
class Holder:
    """A party's effective interest in a company."""

    party: str
    point: Fraction | None
    points: Bounds
    bounds: Bounds
    strict: Bounds


@dataclass(frozen=True)
class Ownership:
    """The ownership that a book tells of, as of a day, by one measure; ``votes`` are its holdings
    by votes, which control and influence go by."""

    registry: Registry
    votes: Registry
    parties: tuple[str, ...]

    @staticmethod
    def of(
        book: Book,
        *,
        as_of: str | date | None = None,
        measure: Measure = "economic",
        prefer: str = "hull",
        rules: HedgeRules = USUAL,
    ) -> Ownership:
        """The ownership in ``book`` on a day, or in all; ``prefer`` chooses among claims.

        >>> from dealmodel.records.claim import Claim
        >>> from dealmodel.records.party import Party
        >>> from dealmodel.records.source import Source
        >>> from dealmodel.records.stake import Stake
        >>> def holds(a, b, share):
        ...     return Stake(investor=a, investee=b, share=[Claim(says=share, source="s")])
        >>> book = Book(
        ...     book="Chain",
        ...     sources={"s": Source(publisher="S")},
        ...     parties={each: Party(name=each, kind="company") for each in "abc"},
        ...     stakes={"a-b": holds("a", "b", "50%"), "b-c": holds("b", "c", "20%")},
        ... )
        >>> Ownership.of(book).interest("a", "c").point
        Fraction(1, 10)

        :raises DateError: ``as_of`` is no date.
        :raises UsageError: there is no such rule or source to prefer.
        """
        votes = own = registry(book, as_of=as_of, measure=measure, prefer=prefer, rules=rules)
        if measure != "votes":
            votes = registry_of_votes(own, book, as_of=as_of, prefer=prefer, rules=rules)
        return Ownership(own, votes, tuple(book.parties))

    def _repr_html_(self) -> str:
        """What a notebook shows: the holdings. All text is escaped."""
        rows = (
            (
                each.holder,
                each.held,
                "" if each.is_unstated else printed_bounds_text(each.bounds, "share"),
                each.since or "",
                "; ".join(each.sources),
            )
            for each in self.registry.holdings
        )
        return html_table(("holder", "held", "share", "since", "sources"), rows)

    def interest(
        self,
        owner: str,
        held: str,
        *,
        loops: Loops = "resolve",
        threshold: Threshold = ">50",
        paths: int = PATHS,
    ) -> EffectiveInterest:
        """What ``owner`` has of ``held``, directly and through others.

        :raises UnknownReference: the book has no such party.
        :raises OutOfRange: the holders of a company have more than the whole.
        :raises ClosedRing: companies hold each other and nobody else holds them.
        :raises CrossHolding: companies hold each other, and ``loops`` is ``refuse``.
        """
        (found,) = self.interests(owner, [held], loops=loops, threshold=threshold, paths=paths)
        return found

    def interests(
        self,
        owner: str,
        asked: Sequence[str],
        *,
        loops: Loops = "resolve",
        threshold: Threshold = ">50",
        paths: int = PATHS,
    ) -> Iterator[EffectiveInterest]:
        """What ``owner`` has of each of the companies ``asked``, all worked out at once.

        Raises what :meth:`interest` does.
        """
        self._check(owner, *asked)
        above = self._above(*asked, loops=loops)
        spread = Spread(self.registry, self._companies, self._way(owner, asked, above))
        ranks = self._ranks(spread.way)
        best, weakest = best_paths(ranks, owner), weakest_links(ranks, owner)
        voted = replace(self._votings, threshold=threshold).votes(owner, asked, above)
        dropped = tuple(self._dropped(owner))
        for held, votes in zip(asked, voted, strict=True):
            way, ends = spread.way.to(held), spread.ends(held)
            value = ends.point
            shown = tuple(islice(self._paths(largest_paths(ranks, owner, held, best)), paths))
            remainder = None
            if value is not None and all(path.share is not None for path in shown):
                remainder = value - sum((path.share or NOTHING for path in shown), NOTHING)
            yield EffectiveInterest(
                owner,
                held,
                self.registry.measure,
                self.registry.as_of,
                value,
                ends.points,
                ends.bounds,
                ends,
                shown,
                remainder,
                weakest.get(held, NOTHING),
                votes,
                standing(votes),
                dropped,
                self._rings_above(above if len(asked) == 1 else self.registry.above(held)),
                tuple(self._moves(way, ends)),
                tuple(self._warnings({held, *way.holders} if held != owner else ())),
            )

    def holders(self, held: str, *, loops: Loops = "resolve") -> tuple[Holder, ...]:
        """Every party that has, or may have, an interest in ``held``, the largest first.

        Raises what :meth:`interest` does.
        """
        self._check(held)
        above = self._above(held, loops=loops)
        found = []
        for party in above - {held}:
            ends = Spread(self.registry, self._companies, self._way(party, [held], above)).ends(
                held
            )
            points, bounds = ends.points, ends.bounds
            if bounds.high:
                value = points.low if points.is_point else None
                found.append(Holder(party, value, points, bounds, ends.strict))
        return tuple(sorted(found, key=_largest_first))

    def indirect(self, owners: Collection[str] = (), held: Collection[str] = ()) -> Iterator[Pair]:
        """The owners and companies of which they have anything through others, those with the
        largest paths first; only the ``owners``, and what is ``held``, that are asked for.

        :raises UnknownReference: the book has no such party.
        """
        self._check(*owners, *held)
        among = self.registry.above(*held) if held else None
        shares = (
            (each.holder, each.held, each.points[-1] if each.points else high(each.bounds))
            for each in self.registry.holdings
        )
        found = indirect_pairs(shares, set(owners) or None, among)
        return (pair for pair in found if not held or pair[1] in held)

    def largest(self, pairs: Iterable[Pair], count: int) -> list[Pair]:
        """So many of the pairs, those of which most is held by what is printed; pairs that make no
        interest come last."""
        found = dict.fromkeys(pairs, NOTHING)
        for owner, asked in by_owner(found).items():
            way = self._way(owner, asked, self.registry.above(*asked))
            try:
                most = extreme(way, self._companies.printed, "most")
            except DealModelError:
                continue
            found.update({(owner, held): most.of(held) for held in asked})
        return sorted(found, key=lambda pair: -found[pair])[:count]

    def control(self, owner: str, *, threshold: Threshold = ">50") -> tuple[Votes, ...]:
        """The companies that ``owner`` controls, or possibly controls, in the book's order.

        :raises UnknownReference: the book has no such party.
        :raises OutOfRange: the holders of a company have more than the whole.
        """
        self._check(owner)
        found = replace(self._votings, threshold=threshold).of(owner)
        return tuple(sorted(found, key=lambda votes: self._order[votes.company]))

    def warnings_about(self, held: str) -> tuple[str, ...]:
        """What is doubtful about the holdings in ``held`` and in those above it."""
        return tuple(self._warnings(self.registry.above(held)))

    @cached_property
    def _companies(self) -> Companies:
        return Companies(self.registry)

    @cached_property
    def _votings(self) -> Votings:
        stated = _stated(self.votes)
        return Votings(Companies(self.votes).strict, self.votes.held_by, stated)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.parties)}

    def _way(self, owner: str, asked: Sequence[str], among: Collection[str]) -> Way:
        return Way.of(owner, asked, among, self.registry.held_by)

    def _check(self, *parties: str) -> None:
        for party in parties:
            if party not in self._order:
                raise UnknownReference(
                    party,
                    f"there is no {party[:60]!r} among the book's parties",
                    suggestions=nearest(party, self.parties),
                )

    def _above(self, *held: str, loops: Loops) -> set[str]:
        """The companies and all above them, once it is known that they make an answer."""
        above = self.registry.above(*held)
        for ring in self._rings_above(above):
            if loops == "refuse":
                raise CrossHolding(ring)
            if all(self._is_held_within(company, ring) for company in ring):
                raise ClosedRing(ring)
        for name in above:
            self._companies.strict(name)
        return above

    def _rings_above(self, above: Collection[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(ring for ring in self._rings if ring[0] in above)

    @cached_property
    def _rings(self) -> tuple[tuple[str, ...], ...]:
        """The groups of companies that hold each other."""
        order, held_by = self._order, self.registry.held_by
        follow = {
            order[holder]: [order[held] for held in companies]
            for holder, companies in held_by.items()
        }
        return tuple(
            tuple(self.parties[number] for number in members)
            for members in components(range(len(self.parties)), follow)
            if len(members) > 1
        )

    def _is_held_within(self, company: str, ring: tuple[str, ...]) -> bool:
        inside = [each for each in self.registry.in_company(company) if each.holder in ring]
        return sum((each.points[-1] for each in inside if each.points), NOTHING) >= WHOLE

    def _dropped(self, owner: str) -> Iterator[Holding]:
        """What the owner's own companies hold of it."""
        several = self.registry.in_company(owner)
        below = self._below(owner) if several else set()
        return (each for each in several if each.holder in below)

    def _below(self, owner: str) -> set[str]:
        found: set[str] = set()
        work = [owner]
        while work:
            for name in self.registry.held_by.get(work.pop(), ()):
                if name not in found:
                    found.add(name)
                    work.append(name)
        return found

    def _paths(self, found: Iterable[tuple[tuple[str, ...], Fraction]]) -> Iterator[Path]:
        """The paths, ranked by the numbers as printed, or by the most where there is none."""
        for via, _ in found:
            steps = list(pairwise(via))
            holdings = tuple(self.registry.between(*step) for step in steps)
            bounds = point(WHOLE)
            share: Fraction | None = WHOLE
            for (holder, company), holding in zip(steps, holdings, strict=True):
                bounds = multiply(bounds, self._companies.shown(company).holders[holder])
                known = None if share is None else holding.point
                share = None if share is None or known is None else share * known
            yield Path(via, share, bounds, holdings)

    def _ranks(self, way: Way) -> Ranks:
        """Each share as printed, or the most that it can be where that is no one number."""
        found: dict[str, dict[str, Fraction]] = {}
        for holder, name in way.pairs():
            number = self.registry.between(holder, name).point
            if number is None:
                number = high(self._companies.shown(name).holders[holder])
            found.setdefault(name, {})[holder] = number
        return found

    def _moves(self, way: Way, ends: Ends) -> Iterator[Move]:
        """Each claim of a holding with several numbers, and what it alone would make of it: one
        number only where no other holding on the way has several."""
        points, printed = ends.points, self._companies.printed
        if points.is_point:
            return
        several = [pair for pair in way.pairs() if not printed(pair[1]).holders[pair[0]].is_point]
        if len(several) != 1:
            return
        ((holder, name),) = several
        holding = self.registry.between(holder, name)
        for account in holding.used if len(holding.points) > 1 and not holding.parts else ():
            value = account.figure.value
            alone = None if value is None else self._alone(way, ends, (holder, name), value)
            if alone is not None and point(alone) != points:
                yield Move(holding, account.says, account.source, alone)

    def _alone(self, way: Way, ends: Ends, pair: Pair, value: Fraction) -> Fraction | None:
        """The interest as printed where one holding is the ``value``, if there is any."""
        holder, name = pair
        for known in ends.printed or ():
            if known.shares[name][holder] == value:
                return known.of(ends.held)
        printed = self._companies.printed
        there = printed(name)
        alone = Company(name, {**there.holders, holder: point(value)}, beside=there.beside)
        with suppress(ClosedRing):
            return extreme(way, _instead(alone, printed), "least").of(ends.held)
        return None

    def _warnings(self, above: Collection[str]) -> Iterator[str]:
        yield from (_not_added(each) for each in self.registry.left_out if each.held in above)
        for company in sorted(above, key=self._order.__getitem__):
            holdings = self.registry.in_company(company)
            most = sum((each.bounds.high or WHOLE for each in holdings), NOTHING)
            if company in self.registry.complete and most < WHOLE:
                yield (
                    f"the holders of {company} have less than the whole: a holder is missing, or a "
                    "share is wrong"
                )
            for each in holdings:
                if each.is_unstated and each.of_class is not None:
                    yield (
                        f"{each.holder} in {company}: the stated share is of the {each.of_class}, "
                        "which is no share of the company without the number of shares of every "
                        "class (capital): unknown and not nothing"
                    )
                elif each.is_unstated:
                    yield (
                        f"{each.holder} in {company}: no source states the share, which is unknown "
                        "and not nothing"
                    )
                elif each.told_on is not None:
                    yield (
                        f"{each.holder} in {company}: no source tells of {self.registry.as_of}; "
                        f"what is told of {each.told_on} stands for it"
                    )
                elif each.is_contradictory:
                    says = " and ".join(dict.fromkeys(account.says for account in each.used))
                    yield f"{each.holder} in {company}: {says} cannot both be right"
                yield from _told_of(each)
                if each.stands_in and self.registry.measure == "votes":
                    yield (
                        f"{each.holder} in {company}: no source states votes; the economic share "
                        "stands for them"
                    )


def _instead(alone: Company, others: Reading) -> Reading:
    """The companies with ``alone`` in the place of the one of its name."""
    return lambda name: alone if name == alone.name else others(name)


def _stated(votes: Registry) -> Stated:
    """What sources state about control, which decides before any votes are counted."""
    by = {held: holder for (holder, held), told in votes.controls.items() if told in _HAS_CONTROL}
    joint = {held for (_, held), told in votes.controls.items() if told == "joint"}
    without = (pair for pair, told in votes.controls.items() if told == "none")
    return Stated(votes.joint | joint, votes.sole, by, frozenset(without))


def _told_of(holding: Holding) -> Iterator[str]:
    """How a holding comes about, where that is more than one source's share."""
    pair = f"{holding.holder} in {holding.held}"
    if holding.parts:
        says = " + ".join(
            " or ".join(dict.fromkeys(each.says for each in part.used)) or "an unstated share"
            for part in holding.parts
        )
        told = f"{pair}: {says}, as printed"
        by_number = all(part.path[2] == "shares" for part in holding.parts)
        since = "" if by_number else "; that shares were issued in between is not considered"
        yield f"{told}{since}"
    if holding.instead_of:
        says = " or ".join(
            dict.fromkeys(each.says for each in (holding.parts or (holding,))[0].used)
        )
        yield (
            f"{pair}: {says} cannot add to {' and '.join(holding.instead_of)}, which would be more "
            "than the whole: taken for what is held since (after)"
        )
    if holding.nominee is not None:
        yield f"{pair}: {holding.nominee} holds it as a nominee"
    if holding.directness != "direct":
        how = "indirect" if holding.directness == "indirect" else "of unknown directness"
        yield f"{pair}: the stated interest is {how} and stands for a chain that the book lacks"


def _not_added(holding: Holding) -> str:
    says = " or ".join(dict.fromkeys(each.says for each in holding.used)) or "an unstated share"
    why = (
        "has no date and is not added to the purchases"
        if holding.directness == "direct"
        else f"is {holding.directness} and not added to the chain that the book has"
    )
    return f"{holding.holder} in {holding.held}: {says} {why}"


def _largest_first(holder: Holder) -> tuple[Fraction, Fraction, str]:
    return -(holder.points.high or NOTHING), -(holder.bounds.high or NOTHING), holder.party
