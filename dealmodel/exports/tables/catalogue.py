"""The tables of a report: those of the workbook's sheets, and ``results``, all answers in one.

The tables of inputs and rates hold what the answers rest on, so that they are complete only once
the answers' own rows have been gone through; :meth:`Tables.table` sees to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from dealmodel.calculators.options import options_checked
from dealmodel.derivations.answers import Derived, Effective, SourcesCompared, Stated
from dealmodel.errors import UsageError, did_you_mean, nearest
from dealmodel.exports.table import Column, Row, Table
from dealmodel.exports.tables import agreements, answers, checks, findings, inputs, rates, sources
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.checks import Check, Checks, Exported, RoundTrip
from dealmodel.exports.tables.control import Control
from dealmodel.exports.tables.derived import DerivedRows
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.ownership import OwnershipRows
from dealmodel.exports.tables.places import DERIVED_SHEETS, OWNERSHIP
from dealmodel.exports.tables.styles import TOLERANCE, style_of
from dealmodel.formulas.cells import cell_formula
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
    found = Tables(report).table(name)
    return replace(found, rows=tuple(found.rows))


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
        self.checks: list[Check] = []
        self.answers: dict[str, list[Answered]] = {sheet: [] for sheet in DERIVED_SHEETS}
        self.control: Control | None = None
        if with_control:
            for value in _CONSTANTS:
                self.inputs.constant(value)
            prefer = report.options.get("prefer")
            self.control = Control(book, report.rules, report.items, self.inputs, prefer)

    def table(self, name: str) -> Table:
        """The table of a name, such as ``results``, ``inputs`` or ``valuation``, for formats that
        hold numbers in full.

        :raises UsageError: there is none.
        """
        check_name(name)
        columns = COLUMNS[name]
        kept = [at for at, each in enumerate(columns) if not each.key.startswith(_FOR_SHEETS)]
        rows = (replace(row, cells=tuple(row.cells[at] for at in kept)) for row in self._rows(name))
        title = f"{self.report.book.book}: {name}"
        return Table(name, title, tuple(columns[at] for at in kept), rows)

    def derived(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet of answers, in full."""
        book, is_live = self.report.book, self.control is not None
        rows = DerivedRows(sheet, book, self.inputs, self.rates, self.formulas, with_words=is_live)
        subject = ""
        for item in self.report.items:
            if not isinstance(item, Derived | SourcesCompared):
                continue
            if item.subject.partition(".")[0] in DERIVED_SHEETS[sheet]:
                if item.subject != subject:
                    yield from self._chosen(sheet, subject, rows)
                    subject = item.subject
                for row, answered in rows.answered(item):
                    self._told(sheet, answered)
                    if isinstance(item, Derived):
                        self.checks += self._round_trip(item, answered, rows)
                        if self.control is not None:
                            self.control.told(item, answered.where)
                    yield row
        yield from self._chosen(sheet, subject, rows)
        if sheet == OWNERSHIP and self.report.ownership is not None:
            yield from self._ownership(rows)

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

    def _chosen(self, sheet: str, subject: str, rows: DerivedRows) -> Iterator[Row]:
        """The answers on a subject over what is chosen on Control."""
        templates = () if self.control is None else self.control.templates.get(subject, ())
        for template in templates:
            made = rows.chosen(template)
            if made is not None:
                row, answered = made
                self._told(sheet, answered)
                yield row

    def _told(self, sheet: str, answered: Answered) -> None:
        self.answers[sheet].append(answered)
        self.checks.append(Exported(answered))

    def _ownership(self, rows: DerivedRows) -> Iterator[Row]:
        assert self.report.ownership is not None
        made = OwnershipRows(self.report.ownership, self.report.book, rows, self.inputs)
        for row, answered in made.holdings():
            self._told(OWNERSHIP, answered)
            yield row
        self.checks += made.sums()
        items = (item for item in self.report.items if isinstance(item, Effective))
        for row, answered in made.interests(items):
            self._told(OWNERSHIP, answered)
            yield row

    def _rows(self, name: str) -> Iterator[Row]:
        sheet = name.capitalize()
        if sheet in DERIVED_SHEETS:
            return self.derived(sheet)
        direct: Mapping[str, Callable[[], Iterator[Row]]] = {
            "agreements": self.agreements,
            "findings": self.findings,
            "sources": self.sources.rows,
            RESULTS: self._results,
        }
        if name in direct:
            return direct[name]()
        for _ in self._results():
            pass
        if name == "checks":
            return map(Checks(self.formulas).row, self.checks)
        return self.inputs.rows() if name == "inputs" else self.rates.rows()

    def _results(self) -> Iterator[Row]:
        for sheet in DERIVED_SHEETS:
            yield from self.derived(sheet)

    def _round_trip(self, item: Derived, answered: Answered, rows: DerivedRows) -> Iterator[Check]:
        """Taking a converted amount back."""
        result = item.result
        inner, legs = rows.legs(result)
        if not legs or result.point is None:
            return
        back, value = f"={answered.where.point}", result.point
        for rate, where, multiplied in legs:
            back += f"{'/' if multiplied else '*'}{where.point}"
            value = value / rate.value if multiplied else value * rate.value
        points = {name: each.point for name, each in rows.places(result, item.subject).items()}
        due = cell_formula(inner, self.formulas.constant).over(points)
        first = next(iter(result.inputs.values()))
        style = style_of(result.kind, first.unit)
        yield RoundTrip(answered.title, answered.label, answered.where, back, due, value, style)
