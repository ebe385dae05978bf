"""The cover: what the workbook is about, whether its checks pass, its headline answers.

The headline answers are links to the sheets where they are computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.exports.table import Cell, Column, Link, Live
from dealmodel.exports.tables.answers import COLUMNS, Answered
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.places import DERIVED_SHEETS, SHEETS
from dealmodel.exports.xlsx.sheet import Sheet
from dealmodel.exports.xlsx.theme import Role
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says

SHEET = "Cover"
MAX_HEADLINES = 60

FACTS = 4
"""The row of the first fact."""

_FACT = Column("fact", "", 0, "number")
_SOURCES = Column("sources", "Sources", 40)

WIDTHS = (44, 44, 20, 20, 20, 14, 40)

HEADLINES = (
    "implied_equity_value",
    "implied_equity_value_agreement",
    "converted_price",
    "volume_before",
    "run_rate",
    "peer_volume",
    "ratio",
    "effective_interest",
)
"""The answers that a reader asks for first."""

_CONTENTS = {
    "Control": "which claim counts, and in which case, currency and unit answers are shown",
    "Inputs": "every figure as its source prints it, with what it can mean",
    "Rates": "the exchange rates used, by day and publisher",
    "Valuation": "what stakes imply, source by source and where they agree",
    "Prices": "prices in other currencies on their date",
    "Volumes": "volumes, run-rates, growth undone and ratios",
    "Ownership": "who holds what through whom",
    "Agreements": "agreements with their status and terms, and facts",
    "Findings": "where sources disagree, and what cannot be right",
    "Sources": "who published what",
    "Checks": "what must hold in this workbook",
}
_KEY: tuple[tuple[Role, str], ...] = (
    ("input", "blue: entered, and may be changed"),
    ("formula", "black: computed here"),
    ("link", "green: taken from another sheet, or leads there"),
    ("held", "italic: a value that no plain formula gives; it does not follow the inputs"),
)


def headlines(tables: Tables) -> Iterator[Answered]:
    """The answers for the cover: in the book's currency, where they are money."""
    book = tables.report.book
    for sheet in DERIVED_SHEETS:
        for answered in tables.answers[sheet]:
            currency = answered.unit.currency
            if answered.name in HEADLINES and currency in (None, book.currency):
                yield answered


def write_cover(
    sheet: Sheet, tables: Tables, facts: Sequence[tuple[str, Cell]], *, coloured: bool
) -> int:
    """Write the cover; ``facts`` are what is known of the workbook. The last row written."""
    book = tables.report.book
    sheet.text(1, 0, book.book, "title")
    sheet.text(2, 0, "Figures as their sources print them, and what follows from them", "subtitle")
    row = FACTS
    for label, value in facts:
        sheet.text(row, 0, label, "label")
        sheet.cell(row, 1, value, _FACT, "fact")
        row += 1
    row = _headlines(sheet, row + 1, list(headlines(tables)), book)
    row = _contents(sheet, row + 1)
    if coloured:
        row = _colour_key(sheet, row + 1)
    return _not_derived(sheet, row + 1, tables.report.warnings) - 1


def _contents(sheet: Sheet, row: int) -> int:
    sheet.text(row, 0, "Sheets", "label")
    for name in SHEETS[1:]:
        holds = _CONTENTS.get(name, "answers")
        row += 1
        sheet.link(row, 0, Link(name, f"{name}!A1"))
        sheet.text(row, 1, holds)
    return row + 1


def _colour_key(sheet: Sheet, row: int) -> int:
    sheet.text(row, 0, "Colours", "label")
    for role, meaning in _KEY:
        row += 1
        sheet.text(row, 0, meaning, role)
    return row + 1


def _headlines(sheet: Sheet, row: int, answers: Sequence[Answered], book: Book) -> int:
    if not answers:
        return row
    for index, column in enumerate((*COLUMNS[:6], _SOURCES)):
        sheet.header(row, index, column)
    for answered in answers[:MAX_HEADLINES]:
        row += 1
        _headline(sheet, row, answered, book)
    if len(answers) > MAX_HEADLINES:
        row += 1
        sheet.text(row, 0, f"and {len(answers) - MAX_HEADLINES} more on the sheets", "subtitle")
    return row + 1


def _headline(sheet: Sheet, row: int, answered: Answered, book: Book) -> None:
    where, style = answered.where, answered.style
    sheet.text(row, 0, answered.title)
    sheet.text(row, 1, answered.label)
    sheet.live(row, 2, Live(f"={where.low}", answered.low, is_link=True), style)
    if answered.point is not None:
        sheet.live(row, 3, Live(f"={where.point}", answered.point, is_link=True), style)
    sheet.live(row, 4, Live(f"={where.high}", answered.high, is_link=True), style)
    if answered.unit.text:
        sheet.text(row, 5, answered.unit.text)
    sheet.text(row, 6, who_says(answered.sources, book))


def _not_derived(sheet: Sheet, row: int, warnings: Sequence[str]) -> int:
    if not warnings:
        return row
    sheet.text(row, 0, "Not derived", "label")
    for warning in warnings:
        row += 1
        sheet.text(row, 0, warning)
    return row + 1
