"""Every list of claims in a book, and none twice: against a plain walk over the files' own text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import dealmodel as dm
from dealmodel.records.walking import claim_lists

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.yaml"))
DEALS = sorted((ROOT / "tests/checks/deals").glob("[ab]*.yaml"))

HEAD = """
book: x
sources: {a: {publisher: A}, b: {publisher: B}}
parties:
  i: {name: I, kind: company}
  e: {name: E, kind: company, facts: {f: {what: w, on: 2024, amount: {says: 5 cars, source: a}}}}
"""


def said(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where each claim of a file stands, a list of one as a mapping alone, and what it says."""
    if isinstance(part, list):
        for each in part:
            yield from said(each, path)
    elif isinstance(part, dict):
        if "says" in part and "source" in part:
            yield path, part["says"]
        else:
            for key, value in part.items():
                if key != "status":  # events, whose words are no claims
                    yield from said(value, (*path, str(key)))


def walked(book: dm.Book) -> list[tuple[tuple[str, ...], str]]:
    """Every claim with its path as a file has it: a term's words may stand alone."""
    return [
        (tuple(str(key) for key in each.path if key != "words"), claim.says)
        for each in claim_lists(book)
        for claim in each.claims
    ]


def text_of(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_every_claim_of_the_seeds_is_gone_over_once() -> None:
    expected = [claim for path in SEEDS for claim in said(text_of(path))]
    found = walked(dm.load_book(ROOT / "seeds"))
    assert sorted(found) == sorted(expected)
    assert len(found) > 100


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_every_claim_of_a_deal_is_gone_over_once(path: Path) -> None:
    assert sorted(walked(dm.load_book(path))) == sorted(said(text_of(path)))


def test_a_list_knows_its_record_and_whether_it_holds_figures() -> None:
    book = dm.read_book(
        HEAD
        + """
joint_ventures:
  v: {party: e, holders: {i: {says: 51%, source: a}, e: []}, votes: {i: {says: 60%, source: b}}}
volumes:
  n: {party: e, measure: sales, within: {says: 13 days, source: a}, count: []}
agreements:
  g: {kind: talks, parties: [i, e], terms: {plant: {says: Hangzhou, source: a}}}
"""
    )
    found = {each.subject: each for each in claim_lists(book)}
    assert list(found) == [
        "parties.e.facts.f.amount",
        "joint_ventures.v.holders.i",
        "joint_ventures.v.votes.i",
        "volumes.n.within",
        "agreements.g.terms.plant.words",
    ]
    assert [each.are_figures for each in found.values()] == [True, True, True, True, False]
    assert found["volumes.n.within"].record is book.volumes["n"]
    assert found["joint_ventures.v.holders.i"].record is book.joint_ventures["v"]
    assert found["parties.e.facts.f.amount"].record is book.parties["e"].facts["f"]


def test_words_of_a_fact_are_no_figures() -> None:
    facts = "facts: {f: {what: seat, text: {says: Hangzhou, source: a}}}"
    text = HEAD.replace("facts: {f: {what: w, on: 2024, amount: {says: 5 cars, source: a}}}", facts)
    [found] = claim_lists(dm.read_book(text))
    assert (found.subject, found.are_figures) == ("parties.e.facts.f.text", False)


def test_a_book_without_claims_has_no_lists() -> None:
    assert list(claim_lists(dm.Book(book="x"))) == []


def test_every_figure_of_a_list_that_holds_figures_can_be_read() -> None:
    for each in claim_lists(dm.load_book(ROOT / "seeds")):
        if each.are_figures:
            assert all(claim.figures() for claim in each.claims)
