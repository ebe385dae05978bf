"""Conversions out of a history of published rates: the policies, and what to say where none fits.

Both legs of a conversion are of one day. Under ``previous`` that is the last day on which the
whole route has rates, so a holiday of one currency moves both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from dealmodel.dataclass import dataclass
from dealmodel.errors import RateMissing
from dealmodel.figures.bounds import Bounds
from dealmodel.rates.history import NO_RATE, History, Route
from dealmodel.rates.missing import missing, unlisted
from dealmodel.rates.period import Period
from dealmodel.rates.rate import (
    PREVIOUS,
    Clock,
    Conversion,
    Leg,
    Policy,
    Rate,
    along,
    cross_rate,
    notes,
    settle,
    today,
)
from dealmodel.rates.replaced import FIRST_DAY, REPLACED


@dataclass(frozen=True, slots=True)
class HistoryRates:
    """A :class:`~dealmodel.rates.rate.RateSource` over a history.

    ``publisher`` names who published it; ``clock`` tells today's date; ``sha256`` is the digest of
    the file that it was read from.
    """

    name: str
    publisher: str
    history: History
    clock: Clock = today
    sha256: str | None = None

    @property
    def last_day(self) -> date:
        """The last day that it has rates of."""
        return self.history.last

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote``; raises :class:`UnknownCurrency`, :class:`UsageError` or
        :class:`RateMissing`."""
        try:
            settled = settle(base, quote, period, policy, self.clock)
        except RateMissing:
            self._refuse_beyond(base, quote, period, policy)
            raise
        if settled:
            return settled
        routes = self.history.routes(base, quote)
        if not routes:
            raise unlisted(self.history, self.publisher, base, quote, period)
        by_law = self._by_law(routes, period)
        if by_law:
            return along(by_law, base, quote, period, period.first)
        if period.is_day:
            return self._on_day(routes, period, policy)
        return self._mean(routes, period, policy)

    def _refuse_beyond(self, base: str, quote: str, period: Period, policy: Policy) -> None:
        """Raise of a day to come what will be raised of it once it has come, if it lies beyond the
        history: an answer then does not depend on the day on which it is given."""
        routes = self.history.routes(base, quote) if base != quote else ()
        asked = policy.window(period.first) if period.is_day else (period.first, period.last)
        window = self.history.window(*asked)
        if routes and not window and not self._by_law(routes, period):
            raise self._missing(routes[0], period, policy, window) from None

    def daily(self, base: str, quote: str, period: Period) -> dict[date, Fraction]:
        """The cross rate of each day in the period that has one; none where there is no route."""
        routes = self.history.routes(base, quote)
        window = self.history.window(period.first, period.last)
        published = ((row, self._published(routes, row, period)) for row in window)
        return {self.history.day(row): cross_rate(legs) for row, legs in published if legs}

    def _by_law(self, routes: Sequence[Route], period: Period) -> tuple[Leg, ...] | None:
        """The legs if the law alone fixes the conversion, so that no published day is needed."""
        if period.first < FIRST_DAY:
            return None
        for route in routes:
            legs = self._legs(route, None, period.first, period)
            if legs:
                return legs
        return None

    def _on_day(self, routes: Sequence[Route], period: Period, policy: Policy) -> Conversion:
        window = self.history.window(*policy.window(period.first))
        for row in window if policy.kind == "next" else reversed(window):
            legs = self._published(routes, row, period)
            if legs:
                return along(legs, routes[0][0], routes[0][-1], period, self.history.day(row))
        raise self._missing(routes[0], period, policy, window)

    def _mean(self, routes: Sequence[Route], period: Period, policy: Policy) -> Conversion:
        """The mean of the daily cross rates, between the lowest and the highest of them."""
        window = self.history.window(period.first, period.last)
        days = {row: legs for row in window if (legs := self._published(routes, row, period))}
        if not days:
            raise self._missing(routes[0], period, policy, window)
        base, quote = routes[0][0], routes[0][-1]
        rates = [cross_rate(legs) for legs in days.values()]
        mean, low, high = sum(rates, Fraction(0)) / len(rates), min(rates), max(rates)
        first, last = self.history.day(min(days)), self.history.day(max(days))
        source = f"{self.publisher}, mean of the daily rates from {first} to {last} ({len(days)})"
        spread, daily = Bounds(low, high), tuple(days.values())
        rate = Rate(base, quote, mean, period.text, None, source, spread, daily=daily)
        coverage = self._coverage(period, window, len(days), first, last)
        told = (note for legs in days.values() for note in notes(legs))
        return Conversion(
            base=base,
            quote=quote,
            requested=period.text,
            used=None,
            age_days=None,
            legs=((rate, "multiply"),),
            cross=mean,
            cross_low=low,
            cross_high=high,
            source=source,
            warnings=(*dict.fromkeys(told), *coverage),
        )

    def _missing(self, route: Route, period: Period, policy: Policy, window: range) -> RateMissing:
        pair = route[0], route[-1]
        return missing(self.history, self.publisher, pair, period, policy, window)

    def _coverage(
        self, period: Period, window: range, count: int, first: date, last: date
    ) -> tuple[str, ...]:
        """A warning if there are days in the period that the mean does not hold."""
        held = f"{count} days from {first} to {last}" if count > 1 else str(first)
        if _has_working_day(self.history.last + timedelta(days=1), period.last):
            return (f"{period} is not over in the rates: it has them on {held}",)
        before = _has_working_day(period.first, self.history.first - timedelta(days=1))
        if before or count < len(window):
            return (f"{period} has rates only on {held}",)
        return ()

    def _published(
        self, routes: Sequence[Route], row: int, period: Period
    ) -> tuple[Leg, ...] | None:
        """The legs of the best route that has all its rates on a row."""
        fields = self.history.fields(row)
        used = date.fromisoformat(fields[0])
        for route in routes:
            legs = self._legs(route, fields, used, period)
            if legs:
                return legs
        return None

    def _legs(
        self, route: Route, fields: Sequence[str] | None, used: date, period: Period
    ) -> tuple[Leg, ...] | None:
        legs: list[Leg] = []
        for here, there in pairwise(route):
            if rate := self._rate(there, here, fields, used, period):
                legs.append((rate, "divide"))
            elif rate := self._rate(here, there, fields, used, period):
                legs.append((rate, "multiply"))
            else:
                return None
        return tuple(legs)

    def _rate(
        self, base: str, quote: str, fields: Sequence[str] | None, used: date, period: Period
    ) -> Rate | None:
        """Units of ``quote`` for one ``base``: by law if it says so on the day asked for, else as
        published in ``fields``."""
        law = REPLACED.get(quote)
        asked = max(used, period.first) if period.is_day else used
        if law and law.new == base and law.holds_on(asked):
            return Rate(base, quote, law.value, period.text, asked, law.law, note=law.note)
        column = self.history.pairs.get((base, quote))
        if fields is None or column is None or fields[column] in NO_RATE:
            return None
        return Rate(
            base, quote, Fraction(fields[column]), period.text, used, f"{self.publisher}, {used}"
        )


def _has_working_day(first: date, last: date) -> bool:
    """Whether rates are published between two days: not on weekends, nor on 1 January."""
    days = range(first.toordinal(), last.toordinal() + 1)
    return any(
        day.weekday() < 5 and (day.month, day.day) != (1, 1) for day in map(date.fromordinal, days)
    )
