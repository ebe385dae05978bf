"""``dealmodel diff``: what two books say differently, and which answers move by how much."""

from __future__ import annotations

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
)
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading


@click.command(
    "diff",
    cls=Command,
    examples=(
        "dealmodel diff my-book-before.yaml my-book.yaml",
        "git show HEAD:my-book.yaml | dealmodel diff - my-book.yaml --exit-code",
    ),
    help="What NEW says otherwise than OLD, claim by claim, event by event and field by field, and "
    "which of the answers that 'report' derives moved, by how much, appeared or vanished. Each is "
    "a YAML, TOML or JSON file or a folder of them; one of the two may be - for YAML on standard "
    "input. The exit code is 0 whether or not they differ, unless --exit-code is given.",
)
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="NEW", type=click.Path())
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the books differ, else with 0.")
@prefer_option
@rates_options
@strictness_options
@book_options
@json_option
def command(
    old: str,
    new: str,
    exit_code: bool,
    prefer: str | None,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    from dealmodel.reports.difference import diff, text_of

    if old == new == "-":
        raise UsageError("- stands for standard input, which can be read only once")
    before, after = (given_book(each, locale, keep_going) for each in (old, new))
    rules, chosen = hedge_rules(reading, exact), rates.chosen(after)
    with progress(before, after) as step:
        found = diff(before, after, rules=rules, rates=chosen, prefer=prefer, step=step)
    return Answer(
        "diff",
        lambda: [each.to_dict() for each in found.results],
        lambda: text_of(found),
        found.warnings,
        exit_code=int(exit_code and bool(found)),
        books=(before, after),
        asked={"old_sha256": before.sha256},
    )
