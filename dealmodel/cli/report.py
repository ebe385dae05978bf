"""``dealmodel report``: everything that a book supports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import hedge_rules, json_option, strictness_options, to_option

if TYPE_CHECKING:
    from dealmodel.figures.hedges import Reading
    from dealmodel.records.book import Book


@click.command(
    "report",
    cls=Command,
    examples=(
        "dealmodel report seeds",
        "dealmodel report seeds --to GBP --format markdown",
        "dealmodel report my-book.yaml --json",
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
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How it is shown; text if not given.",
)
@strictness_options
@json_option
def command(book: str, to: tuple[str, ...], form: str, reading: Reading, exact: bool) -> Answer:
    from dealmodel.reports.deriving import report
    from dealmodel.reports.markdown import markdown_of
    from dealmodel.reports.text import text_of

    loaded = _book(book)
    with _progress(loaded) as step:
        found = report(loaded, to=to, rules=hedge_rules(reading, exact), step=step)
    answer = Answer(
        "report",
        lambda: [item.to_dict() for item in found.items],
        lambda: markdown_of(found) if form == "markdown" else text_of(found),
        found.warnings,
    )
    if form != "json":
        return answer
    return Answer(
        "report",
        answer.records,
        lambda: json.dumps(answer.to_dict(), ensure_ascii=False),
    )


def _book(path: str) -> Book:
    from dealmodel.books.reading import load_book, read_book
    from dealmodel.cli.texts import standard_input

    return read_book(standard_input(), "standard input") if path == "-" else load_book(path)


@contextmanager
def _progress(book: Book) -> Iterator[Callable[[str], None] | None]:
    """A bar on a terminal, gone when the work is done; nothing anywhere else."""
    from rich.console import Console
    from rich.progress import Progress

    from dealmodel.reports.deriving import DERIVATIONS

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    total = sum(len(getattr(book, section)) for section in DERIVATIONS)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("deriving", total=total)

        def step(_subject: str) -> None:
            progress.advance(task)

        yield step
