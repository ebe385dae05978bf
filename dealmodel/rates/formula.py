"""A conversion as a part of a formula: the rates become named inputs."""

from __future__ import annotations

from typing import Any

from dealmodel.dataclass import dataclass, field
from dealmodel.formulas.expression import Expression, Inputs, Quantity
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
    _known: dict[tuple[str, str], Conversion] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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
        pair = base, quote
        if not (isinstance(base, str) and isinstance(quote, str)):
            return self.rates.conversion(*pair, self.when, self.policy)  # which refuses it
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self.rates.conversion(*pair, self.when, self.policy)
        return found


def exchanged(
    expression: Expression, inputs: Inputs, conversion: Conversion
) -> tuple[Expression, dict[str, Quantity]]:
    """``expression`` in the other currency, and its inputs with the rates.

    >>> from dealmodel.formulas.expression import Leaf
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
        named[name] = rate
        expression = expression.through(name, divided=operation == "divide")
    return expression, named


def provenance(conversion: Conversion) -> dict[str, Any]:
    """The details of a converted result: which day was asked for, which was used, at what rate."""
    return dict(conversion.provenance)
