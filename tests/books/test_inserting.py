"""Keys and items put into the text of a book: what is there stays as it is."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.books.files import source_text
from dealmodel.books.inserting import Insertion, with_insertions
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.errors import UsageError

BOOK = """# A book
book: x   # its title

sources:
  # the first
  a: {publisher: A}   # a source

  b:
    publisher: B
    note: |
      two
      lines

# parties next
parties: {p: {name: P, kind: company}}
stakes: {}
prices:
"""
ALL: dict[str, Any] = {
    "book": "x",
    "sources": {"a": {"publisher": "A"}, "b": {"publisher": "B", "note": "two\nlines\n"}},
    "parties": {"p": {"name": "P", "kind": "company"}},
    "stakes": {},
    "prices": None,
}


def data(text: str) -> Any:
    return parse_yaml(source_text("book.yaml", text)).data


def changed(old: str, new: str) -> list[str]:
    """The lines that are not there any more."""
    told = difflib.ndiff(old.splitlines(), new.splitlines())
    return [line[2:] for line in told if line.startswith("- ")]


def test_a_record_goes_behind_the_last_of_its_section() -> None:
    new = with_insertions(BOOK, [Insertion(("sources",), "c", {"publisher": "C"})])
    assert "      lines\n  c: {publisher: C}\n\n# parties next\n" in new
    assert changed(BOOK, new) == []


def test_a_section_that_is_not_there_is_made_at_the_end() -> None:
    new = with_insertions(
        BOOK,
        [Insertion(("claims",), None, {"about": "a.b.c", "says": "21%", "source": "a"})],
    )
    assert new == f'{BOOK}\nclaims:\n  - {{about: a.b.c, says: "21%", source: a}}\n'


def test_a_second_item_goes_behind_the_first() -> None:
    one = with_insertions(BOOK, [Insertion(("claims",), None, {"says": "1"})])
    two = with_insertions(one, [Insertion(("claims",), None, {"says": "2"})])
    assert two == f"{one}  - {{says: 2}}\n"


def test_line_ends_stay() -> None:
    book = BOOK.replace("\n", "\r\n")
    new = with_insertions(book, [Insertion(("sources",), "c", {"publisher": "C"})])
    assert new.count("\n") == new.count("\r\n") == book.count("\n") + 1


def test_without_a_last_line_end_there_is_none_in_the_middle() -> None:
    new = with_insertions(
        "book: x\nsources:\n  a: {publisher: A}  # last",
        [Insertion(("sources",), "b", {"publisher": "B"})],
    )
    assert new == "book: x\nsources:\n  a: {publisher: A}  # last\n  b: {publisher: B}"


def test_brackets_that_grow_too_long_are_opened_and_their_comment_stays() -> None:
    book = "book: x\nparties:\n  p: {name: P, kind: company}  # who\n  q: {name: Q, kind: fund}\n"
    fact = {"what": "capital raised", "amount": [{"says": "RMB 380 million", "source": "a"}]}
    new = with_insertions(book, [Insertion(("parties", "p", "facts"), "capital", fact)])
    assert new == (
        "book: x\nparties:\n  p:  # who\n    name: P\n    kind: company\n    facts:\n"
        "      capital:\n        what: capital raised\n        amount:\n"
        "          - {says: RMB 380 million, source: a}\n  q: {name: Q, kind: fund}\n"
    )


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("stakes",), "s"),
        (("prices",), "s"),
        (("parties",), "q"),
        (("parties", "p"), "country"),
        (("parties", "p", "facts"), "f"),
        (("sources", "b"), "title"),
        (("volumes",), "v"),
        (("volumes", "v", "deep"), "er"),
    ],
)
def test_what_is_read_is_what_was_there_and_the_new(path: tuple[str, ...], key: str) -> None:
    value = {"says": "no", "more": ["10 %", "x: y"]}
    expected: dict[str, Any] = data(BOOK)
    assert expected == ALL
    here = expected
    for each in path:
        here[each] = here.get(each) or {}
        here = here[each]
    here[key] = value
    assert data(with_insertions(BOOK, [Insertion(path, key, value)])) == expected


def test_a_text_is_no_place_for_a_key() -> None:
    with pytest.raises(UsageError, match="no mapping"):
        with_insertions(BOOK, [Insertion(("sources", "a", "publisher", "x"), "k", "v")])


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)
KEYS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.dictionaries(KEYS, inner, min_size=1, max_size=3)
        | st.lists(st.dictionaries(KEYS, TEXTS, min_size=1, max_size=2), min_size=1, max_size=2)
    ),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), st.sampled_from(sorted(ALL)[2:]))
def test_any_records_are_read_back(records: dict[str, Any], section: str) -> None:
    there = ALL[section] or {}
    new = {key: value for key, value in records.items() if key not in there}
    text = with_insertions(BOOK, [Insertion((section,), key, new[key]) for key in new])
    assert data(text) == ALL | ({section: there | new} if new else {})
