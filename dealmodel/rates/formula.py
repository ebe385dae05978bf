"""A conversion as a part of a formula: the rates become named inputs."""

from __future__ import annotations

from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.figures.decimals import decimal_text
from dealmodel.formulas.expression import Expression, Inputs, Leaf, Quantity
from dealmodel.rates.catalogue import source_for
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy, RateSource


@dataclass(frozen=True, slots=True)
class Exchange:
    """How money is converted: the day or period, the policy and the source of the rates.

    >>> Exchange.on_day("2025-04-26").between("CNY", "EUR").used.isoformat()
    '2025-04-25'
    """

    when: Period
    policy: Policy
    rates: RateSource

    @staticmethod
    def on_day(
        when: str | Any, policy: Policy = PREVIOUS, rates: str | RateSource = "ecb"
    ) -> Exchange:
        """An exchange at the rates of ``when``, a day or period.

        :raises DateError: ``when`` cannot be read.
        :raises UsageError: there is no such source of rates.
        """
        source = source_for(rates) if isinstance(rates, str) else rates
        return Exchange(parse_period(when), policy, source)

    def between(self, base: str, quote: str) -> Conversion:
        """The conversion from ``base`` to ``quote``.

        :raises RateMissing: there is no rate.
        :raises UnknownCurrency: one of them is no currency.
        """
        return self.rates.conversion(base, quote, self.when, self.policy)


def exchanged(
    expression: Expression, inputs: Inputs, conversion: Conversion
) -> tuple[Expression, dict[str, Quantity]]:
    """``expression`` in the other currency, and its inputs with the rates.

    >>> from dealmodel.formulas.rendering import render
    >>> conversion = Exchange.on_day("2025-04-25").between("CNY", "USD")
    >>> render(exchanged(Leaf("amount"), {}, conversion)[0])
    'amount / cny_per_eur * usd_per_eur'
    """
    named: dict[str, Quantity] = dict(inputs)
    for rate, operation in conversion.legs:
        name, number = rate.name, 2
        while named.get(name, rate) != rate:
            name, number = f"{rate.name}_{number}", number + 1
        leaf = Leaf(name)
        named[name] = rate
        expression = expression / leaf if operation == "divide" else expression * leaf
    return expression, named


def provenance(conversion: Conversion) -> dict[str, Any]:
    """The details of a converted result: which day was asked for, which was used, at what rate."""
    details: dict[str, Any] = {
        "requested": conversion.requested,
        "used": None if conversion.used is None else conversion.used.isoformat(),
        "age_days": conversion.age_days,
        "rate": decimal_text(conversion.cross),
    }
    if conversion.cross_low != conversion.cross_high:
        details["rate_low"] = decimal_text(conversion.cross_low, "down")
        details["rate_high"] = decimal_text(conversion.cross_high, "up")
    return details | {
        "rate_unit": f"{conversion.quote}/{conversion.base}",
        "source": conversion.source,
    }
