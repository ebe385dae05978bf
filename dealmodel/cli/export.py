"""``dealmodel export``: a book as a file, in the format that its name ends with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command
from dealmodel.cli.options import hedge_rules, json_option, strictness_options
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.figures.hedges import HedgeRules, Reading
    from dealmodel.records.book import Book


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options say of the content."""

    rules: HedgeRules
    published: str | None


@dataclass(frozen=True, slots=True)
class _Written:
    """What a file holds, and what is to be said of it."""

    content: str
    holds: str
    warnings: Sequence[str] = ()


def _bods(book: Book, asked: _Asked) -> _Written:
    from dealmodel.books.bods.export import export_bods

    exported = export_bods(book, rules=asked.rules, published=asked.published)
    holds = f"{len(exported.statements)} statements of BODS 0.4"
    return _Written(exported.to_json(), holds, exported.warnings)


def _json(book: Book, _asked: _Asked) -> _Written:
    from dealmodel.books.writing import book_json

    return _Written(book_json(book), "the book as JSON")


def _yaml(book: Book, _asked: _Asked) -> _Written:
    from dealmodel.books.writing import book_text

    return _Written(book_text(book), "the book as YAML")


_WRITERS: Mapping[str, Callable[[Book, _Asked], _Written]] = {
    ".bods.json": _bods,
    ".json": _json,
    ".yaml": _yaml,
}
"""How a file's name ends → what writes it. Of two endings that fit the first counts."""


@click.command(
    "export",
    cls=Command,
    examples=(
        "dealmodel export my-book.yaml -o my-book.bods.json",
        "dealmodel export my-book -o my-book.json --force",
    ),
    help="Write BOOK to a file. How its name ends says what it holds: .bods.json beneficial "
    "ownership statements (BODS 0.4) of who holds what by which source, with the rest of the book "
    "in annotations, so that dealmodel import gives it back; .json or .yaml the book itself, in "
    "one file and without comments. BOOK is a YAML, TOML or JSON file, a folder of them, or - for "
    "YAML on standard input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), required=True, help="The file to write."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option(
    "--published",
    metavar="DATE",
    help="Day that statements are published on; the latest date in the book if not given.",
)
@strictness_options
@json_option
def command(
    book: str, output: str, force: bool, published: str | None, reading: Reading, exact: bool
) -> Answer:
    from dealmodel.books.saving import save

    ending = next((each for each in _WRITERS if output.lower().endswith(each)), None)
    if ending is None:
        raise UsageError(
            f"{output[-60:]!r} ends with no format that is known: give a file that ends with "
            f"{', '.join(_WRITERS)}"
        )
    written = _WRITERS[ending](given_book(book), _Asked(hedge_rules(reading, exact), published))
    content = written.content.encode()
    save(output, content, overwrite=force)
    return Answer(
        "export",
        lambda: [{"file": output, "format": ending[1:], "bytes": len(content)}],
        lambda: f"wrote {output}: {written.holds}",
        tuple(written.warnings),
    )
