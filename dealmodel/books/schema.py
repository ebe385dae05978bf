"""The JSON Schema of a book's file, for editors: completion, hover, a first check of the shape.

Made from the records: their keys, closed lists and descriptions. Draft 2020-12; beyond draft 7 only
``$defs`` is used, since editors follow slowly.

Policy: what the reader takes, the schema takes, as an editor's parser hands it over. The reader
keeps every scalar as its text; to an editor ``2024`` is a number, ``true`` a truth and ``no``, by
YAML 1.1, too. An empty section or list is no fault. A truth or nothing in a text's place is let
through unnamed, by what it is not: editors offer each type that is named, and to the reader the
word ``null`` is a text.

Limits: what one key asks of another, whether a figure is of its field's kind and an id is in the
book, only the reader tells. The bare word ``null`` for a needed text is taken for an empty value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from inspect import getdoc
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from dealmodel.figures.currencies import CURRENCIES
from dealmodel.records.additions import Addition
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.editions import Edition
from dealmodel.records.fiscal import MONTH, NAME, FiscalName, Month
from dealmodel.records.ids import PATTERN, Id
from dealmodel.records.record import Record
from dealmodel.records.term import Term
from dealmodel.records.text import FISCAL, CurrencyCode, PeriodText, Text, Url, When

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_TYPES = ("array", "boolean", "null", "number", "object", "string")
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_DATE = f"[0-9]{{4}}(-({_MONTH}(-{_DAY})?|Q[1-4]|H[12]))?"
_ORDINAL = "[0-9]{1,2}(st|nd|rd|th)?"
_IN_WORDS = rf"(({_ORDINAL} )?[A-Za-z]+\.?,?|[A-Za-z]+\.? {_ORDINAL},?) [0-9]{{4}}"
_WHEN = {"type": ["string", "integer"], "minimum": 1, "maximum": 9999}
_KEY = {"pattern": PATTERN, "maxLength": 200}
_YES_OR_NO = (
    {"enum": ["yes", "no"]},
    {
        "pattern": "^([yYtTnNfF01]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF])$",
        "minimum": 0,
        "maximum": 1,
        "not": {"type": ["array", "null", "object"]},
    },
)


class _Kind(NamedTuple):
    """A kind of text, what an editor makes of it, and what else it may unwillingly be."""

    type: Any
    schema: Schema
    unnamed: tuple[str, ...] = ()


_TEXTS = (
    _Kind(PeriodText, {**_WHEN, "pattern": f"^({_DATE}(/{_DATE})?|{_IN_WORDS}|{FISCAL})$"}),
    _Kind(When, {**_WHEN, "pattern": f"^({_DATE}(/{_DATE})?|{_IN_WORDS})$"}),
    _Kind(Month, {**_WHEN, "maximum": 12, "pattern": f"^({MONTH})$"}),
    _Kind(FiscalName, {"type": "string", "pattern": f"^{NAME}$"}),
    _Kind(Edition, {"type": ["string", "integer"], "pattern": "^[1-9][0-9]*$", "minimum": 1}),
    _Kind(CurrencyCode, {"enum": sorted(CURRENCIES)}),
    _Kind(Url, {"type": "string", "pattern": r"^https?://\S+$"}),
    _Kind(Id, {"type": ["string", "number"], **_KEY}, ("boolean",)),
    _Kind(
        Text,
        {
            "type": ["string", "number"],
            "minLength": 1,
            "pattern": r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$",
        },
        ("boolean",),
    ),
)
"""The narrower ahead of the wider."""


def book_schema() -> Schema:
    """The JSON Schema of a book's file, or of one file of a book that is a folder.

    >>> book_schema()["$defs"]["Stake"]["properties"]["shares_are"]["enum"]
    ['primary', 'secondary', 'mixed', 'undeclared']
    """
    schema = {"$schema": DRAFT, **_record(Book), "title": "Deal book"}
    schema["description"] += (
        " A book may be a folder, its files read as one: then one file has the title (book), and "
        "any may have any sections."
    )
    del schema["required"]
    kinds = sorted(dict.fromkeys(_records_in(Book)), key=lambda kind: kind.__name__)
    schema["$defs"] = {kind.__name__: _record(kind) for kind in kinds}
    statements = [kind for kind in kinds if "source" in kind.model_fields and kind is not Addition]
    schema["$defs"][Addition.__name__] = _addition(statements)
    return schema


def _addition(statements: Sequence[type[Record]]) -> Schema:
    """The schema of what is added to records, with the keys of all that may be."""
    schema = _record(Addition)
    for kind in statements:
        further = _record(kind)
        schema["properties"] = {**further["properties"], **schema["properties"]}
        schema |= {key: further[key] for key in ("patternProperties",) if key in further}
    return schema


def _records_in(kind: type[Record]) -> Iterator[type[Record]]:
    """The kinds of record that a kind of record holds, at any depth."""
    open_types = list(_hints(kind).values())
    while open_types:
        part = open_types.pop()
        if isinstance(part, type) and issubclass(part, Record):
            yield part
            yield from _records_in(part)
        else:
            open_types.extend(get_args(part))


def _hints(kind: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in kind.model_fields}


def _record(kind: type[Record]) -> Schema:
    fields = kind.model_fields
    properties: Schema = {}
    for name, hint in _hints(kind).items():
        described = {"description": fields[name].description}
        key = kind.key_of(name)
        properties[key] = {**described, **_value(hint)}
        if isinstance(fields[name].default, str):
            properties[key]["default"] = fields[name].default
        for choice in properties[key].get("anyOf", ()):
            if "$ref" in choice:  # or an editor tells what a claim is, not what this one is about
                choice |= described
    required = [kind.key_of(name) for name, field in fields.items() if field.is_required()]
    return {
        "title": re.sub("(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", kind.__name__),
        "description": _about(kind),
        "type": "object",
        "properties": properties,
        "required": [name for name in required if name != "on"],
        "additionalProperties": False,
        **_on(properties, "on" in required),
    }


def _about(kind: type[Record]) -> str:
    """The first paragraph of the record's docstring, without its marks."""
    return " ".join((getdoc(kind) or "").partition("\n\n")[0].replace("``", "").split())


