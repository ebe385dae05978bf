"""Rates laid out by day, so that a whole column of days finds its rates in one gather.

A *sheet* holds, for one target currency, a row of days for each source currency: the cross rate as
a fraction, numerator over denominator, and the day whose rates it is of (0 for a stated rate, which
has none). It is filled from the same
source, by the same policy, as the scalar conversion of one amount, of which it is a copy: where the
source is a history of published rates, a row at once; else day by day as days are asked for.

Limits: days before ``FIRST`` and after today have no place, and a fraction that does not fit into
64 bits none either; such rows are converted one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dealmodel.errors import DataError, UsageError
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.history import History
from dealmodel.rates.period import Period
from dealmodel.rates.rate import Conversion, today
from dealmodel.rates.replaced import FIRST_DAY, REDENOMINATED_FROM, REPLACED
from dealmodel.tables.days import EPOCH
from dealmodel.tables.decimals import PLACES, rate_decimals
from dealmodel.tables.kernel import BLOCK, Integers, Kernel, Rates, mend
from dealmodel.tables.published import PublishedColumns

FIRST = FIRST_DAY.toordinal()
"""The first day that a sheet has a place for."""

RATE = pa.decimal128(38, PLACES)
"""What a rate is in a table."""

NO_DATE = -(2**31)
"""No day of a table."""

_UNKNOWN, _NONE = 0, -1
_FITS = 2**62


class Sheet:
    """The rates into ``quote``, by source currency and day."""

    def __init__(
        self, quote: str, rates: RatesAt, published: PublishedColumns | None = None
    ) -> None:
        """``published`` are the columns of the source's history, where it is one."""
        self.quote = quote
        self._rates = rates
        self._published = published
        self.days = today().toordinal() - FIRST + 1
        self.bases: dict[str, int] = {}
        self.over: Integers = np.zeros((0, self.days), dtype=np.int64)
        self.under: Integers = np.zeros((0, self.days), dtype=np.int64)
        self.used: Integers = np.zeros((0, self.days), dtype=np.int64)
        self._scaled: dict[tuple[int, int], Rates] = {}
        self._rows_of_decimals: dict[int, pa.Array] = {}
        self._decimals: pa.Array | None = None
        self._dates: npt.NDArray[np.int32] | None = None
        self._one_by_one: dict[tuple[str, Period], Conversion | str] = {}

    def codes(self, bases: Sequence[str]) -> Integers:
        """The row of each source currency; those that are new get one."""
        for base in bases:
            if base not in self.bases:
                self._add(base)
        return np.array([self.bases[base] for base in bases], dtype=np.int64)

    def converted(
        self, units: Integers, codes: Integers, days: Integers, scale: int, minor: int
    ) -> tuple[Integers, Integers]:
        """Amounts with ``scale`` decimals, of source currencies on days (ordinals), in the target's
        units of ``minor`` decimals; and where in the sheet each one's rate stands, -1 for rows that
        must be worked out by themselves. Rates that were not asked for yet are looked up."""
        found, places = np.empty(len(units), np.int64), np.empty(len(units), np.int64)
        kernel, of_base = Kernel(self.fractions(scale, minor).ratios), np.empty(BLOCK, np.int64)
        left = [np.zeros(0, np.int64)]
        for start in range(0, len(units), BLOCK):
            rows = slice(start, start + BLOCK)
            block, base = places[rows], of_base[: len(units) - start]
            np.subtract(days[rows], FIRST, out=block)
            outside = None
            # A number below 0 is a large one without its sign.
            if block.view(np.uint64).max() >= self.days:
                outside = (block < 0) | (block >= self.days)
                block[outside] = 0
            np.multiply(codes[rows], self.days, out=base)
            block += base
            left.append(kernel.put(units[rows], block, found[rows]) + start)
            if outside is not None:
                block[outside] = -1
        rest = np.concatenate(left)
        rest = rest[places[rest] >= 0]
        asked = places[rest]
        unknown = asked[self.under.ravel().take(asked) == _UNKNOWN] if len(asked) else asked
        if len(unknown):
            self._look_up(np.unique(unknown))
        places[mend(units, places, self.fractions(scale, minor), found, rest)] = -1
        return found, places

    def fractions(self, scale: int, minor: int) -> Rates:
        """The rates by place, of an amount with ``scale`` decimals into one with ``minor``; where
        there is none, or none that fits, the kernel refuses it."""
        found = self._scaled.get((scale, minor))
        if found is None:
            more, less = 10 ** max(minor - scale, 0), 10 ** max(scale - minor, 0)
            fits = (np.abs(self.over) < _FITS // more) & (self.under < _FITS // less)
            fits &= self.under > 0
            over = np.where(fits, self.over * more, 0).ravel()
            under = np.where(fits, self.under * less, _FITS).ravel()
            ratios = np.where(fits.ravel(), over / under, np.nan)
            found = self._scaled[scale, minor] = Rates(over, under, ratios)
        return found

    def decimals(self) -> pa.Array:
        """The rates as decimals, by place; nothing where there is none yet."""
        if self._decimals is None:
            rows = self._rows_of_decimals
            for at in range(len(self.bases)):
                if at not in rows:
                    rows[at] = rate_decimals(self.over[at], self.under[at])
            self._decimals = pa.concat_arrays([rows[at] for at in range(len(self.bases))])
        return self._decimals

    def dates(self) -> npt.NDArray[np.int32]:
        """The days whose rates they are, by place, as Arrow counts them; ``NO_DATE`` where there
        is none."""
        if self._dates is None:
            used = self.used.ravel()
            self._dates = np.where(used, used - EPOCH, NO_DATE).astype(np.int32)
        return self._dates

    def conversion(self, base: str, period: Period) -> Conversion:
        """The scalar conversion, looked up once.

        :raises UsageError: there is none; only its message is kept, since an error holds on to all
            that it passed through.
        """
        known = self._one_by_one.get((base, period))
        if known is None:
            try:
                known = self._rates.source.conversion(base, self.quote, period, self._rates.policy)
            except (DataError, UsageError) as error:
                known = error.message
            self._one_by_one[base, period] = known
        if isinstance(known, str):
            raise UsageError(known)
        return known

    def _add(self, base: str) -> None:
        self.bases[base] = len(self.bases)
        row = np.zeros((1, self.days), dtype=np.int64)
        self.over = np.vstack([self.over, row])
        self.under = np.vstack([self.under, row])
        self.used = np.vstack([self.used, row])
        self._forget()
        if self._is_published(base):
            self._fill(base)
        elif base == self.quote:
            at = self.bases[base]
            self.over[at] = self.under[at] = 1
            self.used[at] = np.arange(FIRST, FIRST + self.days)

    def _is_published(self, base: str) -> bool:
        """Whether the pair has a history of its own, without a ratio fixed by law in it."""
        lawful = REPLACED.keys() | REDENOMINATED_FROM.keys()
        is_history = self._published is not None
        return is_history and base != self.quote and not {base, self.quote} & lawful

    def _fill(self, base: str) -> None:
        """A whole row from the published days, by the policy; nothing where they must be asked for
        one by one."""
        assert self._published is not None
        found = self._published.crosses(base, self.quote)
        if found is None:
            return
        at = self.bases[base]
        self.under[at] = _NONE
        days, over, under = found
        days = days - FIRST
        keep = (days >= 0) & (days < self.days)
        days, over, under = days[keep], over[keep], under[keep]
        if not len(days):
            return
        asked = np.arange(self.days)
        policy = self._rates.policy
        is_next = policy.kind == "next"
        nearest = np.searchsorted(days, asked, side="left" if is_next else "right") - (not is_next)
        there = (nearest >= 0) & (nearest < len(days))
        nearest = np.clip(nearest, 0, len(days) - 1)
        allowed = policy.max_age if policy.kind in ("previous", "next") else 0
        there &= np.abs(asked - days[nearest]) <= allowed
        self.over[at] = np.where(there, over[nearest], 0)
        self.under[at] = np.where(there, under[nearest], _NONE)
        self.used[at] = np.where(there, days[nearest] + FIRST, 0)

    def _look_up(self, places: Integers) -> None:
        names = list(self.bases)
        over, under, used = self.over.ravel(), self.under.ravel(), self.used.ravel()
        for at in np.unique(places // self.days).tolist():
            self._rows_of_decimals.pop(at, None)
        for place in places.tolist():
            base, day = names[place // self.days], date.fromordinal(place % self.days + FIRST)
            try:
                found = self.conversion(base, Period(day.isoformat(), day, day))
            except UsageError:
                under[place] = _NONE
                continue
            if _fits(found.cross):
                over[place], under[place] = found.cross.numerator, found.cross.denominator
                used[place] = found.used.toordinal() if found.used else 0
            else:
                under[place] = _NONE
        self._forget()

    def _forget(self) -> None:
        """What was made of all rates is to be made again."""
        self._scaled.clear()
        self._decimals = self._dates = None


def _fits(rate: Fraction) -> bool:
    return abs(rate.numerator) < _FITS and rate.denominator < _FITS


def published_columns(rates: RatesAt) -> PublishedColumns | None:
    """The columns of the history that the rates are of; ``None`` where they are no history."""
    history = getattr(rates.source, "history", None)
    return PublishedColumns(history) if isinstance(history, History) else None
