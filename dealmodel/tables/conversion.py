"""A table's amounts in other currencies, batch by batch: the same as the scalar conversion of each
row, with its rate and the day of the rate.

Vocabulary: amounts are *plain* numbers beside a currency, or figures *as printed*, which name
theirs and have bounds. A row's day is a day or a period, whose mean is then the rate. Columns that
are added: ``amount_USD``, ``rate_USD`` for each target, ``rate_day`` (of the first target; of the
others ``rate_day_EUR``), and for figures as printed ``amount_USD_low``, ``amount_USD_high``. A row
that cannot be worked out for every target is a reject, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.calculators.options import options_checked
from dealmodel.errors import DealModelError, UnknownCurrency, UsageError, did_you_mean, nearest
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import figure
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.rate import PREVIOUS, Policy, PolicyKind, RateSource
from dealmodel.tables.amounts import Amounts, amounts_of
from dealmodel.tables.calendar import NO_DATE, RATE, Sheet, published_columns
from dealmodel.tables.days import Days, days_of
from dealmodel.tables.decimals import decimals_of, rate_decimal, unscaled
from dealmodel.tables.kernel import Flags, Integers
from dealmodel.tables.plain import PlainNumbers
from dealmodel.tables.rejects import Reject, cells_of


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table's columns are: those of the amount, of its currency and of its day, each by
    name. ``currency`` and ``day`` may be one value for all rows, a code and a date; without a
    currency amounts are figures as printed."""

    amount: str
    currency: str | None
    day: str
    to: tuple[str, ...]
    floats_as_printed: bool = False
    locale: str = "en"


