"""The figures of a text → proposals, and the figures that no passage makes plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dealmodel.articles.drafting.accounts import facts, financials
from dealmodel.articles.drafting.names import Names
from dealmodel.articles.drafting.passages import Passage, passages
from dealmodel.articles.drafting.prices import prices
from dealmodel.articles.drafting.proposal import Proposal, Rule
from dealmodel.articles.drafting.stakes import deals, stakes
from dealmodel.articles.drafting.volumes import growth, ratios, volumes
from dealmodel.articles.figures import Placed
from dealmodel.dataclass import dataclass

if TYPE_CHECKING:
    from dealmodel.rates.period import Period
    from dealmodel.records.book import Book

RULES: tuple[Rule, ...] = (stakes, deals, prices, volumes, growth, ratios, financials, facts)
"""What looks for a place, in this order: the first that has one for a figure keeps it."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What is proposed of a text, its names, and its passages."""

    proposals: tuple[Proposal, ...]
    names: Names
    passages: tuple[Passage, ...]


def placing(placed: Placed, published: Period | None, book: Book | None) -> Placing:
    """A proposal for each figure that a sentence puts to a record, in the text's order."""
    names = Names(placed.text, [each.span for each in placed.sentences], book)
    found = tuple(passages(placed, names, published))
    proposals = [each for one in found for each in _proposals(one)]
    return Placing(tuple(sorted(proposals, key=lambda each: each.index)), names, found)


def _proposals(passage: Passage) -> Iterator[Proposal]:
    if not passage.placed.sentences[passage.index].figures:
        return
    taken: set[int] = set()
    found: list[Proposal] = []
    for rule in RULES:
        found += _distinct(rule(passage, found), taken)
    yield from found


def _distinct(proposals: Iterator[Proposal], taken: set[int]) -> Sequence[Proposal]:
    kept = []
    for each in proposals:
        if each.index not in taken:
            taken.add(each.index)
            kept.append(each)
    return kept
