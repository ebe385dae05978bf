"""The sheet of exchange rates: a cell for each published rate and day, and what follows from them.

Only a published rate is entered. A mean is a formula over the days of its period, each of them a
published rate or, for two currencies that have none, a cross or an inverse: a formula over the
published rates of that day. A day without rates of its own uses the cell of the day before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction

from dealmodel.exports.table import Cell, Column, Held, Live, Row
from dealmodel.exports.tables.days import day_of
from dealmodel.exports.tables.places import FIRST, Placed, among, column_of, placed
from dealmodel.exports.tables.styles import exact_text
from dealmodel.rates.rate import Leg, Rate, cross_rate
from dealmodel.rates.replaced import REPLACED

SHEET = "Rates"

COLUMNS = (
    Column("rate", "Rate", 14),
    Column("requested", "Mean of", 12, "day"),
    Column("used", "Day", 17, "day"),
    Column("value", "Value", 16, "number", is_input=True),
    Column("low", "Lowest", 16, "number", "down"),
    Column("high", "Highest", 16, "number", "up"),
    Column("unit", "Unit", 10),
    Column("published_by", "Published by", 48),
    Column("note", "Note", 30),
    Column("exact_value", "Value in full", 32),
    Column("exact_low", "Low in full", 32),
    Column("exact_high", "High in full", 32),
)

_MEAN = "mean of its days"
_NO_DAYS = "its source does not tell the rates of the days"
_VALUE, _LOW, _HIGH = (column_of(COLUMNS, key) for key in ("value", "low", "high"))

_Published = tuple[str, str, Fraction, str, str]
"""What tells published rates apart: both currencies, the number, who published it, the note."""


class Rates:
    """The rates that formulas use, and where each stands.

    ``used`` are those that are known before anything is written: they stand sorted, means first;
    one that is met later stands behind them. ``constant`` tells the cell of a constant.
    """

    def __init__(self, constant: Callable[[Fraction], str], used: Iterable[Rate] = ()) -> None:
        self._constant = constant
        self._rows: list[Row | None] = []
        self._placed: dict[Rate, Placed] = {}
        self._published: dict[_Published, Placed] = {}
        self._crosses: dict[tuple[Leg, ...], Placed] = {}
        known = dict.fromkeys(used)
        means = [rate for rate in known if rate.spread]
        places = {rate: self._next() for rate in means}
        days = [rate for rate in known if not rate.spread]
        days += [leg for rate in means for legs in rate.daily for leg, _ in legs]
        for rate in sorted(days, key=_order):
            self._day(rate)
        for rate in means:
            self._mean(rate, places[rate])

    def __iter__(self) -> Iterator[tuple[Rate, Placed]]:
        yield from self._placed.items()

    def place(self, rate: Rate) -> Placed:
        """Where a rate stands."""
        found = self._placed.get(rate)
        if found is None:
            found = self._mean(rate, self._next()) if rate.spread else self._day(rate)
            self._placed[rate] = found
        return found

    def rows(self) -> Iterator[Row]:
        """The means, the published rates, the crosses of days."""
        yield from (row for row in self._rows if row is not None)

    def _next(self) -> Placed:
        """The next row, which is written once it is known what stands there."""
        self._rows.append(None)
        return placed(SHEET, FIRST + len(self._rows) - 1, _LOW, _VALUE, _HIGH)

    def _day(self, rate: Rate) -> Placed:
        """Where a published rate stands: all its ends are the one number."""
        key = rate.base, rate.quote, rate.value, rate.source, rate.note
        found = self._published.get(key)
        if found is None:
            row = self._next().row
            found = self._published[key] = placed(SHEET, row, _VALUE, _VALUE, _VALUE)
            self._write(row, rate, None if _is_by_law(rate) else rate.used, rate.value)
        return found

    def _mean(self, rate: Rate, where: Placed) -> Placed:
        """Write a mean over its days."""
        self._placed[rate] = where
        low, high = rate.bounds.low, rate.bounds.high
        assert low is not None
        assert high is not None
        if rate.daily:
            rows = [self._cross(legs).row for legs in rate.daily]
            days = among(f"${_VALUE}$", rows)
            value: Cell = Live(f"=AVERAGE({days})", rate.value)
            ends: tuple[Cell, Cell] = Live(f"=MIN({days})", low), Live(f"=MAX({days})", high)
        else:
            value, ends = rate.value, (Held(low, _NO_DAYS), Held(high, _NO_DAYS))
        self._write(where.row, rate, _MEAN, value, ends, is_fixed=bool(rate.daily))
        return where

    def _cross(self, legs: tuple[Leg, ...]) -> Placed:
        """Where the rate of a day stands: published, or a formula over those that are."""
        if len(legs) == 1 and legs[0][1] == "multiply":
            return self._day(legs[0][0])
        found = self._crosses.get(legs)
        if found is None:
            over = [self._day(rate).point for rate, operation in legs if operation == "multiply"]
            under = [self._day(rate).point for rate, operation in legs if operation == "divide"]
            top = "*".join(map(_own, over)) or self._constant(Fraction(1))
            formula = "/".join([f"={top}", *map(_own, under)])
            found = self._crosses[legs] = self._next()
            rate = _cross_of(legs)
            self._write(found.row, rate, rate.used, Live(formula, rate.value), is_fixed=True)
        return found

    def _write(
        self,
        row: int,
        rate: Rate,
        day: date | str | None,
        value: Cell,
        ends: tuple[Cell, Cell] = (None, None),
        *,
        is_fixed: bool = False,
    ) -> None:
        is_mean = rate.spread is not None
        self._rows[row - FIRST] = Row(
            (
                f"{rate.quote} per {rate.base}",
                day_of(rate.requested) if is_mean else None,
                day,
                value,
                *ends,
                rate.unit.text,
                rate.source,
                rate.note or None,
                exact_text(rate.value),
                exact_text(rate.bounds.low, "down") if is_mean else None,
                exact_text(rate.bounds.high, "up") if is_mean else None,
            ),
            "rate",
            is_fixed=is_fixed,
        )


def _order(rate: Rate) -> tuple[str, str, date, str]:
    return rate.base, rate.quote, rate.used or date.min, rate.source


def _is_by_law(rate: Rate) -> bool:
    """Whether a law fixes the rate, so that it is of no day."""
    law = REPLACED.get(rate.quote)
    return law is not None and rate.source == law.law


def _cross_of(legs: tuple[Leg, ...]) -> Rate:
    """The rate that legs make together."""
    first, last = legs[0], legs[-1]
    base = first[0].base if first[1] == "multiply" else first[0].quote
    quote = last[0].quote if last[1] == "multiply" else last[0].base
    names = ", ".join(f"{rate.quote} per {rate.base}" for rate, _ in legs)
    of_day = f"computed from that day's {names}"
    day = next((rate for rate, _ in legs if not _is_by_law(rate)), first[0])
    return Rate(base, quote, cross_rate(legs), day.requested, day.used, of_day)


def _own(cell: str) -> str:
    """A cell of this sheet, as its own formulas name it."""
    return cell.removeprefix(f"{SHEET}!")
