"""Whose rates convert money, and by which policy: one value at every public door."""

from __future__ import annotations

from datetime import date

from dealmodel.dataclass import dataclass
from dealmodel.errors import UsageError
from dealmodel.rates.catalogue import source_for
from dealmodel.rates.formula import Exchange
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import PREVIOUS, Policy, PolicyKind, RateSource


@dataclass(frozen=True, slots=True)
class RatesAt:
    """The policy and the source of conversions whose days are yet to come.

    >>> RatesAt.of("ecb", "next", 3).on("2025-04-26").between("CNY", "EUR").used.isoformat()
    '2025-04-28'
    """

    policy: Policy
    source: RateSource

    @staticmethod
    def of(
        rates: str | RateSource | RatesAt = "ecb",
        policy: PolicyKind | Policy = "previous",
        max_age: int = PREVIOUS.max_age,
    ) -> RatesAt:
        """What the three options of every function say together.

        ``rates`` is a :class:`RatesAt` itself, the name of a source, a CSV file, a stated rate, or
        any object with the one method of a :class:`~dealmodel.rates.rate.RateSource`.

        :raises UsageError: there are no such rates, no such policy or age, or one is said twice.
        """
        if isinstance(policy, Policy):
            if max_age not in (PREVIOUS.max_age, policy.max_age):
                raise UsageError(f"the policy has a maximum age already: {policy.max_age} days")
            rule = policy
        else:
            rule = Policy(policy, max_age)
        if isinstance(rates, RatesAt):
            if rule not in (PREVIOUS, rates.policy):
                raise UsageError("the rates have a policy already: give it there or here")
            return rates
        if isinstance(rates, str):
            return RatesAt(rule, source_for(rates))
        if not callable(getattr(rates, "conversion", None)):
            raise UsageError(
                f"a {type(rates).__name__} is no source of rates: give its name, or an object with "
                "a method conversion(base, quote, period, policy)"
            )
        return RatesAt(rule, rates)

    def on(self, when: str | date) -> Exchange:
        """The exchange at the rates of a day or period; raises :class:`DateError`."""
        return Exchange(parse_period(when), self.policy, self.source)

    def remembering(self) -> RatesAt:
        """The same, with each conversion looked up once."""
        from dealmodel.rates.remembered import remembered  # only what asks again needs it

        return RatesAt(self.policy, remembered(self.source))
