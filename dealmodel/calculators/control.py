"""Control: who has, with those it controls, more than half of a company's votes.

It is no interest: 51 % of 51 % is control of both and an interest of 26 %. An owner controls
a company where its own votes and those of all companies it controls together pass the threshold;
that is looked for again until nothing is added (a fixed point, so that chains, several paths and
loops are no special case). Three-valued under bounds: *yes* where even the least passes, *possible*
where only the most does, else *no*. What others have at the least narrows what a group can have.

A joint venture whose sources state joint control is controlled by none of its holders alone; that
they state it is an input, which no percentage decides (IFRS 11.7). Stated sole control goes to the
holder with most of the votes.

Source: IFRS 10.B35 on the majority of voting rights; the 50 Percent Rule of the US Treasury's
Office of Foreign Assets Control (2014) on adding up holdings at 50 % or more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.interest_ranges import Company, high, low
from dealmodel.dataclass import dataclass
from dealmodel.figures.bounds import Bounds

Threshold = Literal[">50", ">=50"]
Control = Literal["yes", "possible", "no"]

THRESHOLDS: tuple[Threshold, ...] = (">50", ">=50")

_HALF, _WHOLE, _NOTHING = Fraction(1, 2), Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of an owner's group in a company: its own and those of whom it controls."""

    company: str
    control: Control
    bounds: Bounds
    basis: str


@dataclass(frozen=True, slots=True)
class Stated:
    """Companies of which sources state joint, or sole, control."""

    joint: frozenset[str] = frozenset()
    sole: frozenset[str] = frozenset()


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
    stated = stated or Stated()
    surely = _group(owner, companies, threshold, stated, at_most=False)
    maybe = _group(owner, companies, threshold, stated, at_most=True)
    found: dict[str, Votes] = {}
    for company in companies:
        if company.name == owner:
            continue
        least = _votes(company, surely)
        most = _votes(company, maybe)
        bounds = Bounds(least.low, most.high, least.low_open, most.high_open)
        if not most.high:
            continue
        control: Control = "no"
        if company.name in surely:
            control = "yes"
        elif company.name in maybe:
            control = "possible"
        found[company.name] = Votes(company.name, control, bounds, _basis(company, stated))
    return found


def _basis(company: Company, stated: Stated) -> str:
    if company.name in stated.joint:
        return "joint control, stated"
    if company.name in stated.sole:
        return "sole control, stated"
    return "votes"


def _group(
    owner: str,
    companies: Sequence[Company],
    threshold: Threshold,
    stated: Stated,
    *,
    at_most: bool,
) -> frozenset[str]:
    """The owner and all that it controls, at the least or at the most of the votes."""
    group = {owner}
    by_holder: dict[str, list[Company]] = {}
    for company in companies:
        for holder in company.holders:
            by_holder.setdefault(holder, []).append(company)
    work = [owner]
    while work:
        for company in by_holder.get(work.pop(), ()):
            if company.name in group or company.name in stated.joint:
                continue
            votes = _votes(company, group)
            by_votes = _passes(votes, threshold, at_most=at_most)
            if by_votes or (company.name in stated.sole and _leads(company, group)):
                group.add(company.name)
                work.append(company.name)
    return frozenset(group)


def _votes(company: Company, group: Collection[str]) -> Bounds:
    """What the group has of the company's votes, and what the others leave it."""
    own = [bounds for holder, bounds in company.holders.items() if holder in group]
    others = [bounds for holder, bounds in company.holders.items() if holder not in group]
    if not own:
        return Bounds(_NOTHING, _NOTHING)
    least, most = sum(map(low, own), _NOTHING), sum(map(high, own), _NOTHING)
    left = _WHOLE - sum(map(low, others), _NOTHING)
    low_open = any(bounds.low_open for bounds in own)
    high_open = any(bounds.high_open for bounds in own)
    if company.is_complete:
        given = _WHOLE - sum(map(high, others), _NOTHING)
        if given > least:
            least, low_open = given, any(bounds.high_open for bounds in others)
    if left < most:
        most, high_open = left, any(bounds.low_open for bounds in others)
    return Bounds(least, max(least, most), low_open and least < most, high_open and least < most)


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
