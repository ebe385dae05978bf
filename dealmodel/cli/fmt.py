"""``dealmodel fmt``: the files of a book in their one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

WOULD_CHANGE = 1

_STANDARD_INPUT = "standard input"


@click.command(
    "fmt",
    cls=Command,
    examples=(
        "dealmodel fmt my-book.yaml",
        "dealmodel fmt my-book --check",
        "dealmodel fmt - < my-book.yaml",
    ),
    help="Write the files of BOOK in one form, comments kept: indented by two, texts in quotes "
    "where they need them, what stands in brackets on one line where it fits. What they say is not "
    "changed, and only files that change are written. BOOK is a YAML or JSON file, a folder of "
    "them, or - for YAML on standard input, which goes to standard output. TOML is left as it is.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing, name the files that would change, and exit with 1 if there are any.",
)
@json_option
def command(book: str, check: bool) -> Answer:
    from pathlib import Path

    from dealmodel.books.files import book_files, shown_name
    from dealmodel.books.formatting import LEFT, formatted_book

    if book == "-":
        return _text(check)
    found = formatted_book(book)
    left = [shown_name(file) for file in book_files(Path(book)) if file.suffix == LEFT]
    if left and not found:
        raise UsageError("TOML is left as it is: give a book of YAML or JSON")
    if not check:
        for each in found:
            each.write()
    changed = [shown_name(each.path) for each in found if each.changes]
    return Answer(
        "fmt",
        lambda: [{"file": shown_name(each.path), "changed": each.changes} for each in found],
        lambda: _lines(changed, check),
        tuple(f"{name}: TOML is left as it is" for name in left),
        exit_code=WOULD_CHANGE if check and changed else 0,
    )


def _text(check: bool) -> Answer:
    """Standard input in its one form."""
    from dealmodel.books.formatting import formatted_text
    from dealmodel.cli.texts import standard_input

    old = standard_input()
    new = formatted_text(old, _STANDARD_INPUT)
    record = {"file": _STANDARD_INPUT, "changed": new != old}
    return Answer(
        "fmt",
        lambda: [record if check else {**record, "text": new}],
        lambda: _told(_STANDARD_INPUT, new != old) if check else new.removesuffix("\n"),
        exit_code=WOULD_CHANGE if check and new != old else 0,
    )


def _told(name: str, changes: bool) -> str:
    return f"would change {name}" if changes else "nothing would change"


def _lines(changed: Sequence[str], check: bool) -> str:
    if not changed:
        return "nothing would change" if check else "nothing to change"
    return "\n".join(f"{'would change' if check else 'changed'} {name}" for name in changed)
