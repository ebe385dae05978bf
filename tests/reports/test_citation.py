"""Which answers are cited: the subject, the name, the currency, and what cannot be derived."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealmodel.books.reading import load_book, read_book
from dealmodel.errors import DataError, RateMissing, UnknownCurrency, UnknownReference
from dealmodel.records.book import Book
from dealmodel.reports.citation import cite
from dealmodel.reports.deriving import report

SEEDS = Path(__file__).parents[2] / "seeds"
STAKE = "stakes.stellantis-in-leapmotor"


@pytest.fixture(scope="module")
def seeds() -> Book:
    return load_book(SEEDS)


def test_every_answer_of_a_report_about_the_subject_is_cited(seeds: Book) -> None:
    everything = report(seeds)
    for subject in (STAKE, "prices.b10-blog", "agreements.ferrari-talks", "parties.leapmotor"):
        found = cite(seeds, subject)
        assert tuple(each.item for each in found.citations) == everything.about(subject)
        assert (found.subject, found.warnings) == (subject, ())
        assert len({each.text for each in found.citations}) > 1


def test_every_source_of_an_answer_is_named(seeds: Book) -> None:
    everything = report(seeds)
    for subject in dict.fromkeys(item.subject for item in everything.items):
        for each in cite(seeds, subject).citations:
            for source in each.item.sources:
                assert seeds.sources[source].publisher in each.text
                assert (seeds.sources[source].origin or "") in each.text


@pytest.mark.parametrize(
    "subject", [STAKE, "stellantis-in-leapmotor", f"{STAKE}.share", f"{STAKE}.paid.0"]
)
def test_a_subject_is_named_in_full_by_its_id_or_as_a_check_names_it(
    seeds: Book, subject: str
) -> None:
    assert cite(seeds, subject, name="paid").subject == STAKE


def test_an_id_of_several_sections_needs_one(seeds: Book) -> None:
    with pytest.raises(UnknownReference, match=r"volumes\.leapmotor-2024 or growth\.leapmotor-20"):
        cite(seeds, "leapmotor-2024")


@pytest.mark.parametrize(
    "subject",
    [
        "stakes.stelantis-in-leapmotor",
        "stake.stellantis-in-leapmotor",
        "stellantis-in-leapmoter",
        "Stellantis-in-Leapmotor",
    ],
)
def test_a_misspelt_subject_is_answered_with_the_nearest(seeds: Book, subject: str) -> None:
    with pytest.raises(UnknownReference) as caught:
        cite(seeds, subject)
    assert caught.value.suggestions[0] == STAKE
    assert f"Did you mean {STAKE}" in caught.value.message


@pytest.mark.parametrize("subject", ["", ".", "stakes", "stakes.", "sources.cnbc-2025-04-26", "🚗"])
def test_what_is_no_subject_is_answered_with_what_is_one(seeds: Book, subject: str) -> None:
    with pytest.raises(UnknownReference) as caught:
        cite(seeds, subject)
    assert "a section and an id" in caught.value.message
    assert caught.value.exit_code == 2


def test_a_book_without_records_has_nothing_to_cite() -> None:
    with pytest.raises(UnknownReference, match=r"give a section and an id$"):
        cite(read_book("book: Empty"), "stakes.x")


@pytest.mark.parametrize(
    "name", ["implied_equity_value", "implied equity value", " Implied-Equity-Value "]
)
def test_answers_of_one_name(seeds: Book, name: str) -> None:
    found = cite(seeds, STAKE, name=name).citations
    assert [each.item.name for each in found] == ["implied_equity_value"] * 4


def test_terms_and_facts_by_their_own_names(seeds: Book) -> None:
    terms = cite(seeds, "hongqi-platform", name="production-from").citations
    assert [each.text.partition(": ")[2].partition(";")[0] for each in terms] == [
        "“the second half of 2026”",
        "“the second half of 2026”",
        "“the latter half of 2026”",
    ]
    facts = cite(seeds, "parties.leapmotor", name="capital raised").citations
    assert [each.text.partition(": ")[2] for each in facts] == [
        "“RMB 380 million”; Wikipedia, undated."
    ]


def test_an_unknown_name_is_answered_with_those_that_there_are(seeds: Book) -> None:
    with pytest.raises(UnknownReference) as caught:
        cite(seeds, STAKE, name="implied_value")
    assert "it has share, share_agreement, paid" in caught.value.message
    assert caught.value.suggestions[0] == "implied_equity_value"


def test_money_in_one_currency_alone_and_what_is_no_money(seeds: Book) -> None:
    pounds = cite(seeds, STAKE, to="GBP").citations
    units = {each.item.name: each.item.to_dict()["unit"] for each in pounds}
    assert units["share"] is None
    assert {unit for name, unit in units.items() if not name.startswith("share")} == {"GBP"}
    both = cite(seeds, STAKE, name="paid", to=("USD", "EUR")).citations
    assert [each.item.to_dict()["unit"] for each in both] == ["USD", "EUR", "EUR", "USD"]


def test_a_currency_that_is_none_or_in_which_there_is_no_answer(seeds: Book) -> None:
    with pytest.raises(UnknownCurrency):
        cite(seeds, STAKE, to="XYZ")
    with pytest.raises(DataError, match=r"no answer about prices\.su7-ultra-base is in CNY"):
        cite(seeds, "prices.su7-ultra-base", to="CNY")


def test_a_record_that_says_nothing(seeds: Book) -> None:
    with pytest.raises(DataError, match=r"states a figure of volumes\.byd-2024") as caught:
        cite(seeds, "volumes.byd-2024")
    assert caught.value.exit_code == 3


BEFORE_THE_EURO = """
book: Deals
sources: {s: {publisher: S}}
parties: {a: {name: A, kind: company}, b: {name: B, kind: company}}
stakes:
  a-in-b:
    investor: a
    investee: b
    on: 1998-05-01
    share: {says: 21%, source: s}
    paid: {says: €5 million, source: s}
