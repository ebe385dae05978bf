"""A fingerprint says of the seeds what changed, as the comparison of both books does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.books.reading import load_book, read_book
from dealmodel.books.writing import book_data
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.walking import claim_lists
from dealmodel.reports.changes import changes
from dealmodel.reports.receipt.fingerprint import _sum, compared, fingerprint

SEEDS = load_book(Path(__file__).parents[3] / "seeds")
DATA = book_data(SEEDS)
CLAIMS = [
    (*each.path, number) for each in claim_lists(SEEDS) for number, _ in enumerate(each.claims)
]
KNOWN = fingerprint(SEEDS)


def altered(paths: list[tuple[str | int, ...]], note: str) -> Book:
    """The seeds with another note beside the claims at ``paths``."""
    return Book.build(_with(DATA, paths, note))


def _with(value: object, paths: list[tuple[str | int, ...]], note: str) -> object:
    if not paths:
        return value
    if () in paths:
        assert isinstance(value, dict)
        return {**value, "note": note}
    inside = {key: [path[1:] for path in paths if path[0] == key] for key in {p[0] for p in paths}}
    if isinstance(value, list):
        return [_with(each, inside.get(at, []), note) for at, each in enumerate(value)]
    assert isinstance(value, dict)
    return {key: _with(each, inside.get(key, []), note) for key, each in value.items()}


@given(st.lists(st.sampled_from(CLAIMS), unique=True, max_size=3), st.text("ab", min_size=1))
# Once in some thousand times the numbers of two claims fall into the same cells: not at random.
@settings(max_examples=60, deadline=None, derandomize=True)
def test_it_tells_the_claims_that_changed(paths: list[tuple[str | int, ...]], note: str) -> None:
    book = altered(paths, note)
    found = compared(KNOWN, book)
    assert found is not None
    assert found.complete
    expected = {(each.part.where, each.part.source, each.part.by) for each in changes(SEEDS, book)}
    assert {(each.where, each.source, each.by) for each in found.changes} == expected
    assert {each.change for each in found.changes} <= {"changed"}
    assert len(paths) == 0 or expected


@given(st.lists(st.sampled_from(CLAIMS), unique=True, min_size=30, max_size=60))
@settings(max_examples=10, deadline=None)
def test_of_too_many_it_says_that_they_are_many(paths: list[tuple[str | int, ...]]) -> None:
    found = compared(KNOWN, altered(paths, "x"))
    assert found is not None
    assert not found.complete
    assert bool(found)


def test_it_is_the_same_in_every_process_and_on_every_machine() -> None:
    # What a receipt of today holds must be read tomorrow.
    book = read_book("{book: x, sources: {a: {publisher: A, note: 'é 万'}}}")
    assert fingerprint(book) == (
        "8gAAAAAAAFoIcgoKwy2ZsmMAAMEPCNXkMaMxozGvQAf9UHnFw46oW0yvQIqVftWWAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAA8gAAAAAAAFoIcgoKMQAAAAAAAIjgJubdwy2Z+H0AAAWICEqOwy2ZsmMAAMEPCNXk"
        "AAAAYRAAAN8CkOs9AKMxozGvQI8ddp8YAAAAAAAAAAAAAAAAMaMxiD+vQBx4wA2S8gAAAAAAAFoIcgoK"
        "AAAAAAAAAAAAAAAAMaMxiD+vQBx4wA2SMQAAAAAAAIjgJubdAI6oW0yvQFh9KjlBwy2ZmW0AANqKmKGz"
        "MaMxozGvQAf9UHnF8o6oW0yvQAJ1WDNL8o6oOlyvQN13yNh2w6MxiD+vQEZwsgeYMQAAAAAAAIjgJubd"
    )


@pytest.mark.parametrize("text", ["", "AAAA", "é", "no base64!"])
def test_what_is_no_fingerprint_tells_nothing(text: str) -> None:
    assert compared(text, SEEDS) is None


def test_sections_are_told_apart() -> None:
    assert len({_sum(name, 1) for name in ("book", *SECTIONS)}) == len(SECTIONS) + 1


def test_a_locale_that_is_the_books_own_is_nothing_said() -> None:
    text = "{book: x, sources: {a: {publisher: A}}}"
    stated = text.replace("A}", "A, locale: de}")
    plain, german = read_book(text), read_book(text, locale="de")
    assert fingerprint(plain) == fingerprint(german) == fingerprint(read_book(stated, locale="de"))
    assert [str(each) for each in compared(fingerprint(plain), read_book(stated)).changes] == [
        "added: sources.a.locale"
    ]
    assert dm.read_book(text, locale="de").locale == "de"
