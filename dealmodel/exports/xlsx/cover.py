"""The cover: what the workbook is about, whether its checks pass, its headline answers.

Its lines are links to the sheets where the answers are computed, in the currency and unit chosen on
Control.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.derivations.kind import VALUATION
from dealmodel.exports.table import Cell, Column, Link
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.places import DERIVED_SHEETS
from dealmodel.exports.xlsx.sheet import Sheet
from dealmodel.exports.xlsx.shown import Shown as Line
from dealmodel.exports.xlsx.shown import currencies, write_shown
from dealmodel.exports.xlsx.theme import Role
from dealmodel.records.naming import who_says

SHEET = "Cover"
MAX_HEADLINES = 60

FACTS = 4
"""The row of the first fact."""

_FACT = Column("fact", "", 0, "number")
WIDTHS = (36, 34, 14, 14, 14, 12, 40)

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

SUMMARY = (
    "share",
    "paid",
    "implied_equity_value",
    "pre_money",
    "enterprise_value",
    "holder_share",
    "converted_price",
    "volume",
    "volume_before",
    "run_rate",
    "peer_volume",
    "effective_interest",
)
"""What a person would send on: the terms of deals, and what follows from them."""

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
    sheet: Sheet,
    tables: Tables,
    facts: Sequence[tuple[str, Cell]],
    about: Sequence[tuple[str, str]],
    sheets: Sequence[str],
    *,
    coloured: bool,
) -> int:
    """Write the cover; ``facts`` are what a reader has to know of the workbook, ``about`` is how it
    came to be, ``sheets`` are those that there are. The last row written."""
    book = tables.report.book
    sheet.text(1, 0, book.book, "title")
    sheet.text(2, 0, "Figures as their sources print them, and what follows from them", "subtitle")
    row = FACTS
    for label, value in facts:
        sheet.text(row, 0, label, "label")
        sheet.cell(row, 1, value, _FACT, "fact")
        row += 1
    row = _summary(sheet, row + 1, summary(tables), tables)
    row = _contents(sheet, row + 1, sheets)
    if coloured:
        row = _colour_key(sheet, row + 1)
    sheet.text(row + 1, 0, "This file", "label")
    row += 2
    for label, text in about:
        sheet.text(row, 0, label)
        sheet.text(row, 1, text)
        row += 1
    return _not_derived(sheet, row + 1, tables.report.warnings) - 1


def summary(tables: Tables) -> list[Line]:
    """The terms that are stated and the answers that a reader asks for first, in the sheets' order:
    as they are chosen on Control where several sources tell of one, else each as it is."""
    lines: dict[tuple[str, str], list[Line]] = {}
    chosen = _chosen(tables)
    for sheet in DERIVED_SHEETS:
        for each in tables.answers[sheet]:
            base = each.name.removesuffix("_chosen")
            if base not in SUMMARY:
                continue
            key = each.subject, each.label.removesuffix(", as chosen")
            several = lines.setdefault(key, [])
            if key in chosen:
                lines[key] = [chosen[key]]
            elif each.name.endswith("_chosen"):
                _add(several, each, sheet, is_chosen=True)
            elif not any(line.is_chosen for line in several):
                _add(several, each, sheet, is_chosen=False)
    found = []
    for several in lines.values():
        of_choice = [line for line in several if line.is_chosen]
        found += of_choice or several
    return found


def _chosen(tables: Tables) -> dict[tuple[str, str], Line]:
    """The facts that are chosen among on Control."""
    found: dict[tuple[str, str], Line] = {}
    control = tables.control
    for fact in () if control is None else control.facts:
        value, bounds = fact.number(fact.chosen)
        sources = tuple(dict.fromkeys(choice.source for choice in fact.choices))
        answered = Answered(
            fact.subject,
            fact.title,
            fact.what,
            fact.what,
            fact.where,
            value,
            bounds,
            fact.unit,
            fact.kind,
            sources,
        )
        is_large = fact.subject.startswith("stakes.")
        line = Line(fact.title, fact.what, is_large=is_large, is_chosen=True)
        line = found.setdefault((fact.subject, fact.what), line)
        line.by_currency[fact.unit.currency] = answered
    return found


def _add(several: list[Line], answered: Answered, sheet: str, *, is_chosen: bool) -> None:
    """Put an answer into a line of the same sources in another currency, or of the same numbers;
    else into one of its own."""
    currency = answered.unit.currency
    for line in several:
        if line.is_chosen != is_chosen:
            continue
        first = line.first
        there = line.by_currency.get(currency)
        if there is None and line.is_money == (currency is not None):
            if first.sources == answered.sources and currency is not None:
                line.by_currency[currency] = answered
                return
        elif there is not None and (there.point, there.bounds) == (answered.point, answered.bounds):
            line.more_sources.extend(answered.sources)
            return
    label = answered.label.removesuffix(", as chosen")
    is_large = sheet == VALUATION
    line = Line(answered.title, label, {currency: answered}, is_large, is_chosen)
    several.append(line)


def _summary(sheet: Sheet, row: int, lines: Sequence[Line], tables: Tables) -> int:
    if not lines:
        return row
    several = currencies(tables)
    titles = ("About", "What", "Low", "Point", "High", "In", "Sources")
    for index, title in enumerate(titles):
        sheet.text(row, index, title, "header", "right" if 1 < index < 5 else "")
    for line in lines[:MAX_HEADLINES]:
        row += 1
        write_shown(sheet, row, line, several, "Control!")
        sheet.text(row, 6, who_says(line.sources, tables.report.book))
    if len(lines) > MAX_HEADLINES:
        row += 1
        sheet.text(row, 0, f"and {len(lines) - MAX_HEADLINES} more on the sheets", "subtitle")
    return row + 1


def _contents(sheet: Sheet, row: int, sheets: Sequence[str]) -> int:
    sheet.text(row, 0, "Sheets", "label")
    for name in sheets[1:]:
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


def _not_derived(sheet: Sheet, row: int, warnings: Sequence[str]) -> int:
    if not warnings:
        return row
    sheet.text(row, 0, "Not derived", "label")
    for warning in warnings:
        row += 1
        sheet.text(row, 0, warning)
    return row + 1
