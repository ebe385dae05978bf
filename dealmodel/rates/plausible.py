"""Whether a live rate can be right: held against the embedded rate of the same day.

Of one day, market rates differ from reference rates by a few tenths of a per cent; a rate that is
more than 5 % off is a mistake: inverted, of another currency, day or unit. Beyond the embedded
history it is held against the nearest day that has a rate, and the limit grows as exchange rates
do, with the square root of the days between: 5 % and 1 % more for each √day, 25 % at most. Of all
moves between two currencies in the embedded history (1999 to 2026), 99 in 100 over 30 days lie
within that, 96 in 100 over 180 and 94 in 100 over a year, and a rate that is inverted or off by a
power of ten does not, unless the currencies are of nearly one value.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import isqrt
from typing import Protocol

from dealmodel.errors import DataError, RateDoubted, RateMissing
from dealmodel.figures.decimals import decimal_text, fixed_text, magnitude
from dealmodel.rates.history import History
from dealmodel.rates.period import Period
from dealmodel.rates.rate import Conversion, RateSource

LIMIT = Fraction(5, 100)
"""How far a rate may be from the embedded one of its day."""

PER_ROOT_DAY = Fraction(1, 100)
WIDEST = Fraction(25, 100)


class Embedded(RateSource, Protocol):
    """Rates that others are held against."""

    @property
    def history(self) -> History:
        """Every day of them."""
        ...


def limit(days: int) -> Fraction:
    """How far a rate may be from one that many days away.

    >>> [str(limit(days)) for days in (0, 1, 25, 100, 1000)]
    ['1/20', '3/50', '1/10', '3/20', '1/4']
    """
    return min(LIMIT + PER_ROOT_DAY * Fraction(isqrt(10_000 * days), 100), WIDEST)


def doubts(
    host: str, pair: tuple[str, str], day: date, rate: Fraction, embedded: Embedded
) -> tuple[str, ...]:
    """What a reader must be told of a rate that is believed: that there is nothing to hold it
    against, or nothing.

    :raises RateDoubted: it is too far from the embedded one.
    """
    known = _nearest(pair, day, embedded)
    base, quote = pair
    unit = f"{quote}/{base}"
    if known is None:
        return (f"the rate {unit} is held against none: the embedded rates have none for it",)
    found, on = known
    apart = abs((day - on).days)
    allowed = limit(apart) if day > embedded.history.last or on > day or apart > 7 else LIMIT
    if abs(rate - found.cross) <= allowed * found.cross:
        return ()
    when = "that day" if on == day else str(on)
    message = (
        f"its rate of {_shown(rate)} {unit} for {day} is {_off(rate, found.cross)} the embedded "
        f"{_shown(found.cross)} {unit} of {when}"
    )
    if allowed > LIMIT:
        message += (
            f", the nearest day that there is ({apart} days between allow for {_percent(allowed)})"
        )
    else:
        message += f" ({_percent(allowed)} are allowed for)"
    if abs(1 / rate - found.cross) <= allowed * found.cross:
        message += f"; it looks inverted: 1 / {_shown(rate)} is {_shown(1 / rate)}"
    raise RateDoubted(
        host,
        f"{message}. Use the embedded rates, or trust it (--trust; in Python "
        "LiveRates(trust=True))",
        rate=decimal_text(rate),
        embedded=decimal_text(found.cross),
        day=day.isoformat(),
        embedded_day=on.isoformat(),
    )


def _nearest(
    pair: tuple[str, str], day: date, embedded: Embedded
) -> tuple[Conversion, date] | None:
    """The embedded conversion of the day, or of the nearest that has one, and which that is."""
    for _ in range(2):
        try:
            found = embedded.conversion(*pair, Period(day.isoformat(), day, day))
        except RateMissing as error:
            if error.nearest is None:
                return None
            day = date.fromisoformat(error.nearest)
        except DataError:
            return None
        else:
            return found, found.used or day
    return None


def _off(rate: Fraction, known: Fraction) -> str:
    if rate >= 2 * known:
        return f"{_shown(rate / known, 3)} times"
    apart = rate / known - 1
    return f"{_percent(abs(apart))} {'above' if apart > 0 else 'below'}"


def _percent(part: Fraction) -> str:
    return f"{_shown(part * 100, 3)} %"


def _shown(value: Fraction, digits: int = 6) -> str:
    """With so many significant digits, marked where there are more."""
    text = fixed_text(value, max(digits - 1 - magnitude(value), 0))
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if Fraction(text) == value else f"≈ {text}"
