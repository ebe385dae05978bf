"""A dated exchange rate, how to look one up, and what a source of rates must do.

Vocabulary: a rate is units of ``quote`` for one unit of ``base`` (``cny_per_eur`` has base EUR and
quote CNY). A conversion turns an amount in ``base`` into ``quote`` through one or more rates, its
``legs``. ``requested`` is the day or period asked for, ``used`` the day whose rates were taken.

Policy: ``previous`` takes the last published day not after the one asked for, at most ``max_age``
days back; ``exact`` only that day; ``next`` the first not before it, at most ``max_age`` days on;
``mean`` the mean of the daily rates of a period. A period longer than a day always means
``mean``; ``mean`` of a single day is that day's own rate. Nothing is interpolated, and no rate is
taken from beyond the ends of a history. A day after today has no rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, Protocol, get_args

from dealmodel.arithmetic import Operand
from dealmodel.dataclass import dataclass, field
from dealmodel.errors import RateMissing, UnknownCurrency, UsageError, did_you_mean
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.units import Unit, currency_unit
from dealmodel.rates.period import Period

PolicyKind = Literal["previous", "exact", "next", "mean"]
Operation = Literal["multiply", "divide"]
Clock = Callable[[], date]

_SIGNS: dict[Operation, str] = {"multiply": "*", "divide": "/"}


@dataclass(frozen=True, slots=True)
class Policy:
    """Which published day answers for the one asked for; see the module's text.

    Raises :class:`UsageError` for a policy or an age that there is not.
    """

    kind: PolicyKind = "previous"
    max_age: int = 7

    def __post_init__(self) -> None:
        kinds = get_args(PolicyKind)
        if self.kind not in kinds:
            near = [kind for kind in kinds if kind[:1] == str(self.kind)[:1].lower()]
            raise UsageError(
                f"unknown policy {str(self.kind)[:40]!r}: one of {', '.join(kinds)}"
                + did_you_mean(near)
            )
        if not isinstance(self.max_age, int) or not 0 <= self.max_age <= 3660:
            raise UsageError("the maximum age of a rate is a number of days from 0 to 3660")

    def window(self, day: date) -> tuple[date, date]:
        """The first and last day that may answer for ``day``.

        >>> [str(end) for end in Policy("previous", 2).window(date(2025, 4, 26))]
        ['2025-04-24', '2025-04-26']
        """
        back = self.max_age if self.kind == "previous" else 0
        ahead = self.max_age if self.kind == "next" else 0
        number = day.toordinal()
        return (
            date.fromordinal(max(number - back, date.min.toordinal())),
            date.fromordinal(min(number + ahead, date.max.toordinal())),
        )


PREVIOUS = Policy()


@dataclass(frozen=True, slots=True)
class Rate(Operand):
    """Units of ``quote`` for one of ``base``: an input of a formula, with its date and publisher.

    ``used`` is None for the mean of a period and for a rate that was stated without a date.
    ``spread`` holds the lowest and highest daily rate of a period, ``daily`` the legs of each of
    its days where they are known. ``note`` is what a reader must be told about this rate.
    """

    base: str
    quote: str
    value: Fraction
    requested: str
    used: date | None
    source: str
    spread: Bounds | None = None
    note: str = ""
    daily: tuple[tuple[Leg, ...], ...] = field(default=(), repr=False, compare=False)

    @property
    def name(self) -> str:
        """Its name in a formula, such as ``cny_per_eur``."""
        return f"{self.quote}_per_{self.base}".lower()

    @property
    def identity(self) -> Rate:
        """In a formula, equal rates are one unknown."""
        return self

    @property
    def point(self) -> Fraction:
        return self.value

    @property
    def bounds(self) -> Bounds:
        return self.spread or point(self.value)

    @property
    def unit(self) -> Unit:
        return currency_unit(self.quote) / currency_unit(self.base)

    @property
    def kind(self) -> str:
        return "rate"

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,)

    def to_dict(self) -> dict[str, Any]:
        """The rate as an input of a result; decimals are strings, ends are closed."""
        low, high = self.bounds.low, self.bounds.high
        return {
            "kind": self.kind,
            "value": decimal_text(self.value),
            "unit": self.unit.text,
            "low": None if low is None else decimal_text(low, "down"),
            "low_open": self.bounds.low_open,
            "high": None if high is None else decimal_text(high, "up"),
            "high_open": self.bounds.high_open,
            "exact": self.bounds.is_point,
            "requested": self.requested,
            "used": None if self.used is None else self.used.isoformat(),
            "source": self.source,
        }


Leg = tuple[Rate, Operation]


@dataclass(frozen=True)
class Conversion:
    """How an amount in ``base`` becomes one in ``quote``; ``cross`` is quote per base, exact.

    ``age_days`` counts from the day used to the one asked for, so it is negative under ``next``;
    it and ``used`` are None for a period and for a stated rate. ``cross_low`` and ``cross_high``
    are the lowest and highest daily rate of a period; for a day both are ``cross``.
    """

    base: str
    quote: str
    requested: str
    used: date | None
    age_days: int | None
    legs: tuple[Leg, ...]
    cross: Fraction
    cross_low: Fraction
    cross_high: Fraction
    source: str
    warnings: tuple[str, ...] = ()

    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """What an answer tells of it: which day was asked for, which was used, at what rate."""
        details: dict[str, Any] = {
            "requested": self.requested,
            "used": None if self.used is None else self.used.isoformat(),
            "age_days": self.age_days,
            "rate": decimal_text(self.cross),
        }
        if self.cross_low != self.cross_high:
            details["rate_low"] = decimal_text(self.cross_low, "down")
            details["rate_high"] = decimal_text(self.cross_high, "up")
        return details | {"rate_unit": f"{self.quote}/{self.base}", "source": self.source}

    def formula(self, amount: str = "amount") -> str:
        """The conversion as text, such as ``amount / cny_per_eur * usd_per_eur``."""
        return " ".join(
            [amount, *(f"{_SIGNS[operation]} {rate.name}" for rate, operation in self.legs)]
        )


class RateSource(Protocol):
    """Anything that knows exchange rates: one method. A ``name``, if there is one, stands in
    messages; else the name of its type does. A ``sha256`` of what it holds, as hexadecimal digits,
    and a ``last_day``, a date, stand in receipts and tell one edition of it from another."""

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote`` at the rates of ``period``.

        Raises :class:`UnknownCurrency`, :class:`UsageError`, :class:`RateMissing` or
        :class:`RateSourceFailed`.
        """
        ...


