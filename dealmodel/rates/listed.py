"""The currencies that a history has rates of: from when to when, and what came after them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.rates.history import NO_RATE, History
from dealmodel.rates.replaced import REPLACED, Replacement


@dataclass(frozen=True, slots=True)
class Listed:
    """A currency with its first and last published day; without days where only the law converts
    it. ``replaced`` is the law by which another took its place."""

    currency: str
    first: date | None
    last: date | None
    replaced: Replacement | None

    def to_dict(self) -> dict[str, Any]:
        """The record of ``dealmodel rates --list``."""
        law = self.replaced
        return {
            "name": "currency",
            "currency": self.currency,
            "first": None if self.first is None else self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "successor": None if law is None else law.new,
            "ratio": None if law is None else law.ratio,
            "replaced_on": None if law is None else law.on.isoformat(),
        }


def listed(history: History) -> Iterator[Listed]:
    """Every currency that can be converted, by its code.

    >>> from dealmodel.rates.table import parse_table
    >>> rates = parse_table("date,USD,CNY\\n2025-04-24,1.1376,\\n2025-04-25,1.1357,8.2772")
    >>> [(each.currency, str(each.first)) for each in listed(rates) if each.first]
    [('CNY', '2025-04-25'), ('EUR', '2025-04-24'), ('USD', '2025-04-24')]
    """
    days = _days(history)
    for code in sorted({*days, *REPLACED}):
        first, last = days.get(code, (None, None))
        yield Listed(code, first, last, REPLACED.get(code))


def _days(history: History) -> dict[str, tuple[date, date]]:
    """The first and last day of each currency that has any."""
    columns: dict[int, tuple[str, str]] = {at: pair for pair, at in history.pairs.items()}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for row in range(len(history.lines)):
        fields = history.fields(row)
        for at, pair in columns.items():
            if fields[at] not in NO_RATE:
                for code in pair:
                    first.setdefault(code, row)
                    last[code] = row
    return {code: (history.day(row), history.day(last[code])) for code, row in first.items()}
