"""The least and the most that an owner's effective interest can be, given what shares can be.

The shares of one company's holders lie between their bounds and are together at most the whole, or
the whole where all holders are named. What an owner holds of a company is the shares' sum weighted
by what it holds of the holders: least where the free part of the company goes to the holders it has
least of, most where it goes to those it has most of. Choosing so in every company, solving, and
choosing again until nothing changes is policy iteration for a Markov decision process; it ends in
the true extreme after finitely many steps, loops included, since all arithmetic is exact.

Source: R. A. Howard, "Dynamic Programming and Markov Processes", 1960.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.interests import interests_of
from dealmodel.calculators.network import Network
from dealmodel.errors import OutOfRange
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.numbers import value_text

Extreme = Literal["least", "most"]

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
        if least > _WHOLE:
            parts = " + ".join(f"{name} {_percent(low(b))}" for name, b in self.holders.items())
            raise OutOfRange(
                "the holders of a company",
                self.name,
                f"the holders of {self.name!r} have more than the whole: {parts} at the least is "
                f"{_percent(least)}. Run dealmodel check for the claims behind it",
            )
        complete = self.is_complete and most >= _WHOLE
        found = {}
        for name, bounds in self.holders.items():
            top = min(high(bounds), _WHOLE - (least - low(bounds)))
            bottom = low(bounds)
            if complete:
                bottom = max(bottom, _WHOLE - (most - high(bounds)))
            kept_low = bounds.low_open and bottom == bounds.low
            kept_high = bounds.high_open and top == bounds.high
            found[name] = Bounds(bottom, top, kept_low and bottom < top, kept_high and bottom < top)
        return Company(self.name, found, complete)

    def shares(self, worth: Mapping[str, Fraction], extreme: Extreme) -> dict[str, Fraction]:
        """The holders' shares at which what they are worth together is least or most."""
        shares = {name: low(bounds) for name, bounds in self.holders.items()}
        if extreme == "least" and not self.is_complete:
            return shares
        free = max(_NOTHING, _WHOLE - sum(shares.values(), _NOTHING))
        sign = 1 if extreme == "least" else -1
        for name in sorted(shares, key=lambda name: (sign * worth.get(name, _NOTHING), name)):
            given = min(free, high(self.holders[name]) - shares[name])
            shares[name] += given
            free -= given
        return shares


def low(bounds: Bounds) -> Fraction:
    """The low end of a share, which is at least nothing."""
    return max(_NOTHING, bounds.low or _NOTHING)


def high(bounds: Bounds) -> Fraction:
    """The high end of a share, which is at most the whole."""
    return _WHOLE if bounds.high is None else min(_WHOLE, bounds.high)


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
    if owner == held:
        return Bounds(_WHOLE, _WHOLE)
    least, least_open = _extreme(companies, owner, held, "least")
    most, most_open = _extreme(companies, owner, held, "most")
    return Bounds(least, most, least_open and least < most, most_open and least < most)


def _extreme(
    companies: Sequence[Company], owner: str, held: str, extreme: Extreme
) -> tuple[Fraction, bool]:
    """The extreme, and whether it is only approached."""
    names = list(dict.fromkeys([owner, held, *(company.name for company in companies)]))
    worth: dict[str, Fraction] = {owner: _WHOLE}
    while True:
        chosen = {
            company.name: company.shares(worth, extreme)
            for company in companies
            if company.name != owner
        }
        stakes = (
            (holder, company, share)
            for company, shares in chosen.items()
            for holder, share in shares.items()
            if share
        )
        found = interests_of(Network.of(stakes, names, whole=False), owner).shares()
        solved = {name: share for name, share in found.items() if share} | {owner: _WHOLE}
        if solved == worth:
            return solved.get(held, _NOTHING), _is_open(companies, chosen, worth, held, extreme)
        worth = solved


def _is_open(
    companies: Sequence[Company],
    chosen: Mapping[str, Mapping[str, Fraction]],
    worth: Mapping[str, Fraction],
    held: str,
    extreme: Extreme,
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
            end, is_open = (
                (bounds.low, bounds.low_open)
                if extreme == "least"
                else (bounds.high, bounds.high_open)
            )
            if not worth.get(holder):
                continue
            if is_open and share == end:
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
