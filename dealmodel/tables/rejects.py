"""Rows that could not be worked out: kept whole, with their number and the reason."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Reject:
    """``row`` counts the rows of the table from 0, ``cells`` are those of the row as read."""

    row: int
    reason: str
    cells: tuple[str, ...]


def cells_of(batch: pa.RecordBatch, row: int) -> tuple[str, ...]:
    """The cells of a row as text."""
    values = (column[row].as_py() for column in batch.columns)
    return tuple("" if value is None else str(value) for value in values)
