"""The agreements of the Leapmotor deal book: terms, and what happened in which order, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealmodel.books.reading import load_book
from dealmodel.records.book import Book

SEEDS = Path(__file__).parents[2] / "seeds"

CNBC, WIKIPEDIA, BLOG = "cnbc-2025-04-26", "wikipedia-leapmotor", "hongqi-blog-2025-04"

# Terms in words, with who said them where the source names or describes someone.
TERMS = {
    "hongqi-platform.production-from": [
        ("the second half of 2026", CNBC, "zhu-jiangming"),
        ("the second half of 2026", WIKIPEDIA, None),
        ("the latter half of 2026", "hongqi-blog-citing-reuters", None),
    ],
    "hongqi-platform.plant": [
        ("Leapmotor's Hangzhou plant", CNBC, "A person with direct knowledge"),
        ("Leapmotor's Hangzhou plant", WIKIPEDIA, None),
    ],
    "hongqi-platform.platform": [
        ("same platform as Leapmotor's B10", CNBC, "A person with direct knowledge"),
        ("same platform as Leapmotor B10", WIKIPEDIA, None),
        ("platform of the Leapmotor B10", BLOG, "Insiders"),
    ],
    "hongqi-platform.drivetrains": [
        ("pure electric and range-extended versions", CNBC, "A person with direct knowledge"),
        ("battery electric and range-extender powertrain", WIKIPEDIA, None),
        ("fully electric version and a range extender (EREV) variant", BLOG, None),
    ],
    "hongqi-platform.markets": [
        ("overseas market", CNBC, "zhu-jiangming"),
        (
            "Europe, the United Kingdom, Australia, New Zealand",
            CNBC,
            "A person with direct knowledge",
        ),
        ("the Middle East", CNBC, "A person with direct knowledge"),
        ("overseas markets", WIKIPEDIA, None),
        ("export markets outside China", BLOG, None),
    ],
    "opel-zaragoza-production.plant": [
        ("plant in Zaragoza, Spain", WIKIPEDIA, None),
    ],
    "mirafiori-production.plant": [
        ("Mirafiori plant in Turin, Italy", "wikipedia-citing-reuters", None),
    ],
    "b10-slovakia-germany-production.country": [
        ("Slovakia and Germany", WIKIPEDIA, None),
    ],
}

# What happened to each agreement: date, stage, evidence, who said it, source.
EVENTS = {
    "stellantis-investment": """
        2023        closed      reported    -              cnbc-2025-04-26
        2023-10     closed      reported    -              wikipedia-leapmotor
    """,
    "stellantis-on-leapmotor-architecture": """
        2025-04     agreed      reported    -              italpassion-2025-04
    """,
    "leapmotor-international-distribution": """
        2023-10     agreed      reported    -              wikipedia-leapmotor
        2024-05     agreed      reported    -              wikipedia-leapmotor
    """,
    "leapmotor-sales-in-europe": """
        2024        producing   reported    -              wikipedia-leapmotor
    """,
    "mirafiori-production": """
        2024-02     talks       reported    -              wikipedia-citing-reuters
    """,
    "t03-tychy-production": """
        2024-06     producing   reported    -              wikipedia-leapmotor
        2024-11     producing   reported    -              wikipedia-leapmotor
        2025-03     ended       reported    -              wikipedia-leapmotor
    """,
    "b10-poland-production": """
        2024-11     withdrawn   reported    -              wikipedia-leapmotor
    """,
    "b10-slovakia-germany-production": """
        2024-11     agreed      reported    -              wikipedia-leapmotor
    """,
    "opel-on-b10": """
        2025-10     talks       reported    -              wikipedia-leapmotor
    """,
    "opel-zaragoza-production": """
        2025-10     talks       reported    -              wikipedia-leapmotor
    """,
    "faw-partnership-2020": """
        2020-05     agreed      reported    -              wikipedia-leapmotor
    """,
    "faw-vw-jetta-talks": """
        2023-08     talks       reported    -              wikipedia-leapmotor
    """,
    "faw-mou-2025": """
        2025-03-03  mou_signed  confirmed   leapmotor      smm-2025-03-03
        2025-03     mou_signed  reported    -              wikipedia-leapmotor
        2025-03     mou_signed  reported    -              cnbc-2025-04-26
        2025-03     mou_signed  reported    -              hongqi-blog-2025-04
    """,
    "hongqi-platform": """
        2025-03-03  mou_signed  confirmed   leapmotor      smm-2025-03-03
        2025-04     agreed      confirmed   zhu-jiangming  wikipedia-leapmotor
        2025-04     agreed      confirmed   leapmotor      hongqi-blog-citing-reuters
        2025-04     agreed      confirmed   faw            hongqi-blog-citing-reuters
        2025-04-26  agreed      confirmed   leapmotor      cnbc-2025-04-26
        2025-04-26  agreed      confirmed   faw            cnbc-2025-04-26
        2025-04-26  agreed      confirmed   giles-taylor   cnbc-2025-04-26
    """,
    "ferrari-talks": """
        2025-02     talks       reported    -              italpassion-2025-04
        2025-02     talks       reported    -              cnbc-2025-04-26
        2025-02     talks       reported    -              hongqi-blog-2025-04
        2025-04-14  talks       attributed  zhu-jiangming  cnbc-2025-04-26
        2025-04     talks       reported    -              hongqi-blog-2025-04
        2025-04     talks       reported    -              hongqi-blog-citing-reuters
        2025-04     talks       attributed  zhu-jiangming  cnbc-2025-04-26
        2025-04-25  talks       denied      leapmotor      cnbc-2025-04-26
        2025-04-26  talks       declined    ferrari        cnbc-2025-04-26
        2025-04     talks       reported    -              italpassion-2025-04
        2025-04     talks       attributed  zhu-jiangming  italpassion-2025-04
        2025-04     talks       reported    -              italpassion-citing-milano-finanza
    """,
    "lingxin-01-chip": """
        2018-06-13  agreed      confirmed   leapmotor      wikipedia-leapmotor
    """,
}


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(SEEDS)


@pytest.mark.parametrize("path", TERMS)
def test_terms_and_who_said_them(book: Book, path: str) -> None:
    agreement, term = path.split(".")
    found = book.agreements[agreement].terms[term]
    claims = getattr(found, found.kind)
    assert [(claim.says, claim.source, claim.by) for claim in claims] == TERMS[path]


def test_every_agreement_is_written_down_here(book: Book) -> None:
    assert set(book.agreements) == set(EVENTS)


@pytest.mark.parametrize("key", EVENTS)
def test_events_in_their_order(book: Book, key: str) -> None:
    assert [
        [each.on, each.stage, each.evidence, each.by or "-", each.source]
        for each in book.agreements[key].status
    ] == [line.split() for line in EVENTS[key].strip().splitlines()]


def test_the_denial_follows_what_it_denies(book: Book) -> None:
    words = [event.says for event in book.agreements["ferrari-talks"].status]
    answer = words.index("other projects with other brands")
    assert words[answer + 1] == "have not started any negotiation or discussion"
