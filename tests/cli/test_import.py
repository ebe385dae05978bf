"""``dealmodel import``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book, read_book
from tests.books.bods.statements import as_json, chain, entity, two
from tests.cli.conftest import Runner

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "register.json").write_text(as_json(chain()))


def test_the_book_goes_to_standard_output(run: Runner) -> None:
    ran = run("import", "register.json")
    assert ran.code == 0
    book = read_book(ran.out)
    assert book.book == "register"
    assert list(book.stakes) == ["company-b-in-company-a", "person-1-in-company-b"]
    first, second = ran.err.splitlines()
    assert first.startswith("warning: person-1 in company-b: not said to be direct")
    assert second.startswith("warning: 6 statements: ids of statements")


@pytest.mark.parametrize("name", ["b.yaml", "b.yml", "b.json"])
def test_the_book_goes_to_a_file(run: Runner, name: str) -> None:
    ran = run("import", "register.json", "-o", name, "--title", "Company A's owners")
    assert (ran.code, ran.out) == (0, f"wrote {name}: 3 parties, 2 stakes\n")
    assert load_book(Path(name)).book == "Company A's owners"
    assert run("check", name).code == 0


def test_in_json(run: Runner) -> None:
    ran = run("import", "register.json", "--json")
    (data,) = ran.results
    assert data["book"] == "register"
    assert data["stakes"]["company-b-in-company-a"]["share"][0]["says"] == "60%"
    assert len(ran.record["warnings"]) == 2
    assert run("import", "register.json", "-o", "b.yaml", "--json").results == [
        {"file": "b.yaml", "parties": 3, "stakes": 2}
    ]


def test_standard_input(run: Runner) -> None:
    ran = run("import", "-", stdin=as_json(two({"exact": 60})).encode())
    assert read_book(ran.out).book == "standard input"


def test_out_and_in_again_is_the_same_book(run: Runner) -> None:
    assert run("export", str(SEEDS), "-o", "a.bods.json").code == 0
    ran = run("import", "a.bods.json", "-o", "b.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert load_book(Path("b.yaml")) == load_book(SEEDS)
    assert run("export", "b.yaml", "-o", "b.bods.json").code == 0
    assert Path("a.bods.json").read_bytes() == Path("b.bods.json").read_bytes()


def test_the_ownership_of_what_was_read(run: Runner) -> None:
    run("import", "register.json", "-o", "b.yaml")
    (answer,) = run("ownership", "b.yaml", "company-b", "company-a", "--json").results
    assert (answer["point"], answer["low"], answer["high"]) == ("0.6", "0.6", "0.6")


def test_a_file_that_is_there_needs_force(run: Runner) -> None:
    Path("b.yaml").write_text("mine")
    assert run("import", "register.json", "-o", "b.yaml").code == 2
    assert Path("b.yaml").read_text() == "mine"
    assert run("import", "register.json", "-o", "b.yaml", "--force").code == 0


@pytest.mark.parametrize("name", ["b", "b.txt", ""])
def test_a_book_has_an_ending(run: Runner, name: str) -> None:
    ran = run("import", "register.json", "-o", name, "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert ".yaml, .yml, .json" in ran.error["message"]


def test_an_error_has_its_path_line_and_caret(run: Runner) -> None:
    text = json.dumps(two({"exact": 160}), indent=1)
    Path("bad.json").write_text(text)
    before = text[: text.index("160")].splitlines()
    ran = run("import", "bad.json", "-o", "b.yaml")
    assert (ran.code, ran.out) == (2, "")
    place, line, caret = ran.err.splitlines()
    assert place == (
        f"error: bad.json:{len(before)}:{len(before[-1]) + 1}: "
        "$[2].recordDetails.interests[0].share.exact: 160 is not from 0 to 100"
    )
    assert line.endswith('"exact": 160')
    assert line[caret.index("^")] == "1"
    assert not Path("b.yaml").exists()


@pytest.mark.parametrize("name", ["nowhere.json", ".", "a" * 300])
def test_a_file_that_cannot_be_read(run: Runner, name: str) -> None:
    ran = run("import", name, "--json")
    assert (ran.code, ran.error["code"]) == (2, "unreadable-file")


def test_a_file_that_is_too_large(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealmodel.books.bods.reading.MAX_BYTES", 1000)
    ran = run("import", "register.json", "--json")
    assert ran.error["code"] == "unreadable-file"
    assert "take out of it the statements" in ran.error["message"]


def test_a_name_that_would_colour_the_terminal_is_made_harmless(run: Runner) -> None:
    Path("x.json").write_text(json.dumps([entity("company-a", "A\x1b[31m\u202eB")]))
    ran = run("import", "x.json")
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out
    assert read_book(ran.out).parties["a-31m-b"].name == "A [31m\u202eB"


def test_a_table_becomes_a_book_and_its_rejects(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(
        "who,whom,share,from,until,by\nAcme,T,30%,,,F\nBolt,T,lots,,,F\n"
    )
    options = ("--holder", "who", "--held", "whom", "--source", "by")
    ran = run("import", "register.csv", "-o", "b.yaml", *options)
    assert (ran.code, ran.out) == (0, "wrote b.yaml: 2 parties, 1 holdings\n")
    assert "1 rows are not in it: b.yaml.rejects.csv" in ran.err
    assert (tmp_path / "b.yaml.rejects.csv").read_text().startswith("line,reason,who,whom")
    assert run("ownership", "b.yaml", "acme", "t").out.startswith("Acme in T: 30%")
    assert run("import", "register.csv", "-o", "b.yaml", *options).code == 2
    assert run("import", "register.csv").code == 2
    assert run("import", "x.json", "--holder", "who").code == 2
