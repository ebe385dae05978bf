"""The workbook, sheet by sheet.

Rows go to the file as they are made, whatever their number, in constant memory: the answers first,
then what they turned out to rest on, the cover last. The same report gives the same bytes: nothing
in the file tells when or where it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from dealmodel.exports.table import Cell, Column, Live, Row
from dealmodel.exports.tables import agreements, answers, checks, findings, inputs, rates, sources
from dealmodel.exports.tables.catalogue import DERIVED_SHEETS, Tables
from dealmodel.exports.tables.places import FIRST, HEADER, SHEETS, cell_of, column_of, letters
from dealmodel.exports.workbook import cover
from dealmodel.exports.workbook.bars import blocks
from dealmodel.exports.workbook.charts import draw, height
from dealmodel.exports.workbook.names import MAX_NAMES, Names
from dealmodel.exports.workbook.opening import opened
from dealmodel.exports.workbook.sheet import Sheet
from dealmodel.exports.workbook.theme import Theme
from dealmodel.exports.workbook.validation import validate
from dealmodel.reports.deriving import Report

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every workbook says it was made."""

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
    "the value: change that, too, where the new figure is printed to another digit.",
    "Rates": "Change a blue rate and everything follows.",
    "Findings": "As found in the book at export; they do not follow the inputs.",
    "Agreements": "As told by the sources.",
}
_LIVE = (
    "Every number is a formula over Inputs and Rates: at the lowest, as printed, at the highest. "
    "( or ) instead of [ or ]: the end itself is left out."
)
_PRINTED_TO = {
    "Inputs": "why",
    "Rates": "note",
    "Agreements": "source",
    "Findings": "claims",
    "Sources": "url",
    "Checks": "fails",
}
"""The last column that is printed, where it is not that of the claims."""
_TABS = {"Inputs": "#0000FF", "Rates": "#0000FF", "Cover": "#007A33", "Checks": "#7F7F7F"}
_PAGE_ROWS = 70
"""So many rows of a sheet with answers go on a printed page."""
_ROW, _LINE, _TITLE_LINE, _HEADER_LINE = 14.25, 13.5, 20, 18
"""Heights in points: of a row, of each line in one with several, of titles."""
_ZOOM = 85
"""In per cent: so that a row fits a screen."""
_MOST_LINES = 30
"""So many lines of a text a row shows."""
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
        rows = writer.write(version("dealmodel"))
    return Written(len(SHEETS), rows, tuple(writer.warnings))


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
        self._tables = Tables(report)
        self._theme = Theme(workbook, coloured=coloured)
        self._sheets = {
            name: Sheet(workbook.add_worksheet(name), self._theme, self.warnings) for name in SHEETS
        }
        self._rows = 0

    def write(self, release: str) -> int:
        tables = self._tables
        for name in DERIVED_SHEETS:
            row = self._table(name, answers.COLUMNS, tables.derived(name), _LIVE)
            self._print(name, answers.COLUMNS, self._blocks(name, row))
        self._table("Agreements", agreements.COLUMNS, tables.agreements())
        last = self._table("Findings", findings.COLUMNS, tables.findings())
        self._table("Sources", sources.COLUMNS, tables.sources.rows())
        self._checks(last)
        self._table("Rates", rates.COLUMNS, tables.rates.rows())
        self._table("Inputs", inputs.COLUMNS, tables.inputs.rows())
        self._names()
        self._cover(release)
        self._properties(release)
        return self._rows

    def _blocks(self, name: str, row: int) -> int:
        """Draw a sheet's blocks below its table, none across a page; the last row used."""
        sheet = self._sheets[name]
        breaks: list[int] = []
        page = 0
        for block in blocks(name, self._tables):
            end = row + 1 + height(block)
            if end - page > _PAGE_ROWS:
                page = row + 1
                breaks.append(page)
            row = draw(block, sheet, self._workbook, row + 2)
        sheet.worksheet.set_h_pagebreaks(breaks)
        return row

    def _table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Row], about: str | None = None
    ) -> int:
        """Write a table with its titles; the last row written."""
        sheet = self._sheets[name]
        self._set_up(sheet, columns)
        sheet.text(1, 0, _TITLES[name], "title")
        sheet.text(2, 0, about or _ABOUT.get(name, self._report.book.book), "subtitle")
        return self._body(sheet, columns, rows)

    def _body(self, sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row]) -> int:
        for index, column in enumerate(columns):
            sheet.header(HEADER, index, column)
        number = HEADER
        has_inputs = any(column.is_input for column in columns)
        wrapped = [(at, each.width + 4) for at, each in enumerate(columns) if each.wraps]
        styles: dict[str, list[int]] = {}
        for number, row in enumerate(rows, FIRST):
            if wrapped:
                _make_room(sheet, number, row, wrapped)
            sheet.row(number, row, columns)
            if sheet.name == "Inputs" and number < FIRST + _COMMENTS:
                sheet.comment(number, inputs.VALUE_INDEX, str(row.cells[inputs.WHY_INDEX]))
            if has_inputs:
                styles.setdefault(row.style, []).append(number)
            if self._step is not None:
                self._step(sheet.name)
        self._rows += number - HEADER
        worksheet = sheet.worksheet
        if number > HEADER:
            worksheet.autofilter(HEADER - 1, 0, number - 1, len(columns) - 1)
        self._print(sheet.name, columns, number)
        validate(sheet, columns, styles)
        return number

    def _print(self, name: str, columns: Sequence[Column], last: int) -> None:
        """Print up to a row, and the columns that fit a page."""
        keys = [column.key for column in columns]
        final = keys.index(_PRINTED_TO.get(name, "sources"))
        self._sheets[name].worksheet.print_area(0, 0, max(last, FIRST) - 1, final)

    def _set_up(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        worksheet = sheet.worksheet
        worksheet.set_row(0, _TITLE_LINE)
        worksheet.set_row(HEADER - 1, _HEADER_LINE)
        for index, column in enumerate(columns):
            worksheet.set_column(index, index, column.width)
        worksheet.freeze_panes(HEADER, _frozen(columns))
        worksheet.repeat_rows(HEADER - 1)
        self._page(sheet)

    def _page(self, sheet: Sheet) -> None:
        worksheet = sheet.worksheet
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        worksheet.hide_gridlines(2)
        worksheet.set_zoom(_ZOOM)
        worksheet.set_default_row(_ROW)
        title = self._report.book.book[:100].replace("&", "&&")
        # The blank keeps a figure in the title from being read as the size of the letters.
        worksheet.set_footer(f"&L&8 {title}&C&8&A&R&8&P / &N")
        if self._coloured and sheet.name in _TABS:
            worksheet.set_tab_color(_TABS[sheet.name])

    def _checks(self, last_finding: int) -> None:
        sheet, tables = self._sheets["Checks"], self._tables
        made = checks.Checks(tables.formulas)
        self._set_up(sheet, checks.COLUMNS)
        sheet.text(1, 0, _TITLES["Checks"], "title")
        row, index = _MASTER
        sheet.text(row, 0, "Master check", "label")
        sheet.live(row, index, made.master(tables.checks), "")
        column = column_of(findings.COLUMNS, "contradictions")
        cells = f"Findings!${column}${FIRST}:${column}${max(last_finding, FIRST)}"
        rows = chain(
            map(made.row, tables.checks), [made.contradictions(cells, self._contradictions)]
        )
        last = self._body(sheet, checks.COLUMNS, rows)
        flags = f"{checks.FAILS}{FIRST}:{checks.FAILS}{last}"
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": self._theme.failed}
        sheet.worksheet.conditional_format(flags, rule)
        _mark_failure(sheet, *_MASTER, self._theme)

    @property
    def _contradictions(self) -> int:
        return sum(each.verdict == findings.CONTRADICTORY for each in self._report.findings)

    def _names(self) -> None:
        """Names of inputs, rates and headline answers, where they are few enough to be read."""
        names, tables = Names(), self._tables
        claims = list(tables.inputs.claims())
        if len(claims) <= MAX_NAMES:
            for path, claim, where in claims:
                words = [str(key) for key in path[1:] if not isinstance(key, int)]
                names.add("in", [*words, claim.source], where.point)
        used = list(tables.rates)
        if len(used) <= MAX_NAMES:
            for rate, where in used:
                names.add("fx", [rate.name, rate.requested], where.point)
        headlines = [each for each in cover.headlines(tables) if each.point is not None]
        if len(headlines) <= MAX_NAMES:
            for each in headlines:
                words = [each.subject.partition(".")[2], each.name, *each.sources]
                names.add("out", [*words, *each.unit.currencies], each.where.point)
        names.add("out", ["master_check"], self._master)
        for name, cell in names:
            self._workbook.define_name(name, f"={cell}")

    @property
    def _master(self) -> str:
        row, index = _MASTER
        return cell_of("Checks", letters(index), row)

    def _cover(self, release: str) -> None:
        sheet, report = self._sheets["Cover"], self._report
        for index, width in enumerate(cover.WIDTHS):
            sheet.worksheet.set_column(index, index, width)
        made = checks.Checks(self._tables.formulas)
        told = cell_of(
            "Checks", column_of(checks.COLUMNS, "point"), FIRST + len(self._tables.checks)
        )
        facts: list[tuple[str, Cell]] = [
            ("As of", report.book.as_of or "no date stated in the book"),
            ("Currency", report.book.currency),
            ("Figures read", _reading(report)),
            ("Written by", f"dealmodel {release}"),
            ("SHA-256 of the book", report.book.sha256 or "none: it was built in memory"),
            ("Contradictions", Live(f"={told}", Fraction(self._contradictions), is_link=True)),
            (
                "Checks",
                Live(f"={self._master}", made.master(self._tables.checks).value, is_link=True),
            ),
        ]
        last = cover.write_cover(sheet, self._tables, facts, coloured=self._coloured)
        self._page(sheet)
        sheet.worksheet.print_area(0, 0, last, len(cover.WIDTHS) - 1)
        sheet.worksheet.fit_to_pages(1, 1 if last < _PAGE_ROWS else 0)
        _mark_failure(sheet, cover.FACTS + len(facts) - 1, 1, self._theme)
        sheet.worksheet.activate()

    def _properties(self, release: str) -> None:
        book = self._report.book
        self._workbook.set_properties(
            {
                "title": book.book[:255],
                "subject": "Deal terms as printed, with bounds, formulas, rates and sources",
                "author": "dealmodel",
                "comments": f"dealmodel {release}; book SHA-256 {book.sha256 or 'none'}",
                "created": _CREATED,
            }
        )


def _frozen(columns: Sequence[Column]) -> int:
    """How many columns stay in sight: those that tell what a row is about."""
    return 2 if columns[0].key == "subject" else 1


def _make_room(sheet: Sheet, number: int, row: Row, wrapped: Sequence[tuple[int, int]]) -> None:
    """As many lines as the longest text of the ``wrapped`` columns takes, each with the characters
    that its line holds; not every program makes room by itself."""
    texts = ((row.cells[at], held) for at, held in wrapped)
    lines = max((-(-len(text) // held) for text, held in texts if isinstance(text, str)), default=1)
    if lines > 1:
        sheet.worksheet.set_row(number - 1, _LINE * min(lines, _MOST_LINES))


def _reading(report: Report) -> str:
    """How the hedges of figures were read."""
    if report.rules.exact:
        return "every number exactly as printed"
    return "hedges to the letter" if report.rules.reading == "strict" else "hedges as usual"


def _mark_failure(sheet: Sheet, row: int, index: int, theme: Theme) -> None:
    rule = {"type": "cell", "criteria": "==", "value": f'"{checks.LOOK}"', "format": theme.failed}
    sheet.worksheet.conditional_format(row - 1, index, row - 1, index, rule)
