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
from dealmodel.cli.terminal import terminal_width
from dealmodel.dataclass import replace
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
        "dealmodel check my-book --review > reviews.yaml",
    ),
    help="Where the sources of BOOK disagree, and what cannot be right: claims on one fact, "
    "conversions against the rates of their date, stated ratios, holders' sums, prices and shares, "
    "contested talks. An error cannot be right, a warning is likely wrong, a note is worth "
    "knowing. Exit code 1 if there is an error that the book's reviews do not sign off. BOOK is a "
    "YAML, TOML or JSON file, a folder of them, or - for YAML on standard input.",
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
@click.option(
    "--review",
    is_flag=True,
    help="Print, as YAML, the reviews that sign off what fails now, to be filled in and put into "
    "the book. Each lapses when the claims of its finding change.",
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
    review: bool,
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
    failing = [each for each in found if each.severity in _FAILING[fail_on] and each.review is None]
    exit_code = FAILED if failing else 0
    if review:
        return replace(_reviews(failing, loaded), exit_code=exit_code)
    grave = SEVERITIES[: SEVERITIES.index(show) + 1]
    shown = [finding for finding in found if finding.severity in grave]
    return Answer(
        "check",
        lambda: [finding.to_dict() for finding in shown],
        _form(form, shown, loaded),
        exit_code=exit_code,
        books=(loaded,),
        in_json=form == "json",
    )


def _reviews(failing: Sequence[Finding], book: Book) -> Answer:
    """The reviews that would sign the findings off, each once."""
    from dealmodel.books.writing import scalar_text
    from dealmodel.checks.reviewing import entry

    entries = list(
        {tuple(entry(each, book).items()): entry(each, book) for each in failing}.values()
    )
    if not entries:
        own = [] if book.reviews else ["reviews: []"]
        lines = ["# nothing fails: there is nothing to sign off", *own]
    elif book.reviews:
        lines = ["# these belong to the reviews that the book has already"]
    else:
        lines = ["reviews:"]
    for each in entries:
        for at, (key, value) in enumerate(each.items()):
            head = "  - " if at == 0 else "    "
            lines.append(f"{head}{key}: {'' if value is None else scalar_text(value)}".rstrip())
    return Answer("check", lambda: entries, lambda: "\n".join(lines), books=(book,))


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

    return lambda: findings_text(found, book, terminal_width())
