"""The least and the most that an owner's effective interest can be, given what shares can be.

The shares of one company's holders lie between their bounds and are together at most the whole, or
the whole where all holders are named. What an owner holds of a company is the shares' sum weighted
by what it holds of the holders: least where the free part of the company goes to the holders it has
least of, most where it goes to those it has most of. Choosing so in every company, solving, and
choosing again until nothing changes is policy iteration for a Markov decision process; it ends in
the true extreme after finitely many steps, loops included, since all arithmetic is exact.

Companies that hold each other wholly, nobody else holding anything, have no interest that could be
solved for. So the first choice gives each company's free part to the holder who is nearest to
somebody outside of all loops, and a choice is only changed where another is better: then no choice
closes a ring, unless the bounds leave no other.

Source: R. A. Howard, "Dynamic Programming and Markov Processes", 1960; on choices that close no
ring D. P. Bertsekas and J. N. Tsitsiklis, "An analysis of stochastic shortest path problems",
Mathematics of Operations Research 16 (1991).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.interests import interests_of
from dealmodel.calculators.network import Network
from dealmodel.dataclass import dataclass
from dealmodel.errors import ClosedRing, OutOfRange
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.numbers import value_text

End = Literal["least", "most"]
Shares = Mapping[str, Fraction]
"""Holders with a number each: a share of one company, or what is held of them."""

_WHOLE, _NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Company:
    """What a company's holders can have of it; ``is_complete``: they are all."""

    name: str
    holders: Mapping[str, Bounds]
    is_complete: bool = False

    def narrowed(self) -> Company:
        """The same holders, each within what the others leave it.

        >>> from dealmodel.figures.bounds import point
        >>> half = Bounds(Fraction(1, 2), Fraction(3, 5))
        >>> venture = Company("v", {"a": half, "b": Bounds(Fraction(0), Fraction(1))}, True)
        >>> venture.narrowed().holders["b"]
        [2/5, 1/2]

        Raises :class:`OutOfRange` where they hold more than the whole even at the least.
        """
        least, most = _sums(self.holders)
        above = {name for name, bounds in self.holders.items() if _exceeds_low(bounds)}
        below = {name for name, bounds in self.holders.items() if _misses_high(bounds)}
        if least > _WHOLE or (least == _WHOLE and above):
            raise self._beyond(least, above)
        complete = self.is_complete and (most > _WHOLE or (most == _WHOLE and not below))
        found = {}
        for name, bounds in self.holders.items():
            left = _WHOLE - (least - low(bounds)), bool(above - {name})
            top, high_open = _nearer(left, (high(bounds), name in below), min)
            bottom, low_open = low(bounds), name in above
            if complete:
                needed = _WHOLE - (most - high(bounds)), bool(below - {name})
                bottom, low_open = _nearer(needed, (bottom, low_open), max)
            is_range = bottom < top
            found[name] = Bounds(bottom, top, low_open and is_range, high_open and is_range)
        return Company(self.name, found, complete)

    def _beyond(self, least: Fraction, above: Collection[str]) -> OutOfRange:
        parts = " + ".join(
            f"{name} {'above ' if name in above else ''}{_percent(low(bounds))}"
            for name, bounds in self.holders.items()
        )
        told = f"more than {_percent(least)}" if above else _percent(least)
        return OutOfRange(
            "the holders of a company",
            self.name,
            f"the holders of {self.name!r} have more than the whole: {parts} at the least is "
            f"{told}. Run dealmodel check for the claims behind it",
        )

    def shares(self, worth: Shares, end: End, away: Mapping[str, int]) -> Shares:
        """The holders' shares at which what they are worth together is least or most; of holders
        worth the same, those that are less far ``away`` come first."""
        shares = {name: low(bounds) for name, bounds in self.holders.items()}
        if end == "least" and not self.is_complete:
            return shares
        free = max(_NOTHING, _WHOLE - sum(shares.values(), _NOTHING))
        sign = 1 if end == "least" else -1
        far = len(away)

        def place(name: str) -> tuple[Fraction, int, str]:
            return sign * worth.get(name, _NOTHING), away.get(name, far), name

        for name in sorted(shares, key=place):
            given = min(free, high(self.holders[name]) - shares[name])
            shares[name] += given
            free -= given
        return shares

    def better(self, shares: Shares, worth: Shares, end: End, away: Mapping[str, int]) -> Shares:
        """The best shares, or the given ones where those are worth as much."""
        best = self.shares(worth, end, away)
        return shares if _value(best, worth) == _value(shares, worth) else best


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the most of an interest, and the ``shares`` that make it, of each company by
    holder. ``is_open``: it is only approached."""

    interest: Fraction
    is_open: bool
    shares: Mapping[str, Shares]


def low(bounds: Bounds) -> Fraction:
    """The low end of a share, which is at least nothing."""
    return max(_NOTHING, bounds.low or _NOTHING)


def high(bounds: Bounds) -> Fraction:
    """The high end of a share, which is at most the whole."""
    return _WHOLE if bounds.high is None else min(_WHOLE, bounds.high)


def _exceeds_low(bounds: Bounds) -> bool:
    """Whether a share is above its low end, and never at it."""
    return bounds.low_open and bounds.low == low(bounds)


def _misses_high(bounds: Bounds) -> bool:
    return bounds.high_open and bounds.high == high(bounds)


def _nearer(
    one: tuple[Fraction, bool], other: tuple[Fraction, bool], pick: Callable[..., Fraction]
) -> tuple[Fraction, bool]:
    """The end that binds of two, and whether it is open: where they are equal, if either is."""
    end = pick(one[0], other[0])
    return end, any(is_open for at, is_open in (one, other) if at == end)


def interest_range(companies: Sequence[Company], owner: str, held: str) -> Bounds:
    """From the least to the most that ``owner`` can hold of ``held``, directly and through others.

    ``companies`` are narrowed. An end is open where a share that makes it is at an open end of its
    own. Raises :class:`ClosedRing`.

    >>> share = Bounds(Fraction(1, 2), Fraction(52, 100))
    >>> other = Bounds(Fraction(48, 100), Fraction(1, 2))
    >>> venture = Company("v", {"a": share, "b": other}, True).narrowed()
    >>> b = Company("b", {"a": Bounds(Fraction(1, 5), Fraction(1, 5))})
    >>> interest_range([venture, b], "a", "v")
    [3/5, 77/125]
    """
    return between(*extremes(companies, owner, held))


def extremes(companies: Sequence[Company], owner: str, held: str) -> tuple[Extreme, Extreme]:
    """The least and the most that ``owner`` can hold of ``held``, with the shares that make them.

    ``companies`` are narrowed. Raises :class:`ClosedRing`.
    """
    if owner == held:
        itself = Extreme(_WHOLE, False, {})
        return itself, itself
    return _extreme(companies, owner, held, "least"), _extreme(companies, owner, held, "most")


def between(least: Extreme, most: Extreme) -> Bounds:
    """From one extreme to the other."""
    is_range = least.interest < most.interest
    return Bounds(
        least.interest, most.interest, least.is_open and is_range, most.is_open and is_range
    )


def _extreme(companies: Sequence[Company], owner: str, held: str, end: End) -> Extreme:
    names = list(dict.fromkeys([owner, held, *(company.name for company in companies)]))
    # What the owner's own companies hold of it is its treasury.
    others = [company for company in companies if company.name != owner]
    away = _away(others)
    chosen = {company.name: company.shares({}, end, away) for company in others}
    worth = _worth(chosen, names, owner)
    while True:
        better = {
            company.name: company.better(chosen[company.name], worth, end, away)
            for company in others
        }
        if better == chosen:
            is_open = _is_open(companies, chosen, worth, held, end)
            return Extreme(worth.get(held, _NOTHING), is_open, chosen)
        chosen, before = better, worth
        worth = _worth(chosen, names, owner)
        _check_better(before, worth, end)


def _check_better(before: Shares, after: Shares, end: End) -> None:
    """Raise :class:`ClosedRing` where a better choice made an interest worse, which only shares
    beyond the whole can: they are not narrowed, and those of a loop are more than the whole of it.
    """
    sign = 1 if end == "least" else -1
    worse = [
        name
        for name in before.keys() | after.keys()
        if sign * (after.get(name, _NOTHING) - before.get(name, _NOTHING)) > 0
    ]
    if worse:
        raise ClosedRing(sorted(worse))


def _away(companies: Sequence[Company]) -> Mapping[str, int]:
    """How many holdings each holder and company is away from somebody who is no company here."""
    held: dict[str, list[str]] = {}
    for company in companies:
        for holder, bounds in company.holders.items():
            if high(bounds):
                held.setdefault(holder, []).append(company.name)
    inside = {company.name for company in companies}
    away = {holder: 0 for holder in held if holder not in inside}
    work = deque(away)
    while work:
        holder = work.popleft()
        for name in held.get(holder, ()):
            if name not in away:
                away[name] = away[holder] + 1
                work.append(name)
    return away


def _worth(chosen: Mapping[str, Shares], names: Sequence[str], owner: str) -> Shares:
    """What the owner has of each company at the chosen shares, where it has anything.

    Raises :class:`ClosedRing`, also where a loop's shares are so far beyond the whole that each
    round brings more than the one before: the solution of the equations is negative then.
    """
    stakes = (
        (holder, company, share)
        for company, shares in chosen.items()
        for holder, share in shares.items()
        if share
    )
    found = interests_of(Network.of(stakes, names, whole=False), owner).shares()
    overfull = [name for name, share in found.items() if share < 0]
    if overfull:
        raise ClosedRing(sorted(overfull))
    return {name: share for name, share in found.items() if share} | {owner: _WHOLE}


def _value(shares: Shares, worth: Shares) -> Fraction:
    return sum((share * worth.get(name, _NOTHING) for name, share in shares.items()), _NOTHING)


def _is_open(
    companies: Sequence[Company],
    chosen: Mapping[str, Shares],
    worth: Shares,
    held: str,
    end: End,
) -> bool:
    """Whether a share that the extreme is made of stands at an open end."""
    by_name = {company.name: company for company in companies}
    seen, work = {held}, [held]
    while work:
        company = by_name.get(work.pop())
        if company is None:
            continue
        for holder, share in chosen.get(company.name, {}).items():
            bounds = company.holders[holder]
            bound, is_open = (
                (bounds.low, bounds.low_open) if end == "least" else (bounds.high, bounds.high_open)
            )
            if not worth.get(holder):
                continue
            if is_open and share == bound:
                return True
            if share and holder not in seen:
                seen.add(holder)
                work.append(holder)
    return False


def _sums(holders: Mapping[str, Bounds]) -> tuple[Fraction, Fraction]:
    bounds = holders.values()
    return sum(map(low, bounds), _NOTHING), sum(map(high, bounds), _NOTHING)


def _percent(share: Fraction) -> str:
    return value_text(share, kind="share")
