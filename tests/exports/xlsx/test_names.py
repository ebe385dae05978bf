"""Names that every spreadsheet takes, each once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.exports.xlsx.names import Names, is_cell

WORDS = st.lists(
    st.one_of(st.text(max_size=6), st.sampled_from(["EUR1", "R1C1", "r", "C", "a-b", "x" * 300])),
    max_size=4,
)


@given(st.lists(st.tuples(st.sampled_from(["in", "fx", "out"]), WORDS), max_size=12))
def test_names_are_valid_and_differ_by_more_than_capitals(
    wanted: list[tuple[str, list[str]]],
) -> None:
    names = Names()
    made = [
        names.add(prefix, words, f"S!$A${row}") for row, (prefix, words) in enumerate(wanted, 1)
    ]
    assert len({name.lower() for name in made}) == len(made)
    for name, (prefix, _) in zip(made, wanted, strict=True):
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,254}", name)
        assert name == prefix or name.startswith(f"{prefix}_")
        assert not re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*", name)
    assert list(names) == [(name, f"S!$A${row}") for row, name in enumerate(made, 1)]


def test_a_taken_name_gets_a_number_that_is_free() -> None:
    names = Names()
    made = [names.add("in", words, "S!$A$1") for words in (["a"], ["A"], ["a-2"], ["a"])]
    assert made == ["in_a", "in_A_2", "in_a_2_2", "in_a_3"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("A1", True),
        ("xfd1048576", True),
        ("ABCD1", False),
        ("R", True),
        ("c", True),
        ("rc", True),
        ("R1C", True),
        ("r12c34", True),
        ("rate", False),
        ("c_1", False),
        ("in_21", False),
        ("fx1", True),
        ("out1", True),
    ],
)
def test_names_that_a_spreadsheet_takes_for_cells(name: str, cell: bool) -> None:
    assert is_cell(name) is cell
