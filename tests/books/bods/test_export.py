"""A book as statements: what the standard asks for, worked out by hand, and its own checker."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dealmodel.books.bods.export import export_bods
from dealmodel.books.reading import load_book, read_book
from dealmodel.errors import DateError, UsageError
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.book import Book
from tests.books.bods.conformity import findings

ROOT = Path(__file__).parents[3]
DEALS = sorted(
    path
    for path in (ROOT / "tests" / "checks" / "deals").glob("*.yaml")
    if re.search("^(stakes|joint_ventures):", path.read_text("utf-8"), re.MULTILINE)
)

BOOK = """
book: Leapmotor
as_of: 2025-05
sources:
  cnbc: {publisher: CNBC, origin: Reuters, published: 2025-04-26, url: "https://example.org/x"}
  wiki: {publisher: Wikipedia, title: Leapmotor}
parties:
  leapmotor: {name: Leapmotor, kind: company, legal_name: "Zhejiang Leapmotor", country: CN,
    founded: 2015-12}
  stellantis: {name: Stellantis, kind: company}
  ceo: {name: Carlos Tavares, kind: person, speaks_for: leapmotor, aliases: [Tavares]}
  international: {name: Leapmotor International, kind: joint_venture}
  state: {name: China, kind: state, country: CN}
  fund: {name: A fund, kind: fund}
  opel: {name: Opel, kind: brand, brand_of: stellantis}
stakes:
  stellantis-in-leapmotor:
    investor: stellantis
    investee: leapmotor
    on: 2023-10
    paid: {says: €1.5 billion, source: cnbc}
    share:
      - {says: "21%", source: cnbc}
      - {says: just over 20%, source: wiki, on: 2024-03-01}
      - {says: "19%", source: wiki, on: 2025-03-01}
      - {says: "20%", source: cnbc, by: ceo}
    votes: {says: "25%", source: cnbc}
  state-in-leapmotor: {investor: state, investee: leapmotor}
  fund-in-opel: {investor: fund, investee: opel, share: {says: "5%", source: wiki}}
  leapmotor-in-ceo: {investor: leapmotor, investee: ceo}
joint_ventures:
  international:
    party: international
    formed: 2023
    ended: 2024-06-30
    holders:
      stellantis: {says: "51%", source: wiki}
      leapmotor: []
"""


def statements(text: str = BOOK, **options: Any) -> dict[str, dict[str, Any]]:
    """The statements by what their records' ids end with."""
    exported = export_bods(read_book(text), **options)
    found = {}
    for each in exported.statements:
        name = each["recordId"].split(".", 1)[1]
        assert name not in found or each["recordStatus"] == "updated"
        found[name if name not in found else f"{name}+"] = each
    return found


