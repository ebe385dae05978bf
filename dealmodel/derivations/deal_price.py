"""What the price of a share makes of a deal: what is paid for the shares that are bought, and the
value of the target's equity by all its shares, basic and diluted.

Policy: the shares are those of the deal's day, as the book's ``capital`` counts them; where legs
bring new ones, or may, what the legs imply is the value. Where the consideration is told in parts,
they are what is paid.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.capital import worth
from dealmodel.calculators.receipts import paid_from_shares, thing_of
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.errors import InputError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.result import Result
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.capital import Counted
from dealmodel.records.deal import Deal

_COUNTED: tuple[Counted, ...] = ("basic", "diluted")


def of_price(subject: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """Both, beside what sources state of the same."""
    key = subject.partition(".")[2]
    stated = [Printed(each) for each in setting.figures(deal.paid)]
    for result in (*paid_by_price(deal, setting), *equity_by_price(key, deal, setting)):
        if isinstance(result, InputError):
            yield Refused(subject, result)
            continue
        beside = stated if result.name == "paid_from_shares" else _equities(deal, result, setting)
        alike = (each for each in beside if each.figure.unit == result.unit)
        yield Derived(subject, result, tuple(alike))
        yield from in_other_currencies(subject, result, deal, setting)


def paid_by_price(deal: Deal, setting: Setting) -> Iterator[Result | InputError]:
    """Price × number of the shares bought, by each source that gives both, else by all."""
    if deal.consideration is not None:
        return
    prices = setting.figures(deal.price_per_share)
    for price, number in pairs(prices, setting.figures(deal.shares)):
        try:
            yield from paid_from_shares(price, number, (), setting.rules)
        except InputError as error:
            yield error


def equity_by_price(key: str, deal: Deal, setting: Setting) -> Iterator[Result | InputError]:
    """Price × all shares of the target on the deal's day; nothing where none are counted, or a leg
    may be of new ones."""
    legs = setting.book.legs.get(key, {}).values()
    if deal.dated is None or any(leg.shares_are != "secondary" for leg in legs):
        return
    day = parse_period(deal.dated)
    for price in setting.figures(deal.price_per_share):
        for counted in _COUNTED:
            try:
                found = _worth(deal, price, day, counted, setting)
            except InputError as error:
                yield error
            else:
                if found is not None:
                    yield found


def _worth(
    deal: Deal, price: Figure, day: Period, counted: Counted, setting: Setting
) -> Result | None:
    reader = setting.reader(price.source)
    shares = setting.counts.all_of(deal.target, day, reader, counted)
    if shares is None:
        return None
    ratio = setting.counts.receipt_of(deal.target, day, reader)
    is_of_receipt = ratio is not None and thing_of(price.per) != "share"
    found = worth("equity_value", price, shares[0], ratio if is_of_receipt else None, shares[1])
    return replace(found, details={"by": "price of a share", "counted": counted})


def _equities(deal: Deal, result: Result, setting: Setting) -> list[Printed]:
    """The stated values of the equity over the same shares; of those that do not say over which,
    the ones that can be it."""
    found: list[Printed] = []
    for claim in deal.values:
        if claim.of == "equity" and claim.shares in (None, result.details["counted"]):
            printed = [Printed(each) for each in setting.figures([claim])]
            is_it = claim.shares is not None
            found += [each for each in printed if is_it or each.overlaps(result.bounds)]
    return found
