"""An answer: what it is, where it stands in a workbook, and the columns of a table of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dealmodel.derivations.answers import Derived
from dealmodel.derivations.same_volume import named
from dealmodel.exports.table import Column
from dealmodel.exports.tables.places import Placed
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.exports.tables.styles import style_of
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Divide, Leaf, Multiply
from dealmodel.formulas.result import Result
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book
from dealmodel.reports.outline import label_of

COLUMNS = (
    Column("subject", "About", 30),
    Column("answer", "Answer", 30),
    Column("low", "Low", 14, "number", "down"),
    Column("point", "Point", 14, "number"),
    Column("high", "High", 14, "number", "up"),
    Column("unit", "Unit", 9),
    Column("ends", "Ends", 7),
    Column("how", "From what is printed", 28),
    Column("sources", "Sources", 22),
    Column("rate", "Rate", 14, "number"),
    Column("rate_unit", "Rate in", 9),
    Column("rate_day", "Rate of", 15, "day"),
    Column("formula", "Formula", 36),
    Column("note", "Note", 50),
    Column("record", "Record", 40),
    Column("name", "Name", 30),
)
"""Of a table for programs, an answer a row."""

NO_OVERLAP = "no overlap"
AGREE, DISAGREE = "where they overlap", "cannot both be right"
UNDECIDED = "may be one number told roughly"
AS_PRINTED = ", as printed"

Leg = tuple[Rate, bool]
"""A rate, and whether the amount is multiplied by it."""


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
        return ends_of(self.bounds)[0]

    @property
    def high(self) -> Fraction | str:
        """The high end, or the text in its place."""
        return ends_of(self.bounds)[1]

    @property
    def style(self) -> str:
        """How its numbers are shown."""
        return style_of(self.kind, self.unit)


def ends_of(bounds: Bounds | None) -> tuple[Fraction | str, Fraction | str]:
    """Both ends, or the text in their place; of ``None``, that there is no overlap."""
    if bounds is None:
        return NO_OVERLAP, NO_OVERLAP
    return (
        NO_LOW if bounds.low is None else bounds.low,
        NO_HIGH if bounds.high is None else bounds.high,
    )


def answer_label(item: Derived, book: Book) -> str:
    """What an answer is called where it stands by itself."""
    if item.name == "peer_volume":
        return f"{named(book, item.result.details['of'])}, implied"
    return label_of(item, book)


def legs_of(result: Result) -> list[Leg]:
    """The exchange rates that the whole formula is converted at, the last first."""
    node = result.expression
    legs: list[Leg] = []
    while isinstance(node, Multiply | Divide) and isinstance(node.right, Leaf):
        rate = result.inputs[node.right.name]
        if not isinstance(rate, Rate):
            break
        legs.append((rate, isinstance(node, Multiply)))
        node = node.left
    return legs


def cross_of(legs: Sequence[Leg]) -> Fraction:
    """The cross rate that legs make together."""
    value = Fraction(1)
    for rate, multiplied in legs:
        value = value * rate.value if multiplied else value / rate.value
    return value
