"""``dealmodel schema``: the JSON Schema of a book's files, for editors."""

from __future__ import annotations

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option


@click.command(
    "schema",
    cls=Command,
    examples=("dealmodel schema > .dealmodel-schema.json",),
    help="Print the JSON Schema of a deal book's files, YAML, TOML or JSON. With it an editor "
    "completes keys, explains them and marks what is misspelt. A YAML file names it in a comment "
    "in its first line, as the book does that dealmodel init writes.",
)
@json_option
def command() -> Answer:
    import json

    from dealmodel.books.schema import book_schema

    schema = book_schema()
    return Answer("schema", lambda: [schema], lambda: json.dumps(schema, indent=2))
