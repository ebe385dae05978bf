"""Rows that could not be worked out: kept whole, with their number and the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """``row`` counts the rows of the table from 0, ``cells`` are those of the row as read."""

    row: int
    reason: str
    cells: tuple[str, ...]
