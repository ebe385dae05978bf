"""Tables in memory: what is done to batches of rows, done to a frame of pandas or polars or to an
Arrow table, which comes back as what it was.

New columns are Arrow's in pandas too (``ArrowDtype``), so that decimals stay exact and whole
columns of them cheap. Rows that are bad are left out and told in ``rejects``, or raise where there
is no such list; of a frame's rejects only the cells that were looked at are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from dealmodel.calculators.options import options_checked
from dealmodel.errors import UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import PREVIOUS, Policy, PolicyKind, RateSource
from dealmodel.tables.calculation import Calculation, Formula, columns_named
from dealmodel.tables.conversion import Columns, Converter, check_rejects
from dealmodel.tables.kernel import Flags
from dealmodel.tables.rejects import Reject
from dealmodel.tables.work import Work

Frame = TypeVar("Frame")

_ROWS = 131_072


@options_checked
def convert_frame(
    frame: Frame,
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
) -> Frame:
    """A pandas or polars frame, or an Arrow table, with its amounts in other currencies.

    ``amount``, ``currency`` and ``day`` name columns; the last two may be one value for all rows.
    Without a currency, amounts are figures as printed.

    >>> import polars
    >>> frame = polars.DataFrame({"price": ["109800"], "on": ["2025-04-26"]})
    >>> found = convert_frame(frame, amount="price", currency="CNY", day="on", to="USD")
    >>> print(found["amount_USD"][0], found["rate_day"][0])
    15065.28 2025-04-25

    :raises UsageError: a column is missing, the frame is none, or a row is bad and there are no
        ``rejects``.
    :raises UnknownCurrency: a target is no currency.
    """
    targets = (to,) if isinstance(to, str) else tuple(to)
    asked = Columns(amount, currency, day, targets, floats_as_printed, locale)
    chosen = RatesAt.of(rates, policy, max_age)
    needed = {amount, currency, day}
    found: Frame = _worked(
        frame, needed.__contains__, lambda schema: Converter(asked, schema, chosen), rejects
    )
    return found


@options_checked
def columns(
    formula: str,
    table: Frame,
    *,
    name: str | None = None,
    rounded: Mapping[str, object] | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    policy: PolicyKind | Policy = PREVIOUS,
    max_age: int = 7,
    rules: HedgeRules = USUAL,
    locale: str = "en",
    floats_as_printed: bool = False,
    as_floats: bool = False,
    rejects: list[Reject] | None = None,
) -> Frame:
    """A pandas or polars frame, or an Arrow table, with what ``formula`` is in each row: its point,
    low and high as decimal text, and its unit, each what :func:`dealmodel.calc` says.

    The formula's names are columns: texts are figures as printed, numbers are exact. ``rounded``
    tells what the numbers of a column are rounded to: ``{"stake": "0.01"}``. The new columns have
    the formula's last name, or ``name``. ``as_floats`` makes them floats to go on calculating with:
    the greatest that is not above each low end, the least not below each high end, and the nearest
    to each point, as exact arithmetic has it; the text of a row that is to be shown is that of its
    slice of the table.

    >>> table = pa.table({"paid": ["€1.5 billion"], "stake": ["20%"]})
    >>> found = columns("value = paid / stake", table)
    >>> [str(found[name][0]) for name in ("value", "value_unit")]
    ['7500000000', 'EUR']

    :raises FormulaError: the formula cannot be read, or names what is no column.
    :raises UsageError: a new column is there already, the table is none, or a row is bad and there
        are no ``rejects``.
    """
    asked = Formula(formula, name, rounded, rules, locale, floats_as_printed, as_floats)
    chosen = RatesAt.of(rates, policy, max_age)

    def is_needed(column: str) -> bool:
        return bool(columns_named(formula, [column]))

    found: Frame = _worked(
        table, is_needed, lambda schema: Calculation(asked, schema, chosen), rejects
    )
    return found


def _worked(
    frame: Any,
    is_needed: Callable[[str], bool],
    work_of: Callable[[pa.Schema], Work],
    rejects: list[Reject] | None,
) -> Any:
    check_rejects(rejects)
    library = type(frame).__module__.partition(".")[0]
    if isinstance(frame, pa.RecordBatch):
        table: Any = pa.Table.from_batches([frame])
    elif isinstance(frame, pa.Table):
        table = frame
    elif library in ("pandas", "polars") and type(frame).__name__ == "DataFrame":
        table = _table(frame, library, is_needed)
    else:
        raise UsageError(
            f"a pandas or polars DataFrame or an Arrow table is needed, not {type(frame).__name__}"
        )
    work = work_of(table.schema)
    batches, bad, first = [], [], 0
    for batch in table.to_batches(max_chunksize=_ROWS):
        found, some = work.batch(batch, first)
        if some and rejects is None:
            raise UsageError(f"row {some[0].row + 1}: {some[0].reason}")
        batches.append(found)
        bad += some
        first += batch.num_rows
    whole = pa.Table.from_batches(batches, work.schema)
    if rejects is not None:
        rejects += bad
    if table is frame:
        return whole
    if isinstance(frame, pa.RecordBatch):
        (batch,) = whole.combine_chunks().to_batches() or [
            pa.RecordBatch.from_arrays(
                [pa.nulls(0, each.type) for each in work.schema], schema=work.schema
            )
        ]
        return batch
    keep = np.ones(len(table), np.bool_)
    keep[[each.row for each in bad]] = False
    return _joined(frame, library, whole.select(work.schema.names[table.num_columns :]), keep)


def _table(frame: Any, library: str, is_needed: Callable[[str], bool]) -> pa.Table:
    """The frame's columns; of those that are not needed the names alone."""
    names = [str(name) for name in frame.columns]
    arrays = []
    for at, name in enumerate(names):
        if not is_needed(name):
            arrays.append(pa.nulls(len(frame)))
            continue
        series = frame.iloc[:, at] if library == "pandas" else frame.to_series(at)
        try:
            array = pa.array(series, from_pandas=True) if library == "pandas" else series.to_arrow()
        except (pa.ArrowException, TypeError) as error:
            raise UsageError(f"the column {name!r} is of several types: {error}") from None
        arrays.append(array)
    return pa.Table.from_arrays(arrays, names=names)


def _joined(frame: Any, library: str, added: pa.Table, keep: Flags) -> Any:
    """The rows that are kept, with their new columns."""
    if library == "polars":
        import polars

        kept = frame.filter(polars.Series(keep))
        return kept.hstack(polars.DataFrame(polars.from_arrow(added)).get_columns())
    import pandas

    kept = frame[keep]
    new = added.to_pandas(types_mapper=pandas.ArrowDtype).set_axis(kept.index)
    return pandas.concat([kept, new], axis=1)
