"""Prices of products: what a car, a service or a version of it costs, on which basis, since when.

A price needs a product, which a sentence or the one before names, and words of a price ("priced
from", "starting price", "costs", "on sale for"). Prices of shares and companies are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealmodel.articles.days import periods_named
from dealmodel.articles.drafting.names import Mention
from dealmodel.articles.drafting.passages import Passage
from dealmodel.articles.drafting.proposal import Proposal
from dealmodel.articles.phrases import pattern
from dealmodel.rates.period import Period

_PRICED = (
    "priced|priced_at|costs|cost|costing|starts_at|start_at|starting_at|retails|retailing|retail|"
    "sells_for|sell_for|sold_for|sells_at|goes_for|offered_at|offered_for|available_for|"
    "available_from|starts_from|starting_from|begins_at"
)
_PRICE = "price|prices|price_tag|sticker_price|pricing|price_range"
PRICES = (
    f"{_PRICED} at|from|for|between? ~w {{price:me}}",
    f"{_PRICED} ~w {{price:me}}",
    f"{_PRICE} ~w of|at|is|was|are|were|to|from|starts|starting|tag|between ~w {{price:me}}",
    f"{_PRICE} ~w {{price:me}}",
    f"{_PRICE} ~o start|starts|starting|begin|beginning at|from? ~w {{price:me}}",
    f"@UP|@DOWN ~w {_PRICE} ~o to {{price:m}}",
    f"@UP|@DOWN ~w {_PRICE} ~o by {{change:xmg}} to {{price:m}}",
    f"@UP|@DOWN ~w {_PRICE} ~o from {{was:m}} to {{price:m}}",
)
_ON_SALE = (
    "rollout|launch|launched|launches|sale|sells|sold|sell|selling|offers|offered|offer|available|"
    "buy|debut|introduced|unveiled"
)
_SALE = f"{_ON_SALE} ~o {{product:t}} ~o for ~w {{price:me}}"
_OTHER = re.compile(
    r"(?:share|stock|purchase|offer|takeover|acquisition|conversion|issue|oil|gas|exercise|strike|"
    r"closing|bid|transfer|sale|reserve|per-share|house|home|property|energy|power|electricity)s? "
    r"(?:prices?|pric)"
)
_EXPECTED = re.compile(r"\b(?:expected|could|may|might|should|rumou?red|estimated)\b")
_BASES = (
    ("after_subsidy", re.compile(r"\bafter (?:\w+ ){0,2}subsid")),
    ("on_road", re.compile(r"\bon-road\b|\bon the road\b")),
    ("before_tax", re.compile(r"\b(?:before|excluding|without) (?:vat|tax|value added tax)")),
    ("pre_sale", re.compile(r"\bpre-?sales?\b")),
    (
        "starting",
        re.compile(
            r"\b(?:starting|starts|start|base|entry|entry-level|begins|from|lowest|cheapest)\b"
        ),
    ),
    ("list", re.compile(r"\b(?:list|sticker|recommended|retail|msrp)\b")),
    ("transaction", re.compile(r"\b(?:transaction|paid|average)\b")),
)
PRICED = re.compile(r"\b(?:pric\w+|costs?)\b")
"""What a sentence on a price speaks of, whether it is placed or not."""
_VARIANT = re.compile(
    r"\b(?:variant|version|model|trim|edition)s? (?:equipped )?with ([a-z][^<>,;.|]{2,40}?) "
    r"(?:is|are|was|were|costs?|starts?|for|at|,|¦)"
)
_GOES_ON = re.compile(r"[ \xa0][A-Z]")
"""A name that is only the beginning of one."""
_LARGEST = 10_000_000


def prices(passage: Passage, _found: list[Proposal]) -> Iterator[Proposal]:
    """What products cost."""
    for template in PRICES:
        for match in pattern(template).finditer(passage.line):
            before = passage.line[max(0, match.start() - 30) : match.start() + 30]
            if not (_OTHER.search(before) or _EXPECTED.search(before)):
                yield from _price(passage, match["price"], match.start(), None)
    for match in pattern(_SALE).finditer(passage.line):
        yield from _price(passage, match["price"], match.start(), match["product"])


def _price(passage: Passage, mark: str, start: int, named: str | None) -> Iterator[Proposal]:
    index = int(mark[1:])
    figure = passage.figure(index)
    highest = figure.value if figure.value is not None else figure.bounds.high
    if figure.kind != "money" or figure.per is not None or highest is None or highest >= _LARGEST:
        return
    at = passage.line.index(f"<{mark}>")
    found = _product(passage, at if named is None else passage.line.index(f"<{named}>") + 1)
    if found is None:
        return
    product, seller = found
    on = _day(passage, index)
    if on is None:
        return
    clause = passage.line[max(0, start - 60) : at]
    keys = {"product": product, "basis": _basis(clause, figure.verbatim)}
    variant = _VARIANT.search(passage.line[:at])
    if variant is not None:
        keys["variant"] = variant[1].strip()
    more = {} if seller is None else {"seller": seller}
    yield Proposal("prices", keys, ("amount",), index, passage, on, more=more)


def _basis(clause: str, printed: str) -> str:
    words = f"{clause} {printed.lower()}"
    return next((basis for basis, told in _BASES if told.search(words)), "undeclared")


def _product(passage: Passage, before: int) -> tuple[str, str | None] | None:
    """The product that a price is of, and who sells it."""
    names = passage.names
    marks = [mark for mark, at in passage.marks("t") if at < before]
    mention: Mention | None = passage.mention(marks[-1]) if marks else None
    if mention is None:
        unknown = [
            each
            for mark, at in passage.marks("o")
            if at < before
            for each in (passage.mention(mark),)
            if each.is_told
            and each.is_subject
            and each.party in names.parties
            and not _GOES_ON.match(passage.placed.text, each.span[1])
        ]
        new = [each for each in unknown if each.party and not names.parties[each.party].is_known]
        if new and new[-1].party:
            return names.parties[new[-1].party].name, None
        later = [mark for mark, at in passage.marks("t")]
        mention = passage.mention(later[0]) if later else names.product_before(passage.index)
    if mention is None or mention.product is None:
        return None
    seller = names.maker(mention.product) or passage.topic
    return names.whole(mention.product), seller


def _day(passage: Passage, index: int) -> Period | None:
    """When the price held: as the sentence says, or one of the two before it; else the day on
    which the article came out."""
    named = passage.period(index)
    if named is not None:
        return named
    placed = passage.placed
    for at in range(passage.index - 1, max(-1, passage.index - 3), -1):
        start, end = placed.sentences[at].span
        if "\n\n" in placed.text[end : passage.span[0]]:
            break
        told = [
            each
            for each in periods_named(placed.text[start:end], passage.published)
            if (each.last - each.first).days <= 31
        ]
        if told:
            return min(told, key=lambda each: each.last - each.first)
    return passage.published
