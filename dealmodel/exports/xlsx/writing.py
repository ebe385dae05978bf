"""The workbook, sheet by sheet.

Rows go to the file as they are made, whatever their number, in constant memory: the answers first,
then what they turned out to rest on, the cover last. The same report gives the same bytes: nothing
in the file tells when or where it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from dealmodel.calculators.options import options_checked
from dealmodel.derivations.answers import Effective, Stated
from dealmodel.exports.table import Cell, Column, Live, Row
from dealmodel.exports.tables import agreements, checks, findings, inputs, rates, sources
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.checks import SheetFlags
from dealmodel.exports.tables.places import (
    DERIVED_SHEETS,
    FIRST,
    HEADER,
    OWNERSHIP,
    SHEETS,
    cell_of,
    column_of,
    letters,
)
from dealmodel.exports.tables.verdicts import CONTRADICTORY
from dealmodel.exports.xlsx import control, cover
from dealmodel.exports.xlsx.bars import MAX_BLOCKS, blocks
from dealmodel.exports.xlsx.charts import draw, height
from dealmodel.exports.xlsx.holders_picture import draw_holders
from dealmodel.exports.xlsx.names import named_cells
from dealmodel.exports.xlsx.opening import opened
from dealmodel.exports.xlsx.page import (
    PAGE_ROWS,
    make_room,
    print_table,
    printed_areas,
    set_up_page,
    set_up_table,
    wrapped_columns,
)
from dealmodel.exports.xlsx.sheet import Sheet, accepted
from dealmodel.exports.xlsx.theme import Theme
from dealmodel.exports.xlsx.validation import validate
from dealmodel.rates.period import parse_period
from dealmodel.reports.deriving import Report
from dealmodel.version import __version__

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When a workbook says it was made whose book and sources have no date."""

_TITLES = {
    "Inputs": "Inputs: every figure as its source prints it",
    "Rates": "Exchange rates used",
    "Valuation": "Valuation: what stakes imply",
    "Prices": "Prices in other currencies",
    "Volumes": "Volumes, run-rates and ratios",
    "Ownership": "Ownership, directly and through others",
    "Agreements": "Agreements, their status and terms",
    "Findings": "Findings: where sources disagree, and what cannot be right",
    "Sources": "Sources",
    "Checks": "Checks: what must hold in this workbook",
}
_ABOUT = {
    "Inputs": "Change a blue number and everything follows. Low and high keep their distance from "
    "the value: change that, too, where the new figure is printed to another digit. What is not "
    "blue feeds no answer.",
    "Rates": "Change a blue rate and everything follows: each stands here once, and means, crosses "
    "and inverses are computed from it.",
    "Findings": "Verdicts on the claims of one fact follow the inputs, and so does their count. "
    "All else is as found at export.",
    "Agreements": "As told by the sources.",
}
_LIVE = (
    "Every number is a formula over Inputs and Rates: at the lowest, as printed, at the highest. "
    "( or ) instead of [ or ]: the end itself is left out."
)
_SPARE = (
    "New claims: one a line, with its words, its source's id and the record of a claim on the same "
    "fact; then dealmodel import takes them into the book"
)
_COMMENTS = 2_000
"""A reader meets no more; the meaning of every figure has a column as well."""
_MASTER = (2, 1)
"""Row and column of the master check on its sheet."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many sheets and rows there are, and what is to be told."""

    sheets: int
    rows: int
    warnings: tuple[str, ...]


@options_checked
def write_workbook(
    report: Report,
    file: BinaryIO,
    *,
    presentation: bool = False,
    step: Callable[[str], None] | None = None,
) -> Written:
    """Write ``report`` as a workbook to a file opened for bytes.

    ``presentation`` leaves out the colours of inputs, formulas and links. ``step`` is called with
    each answer's sheet as it is written, to show progress.

    Where it raises, what the file holds is no workbook. Raises ``OSError`` where the file cannot be
    written.

    :raises OutOfRange: a sheet of the workbook cannot hold all rows, or a number.
    """
    with opened(file) as workbook:
        writer = _Writer(report, workbook, step, coloured=not presentation)
        rows = writer.write()
    return Written(writer.sheets, rows, tuple(writer.warnings))


