"""The least and the most that an owner's effective interests can be, given what shares can be.

What an owner holds of a company is the sum over its holders of their shares, weighted by what it
holds of them. In a company that no loop leads back to, the weights are known by the time that its
shares are chosen (:mod:`dealmodel.calculators.company`): one pass from the owner down has the true
extremes of all companies at once. Where companies hold each other, choosing so in each, solving,
and choosing again until nothing changes is policy iteration for a Markov decision process; it ends
in the true extreme after finitely many steps, since all arithmetic is exact.

Companies that hold each other wholly, nobody else holding anything, have no interest that could be
solved for. So the first choice gives each company's free part to those outside of the loop, or to
the holder who is nearest to them, and a choice is only changed where another is better: then no
choice closes a ring, unless the bounds leave no other.

An end is closed if some shares within all bounds attain it: of each company that a part of the
interest comes through, shares that are worth the extreme, held by those of whom the owner can have
the extreme as well.

Source: R. A. Howard, "Dynamic Programming and Markov Processes", 1960; on choices that close no
ring D. P. Bertsekas and J. N. Tsitsiklis, "An analysis of stochastic shortest path problems",
Mathematics of Operations Research 16 (1991).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction

from dealmodel.calculators.company import NOTHING, WHOLE, Company, End, Shares, high, value_of
from dealmodel.calculators.elimination import Singular, solve
from dealmodel.calculators.way import Way
from dealmodel.dataclass import dataclass
from dealmodel.errors import ClosedRing
from dealmodel.figures.bounds import Bounds

Reading = Callable[[str], Company]
"""What the holders of a company can have of it."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the most of an owner's interests: the ``worth`` of each company to it, and the
    ``shares`` of the holders on the way that make it. ``missed`` are the companies of which it is
    only approached."""

    worth: Shares
    shares: Mapping[str, Shares]
    missed: frozenset[str]

    def of(self, held: str) -> Fraction:
        """The interest in ``held``."""
        return self.worth.get(held, NOTHING)


def extreme(way: Way, companies: Reading, end: End) -> Extreme:
    """The least or the most of what the owner of ``way`` has of each company on it.

    Raises :class:`ClosedRing`.
    """
    worth = {way.owner: WHOLE}
    shares: dict[str, Shares] = {}
    missed: set[str] = set()
    for group in way.groups:
        of = {name: companies(name) for name in group}
        if len(group) == 1:
            (name,) = group
            shares[name] = of[name].shares(way.holders[name], worth, end, {})
            worth[name] = value_of(shares[name], worth)
        else:
            shares.update(_in_loop(way, of, worth, end))
        missed |= _missed(way, of, worth, end, missed)
    return Extreme(worth, shares, frozenset(missed))


def between(least: Extreme, most: Extreme, held: str) -> Bounds:
    """From the least to the most that is held of ``held``."""
    low, high = least.of(held), most.of(held)
    is_range = low < high
    return Bounds(low, high, held in least.missed and is_range, held in most.missed and is_range)


def interest_range(companies: Sequence[Company], owner: str, held: str) -> Bounds:
    """From the least to the most that ``owner`` can hold of ``held``, directly and through others.

    ``companies`` are narrowed. Raises :class:`ClosedRing`.

    >>> share = Bounds(Fraction(1, 2), Fraction(52, 100))
    >>> other = Bounds(Fraction(48, 100), Fraction(1, 2))
    >>> venture = Company("v", {"a": share, "b": other}, True).narrowed()
    >>> b = Company("b", {"a": Bounds(Fraction(1, 5), Fraction(1, 5))})
    >>> interest_range([venture, b], "a", "v")
    [3/5, 77/125]
    """
    by_name = {company.name: company for company in companies}
    held_by: dict[str, list[str]] = {}
    for company in companies:
        for holder in company.holders:
            held_by.setdefault(holder, []).append(company.name)
    way = Way.of(owner, [held], by_name, held_by)
    least, most = (extreme(way, by_name.__getitem__, end) for end in ("least", "most"))
    return between(least, most, held)


def _in_loop(
    way: Way, of: Mapping[str, Company], worth: dict[str, Fraction], end: End
) -> Mapping[str, Shares]:
    """The shares of companies that hold each other; what they are worth is added to ``worth``."""
    fixed = {name: company.fixed(tuple(way.holders[name]), end) for name, company in of.items()}
    known = {name: shares for name, shares in fixed.items() if shares is not None}
    if len(known) == len(of):
        # Nothing to choose, unless what is best for the few who have anything closes a ring.
        with suppress(ClosedRing):
            _solve(known, worth)
            return known
    away = _away(way, of)
    chosen = {
        name: company.shares(way.holders[name], {}, "least", away) for name, company in of.items()
    }
    _solve(chosen, worth)
    while True:
        better = {
            name: company.better(chosen[name], worth, end, away) for name, company in of.items()
        }
        if better == chosen:
            return chosen
        chosen, before = better, {name: worth.pop(name) for name in of}
        _solve(chosen, worth)
        _check_better(before, worth, end)


def _solve(chosen: Mapping[str, Shares], worth: dict[str, Fraction]) -> None:
    """Add what companies that hold each other are worth at the chosen shares.

    Raises :class:`ClosedRing`, also where a loop's shares are so far beyond the whole that each
    round brings more than the one before: the solution of the equations is negative then.
    """
    numbers = {name: number for number, name in enumerate(chosen)}
    inside = {
        numbers[name]: {
            numbers[holder]: share for holder, share in shares.items() if share and holder in chosen
        }
        for name, shares in chosen.items()
    }
    given = {numbers[name]: value_of(shares, worth) for name, shares in chosen.items()}
    try:
        solved = solve(inside, given)
    except Singular:
        raise ClosedRing(sorted(chosen)) from None
    overfull = [name for name, number in numbers.items() if solved[number] < 0]
    if overfull:
        raise ClosedRing(sorted(overfull))
    worth.update({name: solved[number] for name, number in numbers.items()})


def _check_better(before: Shares, after: Shares, end: End) -> None:
    """Raise :class:`ClosedRing` where a better choice made an interest worse, which only shares
    beyond the whole can: they are not narrowed, and those of a loop are more than the whole of it.
    """
    sign = 1 if end == "least" else -1
    worse = [name for name, value in before.items() if sign * (after[name] - value) > 0]
    if worse:
        raise ClosedRing(sorted(worse))


def _away(way: Way, of: Mapping[str, Company]) -> Mapping[str, int]:
    """How many holdings each holder and company is away from somebody outside of the loop."""
    held: dict[str, list[str]] = {}
    away: dict[str, int] = {}
    for name, company in of.items():
        for holder in way.holders[name]:
            if high(company.holders[holder]):
                held.setdefault(holder, []).append(name)
                if holder not in of:
                    away[holder] = 0
        if company.rest(way.holders[name]).high:
            away[name] = 1
    work = deque(sorted(away, key=away.__getitem__))
    while work:
        holder = work.popleft()
        for name in held.get(holder, ()):
            if name not in away:
                away[name] = away[holder] + 1
                work.append(name)
    return away


def _missed(
    way: Way, of: Mapping[str, Company], worth: Shares, end: End, before: set[str]
) -> set[str]:
    """The companies of a group of which the extreme is only approached; ``before`` are those that
    lead to it."""
    if not before and not any(company.has_open_ends for company in of.values()):
        return set()
    missed: set[str] = set()
    while True:
        barred = {name for name in (*before, *missed) if end == "least" or worth.get(name)}
        supports = {
            name: company.support(way.holders[name], worth, end, barred)
            for name, company in of.items()
            if name not in missed
        }
        lost = {name for name, support in supports.items() if support is None}
        if not lost and len(of) > 1:
            lost = _closed(supports)
        if not lost:
            return missed
        missed |= lost


def _closed(supports: Mapping[str, frozenset[str | None] | None]) -> set[str]:
    """The companies that only hold each other, where nobody else can have a part."""
    closed = set(supports)
    while True:
        leads = {name for name in closed if (supports[name] or set()) - closed}
        if not leads:
            return {name for name in closed if supports[name]}
        closed -= leads
