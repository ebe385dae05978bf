"""Agreements with their status and timeline, as records and as lines of text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book, read_book
from dealmodel.errors import DateError, UnknownReference
from dealmodel.records.book import Book
from dealmodel.reports.timeline import SYMBOLS, text_of, timelines

SEEDS = Path(__file__).parents[2] / "seeds"

BOOK = """
book: Talks
sources:
  wire: {publisher: Paper, origin: Wire, published: 2025-04-24}
  blog: {publisher: Blog}
parties:
  acme: {name: Acme, kind: company}
  zenith: {name: Zenith, kind: company}
  peer: {name: Peer, kind: company}
  jo-day: {name: Jo Day, kind: person, speaks_for: acme}
agreements:
  supply:
    kind: platform_supply
    supplier: acme
    customer: zenith
    product: batteries
    status:
      - {on: 2025-04-28, stage: mou_signed, evidence: reported, source: blog, says: a deal is near}
      - {on: 2025-04-24, stage: mou_signed, evidence: attributed, by: A banker, source: wire}
      - {on: 2025-04-25, stage: talks, evidence: denied, by: jo-day, source: wire, says: no talks}
      - {on: 2025-04-25, stage: talks, evidence: denied, by: peer, source: wire}
      - {on: 2025-04-25, stage: talks, evidence: declined, by: zenith, source: wire, note: By mail.}
  silent: {kind: talks, parties: [acme, zenith]}
