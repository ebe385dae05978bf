"""A source of rates that looks each conversion up once: a report asks again and again."""

from __future__ import annotations

from datetime import date

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import RateMissing, UsageError
from dealmodel.rates.fitting import DailyRates, daily_rates
from dealmodel.rates.period import Period
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy, RateSource, name_of
from dealmodel.rates.stamp import RatesStamp, stamp_of

Asked = tuple[str, str, Period, Policy]


@dataclass(frozen=True, slots=True)
class RememberedRates:
    """A :class:`~dealmodel.rates.rate.RateSource` in front of another. What that raises is not
    kept: it is raised again when asked again."""

    source: RateSource
    known: dict[Asked, Conversion] = field(default_factory=dict, repr=False, compare=False)
    years: dict[tuple[str, str, int], DailyRates] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def name(self) -> str:
        return name_of(self.source)

    @property
    def stamp(self) -> RatesStamp:
        """The source's own."""
        return stamp_of(self.source)

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """As the source gives it. What it cannot be asked, such as a month where it has days
        alone, is a rate that is missing, so that all else goes on."""
        asked = (base, quote, period, policy)
        found = self.known.get(asked)
        if found is None:
            try:
                found = self.source.conversion(base, quote, period, policy)
            except UsageError as error:
                raise RateMissing(f"{base}/{quote}", period.text, error.message) from error
            self.known[asked] = found
        return found

    def of_year(self, base: str, quote: str, year: int) -> DailyRates:
        """The daily rates of a calendar year; raises what :func:`daily_rates` does."""
        found = self.years.get((base, quote, year))
        if found is None:
            period = Period(str(year), date(year, 1, 1), date(year, 12, 31))
            found = self.years[base, quote, year] = daily_rates(self.source, base, quote, period)
        return found


def remembered(source: RateSource) -> RememberedRates:
    """The source with its conversions looked up once; itself where it remembers already."""
    return source if isinstance(source, RememberedRates) else RememberedRates(source)
