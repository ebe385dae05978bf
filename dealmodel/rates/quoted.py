"""A rate that somebody states: ``7.26 CNY/USD`` is 7.26 CNY for one USD.

Forms: ``7.26 CNY/USD``, ``7.26 CNY per USD``, ``1 USD = 7.26 CNY``. The number comes first or each
number stands beside its currency. ``USD/CNY 7.26`` is refused: in the market's notation it means
7.26 CNY for one USD, read as a quotient it means the reverse. A stated rate is exact, holds in both
directions and for every day up to today, and has no day of its own: the source says who stated it
and for when it was asked.
"""

from __future__ import annotations

from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.errors import AmbiguousFigure, OutOfRange, RateMissing, UnknownCurrency, UsageError
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.period import Period
from dealmodel.rates.rate import (
    PREVIOUS,
    Clock,
    Conversion,
    Operation,
    Policy,
    Rate,
    along,
    settle,
    today,
)

_NUMBER = r"([0-9]{1,40}(?:\.[0-9]{1,40})?)"
_CODE = r"([A-Z]{3})"
_QUOTED = lazy_pattern(rf"{_NUMBER} ?{_CODE} ?(?:/|per) ?{_CODE}")
_EQUATED = lazy_pattern(rf"{_NUMBER} ?{_CODE} ?= ?{_NUMBER} ?{_CODE}")
_MARKET = lazy_pattern(rf"{_CODE} ?/? ?{_CODE} ?[=:@]? ?{_NUMBER}")


@dataclass(frozen=True, slots=True)
class QuotedRate:
    """``value`` units of ``quote`` for one ``base``, as ``stated`` in the words of ``by``.

    A :class:`~dealmodel.rates.rate.RateSource`; built by :func:`quoted_rate`.
    """

    base: str
    quote: str
    value: Fraction
    stated: str
    by: str = "the user"
    clock: Clock = today

    @property
    def name(self) -> str:
        return self.stated

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote``; raises :class:`RateMissing` for any other two currencies."""
        settled = settle(base, quote, period, policy, self.clock)
        if settled:
            return settled
        if {base, quote} != {self.base, self.quote}:
            raise RateMissing(
                f"{base}/{quote}",
                period.text,
                f"the rate quoted by {self.by}, {self.stated}, does not convert {base} to {quote}",
            )
        source = f"quoted by {self.by}: {self.stated}, asked for {period}"
        rate = Rate(self.base, self.quote, self.value, period.text, None, source)
        operation: Operation = "multiply" if base == self.base else "divide"
        return along(((rate, operation),), base, quote, period, None)


def quoted_rate(text: str, by: str = "the user", clock: Clock = today) -> QuotedRate:
    """The rate in ``text``.

    Raises :class:`AmbiguousFigure` where the direction cannot be told, :class:`UnknownCurrency`,
    :class:`OutOfRange` for a rate of 0, and :class:`UsageError` for everything else.

    >>> rate = quoted_rate("7.26 CNY/USD")
    >>> rate.value, rate.quote, rate.base
    (Fraction(363, 50), 'CNY', 'USD')
    >>> quoted_rate("100 JPY = 4.85 CNY").value
    Fraction(97, 2000)
    """
    stated = text.strip()
    if found := _QUOTED.fullmatch(stated):
        number, quote, base = found.groups()
        ones = "1"
    elif found := _EQUATED.fullmatch(stated):
        ones, base, number, quote = found.groups()
    else:
        raise _unreadable(text)
    for code in (base, quote):
        if code not in CURRENCIES:
            raise UnknownCurrency(code, SUGGESTED)
    if base == quote:
        raise UsageError(f"{stated!r} has one currency: a rate is between two")
    if not Fraction(number) or not Fraction(ones):
        raise OutOfRange("rate", stated, f"{stated!r} is no rate: it must be above 0")
    return QuotedRate(base, quote, Fraction(number) / Fraction(ones), stated, by, clock)


def _unreadable(text: str) -> UsageError | AmbiguousFigure:
    market = _MARKET.fullmatch(text.strip())
    if market:
        first, second, number = market.groups()
        readings = (f"{number} {second}/{first}", f"{number} {first}/{second}")
        return AmbiguousFigure(
            text,
            0,
            len(text),
            f"this rate can be read two ways: write {readings[0]!r} for {number} {second} to one "
            f"{first}, or {readings[1]!r} for {number} {first} to one {second}",
            readings,
        )
    return UsageError(
        f"{text[:60]!r} is not a rate: write one as '7.26 CNY/USD', '7.26 CNY per USD' or "
        "'1 USD = 7.26 CNY', with plain digits"
    )
