"""``dealmodel export``: a book as a file, in the format that its name ends with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command
from dealmodel.cli.formats import Asked, format_of
from dealmodel.cli.options import (
    book_options,
    hedge_rules,
    json_option,
    prefer_option,
    rates_options,
    strictness_options,
    to_option,
)
from dealmodel.dataclass import replace
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading


@click.command(
    "export",
    cls=Command,
    examples=(
        "dealmodel export seeds -o leapmotor.xlsx",
        "dealmodel export seeds -o leapmotor.html",
        "dealmodel export seeds -o prices.csv --table prices --to GBP",
        "dealmodel export --check leapmotor.xlsx seeds",
        "dealmodel export my-book.yaml -o my-book.bods.json",
    ),
    help="Write BOOK to a file. How its name ends says what it holds: .xlsx a workbook in which "
    "every derived cell is a live formula over the figures as printed and the exchange rates; "
    ".html the report as one page, every number of which opens to what it rests on; .csv "
    "or .parquet one table (results, unless --table names another); .md the report, or one table; "
    ".json or .yaml the book itself, in one file and without comments; .bods.json beneficial "
    "ownership statements (BODS 0.4), with the rest of the book in annotations, so that dealmodel "
    "import gives it back. BOOK is a YAML, TOML or JSON file, a folder of them, or - for YAML on "
    "standard input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option(
    "--check",
    "against",
    metavar="FILE",
    type=click.Path(),
    help="Write nothing; tell which cells of this workbook are not what BOOK gives with the same "
    "options, and exit with 1 if there are any.",
)
@click.option(
    "--table",
    metavar="NAME",
    help="The table: results, inputs, rates, valuation, prices, volumes, ownership, agreements, "
    "findings, sources or checks.",
)
@click.option(
    "--presentation", is_flag=True, help="A workbook without the colours of inputs and links."
)
@prefer_option
@click.option(
    "--published",
    metavar="DATE",
    help="Day that ownership statements are published on; the latest date in the book if not "
    "given.",
)
@to_option
@rates_options
@strictness_options
@book_options
@json_option
def command(
    book: str,
    output: str | None,
    force: bool,
    against: str | None,
    table: str | None,
    presentation: bool,
    prefer: str | None,
    published: str | None,
    to: tuple[str, ...],
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    path = output or against
    if path is None or (output and against):
        raise UsageError(
            "give the file to write (-o FILE), or the workbook to check (--check FILE)"
        )
    ending, form = format_of(path)
    if against and ending != ".xlsx":
        raise UsageError(
            f"{path[-60:]!r} is no workbook: --check takes a file that ends with .xlsx"
        )
    asked = Asked(hedge_rules(reading, exact), published, table, to, prefer, presentation, rates)
    options = {
        "to": bool(to),
        "table": table is not None,
        "prefer": prefer is not None,
        "published": published is not None,
        "presentation": presentation,
        "reading": reading != "usual",
        "exact": exact,
        **rates.given(),
    }
    for option, is_given in options.items():
        if is_given and option not in form.takes:
            raise UsageError(f"--{option} makes no difference to a file that ends with {ending}")
    if against and force:
        raise UsageError("--force makes no difference to --check, which writes nothing")
    if against:
        from dealmodel.cli.stale import checked

        loaded = given_book(book, locale, keep_going)
        return replace(checked(against, loaded, asked), books=(loaded,))
    from dealmodel.books.saving import whole_file

    _spare(book, path)
    with whole_file(path, overwrite=force) as file:
        loaded = given_book(book, locale, keep_going)
        written = form.write(loaded, asked, file)
        size = file.tell()
    return Answer(
        "export",
        lambda: [{"file": path, "format": ending[1:], "bytes": size, "holds": written.holds}],
        lambda: f"wrote {path}: {written.holds}",
        tuple(written.warnings),
        books=(loaded,),
        converts=lambda: "rates" in form.takes,
    )


def _spare(book: str, path: str) -> None:
    """Raises :class:`UsageError` where the file would take the place of the book, or join it."""
    from dealmodel.books.files import SUFFIXES

    try:
        # Of links in a loop this gives the path; whoever opens it says what is wrong.
        read, written = Path(os.path.realpath(book)), Path(os.path.realpath(path))
    except OSError:
        raise UsageError(
            "the working directory is gone: change to one that is there, or give whole paths"
        ) from None
    joins = read == written.parent and written.suffix in SUFFIXES
    if book != "-" and (written == read or joins):
        raise UsageError(
            f"{path[-60:]!r} would be read as a part of the book itself: give a file elsewhere"
        )
