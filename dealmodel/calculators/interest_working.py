"""How an effective interest is worked out: the shares on the way, and steps of plain arithmetic.

The steps are the same in all four columns (:mod:`dealmodel.calculators.chosen_shares`); what
differs is the shares' numbers. So a spreadsheet can hold each step as one formula a column, and
none is circular: loops are solved (:mod:`dealmodel.calculators.interest_steps`).

Limits: which end of its bounds a share is at is chosen for the book as it is. Where the shares
change much, another choice may give the least or the most. Whether an end is open, the interest
itself tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from dealmodel.calculators.chosen_shares import Column, Share, chosen_shares, name_of
from dealmodel.calculators.companies import companies_of
from dealmodel.calculators.holdings import Holding, Registry
from dealmodel.calculators.interest_ends import Ends, interest_ends
from dealmodel.calculators.interest_ranges import Company, high
from dealmodel.calculators.interest_steps import steps_of
from dealmodel.calculators.working_step import Step
from dealmodel.dataclass import dataclass, replace
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.points import point


@dataclass(frozen=True, slots=True)
class Working:
    """``shares`` are those on the way, company by company; ``beside`` are those of the same
    companies' other holders where what these leave is a share on the way. The last of the ``steps``
    is the effective interest."""

    shares: tuple[Share, ...]
    beside: tuple[Share, ...]
    steps: tuple[Step, ...]

    def values(self, column: Column) -> Mapping[str, Fraction] | None:
        """What each share and step comes to in a column, by name; ``None`` where there are no
        numbers as printed."""
        values: dict[str, Fraction] = {}
        for share in (*self.shares, *self.beside):
            if column not in share.choices:
                return None
            values[share.name] = share.choices[column].value
        for step in self.steps:
            value = point(step.expression, values)
            assert value is not None
            values[step.name] = value
        return values


def working(
    found: Registry, owner: str, held: str, names: Mapping[str, str] = MappingProxyType({})
) -> Working:
    """How what ``owner`` has of ``held`` is worked out; ``names`` are the parties', for labels.

    What is held of the owner itself has no part in it.

    :raises OutOfRange: the holders of a company have more than the whole.
    :raises ClosedRing: companies hold each other and nobody else holds them.
    """
    companies = companies_of(found, found.above(held))
    ends = interest_ends(found, companies, owner, held)
    way = () if owner == held else _way(found, companies, ends, owner, held)
    leaves: dict[str, dict[str, Leaf]] = {}
    for each in way:
        leaves.setdefault(each.held, {})[each.holder] = Leaf(name_of(each))
    steps = steps_of(leaves, owner, held, lambda party: names.get(party, party))
    on_way = {name_of(each) for each in way}
    shares, beside = [], []
    for company in leaves:
        all_of_it = chosen_shares(found, ends, company)
        own = [share for share in all_of_it if share.name in on_way]
        shares += own
        if any(choice.others for share in own for choice in share.choices.values()):
            beside += [share for share in all_of_it if share.name not in on_way]
    return Working(tuple(shares), tuple(beside), steps)


def _way(
    found: Registry, companies: Sequence[Company], ends: Ends, owner: str, held: str
) -> tuple[Holding, ...]:
    """The holdings by which anything of ``held`` can come to ``owner``."""
    can_be = replace(found, holdings=tuple(_above_nothing(found, companies, ends, owner)))
    above, below = can_be.above(held), can_be.below(owner) | {owner}
    return tuple(each for each in can_be.holdings if each.holder in below and each.held in above)


def _above_nothing(
    found: Registry, companies: Sequence[Company], ends: Ends, owner: str
) -> Iterator[Holding]:
    """The holdings in ``companies``, but not in the owner, that can be more than nothing."""
    bounds = {company.name: company.holders for company in companies}
    printed = [each for each in (ends.printed_low, ends.printed_high) if each is not None]
    for each in found.holdings:
        if each.held in bounds and each.held != owner:
            shares = [extreme.shares[each.held][each.holder] for extreme in printed]
            if any(shares) or high(bounds[each.held][each.holder]):
                yield each
