"""The tables of a report: those of the workbook's sheets, and ``results``, all answers in one.

A table for programs holds plain values, and no formula is made for it. The workbook's sheets of
answers are made of lines; what those rest on, inputs and rates, is complete only once they have
been gone through, which :meth:`Tables.table` sees to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial

from dealmodel.calculators.options import options_checked
from dealmodel.derivations.answers import Derived, Effective, SourcesCompared, Stated
from dealmodel.errors import UsageError, did_you_mean, nearest
from dealmodel.exports.table import Column, Row, Table, value_of
from dealmodel.exports.tables import agreements, answers, checks, findings, inputs, rates, sources
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.checks import Checks, SheetFlags
from dealmodel.exports.tables.control import Control
from dealmodel.exports.tables.grid import Grid, Shape
from dealmodel.exports.tables.lines import Lines
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.ownership import OwnershipRows
from dealmodel.exports.tables.places import DERIVED_SHEETS, FIRST, OWNERSHIP, letters
from dealmodel.exports.tables.styles import TOLERANCE
from dealmodel.exports.tables.values import value_rows
from dealmodel.rates.rate import Rate
from dealmodel.reports.deriving import Report

RESULTS = "results"

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    RESULTS: answers.COLUMNS,
    "inputs": inputs.COLUMNS,
    "rates": rates.COLUMNS,
    **{sheet.lower(): answers.COLUMNS for sheet in DERIVED_SHEETS},
    "agreements": agreements.COLUMNS,
    "findings": findings.COLUMNS,
    "sources": sources.COLUMNS,
    "checks": checks.COLUMNS,
}
"""The columns of each table, by its name."""

NAMES = tuple(COLUMNS)

_FOR_SHEETS = ("exact_", "cells", "link", "live_")
"""Begin the keys of columns that serve a workbook only: numbers in full, for a cell cannot hold all
of their digits, and links to other rows."""


@options_checked
def table(report: Report, name: str = RESULTS) -> Table:
    """A table of ``report``: all its answers, or one of :data:`NAMES`.

    >>> from dealmodel.records.book import Book
    >>> from dealmodel.records.source import Source
    >>> from dealmodel.reports.deriving import report
    >>> found = report(Book(book="Deals", sources={"cnbc": Source(publisher="CNBC")}))
    >>> [row.cells[:2] for row in table(found, "sources").rows]
    [('cnbc', 'CNBC')]

    :raises UsageError: there is no such table.
    """
    check_name(name)
    if name in _VALUES:
        # Nothing of a workbook is made for what holds values alone.
        title = f"{report.book.book}: {name}"
        return Table(name, title, COLUMNS[name], tuple(_VALUES[name](report)))
    found = Tables(report).table(name)
    return replace(found, rows=tuple(found.rows))


def _results(report: Report) -> Iterator[Row]:
    for sheet in DERIVED_SHEETS:
        yield from value_rows(sheet, report)


_VALUES: Mapping[str, Callable[[Report], Iterator[Row]]] = {
    RESULTS: _results,
    **{sheet.lower(): partial(value_rows, sheet) for sheet in DERIVED_SHEETS},
}
"""The tables that hold plain values, by their names."""


def check_name(name: str) -> None:
    """Raises :class:`UsageError` where no table has the name."""
    if name not in NAMES:
        raise UsageError(
            f"no table {name[:40]!r}: one of {', '.join(NAMES)}"
            + did_you_mean(nearest(name, NAMES))
        )


_CONSTANTS = (*map(Fraction, (0, 1)), TOLERANCE, *map(Fraction, (10**6, 10**9)))
"""The constants of every workbook, whatever else its formulas need."""


def _rates_of(report: Report) -> Iterator[Rate]:
    """The exchange rates that the answers use."""
    for item in report.items:
        if isinstance(item, Derived):
            for quantity in item.result.inputs.values():
                if isinstance(quantity, Rate):
                    yield quantity


class Tables:
    """The tables of one report. Rows are made once, as they are asked for. ``with_control``: with
    what may be chosen in a workbook, and the answers that follow from it."""

    def __init__(self, report: Report, *, with_control: bool = False) -> None:
        self.report = report
        book = report.book
        self.sources = sources.Sources(book)
        self.inputs = inputs.Inputs(book, self.sources, report.rules)
        self.rates = rates.Rates(self.inputs.constant, _rates_of(report))
        self.formulas = Formulas(self.inputs.constant)
        self.flags: list[SheetFlags] = []
        self.control: Control | None = None
        if with_control:
            for value in _CONSTANTS:
                self.inputs.constant(value)
            prefer = report.options.get("prefer")
            self.control = Control(book, report.rules, report.items, self.inputs, prefer)
        self._lines = {sheet: self._planned(sheet) for sheet in DERIVED_SHEETS}

    @property
    def answers(self) -> Mapping[str, list[Answered]]:
        """The answers of each sheet that have been written."""
        return {sheet: lines.filling.answers for sheet, lines in self._lines.items()}

    def grid(self, sheet: str) -> Grid:
        """The columns of a sheet of answers."""
        return self._lines[sheet].grid

    def table(self, name: str) -> Table:
        """A table of what answers rest on, such as ``inputs``, for formats that hold numbers in
        full."""
        columns = COLUMNS[name]
        kept = [at for at, each in enumerate(columns) if not each.key.startswith(_FOR_SHEETS)]
        rows = (replace(row, cells=tuple(row.cells[at] for at in kept)) for row in self._rows(name))
        title = f"{self.report.book.book}: {name}"
        return Table(name, title, tuple(columns[at] for at in kept), rows)

    def derived(self, sheet: str) -> Iterator[Row]:
        """The lines of a sheet of answers, for a workbook."""
        lines, grid = self._lines[sheet], self._lines[sheet].grid
        count, failing, first = 0, 0, None
        fails = [grid.fields("unit", unit)["fails"] for unit in range(grid.shape.units)]
        changed = [grid.fields("unit", unit)["changed"] for unit in range(grid.shape.units)]
        for row in self._all_lines(sheet, lines):
            count += 1
            is_failing = sum(value_of(row.cells[each]) == 1 for each in fails)
            if is_failing:
                failing += is_failing
                first = first or ": ".join(str(each) for each in row.cells[:2])
            yield row
        if count:
            columns = (tuple(map(letters, changed)), tuple(map(letters, fails)))
            self.flags.append(SheetFlags(sheet, FIRST, FIRST + count - 1, *columns, failing, first))

    def agreements(self) -> Iterator[Row]:
        """The rows of agreements and facts."""
        stated = (
            item
            for item in self.report.items
            if isinstance(item, Stated) and not isinstance(item, Effective)
        )
        return agreements.agreement_rows(stated, self.report.book, self.sources)

    def findings(self) -> Iterator[Row]:
        """The rows of findings."""
        book = self.report.book
        suffix = "_agreement"
        overlaps = {
            f"{each.subject}.{each.name.removesuffix(suffix)}": each
            for several in self.answers.values()
            for each in several
            if each.name.endswith(suffix) and each.unit.currency == book.currency
        }
        return findings.finding_rows(self.report.findings, self.inputs, book, overlaps)

    def _planned(self, sheet: str) -> Lines:
        """The lines of a sheet, before any is written."""
        sections, ownership = DERIVED_SHEETS[sheet], self.report.ownership
        items = [
            item
            for item in self.report.items
            if isinstance(item, Derived | SourcesCompared)
            and item.subject.partition(".")[0] in sections
        ]
        has_holders = sheet == OWNERSHIP and ownership is not None
        shape = Shape(has_holders=has_holders, has_ranges=has_holders)
        book, control = self.report.book, self.control
        return Lines(sheet, items, book, self.inputs, self.rates, self.formulas, control, shape)

    def _all_lines(self, sheet: str, lines: Lines) -> Iterator[Row]:
        yield from lines.rows()
        ownership = self.report.ownership
        if sheet == OWNERSHIP and ownership is not None:
            made = OwnershipRows(ownership, self.report.book, lines.filling, self.inputs)
            yield from made.holdings()
            yield from made.interests(
                item for item in self.report.items if isinstance(item, Effective)
            )

    def _rows(self, name: str) -> Iterable[Row]:
        direct: Mapping[str, Callable[[], Iterator[Row]]] = {
            "agreements": self.agreements,
            "findings": self.findings,
            "sources": self.sources.rows,
        }
        if name in direct:
            return direct[name]()
        for each in DERIVED_SHEETS:
            for _ in self.derived(each):
                pass
        if name == "checks":
            return Checks(self.inputs.constant).rows(self.flags)
        return self.inputs.rows() if name == "inputs" else self.rates.rows()
