"""A price on another basis, through its adjustments, and back from a price on that one.

Vocabulary: a *way* is the steps of one price's adjustments to a basis. Each price goes with the
rates of its own source, else with the first of each. What is printed on the other basis is a price
of the same product, variant, seller and market whose date shares days with the price's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dealmodel.calculators.prices import adjusted
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Printed, Refused
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.errors import InputError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.rates.period import parse_period
from dealmodel.records.book import Book
from dealmodel.records.price import Adjustment, Price

MOST = 16
"""Of so many printed prices all stand beside each answer."""

Thing = tuple[str | None, ...]


def ways(price: Price) -> Mapping[str, Sequence[Adjustment]]:
    """The steps to each basis that the price's adjustments lead to."""
    found: dict[str, Sequence[Adjustment]] = {}
    for index, step in enumerate(price.adjustments, start=1):
        if step.to is not None:
            found[step.to] = price.adjustments[:index]
    return found


def along(
    amount: Figure, way: Sequence[Adjustment], setting: Setting, *, back: bool = False
) -> Result:
    """The amount at the end of the way, or, ``back``, at its beginning."""
    steps = list(enumerate(way, start=1))
    found: Quantity = amount
    for number, step in reversed(steps) if back else steps:
        by = _by(step, amount.source, setting)
        undone = bool(step.included) != back
        found = adjusted(found, step.kind, by, undone=undone, step=number)
    assert isinstance(found, Result)
    return found


def price_steps(subject: str, price: Price, setting: Setting) -> Iterator[Derived | Refused]:
    """The price on every basis that it leads to, beside what is printed there; and its own, back
    from that."""
    own = setting.figures(price.amount)
    for basis, way in ways(price).items():
        others = _on_basis(price, basis, setting)
        printed = [(key, f) for key, other in others for f in setting.figures(other.amount)][:MOST]
        for amount in own:
            beside = [f for _, f in printed]
            for item in _answer(subject, amount, way, beside, {"basis": basis}, setting):
                yield item
                if isinstance(item, Derived):
                    yield from in_other_currencies(subject, item.result, price, setting)
        for key, amount in printed:
            details = {"basis": price.basis, "of": f"prices.{key}"}
            yield from _answer(subject, amount, way, own[:MOST], details, setting, back=True)


def _answer(
    subject: str,
    amount: Figure,
    way: Sequence[Adjustment],
    printed: Sequence[Figure],
    details: Mapping[str, str],
    setting: Setting,
    *,
    back: bool = False,
) -> Iterator[Derived | Refused]:
    try:
        result = replace(along(amount, way, setting, back=back), details=dict(details))
    except InputError as error:
        yield Refused(subject, error)
    else:
        beside = tuple(Printed(each) for each in printed if each.unit == result.unit)
        yield Derived(subject, result, beside)


def _by(step: Adjustment, source: str | None, setting: Setting) -> Figure:
    """How much the step is, by the source if it says so."""
    told = setting.figures(step.rate or step.amount)
    return next((each for each in told if each.source == source), told[0])


def _on_basis(price: Price, basis: str, setting: Setting) -> list[tuple[str, Price]]:
    """The prices of the same thing on another basis, on days that it was on."""
    group = setting.once(_by_thing).get((*_thing(price), basis))
    if group is None:
        return []
    on = parse_period(price.on)
    last = bisect_right(group.begins, on.last)
    near = group.prices[max(0, last - MOST) : last]
    return [each for each in near if parse_period(each[1].on).last >= on.first]


@dataclass(frozen=True, slots=True)
class _Group:
    """Prices in the order of their days."""

    begins: list[date]
    prices: list[tuple[str, Price]]


def _by_thing(book: Book) -> Mapping[Thing, _Group]:
    found: dict[Thing, list[tuple[str, Price]]] = {}
    for key, price in book.prices.items():
        found.setdefault((*_thing(price), price.basis), []).append((key, price))
    groups = {}
    for thing, prices in found.items():
        prices.sort(key=lambda each: parse_period(each[1].on).first)
        groups[thing] = _Group([parse_period(each.on).first for _, each in prices], prices)
    return groups


def _thing(price: Price) -> Thing:
    return price.product, price.variant, price.market, price.seller
