"""What a file says that a book has no key for: kept in facts and notes, and given back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dealmodel.books.bods.export import export_bods
from tests.books.bods.conformity import findings
from tests.books.bods.importing import imported, stake
from tests.books.bods.statements import (
    REGISTER,
    chain,
    entity,
    person,
    relationship,
    two,
)


def test_what_an_interest_says_besides_is_kept_in_a_note() -> None:
    statements = two({"exact": 25})
    statements[2]["recordDetails"]["interests"][0] |= {
        "directOrIndirect": "unknown",
        "beneficialOwnershipOrControl": True,
        "details": "ordinary shares",
    }
    note = stake(statements).share[0].note
    assert note == (
        'BODS {"directOrIndirect": "unknown", "beneficialOwnershipOrControl": true, "details": '
        '"ordinary shares"}'
    )


def test_what_a_party_s_record_says_besides_is_kept_as_facts() -> None:
    nationality = {"name": "British", "code": "GB"}
    statements = [
        entity("company-a", "Company A", publicListing={"hasPublicListing": True}),
        person("p", "Ana", nationalities=[nationality, {"name": "Ireland"}], birthDate="1990"),
    ]
    book = imported(statements).book
    facts = book.parties["ana"].facts
    assert {key: fact.what for key, fact in facts.items()} == {
        "bods-nationalities": "BODS nationalities",
        "bods-birth-date": "BODS birthDate",
    }
    says = [claim.says for claim in facts["bods-nationalities"].text]
    assert says == ['{"name": "British", "code": "GB"}', '{"name": "Ireland"}']
    assert [claim.says for claim in facts["bods-birth-date"].text] == ["1990"]
    listed = book.parties["company-a"].facts["bods-public-listing"]
    assert [claim.says for claim in listed.text] == ['{"hasPublicListing": true}']


def test_what_a_source_says_besides_is_kept_in_a_note() -> None:
    source = {
        "type": ["officialRegister", "verified"],
        "url": "https://example.org/r",
        "retrievedAt": "2019-06-01T10:00:00Z",
        "assertedBy": [{"name": "A", "uri": "https://example.org/a"}, {"name": "B"}],
    }
    statements = two({"exact": 60}, source=source, declaration="d-1")
    statements[2]["publicationDetails"] = {**REGISTER, "license": "https://example.org/l"}
    book = imported(statements).book
    found = book.sources[book.stakes["person-1-in-company-a"].share[0].source]
    assert (found.origin, found.url) == ("A and B", "https://example.org/r")
    kept = json.loads((found.note or "").removeprefix("BODS "))
    assert kept == {"source": source, "declaration": "d-1", "license": "https://example.org/l"}
    written = export_bods(book).statements[-1]
    assert (written["source"], written["declaration"]) == (source, "d-1")


def test_an_indirect_interest_is_no_stake_and_keeps_its_components() -> None:
    book = imported(chain()).book
    assert list(book.stakes) == ["company-b-in-company-a", "person-1-in-company-b"]
    (claim,) = book.parties["company-a"].facts["bods-relationship"].text
    assert json.loads(claim.says) == {
        "subject": "company-a",
        "interestedParty": "person-1",
        "interests": [
            {
                "type": "shareholding",
                "directOrIndirect": "indirect",
                "share": {"exact": 30},
                "beneficialOwnershipOrControl": True,
            }
        ],
        "components": ["company-b", "company-b in company-a", "person-1 in company-b"],
    }


def test_a_chain_goes_out_as_it_came_in(tmp_path: Path) -> None:
    exported = export_bods(imported(chain()).book)
    file = tmp_path / "chain.bods.json"
    file.write_text(exported.to_json(), "utf-8")
    assert findings(file) == []
    written = {
        each["recordId"].split(".", 1)[1]: each["recordDetails"] for each in exported.statements
    }
    assert {name: details["isComponent"] for name, details in written.items()} == {
        "parties.company-a": False,
        "parties.company-b": True,
        "parties.person-1": False,
        "stakes.company-b-in-company-a.example-register-2019-06-07": True,
        "stakes.person-1-in-company-b.unstated": True,
        "parties.company-a.bods-relationship.1": False,
    }
    *_, primary = written.values()
    assert [each.split(".", 1)[1] for each in primary["componentRecords"]] == [
        "parties.company-b",
        "stakes.company-b-in-company-a.example-register-2019-06-07",
        "stakes.person-1-in-company-b.unstated",
    ]
    given = json.loads(json.dumps(chain()[-1]["recordDetails"]["interests"]))
    assert json.loads(exported.to_json())[-1]["recordDetails"]["interests"] == given


@pytest.mark.parametrize(
    ("holder", "held"),
    [
        ({"reason": "subjectExemptFromDisclosure", "description": "Listed"}, "company-a"),
        ({"reason": "noBeneficialOwners"}, "company-a"),
        ("person-1", {"reason": "unknown"}),
    ],
)
def test_an_unspecified_party_is_kept_as_it_is(holder: Any, held: Any, tmp_path: Path) -> None:
    statements = [*two()[:2], relationship("r-1", holder, held)]
    book = imported(statements).book
    assert book.stakes == {}
    exported = export_bods(book)
    details = exported.statements[-1]["recordDetails"]
    assert holder == details["interestedParty"] or isinstance(holder, str)
    assert held == details["subject"] or isinstance(held, str)
    file = tmp_path / "x.bods.json"
    file.write_text(exported.to_json(), "utf-8")
    assert findings(file) == []


def test_two_unspecified_parties_are_told_and_not_kept() -> None:
    unknown = {"reason": "unknown"}
    found = imported([*two()[:2], relationship("r-1", unknown, unknown)])
    assert "neither who holds nor what is held is specified" in found.warnings[0]


def test_other_interests_are_kept_beside_the_stake() -> None:
    statements = two({"exact": 50})
    chair = {"type": "boardChair", "directOrIndirect": "direct", "startDate": "2002-03-09"}
    statements[2]["recordDetails"]["interests"].append(chair)
    book = imported(statements).book
    assert [claim.says for claim in book.stakes["person-1-in-company-a"].share] == ["50%"]
    (claim,) = book.parties["company-a"].facts["bods-relationship"].text
    assert json.loads(claim.says)["interests"] == [chair]


def test_a_share_of_nothing_is_no_stake() -> None:
    book = imported(two({"exact": 0})).book
    assert book.stakes == {}
    (claim,) = book.parties["company-a"].facts["bods-relationship"].text
    assert json.loads(claim.says)["interests"][0]["share"] == {"exact": 0}


def test_an_unnamed_person_keeps_why() -> None:
    details = {"reason": "interestedPartyExemptFromDisclosure", "description": "under age"}
    nobody = person("person-1", "x", personType="anonymousPerson", unspecifiedPersonDetails=details)
    del nobody["recordDetails"]["names"]
    book = imported([two()[0], nobody, two({"exact": 5})[2]]).book
    assert book.parties["unnamed-person"].name == "Unnamed person"
    written = export_bods(book).statements[1]["recordDetails"]
    assert written == {"isComponent": False, **nobody["recordDetails"]}


def test_annotations_and_unknown_keys_are_kept() -> None:
    note = {"statementPointerTarget": "", "motivation": "commenting", "description": "A remark."}
    statements = two({"exact": 10}, annotations=[note], extra={"x": [1.5]})
    statements[0] |= {"annotations": [note]}
    statements[0]["recordDetails"]["sector"] = "cars"
    book = imported(statements).book
    party = book.parties["company-a"]
    assert party.note is not None
    assert json.loads(party.note.removeprefix("BODS ")) == {"annotations": [note]}
    assert party.facts["bods-sector"].text[0].says == "cars"
    claim = book.stakes["person-1-in-company-a"].share[0]
    assert claim.note is not None
    assert json.loads(claim.note.removeprefix("BODS ")) == {
        "extra": {"x": [1.5]},
        "annotations": [note],
    }


def test_what_is_not_kept_is_always_told() -> None:
    (told,) = imported(two({"exact": 10})).warnings
    assert told == (
        "3 statements: ids of statements and records, declaration subjects and times of day are "
        "not kept, since a book has ids of its own"
    )