class Converter:
    """Converts record batches; keeps its rates and what it has read of texts."""

    def __init__(self, columns: Columns, schema: pa.Schema, rates: RatesAt) -> None:
        """:raises UsageError: the schema lacks a column, or has one twice.
        :raises UnknownCurrency: a target is no currency.
        """
        self.columns = columns
        _check_names(columns)
        check_targets(columns.to)
        self._numbers = PlainNumbers(columns.locale)
        check_column(schema, columns.amount)
        self._fixed_currency, self._currency = _column_or_value(
            schema, columns.currency, _as_currency
        )
        fixed_day, self._day = _column_or_value(schema, columns.day, _as_period)
        self._fixed_day: Period | None = fixed_day
        published = published_columns(rates)
        self._sheets = {to: Sheet(to, rates, published) for to in columns.to}
        self._printed: dict[str, Figure | str] = {}
        self._periods: dict[str, Period | str] = {}
        self.as_printed = columns.currency is None
        added = [field.name for field in self._fields()]
        taken = [name for name in added if name in schema.names]
        if taken:
            raise UsageError(f"the table has a column {taken[0]!r} already: rename it first")
        self.schema = pa.schema([*schema, *self._fields()])

    def batch(self, batch: pa.RecordBatch, first: int = 0) -> tuple[pa.RecordBatch, list[Reject]]:
        """The rows that could be converted, with their new columns, and the others; ``first`` is
        the number of the batch's first row."""
        rows = batch.num_rows
        given = batch.column(self.columns.amount)
        amounts = amounts_of(
            given if self.as_printed else self._numbers.english(given),
            floats_as_printed=self.columns.floats_as_printed,
        )
        days = self._days(batch, rows)
        currencies, known = self._currencies(batch, rows)
        quick = amounts.is_plain & days.is_day & (known >= 0)
        answers = [
            _Answers(sheet, CURRENCIES[to], rows, self.as_printed)
            for to, sheet in self._sheets.items()
        ]
        for each in answers:
            quick &= each.fill(amounts, days, currencies, known, quick)
        reasons: dict[int, str] = {}
        for row in np.flatnonzero(~quick).tolist():
            try:
                self._slowly(row, given, amounts, days, currencies, known, answers)
            except DealModelError as error:
                reasons[row] = error.message
        keep = np.ones(rows, np.bool_)
        keep[list(reasons)] = False
        whole = pa.RecordBatch.from_arrays(
            [*batch.columns, *self._arrays(answers)], schema=self.schema
        )
        rejects = [
            Reject(first + row, reason, cells_of(batch, row)) for row, reason in reasons.items()
        ]
        return (whole if keep.all() else whole.filter(pa.array(keep))), rejects

    def _fields(self) -> Iterator[pa.Field]:
        for at, to in enumerate(self.columns.to):
            amount = pa.decimal128(38, CURRENCIES[to])
            yield pa.field(f"amount_{to}", amount)
            if self.as_printed:
                yield pa.field(f"amount_{to}_low", amount)
                yield pa.field(f"amount_{to}_high", amount)
            yield pa.field(f"rate_{to}", RATE)
            yield pa.field("rate_day" if at == 0 else f"rate_day_{to}", pa.date32())

    def _arrays(self, answers: Sequence[_Answers]) -> Iterator[pa.Array]:
        for each in answers:
            yield from each.arrays()

    def _days(self, batch: pa.RecordBatch, rows: int) -> Days:
        if self._fixed_day is None:
            return days_of(batch.column(self._day))
        period = self._fixed_day
        texts = pa.array([period.text]).take(pa.array(np.zeros(rows, np.int64)))
        ordinals = np.full(rows, period.first.toordinal(), np.int64)
        return Days(ordinals, np.full(rows, period.is_day), texts)

    def _currencies(self, batch: pa.RecordBatch, rows: int) -> tuple[list[str], Integers]:
        """The currencies that occur, and of each row the index of its own: -1 where it has none
        that is known."""
        if self.as_printed:
            return [], np.full(rows, -1, np.int64)
        if self._fixed_currency is not None:
            return [self._fixed_currency], np.zeros(rows, np.int64)
        column = batch.column(self._currency)
        if not pa.types.is_dictionary(column.type):
            column = pc.dictionary_encode(column)
        given = ["" if each is None else str(each) for each in column.dictionary.to_pylist()]
        codes = [each.strip().upper() for each in given]
        index = pc.fill_null(pc.cast(column.indices, pa.int64()), len(codes)).to_numpy(
            zero_copy_only=False
        )
        is_known = np.array([code in CURRENCIES for code in codes] + [False])
        return [*codes, ""], np.where(is_known[index], index, -1 - index)

    def _slowly(
        self,
        row: int,
        given: pa.Array,
        amounts: Amounts,
        days: Days,
        currencies: Sequence[str],
        known: Integers,
        answers: Sequence[_Answers],
    ) -> None:
        """One row, worked out by itself; raises what is wrong with it."""
        period = self._period(row, days)
        if self.as_printed:
            printed = self._figure(amounts, row)
            base = printed.unit.currency
            if base is None or printed.kind != "money":
                raise UsageError(f"{printed.verbatim!r} is no amount of money")
            point, low, high = printed.value, printed.bounds.low, printed.bounds.high
        else:
            at = int(known[row])
            if at < 0:
                code = currencies[-1 - at]
                raise UnknownCurrency(code, SUGGESTED) if code else UsageError("no currency")
            base = currencies[at]
            point = low = high = self._amount(row, given, amounts)
        for each in answers:
            each.put(row, base, period, point, low, high)

    def _amount(self, row: int, given: pa.Array, amounts: Amounts) -> Fraction:
        if amounts.is_plain[row]:
            return Fraction(int(amounts.units[row]), 10**amounts.scale)
        text = given[row].as_py() if pa.types.is_string(given.type) else amounts.text(row)
        if text is None or not text.strip():
            raise UsageError("no amount")
        try:
            return self._numbers.value(text)
        except UsageError as error:
            raise UsageError(
                f"{error.message}: amounts as printed are read where no column of currencies is "
                "named"
            ) from None

    def _period(self, row: int, days: Days) -> Period:
        if days.is_day[row]:
            day = date.fromordinal(int(days.ordinals[row]))
            return Period(day.isoformat(), day, day)
        text = days.text(row)
        if text is None or not text.strip():
            raise UsageError("no date")
        return _remembered(self._periods, text.strip(), parse_period)

    def _figure(self, amounts: Amounts, row: int) -> Figure:
        text = amounts.text(row)
        if amounts.is_plain[row] or text is None or not text.strip():
            shown = "no amount" if not text else f"{text!r} names no currency"
            raise UsageError(f"{shown}: name the column of currencies, or print it with the amount")
        return _remembered(
            self._printed, text, lambda words: figure(words, locale=self.columns.locale)
        )


class _Answer(NamedTuple):
    """One row's answer, with its rate and the rate's day."""

    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    rate: Decimal
    used: date | None