def interest(statement: dict[str, Any], at: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = statement["recordDetails"]["interests"][at]
    return found


def test_who_takes_part_is_an_entity_or_person() -> None:
    found = statements()
    details = {
        name.removeprefix("parties."): each["recordDetails"]
        for name, each in found.items()
        if name.startswith("parties.")
    }
    assert list(details) == ["leapmotor", "stellantis", "international", "state"]
    assert details["leapmotor"] == {
        "isComponent": False,
        "entityType": {"type": "registeredEntity"},
        "name": "Leapmotor",
        "alternateNames": ["Zhejiang Leapmotor"],
        "jurisdiction": {"name": "China", "code": "CN"},
        "foundingDate": "2015-12-01",
    }
    assert details["state"]["entityType"] == {"type": "state"}
    assert details["international"]["entityType"] == {"type": "registeredEntity"}


def test_a_person_and_a_fund_as_holders() -> None:
    text = BOOK.replace("investor: leapmotor, investee: ceo", "investor: ceo, investee: leapmotor")
    found = statements(text.replace("investee: opel", "investee: leapmotor"))
    assert found["parties.ceo"]["recordType"] == "person"
    assert found["parties.ceo"]["recordDetails"] == {
        "isComponent": False,
        "personType": "knownPerson",
        "names": [
            {"fullName": "Carlos Tavares"},
            {"type": "alternative", "fullName": "Tavares"},
        ],
    }
    assert found["parties.fund"]["recordDetails"]["entityType"] == {"type": "arrangement"}


def test_claims_that_disagree_are_records_of_their_own() -> None:
    found = statements()
    cnbc = found["stakes.stellantis-in-leapmotor.cnbc"]
    wiki = found["stakes.stellantis-in-leapmotor.wiki"]
    assert interest(cnbc) == {
        "type": "shareholding",
        "directOrIndirect": "direct",
        "share": {"exact": Decimal(21)},
        "startDate": "2023-10-01",
    }
    assert interest(cnbc, 1)["type"] == "votingRights"
    assert interest(cnbc, 1)["share"] == {"exact": Decimal(25)}
    assert interest(wiki)["share"] == {"exclusiveMinimum": Decimal(20), "maximum": Decimal(21)}
    assert cnbc["recordId"] != wiki["recordId"]
    assert {each["recordStatus"] for each in (cnbc, wiki)} == {"new"}


def test_what_one_source_says_later_updates_its_record() -> None:
    later = statements()["stakes.stellantis-in-leapmotor.wiki+"]
    assert later["recordStatus"] == "updated"
    assert later["statementDate"] == "2025-03-01"
    assert interest(later)["share"] == {"exact": Decimal(19)}


def test_where_a_statement_is_from() -> None:
    found = statements()
    cnbc, by_the_ceo = (
        found[f"stakes.stellantis-in-leapmotor.cnbc{suffix}"] for suffix in ("", ".2")
    )
    assert cnbc["statementDate"] == "2025-04-26"
    assert cnbc["source"] == {
        "type": ["thirdParty"],
        "description": "CNBC after Reuters",
        "url": "https://example.org/x",
        "assertedBy": [{"name": "Reuters"}],
    }
    # The CEO speaks for the company that is the subject, which so declares it itself.
    assert by_the_ceo["source"]["type"] == ["selfDeclaration"]
    assert by_the_ceo["source"]["assertedBy"] == [{"name": "Carlos Tavares"}, {"name": "Reuters"}]
    wiki = found["joint_ventures.international.stellantis.wiki"]
    assert wiki["source"]["description"] == "Wikipedia: Leapmotor"
    assert wiki["statementDate"] == "2025-05-01"  # without a date: the day of publication
    assert wiki["publicationDetails"] == {
        "publicationDate": "2025-05-01",
        "bodsVersion": "0.4",
        "publisher": {"name": "Leapmotor"},
    }


def test_a_holding_of_unstated_size_has_no_share_and_no_source() -> None:
    found = statements()
    state = found["stakes.state-in-leapmotor.unstated"]
    assert state["recordDetails"]["interests"] == [
        {"type": "shareholding", "directOrIndirect": "direct"}
    ]
    assert "source" not in state
    venture = found["joint_ventures.international.leapmotor.unstated"]
    assert interest(venture) == {
        "type": "shareholding",
        "directOrIndirect": "direct",
        "startDate": "2023-01-01",
        "endDate": "2024-06-30",
    }


def test_days_that_stand_for_a_month_are_pointed_out() -> None:
    cnbc = statements()["stakes.stellantis-in-leapmotor.cnbc"]
    told = {each["statementPointerTarget"]: each for each in cnbc["annotations"][1:]}
    assert set(told) == {
        "/recordDetails/interests/0/startDate",
        "/recordDetails/interests/1/startDate",
    }
    for each in told.values():
        assert each["motivation"] == "transformation"
        assert each["description"] == "the first day of 2023-10, which is all that is known"


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2023-10-15", "2023-10", ("2023-10-15", "2023-10-15")),
        ("2023", "2023", ("2023-01-01", "2023-01-01")),
        ("2024-05-02", "2024-04-26", (None, "2024-04-26")),
        ("2023-10", "2024", ("2023-10-01", "2024-01-01")),
    ],
)
def test_a_holding_never_ends_before_it_began(start: str, end: str, days: tuple[Any, Any]) -> None:
    text = BOOK.replace("on: 2023-10\n", f"on: {start}\n    ended: {end}\n")
    found = interest(statements(text)["stakes.stellantis-in-leapmotor.cnbc"])
    assert (found.get("startDate"), found.get("endDate")) == days


def test_what_the_standard_has_no_records_of_is_told() -> None:
    exported = export_bods(read_book(BOOK))
    assert [warning.partition(";")[0] for warning in exported.warnings] == [
        "stakes.fund-in-opel: Opel is a brand, of which BODS has no records",
        "stakes.leapmotor-in-ceo: Carlos Tavares is a person, and in BODS only entities are held",
    ]


