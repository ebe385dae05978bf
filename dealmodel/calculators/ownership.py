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

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice, pairwise
from typing import Literal

from dealmodel.calculators.chains import largest_paths, weakest_link
from dealmodel.calculators.companies import at_points, companies_of
from dealmodel.calculators.components import components
from dealmodel.calculators.control import (
    Control,
    Stated,
    Threshold,
    Votes,
    controlled_by,
)
from dealmodel.calculators.holdings import Holding, Measure, Registry, registry
from dealmodel.calculators.interest_ends import interest_ends
from dealmodel.calculators.interest_ranges import Company, high, interest_range
from dealmodel.calculators.standing import Standing, standing
from dealmodel.dataclass import dataclass
from dealmodel.errors import ClosedRing, CrossHolding, UnknownReference, nearest
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.markup import html_table
from dealmodel.figures.reader import USUAL
from dealmodel.formulas.numbers import printed_bounds_text
from dealmodel.formulas.ranges.intervals import multiply
from dealmodel.records.book import Book

Loops = Literal["resolve", "refuse"]

PATHS = 10
"""So many paths are shown unless more are asked for."""

_NOTHING, _WHOLE = Fraction(0), Fraction(1)


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
    is it where that is one number. ``remainder`` is what the shown ``paths`` leave of the point."""

    owner: str
    held: str
    measure: Measure
    as_of: str | None
    point: Fraction | None
    points: Bounds
    bounds: Bounds
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
        own, votes = (
            registry(book, as_of=as_of, measure=each, prefer=prefer, rules=rules)
            for each in (measure, "votes")
        )
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
        self._check(owner, held)
        above, below = self.registry.above(held), self.registry.below(owner)
        rings = self._rings(above)
        if rings and loops == "refuse":
            raise CrossHolding(rings[0])
        companies = companies_of(self.registry, above)
        ends = interest_ends(self.registry, companies, owner, held)
        value, points = ends.point, ends.points
        shown = tuple(islice(self._paths(companies, owner, held), paths))
        remainder = None
        if value is not None and all(path.share is not None for path in shown):
            remainder = value - sum((path.share or _NOTHING for path in shown), _NOTHING)
        votes = self._control(owner, threshold, above).get(held)
        return EffectiveInterest(
            owner,
            held,
            self.registry.measure,
            self.registry.as_of,
            value,
            points,
            ends.bounds,
            shown,
            remainder,
            weakest_link(self._ranks(companies), owner, held),
            votes,
            standing(votes),
            tuple(
                each
                for each in self.registry.holdings
                if each.held == owner and each.holder in below
            ),
            rings,
            tuple(self._moves(companies, owner, held, points)),
            tuple(self._warnings(above & below)),
        )

    def holders(self, held: str, *, loops: Loops = "resolve") -> tuple[Holder, ...]:
        """Every party that has, or may have, an interest in ``held``, the largest first.

        Raises what :meth:`interest` does.
        """
        self._check(held)
        above = self.registry.above(held)
        rings = self._rings(above)
        if rings and loops == "refuse":
            raise CrossHolding(rings[0])
        companies = companies_of(self.registry, above)
        found = []
        for party in above - {held}:
            ends = interest_ends(self.registry, companies, party, held)
            points, bounds = ends.points, ends.bounds
            if bounds.high:
                value = points.low if points.is_point else None
                found.append(Holder(party, value, points, bounds))
        return tuple(sorted(found, key=_largest_first))

    def reaches_through_others(self, owner: str, held: str) -> bool:
        """Whether the owner holds some company, other than ``held``, that leads to it."""
        if owner == held:
            return False
        above = self.registry.above(held)
        return any(
            each.holder == owner and each.held in above and each.held != held
            for each in self.registry.holdings
        )

    def control(self, owner: str, *, threshold: Threshold = ">50") -> tuple[Votes, ...]:
        """The companies that ``owner`` controls, or possibly controls, in the book's order.

        :raises UnknownReference: the book has no such party.
        :raises OutOfRange: the holders of a company have more than the whole.
        """
        self._check(owner)
        found = self._control(owner, threshold, {each.held for each in self.votes.holdings})
        return tuple(found[name] for name in self.parties if name in found)

    def warnings_about(self, held: str) -> tuple[str, ...]:
        """What is doubtful about the holdings in ``held`` and in those above it."""
        return tuple(self._warnings(self.registry.above(held)))

    def _control(self, owner: str, threshold: Threshold, among: set[str]) -> Mapping[str, Votes]:
        stated = Stated(self.votes.joint, self.votes.sole)
        companies = companies_of(self.votes, among)
        return controlled_by(owner, companies, threshold=threshold, stated=stated)

    def _check(self, *parties: str) -> None:
        for party in parties:
            if party not in self.parties:
                raise UnknownReference(
                    party,
                    f"there is no {party[:60]!r} among the book's parties",
                    suggestions=nearest(party, self.parties),
                )

    def _rings(self, among: set[str]) -> tuple[tuple[str, ...], ...]:
        """The groups of companies that hold each other; raises :class:`ClosedRing`."""
        names = [name for name in self.parties if name in among]
        numbers = {name: number for number, name in enumerate(names)}
        follow: dict[int, list[int]] = {}
        for each in self.registry.holdings:
            if each.holder in numbers and each.held in numbers:
                follow.setdefault(numbers[each.holder], []).append(numbers[each.held])
        rings = [
            tuple(names[number] for number in members)
            for members in components(list(numbers.values()), follow)
            if len(members) > 1
        ]
        for ring in rings:
            if all(self._is_held_within(company, ring) for company in ring):
                raise ClosedRing(ring)
        return tuple(rings)

    def _is_held_within(self, company: str, ring: tuple[str, ...]) -> bool:
        inside = [each for each in self.registry.in_company(company) if each.holder in ring]
        return sum((each.points[-1] for each in inside if each.points), _NOTHING) >= _WHOLE

    def _paths(self, companies: Sequence[Company], owner: str, held: str) -> Iterator[Path]:
        """The paths, ranked by the numbers as printed, or by the most where there is none."""
        by_pair = self._by_pair
        narrowed = {company.name: company.holders for company in companies}
        for via, _ in largest_paths(self._ranks(companies), owner, held):
            steps = list(pairwise(via))
            holdings = tuple(by_pair[step] for step in steps)
            bounds = point(_WHOLE)
            share: Fraction | None = _WHOLE
            for (holder, company), holding in zip(steps, holdings, strict=True):
                bounds = multiply(bounds, narrowed[company][holder])
                known = None if share is None else holding.point
                share = None if share is None or known is None else share * known
            yield Path(via, share, bounds, holdings)

    @cached_property
    def _by_pair(self) -> Mapping[tuple[str, str], Holding]:
        return {(each.holder, each.held): each for each in self.registry.holdings}

    def _ranks(self, companies: Sequence[Company]) -> dict[str, dict[str, Fraction]]:
        """Each share as printed, or the most that it can be where that is no one number."""
        return {
            company.name: {
                holder: _rank(self._by_pair[holder, company.name], bounds)
                for holder, bounds in company.holders.items()
            }
            for company in companies
        }

    def _moves(
        self, companies: Sequence[Company], owner: str, held: str, points: Bounds
    ) -> Iterator[Move]:
        """Each claim of a holding with several numbers, and what it alone would make of it."""
        if points.is_point:
            return
        for holding in self.registry.holdings:
            if holding.held == owner or len(holding.points) < 2:
                continue
            for account in holding.used:
                value = account.figure.value
                if value is None:
                    continue
                exact = at_points(companies, self.registry, {(holding.holder, holding.held): value})
                with suppress(ClosedRing):
                    alone = interest_range(exact, owner, held)
                    if alone != points and alone.is_point and alone.low is not None:
                        yield Move(holding, account.says, account.source, alone.low)

    def _warnings(self, above: set[str]) -> Iterator[str]:
        for company in (name for name in self.parties if name in above):
            holdings = self.registry.in_company(company)
            most = sum((each.bounds.high or _WHOLE for each in holdings), _NOTHING)
            if company in self.registry.complete and most < _WHOLE:
                yield (
                    f"the holders of {company} have less than the whole: a holder is missing, or a "
                    "share is wrong"
                )
            for each in holdings:
                if each.is_unstated:
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
                if each.stands_in and self.registry.measure == "votes":
                    yield (
                        f"{each.holder} in {company}: no source states votes; the economic share "
                        "stands for them"
                    )


def _rank(holding: Holding, bounds: Bounds) -> Fraction:
    return holding.point if holding.point is not None else high(bounds)


def _largest_first(holder: Holder) -> tuple[Fraction, Fraction, str]:
    return -(holder.points.high or _NOTHING), -(holder.bounds.high or _NOTHING), holder.party
