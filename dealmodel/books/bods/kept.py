"""What a file says that a book has no key for, kept in the file's own words.

Of a party it is a fact, ``what: BODS nationalities``; of a source or an interest a note,
``BODS {"type": ["selfDeclaration"]}``. A text stands as it is, anything else as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dealmodel.books.json_writing import json_text
from dealmodel.records.ids import as_id
from dealmodel.records.party import Fact

MARK = "BODS "

RELATIONSHIP = "BODS relationship"
"""What the facts are about that hold relationships which are no direct holdings."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kept_note(data: Mapping[str, Any]) -> str | None:
    """The note that keeps ``data``; ``None`` where there is nothing to keep.

    >>> kept_note({"declaration": "d-1"})
    'BODS {"declaration": "d-1"}'
    """
    return MARK + json_text(data, indent=False) if data else None


def from_note(note: str | None) -> Mapping[str, Any]:
    """What a note keeps; nothing where it is a reader's own.

    >>> from_note('BODS {"declaration": "d-1"}'), from_note("a remark")
    ({'declaration': 'd-1'}, {})
    """
    kept = from_json(note.removeprefix(MARK)) if note and note.startswith(MARK) else None
    return kept if isinstance(kept, Mapping) else {}


def kept_fact(key: str, value: Any, source: str) -> dict[str, Any]:
    """The fact that keeps a key of a record, a claim for each item of a list."""
    items = value if isinstance(value, list) and value else [value]
    return {
        "what": MARK + key,
        "text": [{"says": _as_text(item), "source": source} for item in items],
    }


def fact_id(key: str) -> str:
    """The id of the fact that keeps a key.

    >>> fact_id("unspecifiedPersonDetails")
    'bods-unspecified-person-details'
    """
    return as_id(MARK + _HUMP.sub(" ", key)) or "bods"


def from_facts(facts: Iterable[Fact], lists: Iterable[str]) -> dict[str, Any]:
    """The keys that facts keep; ``lists`` are those that hold lists."""
    kept = [each for each in facts if each.what.startswith(MARK) and each.what != RELATIONSHIP]
    return {
        key: [_as_value(claim.says) for claim in fact.text] if key in lists else first
        for fact in kept
        if fact.text
        for key, first in [(fact.what.removeprefix(MARK), _as_value(fact.text[0].says))]
    }


def from_json(text: str) -> Any:
    """The value of a JSON text, its numbers exact; ``None`` where it is none."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        return None


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _as_text(value: Any) -> str:
    plain = isinstance(value, str) and value != "" and value[0] not in '{["'
    return value if plain else json_text(value, indent=False)


def _as_value(text: str) -> Any:
    found = from_json(text) if text[0] in '{["' else None
    return text if found is None else found
