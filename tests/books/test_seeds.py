"""The Leapmotor deal book against its sources: what they print was written down here by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.records.agreement import Event
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.record import Record

SEEDS = Path(__file__).parents[2] / "seeds"

SOURCES = """
cnbc-2025-04-26                    CNBC         Reuters        2025-04-26  001_370d0cc3de1b7442.txt
motor1-su7-ultra                   Daily8       Motor1         2025-06     001_370d0cc3de1b7442.txt
wikipedia-leapmotor                Wikipedia    -              -           002_9183598e463385ba.txt
wikipedia-citing-reuters           Wikipedia    Reuters        -           002_9183598e463385ba.txt
smm-2025-03-03                     SMM          Gasgoo         2025-03-03  003_3a142a6494d7ef63.txt
italpassion-2025-04                Italpassion  -              2025-04     004_9bae8ce612ba7f37.txt
italpassion-citing-milano-finanza  Italpassion  Milano Finanza 2025-04     004_9bae8ce612ba7f37.txt
hongqi-blog-2025-04                Unnamed blog -              2025-04     000_3ee57331219b4e70.txt
hongqi-blog-citing-reuters         Unnamed blog Reuters        2025-04     000_3ee57331219b4e70.txt
"""

CNBC, WIKIPEDIA, SMM = "cnbc-2025-04-26", "wikipedia-leapmotor", "smm-2025-03-03"
ITALPASSION, BLOG = "italpassion-2025-04", "hongqi-blog-2025-04"
MOTOR1 = "motor1-su7-ultra"

# Of each field that holds figures: what each source prints, and what that means by the hedge table.
FIGURES: dict[str, list[tuple[str, str, list[str]]]] = {
    "stakes.stellantis-in-leapmotor.share": [
        ("21%", CNBC, ["share 0.21 [0.205, 0.215]"]),
        ("20 percent", WIKIPEDIA, ["share 0.2 [0.195, 0.205]"]),
        ("20 %", ITALPASSION, ["share 0.2 [0.195, 0.205]"]),
    ],
    "stakes.stellantis-in-leapmotor.paid": [
        ("$1.6 billion", CNBC, ["money USD 1600000000 [1550000000, 1650000000]"]),
        ("€1.5 billion", WIKIPEDIA, ["money EUR 1500000000 [1450000000, 1550000000]"]),
    ],
    "joint_ventures.leapmotor-international.holders.stellantis": [
        ("51%", CNBC, ["share 0.51 [0.505, 0.515]"]),
        ("51%", WIKIPEDIA, ["share 0.51 [0.505, 0.515]"]),
    ],
    "joint_ventures.leapmotor-international.holders.leapmotor": [
        ("49%", WIKIPEDIA, ["share 0.49 [0.485, 0.495]"]),
    ],
    "prices.b10-blog.amount": [("around €12,000", BLOG, ["money EUR 12000 [11000, 13000]"])],
    "prices.b10-start.amount": [
        (
            "109,800 yuan ($15,115)",
            CNBC,
            ["money CNY 109800 [109800, 109800]", "money USD 15115 [15114.5, 15115.5]"],
        ),
    ],
    "prices.b10-lidar.amount": [
        (
            "from 129,800 yuan, or $17,870",
            CNBC,
            ["money CNY 129800 [129800, -)", "money USD 17870 [17865, 17875]"],
        ),
        ("less than $18,000", CNBC, ["money USD 18000 [17000, 18000)"]),
    ],
    "prices.t03-launch.amount": [
        (
            "65,800-75,800 yuan (~US $9,280 – US $10,691)",
            WIKIPEDIA,
            ["money CNY - [65800, 75800]", "money USD - [9280, 10691]"],
        ),
    ],
    "prices.su7-ultra-base.amount": [
        (
            "529,900 yuan (nearly $74,000)",
            MOTOR1,
            ["money CNY 529900 [529900, 529900]", "money USD 74000 [73000, 74000)"],
        ),
    ],
    "volumes.leapmotor-2024.count": [
        ("just over 300,000 cars", CNBC, ["count cars 300000 (300000, 310000]"]),
        ("almost 294,000 vehicles", ITALPASSION, ["count vehicles 294000 [293000, 294000)"]),
    ],
    "volumes.leapmotor-deliveries-2024.count": [
        ("nearly 300,000 vehicles", SMM, ["count vehicles 300000 [290000, 300000)"]),
    ],
    "volumes.faw-deliveries-2024.count": [
        ("over 3.2 million vehicles", SMM, ["count vehicles 3200000 (3200000, 3300000)"]),
    ],
    "volumes.b10-first-13-days.count": [
        ("8,000 of the new B10 vehicles", CNBC, ["count vehicles 8000 [7950, 8050]"]),
    ],
    "volumes.b10-first-13-days.within": [
        ("within 13 days", CNBC, ["duration day 13 [13, 13]"]),
    ],
    "growth.leapmotor-2024.growth": [
        ("growth of 104 %", ITALPASSION, ["growth 1.04 [1.035, 1.045]"]),
    ],
    "ratios.leapmotor-to-byd-2024.ratio": [
        ("less than a tenth", CNBC, ["ratio 0.1 [0, 0.1)"]),
    ],
    "parties.leapmotor.facts.capital-raised.amount": [
        ("RMB 380 million", WIKIPEDIA, ["money CNY 380000000 [375000000, 385000000]"]),
    ],
    "parties.leapmotor.facts.model-plan.amount": [
        ("3 new models", WIKIPEDIA, ["count models 3 [3, 3]"]),
    ],
    "parties.hongqi.facts.years-of-growth.amount": [
        ("seven consecutive years", SMM, ["duration year 7 [7, 7]"]),
    ],
}

# What is no figure: fields that hold dates, measures and ids, and absent ones.
FIELDS = """
stakes.stellantis-in-leapmotor.investor             stellantis
stakes.stellantis-in-leapmotor.investee             leapmotor
stakes.stellantis-in-leapmotor.on                   2023-10
stakes.stellantis-in-leapmotor.shares_are           undeclared
stakes.exor-in-stellantis.investor                  exor
stakes.exor-in-stellantis.investee                  stellantis
stakes.exor-in-stellantis.share                     ()
stakes.exor-in-ferrari.investor                     exor
stakes.exor-in-ferrari.investee                     ferrari
stakes.exor-in-ferrari.share                        ()
stakes.fu-liquan-in-dahua.share                     ()
joint_ventures.leapmotor-international.formed       2023-10
joint_ventures.faw-vw.holders.faw                   ()
joint_ventures.faw-vw.holders.volkswagen            ()
prices.b10-start.on                                 2025-03
prices.b10-start.market                             CN
prices.b10-start.basis                              pre_sale
prices.b10-blog.basis                               undeclared
prices.b10-lidar.basis                              pre_sale
prices.b10-lidar.on                                 2025-03
prices.t03-launch.on                                2020-05-11
prices.t03-launch.basis                             after_subsidy
prices.su7-ultra-base.on                            2025-02
prices.su7-ultra-base.seller                        xiaomi
volumes.leapmotor-2024.measure                      sales
volumes.leapmotor-2024.period                       2024
volumes.leapmotor-deliveries-2024.measure           deliveries
volumes.leapmotor-deliveries-2024.period            2024
volumes.faw-deliveries-2024.measure                 deliveries
volumes.faw-deliveries-2024.period                  2024
volumes.byd-2024.party                              byd
volumes.byd-2024.count                              ()
volumes.b10-first-13-days.launch                    True
growth.leapmotor-2024.of                            leapmotor-2024
ratios.leapmotor-to-byd-2024.of                     leapmotor-2024
ratios.leapmotor-to-byd-2024.to                     byd-2024
parties.leapmotor.founded                           2015-12
parties.leapmotor.legal_name                        Zhejiang Leapmotor Technology Co., Ltd.
parties.leapmotor.facts.capital-raised.on           2019-06
parties.leapmotor.facts.first-deliveries.on         2019-06
parties.leapmotor.facts.profit.period               2024-Q4
parties.faw.founded                                 1953
parties.hongqi.brand_of                             faw
parties.opel.brand_of                               stellantis
parties.maserati.brand_of                           stellantis
agreements.hongqi-platform.supplier                 leapmotor
agreements.hongqi-platform.customer                 faw
agreements.faw-vw-jetta-talks.customer              faw-vw
"""

# Facts in words.
WORDS = {
    "parties.leapmotor.facts.profit.text": [
        ("profitable in the fourth quarter", CNBC),
        ("profitability in the fourth quarter", SMM),
        ("net profit in the last quarter", ITALPASSION),
    ],
    "parties.exor.facts.common-shareholder.text": [
        ("a common shareholder: Exor", ITALPASSION),
        ("via John Elkann", ITALPASSION),
    ],
}


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(SEEDS)


def at(book: Book, path: str) -> object:
    """The part of the book that a dotted path leads to."""
    part: object = book
    for key in path.split("."):
        part = part[key] if isinstance(part, Mapping) else getattr(part, key)
    return part


def claims_at(book: Book, path: str) -> Sequence[Claim]:
    found = at(book, path)
    assert isinstance(found, tuple)
    return found


def said(part: object, path: str = "") -> Iterator[tuple[str, Claim | Event]]:
    """Every claim and event below ``part``, with the path of the field that it is in."""
    if isinstance(part, Claim | Event):
        yield path, part
    elif isinstance(part, Mapping):
        for key, item in part.items():
            yield from said(item, f"{path}.{key}")
    elif isinstance(part, tuple):
        for item in part:
            yield from said(item, path)
    elif isinstance(part, Record):
        for name in type(part).model_fields:
            yield from said(getattr(part, name), f"{path}.{name}" if path else name)


def shown(figure: Figure) -> str:
    """Kind, unit, value and bounds, each end with its bracket; ``-`` for what is not there."""
    bounds = figure.bounds
    low, high, value = (
        "-" if end is None else decimal_text(end) for end in (bounds.low, bounds.high, figure.value)
    )
    interval = f"{'(' if bounds.low_open else '['}{low}, {high}{')' if bounds.high_open else ']'}"
    return " ".join(filter(None, (figure.kind, figure.unit.text, value, interval)))


def test_title_and_currency(book: Book) -> None:
    assert (book.book, book.currency) == ("Leapmotor partnerships", "USD")


def test_sources(book: Book) -> None:
    found = {
        " ".join(
            [key, each.publisher, each.origin or "-", each.published or "-", each.document or "-"]
        )
        for key, each in book.sources.items()
    }
    assert found == {" ".join(line.split()) for line in SOURCES.split("\n") if line}


@pytest.mark.parametrize("path", FIGURES)
def test_figures(book: Book, path: str) -> None:
    assert [
        (claim.says, claim.source, [shown(figure) for figure in claim.figures()])
        for claim in claims_at(book, path)
    ] == FIGURES[path]


def test_every_figure_of_the_book_is_written_down_here(book: Book) -> None:
    in_words = {"text", "terms", "status"}
    assert {path for path, _ in said(book) if in_words.isdisjoint(path.split("."))} == set(FIGURES)


@pytest.mark.parametrize("line", FIELDS.strip().splitlines())
def test_fields(book: Book, line: str) -> None:
    path, value = line.split(maxsplit=1)
    assert str(at(book, path)) == value


@pytest.mark.parametrize("path", WORDS)
def test_words(book: Book, path: str) -> None:
    assert [(claim.says, claim.source) for claim in claims_at(book, path)] == WORDS[path]


def test_the_deliveries_were_told_on_a_wednesday(book: Book) -> None:
    (claim,) = book.volumes["b10-first-13-days"].count
    assert (claim.on, claim.by) == ("2025-04-23", "leapmotor")


def test_a_few_words_never_a_sentence(book: Book) -> None:
    words = [each.says for _, each in said(book) if each.says]
    assert len(words) > 150
    assert [
        each for each in words if len(each) > 60 or len(each.split()) > 10 or each[-1] in ".!?"
    ] == []


def test_every_source_is_used_and_can_be_found(book: Book) -> None:
    assert {each.source for _, each in said(book)} == set(book.sources)
    assert all(each.document or each.url for each in book.sources.values())
