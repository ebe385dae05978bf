"""The columns of a sheet of answers: what a reader looks at first, then what it rests on.

A line is one answer about one record, whoever tells of it and in whatever currency. On the left
stands the number that counts: that of the only source, or of what is chosen on Control. Right of it
stand where several sources overlap and how far they reach, then each source's own answer, side by
side; then the same in other currencies. The workings follow, which are not printed: rates, the
claims' rows, the numbers as exported, and what must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dealmodel.exports.table import Column
from dealmodel.exports.tables.places import Placed, cell_of, letters
from dealmodel.figures.decimals import Rounding

MOST_UNITS, MOST_ACCOUNTS = 3, 4
"""Side by side; more take further rows."""

MAIN, OVERLAP, HULL = "main", "overlap", "hull"

_ENDS = ("low", "point", "high")
_ROUNDING: dict[str, Rounding] = {"low": "down", "point": "half_even", "high": "up"}
_TITLES = {"low": "Low", "point": "Point", "high": "High"}

Part = str
"""``main``, ``overlap``, ``hull``, or the number of an account, from ``1``."""
Key = tuple[Part, int, str]
"""A part of a line, the number of its unit, and the field."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a sheet's lines need: how many units and accounts side by side, no accounts where no
    line has several; whether sources are compared, amounts converted, answers made of other words
    in other currencies, and holders summed up."""

    units: int = 1
    accounts: int = 0
    has_overlaps: bool = False
    has_ranges: bool = False
    has_rates: bool = False
    has_words: bool = False
    has_holders: bool = False


@dataclass(slots=True)
class Grid:
    """The columns of a shape, and where each field stands."""

    shape: Shape
    columns: tuple[Column, ...] = ()
    groups: dict[int, str] = field(default_factory=dict)
    """Where a group of columns begins, and what it is called."""
    index: dict[Key, int] = field(default_factory=dict)
    _fields: dict[tuple[Part, int], dict[str, int]] = field(default_factory=dict)
    printed: list[int] = field(default_factory=list)
    """The columns that begin a page, and behind them the first that is not printed."""

    def __post_init__(self) -> None:
        several: list[Column] = []
        for key, column, title in _columns(self.shape):
            if title is not None:
                self.groups[len(several)] = title
                self.printed.append(len(several))
            self.index[key] = len(several)
            self._fields.setdefault(key[:2], {})[key[2]] = len(several)
            several.append(column)
        self.columns = tuple(several)
        self.printed = self.printed[: _printed_groups(self.shape) + 1]
        for (part, unit), fields in self._fields.items():
            if unit and part not in ("unit", OVERLAP):
                # Who tells it, and in which words, stands once, whatever the unit.
                first = self._fields[part, 0]
                shared = {key: first[key] for key in ("how", "sources", "claims") if key in first}
                self._fields[part, unit] = shared | fields

    def fields(self, part: Part, unit: int) -> Mapping[str, int]:
        """The columns of a part of a line, by their fields; none where no line has it."""
        return self._fields.get((part, unit), {})

    def letters(self, part: Part, unit: int, name: str) -> str:
        """The letters of a field's column."""
        return letters(self.index[part, unit, name])

    def placed(self, sheet: str, row: int, part: Part, unit: int) -> Placed:
        """Where a part of a line stands; an overlap and a hull have no point."""
        low, point, high = (
            cell_of(sheet, self.letters(part, unit, end), row)
            if (part, unit, end) in self.index
            else ""
            for end in _ENDS
        )
        words = self.fields(part, unit).get("how")
        return Placed(
            sheet,
            row,
            low,
            point,
            high,
            "" if words is None else cell_of(sheet, letters(words), row),
        )


_Made = tuple[Key, Column, str | None]


def _printed_groups(shape: Shape) -> int:
    """How many groups of columns are printed: those of the first unit."""
    return 1 + (shape.has_ranges or shape.has_overlaps) + shape.accounts


def _columns(shape: Shape) -> Iterator[_Made]:
    for unit in range(shape.units):
        yield from _unit(shape, unit)
    yield ("row", 0, "note"), Column("note", "Note", 50), "Workings"
    yield ("row", 0, "record"), Column("record", "Record", 40), None
    yield ("row", 0, "name"), Column("name", "Name", 30), None
    if shape.has_holders:
        for end, title in (("low", "All holders, low"), ("high", "All holders, high")):
            column = Column(f"holders_{end}", title, 14, "number", _ROUNDING[end], style="share")
            yield ("holders", 0, end), column, None
    for unit in range(shape.units):
        yield from _workings(shape, unit)


