"""``dealmodel read``: an article as the draft of a deal book."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command
from dealmodel.cli.options import (
    hedge_rules,
    json_option,
    locale_option,
    rates_options,
    strictness_options,
)
from dealmodel.dataclass import replace
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dealmodel.articles.drafting.draft import Draft
    from dealmodel.books.drafting import Added
    from dealmodel.checks.finding import Finding
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading

FAILED = 1

_ENDINGS = (".yaml", ".yml")


@click.command(
    "read",
    cls=Command,
    examples=(
        "dealmodel read my-article.txt --published 2025-04-26 --publisher CNBC",
        "dealmodel read my-article.html --published 2025-04 --publisher CNBC -o my-draft.yaml",
        "dealmodel read my-article.txt --published 2025-04-26 --publisher CNBC --into my-book",
        "dealmodel read my-article.txt --publisher Wikipedia --book my-book --json",
    ),
    help="Draft claims for a deal book out of ARTICLE: each figure as printed, with its source and "
    "who said it, in the stake, price, volume, growth, ratio, venture, deal or account that its "
    "sentence puts it into. What no sentence makes plain is listed at the end. Parties are known "
    "by the names and aliases of the book; others are drafted. The draft is YAML that loads; what "
    "a check of it finds is told, and makes the exit code 1. ARTICLE is a text, a Markdown file, a "
    "web page or a PDF; - is standard input. With --into the claims go into BOOK, a YAML file or a "
    "folder, whose other lines stay as they are: the change is shown first.",
)
@click.argument("article", metavar="ARTICLE", type=click.Path())
@click.option("--publisher", metavar="NAME", help="Who published the article.")
@click.option(
    "--published",
    metavar="DATE",
    help="When it came out: day, month or year. Figures that need a day, and name none, are not "
    "placed without it.",
)
@click.option("-o", "--output", metavar="BOOK", type=click.Path(), help="The book's file to write.")
@click.option("--into", metavar="BOOK", type=click.Path(), help="A deal book that gets the claims.")
@click.option(
    "--book",
    "known",
    metavar="BOOK",
    type=click.Path(),
    help="A deal book whose parties and records are known, and which is left as it is.",
)
@click.option(
    "--yes", is_flag=True, help="With --into, write without asking, as where no terminal is."
)
@click.option("--dry-run", is_flag=True, help="With --into, show the change and write nothing.")
@click.option("--force", is_flag=True, help="Replace the file of -o if it is there already.")
@click.option(
    "--encoding",
    metavar="NAME",
    help="The encoding of the article; UTF-8, or what it says itself, if not given.",
)
@rates_options
@strictness_options
@locale_option
@json_option
def command(
    article: str,
    publisher: str | None,
    published: str | None,
    output: str | None,
    into: str | None,
    known: str | None,
    yes: bool,
    dry_run: bool,
    force: bool,
    encoding: str | None,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    _check_options(output, into, known, yes, dry_run, force, publisher)
    from dealmodel.articles.drafting.reading import read
    from dealmodel.articles.text import text_of
    from dealmodel.books.drafting import added_to
    from dealmodel.checks.catalogue import check
    from dealmodel.cli.articles import article_bytes

    rules, chosen = hedge_rules(reading, exact), rates.chosen()
    path = into or known
    book = None if path is None else given_book(path, "en", keep_going=False)
    content = article_bytes(article)
    name = "standard input" if article == "-" else article
    text = text_of(content, name, encoding=encoding)
    draft = read(
        text.text,
        publisher=publisher or "",
        published=published,
        document=None if article == "-" else Path(article).name,
        book=book,
        rates=chosen,
        rules=rules,
        locale=locale,
    )
    draft = replace(draft, warnings=(*text.warnings, *draft.warnings))
    if into is not None:
        changed, new = added_to(into, draft)
        if book is not None and new is not None:
            draft = _with_found(
                draft, check(book, rules=rules, rates=chosen), check(new, rules=rules, rates=chosen)
            )
        asks = not yes and not dry_run and _can_be_asked(article)
        answer = _into(into, draft, changed, asks=asks, writes=not dry_run)
    elif output is not None:
        answer = _saved(output, draft, force)
    else:
        answer = _shown(draft)
    return replace(
        answer,
        warnings=draft.warnings,
        exit_code=FAILED if draft.findings else 0,
        books=() if book is None else (book,),
        asked={"article_sha256": sha256(content).hexdigest()},
        converts=lambda: bool(draft.claims),
    )


def _check_options(
    output: str | None,
    into: str | None,
    known: str | None,
    yes: bool,
    dry_run: bool,
    force: bool,
    publisher: str | None,
) -> None:
    """Raises :class:`UsageError` where options do not go together."""
    if not publisher:
        raise UsageError("a claim has a source: say who published the article (--publisher NAME)")
    if into is not None and (output is not None or known is not None):
        raise UsageError("--into is a book of its own: give it without -o and --book")
    if into == "-":
        raise UsageError("standard input cannot be written to: give the book's file or folder")
    if into is None and (yes or dry_run):
        raise UsageError("--yes and --dry-run are for --into: the change of a book that is there")
    if yes and dry_run:
        raise UsageError("--yes writes and --dry-run does not: give one of them")
    if force and output is None:
        raise UsageError("--force makes no difference without -o")
    if output is not None and not output.lower().endswith(_ENDINGS):
        raise UsageError(
            f"{output[-60:]!r} is no name for a draft: give a file that ends with "
            f"{' or '.join(_ENDINGS)}"
        )


def _answer(draft: Draft, text: str, beside: dict[str, Any]) -> Answer:
    record = draft.to_dict()
    listed = {"unplaced": record["unplaced"], "findings": record["findings"], **beside}
    return Answer("read", lambda: record["results"], lambda: text, beside=listed)


def _shown(draft: Draft) -> Answer:
    from dealmodel.books.drafting import draft_text

    text = draft_text(draft)
    return _answer(draft, text.removesuffix("\n"), {"book": text})


def _saved(output: str, draft: Draft, force: bool) -> Answer:
    from dealmodel.books.drafting import draft_text
    from dealmodel.books.saving import save

    save(output, draft_text(draft).encode(), overwrite=force)
    return _answer(draft, f"wrote {output}: {_counts(draft)}", {"file": output})


def _counts(draft: Draft) -> str:
    return f"{_counted(len(draft.claims), 'claim')}, {_not_placed(draft)}"


def _not_placed(draft: Draft) -> str:
    return f"{_counted(len(draft.unplaced), 'figure')} not placed"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _with_found(draft: Draft, before: Sequence[Finding], after: Sequence[Finding]) -> Draft:
    """The draft with what a check finds of the book with it and not of the book as it is."""
    told = {(each.code, each.subject, each.message) for each in before}
    found = [
        each
        for each in after
        if each.severity == "error" and (each.code, each.subject, each.message) not in told
    ]
    said = {(each.code, each.subject, each.message) for each in draft.findings}
    new = [each for each in found if (each.code, each.subject, each.message) not in said]
    return replace(
        draft,
        findings=(*draft.findings, *new),
        warnings=(
            *draft.warnings,
            *(f"with it the book does not pass check: {e.subject}: {e.message}" for e in new),
        ),
    )


def _into(into: str, draft: Draft, changed: Sequence[Added], *, asks: bool, writes: bool) -> Answer:
    """Show what the book gets, and write it if that is wanted."""
    diff = "".join(each.diff for each in changed)
    if changed and asks:
        writes = _confirmed(into, diff)
    if writes:
        for each in changed:
            each.write()
    verb = "wrote" if writes else "would write"
    new = sum(each.is_new for each in draft.claims)
    told = f"{verb} {_counted(new, 'claim')} into {into}; {_not_placed(draft)}"
    if not changed:
        told = f"{into} has it all already; {_not_placed(draft)}"
    text = "\n".join([*([] if asks and writes else diff.splitlines()), *_listed(draft), told])
    return _answer(
        draft,
        text,
        {
            "file": into,
            "written": bool(changed) and writes,
            "files": [str(each.path) for each in changed],
            "diff": diff,
        },
    )


def _listed(draft: Draft) -> Sequence[str]:
    return [f"not placed: {each.words}: {each.why}" for each in draft.unplaced]


def _can_be_asked(article: str) -> bool:
    """Whether somebody is at the terminal to be asked."""
    import sys

    return article != "-" and sys.stdin is not None and sys.stdin.isatty()


def _confirmed(into: str, diff: str) -> bool:
    """Whether whoever is at the terminal wants the change, which is shown."""
    from dealmodel.cli.output import printable

    click.echo(printable(diff), err=True, nl=False)
    return click.confirm(f"write this into {into}?", err=True)
