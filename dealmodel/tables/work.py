"""What is done to a table, batch by batch: to files, frames and streams alike."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

from dealmodel.tables.rejects import Reject


class Work(Protocol):
    """What is done to a table: its new schema, and its rows batch by batch."""

    schema: pa.Schema

    def batch(self, batch: pa.RecordBatch, first: int = 0) -> tuple[pa.RecordBatch, list[Reject]]:
        """The rows that could be worked out, and the others."""
        ...


def rows_counted(count: int) -> str:
    """
    >>> rows_counted(1), rows_counted(2000)
    ('1 row', '2,000 rows')
    """
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