def _unit(shape: Shape, unit: int) -> Iterator[_Made]:
    """The columns of the numbers in one unit."""
    behind = _behind(unit)
    title: str | None = None
    if not unit:
        title = "What counts: as chosen on Control" if shape.accounts else "Answers"
        yield (MAIN, 0, "subject"), Column("subject", "About", 30, wraps=True), title
        yield (MAIN, 0, "answer"), Column("answer", "Answer", 27, wraps=True), None
        title = None
    else:
        title = f"In {_ORDINALS[unit]} currency"
    for end in _ENDS:
        yield (MAIN, unit, end), _number(MAIN, end, _TITLES[end], unit), title
        title = None
    yield (MAIN, unit, "unit"), Column(f"unit{unit or ''}", f"Unit{behind}", 8, unit=unit), None
    if not unit:
        yield (MAIN, 0, "how"), Column("how", "From what is printed", 27, wraps=True), None
        yield (MAIN, 0, "sources"), Column("sources", "Sources", 20, wraps=True), None
    title = f"All sources together{behind}"
    if shape.has_overlaps:
        for end, told in (("low", "Overlap, low"), ("high", "Overlap, high")):
            yield (OVERLAP, unit, end), _number(OVERLAP, end, told, unit), title
            title = None
        verdict = Column(f"agree{unit or ''}", f"Do they agree{behind}", 26, unit=unit)
        yield (OVERLAP, unit, "how"), verdict, None
    if shape.has_ranges:
        for end, told in (("low", "Lowest"), ("high", "Highest")):
            yield (HULL, unit, end), _number(HULL, end, told, unit), title
            title = None
    for number in range(1, shape.accounts + 1):
        title = f"Source {number}{behind}"
        if not unit:
            source = Column(f"source_{number}", f"Source {number}", 18, wraps=True)
            yield (str(number), 0, "sources"), source, title
            how = Column(f"how_{number}", f"Printed {number}", 24, wraps=True)
            yield (str(number), 0, "how"), how, None
            title = None
        for end in _ENDS:
            column = _number(str(number), end, f"{_TITLES[end]} {number}", unit)
            yield (str(number), unit, end), column, title
            title = None


def _workings(shape: Shape, unit: int) -> Iterator[_Made]:
    """What a unit's numbers rest on, and what they were at export."""
    behind = _behind(unit)
    own = f"{unit or ''}"
    for name, title in (("changed", "Since export"), ("fails", "Result")):
        style = "changed" if name == "changed" else "flag"
        column = Column(f"{name}{own}", f"{title}{behind}", 13, "number", style=style)
        yield ("unit", unit, name), column, None
    formula = Column(f"formula{own}", f"Formula{behind}", 36)
    yield ("unit", unit, "formula"), formula, None
    size = Column(f"made_of{own}", f"A difference of{behind}", 14, "number", unit=unit)
    yield ("unit", unit, "made_of"), size, None
    parts: list[tuple[Part, str, tuple[str, ...]]] = [(MAIN, "", _ENDS)]
    if shape.has_overlaps:
        parts.append((OVERLAP, " of the overlap", ("low", "high")))
    if shape.has_ranges:
        parts.append((HULL, " of all sources", ("low", "high")))
    parts += [(str(number), f" {number}", _ENDS) for number in range(1, shape.accounts + 1)]
    for part, of, ends in parts:
        told, key = f"{of}{behind}", f"{part}{own}"
        yield (part, unit, "ends"), Column(f"ends_{key}", f"Ends{told}", 7), None
        if part not in (OVERLAP, HULL):
            if shape.has_rates:
                rate = Column(f"rate_{key}", f"Rate{told}", 14, "number", style="rate")
                yield (part, unit, "rate"), rate, None
                yield (part, unit, "rate_unit"), Column(f"in_{key}", f"Rate in{told}", 9), None
                day = Column(f"rate_day_{key}", f"Rate of{told}", 15, "day")
                yield (part, unit, "rate_day"), day, None
            if unit and shape.has_words:
                words = Column(f"words_{key}", f"From what is printed{told}", 24)
                yield (part, unit, "words"), words, None
            if not unit:
                yield (part, 0, "claims"), Column(f"claims_{key}", f"Claims{told}", 13), None
        for end in ends:
            title = f"{_TITLES[end]}{told}, as exported"
            due = Column(f"{end}_due_{key}", title, 14, "number", _ROUNDING[end], unit=unit)
            yield (part, unit, f"{end}_due"), due, None


_ORDINALS = ("", "a second", "a third")


def _behind(unit: int) -> str:
    return f", {('', '2nd', '3rd')[unit]} unit" if unit else ""


def _number(part: Part, end: str, title: str, unit: int) -> Column:
    """The column of one end of a part."""
    key, told = f"{part}_{end}{unit or ''}", f"{title}{_behind(unit)}"
    return Column(key, told, 14, "number", _ROUNDING[end], unit=unit)


LOW, POINT, HIGH = (Grid(Shape()).letters(MAIN, 0, end) for end in _ENDS)
"""The columns of what counts, in the first unit, on every sheet of answers."""