def test_each_statement_is_in_the_network_of_who_is_held() -> None:
    found = statements()
    for name, each in found.items():
        subject = each["declarationSubject"].split(".", 1)[1]
        if each["recordType"] == "relationship":
            assert each["recordDetails"]["subject"] == each["declarationSubject"]
        elif name in ("parties.stellantis", "parties.state"):
            assert subject == "parties.leapmotor"
        else:
            assert subject == name


def test_the_reading_of_hedges() -> None:
    text = BOOK.replace("just over 20%", "more than 20%")
    wiki = statements(text, rules=HedgeRules(reading="strict"))[
        "stakes.stellantis-in-leapmotor.wiki"
    ]
    assert interest(wiki)["share"] == {"exclusiveMinimum": Decimal(20)}


def test_the_same_book_is_the_same_file() -> None:
    assert export_bods(read_book(BOOK)).to_json() == export_bods(read_book(BOOK)).to_json()


def test_a_statement_that_says_the_same_keeps_its_id_when_another_changes() -> None:
    before = statements()
    after = statements(BOOK.replace('says: "19%"', 'says: "18%"'))
    changed = {name for name in before if before[name]["statementId"] != after[name]["statementId"]}
    assert changed == {"stakes.stellantis-in-leapmotor.wiki+"}
    assert {name: each["recordId"] for name, each in before.items()} == {
        name: each["recordId"] for name, each in after.items()
    }


def test_the_day_of_publication() -> None:
    without = BOOK.replace("as_of: 2025-05\n", "")
    days = {each["publicationDetails"]["publicationDate"] for each in statements(without).values()}
    assert days == {"2025-04-26"}
    given = statements(published="2025-06")["parties.state"]
    assert given["statementDate"] == given["publicationDetails"]["publicationDate"] == "2025-06-01"
    with pytest.raises(DateError):
        statements(published="June")


def test_a_book_without_any_date_needs_one() -> None:
    text = """
    book: x
    parties: {a: {name: A, kind: company}, b: {name: B, kind: company}}
    stakes: {s: {investor: a, investee: b}}
    """
    with pytest.raises(UsageError, match="needs a date and the book has none"):
        statements(text)
    assert len(statements(text, published="2025-01-01")) == 3


def test_a_book_of_parties_alone_has_statements_on_them() -> None:
    text = (
        "{book: x, as_of: 2025, parties: {a: {name: A, kind: company}, o: {name: O, kind: plant}}}"
    )
    assert list(statements(text)) == ["parties.a"]
    with pytest.raises(UsageError, match="BODS has nothing to say"):
        export_bods(Book(book="x", as_of="2025"))


def test_an_address_that_is_none_by_the_standard_is_left_out() -> None:
    found = statements(BOOK.replace("https://example.org/x", "https://example.org/ü|"))
    assert "url" not in found["stakes.stellantis-in-leapmotor.cnbc"]["source"]


def test_numbers_are_json_numbers_with_their_digits() -> None:
    text = export_bods(read_book(BOOK.replace('"21%"', '"21.12345678901234567890%"'))).to_json()
    assert '"exact": 21.1234567890123456789\n' in text
    assert json.loads(text)


@pytest.mark.parametrize("path", [ROOT / "seeds", *DEALS], ids=lambda path: path.stem)
def test_the_standard_s_own_checker_finds_nothing(path: Path, tmp_path: Path) -> None:
    book = load_book(path)
    file = tmp_path / "book.bods.json"
    file.write_text(export_bods(book, published="2025-10-31").to_json(), "utf-8")
    assert findings(file) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "book.bods.json"
    text = export_bods(read_book(BOOK)).to_json()
    file.write_text(text.replace('"exact": 21', '"exact": 121'), "utf-8")
    assert findings(file)
    file.write_text(text.replace('"recordStatus": "updated"', '"recordStatus": "new"'), "utf-8")
    assert findings(file)


def test_all_of_the_example_by_the_checker(tmp_path: Path) -> None:
    file = tmp_path / "book.bods.json"
    file.write_text(export_bods(read_book(BOOK)).to_json(), "utf-8")
    assert findings(file) == []
