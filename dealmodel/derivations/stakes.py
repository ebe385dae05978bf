"""What a report derives from a stake: every stated value, values per source and currency, and where
they agree.

A value that a source states stands beside what follows from the others: a stated equity value
beside paid / share, a stated pre-money value beside that less the cash, what was paid beside price
× shares. What takes a number that the book does not have is refused, and said; the rest is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.conversion import convert_by
from dealmodel.calculators.quantities import share
from dealmodel.calculators.receipts import paid_from_shares, premium
from dealmodel.calculators.selection import HULL, select
from dealmodel.calculators.valuation import Valuation, equity_value_of, valuation, value_per_unit
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import (
    Computed,
    Derived,
    Item,
    Printed,
    Refused,
    compared,
    stated,
)
from dealmodel.derivations.company_values import (
    Occasion,
    Value,
    stated_values,
    through_the_bridge,
    what_was_paid,
)
from dealmodel.derivations.holding_returns import of_holding
from dealmodel.derivations.kind import VALUATION, Kind
from dealmodel.derivations.rounds import Round, of_round
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.stake_shares import (
    basic_by_price,
    held_since,
    of_all_shares,
    shares_of_stake,
    values_by_price,
)
from dealmodel.errors import DataError, InputError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.formula import Exchange
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of
from dealmodel.records.stake import Stake

NAME = "implied_equity_value"
ENTERPRISE = "enterprise_value"
ALONE = ("votes", "price_per_share", "shares", "ads_ratio", "primary", "net_debt")
"""Stated figures that stand beside no other; what follows from them comes below."""


def of_stake(subject: str, stake: Stake, setting: Setting) -> Iterator[Item | Refused]:
    """Every value that sources state, and every answer that their claims support."""
    exchange = setting.exchange_of(stake) if stake.on else None
    paid, shares = setting.figures(stake.paid), setting.figures(stake.share)
    yield from stated(subject, "held_before", setting.figures(stake.before))
    yield from stated(subject, "share", shares)
    yield from stated(subject, "held_after", setting.figures(stake.after))
    of_whole = shares_of_stake(subject, stake, setting)
    yield from of_whole.told
    currencies: tuple[str, ...] = ()
    if exchange is not None:
        currencies, refused = _reached(subject, paid, setting.currencies(paid), exchange)
        yield from refused
    from_shares, refused = _from_shares(subject, stake, setting)
    amounts = [
        Derived(subject, each, _alike(each, from_shares))
        for amount in paid
        for each in _in_currencies("paid", amount, currencies, exchange)
    ]
    yield from amounts
    yield from compared(subject, "paid_agreement", amounts)
    for name in ALONE:
        yield from stated(subject, name, setting.figures(getattr(stake, name)))
    valuations = [
        _valuation(stake, size, amount, currencies, exchange, setting)
        for size, amount in _matched(of_whole.sizes, paid)
    ]
    results = [result for found in valuations for result in found]
    values = [each for each in results if each.name == NAME]
    equity = setting.figures(stake.equity_value)
    before = setting.figures(stake.pre_money)
    yield from _stated_beside(subject, "equity_value", equity, values)
    less = [each for each in results if each.name == "pre_money"]
    yield from _stated_beside(subject, "pre_money", before, less)
    printed = {NAME: equity, "pre_money": before}
    answers = [Derived(subject, each, _printed_alike(each, printed[each.name])) for each in results]
    yield from answers
    implied = [each for each in answers if each.name == NAME]
    yield from compared(subject, f"{NAME}_agreement", implied)
    if not of_whole.sizes:
        cash = {"primary": paid, "mixed": setting.figures(stake.primary)}
        new = cash.get(stake.shares_are, [])
        yield from of_round(subject, Round(paid, new, equity, before), stake, setting)
    yield from from_shares
    yield from refused
    yield from values_by_price(subject, stake, setting)
    yield from held_since(subject, stake, of_whole.sizes, setting)
    yield from _premiums(subject, stake, setting)
    own = [each for each in values if _is_own(each)] or basic_by_price(stake, setting)
    occasion = occasion_of(subject, stake, own, setting)
    of_deal = _of_deal(occasion, stake, setting)
    is_told_there = of_deal.is_leg and not (stake.net_debt or stake.enterprise_value)
    through = [] if is_told_there else list(through_the_bridge(occasion, setting))
    whole = [each for each in through if isinstance(each, Derived) and each.name == ENTERPRISE]
    enterprise = setting.figures(stake.enterprise_value)
    yield from _stated_beside(subject, ENTERPRISE, enterprise, [each.result for each in whole])
    yield from through
    if not (paid or from_shares):
        yield from what_was_paid(of_deal, [size for _, size in of_whole.sizes], setting)
    yield from _per_unit(subject, stake, [*values, *equity], setting)
    yield from of_holding(subject, stake, setting)


def occasion_of(
    subject: str, stake: Stake, implied: Sequence[Result], setting: Setting
) -> Occasion:
    """The stake as an occasion on which the company has a value; ``implied`` follow from what was
    paid, or from the price of a share."""
    stated_equities = setting.figures(stake.equity_value)
    cash = [] if stake.shares_are == "secondary" else setting.figures(stake.primary or stake.paid)
    return Occasion(
        subject,
        stake,
        stake.investee,
        [*(Value(e, "post") for e in implied), *(Value(e, "post") for e in stated_equities)],
        [Value(each) for each in setting.figures(stake.enterprise_value)],
        setting.figures(stake.net_debt),
        new_cash=select([c for c in cash if c.unit == cash[0].unit], HULL) if cash else None,
        is_new=stake.shares_are == "primary" or bool(stake.primary),
        issues=stake.shares_are == "primary",
    )


def stake_occasion(subject: str, stake: Stake, setting: Setting) -> Occasion:
    """The same with whatever was paid implies."""
    implied = []
    for size, amount in pairs(setting.figures(stake.share), setting.figures(stake.paid)):
        whole = of_all_shares(size, stake, setting)
        if isinstance(whole, InputError):
            continue  # of a class of shares, and of the whole nobody knows
        try:
            implied.append(equity_value_of(amount, share(whole, "the stake")))
        except InputError:
            continue  # a share that may be nothing
    implied = implied or basic_by_price(stake, setting)
    return occasion_of(subject, stake, implied, setting)


def _is_own(result: Result) -> bool:
    """Whether it is in the currency that was paid in."""
    return "rate" not in result.details


def _of_deal(occasion: Occasion, stake: Stake, setting: Setting) -> Occasion:
    """The same as a leg of its deal, if it is one: with the values that are stated of the deal
    where it has none of its own."""
    deal = setting.book.deals.get(stake.deal or "")
    if deal is None or deal.target != stake.investee:
        return occasion
    if occasion.enterprises or occasion.equities:
        return replace(occasion, is_leg=True)
    equities, enterprises = (stated_values(deal, of, setting) for of in ("equity", "enterprise"))
    return replace(occasion, is_leg=True, equities=equities, enterprises=enterprises)


def _matched(
    sizes: Sequence[tuple[str | None, Quantity]], paid: Sequence[Figure]
) -> list[tuple[Quantity, Figure]]:
    """The shares and the amounts of one source; where no source has both, all with all."""
    own = [(size, each) for source, size in sizes for each in paid if each.source == source]
    return own or [(size, each) for _, size in sizes for each in paid]


def _stated_beside(
    subject: str, name: str, figures: Sequence[Figure], computed: Sequence[Result]
) -> Iterator[Item]:
    """Each stated figure beside the computed answers of its currency, and where sources agree."""
    for item in stated(subject, name, figures):
        if isinstance(item, Derived):
            alike = [each for each in computed if each.unit == item.result.unit]
            item = replace(item, beside=tuple(map(Computed, alike)))
        yield item


def _printed_alike(result: Result, figures: Sequence[Figure]) -> tuple[Printed, ...]:
    return tuple(Printed(each) for each in figures if each.unit == result.unit)


def _alike(result: Result, computed: Sequence[Derived]) -> tuple[Computed, ...]:
    return tuple(Computed(each.result) for each in computed if each.result.unit == result.unit)


def _reached(
    subject: str, amounts: Sequence[Figure], currencies: Sequence[str], exchange: Exchange
) -> tuple[tuple[str, ...], list[Refused]]:
    """The currencies that every amount can be converted to, and why others are not there."""
    reached, refused = [], []
    for currency in currencies:
        try:
            for amount in amounts:
                if amount.unit.currency != currency:
                    exchange.between(amount.unit.currency or "", currency)
        except DataError as error:
            refused.append(Refused(subject, error))
        else:
            reached.append(currency)
    return tuple(reached), refused


def _in_currencies(
    name: str, amount: Figure, currencies: tuple[str, ...], exchange: Exchange | None
) -> Iterator[Result]:
    """The amount as a result in each currency; its own takes no rate."""
    own = amount.unit.currency or ""
    for currency in dict.fromkeys((own, *currencies)):
        if exchange is None or currency == own:
            yield evaluate(name, Leaf("amount"), {"amount": amount})
        else:
            yield replace(convert_by(amount, currency, exchange), name=name)


def _valuation(
    stake: Stake,
    size: Quantity,
    amount: Figure,
    currencies: tuple[str, ...],
    exchange: Exchange | None,
    setting: Setting,
) -> Valuation:
    inputs: dict[str, Quantity] = {"paid": amount, "stake": share(size, "the stake")}
    shares_are = stake.shares_are
    primary = [p for p in setting.figures(stake.primary) if p.source == amount.source]
    if shares_are == "mixed" and primary and primary[0].unit == amount.unit:
        inputs["primary"] = primary[0]
    elif shares_are == "mixed":
        shares_are = "undeclared"
    others = tuple(code for code in currencies if code != amount.unit.currency)
    return valuation(inputs, shares_are, others, exchange)


def _from_shares(
    subject: str, stake: Stake, setting: Setting
) -> tuple[list[Derived], list[Refused]]:
    """Amount = price × shares; and why there is none where price and shares are of two things."""
    found, refused = [], []
    ratios = setting.figures(stake.ads_ratio)
    prices = setting.figures(stake.price_per_share)
    paid = setting.figures(stake.paid)
    for price, number in pairs(prices, setting.figures(stake.shares)):
        try:
            results = paid_from_shares(price, number, ratios, setting.rules)
            found += [Derived(subject, each, _printed_alike(each, paid)) for each in results]
        except InputError as error:
            refused.append(Refused(subject, error))
    return found, refused


def _premiums(subject: str, stake: Stake, setting: Setting) -> Iterator[Item | Refused]:
    """The reference price and the premium to it."""
    references = setting.figures(stake.reference_price)
    details = {"to": stake.reference}
    yield from stated(subject, "reference_price", references, details)
    ratios = setting.figures(stake.ads_ratio)
    for price, reference in pairs(setting.figures(stake.price_per_share), references):
        ratio = ratios[0] if len(ratios) == 1 else None
        try:
            result = premium(price, reference, ads_ratio=ratio)
        except InputError as error:
            yield Refused(subject, error)
        else:
            yield Derived(subject, replace(result, details=details))


def _per_unit(
    subject: str, stake: Stake, values: Sequence[Result | Figure], setting: Setting
) -> Iterator[Item]:
    """Value per unit where a volume is named."""
    volume = setting.book.volumes.get(stake.per_volume or "")
    if volume is None:
        return
    basis = f"{volume.measure} in {volume.period}" if volume.period else volume.measure
    for equity in values:
        for count in setting.figures(volume.count):
            yield Derived(subject, value_per_unit(equity, count, basis=basis))


def _described(_: str, stake: Stake, book: Book) -> str:
    title = f"{name_of(stake.investor, book)} in {name_of(stake.investee, book)}"
    return f"{title}, {stake.on}" if stake.on else title


KIND = Kind("stakes", Stake, "Stakes and implied values", VALUATION, _described, of_stake)
