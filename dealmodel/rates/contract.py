"""Rates that a contract fixes for its own money, ahead of the market's."""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.dataclass import dataclass
from dealmodel.rates.period import Period
from dealmodel.rates.quoted import QuotedRate
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy, RateSource, name_of
from dealmodel.rates.stamp import RatesStamp, stamp_of


@dataclass(frozen=True, slots=True)
class ContractRates:
    """A :class:`~dealmodel.rates.rate.RateSource` that converts the pairs of a contract as it says
    and all others as ``market`` does.

    >>> from dealmodel.rates.catalogue import source_for
    >>> from dealmodel.rates.period import parse_period
    >>> from dealmodel.rates.quoted import quoted_rate
    >>> rates = ContractRates((quoted_rate("7.10 CNY/USD", by="the contract"),), source_for("ecb"))
    >>> rates.conversion("USD", "CNY", parse_period("2025-04-25")).cross
    Fraction(71, 10)
    """

    fixed: Sequence[QuotedRate]
    market: RateSource

    @property
    def name(self) -> str:
        return name_of(self.market)

    @property
    def stamp(self) -> RatesStamp:
        """The market's: the contract's rates are in the book."""
        return stamp_of(self.market)

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote``; raises what the source that is asked does."""
        for rate in self.fixed:
            if {base, quote} == {rate.base, rate.quote}:
                return rate.conversion(base, quote, period, policy)
        return self.market.conversion(base, quote, period, policy)
