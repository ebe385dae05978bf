"""JSON with its numbers and words told apart, against the standard library's reader."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.books.json_faults import json_fault
from dealmodel.books.json_text import parse_json_values
from dealmodel.errors import FileSyntax
from dealmodel.records.places import Places, SourceText

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=3)


def read(text: str) -> Any:
    return parse_json_values(SourceText("file", text)).data


@given(VALUES)
def test_values_are_those_that_any_reader_finds(value: Any) -> None:
    assert read(json.dumps(value)) == value
    assert read(json.dumps(value, ensure_ascii=False, indent=1)) == value


@given(NUMBERS)
def test_numbers_are_exact(number: Decimal) -> None:
    found = read(f"[{number:f}]")[0]
    assert isinstance(found, Decimal)
    assert found == number


@given(st.lists(OBJECTS, min_size=2), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_json_lines_are_a_list(values: list[Any], end: str) -> None:
    lines = [json.dumps(value, ensure_ascii=False) for value in values]
    assert read(end.join(lines)) == values
    assert read(end.join(lines) + end) == values


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ('{"a": 1}\n{"b"}', "a colon is needed behind the key", 2, 5),
        ('{"a": 1}\n\n5,', "more text follows the end", 3, 2),
        ('[1]\n{"a": 1}', "more text follows the end", 2, 1),
        ('{"a": NaN}', "write a number, not NaN", 1, 7),
        ("[-Infinity]", "write a number, not -Infinity", 1, 2),
        ("[1e99999]", "more digits", 1, 2),
        (f"[{'1' * 101}]", "more digits", 1, 2),
        ("[" * 100_000, "nested too deeply", 1, 33),
        ("[" * 40 + "]" * 40, "nested too deeply", 1, 33),
        ("", "a value is needed", 1, 1),
        ("[1,\n]", "nothing stands behind the comma", 2, 1),
        ('{"a": }', "nothing stands behind the colon", 1, 7),
        ('{"a": 1', "ends before a closing }", 1, 8),
        ("[1 2]", "a comma or the closing ] is missing", 1, 4),
        ("{'a': 1}", "a key is needed, in double quotes", 1, 2),
        ("[05]", "a text goes in double quotes", 1, 2),
        ("[yes]", "a text goes in double quotes", 1, 2),
        ('["a]', "the closing quote is missing", 1, 2),
        ('["a\n"]', "the closing quote is missing", 1, 2),
        ('["a\t"]', "a control character", 1, 4),
        ('["ab\\q"]', "a backslash in a text is written twice", 1, 5),
        ('["\\u12"]', "a backslash in a text is written twice", 1, 3),
    ],
)
def test_what_is_no_json_is_told_with_its_place(
    text: str, message: str, line: int, column: int
) -> None:
    with pytest.raises(FileSyntax) as caught:
        read(text)
    assert message in str(caught.value)
    where = caught.value.where
    assert where is not None
    assert (where.line, where.column) == (line, column)


@given(VALUES, st.data())
def test_a_fault_is_found_in_all_that_is_no_json(value: Any, data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=data.draw(st.booleans()))
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 3)))
    put = data.draw(
        st.sampled_from(["", ",", ":", "]", "}", '"', "\\", "[", "{", "1", "0", "-", " "])
    )
    damaged = text[:start] + put + text[end:]
    fault = json_fault(damaged)
    assert 0 <= fault.offset <= len(damaged)
    if _is_json(damaged):
        assert (fault.offset, fault.is_more) == (len(damaged), True)
    else:
        assert fault.is_more == _is_json(damaged[: fault.offset])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return False
    return True


def test_each_line_of_json_lines_has_its_place() -> None:
    file = SourceText("file", '{"a": 1}\n{"a": {"b": 2}}\n')
    parsed = parse_json_values(file)
    place = Places({(): (file, parsed.spot)}).of((1, "a", "b"))
    assert place is not None
    assert (place.line, place.column) == (2, 13)
