"""Deals, what is given for them and their terms, as records."""

from __future__ import annotations

from typing import Any

import pytest

from dealmodel.books.reading import read_book
from dealmodel.books.writing import book_text
from dealmodel.checks.catalogue import check
from dealmodel.errors import BookError
from dealmodel.records.book import Book
from dealmodel.records.consideration import Collar
from dealmodel.records.term import KINDS, Term
from dealmodel.records.walking import claim_lists

BOOK = """\
book: A deal
sources: {a: {publisher: A}, b: {publisher: B}}
parties: {buyer: {name: Buyer, kind: company}, target: {name: Target, kind: company}}
deals:
  d:
    target: target
    acquirer: buyer
    consideration:
      cash: {says: $23.25 per share, source: a}
      shares:
        value: {says: $4.50 per share, source: a}
        collar:
          low: {price: {says: $97.91, source: a}, ratio: {says: 0.0460 shares, source: a}}
          high: {price: {says: $119.67, source: a}, ratio: {says: 0.0376 shares, source: a}}
      contingent:
        - {says: $300 million, on: 2027, if: approval, source: a}
        - {says: $310 million, on: 2027, if: approval, source: b}
        - {says: $900 million, on: 2028, if: approval, source: a}
    values:
      - {of: enterprise, says: $82.7 billion, source: a}
      - {of: equity, says: $72 billion, source: a}
      - {of: equity, at: post, says: $79 billion, source: b}
    terms:
      board: {seats: {says: two of nine, source: a}}
      call: {option: call, holder: buyer, over: {says: 24%, source: a}, from: 2027, until: 2029}
      start: {milestone: production, date: {says: the second half of 2026, source: a}}
      fx: {rate: {says: 7.10 CNY/USD, source: a}}
      approval: {condition: merger control, met: 2024-02-28}
"""


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(BOOK)


def test_every_claim_is_walked_at_its_place(book: Book) -> None:
    found = {each.subject: len(each.claims) for each in claim_lists(book)}
    assert found == {
        "deals.d.consideration.cash": 1,
        "deals.d.consideration.shares.value": 1,
        "deals.d.consideration.shares.collar.low.price": 1,
        "deals.d.consideration.shares.collar.low.ratio": 1,
        "deals.d.consideration.shares.collar.high.price": 1,
        "deals.d.consideration.shares.collar.high.ratio": 1,
        "deals.d.consideration.contingent": 3,
        "deals.d.values": 3,
        "deals.d.terms.board.seats": 1,
        "deals.d.terms.call.over": 1,
        "deals.d.terms.start.date": 1,
        "deals.d.terms.fx.rate": 1,
    }


def test_what_python_keeps_for_itself_is_written_as_in_the_file(book: Book) -> None:
    call = book.deals["d"].terms["call"]
    assert (call.from_, call.until, call.kind) == ("2027", "2029", "option")
    assert Term(option="call", from_="2027") == Term(**{"option": "call", "from": "2027"})
    written = book_text(book)
    assert "from: 2027" in written
    assert "if: approval" in written
    assert "_:" not in written
    assert read_book(written) == book


def test_only_claims_on_one_basis_or_one_instalment_are_compared(book: Book) -> None:
    # The two that are due in 2027 on approval are one instalment; no two values have one basis.
    compared = {(each.subject, each.code, each.verdict) for each in check(book)}
    assert compared == {("deals.d.consideration.contingent", "claims-disagree", "undecided")} | {
        (subject, code, verdict) for subject, code, verdict in compared if code == "stale-date"
    }


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"condition": "merger control", "met": "2024-02-28"}, "condition"),
        ({"option": "put"}, "option"),
        ({"date": [{"says": "Q1 2026", "source": "a"}], "milestone": "closing"}, "date"),
        ({"words": [{"says": "same platform", "source": "a"}]}, "words"),
        ({"volume": [{"says": "at least 20,000 vehicles a year", "source": "a"}]}, "volume"),
        ({"unit_fee": [{"says": "€150 per vehicle", "source": "a"}]}, "unit_fee"),
    ],
)
def test_a_term_is_of_the_kind_that_its_claims_are_of(fields: dict[str, Any], kind: str) -> None:
    assert Term(**fields).kind == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"payable_by": "a"},
        {"option": "call", "words": [{"says": "a right", "source": "a"}]},
        {"option": "call", "from": "2027-06", "until": "2027-05"},
        {"option": "straddle"},
        {"fee": [{"says": "3%", "source": "a"}]},
        {"seats": [{"says": "$5", "source": "a"}]},
        {"rate": [{"says": "USD/CNY 7.1", "source": "a"}]},
        {"rate": [{"says": "0 CNY/USD", "source": "a"}]},
        {"words": [{"says": "approved", "source": "a"}], "met": "2024"},
    ],
)
def test_a_term_that_is_none_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BookError):
        Term(**fields)


@pytest.mark.parametrize(
    ("low", "high", "place"),
    [
        (("$119.67", "0.0460 shares"), ("$97.91", "0.0376 shares"), "high.price"),
        (("$97.91", "0.0376 shares"), ("$119.67", "0.0460 shares"), "high.ratio"),
        (("$119.67", "0.0376 shares"), ("$97.91", "0.0460 shares"), "high.price"),
    ],
)
def test_a_collar_whose_ends_cross_is_one_error_at_its_place(
    low: tuple[str, str], high: tuple[str, str], place: str
) -> None:
    def end(price: str, ratio: str) -> str:
        return f"{{price: {{says: {price}, source: a}}, ratio: {{says: {ratio}, source: a}}}}"

    collar = f"          low: {end(*low)}\n          high: {end(*high)}\n"
    start, rest = BOOK.split("          low:")
    text = start + collar + rest[rest.index("      contingent") :]
    with pytest.raises(BookError) as caught:
        read_book(text)
    (problem,) = caught.value.problems
    assert ".".join(map(str, problem.path)).endswith(f"shares.collar.{place}")
    assert "ends cross" in problem.message
    assert problem.where is not None


def test_ends_that_sources_tell_differently_do_not_cross() -> None:
    said = {"ratio": [{"says": "0.04 shares", "source": "a"}]}
    low = {"price": [{"says": "$100", "source": "a"}, {"says": "$90", "source": "b"}], **said}
    high = {"price": [{"says": "$95", "source": "b"}, {"says": "$120", "source": "a"}], **said}
    assert Collar(low=low, high=high).low.price[0].says == "$100"  # type: ignore[arg-type]
    with pytest.raises(BookError):
        Collar(low=low, high={"price": [{"says": "$80", "source": "c"}], **said})  # type: ignore[arg-type]
