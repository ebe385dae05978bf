"""The companies of a registry with what their holders can have of them.

Two readings: each share within its bounds and within what the others leave, and each share between
the lowest and the highest number that is printed for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from dealmodel.calculators.holdings import Holding, Registry
from dealmodel.calculators.interest_ranges import Company
from dealmodel.figures.bounds import Bounds, point


def companies_of(found: Registry, names: Collection[str]) -> list[Company]:
    """The companies among ``names`` with their holders' shares, each within what others leave.

    Raises :class:`OutOfRange` where the holders of one have more than the whole.
    """
    holders: dict[str, dict[str, Bounds]] = {}
    for each in found.holdings:
        if each.held in names:
            holders.setdefault(each.held, {})[each.holder] = each.bounds
    return [
        Company(name, shares, name in found.complete).narrowed() for name, shares in holders.items()
    ]


def at_points(
    companies: Sequence[Company],
    found: Registry,
    instead: Mapping[tuple[str, str], Fraction] | None = None,
) -> list[Company]:
    """The companies with each share between the lowest and the highest number printed for it, or
    at the number ``instead``; what has no such number keeps its bounds."""
    printed = {
        (each.holder, each.held): Bounds(each.points[0], each.points[-1])
        for each in found.holdings
        if is_printed(each)
    }
    printed |= {pair: point(value) for pair, value in (instead or {}).items()}
    return [
        Company(
            company.name,
            {
                holder: printed.get((holder, company.name), bounds)
                for holder, bounds in company.holders.items()
            },
        )
        for company in companies
    ]


def is_printed(holding: Holding) -> bool:
    """Whether numbers as printed can stand for the holding: not where "more than 50%" is all."""
    return holding.point is not None or len(holding.points) > 1
