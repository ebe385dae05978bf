"""``dealmodel verify``: whether an answer would still be the same, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command, asked_for
from dealmodel.cli.options import (
    book_options,
    json_option,
    prefer_option,
    rates_options,
    strictness_options,
    to_option,
)
from dealmodel.cli.terminal import terminal_width, wrapped
from dealmodel.errors import BadReceipt, Place, UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.reports.receipt.receipt import Receipt

DIFFERS = 1

_MOST = 256 * 2**20
_ZIP = b"PK\x03\x04"


@click.command(
    "verify",
    cls=Command,
    examples=(
        "dealmodel verify my-report.json my-book.yaml",
        "dealmodel verify my-workbook.xlsx my-book.yaml --rates my-rates.csv",
        "git show HEAD~9:my-report.md | dealmodel verify - my-book.yaml",
    ),
    help="Whether RECEIPT still holds for BOOK: says same, or names what differs (the version, the "
    "rules of hedges, the book and which of its claims, the rates, an option), and exits with 1. "
    "RECEIPT is a file that carries one: the JSON of any answer, a report as text, Markdown or "
    "HTML, a workbook; or - for one on standard input. Options that are given are held against the "
    "receipt's; without them its own count. A file of rates is given with --rates. An answer "
    "without a book is verified without BOOK.",
)
@click.argument("receipt", metavar="RECEIPT", type=click.Path())
@click.argument("book", metavar="[BOOK]", required=False, type=click.Path())
@to_option
@click.option("--as-of", metavar="DAY", help="The day that holdings or agreements are of.")
@prefer_option
@rates_options
@strictness_options
@book_options
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    receipt: str,
    book: str | None,
    rates: RatesAsked,
    locale: str,
    keep_going: bool,
    **_others: Any,
) -> Answer:
    from dealmodel.reports.receipt.verifying import verify

    if receipt == book == "-":
        raise UsageError("- stands for standard input, which can be read only once")
    was = _carried(receipt)
    given = {name: value for name, value in asked_for(ctx).items() if _is_given(ctx, name)}
    reading = given.pop("reading", None)
    loaded = None
    if book is not None:
        language = locale if _is_given(ctx, "locale") else was.options.get("locale", locale)
        loaded = given_book(book, language, keep_going or bool(was.options.get("keep_going")))
    chosen = rates.chosen() if any(rates.given().values()) else None
    found = verify(
        was,
        loaded,
        rates=chosen if _is_given(ctx, "rates") else None,
        reading=reading,
        options=given,
    )
    return Answer(
        "verify",
        lambda: [each.to_dict() for each in found.differing],
        lambda: "\n".join(_lines(found.text)),
        found.notes,
        exit_code=0 if found else DIFFERS,
        books=() if loaded is None else (loaded,),
        beside={"same": bool(found)},
        receipt=found.now,
    )


def _is_given(ctx: click.Context, name: str) -> bool:
    """Whether an option stands on the command line."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _carried(path: str) -> Receipt:
    """The receipt in a file. Raises :class:`BadReceipt` where there is none, with its name."""
    from dealmodel.reports.receipt.reading import read_receipt

    name, text = _text(path)
    try:
        return read_receipt(text)
    except BadReceipt as error:
        raise BadReceipt(error.message, where=Place(name)) from None


def _text(path: str) -> tuple[str, str]:
    """What a file is called, and the text of it that may hold a receipt."""
    from dealmodel.books.files import file_bytes, shown_name
    from dealmodel.cli.texts import standard_input

    if path == "-":
        return "standard input", standard_input()
    file = Path(path)
    data = file_bytes(file, _MOST, advice="give the receipt alone")
    if data.startswith(_ZIP):
        from dealmodel.exports.xlsx.reading import description

        return shown_name(file), description(file, _MOST)
    return shown_name(file), data.decode("utf-8-sig", "replace")


def _lines(text: str) -> Iterator[str]:
    width = terminal_width()
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        yield from wrapped(line.lstrip(), width, f"{indent}  ", indent)
