"""Figures that look alike and count different things (``different-basis``).

Sales beside deliveries of one party, product and period; a list price beside a starting price of
one product; an equity beside an enterprise value that is printed alike; a stated ratio of two
volumes that were counted differently. Nothing is wrong, and they are not to be compared as if they
were one: info, and for a stated ratio a warning, since its two volumes were compared; so is growth
of a year over a quarter. No tolerance: a basis is the same or another. Prices that adjustments lead
from one to the other are compared (:mod:`dealmodel.checks.adjusted_price`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from dealmodel.calculators.accounts import Account
from dealmodel.calculators.reconciliation import reconciled
from dealmodel.calculators.volumes import VolumeBasis
from dealmodel.checks.adjusted_price import through_adjustments
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.checks.undeclared_price import UNDECLARED
from dealmodel.checks.wording import meaning
from dealmodel.dataclass import replace
from dealmodel.derivations.over_time import unequal
from dealmodel.derivations.price_steps import ways
from dealmodel.derivations.same_volume import named, volumes_by_subject
from dealmodel.figures.bounds import overlap
from dealmodel.rates.period import parse_period
from dealmodel.records.deal import Deal
from dealmodel.records.growth import Growth
from dealmodel.records.price import Price
from dealmodel.records.ratio import Ratio
from dealmodel.records.volume import Volume

_LOOKED_AT = 16

Priced = tuple[str, Price]
"""A price by its id."""


def different_basis(context: Context) -> Iterator[Finding]:
    """A finding for each group of figures on several bases, and each ratio across them."""
    for keys in volumes_by_subject(context.book).values():
        measures = {context.book.volumes[key].measure for key in keys}
        if len(measures) > 1:
            yield from _volumes(context, keys)
    yield from _prices(context)
    yield from _values(context)
    yield from _ratios(context)
    yield from _growth(context)


def _volumes(context: Context, keys: Sequence[str]) -> Iterator[Finding]:
    given = [
        account
        for key in keys
        for account in context.accounts(
            context.book.volumes[key].count,
            ("volumes", key, "count"),
            context.book.volumes[key].measure,
        )
    ]
    if context.book.volumes[keys[0]].period:
        yield from _beside(context, given, ("volumes", keys[0]))


def _prices(context: Context) -> Iterator[Finding]:
    groups: dict[tuple[str | None, ...], list[Priced]] = {}
    for key, price in context.book.prices.items():
        of = (price.product, price.variant, price.market, price.seller)
        groups.setdefault(of, []).append((key, price))
    for group in groups.values():
        for (key, price), (other_key, other) in _overlapping(group):
            if price.basis == other.basis or UNDECLARED in (price.basis, other.basis):
                continue
            if other.basis in ways(price):
                yield from through_adjustments(context, (key, price), (other_key, other))
                continue
            if price.basis in ways(other):
                yield from through_adjustments(context, (other_key, other), (key, price))
                continue
            given = [
                account
                for at, each in ((key, price), (other_key, other))
                for account in context.accounts(each.amount, ("prices", at, "amount"), each.basis)
            ]
            yield from _beside(context, given, ("prices", key))


def _values(context: Context) -> Iterator[Finding]:
    """Values of one target that are printed alike and are of two things."""
    for path, deal in context.records(Deal):
        accounts = context.accounts(deal.values, (*path, "values"))
        by_aspect: dict[tuple[str, ...], list[Account]] = {}
        for claim, account in zip(deal.values, accounts, strict=True):
            by_aspect.setdefault(claim.aspect, []).append(account)
        given = {
            account: _basis_of(aspect)
            for one, other in combinations(by_aspect, 2)
            if _are_two(one, other) and _look_alike(by_aspect[one], by_aspect[other])
            for aspect in (one, other)
            for account in by_aspect[aspect]
        }
        if given:
            told = [replace(account, basis=basis) for account, basis in given.items()]
            yield from _beside(context, told, ("deals", str(path[1])))


def _are_two(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two bases differ in what both say; what one does not say may be the same."""
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


def _basis_of(aspect: tuple[str, ...]) -> str:
    of, *rest = aspect
    return ", ".join(filter(None, (f"{of} value", *rest)))


def _look_alike(left: Sequence[Account], right: Sequence[Account]) -> bool:
    return any(
        a.figure.unit == b.figure.unit and overlap(a.figure.bounds, b.figure.bounds) is not None
        for a, b in product(left[:_LOOKED_AT], right[:_LOOKED_AT])
    )


def _overlapping(group: Sequence[Priced]) -> Iterator[tuple[Priced, Priced]]:
    """The pairs that share days, each in the order of the book."""
    days = [parse_period(price.on) for _, price in group]
    in_order = sorted(range(len(group)), key=lambda at: days[at].first)
    for place, at in enumerate(in_order):
        for following in range(place + 1, len(in_order)):
            other = in_order[following]
            if days[other].first > days[at].last:
                break
            first, second = sorted((at, other))
            yield group[first], group[second]


def _beside(context: Context, given: Sequence[Account], path: tuple[str, str]) -> Iterator[Finding]:
    if len({account.basis for account in given}) < 2:
        return
    record = getattr(context.book, path[0])[path[1]]
    found = reconciled(given, context.exchange(record))
    told = "; ".join(
        f"{side.account.says} ({side.account.basis}, {context.who(side.account)}) is "
        f"{meaning(side.bounds, found.unit, found.kind)}"
        for side in found.sides
    )
    yield context.finding(
        "different-basis",
        "info",
        path,
        f"counted differently, so not two accounts of one figure: {told}",
        verdict="different_basis",
        claims=given,
        bars=context.bars(found.sides),
        unit=found.unit,
        kind=found.kind,
    )


def _ratios(context: Context) -> Iterator[Finding]:
    for path, ratio in context.records(Ratio):
        left, right = context.book.volumes[ratio.of], context.book.volumes[ratio.to]
        differences = _basis(left).differences(_basis(right))
        if differences:
            told = (
                f"{named(context.book, ratio.of)} beside {named(context.book, ratio.to)}: "
                f"{'; '.join(differences)}"
            )
            yield context.finding(
                "different-basis",
                "warning",
                path,
                told,
                verdict="different_basis",
                claims=context.accounts(ratio.ratio, (*path, "ratio")),
            )


def _growth(context: Context) -> Iterator[Finding]:
    for path, growth in context.records(Growth):
        why = unequal(growth, context.book)
        if why is not None:
            yield context.finding(
                "different-basis",
                "warning",
                path,
                why.message,
                verdict="different_basis",
                claims=context.accounts(growth.growth, (*path, "growth")),
            )


def _basis(volume: Volume) -> VolumeBasis:
    return VolumeBasis(volume.measure, volume.scope, volume.period)
