"""Statements of others as a book: files made after the examples in the standard's documentation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from dealmodel.books.bods.export import export_bods
from dealmodel.books.bods.import_ import import_bods
from dealmodel.books.json_writing import json_text
from dealmodel.books.reading import read_book
from dealmodel.books.writing import book_text
from dealmodel.errors import UsageError
from dealmodel.records.book import Book
from tests.books.bods.importing import imported, stake
from tests.books.bods.statements import (
    as_json,
    entity,
    holding,
    person,
    two,
)
from tests.books.strategies import books


def test_entities_and_persons_are_parties() -> None:
    company = entity(
        "company-a",
        "Company A",
        alternateNames=["A Ltd"],
        jurisdiction={"name": "Ireland", "code": "IE"},
        foundingDate="2010-11-18",
    )
    book = imported([company, person("person-1", "Person 1")]).book
    party = book.parties["company-a"]
    assert (party.name, party.kind, party.country) == ("Company A", "company", "IE")
    assert (party.founded, party.aliases, party.facts) == ("2010-11-18", ("A Ltd",), {})
    assert book.parties["person-1"].kind == "person"
    assert book.book == "register"


@pytest.mark.parametrize(
    ("kind", "party"),
    [
        ("registeredEntity", "company"),
        ("legalEntity", "company"),
        ("arrangement", "fund"),
        ("state", "state"),
        ("stateBody", "state"),
        ("unknownEntity", "company"),
    ],
)
def test_types_of_entities(kind: str, party: str) -> None:
    found = imported([entity("e", "Name", entityType={"type": kind})]).book.parties["name"]
    assert found.kind == party


def test_a_holding_is_a_stake_with_its_dates_and_source() -> None:
    statements = two({"exact": 60}, source={"assertedBy": [{"name": "Company A"}]})
    statements[2]["recordDetails"]["interests"][0] |= {
        "startDate": "2017-11-01",
        "endDate": "2019-01-31",
    }
    book = imported(statements).book
    found = book.stakes["person-1-in-company-a"]
    assert (found.investor, found.investee) == ("person-1", "company-a")
    assert (found.on, found.ended) == ("2017-11-01", "2019-01-31")
    (claim,) = found.share
    assert (claim.says, claim.exact, claim.on, claim.note) == ("60%", True, "2019-03-18", None)
    source = book.sources[claim.source]
    assert (source.publisher, source.origin, source.published, source.note) == (
        "Example Register",
        "Company A",
        "2019-06-07",
        None,
    )


def test_votes_stand_beside_the_share() -> None:
    statements = two({"minimum": 25, "exclusiveMaximum": 50})
    interests = statements[2]["recordDetails"]["interests"]
    interests.append(holding({"exclusiveMinimum": 75}, "votingRights"))
    found = stake(statements)
    assert [(claim.says, claim.bounds) for claim in found.share] == [
        ("25% to 50%", ("25%", "less than 50%"))
    ]
    assert [(claim.says, claim.reading) for claim in found.votes] == [("more than 75%", "strict")]


@pytest.mark.parametrize("share", [None, {}, {"minimum": 0}, {"exclusiveMinimum": 0}])
def test_a_holding_of_unstated_size(share: Any) -> None:
    assert stake(two(share)).share == ()


def test_a_relationship_without_interests_is_a_holding_of_unstated_size() -> None:
    statements = two()
    del statements[2]["recordDetails"]["interests"]
    found = imported(statements)
    assert found.book.stakes["person-1-in-company-a"].share == ()
    assert "person-1 in company-a: not said to be direct: it counts where" in found.warnings[0]


def test_names_that_are_alike_get_ids_of_their_own() -> None:
    book = imported([entity("company-a", "Acme!"), entity("b", "ACME"), entity("c", "零跑")]).book
    assert list(book.parties) == ["acme", "acme-2", "c"]


def test_interests_side_by_side_are_told() -> None:
    statements = two({"exact": 10})
    statements[2]["recordDetails"]["interests"].append(holding({"exact": 15}))
    found = imported(statements)
    assert [s.share[0].says for s in found.book.stakes.values()] == ["10%", "15%"]
    assert any("side by side" in warning for warning in found.warnings)


def test_control_characters_are_taken_out_with_a_warning() -> None:
    found = imported([entity("company-a", "Com\x1b[31mpany\x00 A")])
    (party,) = found.book.parties.values()
    assert party.name == "Com [31mpany  A"
    assert found.warnings[0] == "$[0].recordDetails.name: control characters are taken out"


def test_json_lines_and_a_single_statement() -> None:
    lines = "\n".join(json.dumps(each) for each in two({"exact": 10}))
    assert import_bods(lines) == import_bods(as_json(two({"exact": 10})))
    assert list(import_bods(json.dumps(two()[0], indent=2)).book.parties) == ["company-a"]


def test_a_title_of_one_s_own() -> None:
    assert import_bods(as_json(two()), "a/b/register.bods.json").book.book == "register"
    assert import_bods(as_json(two()), title="Mine").book.book == "Mine"
    exported = export_bods(import_bods(as_json(two()), title="Mine").book).to_json()
    assert import_bods(exported).book.book == "Mine"
    assert import_bods(exported, title="Yours").book.book == "Yours"


@settings(max_examples=25)
@given(books())
def test_any_holdings_without_what_was_annotated(book: Book) -> None:
    try:
        statements = export_bods(book).statements
    except UsageError:
        return
    bare = [{k: v for k, v in each.items() if k != "annotations"} for each in statements]
    found = import_bods(json_text(bare))
    held = {(s.investor, s.investee) for s in found.book.stakes.values()}
    told = [each for each in statements if each["recordType"] == "relationship"]
    assert len(held) == len({json_text(pair(each)) for each in told})
    assert read_book(book_text(found.book)) == found.book


def pair(statement: Any) -> list[Any]:
    return [statement["recordDetails"][key] for key in ("interestedParty", "subject")]
