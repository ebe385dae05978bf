"""``dealmodel report``: everything that a book supports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book, progress
from dealmodel.cli.command import Command
from dealmodel.cli.options import (
    book_options,
    hedge_rules,
    json_option,
    prefer_option,
    rates_options,
    strictness_options,
    to_option,
)
from dealmodel.cli.output import bold, printable
from dealmodel.cli.terminal import terminal_width
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.reports.deriving import Report


_WRONG = re.compile(r"(?m)(?<=^  )(?:error|warning)(?=: )|cannot both be right|^Contested$")
_COLOURS = {"warning": "yellow"}


@click.command(
    "report",
    cls=Command,
    examples=(
        "dealmodel report seeds",
        "dealmodel report seeds --to GBP --format markdown",
        "dealmodel report seeds --summary",
        "dealmodel report seeds --format html > leapmotor.html",
        "dealmodel report seeds --prefer latest",
        "dealmodel report seeds --owners stellantis --held leapmotor-international",
        "dealmodel report seeds --rates my-rates.csv --policy next",
        "dealmodel report my-book.yaml --json",
        "dealmodel report my-book.yaml --keep-going",
    ),
    help="Everything that BOOK supports, derived: values that stakes imply, source by source and "
    "where they agree, prices in other currencies, volumes and ratios, agreements with their "
    "status. BOOK is a YAML, TOML or JSON file, a folder of them, or - for YAML on standard input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@to_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    help="How it is shown; text if not given.",
)
@click.option(
    "--summary",
    is_flag=True,
    help="On one screen: what is contested, what the deals are worth, what was found.",
)
@click.option(
    "--owners",
    multiple=True,
    metavar="PARTY",
    help="Whose interests through others are told, all of them; the largest if not given. "
    "Repeatable.",
)
@click.option(
    "--held",
    multiple=True,
    metavar="PARTY",
    help="In whom the interests through others are told. Repeatable.",
)
@prefer_option
@rates_options
@strictness_options
@book_options
@json_option
def command(
    book: str,
    to: tuple[str, ...],
    form: str,
    summary: bool,
    owners: tuple[str, ...],
    held: tuple[str, ...],
    prefer: str | None,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    if summary and form != "text":
        raise UsageError(f"--summary makes no difference to --format {form}: leave one of them out")
    from dealmodel.reports.deriving import report

    loaded = given_book(book, locale, keep_going)
    shown = "summary" if summary else form
    with progress(loaded) as step:
        found = report(
            loaded,
            to=to,
            rules=hedge_rules(reading, exact),
            rates=rates.chosen(loaded),
            prefer=prefer,
            owners=owners,
            held=held,
            step=step,
        )
    return Answer(
        "report",
        found.results,
        lambda: _shown(found, shown),
        found.warnings,
        books=(loaded,),
        coloured=None if form != "text" else lambda: coloured(_shown(found, shown)),
        in_json=form == "json",
        is_page=form == "html",
    )


def _shown(found: Report, form: str) -> str:
    """The report in a form for people."""
    if form == "html":
        from dealmodel.exports.html.page import html_of

        return html_of(found)
    if form == "markdown":
        from dealmodel.reports.markdown import markdown_of

        return markdown_of(found)
    if form == "summary":
        from dealmodel.reports.summary import summary_text

        return summary_text(found, terminal_width())
    from dealmodel.reports.text import text_of

    return text_of(found, terminal_width())


def coloured(text: str) -> str:
    """A report for a terminal that shows colours: what is wrong, and what is contested, stands out
    once more.

    >>> coloured("  error: stakes.x") == f"  {bold('error', 'red')}: stakes.x"
    True
    """
    return _WRONG.sub(lambda found: bold(found[0], _COLOURS.get(found[0], "red")), printable(text))