class _Writer:
    """The sheets of one workbook while they are written."""

    def __init__(
        self,
        report: Report,
        workbook: Workbook,
        step: Callable[[str], None] | None,
        *,
        coloured: bool,
    ) -> None:
        self.warnings: list[str] = []
        self._report, self._workbook, self._step, self._coloured = report, workbook, step, coloured
        self._tables = Tables(report, with_control=True)
        self._theme = Theme(workbook, coloured=coloured)
        self._sheets = {
            name: Sheet(workbook.add_worksheet(name), self._theme, self.warnings)
            for name in SHEETS
            if name in self._filled()
        }
        self._rows = self._lines = 0

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return len(self._sheets)

    def write(self) -> int:
        tables = self._tables
        for name in DERIVED_SHEETS:
            if name in self._sheets:
                grid = tables.grid(name)
                row = self._table(name, grid.columns, tables.derived(name), _LIVE, grid.groups)
                self._mark_flags(self._sheets[name], tables.flags[-1])
                last, breaks = self._blocks(name, row, len(grid.columns) + 1)
                if name == OWNERSHIP:
                    last = self._holders(last, breaks)
                self._print(name, printed_areas(grid, last, row))
        self._told("Agreements", agreements.COLUMNS, tables.agreements())
        last = self._told("Findings", findings.COLUMNS, tables.findings())
        self._told("Sources", sources.COLUMNS, tables.sources.rows())
        self._control()
        self._checks(last)
        self._told("Rates", rates.COLUMNS, tables.rates.rows())
        self._table("Inputs", inputs.COLUMNS, tables.inputs.rows())
        self._spare_rows()
        for name, cell in named_cells(tables, list(cover.headlines(tables)), self._master):
            accepted(self._workbook.define_name(name, f"={cell}"), f"the name {name}")
        self._cover()
        self._properties()
        return self._rows

    def _filled(self) -> set[str]:
        """The sheets that have something to show."""
        report = self._report
        items = [each for each in report.items if not isinstance(each, Stated)]
        told = (
            isinstance(each, Stated) for each in report.items if not isinstance(each, Effective)
        )
        sections = {each.subject.partition(".")[0] for each in items}
        filled = {name for name, several in DERIVED_SHEETS.items() if sections & set(several)}
        if report.ownership is not None and report.ownership.registry.holdings:
            filled.add(OWNERSHIP)
        others = {
            "Control": bool(filled),
            "Rates": any(True for _ in self._tables.rates.rows()),
            "Agreements": any(True for _ in told),
            "Findings": bool(report.findings),
            "Sources": bool(report.book.sources),
        }
        return {
            "Cover",
            "Inputs",
            "Checks",
            *filled,
            *(name for name, has in others.items() if has),
        }

    def _told(self, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
        """Write a table that may be left out; the last row written, or none."""
        return self._table(name, columns, rows) if name in self._sheets else 0

    def _holders(self, row: int, breaks: Sequence[int]) -> int:
        """Draw who holds whom on a page of its own; the last row used."""
        ownership, sheet = self._report.ownership, self._sheets[OWNERSHIP]
        if ownership is None or not ownership.registry.holdings:
            return row
        sheet.worksheet.set_h_pagebreaks([*breaks, row + 1])
        return draw_holders(sheet, row + 2, ownership, self._report.book)

    def _print(self, name: str, areas: Sequence[tuple[int, int, int, int]]) -> None:
        """Print some areas of a sheet, each from a page of its own."""
        worksheet = self._sheets[name].worksheet
        if len(areas) == 1:
            top, left, bottom, right = areas[0]
            worksheet.print_area(top - 1, left - 1, bottom - 1, right - 1)
            return
        worksheet.repeat_columns(0, 1)
        told = ",".join(
            f"{name}!${letters(left - 1)}${top}:${letters(right - 1)}${bottom}"
            for top, left, bottom, right in areas
        )
        code = self._workbook.define_name(f"{name}!_xlnm.Print_Area", f"={told}")
        accepted(code, f"what is printed of {name}")

    def _mark_flags(self, sheet: Sheet, flags: SheetFlags) -> None:
        """Show in red where something fails."""
        for column in flags.fails:
            cells = f"{column}{flags.first}:{column}{flags.last}"
            rule = {"type": "cell", "criteria": ">", "value": 0, "format": self._theme.failed}
            code = sheet.worksheet.conditional_format(cells, rule)
            accepted(code, f"the colour of failed checks on {sheet.name}")

    def _blocks(self, name: str, row: int, beside: int) -> tuple[int, list[int]]:
        """Draw a sheet's blocks below its table, none across a page; the last row used, and the
        rows that begin a page."""
        sheet = self._sheets[name]
        breaks: list[int] = []
        page = row - self._lines  # before the first row, as far as rows have several lines
        several = blocks(name, self._tables)
        for block in several[:MAX_BLOCKS]:
            end = row + 1 + height(block)
            if end - page > PAGE_ROWS:
                page = row + 1
                breaks.append(page)
            constant = self._tables.inputs.constant
            row = draw(block, sheet, self._workbook, row + 2, beside, constant)
        sheet.worksheet.set_h_pagebreaks(breaks)
        if len(several) > MAX_BLOCKS:
            row += 2
            sheet.text(row, 0, f"Only the first {MAX_BLOCKS} are drawn.", "subtitle")
        return row, breaks

    def _table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        about: str | None = None,
        groups: Mapping[int, str] = MappingProxyType({}),
    ) -> int:
        """Write a table with its titles, and those of the ``groups`` of its columns, by where they
        begin; the last row written."""
        sheet = self._sheets[name]
        self._set_up(sheet, columns)
        sheet.text(1, 0, _TITLES.get(name, name), "title")
        sheet.text(2, 0, about or _ABOUT.get(name, self._report.book.book), "subtitle")
        for index, title in groups.items():
            sheet.text(HEADER - 1, index, title, "label")
        return self._body(sheet, columns, rows)

    def _body(self, sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row]) -> int:
        for index, column in enumerate(columns):
            sheet.header(HEADER, index, column)
        number, self._lines = HEADER, HEADER
        has_inputs = any(column.is_input for column in columns)
        wrapped = wrapped_columns(columns)
        styles: dict[str, list[int]] = {}
        for number, row in enumerate(rows, FIRST):
            if wrapped:
                self._lines += make_room(sheet, number, row, wrapped)
            sheet.row(number, row, columns)
            if sheet.name == "Inputs" and number < FIRST + _COMMENTS:
                sheet.comment(number, inputs.VALUE_INDEX, str(row.cells[inputs.WHY_INDEX]))
            if has_inputs and not row.is_fixed:
                styles.setdefault(row.style, []).append(number)
            if self._step is not None:
                self._step(sheet.name)
        self._rows += number - HEADER
        worksheet = sheet.worksheet
        if number > HEADER:
            worksheet.autofilter(HEADER - 1, 0, number - 1, len(columns) - 1)
        if sheet.name not in DERIVED_SHEETS:
            print_table(sheet, columns, number)
        validate(sheet, columns, styles)
        return number

    def _set_up(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        set_up_table(sheet, columns)
        set_up_page(sheet, self._report.book.book, coloured=self._coloured)

    def _checks(self, last_finding: int) -> None:
        sheet, tables = self._sheets["Checks"], self._tables
        made = checks.Checks(tables.inputs.constant)
        self._set_up(sheet, checks.COLUMNS)
        sheet.text(1, 0, _TITLES["Checks"], "title")
        row, index = _MASTER
        sheet.text(row, 0, "Master check", "label")
        sheet.live(row, index, made.master(tables.flags), "")
        column = column_of(findings.COLUMNS, "contradictions")
        cells = f"Findings!${column}${FIRST}:${column}${max(last_finding, FIRST)}"
        if not last_finding:
            cells = tables.inputs.constant(Fraction(0))
        first, end = tables.inputs.spare
        says, value = (column_of(inputs.COLUMNS, key) for key in ("says", "value"))
        spare = f"Inputs!${says}${first}:${value}${end}"
        rows = chain(
            made.rows(tables.flags),
            [
                made.contradictions(cells, self._contradictions),
                made.added(spare, FIRST + len(tables.flags) + 1),
            ],
        )
        last = self._body(sheet, checks.COLUMNS, rows)
        flags = f"{checks.FAILS}{FIRST}:{checks.FAILS}{last}"
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": self._theme.failed}
        accepted(sheet.worksheet.conditional_format(flags, rule), "the colour of failed checks")
        _mark_failure(sheet, *_MASTER, self._theme)

    @property
    def _contradictions(self) -> int:
        return sum(each.verdict == CONTRADICTORY for each in self._report.findings)

    @property
    def _master(self) -> str:
        row, index = _MASTER
        return cell_of("Checks", letters(index), row)

    def _spare_rows(self) -> None:
        """The marked lines for new claims, at the foot of Inputs."""
        sheet, (first, last) = self._sheets["Inputs"], self._tables.inputs.spare
        sheet.text(first - 1, 0, _SPARE, "label")
        keys = [column.key for column in inputs.COLUMNS]
        places = {key: keys.index(key) for key in inputs.SPARE_KEYS}
        for row in range(first, last + 1):
            for index in places.values():
                sheet.spare(row, index)
        choices = {
            "source": ("Sources", "A", len(self._report.book.sources)),
            "record": ("Inputs", letters(places["record"]), first - 2 - FIRST),
        }
        for key, (name, letter, count) in choices.items():
            if count > 0:
                listed = f"={name}!${letter}${FIRST}:${letter}${FIRST + count - 1}"
                options = {"validate": "list", "source": listed, "error_type": "warning"}
                place = (first - 1, places[key], last - 1, places[key])
                accepted(sheet.worksheet.data_validation(*place, options), "lines for new claims")

    def _control(self) -> None:
        sheet = self._sheets.get("Control")
        if sheet is None:
            return
        last = control.write_control(sheet, self._tables)
        set_up_page(sheet, self._report.book.book, coloured=self._coloured)
        sheet.worksheet.print_area(0, 0, last - 1, len(control.WIDTHS) - 1)

    def _cover(self) -> None:
        sheet, report = self._sheets["Cover"], self._report
        for index, width in enumerate(cover.WIDTHS):
            sheet.worksheet.set_column(index, index, width)
        made = checks.Checks(self._tables.inputs.constant)
        told = cell_of("Checks", checks.COUNT, FIRST + len(self._tables.flags))
        facts: list[tuple[str, Cell]] = [
            ("As of", report.book.as_of or "no date stated in the book"),
            ("Figures read", _reading(report)),
            ("Contradictions", Live(f"={told}", Fraction(self._contradictions), is_link=True)),
            (
                "Checks",
                Live(f"={self._master}", made.master(self._tables.flags).value, is_link=True),
            ),
        ]
        about = [
            (
                "Written by",
                f"dealmodel {__version__}; its receipt: comments in the file's properties",
            ),
            ("SHA-256 of the book", report.book.sha256 or "none: it was built in memory"),
        ]
        sheets = list(self._sheets)
        last = cover.write_cover(sheet, self._tables, facts, about, sheets, coloured=self._coloured)
        set_up_page(sheet, report.book.book, coloured=self._coloured)
        sheet.worksheet.print_area(0, 0, last, len(cover.WIDTHS) - 1)
        sheet.worksheet.fit_to_pages(1, 1 if last < PAGE_ROWS else 0)
        _mark_failure(sheet, cover.FACTS + len(facts) - 1, 1, self._theme)
        at = cover.FACTS + len(facts) - 3
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": self._theme.failed}
        code = sheet.worksheet.conditional_format(at, 1, at, 1, rule)
        accepted(code, "the colour of contradictions on Cover")
        sheet.worksheet.activate()

    def _properties(self) -> None:
        report = self._report
        self._workbook.set_properties(
            {
                "title": report.book.book[:255],
                "subject": "Deal terms as printed, with bounds, formulas, rates and sources",
                "author": "dealmodel",
                "comments": report.receipt.text,
                "created": _dated(report),
            }
        )


def _dated(report: Report) -> datetime:
    """The day that the workbook is of: that of the book, else of its latest source. It says nothing
    of when the file was written, so that the same report gives the same bytes."""
    book = report.book
    days = [book.as_of] if book.as_of else [each.published for each in book.sources.values()]
    last = max((parse_period(day).last for day in days if day), default=_UNDATED.date())
    return datetime.combine(max(last, _UNDATED.date()), datetime.min.time())


def _reading(report: Report) -> str:
    """How the hedges of figures were read."""
    if report.rules.exact:
        return "every number exactly as printed"
    return "hedges to the letter" if report.rules.reading == "strict" else "hedges as usual"


def _mark_failure(sheet: Sheet, row: int, index: int, theme: Theme) -> None:
    rule = {"type": "cell", "criteria": "==", "value": f'"{checks.LOOK}"', "format": theme.failed}
    code = sheet.worksheet.conditional_format(row - 1, index, row - 1, index, rule)
    accepted(code, f"the colour of the master check on {sheet.name}")
    code = sheet.worksheet.conditional_format(
        row - 1, index, row - 1, index, {"type": "errors", "format": theme.failed}
    )
    accepted(code, f"the colour of an error on {sheet.name}")