"""


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(BOOK)


@pytest.fixture(scope="module")
def seeds() -> Book:
    return load_book(SEEDS)


def test_the_record(book: Book) -> None:
    (found,) = timelines(book, "supply")
    record = found.to_dict()
    json.dumps(record, allow_nan=False)
    assert {key: record[key] for key in ("subject", "name", "kind", "parties", "product")} == {
        "subject": "agreements.supply",
        "name": "status",
        "kind": "platform_supply",
        "parties": ["acme", "zenith"],
        "product": "batteries",
    }
    assert (record["stage"], record["evidence"], record["since"], record["contested"]) == (
        "mou_signed",
        "attributed",
        "2025-04-24",
        True,
    )
    assert [(each["by"], each["after_denial"]) for each in record["asserted_by"]] == [
        ("A banker", False),
        (None, True),
    ]
    assert [(each["by"], each["is_party"]) for each in record["denied_by"]] == [
        ("jo-day", True),
        ("peer", False),
    ]
    assert [each["by"] for each in record["declined_by"]] == ["zenith"]
    assert (record["as_of"], record["later"]) == (None, 0)
    assert record["sources"] == ["wire", "blog"]


def test_the_timeline_is_in_the_order_of_the_days(book: Book) -> None:
    (found,) = timelines(book, "supply", "2025-04-27")
    record = found.to_dict()
    assert [(each["on"], each["evidence"]) for each in record["timeline"]] == [
        ("2025-04-24", "attributed"),
        ("2025-04-25", "denied"),
        ("2025-04-25", "denied"),
        ("2025-04-25", "declined"),
    ]
    assert record["timeline"][1] == {
        "on": "2025-04-25",
        "stage": "talks",
        "evidence": "denied",
        "by": "jo-day",
        "source": "wire",
        "publisher": "Paper",
        "origin": "Wire",
        "says": "no talks",
        "note": None,
    }
    assert (record["as_of"], record["later"]) == ("2025-04-27", 1)


def test_the_text_names_both_sides(book: Book) -> None:
    text = text_of(timelines(book, "agreements.supply"))
    assert text.splitlines() == [
        "supply: platform supply, supplier Acme, customer Zenith",
        "  batteries",
        "  stage      MoU signed, since 2025-04-24",
        "  evidence   ◐ attributed to A banker",
        "  contested  asserted by Paper, Blog; denied by Jo Day (Acme); still asserted by Blog",
        "  denied     Peer, with no part in it",
        "  declined   Zenith",
        "    2025-04-24  MoU signed  ◐ attributed  A banker       [Paper after Wire]",
        "    2025-04-25  talks       ✗ denied      Jo Day (Acme)  [Paper after Wire] “no talks”",
        "    2025-04-25  talks       ✗ denied      Peer           [Paper after Wire]",
        "    2025-04-25  talks       – declined    Zenith         [Paper after Wire] (By mail.)",
        "    2025-04-28  MoU signed  ○ reported                   [Blog] “a deal is near”",
    ]


def test_several_come_after_an_overview(book: Book) -> None:
    first, _, second, *_ = text_of(timelines(book, as_of="2025-04-24")).split("\n\n")
    assert first == "As of 2025-04-24"
    assert second.startswith("supply: ")
    overview = text_of(timelines(book)).split("\n\n")[0].splitlines()
    assert overview == [
        "agreement  stage       evidence      since",
        "supply     MoU signed  ◐ attributed  2025-04-24  contested",
        "silent     none",
    ]


@pytest.mark.parametrize(
    ("key", "as_of", "line"),
    [
        (
            "supply",
            "2025-04-23",
            "none: nothing is known by 2025-04-23, the first event is of 2025-04-24",
        ),
        ("silent", None, "none: the book has no events"),
    ],
)
def test_without_a_stage_it_says_so(book: Book, key: str, as_of: str | None, line: str) -> None:
    found = timelines(book, key, as_of)
    assert f"  stage      {line}" in text_of(found)
    assert found[0].to_dict()["stage"] is None
    assert found[0].to_dict()["timeline"] == []


def test_a_denial_alone_is_shown_with_no_stage() -> None:
    denied = BOOK.replace("evidence: reported", "evidence: declined").replace(
        "evidence: attributed", "evidence: declined"
    )
    text = text_of(timelines(read_book(denied), "supply"))
    assert "  stage      none: nobody asserts one\n  denied     Jo Day (Acme)\n" in text


def test_the_books_own_day_counts_unless_another_is_given(book: Book) -> None:
    dated = read_book(BOOK + "as_of: 2025-04-24\n")
    assert timelines(dated, "supply")[0].status.as_of == "2025-04-24"
    assert timelines(dated, "supply", "2025-04-25")[0].status.contested
    assert timelines(book, "supply")[0].status.as_of is None


def test_every_evidence_has_a_sign_of_its_own() -> None:
    assert sorted(SYMBOLS) == ["attributed", "confirmed", "declined", "denied", "reported"]
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


def test_an_unknown_agreement_has_suggestions(book: Book, seeds: Book) -> None:
    with pytest.raises(UnknownReference) as caught:
        timelines(seeds, "ferari-talks")
    assert caught.value.suggestions == ("ferrari-talks",)
    with pytest.raises(UnknownReference, match="it has supply, silent"):
        timelines(book, "zzz")
    with pytest.raises(UnknownReference, match="it has none"):
        timelines(Book(book="x"), "zzz")
    assert timelines(Book(book="x")) == ()
    assert text_of(()) == ""


def test_a_day_that_is_none(book: Book) -> None:
    with pytest.raises(DateError):
        timelines(book, None, "26/04/2025")


def test_the_ferrari_talks(seeds: Book) -> None:
    text = text_of(timelines(seeds, "ferrari-talks", "2025-04-25"))
    assert "evidence   ◐ attributed to Zhu Jiangming (Leapmotor)" in text
    assert "denied by Leapmotor; still asserted by Italpassion\n" in text
    assert "declined" not in text
    whole = text_of(timelines(seeds, "ferrari-talks"))
    assert "\n  declined   Ferrari\n" in whole
    assert "contested" not in text_of(timelines(seeds, "ferrari-talks", "2025-04-24"))


def test_each_event_of_each_agreement_has_its_line(seeds: Book) -> None:
    found = timelines(seeds)
    assert [each.key for each in found] == list(seeds.agreements)
    for each in found:
        lines = [line for line in text_of([each]).splitlines() if line.startswith("    ")]
        assert len(lines) == len(each.agreement.status)
