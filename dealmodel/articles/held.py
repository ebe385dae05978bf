"""An article's figures against what a deal book's sources say of the same thing.

Policy: only where a sentence makes plain which thing it is: it names the parties or the product of
a record, by name or alias, a word of the field stands beside, and it has one figure of that sort.
What agrees with any claim holds; what agrees with none is doubtful and never wrong, since it may be
the book that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dealmodel.articles.days import periods_named
from dealmodel.articles.figures import Placed, sort_of
from dealmodel.articles.readings import close, last_digit
from dealmodel.articles.relation import Expected, Relation
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.period import Period, parse_period

if TYPE_CHECKING:
    from dealmodel.records.book import Book
    from dealmodel.records.claim import Claim

DEFINITION = "what an article prints agrees with some source of the book on the same thing"
_STAKE = lazy_pattern(r"\b(?:stake|shareholding|shareholder|interest|holding|owned|holds)\b")
_SALES = lazy_pattern(r"\b(?:deliver\w*|sold|sells?|sales|registr\w+|produc\w+|shipp?\w*)\b")
_PRICE = lazy_pattern(r"\b(?:pric\w+|costs?|starts?|starting|sells? for|retail\w*)\b")


class _Same(NamedTuple):
    """A figure, and the claims on what it is said to be."""

    subject: str
    claims: Sequence[Claim]
    figure: Figure


def held_against(
    placed: Placed, book: Book, published: Period | None, rules: HedgeRules
) -> Iterator[Relation]:
    """A relation for each figure that a sentence puts to a record of the book."""
    names = _Names.of(book)
    seen: set[tuple[str, tuple[int, int]]] = set()
    for sentence in placed.sentences:
        if not sentence.figures:
            continue
        words = placed.words(sentence)
        named = names.named_in(words)
        figures = [placed.marked[at] for at in sentence.figures]
        for same in _same(book, words, named, figures, published):
            key = same.subject, same.figure.span
            relation = None if key in seen else _relation(same, rules)
            if relation is not None:
                seen.add(key)
                yield relation


class _Names(NamedTuple):
    """What each party and product may be called, the longest name first."""

    names: tuple[tuple[str, str], ...]

    @staticmethod
    def of(book: Book) -> _Names:
        told = [
            (name.casefold(), key)
            for key, party in book.parties.items()
            for name in (party.name, party.legal_name, *party.aliases)
            if name
        ]
        told += [
            (product.casefold(), product)
            for product in {each.product for each in book.prices.values()}
        ]
        return _Names(tuple(sorted(told, key=lambda each: -len(each[0]))))

    def named_in(self, words: str) -> frozenset[str]:
        """The ids and products in ``words``; a name within a longer one is not counted."""
        left = words.casefold()
        found: set[str] = set()
        for name, key in self.names:
            if name in left:
                blank = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
                left, count = blank.subn("\N{BULLET}", left)
                found |= {key} if count else set()
        return frozenset(found)


def _same(
    book: Book,
    words: str,
    named: frozenset[str],
    figures: Sequence[Figure],
    published: Period | None,
) -> Iterator[_Same]:
    """What a sentence says of records of the book."""
    small = words.casefold()
    shares = [each for each in figures if sort_of(each) in "pf"]
    amounts = [each for each in figures if sort_of(each) == "m"]
    counts = [each for each in figures if sort_of(each) in "cn"]
    if _STAKE.search(small):
        yield from _of_stakes(book, small, named, shares, amounts)
    if len(amounts) == 1 and _PRICE.search(small):
        for key, price in book.prices.items():
            claims = _claims_of_product(book, price.product)
            if price.product in named and claims:
                yield _Same(f"prices.{key}", claims, amounts[0])
                break
    if len(counts) == 1 and _SALES.search(small):
        periods = {(each.first, each.last) for each in periods_named(words, published)}
        for key, volume in book.volumes.items():
            if volume.party not in named or volume.period is None or not volume.count:
                continue
            when = parse_period(volume.period)
            if (when.first, when.last) in periods:
                yield _Same(f"volumes.{key}.count", volume.count, counts[0])


def _claims_of_product(book: Book, product: str) -> tuple[Claim, ...]:
    """Every price of a product, whatever its version: which one is meant a sentence rarely says."""
    every = (each.amount for each in book.prices.values() if each.product == product)
    return tuple(claim for claims in every for claim in claims)


def _of_stakes(
    book: Book,
    words: str,
    named: frozenset[str],
    shares: Sequence[Figure],
    amounts: Sequence[Figure],
) -> Iterator[_Same]:
    for key, venture in book.joint_ventures.items():
        holders = [holder for holder in venture.holders if holder in named]
        if venture.party in named and len(holders) == len(shares) == 1:
            yield _Same(f"joint_ventures.{key}", venture.holders[holders[0]], shares[0])
            return
    for key, stake in book.stakes.items():
        if stake.investor not in named or stake.investee not in named:
            continue
        held = (*stake.share, *stake.after, *stake.before)
        if len(shares) == 1 and held:
            yield _Same(f"stakes.{key}.share", held, shares[0])
        if len(amounts) == 1 and " for " in words and stake.paid:
            yield _Same(f"stakes.{key}.paid", stake.paid, amounts[0])


def _relation(same: _Same, rules: HedgeRules) -> Relation | None:
    figure = same.figure
    known = [
        each
        for claim in same.claims
        for each in claim.figures(rules)
        if each.unit.same_as(figure.unit) or "n" in sort_of(figure)
    ]
    if not known:
        return None
    bounds = known[0].bounds
    for each in known[1:]:
        bounds = hull(bounds, each.bounds)
    expected = Expected(known[0].value, bounds, figure.unit.text)
    told = "; ".join(f"{claim.says} ({claim.source})" for claim in same.claims)
    message = f"{' '.join(figure.verbatim.split())} beside {same.subject}: {told}"
    if any(overlap(_near(figure), _near(each)) is not None for each in known):
        return Relation("repeat", (figure,), "holds", message, DEFINITION, expected)
    why = "no source of the book says so"
    return Relation(
        "repeat", (figure,), "doubtful", f"{message}; {why}", DEFINITION, expected, (), why
    )


def _near(figure: Figure) -> Bounds:
    """What a figure can mean, at least as it is rounded."""
    given, unit = hull(close(figure), figure.bounds), last_digit(figure)
    return Bounds(
        None if given.low is None else given.low - unit,
        None if given.high is None else given.high + unit,
    )
