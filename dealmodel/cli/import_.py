"""``dealmodel import``: beneficial ownership data as a deal book."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option
from dealmodel.dataclass import replace
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.records.book import Book

_ADVICE = "take out of it the statements on the companies that you are after"
_ENDINGS = (".yaml", ".yml", ".json")


@click.command(
    "import",
    cls=Command,
    examples=(
        "dealmodel import my-statements.json -o my-book.yaml",
        "dealmodel import my-statements.jsonl > my-book.yaml",
    ),
    help="Read FILE, beneficial ownership statements (BODS 0.4) as a JSON array or JSON Lines, "
    "into a book: entities and persons as parties, what they hold directly as stakes, with the "
    "dates and sources of each claim. What a book has no key for is kept as facts and notes that "
    "start with BODS; what is not kept is told. The book goes to standard output as YAML, or to a "
    "file. FILE is - for standard input.",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("-o", "--output", metavar="BOOK", type=click.Path(), help="The book's file to write.")
@click.option(
    "--title",
    metavar="TEXT",
    default="",
    help="The book's title; if not given, its own or the file's name.",
)
@click.option("--force", is_flag=True, help="Replace the book's file if it is there already.")
@json_option
def command(file: str, output: str | None, title: str, force: bool) -> Answer:
    from dealmodel.books.bods.import_ import import_bods
    from dealmodel.books.writing import book_data, book_text

    if output is not None and not output.lower().endswith(_ENDINGS):
        raise UsageError(
            f"{output[-60:]!r} is no name for a book: give a file that ends with "
            f"{', '.join(_ENDINGS)}"
        )
    content, name = _content(file)
    imported = import_bods(content, name, title=title)
    book, warnings = imported.book, tuple(imported.warnings)
    if output is not None:
        answer = _saved(book, output, force, warnings)
    else:
        answer = Answer(
            "import",
            lambda: [book_data(book)],
            lambda: book_text(book).removesuffix("\n"),
            warnings,
        )
    return replace(answer, asked={"file_sha256": _digest(content)})


def _digest(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    return sha256(data).hexdigest()


def _content(file: str) -> tuple[str | bytes, str]:
    """What is in the file, and its name for errors."""
    from dealmodel.books.bods.reading import MAX_BYTES
    from dealmodel.books.files import file_bytes, shown_name
    from dealmodel.cli.texts import standard_input

    if file == "-":
        return standard_input(), "standard input"
    path = Path(file)
    return file_bytes(path, MAX_BYTES, advice=_ADVICE), shown_name(path)


def _saved(book: Book, output: str, force: bool, warnings: tuple[str, ...]) -> Answer:
    """What is shown of a book that is written to a file."""
    from dealmodel.books.saving import save
    from dealmodel.books.writing import book_json, book_text

    text = book_json(book) if output.lower().endswith(".json") else book_text(book)
    save(output, text.encode(), overwrite=force)
    parties, stakes = len(book.parties), len(book.stakes)
    return Answer(
        "import",
        lambda: [{"file": output, "parties": parties, "stakes": stakes}],
        lambda: f"wrote {output}: {parties} parties, {stakes} stakes",
        warnings,
    )
