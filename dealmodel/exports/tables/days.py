"""Dates as a table has them: a day where it is known, text where only a month or year is."""

from __future__ import annotations

from datetime import date

from dealmodel.rates.period import parse_period


def day_of(when: str | None) -> date | str | None:
    """A date of the book as a cell.

    >>> day_of("2025-04-26"), day_of("2023-10")
    (datetime.date(2025, 4, 26), '2023-10')
    """
    if when is None:
        return None
    period = parse_period(when)
    return period.first if period.is_day else when