def _on(properties: Schema, is_required: bool) -> Schema:
    """What lets a record's key ``on`` through under its name in YAML 1.1, which is ``true``."""
    known = {"patternProperties": {"^true$": properties["on"]}} if "on" in properties else {}
    needed = {"anyOf": [{"required": ["on"]}, {"required": ["true"]}]} if is_required else {}
    return {**known, **needed}


def _value(hint: Any, *unnamed: str) -> Schema:
    """The schema of a value of type ``hint``, or one of the types ``unnamed``."""
    bare, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    origin, parts = get_origin(bare), get_args(bare)
    if NoneType in parts:
        (other,) = (part for part in parts if part is not NoneType)
        return _value(other, *unnamed, "null")
    if bare is str:
        kind = next(kind for kind in _TEXTS if set(get_args(kind.type)[1:]) <= set(marks))
        return _any(kind.schema, *_none_but(*unnamed, *kind.unnamed))
    if bare is bool:
        return _any(*_YES_OR_NO, *_none_but(*unnamed))
    if origin is Literal:
        return _any({"enum": list(parts)}, *_none_but(*unnamed))
    if origin is Mapping:
        items = {"propertyNames": _KEY, "additionalProperties": _value(parts[1])}
        return _any({"type": "object", **items}, *_none_but("null"))
    if origin is Sequence:
        return _any(*_list(parts[0]), *_none_but("null"))
    if origin is tuple:
        ends = {"type": "array", "items": _value(parts[0])}
        return _any({**ends, "minItems": len(parts), "maxItems": len(parts)}, *_none_but(*unnamed))
    reference = {"$ref": f"#/$defs/{bare.__name__}"}
    return _any(reference, *_list(Claim)) if bare is Term else reference


def _list(item: Any) -> Iterator[Schema]:
    """A list; of claims, one alone does as well."""
    if isinstance(item, type) and issubclass(item, Claim):
        yield _value(item)
    yield {"type": "array", "items": _value(item)}


def _any(*schemas: Schema) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}


def _none_but(*types: str) -> Iterator[Schema]:
    """A schema that only ``types`` meet, without a word of them; nothing where there are none."""
    if types:
        yield {"not": {"type": [name for name in _TYPES if name not in types]}}
