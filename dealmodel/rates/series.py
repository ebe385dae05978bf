"""The daily rates of a pair over a period, what they amount to, and on which days a rate held.

Formulas: the mean of a period is that of its daily cross rates, sum / number of days, exact; a rate
*held* on the days whose published rate lies within its tolerance, that of its last printed digit
(half of it either way) unless another is given. Days without rates, weekends and holidays, count
for nothing.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.errors import RateMissing
from dealmodel.figures.bounds import Bounds
from dealmodel.rates.fitting import DailyRates, daily_rates
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.pair import Pair
from dealmodel.rates.period import Period
from dealmodel.rates.rate import RateSource, name_of

Day = tuple[date, Fraction]


@dataclass(frozen=True, slots=True)
class Series:
    """The rates of ``pair`` on the days of ``period`` that have one; there is one at least.
    ``warnings`` tell of days that the source has none for, and of currencies that were replaced.
    """

    pair: Pair
    period: Period
    source: str
    daily: DailyRates
    warnings: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """Each day with its rate, in order."""
        return tuple(self.daily.rates.items())

    @property
    def mean(self) -> Fraction:
        """The mean of the daily rates."""
        return sum(self.daily.rates.values(), Fraction(0)) / len(self.daily.rates)

    @property
    def lowest(self) -> Day:
        """The first day of the lowest rate."""
        return min(self.days, key=lambda each: each[1])

    @property
    def highest(self) -> Day:
        """The first day of the highest rate."""
        return max(self.days, key=lambda each: each[1])

    def held(self, bounds: Bounds) -> list[tuple[date, date]]:
        """The stretches of days on which the rate lay within ``bounds``."""
        return self.daily.stretches(bounds)

    def nearest(self, rate: Fraction) -> Day:
        """The last of the days whose rate is nearest to ``rate``."""
        return min(reversed(self.days), key=lambda each: abs(each[1] - rate))


def series(pair: Pair, period: Period, source: RateSource) -> Series:
    """The daily rates of ``pair`` in ``period``.

    >>> from dealmodel.rates.catalogue import source_for
    >>> from dealmodel.rates.pair import parse_pair
    >>> from dealmodel.rates.period import parse_period
    >>> april = series(parse_pair("USD/EUR"), parse_period("2025-04"), source_for("ecb"))
    >>> len(april.days), str(april.lowest[0]), str(april.highest[1])
    (20, '2025-04-01', '2869/2500')

    :raises RateMissing: no day of the period has a rate.
    :raises UnknownCurrency: one of the pair is no currency.
    """
    found = daily_rates(source, pair.base, pair.quote, period)
    if not found.rates:
        # The source itself says why: the question for the mean is refused with the reason.
        source.conversion(pair.base, pair.quote, period)
        raise RateMissing(
            f"{pair.base}/{pair.quote}",
            period.text,
            f"no daily rate of {pair} in {period} from {name_of(source)}",
        )
    return Series(pair, period, name_of(source), found, _told(pair, period, source))


def _told(pair: Pair, period: Period, source: RateSource) -> tuple[str, ...]:
    """What the mean of the days says of them; of a source that is no history, asked day by day,
    nothing is known."""
    whole = getattr(source, "as_history", None)
    history = source if whole is None else whole()
    if not isinstance(history, HistoryRates):
        return ()
    return history.conversion(pair.base, pair.quote, period).warnings


def tolerance_of(printed: str) -> Fraction:
    """Half a unit of the last digit of a printed rate, which is what rounding can have moved it.

    >>> str(tolerance_of("7.2643")), str(tolerance_of("150"))
    ('1/20000', '1/2')
    """
    _, _, decimals = printed.strip().partition(".")
    return Fraction(1, 2 * 10 ** len(decimals))


def around(rate: Fraction, by: Fraction) -> Bounds:
    """From ``by`` below a rate to ``by`` above it, and never below 0."""
    return Bounds(max(rate - by, Fraction(0)), rate + by)
