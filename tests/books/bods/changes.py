"""Changes for the worse to the statements of a chain: what changes, and the error that it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    """A change of the value at a path."""

    def change(statements: Any) -> None:
        *above, last = path
        for key in above:
            statements = statements[key]
        statements[last] = value

    return change


def take(*path: str | int) -> Callable[[Any], None]:
    """What is at a path taken out."""

    def change(statements: Any) -> None:
        *above, last = path
        for key in above:
            statements = statements[key]
        del statements[last]

    return change


SHARE = (3, "recordDetails", "interests", 0, "share")

CHANGES: dict[str, tuple[Callable[[Any], None], str, str, str]] = {
    "not an object": (put(1, value="x"), "$[1]", "bad-value", "'x' where an object is needed"),
    "null": (put(1, "recordId", value=None), "$[1].recordId", "bad-value", "null where a text"),
    "no id": (take(1, "statementId"), "$[1]", "missing-key", "needs the key statementId"),
    "short id": (
        put(1, "statementId", value="x"),
        "$[1].statementId",
        "bad-value",
        "where a text of 32 to 64 characters",
    ),
    "no date": (take(1, "statementDate"), "$[1]", "missing-key", "needs the key statementDate"),
    "no such day": (
        put(1, "statementDate", value="2019-02-29"),
        "$[1].statementDate",
        "bad-value",
        "'2019-02-29' where a day",
    ),
    "no details": (take(1, "recordDetails"), "$[1]", "missing-key", "recordDetails"),
    "details are a list": (
        put(1, "recordDetails", value=[]),
        "$[1].recordDetails",
        "bad-value",
        "a list where an object is needed",
    ),
    "unknown type": (
        put(1, "recordType", value="company"),
        "$[1].recordType",
        "bad-value",
        "'company' is none of entity, person, relationship",
    ),
    "unknown status": (
        put(1, "recordStatus", value="old"),
        "$[1].recordStatus",
        "bad-value",
        "'old' is none of new, updated, closed",
    ),
    "entity without type": (
        take(1, "recordDetails", "entityType"),
        "$[1].recordDetails",
        "missing-key",
        "needs the key entityType",
    ),
    "flag as text": (
        put(1, "recordDetails", "isComponent", value="true"),
        "$[1].recordDetails.isComponent",
        "bad-value",
        "'true' where true or false is needed",
    ),
    "subject of nothing": (
        put(3, "recordDetails", "subject", value="nobody"),
        "$[3].recordDetails.subject",
        "unknown-reference",
        "there is no record 'nobody' in the file",
    ),
    "interested party of nothing": (
        put(3, "recordDetails", "interestedParty", value="nobody"),
        "$[3].recordDetails.interestedParty",
        "unknown-reference",
        "there is no record 'nobody' in the file",
    ),
    "component of nothing": (
        put(5, "recordDetails", "componentRecords", 1, value="nobody"),
        "$[5].recordDetails.componentRecords[1]",
        "unknown-reference",
        "there is no record 'nobody' in the file",
    ),
    "a person as subject": (
        put(3, "recordDetails", "subject", value="person-1"),
        "$[3].recordDetails.subject",
        "bad-value",
        "a subject is an entity, and 'person-1' a person",
    ),
    "a relationship as holder": (
        put(3, "recordDetails", "interestedParty", value="r-2"),
        "$[3].recordDetails.interestedParty",
        "bad-value",
        "'r-2' is a relationship",
    ),
    "an unspecified party without reason": (
        put(3, "recordDetails", "interestedParty", value={"description": "x"}),
        "$[3].recordDetails.interestedParty",
        "missing-key",
        "needs the key reason",
    ),
    "a component with components": (
        put(5, "recordDetails", "isComponent", value=True),
        "$[5].recordDetails.componentRecords",
        "bad-value",
        "a component has no components",
    ),
    "share above the whole": (
        put(*SHARE, "exact", value=100.5),
        "$[3].recordDetails.interests[0].share.exact",
        "out-of-range",
        "100.5 is not from 0 to 100",
    ),
    "share below nothing": (
        put(*SHARE, "exact", value=-1),
        "$[3].recordDetails.interests[0].share.exact",
        "out-of-range",
        "-1 is not from 0 to 100",
    ),
    "share as text": (
        put(*SHARE, "exact", value="60"),
        "$[3].recordDetails.interests[0].share.exact",
        "bad-value",
        "'60' where a number is needed",
    ),
    "share turned round": (
        put(*SHARE, value={"minimum": 50, "exclusiveMaximum": 25}),
        "$[3].recordDetails.interests[0].share",
        "out-of-range",
        "no share is from 50% to 25%",
    ),
    "share between nothing": (
        put(*SHARE, value={"exclusiveMinimum": 25, "maximum": 25}),
        "$[3].recordDetails.interests[0].share",
        "out-of-range",
        "no share is from 25% to 25%",
    ),
    "unknown interest": (
        put(3, "recordDetails", "interests", 0, "type", value="shares"),
        "$[3].recordDetails.interests[0].type",
        "bad-value",
        "'shares' is none of shareholding",
    ),
    "the same statement twice": (
        lambda statements: statements.append(statements[1]),
        "$[6].statementId",
        "duplicate-key",
        "the statement $[1] has this id, too",
    ),
    "a record of two types": (
        lambda statements: statements.append(
            {**statements[2], "recordId": "company-b", "statementId": "x" * 32}
        ),
        "$[6].recordType",
        "bad-value",
        "this record is also called entity",
    ),
    "half a character": (
        put(1, "recordDetails", "name", value="A \ud800"),
        "$[1].recordDetails.name",
        "bad-value",
        "half of a character (a lone surrogate)",
    ),
}
