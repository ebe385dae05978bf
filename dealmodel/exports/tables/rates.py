"""The sheet of exchange rates: each one that a formula uses, with its day and publisher."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.exports.table import Column, Row
from dealmodel.exports.tables.days import day_of
from dealmodel.exports.tables.places import FIRST, Placed, column_of, placed
from dealmodel.exports.tables.spread import Columns, spread
from dealmodel.exports.tables.styles import exact_text
from dealmodel.rates.rate import Rate

SHEET = "Rates"

COLUMNS = (
    Column("rate", "Rate", 16),
    Column("requested", "Asked for", 12, "day"),
    Column("used", "Day used", 18, "day"),
    Column("value", "Value", 18, "number", is_input=True),
    Column("low", "Low", 18, "number", "down", is_input=True),
    Column("high", "High", 18, "number", "up", is_input=True),
    Column("unit", "Unit", 10),
    Column("published_by", "Published by", 62),
    Column("less", "Low is less by", 18, "number", is_input=True),
    Column("more", "High is more by", 18, "number", is_input=True),
    Column("note", "Note", 30),
    Column("exact_value", "Value in full", 32),
    Column("exact_low", "Low in full", 32),
    Column("exact_high", "High in full", 32),
)

_MEAN = "mean of its days"
_VALUE, _LOW, _HIGH = (column_of(COLUMNS, key) for key in ("value", "low", "high"))
_ENTERED = Columns(_VALUE, _LOW, _HIGH, column_of(COLUMNS, "less"), column_of(COLUMNS, "more"))


class Rates:
    """The rates that formulas use, in the order of their first use, and where each stands."""

    def __init__(self) -> None:
        self._placed: dict[Rate, Placed] = {}

    def __iter__(self) -> Iterator[tuple[Rate, Placed]]:
        yield from self._placed.items()

    def place(self, rate: Rate) -> Placed:
        """Where a rate stands."""
        found = self._placed.get(rate)
        if found is None:
            row = FIRST + len(self._placed)
            found = self._placed[rate] = placed(SHEET, row, _LOW, _VALUE, _HIGH)
        return found

    def rows(self) -> Iterator[Row]:
        """A row for each rate."""
        for rate, where in self._placed.items():
            numbers = spread(rate.value, rate.bounds, _ENTERED, where.row)
            yield Row(
                (
                    f"{rate.quote} per {rate.base}",
                    day_of(rate.requested),
                    _MEAN if rate.spread else rate.used,
                    numbers.value,
                    numbers.low,
                    numbers.high,
                    rate.unit.text,
                    rate.source,
                    numbers.less,
                    numbers.more,
                    rate.note or None,
                    exact_text(rate.value),
                    exact_text(rate.bounds.low, "down"),
                    exact_text(rate.bounds.high, "up"),
                ),
                "rate",
            )
