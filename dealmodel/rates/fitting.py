"""On which days a rate held: the days whose rate lies within given bounds.

A price printed with its conversion has a rate of its own; the days on which that rate was
published tell when the conversion was made, or that it never was right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from dealmodel.dataclass import dataclass
from dealmodel.errors import RateMissing, UnknownCurrency
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import Period
from dealmodel.rates.rate import Policy, RateSource, today

_EXACT = Policy("exact")


@dataclass(frozen=True)
class DailyRates:
    """The rates of one pair of currencies on the days that have one, in order of date."""

    rates: Mapping[date, Fraction]

    @cached_property
    def _by_value(self) -> tuple[list[Fraction], list[date]]:
        ordered = sorted((rate, day) for day, rate in self.rates.items())
        return [rate for rate, _ in ordered], [day for _, day in ordered]

    def within(self, bounds: Bounds) -> list[date]:
        """The days whose rate lies in ``bounds``, in order.

        >>> rates = DailyRates({date(2025, 4, 24): Fraction(7), date(2025, 4, 25): Fraction(8)})
        >>> [str(day) for day in rates.within(Bounds(Fraction(7), None, low_open=True))]
        ['2025-04-25']
        """
        values, days = self._by_value
        low, high = bounds.low, bounds.high
        # Most years are far off: two comparisons tell, where bisections take a dozen.
        if not values or (low and low > values[-1]) or (high and high < values[0]):
            return []
        first = 0
        if low is not None:
            first = (bisect_right if bounds.low_open else bisect_left)(values, low)
        last = len(values)
        if high is not None:
            last = (bisect_left if bounds.high_open else bisect_right)(values, high)
        return sorted(days[first:last])

    @cached_property
    def _next(self) -> dict[date, date]:
        return dict(pairwise(self.rates))

    def stretches(
        self, bounds: Bounds, first: date = date.min, last: date = date.max
    ) -> list[tuple[date, date]]:
        """The days from ``first`` to ``last`` whose rate lies in ``bounds``, as stretches without
        a published day between that does not.

        >>> week = DailyRates({date(2025, 4, day): Fraction(day) for day in (24, 25, 28)})
        >>> [(str(a), str(b)) for a, b in week.stretches(Bounds(Fraction(25), None))]
        [('2025-04-25', '2025-04-28')]
        """
        found: list[tuple[date, date]] = []
        for day in self.within(bounds):
            if not first <= day <= last:
                continue
            if found and self._next.get(found[-1][1]) == day:
                found[-1] = (found[-1][0], day)
            else:
                found.append((day, day))
        return found


def daily_rates(source: RateSource, base: str, quote: str, period: Period) -> DailyRates:
    """The rates from ``base`` to ``quote`` of each day in ``period``; none where there are none.

    A source that is no history is asked day by day, unless it has a method of this kind itself,
    ``daily``.

    >>> from dealmodel.rates.catalogue import source_for
    >>> from dealmodel.rates.period import parse_period
    >>> week = daily_rates(source_for("ecb"), "EUR", "USD", parse_period("2025-04-25"))
    >>> {str(day): str(rate) for day, rate in week.rates.items()}
    {'2025-04-25': '11357/10000'}

    :raises UnknownCurrency: one of them is no currency.
    :raises RateSourceFailed: the source cannot be reached or believed.
    """
    for currency in (base, quote):
        if currency not in CURRENCIES:
            raise UnknownCurrency(currency, SUGGESTED)
    whole = getattr(source, "as_history", None)
    if whole is not None:
        source = whole()
    if isinstance(source, HistoryRates):
        return DailyRates(source.daily(base, quote, period))
    own = getattr(source, "daily", None)
    if own is not None:
        found_by_day: DailyRates = own(base, quote, period)
        return found_by_day
    rates: dict[date, Fraction] = {}
    for offset in range((min(period.last, today()) - period.first).days + 1):
        day = period.first + timedelta(days=offset)
        try:
            found = source.conversion(base, quote, Period(day.isoformat(), day, day), _EXACT)
        except RateMissing:
            continue
        rates[day] = found.cross
    return DailyRates(rates)


def fitting_stretches(
    of_year: Callable[[str, str, int], DailyRates],
    currencies: tuple[str, str],
    bounds: Bounds,
    first: date,
    last: date,
) -> list[tuple[date, date]]:
    """The stretches of days from ``first`` to ``last`` on which the rate from the first of the
    ``currencies`` to the second lay within ``bounds``, year by year.

    ``of_year`` gives the daily rates of a calendar year, as
    :meth:`~dealmodel.rates.remembered.RememberedRates.of_year` does.
    """
    years = range(first.year, last.year + 1)
    found = (of_year(*currencies, year).stretches(bounds, first, last) for year in years)
    return [stretch for stretches in found for stretch in stretches]