def name_of(source: RateSource) -> str:
    """What a source is called in messages."""
    return str(getattr(source, "name", type(source).__name__))


def today() -> date:
    """The day it is where this runs."""
    return datetime.now().astimezone().date()


def settle(
    base: str, quote: str, period: Period, policy: Policy, clock: Clock
) -> Conversion | None:
    """What every source does first: refuse what none can answer, and convert a currency to itself.

    Raises :class:`UnknownCurrency`, :class:`UsageError` for a period where the policy needs a day,
    and :class:`RateMissing` for a day or period that has not begun.
    """
    for currency in (base, quote):
        if not isinstance(currency, str) or currency not in CURRENCIES:
            raise UnknownCurrency(currency, SUGGESTED)
    if not period.is_day and policy.kind in ("exact", "next"):
        raise UsageError(
            f"the policy {policy.kind!r} looks up a day and {period} is a period: "
            "leave the policy out to have the mean of its daily rates, or give a day"
        )
    now = clock()
    if period.first > now:
        raise RateMissing(
            f"{base}/{quote}",
            period.text,
            f"there is no rate for {period} yet: today is {now}",
            last=now.isoformat(),
            nearest=now.isoformat(),
        )
    if base == quote:
        return along((), base, quote, period, period.first, "no rate needed: one currency")
    return None


def along(
    legs: tuple[Leg, ...],
    base: str,
    quote: str,
    period: Period,
    used: date | None,
    source: str | None = None,
) -> Conversion:
    """The conversion through ``legs``; its source is theirs, each named once."""
    cross = cross_rate(legs)
    used = used if period.is_day else None
    return Conversion(
        base=base,
        quote=quote,
        requested=period.text,
        used=used,
        age_days=None if used is None else (period.first - used).days,
        legs=legs,
        cross=cross,
        cross_low=cross,
        cross_high=cross,
        source=source or "; ".join(dict.fromkeys(rate.source for rate, _ in legs)),
        warnings=notes(legs),
    )


def cross_rate(legs: tuple[Leg, ...]) -> Fraction:
    """Multiplied and divided out, exactly.

    >>> eur = Rate("EUR", "CNY", Fraction(8), "2025-04-25", date(2025, 4, 25), "me")
    >>> cross_rate(((eur, "divide"),))
    Fraction(1, 8)
    """
    over = under = 1
    for rate, operation in legs:
        top, bottom = rate.value.numerator, rate.value.denominator
        if operation == "divide":
            top, bottom = bottom, top
        over, under = over * top, under * bottom
    return Fraction(over, under)


def notes(legs: tuple[Leg, ...]) -> tuple[str, ...]:
    """What a reader must be told about the rates of ``legs``."""
    return tuple(rate.note for rate, _ in legs if rate.note)
