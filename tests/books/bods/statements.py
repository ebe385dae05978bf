"""Statements as the documentation of the standard has them, to change in tests."""

from __future__ import annotations

import copy
import json
from typing import Any

Statement = dict[str, Any]

REGISTER = {
    "publicationDate": "2019-06-07",
    "bodsVersion": "0.4",
    "publisher": {"name": "Example Register"},
}


def statement(record: str, kind: str, details: Statement, /, **others: Any) -> Statement:
    """A statement of a record; ``others`` are further keys of it."""
    number = sum(map(ord, record + str(others.get("statementDate", ""))))
    return {
        "statementId": f"{record}-{number}".ljust(32, "0"),
        "declarationSubject": "company-a",
        "statementDate": "2019-03-18",
        "publicationDetails": copy.deepcopy(REGISTER),
        "recordId": record,
        "recordStatus": "new",
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
        **others,
    }


def entity(record: str, name: str, /, **details: Any) -> Statement:
    return statement(
        record, "entity", {"entityType": {"type": "registeredEntity"}, "name": name, **details}
    )


def person(record: str, name: str, /, **details: Any) -> Statement:
    names = [{"type": "legal", "fullName": name}]
    return statement(record, "person", {"personType": "knownPerson", "names": names, **details})


def relationship(
    record: str, holder: Any, held: Any, interests: list[Any] | None = None, /, **others: Any
) -> Statement:
    details: Statement = {"subject": held, "interestedParty": holder}
    if interests is not None:
        details["interests"] = interests
    return statement(record, "relationship", details, **others)


def holding(share: Any = None, kind: str = "shareholding", /, **others: Any) -> Statement:
    """A direct interest."""
    shares = {} if share is None else {"share": share}
    return {"type": kind, "directOrIndirect": "direct", **shares, **others}


def two(share: Any = None, /, **others: Any) -> list[Statement]:
    """A person who holds a company."""
    return [
        entity("company-a", "Company A"),
        person("person-1", "Person 1"),
        relationship("r-1", "person-1", "company-a", [holding(share)], **others),
    ]


def chain() -> list[Statement]:
    """Person 1 holds 30 % of Company A through Company B, which holds 60 % of it."""
    through = holding({"exact": 30}, directOrIndirect="indirect", beneficialOwnershipOrControl=True)
    unknown = {"directOrIndirect": "unknown", "beneficialOwnershipOrControl": False}
    primary = relationship("r-3", "person-1", "company-a", [through])
    primary["recordDetails"]["componentRecords"] = ["company-b", "r-1", "r-2"]
    statements = [
        entity("company-a", "Company A", identifiers=[{"scheme": "GB-COH", "id": "XE9999"}]),
        entity("company-b", "Company B", identifiers=[{"scheme": "GB-COH", "id": "XE1010"}]),
        person("person-1", "Person 1", birthDate="1965-11"),
        relationship("r-1", "company-b", "company-a", [holding({"exact": 60})]),
        relationship("r-2", "person-1", "company-b", [unknown]),
        primary,
    ]
    for component in (statements[1], statements[3], statements[4]):
        component["recordDetails"]["isComponent"] = True
    return statements


def as_json(statements: Any) -> str:
    return json.dumps(statements, ensure_ascii=False)
