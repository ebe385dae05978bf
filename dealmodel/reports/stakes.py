"""What a report derives from a stake: values per source, in each currency, and where they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dealmodel.calculators.conversion import convert_by
from dealmodel.calculators.quantities import share
from dealmodel.calculators.setting import Setting, pairs
from dealmodel.calculators.valuation import (
    Valuation,
    enterprise_value,
    equity_value,
    premium,
    valuation,
    value_per_unit,
)
from dealmodel.figures.figure import Figure
from dealmodel.formulas.result import Result
from dealmodel.rates.formula import Exchange
from dealmodel.records.stake import Stake
from dealmodel.reports.derived import Derived, Item, compared, stated

NAME = "implied_equity_value"


def of_stake(subject: str, stake: Stake, setting: Setting) -> Iterator[Item]:
    """Every answer that the stake's claims support, source by source."""
    exchange = setting.exchange(stake.on) if stake.on else None
    paid, shares = setting.figures(stake.paid), setting.figures(stake.share)
    yield from stated(subject, "share", shares)
    currencies = setting.currencies(paid) if exchange else ()
    amounts = [
        Derived(subject, each)
        for amount in paid
        for each in _in_currencies("paid", amount, currencies, exchange)
    ]
    yield from amounts
    yield from compared(subject, "paid_agreement", amounts)
    values: list[Derived] = []
    for size, amount in pairs(shares, paid):
        found = _valuation(stake, size, amount, currencies, exchange, setting)
        answers = [Derived(subject, result) for result in found]
        yield from answers
        values += [each for each in answers if each.name == NAME]
    yield from compared(subject, f"{NAME}_agreement", values)
    yield from _from_shares(subject, stake, setting)
    yield from _beyond_equity(subject, stake, values, setting)


def _in_currencies(
    name: str, amount: Figure, currencies: tuple[str, ...], exchange: Exchange | None
) -> Iterator[Result]:
    """The amount as a result in each currency, its own included."""
    if exchange is None:
        return
    for currency in dict.fromkeys((amount.unit.currency or "", *currencies)):
        yield replace(convert_by(amount, currency, exchange), name=name)


def _valuation(
    stake: Stake,
    size: Figure,
    amount: Figure,
    currencies: tuple[str, ...],
    exchange: Exchange | None,
    setting: Setting,
) -> Valuation:
    inputs = {"paid": amount, "stake": share(size, "the stake")}
    shares_are = stake.shares_are
    primary = [p for p in setting.figures(stake.primary) if p.source == amount.source]
    if shares_are == "mixed" and primary and primary[0].unit == amount.unit:
        inputs["primary"] = primary[0]
    elif shares_are == "mixed":
        shares_are = "undeclared"
    others = tuple(code for code in currencies if code != amount.unit.currency)
    return valuation(inputs, shares_are, others, exchange)


def _from_shares(subject: str, stake: Stake, setting: Setting) -> Iterator[Item]:
    """Amount = price × shares, and the premium to the reference price."""
    prices = setting.figures(stake.price_per_share)
    for price, number in pairs(prices, setting.figures(stake.shares)):
        yield Derived(subject, replace(equity_value(price, number), name="paid_from_shares"))
    for price, reference in pairs(prices, setting.figures(stake.reference_price)):
        if price.unit == reference.unit:
            result = replace(premium(price, reference), kind="growth")
            yield Derived(subject, replace(result, details={"to": stake.reference}))


def _beyond_equity(
    subject: str, stake: Stake, values: list[Derived], setting: Setting
) -> Iterator[Item]:
    """Enterprise value where net debt is given, and value per unit where a volume is named."""
    for value in values:
        equity = value.result
        for debt in setting.figures(stake.net_debt):
            if debt.unit.currency == equity.unit.currency:
                yield Derived(subject, enterprise_value(equity, debt))
        volume = setting.book.volumes.get(stake.per_volume or "")
        if volume is not None:
            basis = f"{volume.measure} in {volume.period}" if volume.period else volume.measure
            for count in setting.figures(volume.count):
                yield Derived(subject, value_per_unit(equity, count, basis=basis))
