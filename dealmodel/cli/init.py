"""``dealmodel init``: a starter book in a folder, with the schema that editors use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.books.starter import Starter


@click.command(
    "init",
    cls=Command,
    examples=("dealmodel init my-book", "dealmodel init my-book --force"),
    help="Write a starter book into the folder DIR, which is made where there is none: every "
    "section with a commented example, and beside it the schema by which an editor completes and "
    "explains the keys.",
)
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--force", is_flag=True, help="Overwrite a starter book that is there already.")
@json_option
def command(folder: str, force: bool) -> Answer:
    if not folder:  # of an unset variable in a script, say
        raise UsageError("no folder is named: give one, or . for this one")
    from dealmodel.books.starter import write_starter

    written = write_starter(folder, overwrite=force)
    return Answer(
        "init",
        lambda: [
            {"file": str(written.book), "holds": "book"},
            {"file": str(written.schema), "holds": "schema"},
        ],
        lambda: _text(folder, written),
        tuple(_warnings(written)),
    )


def _text(folder: str, written: Starter) -> str:
    import shlex

    book = shlex.quote(folder)
    return "\n".join(
        (
            f"wrote {written.book}, a starter book to write over",
            f"wrote {written.schema}, by which an editor completes and explains its keys",
            "next:",
            f"  dealmodel check {book}",
            f"  dealmodel report {book}",
            f"  dealmodel cite {book} alder-in-kestrel",
        )
    )


def _warnings(written: Starter) -> list[str]:
    if not written.others:
        return []
    names = ", ".join(written.others)
    return [f"{names} in the same folder: read as part of the same book"]
