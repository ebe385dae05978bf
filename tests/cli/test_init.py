"""``dealmodel init``."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Runner


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_it_wrote_and_the_commands_to_type_next(run: Runner) -> None:
    ran = run("init", "my book")
    assert (ran.code, ran.err) == (0, "")
    wrote, beside, following, *commands = ran.out.splitlines()
    assert wrote.startswith("wrote my book/book.yaml, ")
    assert beside.startswith("wrote my book/.dealmodel-schema.json, ")
    assert following == "next:"
    assert len(commands) == 3
    for line in commands:
        program, *arguments = shlex.split(line)
        assert program == "dealmodel"
        assert run(*arguments).code == 0, line


def test_the_book_passes_the_check_even_on_warnings(run: Runner) -> None:
    run("init", "deals")
    found = run("check", "deals", "--fail-on", "warning", "--json").results
    assert {each["severity"] for each in found} == {"info"}


def test_in_json(run: Runner, tmp_path: Path) -> None:
    results = run("init", "a/b", "--json").results
    assert results == [
        {"file": "a/b/book.yaml", "holds": "book"},
        {"file": "a/b/.dealmodel-schema.json", "holds": "schema"},
    ]
    assert all((tmp_path / each["file"]).is_file() for each in results)


def test_a_second_time_needs_force(run: Runner, tmp_path: Path) -> None:
    run("init", ".")
    (tmp_path / "book.yaml").write_text("book: Mine")
    (tmp_path / "more.yaml").write_text("currency: EUR")
    ran = run("init", ".")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: .: the folder holds a book already (")
    assert (tmp_path / "book.yaml").read_text() == "book: Mine"
    ran = run("init", ".", "--force")
    assert ran.code == 0
    assert ran.err == "warning: more.yaml in the same folder: read as part of the same book\n"
    assert (tmp_path / "book.yaml").read_text() != "book: Mine"


@pytest.mark.parametrize(
    ("folder", "code"), [("file", "file"), ("file/below", "file"), ("", "usage")]
)
def test_what_is_no_folder(run: Runner, tmp_path: Path, folder: str, code: str) -> None:
    (tmp_path / "file").touch()
    ran = run("init", folder, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_name_that_would_colour_the_terminal_is_made_harmless(run: Runner) -> None:
    assert "\x1b" not in run("init", "a\x1b[31mb").out
