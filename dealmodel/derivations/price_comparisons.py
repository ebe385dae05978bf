"""A price beside the one that it is compared with: difference, ratio, change.

An amount in another currency is brought to the price's own at the rate of its own date, and so are
both to a third, in which the difference alone is told. Prices on two bases
are compared through the adjustments of either, where those lead there; else with a warning, since
they are not one kind of price. What sources print of the comparison stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from dealmodel.calculators.conversion import convert_by
from dealmodel.calculators.prices import change, difference, ratio
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Printed, Refused
from dealmodel.derivations.price_steps import along, ways
from dealmodel.derivations.series import together
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DealModelError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.records.price import Adjustment, Price

COMPARISONS = {"price_difference": "difference", "price_ratio": "ratio", "price_change": "change"}
"""The answers, and the fields of what sources print for them."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two prices and the steps from each to one basis; ``warning`` where there is none."""

    price: Price
    other: Price
    way: Sequence[Adjustment] = ()
    other_way: Sequence[Adjustment] = ()
    warning: str | None = None


def price_comparisons(subject: str, price: Price, setting: Setting) -> Iterator[Derived | Refused]:
    """The comparison of each source's own prices, or of the first of each."""
    other = setting.book.prices.get(price.compare_to or "")
    if other is None:
        return
    pair = _pair(price, other)
    figures = [setting.figures(each.amount) for each in (price, other)]
    for own, beside in together(figures, attrgetter("source")):
        try:
            yield from _compared(subject, pair, own, beside, setting)
        except DealModelError as error:
            yield Refused(subject, error)


def _pair(price: Price, other: Price) -> _Pair:
    if price.basis == other.basis:
        return _Pair(price, other)
    if other.basis in ways(price):
        return _Pair(price, other, way=ways(price)[other.basis])
    if price.basis in ways(other):
        return _Pair(price, other, other_way=ways(other)[price.basis])
    bases = (each.basis.replace("_", " ") for each in (price, other))
    return _Pair(price, other, warning=f"different basis: {' against '.join(bases)}")


def _compared(
    subject: str, pair: _Pair, own: Figure, beside: Figure, setting: Setting
) -> Iterator[Derived]:
    first = along(own, pair.way, setting) if pair.way else own
    second = along(beside, pair.other_way, setting) if pair.other_way else beside
    price = pair.price
    stated = {name: setting.figures(getattr(price, field)) for name, field in COMPARISONS.items()}
    currencies = _currencies(own, beside, stated["price_difference"], setting)
    for number, currency in enumerate(currencies):
        left = _in(first, currency, price, setting)
        right = _in(second, currency, pair.other, setting)
        results = [difference(left, right)]
        if number == 0:
            results += [ratio(left, right), change(left, right)]
        for result in results:
            warnings = (*result.warnings, *([pair.warning] if pair.warning else []))
            details = {"of": f"prices.{price.compare_to}"}
            if own.unit != beside.unit:
                details |= {"dates": f"{price.on}, {pair.other.on}"}
            told = replace(result, warnings=warnings, details=details)
            printed = [each for each in stated[result.name] if each.unit == result.unit]
            yield Derived(subject, told, tuple(map(Printed, printed)))


def _currencies(
    own: Figure, beside: Figure, stated: Sequence[Figure], setting: Setting
) -> Sequence[str]:
    """The one that the price is in; where the other is in another one, those too that are shown, or
    that the difference is printed in."""
    base = own.unit.currency or ""
    if own.unit == beside.unit:
        return (base,)
    return tuple(dict.fromkeys([base, *setting.currencies(stated)]))


def _in(amount: Quantity, currency: str, price: Price, setting: Setting) -> Quantity:
    if amount.unit.currency == currency:
        return amount
    converted: Result = convert_by(amount, currency, setting.exchange(price.on))
    return converted
