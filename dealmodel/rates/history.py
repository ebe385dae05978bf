"""Published rates, a line a day: how they are stored and found.

A line is a day and its rates as published, ``2025-04-25,1.1357,163.19,N/A``; the lines are sorted
by day, and a day is found by bisection, so that looking one up reads one line. ``pairs`` says
which column holds which rate.

A route from one currency to another is a chain of currencies in which each two neighbours have a
rate: published, or fixed by law where one replaced the other (:mod:`dealmodel.rates.replaced`).
A published rate of the two comes first, then one step between through EUR, through USD, through
others by the alphabet; then the same between the currencies that replaced them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import product

from dealmodel.dataclass import dataclass, field
from dealmodel.rates.replaced import REDENOMINATED_FROM, REPLACED

Pair = tuple[str, str]
Route = tuple[str, ...]

NO_RATE = frozenset(["", "N/A"])
"""What a history writes where it has no rate."""


@dataclass(frozen=True, slots=True)
class History:
    """Lines of rates; ``pairs`` maps (base, quote) to the field of a line, the day being field 0.

    >>> history = History({("EUR", "USD"): 1}, ["2025-04-24,1.1376", "2025-04-25,1.1357"])
    >>> history.window(date(2025, 4, 25), date(2025, 5, 1)), history.day(1)
    (range(1, 2), datetime.date(2025, 4, 25))
    """

    pairs: Mapping[Pair, int] = field(repr=False, hash=False)
    lines: Sequence[str] = field(repr=False, hash=False)

    @property
    def currencies(self) -> tuple[str, ...]:
        return tuple(sorted({currency for pair in self.pairs for currency in pair}))

    @property
    def first(self) -> date:
        return self.day(0)

    @property
    def last(self) -> date:
        return self.day(-1)

    def day(self, row: int) -> date:
        return date.fromisoformat(self.lines[row][:10])

    def fields(self, row: int) -> list[str]:
        return self.lines[row].split(",")

    def window(self, first: date, last: date) -> range:
        """The rows of the days from ``first`` to ``last``."""
        # "-" sorts after the "," that ends a line's day: the bound is behind that day's line.
        return range(
            bisect_left(self.lines, first.isoformat()),
            bisect_left(self.lines, f"{last.isoformat()}-"),
        )

    def routes(self, base: str, quote: str) -> tuple[Route, ...]:
        """The ways from ``base`` to ``quote``, best first."""
        return _routes(self, base, quote)

    def rows_with(self, currency: str) -> Sequence[int]:
        """The rows with a published rate of ``currency``, or of the money it was renamed from or
        to."""
        return _rows_with(self, currency)


@lru_cache(maxsize=4096)
def _routes(history: History, base: str, quote: str) -> tuple[Route, ...]:
    found: dict[Route, None] = {}
    for left, right in product(_names(base), _names(quote)):
        start, end = left[-1], right[-1]
        for middle in _between(history, start, end):
            # The way down from `end` to `quote` starts with `end`; where nothing lies between
            # the two ends because they are one currency, it is already there.
            down = right[::-1] if start != end else right[-2::-1]
            route = (*left, *middle, *down)
            if len(set(route)) == len(route):
                found[route] = None
    return tuple(found)


def _between(history: History, start: str, end: str) -> Iterator[Route]:
    if start == end or _neighbours(history, start) & {end}:
        yield ()
    else:
        shared = _neighbours(history, start) & _neighbours(history, end)
        yield from ((pivot,) for pivot in sorted(shared, key=_preference))


def _preference(pivot: str) -> tuple[bool, bool, str]:
    return pivot != "EUR", pivot != "USD", pivot


@lru_cache(maxsize=1024)
def _neighbours(history: History, currency: str) -> frozenset[str]:
    ends = (pair for pair in history.pairs if currency in pair)
    return frozenset(end for pair in ends for end in pair if end != currency)


def _names(currency: str) -> Iterator[Route]:
    """The currency, and through whom it can be reached by law alone."""
    chain: Route = (currency,)
    yield chain
    while chain[-1] in REPLACED:
        chain = (*chain, REPLACED[chain[-1]].new)
        yield chain
    if currency in REDENOMINATED_FROM:
        yield currency, REDENOMINATED_FROM[currency].old


@lru_cache(maxsize=256)
def _rows_with(history: History, currency: str) -> tuple[int, ...]:
    names = {currency}
    if currency in REPLACED and REPLACED[currency].is_redenomination:
        names.add(REPLACED[currency].new)
    if currency in REDENOMINATED_FROM:
        names.add(REDENOMINATED_FROM[currency].old)
    columns = [column for pair, column in history.pairs.items() if names & set(pair)]
    return tuple(
        row
        for row in range(len(history.lines))
        if any(
            fields[column] not in NO_RATE for fields in [history.fields(row)] for column in columns
        )
    )
