"""``dealmodel export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book
from tests.cli.conftest import Runner

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_was_written(run: Runner) -> None:
    ran = run("export", str(SEEDS), "-o", "leapmotor.bods.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "wrote leapmotor.bods.json: 21 statements of BODS 0.4\n"
    statements = json.loads(Path("leapmotor.bods.json").read_text("utf-8"))
    shares = [
        interest["share"]
        for statement in statements
        for interest in statement["recordDetails"].get("interests", ())
        if "share" in interest
    ]
    assert shares == [{"exact": each} for each in (21, 20, 20, 51, 51, 49)]


@pytest.mark.parametrize("name", ["book.json", "book.yaml", "BOOK.YAML", "a.b.json"])
def test_the_book_itself_in_one_file(run: Runner, name: str) -> None:
    assert run("export", str(SEEDS), "-o", name).code == 0
    assert load_book(Path(name)) == load_book(SEEDS)
    assert run("diff", str(SEEDS), name, "--exit-code").code == 0


def test_in_json(run: Runner) -> None:
    results = run("export", str(SEEDS), "-o", "book.bods.json", "--json").results
    size = Path("book.bods.json").stat().st_size
    assert results == [{"file": "book.bods.json", "format": "bods.json", "bytes": size}]


def test_a_book_on_standard_input(run: Runner) -> None:
    ran = run("export", "-", "-o", "b.json", stdin=b"book: x")
    assert (ran.code, ran.out) == (0, "wrote b.json: the book as JSON\n")
    assert json.loads(Path("b.json").read_text()) == {"book": "x"}


def test_a_file_that_is_there_needs_force(run: Runner, tmp_path: Path) -> None:
    Path("b.yaml").write_text("mine")
    ran = run("export", "-", "-o", "b.yaml", stdin=b"book: x")
    assert (ran.code, ran.out) == (2, "")
    assert "there already" in ran.err
    assert Path("b.yaml").read_text() == "mine"
    assert run("export", "-", "-o", "b.yaml", "--force", stdin=b"book: x").code == 0
    assert Path("b.yaml").read_text() == "book: x\n"
    assert [file.name for file in tmp_path.iterdir()] == ["b.yaml"]


@pytest.mark.parametrize("name", ["book", "book.pdf", "book.json.gz", "json", ""])
def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(run: Runner, name: str) -> None:
    ran = run("export", "-", "-o", name, "--json", stdin=b"book: x")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert ".bods.json, .json, .yaml" in ran.error["message"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (("-o", "nowhere/b.json"), b"book: x", "file"),
        (("-o", "b.json"), b"book:", "book"),
        (("-o", "b.bods.json"), b"book: x", "usage"),
        (("-o", "b.bods.json", "--published", "June"), b"book: x", "bad-date"),
        ((), b"book: x", "usage"),
    ],
)
def test_what_cannot_be_written(
    run: Runner, tmp_path: Path, arguments: tuple[str, ...], stdin: bytes, code: str
) -> None:
    ran = run("export", "-", *arguments, "--json", stdin=stdin)
    assert (ran.code, ran.error["code"]) == (2, code)
    assert list(tmp_path.iterdir()) == []


BOOK = b"""
book: x
parties:
  a: {name: A, kind: company}
  b: {name: B, kind: company}
  c: {name: C, kind: brand}
stakes:
  a-in-b: {investor: a, investee: b, share: {says: more than 25%, source: s}}
  a-in-c: {investor: a, investee: c}
sources: {s: {publisher: S}}
"""


def test_the_reading_and_the_day_of_publication(run: Runner) -> None:
    options = ("--reading", "strict", "--published", "2025-05-01")
    ran = run("export", "-", "-o", "b.bods.json", *options, stdin=BOOK)
    assert ran.code == 0
    assert ran.err == (
        "warning: stakes.a-in-c: C is a brand, of which BODS has no records; it is in an "
        "annotation, where other programs do not look\n"
    )
    statement = json.loads(Path("b.bods.json").read_text())[-1]
    assert statement["statementDate"] == "2025-05-01"
    assert statement["recordDetails"]["interests"][0]["share"] == {"exclusiveMinimum": 25}
