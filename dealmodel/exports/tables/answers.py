"""An answer as a row: what Valuation, Prices, Volumes and Ownership have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dealmodel.derivations.answers import Derived
from dealmodel.exports.table import Cell, Column, Row
from dealmodel.exports.tables.live import LiveCells
from dealmodel.exports.tables.places import Placed, column_of
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.exports.tables.styles import ends_text, exact_text, style_of
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import Unit
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says

COLUMNS = (
    Column("subject", "About", 30),
    Column("answer", "Answer", 30, wraps=True),
    Column("low", "Low", 14, "number", "down"),
    Column("point", "Point", 14, "number"),
    Column("high", "High", 14, "number", "up"),
    Column("unit", "Unit", 9),
    Column("ends", "Ends", 7),
    Column("how", "From what is printed", 28, wraps=True),
    Column("sources", "Sources", 22, wraps=True),
    Column("rate", "Rate", 14, "number", style="rate"),
    Column("rate_unit", "Rate in", 9),
    Column("rate_day", "Rate of", 15, "day"),
    Column("cells", "Claims", 13),
    Column("formula", "Formula", 36),
    Column("note", "Note", 50),
    Column("record", "Record", 40),
    Column("name", "Name", 30),
    Column("exact_low", "Low in full", 32),
    Column("exact_point", "Point in full", 32),
    Column("exact_high", "High in full", 32),
)

LOW, POINT, HIGH = (column_of(COLUMNS, key) for key in ("low", "point", "high"))

NO_OVERLAP = "no overlap"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: what it is about and called, where it stands, and what it is. ``bounds`` is
    ``None`` where sources have no overlap; ``is_range``: its low end is below its high end, which
    a share used for the least of something else need not be. ``made_of`` is the size of the numbers
    that it is a small difference of, where it is one."""

    subject: str
    title: str
    name: str
    label: str
    where: Placed
    point: Fraction | None
    bounds: Bounds | None
    unit: Unit
    kind: str
    sources: tuple[str, ...]
    item: Derived | None = None
    is_range: bool = True
    made_of: Fraction | None = None

    @property
    def low(self) -> Fraction | str:
        """The low end, or the text in its place."""
        if self.bounds is None:
            return NO_OVERLAP
        return NO_LOW if self.bounds.low is None else self.bounds.low

    @property
    def high(self) -> Fraction | str:
        """The high end, or the text in its place."""
        if self.bounds is None:
            return NO_OVERLAP
        return NO_HIGH if self.bounds.high is None else self.bounds.high

    @property
    def style(self) -> str:
        """How its numbers are shown."""
        return style_of(self.kind, self.unit)


RateCells = tuple[Cell, str | None, Cell]


def derived_row(
    found: Answered,
    cells: LiveCells,
    book: Book,
    *,
    how: Cell = None,
    formula: str | None = None,
    rate: RateCells | None = None,
    claims: Cell = None,
    notes: Sequence[str] = (),
    is_result: bool = False,
) -> Row:
    """A row of :data:`COLUMNS`."""
    bounds = found.bounds
    return Row(
        (
            found.title,
            found.label,
            cells.low,
            cells.point,
            cells.high,
            found.unit.text,
            None if bounds is None else ends_text(bounds),
            how,
            who_says(found.sources, book),
            *(rate or (None, None, None)),
            claims,
            formula,
            "; ".join(notes) or None,
            found.subject,
            found.name,
            None if bounds is None else exact_text(bounds.low, "down"),
            exact_text(found.point),
            None if bounds is None else exact_text(bounds.high, "up"),
        ),
        found.style,
        is_result,
    )
