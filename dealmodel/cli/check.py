"""``dealmodel check``: where a book's sources disagree, and what cannot be right."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer, error_record
from dealmodel.cli.books import given_book, steps
from dealmodel.cli.command import Command
from dealmodel.cli.options import (
    book_options,
    hedge_rules,
    json_option,
    rates_options,
    strictness_options,
)
from dealmodel.errors import BookError
from dealmodel.version import __version__

if TYPE_CHECKING:
    from dealmodel.checks.finding import Finding, Severity
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.records.book import Book

FAILED = 1

_FAILING = {"error": ("error",), "warning": ("error", "warning")}


@click.command(
    "check",
    cls=Command,
    examples=(
        "dealmodel check seeds",
        "dealmodel check seeds --fail-on warning --format github",
        "dealmodel check my-book.yaml --json",
        "dealmodel check my-book.yaml --keep-going --locale de",
    ),
    help="Where the sources of BOOK disagree, and what cannot be right: claims on one fact, "
    "conversions against the rates of their date, stated ratios, holders' sums, prices and shares, "
    "contested talks. An error cannot be right, a warning is likely wrong, a note is worth "
    "knowing. Exit code 1 if there is an error. BOOK is a YAML, TOML or JSON file, a folder of "
    "them, or - for YAML on standard input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAILING)),
    default="error",
    help="What makes the exit code 1; error if not given.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="How findings are shown: for people, as JSON, as marks in a GitHub workflow, or as SARIF.",
)
@click.option(
    "--show",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    help="The least severity that is shown, in any form; everything if not given.",
)
@rates_options
@strictness_options
@book_options
@json_option
def command(
    book: str,
    fail_on: str,
    form: str,
    show: Severity,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    from dealmodel.checks.catalogue import RULES, check
    from dealmodel.checks.finding import SEVERITIES

    try:
        loaded = given_book(book, locale, keep_going)
    except BookError as error:
        if form == "text":
            raise
        return Answer("check", list, _broken(form, error), exit_code=error.exit_code)
    rules, chosen = hedge_rules(reading, exact), rates.chosen(loaded)
    with steps("checking", len(RULES)) as step:
        found = check(loaded, rules=rules, rates=chosen, step=step)
    grave = SEVERITIES[: SEVERITIES.index(show) + 1]
    shown = [finding for finding in found if finding.severity in grave]
    return Answer(
        "check",
        lambda: [finding.to_dict() for finding in shown],
        _form(form, shown, loaded),
        exit_code=FAILED if any(each.severity in _FAILING[fail_on] for each in found) else 0,
        books=(loaded,),
        in_json=form == "json",
    )


def _broken(form: str, error: BookError) -> Callable[[], str]:
    """A book that cannot be read, in the form that findings were asked for."""
    if form == "github":
        from dealmodel.exports.github import github_problems

        return lambda: github_problems(error.problems)
    if form == "sarif":
        from dealmodel.exports.sarif import sarif_problems

        log = sarif_problems(error.problems, __version__)
        return lambda: json.dumps(log, ensure_ascii=False, indent=2)
    return lambda: json.dumps(error_record(error), ensure_ascii=False)


def _form(form: str, found: Sequence[Finding], book: Book) -> Callable[[], str]:
    if form == "github":
        from dealmodel.exports.github import github, github_problems

        return lambda: "\n".join(filter(None, (github_problems(book.problems), github(found))))
    if form == "sarif":
        from dealmodel.checks.catalogue import codes
        from dealmodel.exports.sarif import sarif

        log = sarif(found, codes(), __version__, book.problems)
        return lambda: json.dumps(log, ensure_ascii=False, indent=2)
    from dealmodel.reports.findings import findings_text

    return lambda: findings_text(found, book)
