"""From when a stake is held, and when what has no date is told of."""

from __future__ import annotations

from datetime import date

from dealmodel.rates.period import Period, parse_period
from dealmodel.records.stake import Stake

ALWAYS = Period("", date.min, date.max)
"""When what has no date is told of."""


def when_of(on: str | None) -> Period:
    """A date as written; of none, always."""
    return ALWAYS if on is None else parse_period(on)


def date_of(stake: Stake) -> str | None:
    """The day from which a stake is held, as far as it is known."""
    return stake.closed or stake.on or stake.signed or stake.announced


def meet(left: Period, right: Period) -> bool:
    """Whether two periods have a day in common."""
    return left.first <= right.last and right.first <= left.last
