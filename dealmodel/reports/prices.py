"""What a report derives from a price: the same price in other currencies on the record's date,
beside what the sources print in them."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.conversion import convert_by
from dealmodel.calculators.setting import Setting
from dealmodel.figures.figure import Figure
from dealmodel.records.price import Price
from dealmodel.reports.derived import Derived, Item, Printed


def of_price(subject: str, price: Price, setting: Setting) -> Iterator[Item]:
    """Each claim's price in each currency that the book, the reader or a source asks for."""
    exchange = setting.exchange(price.on)
    printed = _printed(price, setting)
    currencies = setting.currencies(printed)
    for claim in setting.claims(price.amount):
        own = claim.figures(setting.rules)
        for currency in currencies:
            if currency == own[0].unit.currency:
                continue
            beside = tuple(
                Printed(each)
                for each in printed
                if each.unit.currency == currency and each is not own[0]
            )
            yield Derived(subject, convert_by(own[0], currency, exchange), beside)


def _printed(price: Price, setting: Setting) -> list[Figure]:
    """Every figure printed for the price, and for the one that it is compared with."""
    records = [price]
    other = setting.book.prices.get(price.compare_to or "")
    if other is not None:
        records.append(other)
    return [
        figure
        for record in records
        for claim in record.amount
        for figure in claim.figures(setting.rules)
    ]