class _Answers:
    """The columns of one target, as they fill."""

    def __init__(self, sheet: Sheet, minor: int, rows: int, bounded: bool) -> None:
        self.sheet, self.minor, self.bounded = sheet, minor, bounded
        self.units = np.zeros(rows, np.int64)
        self.places = np.full(rows, -1, np.int64)
        self.others: dict[int, _Answer] = {}

    def fill(
        self, amounts: Amounts, days: Days, currencies: Sequence[str], known: Integers, quick: Flags
    ) -> Flags:
        """Convert the rows that are ``quick``; which of them are done."""
        if not currencies or not quick.any():
            return np.zeros(len(quick), np.bool_)
        usable = [code if code in CURRENCIES else self.sheet.quote for code in currencies]
        codes = self.sheet.codes(usable)[np.where(known >= 0, known, 0)]
        asked = days.ordinals if quick.all() else np.where(quick, days.ordinals, 0)
        units, places = self.sheet.converted(amounts.units, codes, asked, amounts.scale, self.minor)
        done = quick & (places >= 0)
        self.units, self.places = np.where(done, units, 0), np.where(done, places, -1)
        return done

    def put(
        self,
        row: int,
        base: str,
        period: Period,
        point: Fraction | None,
        low: Fraction | None,
        high: Fraction | None,
    ) -> None:
        """One row by the scalar conversion; raises what that raises."""
        found = self.sheet.conversion(base, period)
        scale = 10**self.minor
        least = found.cross_low if low is None or low >= 0 else found.cross_high
        most = found.cross_high if high is None or high >= 0 else found.cross_low
        self.others[row] = _Answer(
            None if point is None else self._decimal(round(point * found.cross * scale)),
            None if low is None else self._decimal(floor(low * least * scale)),
            None if high is None else self._decimal(ceil(high * most * scale)),
            rate_decimal(found.cross),
            found.used,
        )
        self.places[row] = -1

    def _decimal(self, units: int) -> Decimal:
        return unscaled(units, self.minor)

    def arrays(self) -> Iterator[pa.Array]:
        rows = len(self.units)
        yield _decimals(self.units, self.minor, {row: a.point for row, a in self.others.items()})
        if self.bounded:
            nothing = np.zeros(rows, np.int64)
            yield _decimals(nothing, self.minor, {row: a.low for row, a in self.others.items()})
            yield _decimals(nothing, self.minor, {row: a.high for row, a in self.others.items()})
        yield self._rates()
        yield self._used_days()

    def _rates(self) -> pa.Array:
        is_other = self.places < 0
        if is_other.all():
            known = pa.nulls(len(self.places), RATE)
        else:
            places = pa.array(self.places, mask=is_other if is_other.any() else None)
            known = self.sheet.decimals().take(places)
        return _replaced(known, {row: each.rate for row, each in self.others.items()})

    def _used_days(self) -> pa.Array:
        if (self.places < 0).all():
            used = np.full(len(self.places), NO_DATE, np.int32)
        else:
            used = self.sheet.dates().take(self.places, mode="clip")
        has_none = (self.places < 0) | (used == NO_DATE)
        days = pa.array(used, mask=has_none if has_none.any() else None).cast(pa.date32())
        return _replaced(days, {row: each.used for row, each in self.others.items()})


def _decimals(units: Integers, scale: int, others: dict[int, Decimal | None]) -> pa.Array:
    """Whole numbers as decimals, some of them too large for 64 bits."""
    return _replaced(decimals_of(units, scale), others)


def _replaced(column: pa.Array, values: dict[int, Any]) -> pa.Array:
    """The column with some rows replaced."""
    if not values:
        return column
    mask = np.zeros(len(column), np.bool_)
    mask[list(values)] = True
    ordered = [values[row] for row in sorted(values)]
    return pc.replace_with_mask(column, pa.array(mask), pa.array(ordered, column.type))


Read = TypeVar("Read", Figure, Period)


def _remembered(known: dict[str, Read | str], text: str, read: Callable[[str], Read]) -> Read:
    """What ``text`` is read as, read once; raises ``UsageError`` where it cannot be."""
    found = known.get(text)
    if found is None:
        try:
            found = read(text)
        except DealModelError as error:
            found = error.message
        if len(known) < 100_000:
            known[text] = found
    if isinstance(found, str):
        raise UsageError(found)
    return found


