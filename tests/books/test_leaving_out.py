"""A book that is read although something in it is wrong."""

from __future__ import annotations

import copy
import json
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dealmodel.books.reading import load_book, read_book
from dealmodel.books.writing import book_data, book_text
from dealmodel.checks.catalogue import check
from dealmodel.errors import BookError, BookProblem, Place, UsageError
from dealmodel.records.book import Book
from dealmodel.records.walking import claim_lists
from dealmodel.reports.deriving import report
from tests.invalid.test_invalid import EXPECTED
from tests.invalid.test_invalid import HERE as INVALID

FATAL = {"file-syntax", "unreadable-file"}
UNTITLED = ("list-at-top.yaml", "lone-surrogate.json", "missing-title.yaml")
HEAD = """\
book: Deals
sources:
  s: {publisher: S}
  faz: {publisher: FAZ, locale: de}
parties:
  a: {name: A, kind: company}
  b: {name: B, kind: company}
"""


def going(text: str, **options: Any) -> Book:
    return read_book(HEAD + text, "deal.yaml", keep_going=True, **options)


def told(book: Book) -> list[tuple[int | None, str, str | None]]:
    found = []
    for problem in book.problems:
        assert isinstance(problem.where, Place)
        found.append((problem.where.line, problem.code, problem.outcome))
    return found


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_invalid_file_is_fatal_or_told_in_full(name: str) -> None:
    codes = [code for code, *_ in EXPECTED[name]]
    if FATAL & {*codes} or name in UNTITLED:
        with pytest.raises(BookError):
            load_book(INVALID / name, keep_going=True)
        return
    book = load_book(INVALID / name, keep_going=True)
    places = [
        (problem.code, problem.where.line, problem.where.column)
        for problem in book.problems
        if isinstance(problem.where, Place)
    ]
    for code, line, column, _ in EXPECTED[name]:
        assert (code, line, column) in places
    assert all(problem.outcome for problem in book.problems)
    report(book)
    check(book)
    assert read_book(book_text(book)) == book


def test_a_sound_book_has_no_problems() -> None:
    book = load_book(SEEDS, keep_going=True)
    assert book.problems == ()
    assert book == load_book(SEEDS)
    assert book.sha256 == load_book(SEEDS).sha256


def test_one_claim_goes_and_the_others_stay_where_they_stand() -> None:
    book = going(
        """\
stakes:
  x:
    investor: a
    investee: b
    share:
      - {says: a tidy sum, source: s}
      - {says: 20%, source: s}
      - {says: 120%, source: s}
      - {says: "20,5%", source: faz}
    paid: {says: "¥5 billion", source: s}
"""
    )
    assert [claim.says for claim in book.stakes["x"].share] == ["20%", "20,5%"]
    assert book.stakes["x"].paid == ()
    lines = [book.places.of(("stakes", "x", "share", at, "says")) for at in range(2)]
    assert [place and place.line for place in lines] == [14, 16]
    assert told(book) == [
        (13, "no-figure", "stakes.x.share[0] is left out"),
        (15, "out-of-range", "stakes.x.share[2] is left out"),
        (17, "ambiguous-figure", "stakes.x.paid[0] is left out"),
    ]


def test_a_record_takes_along_what_refers_to_it_and_each_is_told() -> None:
    book = going(
        """\
  t: {name: T, kind: compny}
volumes:
  v: {party: t, measure: sales, period: 2024, count: {says: "5,000 cars", source: s}}
  w: {party: a, measure: sales, period: 2024, count: {says: "6,000 cars", source: s}}
growth:
  v: {of: v, growth: {says: 5%, source: s}}
  w: {of: w, growth: {says: 5%, source: s}}
"""
    )
    assert [*book.parties] == ["a", "b"]
    assert [*book.volumes] == [*book.growth] == ["w"]
    assert told(book) == [
        (8, "bad-value", "parties.t is left out"),
        (10, "left-out", "volumes.v is left out"),
        (13, "left-out", "growth.v is left out"),
    ]
    messages = [problem.message for problem in book.problems]
    assert "refers to volumes.v, which is left out" in messages[2]
    assert "add it" not in messages[1]


def test_claims_of_a_source_that_goes_are_told_by_their_places_in_the_file() -> None:
    text = HEAD.replace("{publisher: S}", "{publisher: S, published: 02/12/2024}") + (
        "stakes:\n  x: {investor: a, investee: b, share: [{says: 1%, source: s}, "
        "{says: '20,5%', source: faz}, {says: 2%, source: s}, {says: 3%, source: faz}, "
        "{says: no, source: faz}]}\n"
    )
    book = read_book(text, keep_going=True)
    assert [claim.says for claim in book.stakes["x"].share] == ["20,5%", "3%"]
    assert [outcome for _, _, outcome in told(book)] == [
        "sources.s is left out",
        "stakes.x.share[0] is left out",
        "stakes.x.share[2] is left out",
        "stakes.x.share[4] is left out",
    ]
    places = [book.places.of(("stakes", "x", "share", at, "says")) for at in range(2)]
    columns = [place.column for place in places if place]
    line = text.splitlines()[-1]
    assert [line[(column or 0) - 1 :][:3] for column in columns] == ["'20", "3%,"]


def test_a_source_whose_locale_is_unknown_takes_its_claims_along() -> None:
    """Read in another one, its figures would be wrong without a word."""
    text = HEAD.replace("locale: de", "locale: german")
    text += 'stakes:\n  x: {investor: a, investee: b, share: {says: "1.234%", source: faz}}\n'
    book = read_book(text, keep_going=True)
    assert "faz" not in book.sources
    assert book.stakes["x"].share == ()


