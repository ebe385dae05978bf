"""An article's figures against what a deal book's sources say of the same thing.

Policy: only where a sentence makes plain which thing: it names the parties of one record, by name
or alias, and a word of the field stands beside the figure. What agrees with any claim holds; what
agrees with none is doubtful, never wrong, since the book may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dealmodel.articles.figures import Placed, Sentence, sort_of
from dealmodel.articles.readings import close, last_digit
from dealmodel.articles.relation import Expected, Relation
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules

if TYPE_CHECKING:
    from dealmodel.records.book import Book
    from dealmodel.records.claim import Claim
    from dealmodel.records.party import Party

DEFINITION = "what an article prints agrees with some source of the book on the same thing"


def held_against(placed: Placed, book: Book, rules: HedgeRules) -> list[Relation]:
    """A relation for each figure that a sentence puts to a record of the book."""
    return list(_held(placed, book, rules))


def _held(placed: Placed, book: Book, rules: HedgeRules) -> Iterator[Relation]:
    names = {key: _names(party) for key, party in book.parties.items()}
    seen: set[tuple[str, tuple[int, int]]] = set()
    for sentence in placed.sentences:
        if not sentence.figures:
            continue
        words = placed.words(sentence).casefold()
        for subject, claims, figure in _same(placed, book, sentence, words, names):
            if (subject, figure.span) in seen:
                continue
            seen.add((subject, figure.span))
            relation = _relation(subject, claims, figure, rules)
            if relation is not None:
                yield relation


def _names(party: Party) -> tuple[str, ...]:
    told = (party.name, party.legal_name, *party.aliases)
    return tuple(each.casefold() for each in told if each)


def _same(
    placed: Placed,
    book: Book,
    sentence: Sentence,
    words: str,
    names: dict[str, tuple[str, ...]],
) -> Iterator[tuple[str, Sequence[Claim], Figure]]:
    def named(key: str | None) -> bool:
        return key is not None and any(name in words for name in names.get(key, ()))

    figures = [placed.figures[at] for at in sentence.figures]
    shares = [each for each in figures if sort_of(each) == "p"]
    amounts = [each for each in figures if sort_of(each) == "m"]
    for key, stake in book.stakes.items():
        if not (named(stake.investor) and named(stake.investee)):
            continue
        if len(shares) == 1 and "stake" in words and stake.share:
            yield f"stakes.{key}.share", stake.share, shares[0]
        if len(amounts) == 1 and " for " in words and "stake" in words and stake.paid:
            yield f"stakes.{key}.paid", stake.paid, amounts[0]


def _relation(
    subject: str, claims: Sequence[Claim], figure: Figure, rules: HedgeRules
) -> Relation | None:
    known: list[Figure] = []
    told: list[str] = []
    for claim in claims:
        known += [each for each in claim.figures(rules) if each.unit.same_as(figure.unit)]
        told.append(f"{claim.says} ({claim.source})")
    if not known:
        return None
    bounds = known[0].bounds
    for each in known[1:]:
        bounds = hull(bounds, each.bounds)
    expected = Expected(known[0].value, bounds, figure.unit.text)
    message = f"{' '.join(figure.verbatim.split())} beside {subject}: {'; '.join(told)}"
    given, unit = close(figure), last_digit(figure)
    wider = Bounds(
        None if given.low is None else given.low - unit,
        None if given.high is None else given.high + unit,
    )
    if any(overlap(wider, each.bounds) is not None for each in known):
        return Relation("repeat", (figure,), "holds", message, DEFINITION, expected)
    why = "no source of the book says so"
    return Relation(
        "repeat", (figure,), "doubtful", f"{message}; {why}", DEFINITION, expected, (), why
    )
