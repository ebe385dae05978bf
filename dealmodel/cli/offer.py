"""``dealmodel offer``: what the offer of a deal is worth at a price of the acquirer's shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.books import given_book
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import (
    book_options,
    explain_option,
    hedge_rules,
    json_option,
    prefer_option,
    rates_options,
    strictness_options,
)
from dealmodel.cli.texts import readable
from dealmodel.dataclass import replace
from dealmodel.errors import UnknownReference, UsageError, nearest

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.formulas.result import Result
    from dealmodel.records.book import Book
    from dealmodel.records.deal import Deal


@click.command(
    "offer",
    cls=TextCommand,
    examples=(
        "dealmodel offer my-book.yaml netflix-for-warner --at '$88'",
        "dealmodel offer my-book.yaml netflix-for-warner --at '$88' --at '$130' --json",
    ),
    help="What the offer for one share of a target is worth where the acquirer's share is at "
    "PRICE: what the deal called DEAL in BOOK gives in cash, and in shares at their ratio, their "
    "fixed value or through a collar; and the premium to its reference price. What is contingent "
    "is left out. BOOK is a YAML, TOML or JSON file, a folder of them, or - for YAML on standard "
    "input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.argument("deal", metavar="DEAL")
@click.option("--at", multiple=True, metavar="PRICE", help="The acquirer's share price; repeat it.")
@rates_options
@prefer_option
@explain_option
@strictness_options
@book_options
@json_option
def command(
    book: str,
    deal: str,
    at: tuple[str, ...],
    rates: RatesAsked,
    prefer: str | None,
    explain: bool,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    from dealmodel.derivations.offers import offers_at
    from dealmodel.derivations.setting import Setting
    from dealmodel.figures.reader import figure

    if not at:
        raise UsageError("there is no price to value the shares at: give one (--at '$88')")
    loaded = given_book(book, locale, keep_going)
    found = _deal(loaded, deal)
    rules = hedge_rules(reading, exact)
    setting = Setting.of(loaded, (), rules, rates.chosen(), prefer)
    by_price: dict[str, list[Result]] = {}
    for price in at:
        read = figure(readable(price), rules=rules, locale=locale)
        answers = offers_at(f"deals.{deal}", found, read, setting)
        by_price[price] = [answer.result for answer in answers]
    results = [each for given in by_price.values() for each in given]
    answer = answer_of("offer", results, explain=explain)
    return replace(answer, text=lambda: _text(by_price, explain), books=(loaded,))


def _text(by_price: Mapping[str, Sequence[Result]], explain: bool) -> str:
    """The answers at each price: their inputs have the same names."""
    from dealmodel.cli.layout import explained_text, results_text

    told = explained_text if explain else results_text
    return "\n\n".join(f"at {price}\n{told(given)}" for price, given in by_price.items())


def _deal(book: Book, key: str) -> Deal:
    found = book.deals.get(key)
    if found is None:
        near = nearest(key, list(book.deals))
        message = f"there is no deal {key[:60]!r} among the {len(book.deals)} of the book"
        raise UnknownReference(key, message, section="deals", suggestions=near)
    return found
