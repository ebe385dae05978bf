"""``dealmodel cite``: footnotes, ready to paste, for what a book supports about one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
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

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.reports.citation import Form


@click.command(
    "cite",
    cls=Command,
    examples=(
        "dealmodel cite seeds stellantis-in-leapmotor --name implied_equity_value --to USD",
        "dealmodel cite seeds prices.b10-start --to EUR --format markdown",
        "dealmodel cite my-book.yaml agreements.cell-supply",
    ),
    help="A footnote for each answer that BOOK supports about SUBJECT, ready to paste: the value "
    "with its bounds, the formula, the figures as printed with their sources, and each rate with "
    "its day. SUBJECT is what a report or a check names, such as stakes.stellantis-in-leapmotor, "
    "or an id that only one section has. With --to, of amounts of money only those in that "
    "currency. BOOK is a YAML, TOML or JSON file, a folder of them, or - for YAML on standard "
    "input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.argument("subject", metavar="SUBJECT")
@click.option("--name", metavar="NAME", help="Only the answers of this name, or this term or fact.")
@to_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    help="How it is written; text if not given.",
)
@prefer_option
@rates_options
@strictness_options
@book_options
@json_option
def command(
    book: str,
    subject: str,
    name: str | None,
    to: tuple[str, ...],
    form: Form,
    prefer: str | None,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    from dealmodel.reports.citation import cite

    loaded = given_book(book, locale, keep_going)
    found = cite(
        loaded,
        subject,
        name=name,
        to=to,
        form=form,
        rules=hedge_rules(reading, exact),
        rates=rates.chosen(loaded),
        prefer=prefer,
    )
    return Answer(
        "cite",
        lambda: [each.to_dict() for each in found.citations],
        lambda: "\n\n".join(each.text for each in found.citations),
        found.warnings,
        books=(loaded,),
    )
