"""What a report tells of a price: as its sources print it, and in other currencies on the record's
date, beside what they print in those and what another price is that it is compared with; on the
bases that its adjustments lead to; and what lies between the two prices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.conversion import convert_by
from dealmodel.derivations.answers import Derived, Item, Printed, Refused, stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.price_comparisons import COMPARISONS, price_comparisons
from dealmodel.derivations.price_steps import price_steps
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DataError
from dealmodel.figures.figure import Figure
from dealmodel.records.book import Book
from dealmodel.records.price import Price

MOST = 16
"""Of so many printed figures all stand beside each price."""


def of_price(subject: str, price: Price, setting: Setting) -> Iterator[Item | Refused]:
    """Each claim's price in each currency that the book, the reader or a source asks for; where
    there is none, as printed."""
    exchange = setting.exchange(price.on)
    printed = _printed(price, setting)
    currencies = setting.currencies(each.figure for each in printed)
    by_currency: dict[str, list[Printed]] = {}
    for each in printed:
        by_currency.setdefault(each.figure.unit.currency or "", []).append(each)
    for claim in setting.claims(price.amount):
        own = claim.figures(setting.rules)[0]
        is_shown = False
        for currency in currencies:
            if currency == own.unit.currency:
                continue
            beside = _beside(own, by_currency.get(currency, ()))
            try:
                converted = convert_by(own, currency, exchange)
            except DataError as error:
                yield Refused(subject, error)
            else:
                is_shown = True
                yield Derived(subject, converted, beside)
        if not is_shown:
            yield from stated(subject, "price", [own])
    yield from price_steps(subject, price, setting)
    for name in COMPARISONS.values():
        details = {"of": f"prices.{price.compare_to}"}
        yield from stated(subject, f"stated_{name}", setting.figures(getattr(price, name)), details)
    yield from price_comparisons(subject, price, setting)


def _beside(own: Figure, printed: Sequence[Printed]) -> tuple[Printed, ...]:
    """What sources print in a currency: all of it where it is little, else what the price's own
    source prints and the first of the others."""
    if len(printed) > MOST:
        mine = [each for each in printed if each.figure.source == own.source]
        printed = [*mine, *(each for each in printed[:MOST] if each not in mine)]
    return tuple(each for each in printed if each.figure is not own)


def _printed(price: Price, setting: Setting) -> list[Printed]:
    """Every figure printed for the price; and for the one that it is compared with, by its name."""
    records: list[tuple[Price, str | None]] = [(price, None)]
    other = setting.book.prices.get(price.compare_to or "")
    if other is not None:
        records.append((other, f"prices.{price.compare_to}"))
    return [
        Printed(figure, of)
        for record, of in records
        for claim in record.amount
        for figure in claim.figures(setting.rules)
    ]


def _described(_: str, price: Price, _book: Book) -> str:
    basis = price.basis.replace("_", " ")
    return ", ".join(filter(None, (price.product, price.variant, basis, price.market, price.on)))


KIND = Kind("prices", Price, "Prices in other currencies", "Prices", _described, of_price)
