"""Control: who has, with those it controls, more than half of a company's votes.

It is no interest: 51 % of 51 % is control of both and an interest of 26 %. An owner controls
a company where its own votes and those of all companies it controls together pass the threshold;
that is looked for again until nothing is added (a fixed point, so that chains, several paths and
loops are no special case). Three-valued under bounds: *yes* where even the least passes, *possible*
where only the most does, else *no*. What others have at the least narrows what a group can have.

A joint venture whose sources state joint control is controlled by none of its holders alone; that
they state it is an input, which no percentage decides (IFRS 11.7). Stated sole control of a venture
goes to the holder with most of the votes. What sources state of one holder (``control`` in a stake
or holding: sole, consolidated, joint, none) decides, with or without a share.

Source: IFRS 10.B35 on the majority of voting rights; the 50 Percent Rule of the US Treasury's
Office of Foreign Assets Control (2014) on adding up holdings at 50 % or more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.company import NOTHING, WHOLE, Company, low, nearer, total_of
from dealmodel.dataclass import dataclass, field
from dealmodel.figures.bounds import Bounds

Threshold = Literal[">50", ">=50"]
Control = Literal["yes", "possible", "no"]

THRESHOLDS: tuple[Threshold, ...] = (">50", ">=50")

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of an owner's group in a company: its own and those of whom it controls."""

    company: str
    control: Control
    bounds: Bounds
    basis: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What sources state: companies under ``joint``, or ``sole``, control, and of pairs of a holder
    and a company whether the holder has it (``by``), or has it not (``not_by``)."""

    joint: frozenset[str] = frozenset()
    sole: frozenset[str] = frozenset()
    by: Mapping[str, str] = field(default_factory=dict, hash=False)
    not_by: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Votings:
    """Who votes where: ``companies`` tells what the holders of a company have of its votes,
    narrowed, and ``held_by`` in which companies a holder has any."""

    companies: Callable[[str], Company]
    held_by: Mapping[str, Sequence[str]]
    stated: Stated
    threshold: Threshold = ">50"

    def votes(
        self, owner: str, asked: Collection[str], among: Collection[str]
    ) -> list[Votes | None]:
        """The votes of the owner's group in each company asked for, if it can have any; ``among``
        are these with all that is above them, which alone matter."""
        surely, maybe = self._groups(owner, among)
        return [None if held == owner else self._in(held, surely, maybe) for held in asked]

    def of(self, owner: str) -> Iterator[Votes]:
        """The votes of the owner's group wherever it can have any."""
        surely, maybe = self._groups(owner, None)
        held = dict.fromkeys(name for member in maybe for name in self.held_by.get(member, ()))
        for name in held:
            found = None if name == owner else self._in(name, surely, maybe)
            if found is not None:
                yield found

    def _in(self, held: str, surely: Collection[str], maybe: Collection[str]) -> Votes | None:
        company = self.companies(held)
        least, most = _votes(company, surely), _votes(company, maybe)
        if not most.high:
            return None
        bounds = Bounds(least.low, most.high, least.low_open, most.high_open)
        control: Control = "no"
        if held in surely:
            control = "yes"
        elif held in maybe:
            control = "possible"
        return Votes(held, control, bounds, self._basis(held))

    def _basis(self, held: str) -> str:
        if held in self.stated.joint:
            return "joint control, stated"
        is_sole = held in self.stated.sole or held in self.stated.by
        return "sole control, stated" if is_sole else "votes"

    def _groups(
        self, owner: str, among: Collection[str] | None
    ) -> tuple[dict[str, None], dict[str, None]]:
        return (
            self._group(owner, among, at_most=False),
            self._group(owner, among, at_most=True),
        )

    def _group(
        self, owner: str, among: Collection[str] | None, *, at_most: bool
    ) -> dict[str, None]:
        """The owner and all that it controls, at the least or at the most of the votes."""
        group = {owner: None}
        work = [owner]
        while work:
            for name in self.held_by.get(work.pop(), ()):
                if name in group or name in self.stated.joint:
                    continue
                if among is not None and name not in among:
                    continue
                if self._is_controlled(self.companies(name), group, at_most=at_most):
                    group[name] = None
                    work.append(name)
        return group

    def _is_controlled(self, company: Company, group: Collection[str], *, at_most: bool) -> bool:
        if company.name in self.stated.by:
            return self.stated.by[company.name] in group
        if any((holder, company.name) in self.stated.not_by for holder in group):
            return False
        votes = _votes(company, group)
        by_votes = _passes(votes, self.threshold, at_most=at_most)
        return by_votes or (company.name in self.stated.sole and _leads(company, group))


def controlled_by(
    owner: str,
    companies: Sequence[Company],
    *,
    threshold: Threshold = ">50",
    stated: Stated | None = None,
) -> dict[str, Votes]:
    """The owner's group's votes in each company in which it has, or may have, any.

    ``companies`` are narrowed and give votes.

    >>> from dealmodel.figures.bounds import point
    >>> a, b = point(Fraction(51, 100)), point(Fraction(30, 100))
    >>> chain = [Company("b", {"a": a}), Company("c", {"a": b, "b": b})]
    >>> [(votes.company, votes.control) for votes in controlled_by("a", chain).values()]
    [('b', 'yes'), ('c', 'yes')]
    """
    by_name = {company.name: company for company in companies}
    held_by: dict[str, list[str]] = {}
    for company in companies:
        for holder in company.holders:
            held_by.setdefault(holder, []).append(company.name)
    votings = Votings(by_name.__getitem__, held_by, stated or Stated(), threshold)
    found = {votes.company: votes for votes in votings.of(owner)}
    return {name: found[name] for name in by_name if name in found}


def _votes(company: Company, group: Collection[str]) -> Bounds:
    """What the group has of the company's votes, and what the others leave it."""
    fewer, more = sorted((group, company.holders), key=len)
    names = [name for name in fewer if name in more]
    if not names:
        return Bounds(NOTHING, NOTHING)
    own = total_of(company.holders[name] for name in names)
    others = company.total.without(own)
    # Where two ends bind alike, either one's being open keeps the group from it.
    bottom, low_open = own.low, bool(own.low_open)
    if company.is_complete:
        given = WHOLE - others.high, bool(others.high_open)
        bottom, low_open = nearer(given, (bottom, low_open), max)
    left = WHOLE - others.low, bool(others.low_open)
    top, high_open = nearer(left, (own.high, bool(own.high_open)), min)
    top = max(bottom, top)
    is_range = bottom < top
    return Bounds(bottom, top, low_open and is_range, high_open and is_range)


def _passes(votes: Bounds, threshold: Threshold, *, at_most: bool) -> bool:
    end = votes.high if at_most else votes.low
    assert end is not None
    if end != _HALF:
        return end > _HALF
    # More than half at an open low end; at an open high end, less.
    if at_most:
        return threshold == ">=50" and not votes.high_open
    return threshold == ">=50" or votes.low_open


def _leads(company: Company, group: Collection[str]) -> bool:
    """Whether the holder with most of the votes, at the least it can have, is of the group."""
    first = max(company.holders, key=lambda holder: (low(company.holders[holder]), holder))
    return first in group
