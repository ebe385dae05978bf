"""What must hold in a workbook, computed live: in each line of answers, and summed up on a sheet.

Each answer is held against what it was at export: once an input is changed, it is another, and the
master check says so. What *fails* is something else: a low end above the point or the high end, a
conversion that does not lead back to the amount that it came from, holders of a company with more
than the whole. How many findings are contradictions is told, and is no failure of the workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from dealmodel.exports.table import Cell, Column, Link, Live, Row
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.grid import Grid, Part
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.places import FIRST, column_of
from dealmodel.exports.tables.styles import TOLERANCE

SHEET = "Checks"

COLUMNS = (
    Column("check", "Check", 18),
    Column("about", "About", 56, wraps=True),
    Column("link", "Sheet", 14),
    Column("count", "Count", 12, "number", style="whole"),
    Column("changed", "Differ", 10, "number", style="whole"),
    Column("fails", "Fail", 10, "number", style="whole"),
    Column("first", "The first that differs or fails", 40),
)

FAILS, CHANGED, COUNT = (column_of(COLUMNS, key) for key in ("fails", "changed", "count"))

PASSES = "All checks pass"
MOVED = "Answers differ from the export"
LOOK = "Look at the sheet Checks"
_NONE = "none"

Kinds = tuple[tuple[str, type], ...]
"""The ends that there are, each with the type of its value."""
Told = tuple[Part, Kinds, bool]
"""A part of a line: its ends, and whether they must be in order."""


@dataclass(slots=True)
class Checked:
    """What is to be checked in the cells of one unit of a row; ``tests`` fail it if they hold."""

    told: list[Told] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    made_of: Fraction | None = None
    fails: bool = False

    def add(self, part: Part, found: Answered) -> None:
        """Hold an answer against what it is at export."""
        due = (("low", found.low), ("point", found.point), ("high", found.high))
        kinds = tuple((end, type(value)) for end, value in due if value is not None)
        self.told.append((part, kinds, found.is_range))
        if found.made_of is not None:
            self.made_of = max(found.made_of, self.made_of or found.made_of)


class RowChecks:
    """Makes the two cells that tell of a row whether its answers are as exported, and right."""

    def __init__(self, formulas: Formulas, grid: Grid) -> None:
        self._pass, self._fail = (formulas.constant(Fraction(each)) for each in (0, 1))
        self._tolerance, self._grid = formulas.constant(TOLERANCE), grid
        self._made: dict[tuple[object, ...], tuple[str, list[str]]] = {}

    def flags(self, checked: Checked, unit: int, row: int) -> tuple[Live, Live]:
        """1 if an end is not what it is due to be, and if one is on the wrong side of another or
        one of the tests holds; else 0."""
        key = tuple(checked.told), unit, checked.made_of is None
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._tests(checked, unit)
        changed, order = found
        number = str(row)
        fails = self._any([*order, *checked.tests]) if checked.tests else self._any(order)
        return (
            Live(changed.replace("#", number), Fraction(0), is_link="(" not in changed),
            Live(fails.replace("#", number), Fraction(checked.fails), is_link="(" not in fails),
        )

    def apart(self, one: str, other: str) -> str:
        """The test that two formulas do not give the same number."""
        return f"ABS({one}-({other}))>{self._tolerance}*ABS({other})"

    def _tests(self, checked: Checked, unit: int) -> tuple[str, list[str]]:
        """The formula of the first flag, and the tests of the second, ``#`` in the place of the
        row. ``SUM`` makes nothing of a text."""
        changed: list[str] = []
        fails: list[str] = []
        size = self._grid.letters("unit", unit, "made_of")
        more = "" if checked.made_of is None else f",${size}#"
        for part, kinds, is_range in checked.told:
            now = {end: f"${self._grid.letters(part, unit, end)}#" for end, _ in kinds}
            due = {end: f"${self._grid.letters(part, unit, f'{end}_due')}#" for end, _ in kinds}
            known = [end for end, kind in kinds if kind is Fraction]
            changed += [f"{now[end]}<>{due[end]}" for end, kind in kinds if kind is not Fraction]
            if known:
                gaps = ",".join(f"ABS(SUM({now[end]})-{due[end]})" for end in known)
                room = self._room([due[end] for end in known], more)
                changed.append(f"MAX({gaps})>{room}")
            if is_range and len(known) > 1:
                gaps = ",".join(f"SUM({now[a]})-SUM({now[b]})" for a, b in pairwise(known))
                room = self._room([f"SUM({now[end]})" for end in known], more)
                fails.append(f"MAX({gaps})>{room}")
        return self._any(changed), fails

    def _room(self, several: Iterable[str], more: str) -> str:
        """How far apart two numbers may be: for the size of the largest."""
        sizes = ",".join(f"ABS({each})" for each in several)
        return f"{self._tolerance}*MAX({sizes}{more})"

    def _any(self, tests: Sequence[str]) -> str:
        return any_of(tests, self._pass, self._fail)


def any_of(tests: Sequence[str], no: str, yes: str) -> str:
    """The cell of 1 if any of the tests holds or cannot be made, as of an answer that is an error;
    else of 0."""
    formula = no
    for test in reversed(tests):
        formula = f"IF({test},{yes},{formula})"
    return f"=IFERROR({formula},{yes})" if tests else f"={formula}"


@dataclass(frozen=True, slots=True)
class SheetFlags:
    """The flags of a sheet of answers: where they stand, and how many rows fail at export."""

    sheet: str
    first: int
    last: int
    changed: tuple[str, ...]
    fails: tuple[str, ...]
    failing: int
    first_failing: str | None = None

    def cells(self, columns: Iterable[str]) -> str:
        """Those in some columns, for a call."""
        return ",".join(
            f"{self.sheet}!${each}${self.first}:${each}${self.last}" for each in columns
        )


class Checks:
    """The rows of the sheet."""

    def __init__(self, constant: Callable[[Fraction], str]) -> None:
        self._constant = constant

    def rows(self, several: Sequence[SheetFlags]) -> Iterable[Row]:
        """A row for each sheet of answers."""
        for flags in several:
            yield self._of_sheet(flags)

    def master(self, several: Sequence[SheetFlags]) -> Live:
        """The cell that tells whether anything fails, or any answer moved."""
        last = FIRST + len(several) + 1  # with the rows of contradictions and of new claims
        fail, moved = (
            f"SUM({SHEET}!${column}${FIRST}:${column}${last})" for column in (FAILS, CHANGED)
        )
        fails = any(flags.failing for flags in several)
        return Live(
            f'=IF({fail},"{LOOK}",IF({moved},"{MOVED}","{PASSES}"))', LOOK if fails else PASSES
        )

    def contradictions(self, cells: str, count: int) -> Row:
        """How many findings are contradictions: those in ``cells``."""
        return _row(
            "contradictions",
            "Claims that cannot both be right",
            Link("Findings", "Findings!A1") if count else None,
            count=Live(f"=SUM({cells})", Fraction(count)),
        )

    def added(self, cells: str, row: int) -> Row:
        """How many claims were typed into ``cells``, the lines for new ones: no answer reads them
        before they are in the book."""
        no, yes = (self._constant(Fraction(each)) for each in (0, 1))
        return _row(
            "new claims",
            "Typed into Inputs, and not read: take them into the book with dealmodel import",
            Link("Inputs", "Inputs!A1"),
            count=Live(f"=COUNTA({cells})", Fraction(0)),
            fails=Live(any_of([f"{COUNT}{row}>{no}"], no, yes), Fraction(0)),
        )

    def _of_sheet(self, flags: SheetFlags) -> Row:
        one, nothing = (self._constant(Fraction(each)) for each in (1, 0))
        told = f'"{_NONE}"'
        for column in (*reversed(flags.changed), *reversed(flags.fails)):
            cells = flags.cells([column])
            about, answer = (
                f"INDEX({flags.cells([letters])},MATCH({one},{cells},{nothing}))"
                for letters in ("A", "B")
            )
            told = f'IFERROR({about}&": "&{answer},{told})'
        return _row(
            "answers",
            f"{flags.sheet}: as exported; low, point and high in order; conversions lead back",
            Link(flags.sheet, f"{flags.sheet}!A1"),
            count=Live(f"=COUNTA({flags.cells('A')})", Fraction(flags.last - flags.first + 1)),
            changed=Live(f"=SUM({flags.cells(flags.changed)})", Fraction(0)),
            fails=Live(f"=SUM({flags.cells(flags.fails)})", Fraction(flags.failing)),
            first=Live(f"={told}", flags.first_failing or _NONE),
        )


def _row(check: str, about: str, link: Cell, **cells: Cell) -> Row:
    named: Mapping[str, Cell] = cells
    rest = (named.get(key) for key in ("count", "changed", "fails", "first"))
    return Row((check, about, link, *rest), "whole")
