"""A text → its review: every rule over its figures, each relation told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dealmodel.articles.catalogue import all_rules
from dealmodel.articles.exchange import stated_rates
from dealmodel.articles.figures import placed
from dealmodel.articles.relation import Relation, Review
from dealmodel.articles.rule import Rule, Setting
from dealmodel.articles.searching import relations_of
from dealmodel.calculators.options import options_checked
from dealmodel.errors import DateError, UsageError
from dealmodel.figures.hedges import USUAL, HedgeRules
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import RateSource, today

if TYPE_CHECKING:
    from dealmodel.records.book import Book


@options_checked
def review(
    text: str,
    *,
    published: str | date | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    book: Book | None = None,
    locale: str = "en",
) -> Review:
    """What the numbers of an article say of each other, and whether they can be right.

    >>> found = review("Revenue rose 32% to $5.6 billion from $5.0 billion.")
    >>> [(each.kind, each.verdict) for each in found]
    [('growth', 'wrong')]
    >>> found[0].remedies[0]
    '12% instead of 32%'

    :raises UsageError: a conversion needs a rate and the article has no day, or no text is given.
    :raises DateError: a day that cannot be read, or that is to come.
    """
    if not isinstance(text, str):
        raise UsageError(f"an article is text, not {type(text).__name__}")
    when = None if published is None else parse_period(published)
    now = today()
    if when is not None and when.first > now:
        raise DateError(
            when.text, f"{when} is to come (today is {now}): give the day the article came out"
        )
    found = placed(text, rules=rules, locale=locale)
    setting = Setting(found, when, RatesAt.of(rates).remembering(), stated_rates(found), now)
    relations = sorted(
        _distinct(_relations(setting, all_rules())), key=lambda each: (each.span, each.kind)
    )
    if book is not None:
        from dealmodel.articles.held import held_against

        relations += held_against(found, book, when, rules)
    return Review(
        text,
        tuple(relations),
        found.figures,
        found.refused,
        None if when is None else when.text,
    )


def _relations(setting: Setting, rules: Sequence[Rule]) -> Iterator[Relation]:
    for rule in rules:
        yield from relations_of(rule, setting)


def _distinct(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Each relation once: not one whose figures another of an earlier rule holds, too."""
    taken: dict[tuple[int, int], list[frozenset[tuple[int, int]]]] = {}
    for each in relations:
        spans = frozenset(figure.span for figure in each.figures)
        beside = taken.get(each.figures[0].span, ())
        if len(spans) > 1 and any(spans <= other for other in beside):
            continue
        for span in spans:
            taken.setdefault(span, []).append(spans)
        yield each
