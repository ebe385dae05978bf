"""A price in another currency, on a stated day or over a stated period.

Policy: there is no "latest" by accident: a date is required. Both legs of a cross rate are of the
same day; the amount is multiplied and divided exactly and rounded once, on display.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import in_all, price
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.formula import Exchange, exchanged, provenance
from dealmodel.rates.rate import Policy, PolicyKind, RateSource

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer


AMOUNT = Leaf("amount")


@options_checked
def convert(
    amount: Given,
    *,
    to: str,
    on: str | date,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> Result:
    """``amount`` in the currency ``to``, at the rate of the day or period ``on``.

    ``rates`` is ``"ecb"``, ``"live"``, a CSV file, a stated rate such as ``"7.26 CNY/USD"``, any
    :class:`~dealmodel.rates.rate.RateSource`, or a :class:`~dealmodel.rates.choice.RatesAt`, which
    holds the policy as well.

    >>> price = convert("109,800 yuan", to="USD", on="2025-04-26")
    >>> price.rounded, price.details["used"]
    ('15065.28', '2025-04-25')

    :raises FigureError: the amount cannot be read.
    :raises BadValue: the amount is no money.
    :raises UnknownCurrency: ``to`` is no currency.
    :raises DateError: ``on`` is no date.
    :raises RateMissing: there is no rate on that day; the error names the bounds.
    :raises RateSourceFailed: the source cannot be reached or believed.
    """
    exchange = RatesAt.of(rates, policy, max_age).on(on)
    return convert_by(price(amount, "the amount", rules, locale, prefer), to, exchange)


def convert_by(amount: Quantity, to: str, exchange: Exchange) -> Result:
    """``amount`` of money in the currency ``to``; raises what :func:`convert` does."""
    base = amount.unit.currency
    assert base is not None
    conversion = exchange.between(base, to)
    expression, inputs = exchanged(AMOUNT, {"amount": in_all(amount)}, conversion)
    details = provenance(conversion)
    if isinstance(amount, Figure) and amount.per is not None:
        details = {"per": amount.per, **details}
    return evaluate(
        "converted_price", expression, inputs, warnings=conversion.warnings, details=details
    )
