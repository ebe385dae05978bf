"""A block of rows that works out one interest: shares used, then steps over rows above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from dealmodel.calculators.working_step import Step
from dealmodel.errors import FormulaTooLarge
from dealmodel.exports.table import Cell, Held, Live
from dealmodel.exports.tables.answers import HIGH, LOW, POINT
from dealmodel.exports.tables.free_part import Ref, Term
from dealmodel.exports.tables.live import TOO_LARGE, LiveCells
from dealmodel.formulas.cells import cell_formula
from dealmodel.formulas.points import point
from dealmodel.formulas.rendering import render

Side = str
"""``low``, ``point`` or ``high``: a column of cells."""

LETTERS: Mapping[Side, str] = {"low": LOW, "point": POINT, "high": HIGH}

AS_PRINTED = ", as printed"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a block; ``name`` is its kind. ``is_range``: its low end is below its high end."""

    name: str
    label: str
    cells: Mapping[Side, Cell]
    values: Mapping[Side, Fraction]
    sources: tuple[str, ...] = ()
    how: str | None = None
    formula: str | None = None
    is_range: bool = True

    @property
    def live(self) -> LiveCells:
        return LiveCells(self.cells["low"], self.cells.get("point"), self.cells["high"])


class Block:
    """The rows from ``start`` on; ``constant`` tells the cell of a constant."""

    def __init__(
        self, start: int, sides: tuple[Side, ...], suffix: str, constant: Callable[[Fraction], str]
    ) -> None:
        self.lines: list[Line] = []
        self.sides, self.suffix = sides, suffix
        self._start, self._constant = start, constant
        self._refs: dict[Side, dict[str, Ref]] = {side: {} for side in sides}

    @property
    def end(self) -> int:
        """The row after the last one."""
        return self._start + len(self.lines)

    @property
    def has_held(self) -> bool:
        """Whether a cell is no formula."""
        return any(isinstance(cell, Held) for line in self.lines for cell in line.cells.values())

    def ref(self, key: str, side: Side) -> Ref | None:
        """The cell of a share or step."""
        return self._refs[side].get(key)

    def total(self, side: Side) -> Ref:
        """The cell of the interest itself, which is the last row."""
        return Ref(LETTERS[side], self.end - 1, self.lines[-1].values[side])

    def add(
        self,
        key: str,
        label: str,
        terms: Mapping[Side, Term],
        *,
        sources: tuple[str, ...],
        how: str,
        is_range: bool = False,
    ) -> None:
        """Add a share that steps know by ``key``.

        :raises FormulaTooLarge: a formula is longer than a cell can hold.
        """
        cells = {side: term.live() for side, term in terms.items()}
        values = {side: term.value for side, term in terms.items()}
        self._put(key, Line("share_used", label, cells, values, sources, how, None, is_range))

    def step(self, step: Step, how: str | None = None) -> None:
        """Add a step; one that no cell holds as its value."""
        values, cells = {}, dict[Side, Cell]()
        try:
            formula = cell_formula(step.expression, self._constant)
        except FormulaTooLarge:
            formula = None
        for side in self.sides:
            refs = self._refs[side]
            value = point(step.expression, {name: each.value for name, each in refs.items()})
            assert value is not None
            values[side] = value
            cells[side] = (
                Held(value, TOO_LARGE)
                if formula is None
                else Live(formula.over({name: each.text for name, each in refs.items()}), value)
            )
        label, told = f"{step.label}{self.suffix}", render(step.expression)
        self._put(step.name, Line("step", label, cells, values, (), how, told))

    def _put(self, key: str, line: Line) -> None:
        for side in self.sides:
            self._refs[side][key] = Ref(LETTERS[side], self.end, line.values[side])
        self.lines.append(line)
