"""What the instalments of a part of the consideration come to, beside what is said of the part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.consideration import Consideration
from dealmodel.derivations.given_amounts import (
    INSTALMENTS,
    basis_of,
    counted,
    for_one_share,
    share_prices,
)
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DealModelError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.result import Result
from dealmodel.records.claim import Claim
from dealmodel.records.deal import Deal


def of_instalments(subject: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """The sum of the instalments of each part, by each source, beside what it says of the part."""
    if deal.consideration is None:
        return
    for each in instalment_sums(deal, setting):
        if isinstance(each, DealModelError):
            yield Refused(subject, each)
        else:
            yield Derived(subject, each.result, tuple(map(Printed, each.wholes)))


@dataclass(frozen=True, slots=True)
class InstalmentSum:
    """What the instalments of a part come to by one source, and what it says of the whole part,
    or, where it says nothing, what others do. ``is_all``: the source tells the whole beside
    several instalments, so that there are no others."""

    part: str
    source: str
    result: Result
    wholes: tuple[Figure, ...]
    is_all: bool


def instalment_sums(deal: Deal, setting: Setting) -> Iterator[InstalmentSum | DealModelError]:
    """Of each part with several instalments, or with one beside an amount for the whole part."""
    assert deal.consideration is not None
    prices = share_prices(deal, setting)
    for name in INSTALMENTS:
        claims: Sequence[Claim] = getattr(deal.consideration, name)
        if not any(claim.aspect[0] or claim.aspect[1] for claim in claims):
            continue
        keys: dict[tuple[str, str], tuple[dict[tuple[str, ...], Figure], list[Figure]]] = {}
        for claim in claims:
            figure = for_one_share(claim.figure(setting.rules), prices)
            basis = basis_of(figure)
            if basis is None:
                continue
            dated, wholes = keys.setdefault((basis, claim.source), ({}, []))
            if any(claim.aspect[:2]):
                dated.setdefault(claim.aspect, figure)
            else:
                wholes.append(figure)
        for (basis, source), (dated, own) in keys.items():
            others = [w for (of, _), (_, whole) in keys.items() if of == basis for w in whole]
            wholes = own or others
            if len(dated) + bool(wholes) < 2 or not dated:
                continue
            terms = tuple(counted(figure, name) for figure in dated.values())
            try:
                result = Consideration(basis, {}).sum_of(
                    f"{name}_instalments", {name: terms}, deal, setting
                )
            except DealModelError as error:
                yield error
            else:
                is_all = len(dated) > 1 and bool(own)
                yield InstalmentSum(name, source, result, tuple(wholes), is_all)
