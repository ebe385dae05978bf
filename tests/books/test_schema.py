"""The book's schema, held against the reader on books as an editor's parser hands them over."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator, ValidationError

from dealmodel.books.reading import read_book
from dealmodel.books.schema import book_schema
from dealmodel.errors import BookError
from dealmodel.records.book import SECTIONS

ROOT = Path(__file__).parents[2]
SCHEMA = book_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors go by: ``on`` and ``no`` are texts, as are dates."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class Old(yaml.SafeLoader):
    """YAML 1.1: ``on`` and ``no`` are truths, ``12:30`` is a number."""


def _whole(_: Core, node: yaml.ScalarNode) -> int:
    return int(node.value, 0 if node.value[:2] in ("0x", "0o") else 10)


for _tag, _pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"({_pattern})\\Z"), None)
Core.add_constructor("tag:yaml.org,2002:int", _whole)
Old.add_constructor("tag:yaml.org,2002:timestamp", Old.construct_yaml_str)

LOADERS = (Core, Old)


def as_an_editor(value: Any) -> Any:
    """``value`` with its keys as texts, and the dates that TOML knows."""
    if isinstance(value, dict):
        return {_key(key): as_an_editor(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_an_editor(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _key(key: Any) -> str:
    return json.dumps(key) if isinstance(key, bool | None) else str(key)


def loaded(text: str, loader: type[yaml.SafeLoader] = Core) -> Any:
    return as_an_editor(yaml.load(text, Loader=loader))


def parsed(file: Path, loader: type[yaml.SafeLoader] = Core) -> Any:
    text = file.read_text()
    if file.suffix == ".toml":
        return as_an_editor(tomllib.loads(text))
    return as_an_editor(json.loads(text)) if file.suffix == ".json" else loaded(text, loader)


def faults(data: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def schemas(part: Any = SCHEMA) -> Iterator[dict[str, Any]]:
    """Every mapping in the schema, whatever it is there for."""
    if isinstance(part, dict):
        yield part
        for each in part.values():
            yield from schemas(each)
    elif isinstance(part, list):
        for each in part:
            yield from schemas(each)


BOOKS = [
    *sorted((ROOT / "seeds").glob("*.yaml")),
    *sorted((ROOT / "examples").glob("*.yaml")),
    *sorted((ROOT / "tests" / "books").glob("leapmotor*.*")),
    *sorted((ROOT / "tests" / "books" / "leapmotor").iterdir()),
]


def test_it_is_a_schema_of_the_draft_that_it_names_and_of_the_one_that_editors_know() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(SCHEMA)
    assert "$id" not in SCHEMA


def test_every_reference_leads_to_a_record() -> None:
    named = {each["$ref"] for each in schemas() if "$ref" in each}
    assert named == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_every_record_and_every_key_says_what_it_is() -> None:
    for name, record in {"": SCHEMA, **SCHEMA["$defs"]}.items():
        assert record["title"]
        assert record["additionalProperties"] is False
        for key, about in {**record["properties"], "": record}.items():
            text = about["description"]
            assert text[0].isupper() or text.startswith(("primary: ", "reported: ", "list: "))
            assert text.endswith((".", ")")), (name, key)
            assert ">>>" not in text
            assert "`" not in text


def test_what_stands_behind_a_key_of_one_claim_is_the_keys_own_text() -> None:
    share = SCHEMA["$defs"]["Stake"]["properties"]["share"]
    one = next(choice for choice in share["anyOf"] if "$ref" in choice)
    assert one["description"] == share["description"] == "Share of the investee, such as 21%."


def test_no_key_is_needed_at_the_top_since_a_file_may_be_one_of_a_folder() -> None:
    assert "required" not in SCHEMA
    assert "folder" in SCHEMA["description"]
    assert faults({}) == []
    assert set(SECTIONS) < set(SCHEMA["properties"])


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("file", BOOKS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_book_that_the_reader_takes_passes(file: Path, loader: type[yaml.SafeLoader]) -> None:
    assert faults(parsed(file, loader)) == []


MISSHAPEN = {
    "bad-address.yaml": "sources/cnbc/url",
    "bad-date.yaml": "stakes/a-in-leapmotor/on",
    "bad-id.yaml": "stakes",
    "empty-value.yaml": "stakes/x/investor",
    "escaped-nul.yaml": "prices/p/product",
    "list-at-top.yaml": "",
    "missing-source.yaml": "stakes/a-in-leapmotor/share/0",
    "one-bound.yaml": "stakes/a-in-leapmotor/share/bounds",
    "record-is-text.yaml": "stakes/x",
    "section-is-list.yaml": "stakes",
    "text-is-mapping.yaml": "stakes/x/investor",
    "unknown-currency.yaml": "currency",
    "unknown-key.toml": "sources/cnbc",
    "unknown-key.yaml": "stakes/x/share",
    "unknown-section.yaml": "",
    "unquoted-comma.yaml": "prices/b10/amount/0",
    "wrong-word.yaml": "stakes/a-in-leapmotor/shares_are",
    "yes-or-no.yaml": "stakes/a-in-leapmotor/share/exact",
}
"""What is wrong in its shape, and where: each read off the file."""


@pytest.mark.parametrize("name", MISSHAPEN)
def test_a_misshapen_book_is_refused_at_its_place(name: str) -> None:
    found = VALIDATOR.iter_errors(parsed(ROOT / "tests" / "invalid" / name))
    deepest = max((place for error in found for place in places(error)), key=len)
    assert "/".join(map(str, deepest)) == MISSHAPEN[name]


def places(error: ValidationError) -> Iterator[tuple[str | int, ...]]:
    """Where the error is, and where those are that it sums up."""
    yield tuple(error.absolute_path)
    for each in error.context or ():
        yield from places(each)


MAY_BE_EMPTY = """
book: Deals
as_of:
sources:
  a: {publisher: A, published: , title: }
