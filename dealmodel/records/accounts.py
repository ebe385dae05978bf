"""Which of a book's financials are of one company, measure and day, so that the nearest is found
without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile

from dealmodel.dataclass import dataclass
from dealmodel.rates.period import parse_period
from dealmodel.records.financial import Financial

_YEAR = (timedelta(days=359), timedelta(days=372))
"""From the first day to the last: a business year can have 52 or 53 weeks."""

MOST = 6
"""So many records of one amount stand for it: a thousand would be asked for by each deal."""

Key = tuple[str, str, str, bool]
"""The party, the measure, the basis, and whether it is of a year."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The ids of the financials that give an amount of a whole company, by the day that each is of
    or its period ends."""

    _by_key: Mapping[Key, Sequence[tuple[date, str]]]
    _given: frozenset[tuple[str, str]]

    @staticmethod
    def of(financials: Mapping[str, Financial]) -> Accounts:
        """The accounts among a book's financials."""
        found: dict[Key, list[tuple[date, str]]] = {}
        for key, each in financials.items():
            when = each.period or each.on
            if each.scope is None and each.amount and when is not None:
                period = parse_period(when)
                is_year = _YEAR[0] <= period.last - period.first <= _YEAR[1]
                of = (each.party, each.measure, each.basis, each.is_flow and is_year)
                found.setdefault(of, []).append((period.last, key))
        in_order = {of: sorted(rows, key=lambda row: row[0]) for of, rows in found.items()}
        return Accounts(in_order, frozenset((party, measure) for party, measure, *_ in found))

    def has(self, party: str, measure: str) -> bool:
        """Whether any amount of it is given."""
        return (party, measure) in self._given

    def latest(
        self, party: str, measure: str, by: date, *, basis: str = "reported", is_year: bool = False
    ) -> tuple[str, ...]:
        """Those of the last day not after ``by``; several where several records are of it."""
        rows = self._by_key.get((party, measure, basis, is_year), ())
        at = bisect_right(rows, by, key=lambda row: row[0])
        return self._of_one_day(rows, rows[at - 1][0]) if at else ()

    def next(self, party: str, measure: str, after: date, *, basis: str) -> tuple[str, ...]:
        """Those of the first year that ends after a day."""
        rows = self._by_key.get((party, measure, basis, True), ())
        at = bisect_right(rows, after, key=lambda row: row[0])
        return self._of_one_day(rows, rows[at][0]) if at < len(rows) else ()

    @staticmethod
    def _of_one_day(rows: Sequence[tuple[date, str]], day: date) -> tuple[str, ...]:
        start = bisect_left(rows, day, key=lambda row: row[0])
        of_day = takewhile(lambda row: row[0] == day, rows[start : start + MOST])
        return tuple(key for _, key in of_day)
