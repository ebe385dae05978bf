"""A table of stakes as printed: what each implies, the same as
:func:`~dealmodel.calculators.valuation.implied_value` of the row.

Columns that are read: ``share`` and ``paid``; ``on``, where there is a target currency; and
``shares_are`` (primary, secondary, mixed or undeclared), if the table has it. Added are
``implied_low``, ``implied_point``, ``implied_high``, ``currency`` and ``pre_money_low``,
``pre_money_point``, ``pre_money_high``; for each target the same with its code behind
(``implied_low_USD``), its ``rate_USD`` and that rate's day, ``rate_day`` (of the first target; of
the others ``rate_day_EUR``). Where no source says whether the shares were new, pre-money is from
the lower extreme to the higher and has no point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.calculators.valuation import implied_value
from dealmodel.errors import DealModelError, UsageError
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.result import Result
from dealmodel.rates.choice import RatesAt
from dealmodel.tables.conversion import check_column, check_targets
from dealmodel.tables.plain import PlainNumbers
from dealmodel.tables.rejects import Reject, cells_of
from dealmodel.tables.work import rows_counted

_KEPT = 100_000

Row = tuple[str | None, ...]


class Stakes:
    """Values the stakes of record batches; keeps what it has found for rows that are alike."""

    def __init__(
        self,
        schema: pa.Schema,
        rates: RatesAt,
        to: Sequence[str] = (),
        rules: HedgeRules = USUAL,
        locale: str = "en",
    ) -> None:
        """:raises UsageError: the table lacks a column, or has a new one already.
        :raises UnknownCurrency: a target is no currency.
        """
        if to:
            check_targets(to)
        PlainNumbers(locale)  # which refuses a locale that is not read
        self.to, self._rates, self._rules, self._locale = tuple(to), rates, rules, locale
        asked = ["share", "paid", *(["on"] if to else [])]
        for name in asked:
            check_column(schema, name)
        self._read = [*asked, *(["shares_are"] if "shares_are" in schema.names else [])]
        added = list(self._added())
        there = [name for name in added if name in schema.names]
        if there:
            raise UsageError(f"the table has a column {there[0]!r} already: rename it first")
        self._width = len(added)
        self.schema = pa.schema([*schema, *((name, pa.string()) for name in added)])
        self._known: dict[Row, tuple[Row, bool] | str] = {}
        self.undeclared = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be said of the rows that were valued so far."""
        if not self.undeclared:
            return ()
        return (
            "no source says whether the shares were new (primary) or bought from a holder "
            f"(secondary), in {rows_counted(self.undeclared)}: pre-money goes from one extreme to "
            "the other, without a point",
        )

    def batch(self, batch: pa.RecordBatch, first: int = 0) -> tuple[pa.RecordBatch, list[Reject]]:
        """The rows that could be valued, with their new columns, and the others."""
        keys = list(zip(*(_texts(batch.column(name), name) for name in self._read), strict=True))
        found: list[Row] = []
        bad: dict[int, str] = {}
        nothing = (None,) * self._width
        for at, key in enumerate(keys):
            answer = self._known.get(key)
            if answer is None:
                answer = self._answer(dict(zip(self._read, key, strict=True)))
                if len(self._known) < _KEPT:
                    self._known[key] = answer
            if isinstance(answer, str):
                bad[at] = answer
                found.append(nothing)
            else:
                values, is_undeclared = answer
                found.append(values)
                self.undeclared += is_undeclared
        columns = zip(*found, strict=True) if found else [[]] * self._width
        arrays = [pa.array(values, pa.string()) for values in columns]
        whole = pa.RecordBatch.from_arrays([*batch.columns, *arrays], schema=self.schema)
        keep = np.ones(len(keys), np.bool_)
        keep[list(bad)] = False
        rejects = [Reject(first + at, told, cells_of(batch, at)) for at, told in bad.items()]
        return whole.filter(pa.array(keep)), rejects

    def _added(self) -> Iterator[str]:
        ends = [f"{name}_{end}" for name in ("implied", "pre_money") for end in _ENDS]
        yield from [*ends[:3], "currency", *ends[3:]]
        for at, to in enumerate(self.to):
            yield from (f"{end}_{to}" for end in ends)
            yield from (f"rate_{to}", "rate_day" if at == 0 else f"rate_day_{to}")

    def _answer(self, row: dict[str, str | None]) -> tuple[Row, bool] | str:
        """A row's new cells, and whether it has both extremes for want of a word; or what is wrong
        with it."""
        try:
            for name in self._read[: 3 if self.to else 2]:
                if not (row[name] or "").strip():
                    raise UsageError(f"no value in the column {name!r}")
            shares_are: Any = (row.get("shares_are") or "").strip() or None
            found = implied_value(
                row["share"],  # type: ignore[arg-type]
                row["paid"],  # type: ignore[arg-type]
                shares_are=shares_are,
                to=self.to,
                on=row["on"] if self.to else None,
                rates=self._rates,
                rules=self._rules,
                locale=self._locale,
            )
        except DealModelError as error:
            return error.message
        implied = found.implied_equity_value
        answer = [*_ends_of([implied]), implied.unit.text, *_ends_of(found.pre_money)]
        each = 1 + len(found.pre_money)
        for start in range(0, len(found.converted), each):
            value, *pre_money = found.converted[start : start + each]
            answer += [*_ends_of([value]), *_ends_of(pre_money)]
            answer += [value.details["rate"], value.details["used"]]
        return tuple(answer), len(found.pre_money) > 1


_ENDS = ("low", "point", "high")


def _ends_of(results: Sequence[Result]) -> Row:
    """From the lowest end to the highest, and the point if there is but one."""
    if not results:
        return (None,) * 3
    lows = [each.low for each in results]
    highs = [each.high for each in results]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    middle: Fraction | None = results[0].point if len(results) == 1 else None
    return (
        None if low is None else decimal_text(low, "down"),
        None if middle is None else decimal_text(middle),
        None if high is None else decimal_text(high, "up"),
    )


def _texts(column: pa.Array, name: str) -> list[str | None]:
    """The cells of a column as they print."""
    kind = column.type
    if pa.types.is_floating(kind):
        raise UsageError(f"{name} is a column of binary floats, which no source printed")
    if pa.types.is_timestamp(kind):
        column = pc.cast(column, pa.date32(), safe=False)
    return [None if each is None else str(each) for each in column.to_pylist()]
