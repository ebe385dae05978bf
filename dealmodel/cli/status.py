"""``dealmodel status``: how far agreements came by a day, who says so and who denies it."""

from __future__ import annotations

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command
from dealmodel.cli.options import book_options, json_option


@click.command(
    "status",
    cls=Command,
    examples=(
        "dealmodel status seeds",
        "dealmodel status seeds ferrari-talks --as-of 2025-04-25",
        "dealmodel status my-book.yaml --json",
    ),
    help="How far each agreement of BOOK came, or the one called ID: its stage, the evidence for "
    "it, who denies it or would not comment, and a timeline of what was said. Stage: the furthest "
    "that is asserted, until it ends or is withdrawn. Contested: a party denies it, and no party "
    "has confirmed it since. BOOK is a YAML, TOML or JSON file, a folder of them, or - for YAML on "
    "standard input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.argument("key", metavar="[ID]", required=False)
@click.option(
    "--as-of",
    metavar="DAY",
    help="Count only what began by then: a day (2025-04-25), or the end of a month, quarter or "
    "year. If not given, the book's own date, or all that it knows.",
)
@book_options
@json_option
def command(book: str, key: str | None, as_of: str | None, locale: str, keep_going: bool) -> Answer:
    from dealmodel.reports.timeline import text_of, timelines

    loaded = given_book(book, locale, keep_going)
    found = timelines(loaded, key, as_of)
    return Answer(
        "status",
        lambda: [each.to_dict() for each in found],
        lambda: text_of(found) if found else "the book has no agreements",
        books=(loaded,),
    )
