"""The rows of a sheet of answers while they are filled: each answer in its place, with checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dealmodel.exports.table import Cell, Row
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.checks import Checked, RowChecks
from dealmodel.exports.tables.grid import MAIN, Grid, Part
from dealmodel.exports.tables.live import Formulas, LiveCells
from dealmodel.exports.tables.places import FIRST, Placed
from dealmodel.exports.tables.styles import ends_text
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says


@dataclass(slots=True)
class _Buffer:
    """A row while it is filled."""

    cells: list[Cell]
    styles: dict[int, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    checked: dict[int, Checked] = field(default_factory=dict)


class LineRows:
    """The rows of one sheet. Any row may be filled until it is finished."""

    def __init__(self, sheet: str, grid: Grid, book: Book, formulas: Formulas) -> None:
        self.grid, self.checks = grid, RowChecks(formulas, grid)
        self._sheet, self._book = sheet, book
        self._next = FIRST
        self._buffers: dict[int, _Buffer] = {}
        self.answers: list[Answered] = []
        """What stands on the sheet, so far."""

    def next_row(self, count: int = 1) -> int:
        """The first of some rows that are not filled yet."""
        self._next += count
        return self._next - count

    def cells(self, row: int) -> list[Cell]:
        """The cells of a row that is being filled."""
        return self._buffer(row).cells

    def placed(self, row: int, part: Part = MAIN, unit: int = 0) -> Placed:
        """Where a part of a row stands."""
        return self.grid.placed(self._sheet, row, part, unit)

    def put(
        self,
        found: Answered,
        cells: LiveCells,
        part: Part = MAIN,
        unit: int = 0,
        *,
        how: Cell = None,
        claims: Cell = None,
        formula: str | None = None,
        notes: Iterable[str] = (),
        trip: str | None = None,
        words: str = "how",
    ) -> None:
        """Write an answer into its place; ``trip`` is a test that fails it, ``words`` the field of
        what it is made of."""
        self.write(found.where.row, part, unit, cells, found.style)
        buffer = self._buffers[found.where.row]
        row, fields = buffer.cells, self.grid.fields(part, unit)
        if found.bounds is not None:
            row[fields["ends"]] = ends_text(found.bounds)
        told = {words: how, "sources": who_says(found.sources, self._book), "claims": claims}
        for name, cell in told.items():
            at = fields.get(name)
            if at is not None and row[at] is None:
                row[at] = cell
        row[self.grid.fields(MAIN, unit)["unit"]] = found.unit.text
        of_unit = self.grid.fields("unit", unit)
        if formula is not None and row[of_unit["formula"]] is None:
            row[of_unit["formula"]] = formula
        buffer.notes |= dict.fromkeys(notes)
        if cells.held:
            buffer.notes[cells.held] = None
        for end, due in (("low", found.low), ("point", found.point), ("high", found.high)):
            if due is not None and f"{end}_due" in fields:
                row[fields[f"{end}_due"]] = due
        checked = buffer.checked.setdefault(unit, Checked())
        checked.add(part, found)
        if trip is not None:
            checked.tests.append(trip)
        self.answers.append(found)

    def write(self, at: int, part: Part, unit: int, cells: LiveCells, style: str) -> None:
        """Write three cells."""
        buffer = self._buffer(at)
        fields, row = self.grid.fields(part, unit), buffer.cells
        row[fields["low"]], row[fields["high"]] = cells.low, cells.high
        if "point" in fields:
            row[fields["point"]] = cells.point
        buffer.styles[unit] = style

    def _buffer(self, row: int) -> _Buffer:
        if row not in self._buffers:
            self._buffers[row] = _Buffer([None] * len(self.grid.columns))
        return self._buffers[row]

    def finished(
        self, row: int, subject: str, title: str, label: str, name: str, *, is_result: bool = False
    ) -> Row:
        """The row, once all of its answers are there."""
        buffer, grid = self._buffer(row), self.grid
        del self._buffers[row]
        cells = buffer.cells
        main, rest = grid.fields(MAIN, 0), grid.fields("row", 0)
        cells[main["subject"]], cells[main["answer"]] = title, label
        cells[rest["note"]] = "; ".join(buffer.notes) or None
        cells[rest["record"]], cells[rest["name"]] = subject, name
        for unit, checked in buffer.checked.items():
            fields = grid.fields("unit", unit)
            cells[fields["made_of"]] = checked.made_of
            cells[fields["changed"]], cells[fields["fails"]] = self.checks.flags(checked, unit, row)
        styles = [buffer.styles.get(unit, "number") for unit in range(grid.shape.units)]
        return Row(tuple(cells), styles[0], is_result, others=tuple(styles[1:]))

    def check(self, row: int, test: str, *, fails: bool) -> None:
        """Let a row fail where ``test`` holds, as it does at export where it ``fails``."""
        checked = self._buffers[row].checked[0]
        checked.tests.append(test)
        checked.fails = checked.fails or fails

    def set(self, row: int, part: Part, name: str, cell: Cell) -> None:
        """Write one more cell of a row that is being filled."""
        self._buffers[row].cells[self.grid.fields(part, 0)[name]] = cell
