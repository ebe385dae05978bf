"""Files that are no BODS 0.4: one clear error each, with its JSON path, line and column."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.books.bods.import_ import import_bods
from dealmodel.books.bods.reading import MAX_PROBLEMS
from dealmodel.errors import BookError, BookProblem, Place
from tests.books.bods.changes import CHANGES, put
from tests.books.bods.statements import as_json, chain, entity, relationship, two


def problems(content: str | bytes) -> tuple[BookProblem, ...]:
    with pytest.raises(BookError) as caught:
        import_bods(content, "file.json")
    for problem in caught.value.problems:
        assert isinstance(problem.where, Place)
        assert problem.where.file == "file.json"
    return caught.value.problems


def problem(content: str | bytes) -> BookProblem:
    (only,) = problems(content)
    return only


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_for_the_worse_is_one_error(name: str) -> None:
    change, path, code, message = CHANGES[name]
    statements = chain()
    change(statements)
    found = problem(json.dumps(statements, indent=2))
    assert found.code == code
    assert found.message.startswith(f"{path}: ")
    assert message in found.message
    assert isinstance(found.where, Place)
    assert found.where.line is not None


VERSIONS: dict[str, tuple[Callable[[Any], None], str]] = {
    "0.3": (put(2, "publicationDetails", value={"bodsVersion": "0.3"}), "BODS 0.3"),
    "0.2": (put(2, "publicationDetails", value={"bodsVersion": "0.2"}), "BODS 0.2"),
    "a later one": (put(2, "publicationDetails", value={"bodsVersion": "0.5"}), "BODS 0.5"),
    "none given": (
        put(2, value={"statementID": "x", "statementType": "personStatement"}),
        "BODS 0.3 or older",
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_another_version_is_named_with_what_to_do(name: str) -> None:
    change, version = VERSIONS[name]
    statements = two()
    change(statements)
    found = problem(as_json(statements))
    assert found.message.startswith(f"$[2]: a statement of {version}; only 0.4 is read")
    assert "convert the file" in found.message


TEXT = as_json(two({"exact": 60}))


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        ("", "unreadable-file", "the file is empty"),
        (" \n", "unreadable-file", "the file is empty"),
        (b"\x00\x01\xff\xfe", "unreadable-file", "UTF-16 or UTF-32"),
        (b"PK\x03\x04\x00\x00", "unreadable-file", "the file is binary"),
        ('[{"a": "é"}]'.encode("latin-1"), "unreadable-file", "the byte 0xE9 is not UTF-8"),
        ('["\x07"]', "unreadable-file", "U+0007"),
        (TEXT[:200], "file-syntax", "not JSON"),
        (TEXT + "]", "file-syntax", "not JSON: more text follows"),
        (TEXT.replace("60", "NaN"), "file-syntax", "not JSON: write a number, not NaN"),
        (TEXT.replace("60", "-Infinity"), "file-syntax", "write a number, not -Infinity"),
        (TEXT.replace("60", "1e999"), "out-of-range", "1E+999 is not from 0 to 100"),
        (TEXT.replace("60", "1e99999"), "file-syntax", "more digits than anyone needs"),
        (TEXT.replace("60", "6" * 5000), "file-syntax", "more digits than anyone needs"),
        (TEXT.replace('"exact": 60', '"exact": 60, "exact": 61'), "duplicate-key", "already in"),
        ("[" * 100_000 + "]" * 100_000, "file-syntax", "nested too deeply"),
        ("[" * 50 + "]" * 50, "file-syntax", "nested too deeply"),
        ('{"a":' * 50 + "1" + "}" * 50, "file-syntax", "nested too deeply"),
        ("[]", "bad-value", "$: the file has no statements"),
        ("5", "bad-value", "$: 5, where an array of statements is needed"),
        ("null", "bad-value", "$: null, where an array of statements is needed"),
        ('"text"', "bad-value", "$: 'text', where an array of statements is needed"),
        (f'{{"statements": {TEXT}}}', "bad-value", "this is no BODS file"),
        ("book: x", "file-syntax", "not JSON"),
    ],
    ids=range(23),
)
def test_what_is_no_file_of_statements(content: str | bytes, code: str, message: str) -> None:
    found = problem(content)
    assert found.code == code
    assert message in found.message


def test_every_error_is_told_in_one_go() -> None:
    statements = chain()
    for each in statements:
        del each["statementDate"]
    found = problems(as_json(statements))
    assert [each.path for each in found] == [("$", at) for at in range(len(statements))]


def test_a_flood_of_errors_is_cut_off() -> None:
    many: list[Any] = [{"recordId": number} for number in range(3 * MAX_PROBLEMS)]
    assert len(problems(json.dumps(many))) <= MAX_PROBLEMS


def test_a_place_in_json_lines() -> None:
    lines = [json.dumps(each) for each in two()]
    found = problem("\n".join([*lines, json.dumps({**two()[0], "statementId": "x"})]))
    assert isinstance(found.where, Place)
    assert (found.path, found.where.line) == (("$", 3, "statementId"), 4)


def test_a_long_chain_is_no_problem() -> None:
    length = 2_000
    statements = [entity(f"e-{at}", f"Company {at}") for at in range(length)]
    statements += [
        relationship(f"r-{at}", f"e-{at}", f"e-{at + 1}", []) for at in range(length - 1)
    ]
    for at, each in enumerate(statements):
        each["statementId"] = f"{at:032}"
    assert len(import_bods(as_json(statements)).book.parties) == length


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_changed_there_is_a_book_or_an_error(data: st.DataObject) -> None:
    statements: Any = chain()
    wrong = st.sampled_from(
        [
            None,
            True,
            0,
            -5,
            50,
            1e300,
            "",
            "x",
            "company-a",
            "\x00",
            "\ud800",
            [],
            [[]],
            {},
            {"": 0},
        ]
    )
    for _ in range(data.draw(st.integers(1, 3))):
        part = statements
        while isinstance(part, dict | list) and part:
            keys = list(part) if isinstance(part, dict) else list(range(len(part)))
            key = data.draw(st.sampled_from(keys))
            if data.draw(st.integers(0, 3)) == 0 or not isinstance(part[key], dict | list):
                part[key] = copy.deepcopy(data.draw(wrong))
                break
            part = part[key]
    try:
        book = import_bods(json.dumps(statements)).book
    except BookError:
        return
    assert book.parties
