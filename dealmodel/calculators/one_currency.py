"""A quantity as a part of a formula in one currency: its rates become inputs of the formula."""

from __future__ import annotations

from collections.abc import Mapping

from dealmodel.errors import CurrencyMismatch
from dealmodel.formulas.expression import Expression, Leaf, Quantity
from dealmodel.rates.formula import Exchange, exchanged
from dealmodel.rates.rate import Conversion


def in_currency(
    name: str,
    quantity: Quantity,
    currency: str | None,
    exchange: Exchange | None,
    inputs: Mapping[str, Quantity],
) -> tuple[Expression, dict[str, Quantity], Conversion | None]:
    """The leaf ``name`` in ``currency`` where it is money of another, the inputs with it and its
    rates, and the conversion, if there is one.

    >>> from dealmodel.figures.reader import figure
    >>> from dealmodel.formulas.rendering import render
    >>> exchange = Exchange.on_day("2025-04-25")
    >>> debt, inputs, _ = in_currency("debt", figure("€5"), "USD", exchange, {})
    >>> render(debt), list(inputs)
    ('debt * usd_per_eur', ['debt', 'usd_per_eur'])

    :raises CurrencyMismatch: it is in another currency and has no date.
    :raises DataError: there is no rate.
    """
    named = {**inputs, name: quantity}
    base = quantity.unit.currency
    if currency is None or base is None or base == currency:
        return Leaf(name), named, None
    if exchange is None:
        message = f"{base} beside {currency} without a date: give the record one"
        raise CurrencyMismatch(base, currency, message)
    conversion = exchange.between(base, currency)
    return *exchanged(Leaf(name), named, conversion), conversion