"""


def test_what_a_missing_rate_leaves_is_cited_with_a_warning() -> None:
    book = read_book(BEFORE_THE_EURO)
    found = cite(book, "a-in-b", name="share")
    assert [each.text for each in found.citations] == [
        "Share, A in B, 1998-05-01: 21% (20.5% to 21.5%), printed “21%”; S, undated."
    ]
    (warning,) = found.warnings
    assert warning.startswith("stakes.a-in-b: no rate for USD")
    (value,) = cite(book, "a-in-b", name="implied_equity_value").citations
    assert value.text.startswith("Implied equity value, A in B, 1998-05-01: €23.8m (")
    for name in ("implied_equity_value", "paid"):
        with pytest.raises(RateMissing):
            cite(book, "a-in-b", name=name, to="USD")


def test_a_rate_that_is_missing_for_the_currency_asked_for_is_why_there_is_no_answer() -> None:
    """The European Central Bank published no rate of the krona from 2008 to 2018."""
    prices = "prices: {p: {product: P, basis: list, on: 2012-05-02, amount: {says: €5, source: s}}}"
    book = read_book(BEFORE_THE_EURO + prices)
    with pytest.raises(RateMissing, match="ISK"):
        cite(book, "prices.p", to="ISK")
    (dollars,) = cite(book, "prices.p", to=("USD", "ISK")).citations
    assert dollars.item.to_dict()["unit"] == "USD"


def test_markdown_footnotes_are_numbered(seeds: Book) -> None:
    found = cite(seeds, "volumes.leapmotor-2024", form="markdown").citations
    assert [each.text.partition(": ")[0] for each in found] == [
        "[^leapmotor-2024-1]",
        "[^leapmotor-2024-2]",
    ]
    assert all("\n" not in each.text for each in found)


def test_the_record_is_the_reports_with_its_citation(seeds: Book) -> None:
    (each,) = cite(seeds, "growth.leapmotor-2024").citations
    record = each.to_dict()
    assert record.pop("citation") == each.text
    assert record == each.item.to_dict()
