"""Several sources of rates as one: the first that has the rate answers, and says that it did."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dealmodel.dataclass import replace
from dealmodel.errors import DataError, RateMissing, UsageError
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.fitting import DailyRates, daily_rates
from dealmodel.rates.period import Period
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy, RateSource, name_of
from dealmodel.rates.stamp import RatesStamp, joint_stamp, stamp_of


class FallbackRates:
    """A :class:`~dealmodel.rates.rate.RateSource` that asks others in order.

    Each is a source or the text that names one. The next is asked where one has no rate, cannot be
    reached or believed, or does not take such a question (a month, where it has single days); the
    conversion's warnings then say which answered, and why those before it did not. Both legs of a
    conversion come from one source.

    >>> from dealmodel.rates.period import parse_period
    >>> rates = FallbackRates("7.26 CNY/USD", "ecb")
    >>> found = rates.conversion("EUR", "USD", parse_period("2025-04-25"))
    >>> found.source, found.warnings
    ('European Central Bank euro reference rates, 2025-04-25', ('the rate is from ecb: the rate
    quoted by the user, 7.26 CNY/USD, does not convert EUR to USD',))

    :raises UsageError: there is none, or one of them is no source.
    """

    def __init__(self, *sources: str | RateSource) -> None:
        if not sources:
            raise UsageError("no source of rates: give at least one to fall back to")
        self._sources = tuple(RatesAt.of(each).source for each in sources)

    @property
    def name(self) -> str:
        return ", else ".join(map(name_of, self._sources))

    @property
    def stamp(self) -> RatesStamp:
        """Those of its sources as one."""
        return joint_stamp([stamp_of(source) for source in self._sources])

    def __repr__(self) -> str:
        return f"FallbackRates({', '.join(map(repr, map(name_of, self._sources)))})"

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote``.

        :raises UnknownCurrency: one of them is no currency.
        :raises RateMissing: none of the sources gives the rate; the message has each one's reason.
        """
        reasons: list[str] = []
        failed: DataError | UsageError | None = None
        for source in self._sources:
            try:
                found = source.conversion(base, quote, period, policy)
            except (DataError, UsageError) as error:
                failed = error
                reasons.append(error.message)
                continue
            if not reasons:
                return found
            told = f"the rate is from {name_of(source)}: {'; '.join(reasons)}"
            return replace(found, warnings=(*found.warnings, told))
        if failed is not None and len(reasons) == 1:
            raise failed
        names = (name_of(source) for source in self._sources)
        told = "; ".join(f"{name}: {reason}" for name, reason in zip(names, reasons, strict=True))
        raise RateMissing(
            f"{base}/{quote}", period.text, f"no source has the rate: {told}"
        ) from failed

    def daily(self, base: str, quote: str, period: Period) -> DailyRates:
        """The rates of each day, of the first source that has one for it; raises
        :class:`UnknownCurrency`."""
        rates: dict[date, Fraction] = {}
        for source in self._sources:
            try:
                own = daily_rates(source, base, quote, period)
            except (DataError, UsageError):
                continue
            rates = {**own.rates, **rates}
        return DailyRates(dict(sorted(rates.items())))
