"""JSON as text, against the standard library's reader."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.books.json_writing import json_text

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)


@given(VALUES, st.booleans())
def test_it_reads_back_as_the_same_value(value: Any, indent: bool) -> None:
    assert json.loads(json_text(value, indent=indent)) == value


@given(VALUES)
def test_everything_in_it_prints(value: Any) -> None:
    assert json_text(value, indent=False).isprintable()
    assert json_text(value).replace("\n", "").isprintable()


@given(NUMBERS)
def test_a_number_keeps_its_digits(number: Decimal) -> None:
    text = json_text(number)
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == number
    assert "e" not in text.lower()


def test_indented_as_people_do() -> None:
    value = {"a": [Decimal("21.50"), {}], "b": []}
    assert json_text(value) == '{\n  "a": [\n    21.50,\n    {}\n  ],\n  "b": []\n}'
    assert json_text(value, indent=False) == '{"a": [21.50, {}], "b": []}'


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), Decimal("Infinity"), {1}, b"x"])
def test_what_json_has_no_word_for_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be written as JSON"):
        json_text([value])
