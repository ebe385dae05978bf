"""Annotations that a book's statements carry.

What the standard has no key for is JSON in the ``description`` of an annotation made by dealmodel,
an object with the key ``dealmodel`` and one of

    {"party": ID, "record": RECORD}                       on a party's statement: the whole record
    {"holding": [SECTION, ID, ...], "share": {"at": N, "claim": CLAIM}, "votes": ...}
                                                          on a relationship: the claims as printed,
                                                          each with its place in the list
    {"book": BOOK, "published": DAY, "reading": READING, "exact": BOOL}
                                                          on the first: all that is on no other

where RECORD, CLAIM and BOOK have the keys of a book's file. A statement may have two of them. Days
that stand for a month or year are pointed out in annotations for readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dealmodel.books.bods.kept import from_json
from dealmodel.books.json_writing import json_text

MAKER = "dealmodel"
_FORM = 1

Annotation = dict[str, Any]


def with_data(data: Mapping[str, Any]) -> Annotation:
    """An annotation that carries ``data``.

    >>> with_data({"party": "leapmotor"})["description"]
    '{"dealmodel": 1, "party": "leapmotor"}'
    """
    return _annotation("", "commenting", json_text({MAKER: _FORM, **data}, indent=False))


def rounded(pointer: str, printed: str) -> Annotation:
    """An annotation that tells which day at ``pointer`` is not as exact as it looks."""
    return _annotation(
        pointer, "transformation", f"the first day of {printed}, which is all that is known"
    )


def carried(statement: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The data that the annotations of a statement carry."""
    for annotation in statement.get("annotations", ()):
        if annotation.get("createdBy", {}).get("name") == MAKER:
            data = from_json(annotation.get("description", ""))
            if isinstance(data, Mapping) and data.get(MAKER) == _FORM:
                yield data


def foreign(statement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The annotations of a statement that others made."""
    return [
        each
        for each in statement.get("annotations", ())
        if each.get("createdBy", {}).get("name") != MAKER
    ]


def _annotation(pointer: str, motivation: str, description: str) -> Annotation:
    return {
        "statementPointerTarget": pointer,
        "motivation": motivation,
        "createdBy": {"name": MAKER},
        "description": description,
    }
