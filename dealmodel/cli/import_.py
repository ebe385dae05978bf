"""``dealmodel import``: beneficial ownership data, or a table of holdings, as a deal book."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
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
        "dealmodel import my-register.csv -o my-book.yaml --publisher Register",
        "dealmodel import my-register.csv -o my-book.yaml --holder owner --source filing",
        "dealmodel import my-workbook.xlsx --into my-book --dry-run",
    ),
    help="Read FILE, beneficial ownership statements (BODS 0.4) as a JSON array or JSON Lines, "
    "into a book: entities and persons as parties, what they hold directly as stakes, with the "
    "dates and sources of each claim. What a book has no key for is kept as facts and notes that "
    "start with BODS; what is not kept is told. The book goes to standard output as YAML, or to a "
    "file. FILE is - for standard input. Or a CSV table of who holds what, of any size, a row a "
    "holding, into a YAML book (-o): the options name its columns, and rows that cannot be used go "
    "to BOOK.rejects.csv with line and reason. Or a workbook that dealmodel export made of a YAML "
    "book and somebody edited (--into BOOK): rows changed and added on its sheet Inputs become "
    "claims of that book, whose other lines and comments stay as they are.",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("-o", "--output", metavar="BOOK", type=click.Path(), help="The book's file to write.")
@click.option(
    "--title",
    metavar="TEXT",
    default="",
    help="The book's title; if not given, its own or the file's name.",
)
@click.option("--holder", metavar="COLUMN", help="Of a table, who holds; holder if not given.")
@click.option("--held", metavar="COLUMN", help="Of a table, what is held; held if not given.")
@click.option("--share", metavar="COLUMN", help="Of a table, the share; share if not given.")
@click.option("--from", "since", metavar="COLUMN", help="Of a table, since when.")
@click.option("--until", metavar="COLUMN", help="Of a table, until when.")
@click.option("--source", metavar="COLUMN", help="Of a table, who says so.")
@click.option("--publisher", metavar="NAME", help="Of a table, who says so where no column does.")
@click.option(
    "--into",
    metavar="BOOK",
    type=click.Path(),
    help="Of a workbook, the book that it was made of: the claims edited in it are written there.",
)
@click.option(
    "--dry-run", is_flag=True, help="With --into, write nothing, and show the change as a diff."
)
@click.option("--force", is_flag=True, help="Replace the book's file if it is there already.")
@json_option
def command(
    file: str,
    output: str | None,
    title: str,
    force: bool,
    into: str | None,
    dry_run: bool,
    **columns: str | None,
) -> Answer:
    from dealmodel.books.bods.import_ import import_bods
    from dealmodel.books.writing import book_data, book_text

    named = {key: name for key, name in columns.items() if name is not None}
    if file.lower().endswith(".xlsx"):
        from dealmodel.cli.taking_back import taken_back

        if into is None or output is not None or named or title or force:
            raise UsageError("a workbook goes back into its book: give it, and it alone (--into)")
        return taken_back(file, into, dry_run=dry_run)
    if into is not None or dry_run:
        raise UsageError("--into and --dry-run are for a workbook, a file that ends with .xlsx")
    if file.lower().endswith(".csv"):
        return _table(file, output, title, force, named)
    if named:
        options = ", ".join("--from" if key == "since" else f"--{key}" for key in named)
        raise UsageError(f"{options}: for a table, a file that ends with .csv")
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


def _table(
    file: str, output: str | None, title: str, force: bool, columns: dict[str, str]
) -> Answer:
    """A table of holdings as a book."""
    from dealmodel.books.files import opened_bytes, shown_name
    from dealmodel.books.holdings_table import Columns, import_holdings
    from dealmodel.books.saving import whole_file

    if output is None or not output.lower().endswith(_ENDINGS[:2]):
        raise UsageError("a table becomes a YAML book: give its file (-o BOOK.yaml)")
    name, refused = shown_name(Path(file)), f"{output}.rejects.csv"
    with (
        opened_bytes(Path(file)) as table,
        whole_file(output, overwrite=force) as book,
        TemporaryFile("w+", encoding="utf-8", errors="surrogateescape", newline="") as rejects,
    ):
        placed = import_holdings(
            table, Columns(**columns), book, rejects, title=title or Path(file).stem, name=name
        )
        if placed.rejected:
            rejects.seek(0)
            with whole_file(refused, overwrite=force) as told:
                told.writelines(line.encode("utf-8", "surrogateescape") for line in rejects)
    record = {
        "file": output,
        "parties": placed.parties,
        "holdings": placed.holdings,
        "rejected": placed.rejected,
    }
    warnings = (
        (f"{placed.rejected} rows are not in it: {refused} has them, with line and reason",)
        if placed.rejected
        else ()
    )
    return Answer(
        "import",
        lambda: [record],
        lambda: f"wrote {output}: {placed.parties} parties, {placed.holdings} holdings",
        warnings,
    )


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
