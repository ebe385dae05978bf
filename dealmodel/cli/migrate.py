"""``dealmodel migrate``: a book in the newest format."""

from __future__ import annotations

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option


@click.command(
    "migrate",
    cls=Command,
    examples=(
        "dealmodel migrate my-book.yaml --dry-run",
        "dealmodel migrate my-book",
        "dealmodel migrate - < my-book.yaml",
    ),
    help="Bring BOOK to the newest format, with its comments, and say what is changed. Older "
    "formats are read for ever, so that nobody has to. BOOK is a YAML, TOML or JSON file, a folder "
    "of them, or - for YAML on standard input, which goes to standard output.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Write nothing, and show the change as a diff.")
@json_option
def command(book: str, dry_run: bool) -> Answer:
    from dealmodel.books.migrating import migrated_book, migrated_text
    from dealmodel.cli.texts import standard_input

    is_text = book == "-"
    found = migrated_text(standard_input(), "standard input") if is_text else migrated_book(book)
    if not dry_run:
        found.write()
    record = {"file": found.name, "from": found.stated, "changes": list(found.told)}
    record |= {"diff": found.diff} if dry_run or not is_text else {"text": found.new}

    def text() -> str:
        if is_text and not dry_run:
            return found.new.removesuffix("\n")
        if dry_run:
            return found.diff.removesuffix("\n") or "nothing to change"
        return "\n".join(f"{found.name}: {each}" for each in found.told) or "nothing to change"

    told = found.told if is_text and not dry_run else ()
    return Answer("migrate", lambda: [record], text, told)