def _check_names(columns: Columns) -> None:
    if not isinstance(columns.amount, str):
        raise UsageError(f"amount is the name of a column, not {repr(columns.amount)[:40]}")
    if not isinstance(columns.currency, str | None):
        raise UsageError(
            f"currency is the name of a column or a code, not {repr(columns.currency)[:40]}"
        )
    if not isinstance(columns.day, str | date):
        raise UsageError(f"day is the name of a column or a date, not {repr(columns.day)[:40]}")


def check_rejects(rejects: object) -> None:
    """Raise unless bad rows can be put there, or there is no such list."""
    if not isinstance(rejects, list | None):
        raise UsageError(f"rejects is a list to put bad rows into, not {repr(rejects)[:40]}")


def check_targets(to: Iterable[str]) -> None:
    """Raise unless there are targets, all of them currencies."""
    codes = tuple(to)
    if not codes:
        raise UsageError("to which currency? Give one or several with --to")
    for code in codes:
        if code not in CURRENCIES:
            raise UnknownCurrency(code, SUGGESTED)


def check_column(schema: pa.Schema, name: str) -> None:
    """Raise unless the table has exactly one column of the name."""
    count = schema.names.count(name)
    if count > 1:
        raise UsageError(f"the table has {count} columns {name!r}: rename all but one")
    if not count:
        near = did_you_mean(nearest(name, schema.names)) or f": it has {', '.join(schema.names)}"
        raise UsageError(f"the table has no column {name!r}{near}")


def _column_or_value(schema: pa.Schema, name: str | None, value_of: Any) -> tuple[Any, str]:
    """A value for all rows, or the name of the column that has one for each."""
    if name is None:
        return None, ""
    if name not in schema.names:
        value = value_of(name)
        if value is not None:
            return value, ""
        if value_of is _as_currency and name.isupper() and not nearest(name, schema.names):
            raise UnknownCurrency(name, SUGGESTED)
    check_column(schema, name)
    return None, name


def _as_currency(text: str) -> str | None:
    return text.upper() if text.upper() in CURRENCIES else None


def _as_period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except DealModelError:
        return None


@options_checked
def convert_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    amount: str,
    day: str,
    to: str | Sequence[str],
    currency: str | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    policy: PolicyKind | Policy = PREVIOUS,
    max_age: int = 7,
    floats_as_printed: bool = False,
    locale: str = "en",
    rejects: list[Reject] | None = None,
) -> Iterator[pa.RecordBatch]:
    """The rows of Arrow record batches with their amounts in other currencies; bad rows are put
    into ``rejects``, or, where there is no such list, raise the first of them.

    >>> table = pa.table({"price": ["109800"], "cur": ["CNY"], "on": ["2025-04-26"]})
    >>> [found] = convert_batches(
    ...     table.to_batches(), amount="price", currency="cur", day="on", to="USD"
    ... )
    >>> str(found["amount_USD"][0]), str(found["rate_day"][0])
    ('15065.28', '2025-04-25')

    :raises UsageError: a column is missing, or a row is bad and there are no ``rejects``.
    """
    check_rejects(rejects)
    targets = (to,) if isinstance(to, str) else tuple(to)
    columns = Columns(amount, currency, day, targets, floats_as_printed, locale)
    chosen = RatesAt.of(rates, policy, max_age)
    return _converted(batches, columns, chosen, rejects)


def _converted(
    batches: Iterable[pa.RecordBatch],
    columns: Columns,
    rates: RatesAt,
    rejects: list[Reject] | None,
) -> Iterator[pa.RecordBatch]:
    converter: Converter | None = None
    schema: pa.Schema | None = None
    first = 0
    for batch in batches:
        if not isinstance(batch, pa.RecordBatch):
            raise UsageError(f"record batches are needed, not {type(batch).__name__}")
        if converter is None:
            converter, schema = Converter(columns, batch.schema, rates), batch.schema
        elif batch.schema != schema:
            raise UsageError(f"from row {first + 1} on the batches have other columns")
        found, bad = converter.batch(batch, first)
        if bad and rejects is None:
            raise UsageError(f"row {bad[0].row + 1}: {bad[0].reason}")
        if rejects is not None:
            rejects += bad
        first += batch.num_rows
        yield found
