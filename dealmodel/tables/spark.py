"""Tables past one machine: the same conversion inside Apache Spark, batch by batch.

What is sent to the workers is the declaration of the columns and, once, the published rates as they
are read here; each partition lays its own sheet of rates out of them. So all give what one machine
gives, whatever file of rates is beside them. A row that cannot be worked out is kept, without
amounts, and tells why: it must not be lost on a far machine.

Limits: rates of a file or of record and the embedded ones travel; ``live`` ones are refused, as two
workers might be answered differently. Workers need dealmodel with the extra ``spark``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dealmodel.errors import UsageError
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.ecb import EcbRates
from dealmodel.rates.live import LiveRates
from dealmodel.rates.rate import PREVIOUS, Policy, PolicyKind, RateSource
from dealmodel.tables.conversion import Columns, Converter
from dealmodel.tables.rejects import Reject

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

REASON = "convert_error"
"""The column that tells why a row has no amounts; nothing where it has."""


def convert_spark(
    frame: DataFrame,
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
) -> DataFrame:
    """A Spark frame with its amounts in other currencies, as
    :func:`~dealmodel.tables.frames.convert_frame` adds them, and ``convert_error``: rows that
    cannot be converted are kept, without amounts, and say why there.

    :raises UsageError: a column is missing, or there is one of a new name already.
    :raises UnknownCurrency: a target is no currency.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    if rates == "live" or isinstance(rates, LiveRates):
        raise UsageError("live rates may differ from worker to worker: use the embedded or a file")
    targets = (to,) if isinstance(to, str) else tuple(to)
    columns = Columns(amount, currency, day, targets, floats_as_printed, locale)
    chosen = RatesAt.of(rates, policy, max_age)
    schema = to_arrow_schema(frame.schema)
    if REASON in schema.names:
        raise UsageError(f"the table has a column {REASON!r} already: rename it first")
    added = Converter(columns, schema, chosen).schema
    whole = added.append(pa.field(REASON, pa.string()))
    return frame.mapInArrow(_worker(columns, _shipped(chosen)), from_arrow_schema(whole))


def _shipped(rates: RatesAt) -> RatesAt:
    """The same rates, with what was read of the file instead of where it is here."""
    source = rates.source
    if not isinstance(source, EcbRates):
        return rates
    return RatesAt(rates.policy, source.as_history())


def _worker(
    columns: Columns, rates: RatesAt
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a worker does with its batches."""

    def convert(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        converter: Converter | None = None
        for batch in batches:
            if converter is None:
                converter = Converter(columns, batch.schema, rates)
            found, bad = converter.batch(batch)
            yield _with_reasons(batch, found, bad)

    return convert


def _with_reasons(
    batch: pa.RecordBatch, found: pa.RecordBatch, bad: Sequence[Reject]
) -> pa.RecordBatch:
    """All rows of a batch in their order: those that were worked out, and the others."""
    reasons: list[Any] = [None] * batch.num_rows
    for each in bad:
        reasons[each.row] = each.reason
    good = 0
    at: list[int | None] = []
    for reason in reasons:
        at.append(good if reason is None else None)
        good += reason is None
    new = found.schema.names[batch.num_columns :]
    rows = pa.array(at, pa.int64())
    arrays = [*batch.columns, *(found.column(name).take(rows) for name in new)]
    return pa.RecordBatch.from_arrays(
        [*arrays, pa.array(reasons, pa.string())], names=[*batch.schema.names, *new, REASON]
    )
