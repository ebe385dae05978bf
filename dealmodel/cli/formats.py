"""The formats that ``dealmodel export`` writes, by the ending of a file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from dealmodel.dataclass import dataclass
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.exports.declared import Format as Declared
    from dealmodel.exports.table import Table
    from dealmodel.figures.hedges import HedgeRules
    from dealmodel.records.book import Book
    from dealmodel.reports.deriving import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say of the content."""

    rules: HedgeRules
    published: str | None = None
    table: str | None = None
    to: tuple[str, ...] = ()
    prefer: str | None = None
    presentation: bool = False
    rates: RatesAsked | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds, and what is to be said of it."""

    holds: str
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` puts a book into a file; ``takes`` are the options that make a difference."""

    write: Callable[[Book, Asked, BinaryIO], Written]
    takes: frozenset[str]


def format_of(path: str) -> tuple[str, Format]:
    """The ending of a file's name, and its format.

    :raises UsageError: it ends with none that is known.
    """
    found = next((each for each in FORMATS if path.lower().endswith(each)), None)
    if found is not None:
        return found, FORMATS[found]
    from dealmodel.exports.declared import Format as Declared
    from dealmodel.extensions import declared

    outside = {each.name: each for each in declared(Declared)}
    found = next((each for each in outside if path.lower().endswith(each)), None)
    if found is None:
        raise UsageError(
            f"{path[-60:]!r} ends with no format that is known: give a file that ends with "
            f"{', '.join((*FORMATS, *outside))}"
        )
    return found, _from_outside(outside[found])


def derived_from(book: Book, asked: Asked) -> Report:
    """The report of a book, with a bar that shows how far it is."""
    from dealmodel.cli.books import progress
    from dealmodel.reports.deriving import report

    rates = None if asked.rates is None else asked.rates.chosen(book)
    with progress(book) as step:
        return report(
            book,
            to=asked.to,
            rules=asked.rules,
            rates=rates,
            prefer=asked.prefer,
            step=step,
        )


def workbook_report(book: Book, asked: Asked) -> Report:
    """The report that a workbook is made of: all sources', since its reader may choose among them;
    what is preferred is only chosen first."""
    from dataclasses import replace

    from dealmodel.calculators.selection import Selection

    if asked.prefer is not None:
        Selection.in_book(asked.prefer, book.sources)
    found = derived_from(
        book, Asked(asked.rules, to=asked.to, presentation=asked.presentation, rates=asked.rates)
    )
    return replace(found, options={**found.options, "prefer": asked.prefer})


def workbook(found: Report, asked: Asked, file: BinaryIO) -> Written:
    """Write the workbook of a report."""
    from dealmodel.cli.books import steps
    from dealmodel.exports.xlsx.writing import write_workbook

    with steps("writing", 2 * len(found.items) + len(found.findings)) as step:
        written = write_workbook(found, file, presentation=asked.presentation, step=step)
    holds = f"a workbook of {written.sheets} sheets and {written.rows} rows"
    return Written(holds, (*found.warnings, *written.warnings))


def _workbook(book: Book, asked: Asked, file: BinaryIO) -> Written:
    return workbook(workbook_report(book, asked), asked, file)


def _csv(book: Book, asked: Asked, file: BinaryIO) -> Written:
    from dealmodel.exports.csv_table import write_csv

    found, table = _table(book, asked)
    write_csv(table, file)
    return Written(f"the table {table.name} as CSV", found.warnings)


def _parquet(book: Book, asked: Asked, file: BinaryIO) -> Written:
    from dealmodel.exports.parquet import write_parquet

    found, table = _table(book, asked)
    write_parquet(table, file)
    return Written(f"the table {table.name} as Parquet", found.warnings)


def _from_outside(declaration: Declared) -> Format:
    def write(book: Book, asked: Asked, file: BinaryIO) -> Written:
        found = derived_from(book, asked)
        declaration.written(found, file)
        return Written(declaration.about, found.warnings)

    return Format(write, _DERIVED)


def _html(book: Book, asked: Asked, file: BinaryIO) -> Written:
    from dealmodel.exports.html.page import write_html

    found = derived_from(book, asked)
    write_html(found, file)
    return Written("the report as a page", found.warnings)


def _markdown(book: Book, asked: Asked, file: BinaryIO) -> Written:
    if asked.table is None:
        from dealmodel.reports.markdown import markdown_of

        found = derived_from(book, asked)
        file.write(f"{markdown_of(found)}\n".encode())
        return Written("the report as Markdown", found.warnings)
    from dealmodel.exports.markdown_table import markdown_table

    found, table = _table(book, asked)
    file.writelines(f"{line}\n".encode() for line in markdown_table(table))
    return Written(f"the table {table.name} as Markdown", found.warnings)


def _table(book: Book, asked: Asked) -> tuple[Report, Table]:
    from dealmodel.exports.tables.catalogue import RESULTS, check_name, table

    name = asked.table or RESULTS
    check_name(name)
    found = derived_from(book, asked)
    return found, table(found, name)


def _bods(book: Book, asked: Asked, file: BinaryIO) -> Written:
    from dealmodel.books.bods.export import export_bods

    exported = export_bods(book, rules=asked.rules, published=asked.published)
    file.write(exported.to_json().encode())
    return Written(f"{len(exported.statements)} statements of BODS 0.4", exported.warnings)


def _json(book: Book, _asked: Asked, file: BinaryIO) -> Written:
    from dealmodel.books.writing import book_json

    file.write(book_json(book).encode())
    return Written("the book as JSON")


def _yaml(book: Book, _asked: Asked, file: BinaryIO) -> Written:
    from dealmodel.books.writing import book_text

    file.write(book_text(book).encode())
    return Written("the book as YAML")


_READ = {"reading", "exact"}
_DERIVED = frozenset({"to", "prefer", "rates", "policy", "max-age", "trust", *_READ})

FORMATS: Mapping[str, Format] = {
    ".xlsx": Format(_workbook, _DERIVED | {"presentation"}),
    ".html": Format(_html, _DERIVED),
    ".csv": Format(_csv, _DERIVED | {"table"}),
    ".parquet": Format(_parquet, _DERIVED | {"table"}),
    ".md": Format(_markdown, _DERIVED | {"table"}),
    ".bods.json": Format(_bods, frozenset({"published", *_READ})),
    ".json": Format(_json, frozenset()),
    ".yaml": Format(_yaml, frozenset()),
    ".yml": Format(_yaml, frozenset()),
}
"""How a file's name ends → what writes it. Of two endings that fit the first counts."""