def test_a_fact_an_event_and_a_remark_go_alone() -> None:
    book = going(
        """\
  c:
    name: C
    kind: company
    note: {not: text}
    facts:
      sum: {what: sum, amount: {says: much, source: s}}
      size: {what: size, text: {says: big, source: s}}
agreements:
  g:
    kind: talks
    parties: [a, b]
    status:
      - {on: 2025-01, stage: talks, evidence: rumoured, source: s}
      - {on: 2025-02, stage: talks, evidence: reported, source: s}
"""
    )
    assert [*book.parties["c"].facts] == ["size"]
    assert [event.on for event in book.agreements["g"].status] == ["2025-02"]
    outcomes = [outcome for _, _, outcome in told(book)]
    assert outcomes == [
        "parties.c.note is left out",
        "parties.c.facts.sum is left out",
        "parties.c.facts.sum.amount[0] is left out",
        "agreements.g.status[0] is left out",
    ]


def test_a_holder_that_is_not_there_takes_the_venture_along() -> None:
    """Without it the others would seem to hold the whole."""
    book = going(
        "joint_ventures:\n  j: {party: a, holders: {b: {says: 50%, source: s}, "
        "z: {says: 50%, source: s}}}\n"
    )
    assert book.joint_ventures == {}


def test_a_stake_whose_end_cannot_be_read_is_not_one_that_goes_on() -> None:
    book = going("stakes:\n  x: {investor: a, investee: b, ended: soon}\n")
    assert book.stakes == {}


def test_an_unknown_section_and_what_is_said_of_the_book_itself() -> None:
    book = going("currency: DOLLAR\nas_of: soon\nstake: {}\nprices: [none]\n")
    assert (book.currency, book.as_of) == ("USD", None)
    assert [outcome for _, _, outcome in told(book)] == [
        "currency is left out",
        "as_of is left out",
        "stake is left out",
        "prices is left out",
    ]


def test_of_two_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD)
    (tmp_path / "b.yaml").write_text("parties:\n  a: {name: Other, kind: company}\n")
    book = load_book(tmp_path, keep_going=True)
    assert book.parties["a"].name == "A"
    assert [each.outcome for each in book.problems] == ["the first one is kept"]


def test_a_key_that_is_there_twice_is_no_choice_between_the_two() -> None:
    text = "stakes:\n  x: {investor: a, investee: b, share: {says: 1%, says: 2%, source: s}}\n"
    assert going(text).stakes["x"].share == ()


def test_a_file_that_does_not_parse_is_fatal_in_a_folder_too(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD)
    (tmp_path / "b.yaml").write_text("stakes: {")
    with pytest.raises(BookError) as caught:
        load_book(tmp_path, keep_going=True)
    assert [each.code for each in caught.value.problems] == ["file-syntax"]


def test_the_locale_counts_here_too() -> None:
    text = "stakes:\n  x: {investor: a, investee: b, share: {says: '1,5%', source: s}}\n"
    assert len(going(text).problems) == 1
    assert going(text, locale="de").problems == ()
    with pytest.raises(UsageError):
        going(text, locale="xx")


def test_the_book_copies_and_pickles_with_its_problems() -> None:
    book = going("stakes:\n  x: {investor: a, investee: b, share: {says: much, source: s}}\n")
    for other in (copy.deepcopy(book), pickle.loads(pickle.dumps(book))):
        assert other == book
        assert [each.message for each in other.problems] == [book.problems[0].message]
        assert other.problems[0].where == book.problems[0].where


def test_many_faults_take_no_long() -> None:
    stakes = "".join(
        f"  x{at}: {{investor: a, investee: b, share: [{{says: much, source: s}}, "
        f"{{says: 5%, source: s}}]}}\n"
        for at in range(1500)
    )
    book = going("stakes:\n" + stakes)
    assert len(book.problems) == len(book.stakes) == 1500


SEEDS = Path(__file__).parents[2] / "seeds"
WRONG: list[Any] = ["", "1,5", "soon", "¥5", "120%", "no-such-id", "BAD ID", None, [], {}, ["x"]]


def parts(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else []
    for key, value in enumerate(data) if isinstance(data, list) else items:
        yield (*path, key)
        yield from parts(value, (*path, key))


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_put_wrong_in_the_seeds_is_told_and_the_rest_stands(seed: int) -> None:
    chance = random.Random(seed)
    data = book_data(load_book(SEEDS))
    for path in chance.sample(sorted(parts(data), key=repr), chance.choice([1, 2, 5, 12])):
        inside: Any = data
        try:
            for key in path[:-1]:
                inside = inside[key]
            inside[path[-1]] = chance.choice(WRONG)
        except (KeyError, IndexError, TypeError):  # within what was put wrong already
            continue
    data["book"] = "Deals"
    text = json.dumps(data, indent=1)
    try:
        problems: tuple[BookProblem, ...] = ()
        read_book(text, syntax="json")
    except BookError as error:
        problems = error.problems
    book = read_book(text, syntax="json", keep_going=True)
    places = {(each.code, each.where) for each in book.problems}
    assert places >= {(each.code, each.where) for each in problems}
    assert bool(places) == bool(problems)
    assert read_book(book_text(book)) == book
    for each in claim_lists(book):
        for at, claim in enumerate(each.claims):
            place = book.places.of((*each.path, at, "says"))
            assert place is not None
            assert place.excerpt is not None
            assert json.dumps(claim.says) in place.excerpt
