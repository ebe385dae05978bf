"""The shape of a statement, against the standard's own JSON Schema read by another validator."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from dealmodel.books.bods import codelists
from dealmodel.books.bods.shapes import Many
from dealmodel.books.bods.standard import STATEMENT
from tests.books.bods.conformity import SCHEMA
from tests.books.bods.statements import chain, entity, holding, person, relationship

WRONG: list[Any] = [None, True, 5, -1, 100.5, "", "x", "é:/ x", [], ["x"], {}, {"x": 1}]

FULL = [
    entity(
        "company-a",
        "Company A",
        entityType={"type": "stateBody", "subtype": "stateAgency", "details": "agency"},
        alternateNames=["A"],
        jurisdiction={"name": "Delaware", "code": "US-DE"},
        identifiers=[{"id": "1", "scheme": "GB-COH", "schemeName": "CH", "uri": "https://x.org/1"}],
        foundingDate="2001-02-03",
        dissolutionDate="2020-02-29",
        addresses=[
            {
                "type": "registered",
                "address": "1 High Street",
                "postCode": "AB1",
                "country": {"name": "United Kingdom", "code": "GB"},
            }
        ],
        uri="https://example.org/a",
        unspecifiedEntityDetails={"reason": "unknown", "description": "why"},
        publicListing={
            "hasPublicListing": True,
            "companyFilingsURLs": ["https://example.org/f"],
            "securitiesListings": [
                {
                    "marketIdentifierCode": "XLON",
                    "operatingMarketIdentifierCode": "XLON",
                    "stockExchangeJurisdiction": "GB",
                    "stockExchangeName": "LSE",
                    "security": {"idScheme": "isin", "id": "GB1", "ticker": "A"},
                }
            ],
        },
        formedByStatute={"name": "Act", "date": "1999-01-01"},
    )
    | {
        "declaration": "d-1",
        "annotations": [
            {
                "statementPointerTarget": "/recordDetails",
                "creationDate": "2020-01-01T10:00:00Z",
                "createdBy": {"name": "N", "uri": "https://example.org"},
                "motivation": "linking",
                "description": "x",
                "url": "https://example.org/x",
            },
            {
                "statementPointerTarget": "",
                "motivation": "transformation",
                "transformedContent": "x",
            },
        ],
        "source": {
            "type": ["officialRegister", "verified"],
            "description": "x",
            "url": "https://example.org/s",
            "retrievedAt": "2020-01-01",
            "assertedBy": [{"name": "N", "uri": "https://example.org/n"}],
        },
        "publicationDetails": {
            "publicationDate": "2019-06-07T10:00:00Z",
            "bodsVersion": "0.4",
            "license": "https://example.org/l",
            "publisher": {"name": "P", "url": "https://example.org/p"},
        },
    },
    person(
        "person-1",
        "Person 1",
        identifiers=[{"id": "1", "schemeName": "passports"}],
        nationalities=[{"name": "Kenya", "code": "KE"}],
        placeOfBirth={"type": "placeOfBirth", "country": {"name": "Kenya"}},
        birthDate="1990-12",
        deathDate="2020-01-31",
        taxResidencies=[{"name": "Kenya"}],
        addresses=[{"type": "residence", "address": "x"}],
        unspecifiedPersonDetails={"reason": "interestedPartyExemptFromDisclosure"},
        politicalExposure={
            "status": "isPep",
            "details": [
                {
                    "reason": "x",
                    "missingInfoReason": "x",
                    "jurisdiction": {"name": "Kenya"},
                    "startDate": "2010-01-01",
                    "endDate": "2011-01-01",
                    "source": {"type": ["thirdParty"]},
                }
            ],
        },
    ),
    relationship(
        "r-1",
        {"reason": "noBeneficialOwners"},
        "company-a",
        [
            holding(
                {"exclusiveMinimum": 25, "maximum": 50},
                details="x",
                beneficialOwnershipOrControl=False,
                startDate="2010-01-01",
                endDate="2011-01-01",
            ),
            holding({"exact": 33.3}, "votingRights"),
            holding({"minimum": 0, "exclusiveMaximum": 100}),
        ],
    ),
    *chain(),
]


def schema() -> Draft202012Validator:
    contents = [json.loads(path.read_text()) for path in SCHEMA.glob("*.json")]
    resources = [
        (each["$id"], Resource(contents=each, specification=DRAFT202012))
        for each in contents
        if "$id" in each
    ]
    whole = next(each for each in contents if each.get("$id") == "urn:statement")
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(whole, registry=registry, format_checker=FormatChecker())


VALIDATOR = schema()


def changes(value: Any) -> Iterator[Any]:
    """``value`` with one thing in it changed, left out or added."""
    for wrong in WRONG:
        if type(wrong) is not type(value) or not isinstance(value, dict | list):
            yield wrong
    if isinstance(value, dict):
        for key, part in value.items():
            rest = {k: v for k, v in value.items() if k != key}
            yield rest
            for changed in changes(part):
                yield {**rest, key: changed}
    elif isinstance(value, list):
        for at, part in enumerate(value):
            for changed in changes(part):
                yield [*value[:at], changed, *value[at + 1 :]]


def exact(value: Any) -> Any:
    """The statement as it is read from a file."""
    return json.loads(json.dumps(value), parse_float=Decimal, parse_int=Decimal)


def test_the_statements_are_valid() -> None:
    assert list(VALIDATOR.iter_errors(FULL)) == []
    assert list(Many(STATEMENT).faults(exact(FULL))) == []


@pytest.mark.parametrize("at", range(len(FULL)))
def test_what_the_schema_refuses_is_refused_and_nothing_else(at: int) -> None:
    compared = 0
    for changed in changes(copy.deepcopy(FULL[at])):
        if isinstance(changed, dict) and changed.get("publicationDetails") is not None:
            details = changed["publicationDetails"]
            if isinstance(details, dict) and details.get("bodsVersion", "0.4") != "0.4":
                continue  # the version is looked at before the shape
        refused = any(VALIDATOR.iter_errors([changed]))
        assert any(STATEMENT.faults(exact(changed))) == refused, changed
        compared += 1
    assert compared > 50


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("unspecifiedReason", codelists.UNSPECIFIED_REASONS),
        ("sourceType", codelists.SOURCE_TYPES),
        ("nameType", codelists.NAME_TYPES),
        ("interestType", codelists.INTEREST_TYPES),
        ("entityType", codelists.ENTITY_TYPES),
        ("personType", codelists.PERSON_TYPES),
        ("annotationMotivation", codelists.MOTIVATIONS),
        ("recordStatus", codelists.RECORD_STATUSES),
        ("securitiesIdentifierSchemes", codelists.SECURITY_SCHEMES),
        ("directOrIndirect", codelists.DIRECTNESS),
    ],
)
def test_the_codelists_are_those_of_the_standard(file: str, codes: tuple[str, ...]) -> None:
    lines = (SCHEMA / "codelists" / f"{file}.csv").read_text("utf-8").splitlines()
    assert {line.split(",")[0] for line in lines[1:] if line.strip()} == set(codes)
