"""The rates of two currencies by day, laid out once for those who ask for many days.

Each day has the numbers of the last published day at or before it, at most so many days back: what
amounts are multiplied with and divided by, as they were published. Whatever is not among them (a
day without a rate, a currency that the law replaced) is asked of the history itself, which knows
more, and says what is wrong.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from dealmodel.rates.history import NO_RATE, History
from dealmodel.rates.replaced import REDENOMINATED_FROM, REPLACED

Factors = tuple[Decimal, Decimal]
"""What an amount is multiplied with, and then divided by."""

_ONE = Decimal(1)


@lru_cache(maxsize=64)
def factors_by_day(
    history: History, base: str, quote: str, max_age: int, until: date
) -> dict[date, Factors]:
    """The factors of each day up to ``until`` that has them; none where the law has a say, or where
    there are several ways from one currency to the other.

    >>> history = History({("EUR", "USD"): 1}, ["2025-04-24,1.1376", "2025-04-25,1.1357"])
    >>> found = factors_by_day(history, "EUR", "USD", 1, date(2025, 5, 1))
    >>> [f"{day:%d}: {over}/{under}" for day, (over, under) in found.items()]
    ['24: 1.1376/1', '25: 1.1357/1', '26: 1.1357/1']
    """
    routes = history.routes(base, quote)
    if (
        base == quote
        or len(routes) != 1
        or any(each in REPLACED or each in REDENOMINATED_FROM for each in routes[0])
    ):
        return {}
    over, under = [_ONE] * len(history.lines), [_ONE] * len(history.lines)
    for here, there in pairwise(routes[0]):
        divides = (there, here) in history.pairs
        column = _column(history, history.pairs[(there, here) if divides else (here, there)])
        side = under if divides else over
        side[:] = [have * more for have, more in zip(side, column, strict=True)]
    found: dict[date, Factors] = {}
    one = timedelta(days=1)
    for row, factors in enumerate(zip(over, under, strict=True)):
        if factors[0] and factors[1]:
            day = history.day(row)
            for _ in range(max_age + 1):
                if day <= until:
                    found[day] = factors  # a later published day takes its place
                day += one
    return found


@lru_cache(maxsize=64)
def _column(history: History, at: int) -> tuple[Decimal, ...]:
    """The numbers of a column, 0 where it has none."""
    fields = (line.split(",", at + 1)[at] for line in history.lines)
    return tuple(Decimal(0) if each in NO_RATE else Decimal(each) for each in fields)
