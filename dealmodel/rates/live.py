"""Rates from the network: forex-python's service, behind a guard.

forex-python asks a web address for the rates of a day, without a deadline, and believes any
answer. Here it asks through a session of ours, and an answer counts only if it is a JSON object of
the currency and the day asked for, no key twice, with a rate above 0 that is not far from the
embedded rate of that day (:mod:`dealmodel.rates.plausible`). Everything that goes wrong is one
error, :class:`~dealmodel.errors.RateSourceFailed`.

Policy: ``previous`` and ``exact``, for one day; the service answers a weekend with the Friday
before it. ``next``, ``mean`` and periods are refused, since they would take a request a day.

The address is forex-python's own, or that in the environment variable ``DEALMODEL_RATES_URL``,
such as ``https://rates.example.org/api/``; it is https, unless it is this machine. Redirects are
not followed, and proxies, credentials and certificates named in the environment are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dealmodel.dataclass import dataclass, field, replace
from dealmodel.errors import UsageError
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.fitting import DailyRates, daily_rates
from dealmodel.rates.live_settings import Deadlines
from dealmodel.rates.period import Period
from dealmodel.rates.plausible import Embedded, doubts
from dealmodel.rates.rate import PREVIOUS, Clock, Conversion, Policy, Rate, along, settle, today


@dataclass(frozen=True, slots=True)
class LiveRates:
    """A :class:`~dealmodel.rates.rate.RateSource` that asks the network each time.

    ``address`` overrides the setting. ``trust`` believes a rate that is far from that of
    ``embedded``, too.
    """

    address: str | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)
    clock: Clock = today
    trust: bool = False
    embedded: Callable[[], Embedded] = ecb_rates

    @property
    def name(self) -> str:
        return "live"

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote``; raises :class:`UsageError` for what needs several days, and
        :class:`RateSourceFailed`, of it :class:`RateDoubted` for a rate that cannot be right."""
        settled = settle(base, quote, period, policy, self.clock)
        if settled:
            return settled
        if not period.is_day or policy.kind not in ("previous", "exact"):
            raise UsageError(
                f"live rates are for one day, with the policy previous or exact, not for {period} "
                f"with {policy.kind}: use the embedded rates"
            )
        # Loaded here: forex-python brings requests along, which costs a start 100 ms.
        from dealmodel.rates.live_client import GuardedRates

        client = GuardedRates(self.address, self.deadlines)
        answer = client.answer(base, quote, period.first, oldest=policy.window(period.first)[0])
        source = f"forex-python from {client.host}, {answer.day}"
        value = Fraction(answer.rates[quote])
        rate = Rate(base, quote, value, period.text, answer.day, source)
        found = along(((rate, "multiply"),), base, quote, period, answer.day)
        if self.trust:
            return found
        told = doubts(client.host, (base, quote), answer.day, value, self.embedded())
        return replace(found, warnings=(*found.warnings, *told))

    def daily(self, base: str, quote: str, period: Period) -> DailyRates:
        """The rates of each day in a period: the embedded ones, since the network would take a
        request a day."""
        return daily_rates(self.embedded(), base, quote, period)
