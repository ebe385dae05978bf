"""The shape of a statement by BODS 0.4: its keys, codelists and conditions.

Source: the JSON Schema and codelists of the standard's version 0.4, statement.json and the files
beside it. Where the schema is laxer than the standard's text the schema decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dealmodel.books.bods import codelists
from dealmodel.books.bods.shapes import (
    Fault,
    Keys,
    Many,
    Number,
    Text,
    TextOr,
    YesOrNo,
    is_day,
    is_moment,
    is_uri,
)
from dealmodel.errors import BadValue, MissingKey

VERSION = "0.4"

_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", re.ASCII)

_TEXT, _YES_OR_NO = Text(), YesOrNo()
_DAY = Text("a day such as 2025-04-26", is_such=is_day)
_MOMENT = Text("a day, or a day with its time,", is_such=is_moment)
_LIFE_DATE = Text("a day, month or year", is_such=lambda t: is_day(t) or _PARTIAL.fullmatch(t))
_URI = Text("an address such as https://example.org", is_such=is_uri)


def _length(low: int, high: int) -> Text:
    noun = f"a text of {low} to {high} characters" if low < high else f"{low} letters"
    return Text(noun, is_such=lambda text: low <= len(text) <= high)


_COUNTRY = Keys({"name": _TEXT, "code": _length(2, 2)}, ["name"])
_JURISDICTION = Keys({"name": _TEXT, "code": _length(2, 6)}, ["name"])
_IDENTIFIER = Keys(
    {"id": _TEXT, "scheme": _TEXT, "schemeName": _TEXT, "uri": _URI},
    one_of=[("scheme", "schemeName")],
)
_UNSPECIFIED = Keys(
    {
        "reason": Text(codes=codelists.UNSPECIFIED_REASONS),
        "description": _TEXT,
    },
    ["reason"],
)
SOURCE = Keys(
    {
        "type": Many(Text(codes=codelists.SOURCE_TYPES)),
        "description": _TEXT,
        "url": _URI,
        "retrievedAt": _MOMENT,
        "assertedBy": Many(Keys({"name": _TEXT, "uri": _URI})),
    }
)


def _address(*types: str) -> Keys:
    return Keys(
        {"type": Text(codes=types), "address": _TEXT, "postCode": _TEXT, "country": _COUNTRY}
    )


def _subtype_fits(entity_type: Mapping[str, Any]) -> Iterator[Fault]:
    kind, subtype = entity_type.get("type"), entity_type.get("subtype")
    allowed = codelists.ENTITY_SUBTYPES.get(str(kind), ("other",))
    if isinstance(subtype, str) and kind in codelists.ENTITY_TYPES and subtype not in allowed:
        message = f"{subtype[:60]!r} is no subtype of {kind}: it has {', '.join(allowed)}"
        yield ("subtype",), BadValue(subtype, message)


_SECURITY = Keys(
    {
        "idScheme": Text(codes=codelists.SECURITY_SCHEMES),
        "id": _TEXT,
        "ticker": _TEXT,
    },
    ["ticker"],
)
_LISTING = Keys(
    {
        "marketIdentifierCode": _TEXT,
        "operatingMarketIdentifierCode": _TEXT,
        "stockExchangeJurisdiction": _length(2, 6),
        "stockExchangeName": _TEXT,
        "security": _SECURITY,
    },
    ["stockExchangeJurisdiction", "security", "stockExchangeName"],
)
ENTITY = Keys(
    {
        "isComponent": _YES_OR_NO,
        "entityType": Keys(
            {"type": Text(codes=codelists.ENTITY_TYPES), "subtype": _TEXT, "details": _TEXT},
            ["type"],
            also=_subtype_fits,
        ),
        "unspecifiedEntityDetails": _UNSPECIFIED,
        "name": _TEXT,
        "alternateNames": Many(_TEXT),
        "jurisdiction": _JURISDICTION,
        "identifiers": Many(_IDENTIFIER),
        "foundingDate": _DAY,
        "dissolutionDate": _DAY,
        "addresses": Many(_address("registered", "business", "alternative")),
        "uri": _URI,
        "publicListing": Keys(
            {
                "hasPublicListing": _YES_OR_NO,
                "companyFilingsURLs": Many(_URI),
                "securitiesListings": Many(_LISTING),
            },
            ["hasPublicListing"],
        ),
        "formedByStatute": Keys({"name": _TEXT, "date": _DAY}),
    },
    ["isComponent", "entityType"],
)
PERSON = Keys(
    {
        "isComponent": _YES_OR_NO,
        "personType": Text(codes=codelists.PERSON_TYPES),
        "unspecifiedPersonDetails": _UNSPECIFIED,
        "names": Many(
            Keys(
                {
                    "type": Text(codes=codelists.NAME_TYPES),
                    "fullName": _TEXT,
                    "familyName": _TEXT,
                    "givenName": _TEXT,
                    "patronymicName": _TEXT,
                },
                ["fullName"],
            )
        ),
        "identifiers": Many(_IDENTIFIER),
        "nationalities": Many(_COUNTRY),
        "placeOfBirth": _address("placeOfBirth"),
        "birthDate": _LIFE_DATE,
        "deathDate": _LIFE_DATE,
        "taxResidencies": Many(_COUNTRY),
        "addresses": Many(_address("residence", "service", "alternative")),
        "politicalExposure": Keys(
            {
                "status": Text(codes=codelists.EXPOSURES),
                "details": Many(
                    Keys(
                        {
                            "reason": _TEXT,
                            "missingInfoReason": _TEXT,
                            "jurisdiction": _JURISDICTION,
                            "startDate": _DAY,
                            "endDate": _DAY,
                            "source": SOURCE,
                        }
                    )
                ),
            },
            ["status"],
        ),
    },
    ["isComponent", "personType"],
)
_PER_CENT = Number(0, 100)
INTEREST = Keys(
    {
        "type": Text(codes=codelists.INTEREST_TYPES),
        "directOrIndirect": Text(codes=codelists.DIRECTNESS),
        "beneficialOwnershipOrControl": _YES_OR_NO,
        "details": _TEXT,
        "share": Keys(
            {
                "exact": _PER_CENT,
                "minimum": _PER_CENT,
                "maximum": _PER_CENT,
                "exclusiveMinimum": _PER_CENT,
                "exclusiveMaximum": _PER_CENT,
            }
        ),
        "startDate": _DAY,
        "endDate": _DAY,
    }
)


def _a_component_has_none(relationship: Mapping[str, Any]) -> Iterator[Fault]:
    if relationship.get("isComponent") is True and relationship.get("componentRecords"):
        message = "a component has no components of its own: take these out, or isComponent"
        yield ("componentRecords",), BadValue("a list", message)


RELATIONSHIP = Keys(
    {
        "isComponent": _YES_OR_NO,
        "componentRecords": Many(_TEXT),
        "subject": TextOr(_UNSPECIFIED),
        "interestedParty": TextOr(_UNSPECIFIED),
        "interests": Many(INTEREST),
    },
    ["isComponent", "subject", "interestedParty"],
    also=_a_component_has_none,
)


def _annotation_is_whole(annotation: Mapping[str, Any]) -> Iterator[Fault]:
    motivation = annotation.get("motivation")
    if motivation == "linking" and "url" not in annotation:
        yield (), MissingKey("url", "needs the key url, since its motivation is linking")
    if motivation not in (None, "transformation") and annotation.get("transformedContent"):
        message = "only an annotation whose motivation is transformation has this"
        yield ("transformedContent",), BadValue("a text", message)


_ANNOTATION = Keys(
    {
        "statementPointerTarget": _TEXT,
        "creationDate": _MOMENT,
        "createdBy": Keys({"name": _TEXT, "uri": _URI}),
        "motivation": Text(codes=codelists.MOTIVATIONS),
        "description": _TEXT,
        "transformedContent": _TEXT,
        "url": _URI,
    },
    ["statementPointerTarget", "motivation"],
    also=_annotation_is_whole,
)
RECORDS = {"entity": ENTITY, "person": PERSON, "relationship": RELATIONSHIP}


def _details_fit(statement: Mapping[str, Any]) -> Iterator[Fault]:
    kind = statement.get("recordType")
    if isinstance(kind, str) and kind in RECORDS and "recordDetails" in statement:
        yield from RECORDS[kind].faults(statement["recordDetails"], ("recordDetails",))


STATEMENT = Keys(
    {
        "statementId": _length(32, 64),
        "statementDate": _MOMENT,
        "annotations": Many(_ANNOTATION),
        "publicationDetails": Keys(
            {
                "publicationDate": _MOMENT,
                "bodsVersion": _TEXT,
                "license": _URI,
                "publisher": Keys({"name": _TEXT, "url": _URI}, one_of=[("name", "url")]),
            },
            ["publicationDate", "bodsVersion", "publisher"],
        ),
        "source": SOURCE,
        "declaration": _TEXT,
        "declarationSubject": _TEXT,
        "recordId": _TEXT,
        "recordType": Text(codes=tuple(RECORDS)),
        "recordStatus": Text(codes=codelists.RECORD_STATUSES),
    },
    [
        "statementId",
        "declarationSubject",
        "recordId",
        "recordType",
        "recordDetails",
        "statementDate",
    ],
    also=_details_fit,
)