parties:
  p: {name: P, kind: company, aliases: , facts: , brand_of: }
  q: {name: Q, kind: company}
joint_ventures:
  j: {party: p, holders: {q: }, votes: }
agreements:
  t: {kind: talks, parties: [p, q], terms: , status: }
volumes:
  v: {party: p, measure: sales, period: 2024, count: , within: }
  w: {party: p, measure: sales, period: 2024, count: {says: 5, source: a, exact: , bounds: }}
stakes:
"""


@pytest.mark.parametrize("loader", LOADERS)
def test_what_may_be_empty_may_be_empty(loader: type[yaml.SafeLoader]) -> None:
    assert read_book(MAY_BE_EMPTY).volumes["v"].count == ()
    assert faults(loaded(MAY_BE_EMPTY, loader)) == []


FIELDS = """
book: {text}
as_of: {date}
sources:
  {key}: {{publisher: {text}, published: {date}, note: {text}}}
parties:
  p: {{name: {text}, kind: company, country: {text}, founded: {date}, aliases: [{text}]}}
  {key}: {{name: {text}, kind: company, brand_of: {id}}}
volumes:
  v: {{party: {id}, measure: sales, period: {date}, launch: {truth}, count: [
    {{says: {figure}, source: {id}, by: {text}, exact: {truth}, bounds: [{figure}, {figure}]}}]}}
"""
USUAL = {"text": "X", "date": "2024", "id": "x", "truth": "yes", "figure": "5"}
WORDS = (
    *("yes", "No", "NO", "on", "OFF", "y", "n", "t", "F", "true", "False", "1", "0", "00"),
    *("2024", "0024", "2024-03", "2024-03-14", "2024-Q1", "2024-H2", "2024-13", "2024-3", "9999"),
    *("300000", "0", "007", "010", "0x1f", "0o17", "1e3", "5e-1", "1.5", ".5", "1_000", "12:30"),
    *("+1", "-5", ".inf", "-.inf", ".nan", "a-1", "no", "no-1", "A", "a_b", "5 cars"),
    *(
        "'2024'",
        '"yes"',
        '"5"',
        "'null'",
        '""',
        "''",
        '"null"',
        "n/a",
        "2e999",
        "1.",
        "0777",
        "1:2:3.5",
    ),
)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("field", USUAL)
def test_words_that_the_reader_takes_pass(field: str, loader: type[yaml.SafeLoader]) -> None:
    """Whatever an unquoted word is to an editor: a number, a truth, a text."""
    books = {word: book_with(field, word) for word in WORDS}
    taken = {word: text for word, text in books.items() if is_taken(text)}
    assert len(taken) >= 5
    assert [word for word, text in taken.items() if faults(loaded(text, loader))] == []


@settings(max_examples=60)
@given(
    word=st.from_regex(r"[0-9]{1,4}([-.:_eE][0-9a-z]{1,2}){0,2}", fullmatch=True),
    field=st.sampled_from(list(USUAL)),
    loader=st.sampled_from(LOADERS),
)
def test_what_looks_like_a_number_and_is_taken_passes(
    word: str, field: str, loader: type[yaml.SafeLoader]
) -> None:
    if is_taken(text := book_with(field, word)):
        assert faults(loaded(text, loader)) == []


def book_with(field: str, word: str) -> str:
    key = json.dumps((word if field == "id" else USUAL["id"]).strip("'\""))
    return FIELDS.format(**{**USUAL, field: word}, key=key)


def is_taken(text: str) -> bool:
    try:
        return bool(read_book(text).sources)
    except BookError:
        return False


def test_closed_lists_are_those_of_the_records() -> None:
    properties = {name: record["properties"] for name, record in SCHEMA["$defs"].items()}
    assert properties["Event"]["evidence"]["enum"] == [
        *("reported", "attributed", "confirmed", "denied", "declined")
    ]
    assert properties["Price"]["basis"]["enum"] == [
        *("list", "starting", "pre_sale", "launch"),
        *("after_subsidy", "on_road", "transaction", "before_tax", "undeclared"),
    ]
    assert {"USD", "EUR", "CNY"} < set(SCHEMA["properties"]["currency"]["enum"])
    assert SCHEMA["properties"]["currency"]["default"] == "USD"


def test_no_value_is_offered_that_the_reader_takes_for_a_text() -> None:
    """Editors offer each type and choice that is named; ``null`` would be read as a text."""
    refused = [each["not"] for each in schemas() if "not" in each]
    for each in schemas():
        assert None not in each.get("enum", ())
        assert "null" not in each.get("type", ()) or each in refused
