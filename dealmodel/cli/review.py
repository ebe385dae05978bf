"""``dealmodel review``: what an article's numbers say of each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.articles_in_turn import review_each
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command
from dealmodel.cli.options import (
    hedge_rules,
    json_option,
    locale_option,
    rates_options,
    strictness_options,
)
from dealmodel.version import __version__

if TYPE_CHECKING:
    from dealmodel.articles.relation import Review
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading

FAILED = 1

Named = tuple[str, "Review"]


@click.command(
    "review",
    cls=Command,
    examples=(
        "dealmodel review my-article.txt --published 2025-04-26",
        "dealmodel review my-article.html --published 2025-04-26 --format html > my-review.html",
        "dealmodel review my-articles/*.txt --published 2025-04 --json",
        "dealmodel review my-article.txt --published 2025-04-26 --book seeds",
    ),
    help="What the numbers of an ARTICLE say of each other, and whether they can be right: "
    "conversions against the rates of its day, changes against their amounts, shares against what "
    "they are of, sums, prices times counts, stakes and values. Only what the words put into "
    "relation is tested. Exit code 1 if anything cannot be right. ARTICLE is a text, a Markdown "
    "file, a web page, an e-mail or a PDF; - is standard input.",
)
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--published",
    metavar="DATE",
    help="When the article came out: the day, month or year of its rates.",
)
@click.option(
    "--book",
    type=click.Path(),
    help="A deal book, against whose claims the figures are held, too.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "github", "sarif"]),
    default="text",
    help="How it is shown: for people, as one HTML file, as marks in a GitHub workflow, or as "
    "SARIF.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="The encoding of the articles; UTF-8, or what they say themselves, if not given.",
)
@rates_options
@strictness_options
@locale_option
@json_option
def command(
    articles: Sequence[str],
    published: str | None,
    book: str | None,
    form: str,
    encoding: str | None,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    from dealmodel.cli.articles import Reviewing

    held = None if book is None else given_book(book, "en", keep_going=False)
    rules, chosen = hedge_rules(reading, exact), rates.chosen().remembering()
    work = Reviewing(published, encoding, chosen, rules, locale, held)
    if len(articles) > 1 and form == "text":
        return Answer(
            "review",
            list,
            str,
            books=() if held is None else (held,),
            streamed=lambda answer, in_json: review_each(answer, in_json, articles, work),
        )
    found = [(_name(path), work.review(path)) for path in articles]
    return Answer(
        "review",
        lambda: _records(found),
        _text(form, found),
        tuple(dict.fromkeys(work.warnings)),
        exit_code=FAILED if any(each.is_wrong for _, each in found) else 0,
        books=() if held is None else (held,),
        beside=_beside(found),
        coloured=(lambda: _shown(found, colour=True)) if form == "text" else None,
        asked={"article_sha256": work.sha256},
        converts=lambda: work.converts,
    )


def _name(path: str) -> str:
    return "standard input" if path == "-" else path


def _records(found: Sequence[Named]) -> list[dict[str, Any]]:
    """The relations of one article; of several, one record each."""
    if len(found) == 1:
        return [each.to_dict() for each in found[0][1]]
    return [{"name": "article", "article": name, **each.to_dict()} for name, each in found]


def _beside(found: Sequence[Named]) -> dict[str, Any]:
    if len(found) != 1:
        return {}
    record = found[0][1].to_dict()
    return {"figures": record["figures"], "refused": record["refused"]}


def _text(form: str, found: Sequence[Named]) -> Callable[[], str]:
    if form == "html":
        from dealmodel.articles.page import review_page

        return lambda: review_page(found)
    if form == "github":
        from dealmodel.exports.github import github_reviews

        return lambda: github_reviews(found)
    if form == "sarif":
        from dealmodel.articles.catalogue import definitions
        from dealmodel.exports.sarif import sarif_reviews

        log = sarif_reviews(found, definitions(), __version__)
        return lambda: json.dumps(log, ensure_ascii=False, indent=2)
    return lambda: _shown(found, colour=False)


def _shown(found: Sequence[Named], *, colour: bool) -> str:
    from dealmodel.cli.reviews import review_text

    names = [name if len(found) > 1 else "" for name, _ in found]
    return "\n\n".join(
        review_text(each, name, colour=colour) for name, (_, each) in zip(names, found, strict=True)
    )
