"""``dealmodel export``: each format, and the file that it is written to."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from dealmodel.books.reading import load_book, read_book
from tests.cli.conftest import Runner
from tests.cli.exporting import BOOK, rows

SEEDS = Path(__file__).parents[2] / "seeds"
HOLDS = {
    "b.xlsx": "a workbook of 12 sheets and ",
    "b.csv": "the table results as CSV",
    "b.parquet": "the table results as Parquet",
    "b.html": "the report as a page",
    "b.md": "the report as Markdown",
    "b.bods.json": "7 statements of BODS 0.4",  # three parties, four shares as printed
    "b.json": "the book as JSON",
    "b.yaml": "the book as YAML",
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deals.yaml").write_text(BOOK)


@pytest.mark.parametrize("name", HOLDS)
def test_what_was_written(run: Runner, name: str) -> None:
    ran = run("export", "deals.yaml", "-o", name)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"wrote {name}: {HOLDS[name]}")
    assert ran.out.count("\n") == 1


@pytest.mark.parametrize("name", HOLDS)
def test_in_json(run: Runner, name: str) -> None:
    ran = run("export", "deals.yaml", "-o", name, "--json")
    [result] = ran.results
    assert list(result) == ["file", "format", "bytes", "holds"]
    assert result["holds"].startswith(HOLDS[name])
    assert (result["file"], result["format"]) == (name, name.removeprefix("b."))
    assert result["bytes"] == Path(name).stat().st_size
    assert ran.err == ""


@pytest.mark.parametrize("name", HOLDS)
def test_the_same_book_gives_the_same_bytes(run: Runner, name: str) -> None:
    assert run("export", "deals.yaml", "-o", name).code == 0
    assert run("export", "deals.yaml", "-o", f"again-{name}").code == 0
    assert Path(f"again-{name}").read_bytes() == Path(name).read_bytes()


def test_a_workbook(run: Runner) -> None:
    assert run("export", "deals.yaml", "-o", "b.xlsx").code == 0
    sheet = openpyxl.load_workbook("b.xlsx", data_only=True)["Valuation"]
    heads, *rows = sheet.iter_rows(min_row=4, values_only=True)
    [line] = [row for row in rows if row[1] == "implied equity value"]
    found = dict(zip(heads, line, strict=True))
    # The two shares contradict each other: all sources together stretch from one to the other.
    assert (found["Low"], found["High"]) == pytest.approx((9.5e6 / 0.255, 10.5e6 / 0.195))
    assert found["Point"] is None
    assert found["Source 1"] == "The Paper"
    of_one = [found[f"{end} 1"] for end in ("Low", "Point", "High")]
    assert of_one == pytest.approx([9.5e6 / 0.255, 4e7, 10.5e6 / 0.245])


def test_a_workbook_without_colours(run: Runner) -> None:
    def colour(name: str) -> object:
        return openpyxl.load_workbook(name)["Inputs"]["D5"].font.color

    assert run("export", "deals.yaml", "-o", "b.xlsx").code == 0
    assert run("export", "deals.yaml", "-o", "plain.xlsx", "--presentation").code == 0
    blue = colour("b.xlsx")
    assert blue is not None
    assert colour("plain.xlsx") != blue


def test_a_table_as_parquet(run: Runner) -> None:
    assert run("export", "deals.yaml", "-o", "b.parquet", "--table", "inputs").code == 0
    found = pyarrow.parquet.read_table("b.parquet").to_pylist()
    assert found[2]["says"] == "$10 million"
    numbers = [found[2][key] for key in ("low", "value", "high")]
    assert numbers == [9_500_000, 10_000_000, 10_500_000]
    assert {type(each) for each in numbers} == {Decimal}


def test_the_report_as_markdown_is_what_report_prints(run: Runner) -> None:
    printed = run("report", "deals.yaml", "--format", "markdown").out
    assert run("export", "deals.yaml", "-o", "b.md").code == 0
    assert Path("b.md").read_text() == printed


def test_the_page_is_what_report_prints_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dealmodel", "report", str(SEEDS), "--format", "html"]
    ran = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    file = tmp_path / "b.html"
    subprocess.run(
        [sys.executable, "-m", "dealmodel", "export", str(SEEDS), "-o", str(file)], check=True
    )
    assert file.read_bytes() == ran.stdout
    assert "€1.5 billion" in ran.stdout.decode()
    assert (ran.stderr, ran.stdout[:15]) == (b"", b"<!doctype html>")


def test_beneficial_ownership(run: Runner) -> None:
    ran = run("export", str(SEEDS), "-o", "leapmotor.bods.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "wrote leapmotor.bods.json: 25 statements of BODS 0.4\n"
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


def test_the_book_on_standard_input(run: Runner) -> None:
    ran = run("export", "-", "-o", "b.json", stdin=BOOK.encode())
    assert (ran.code, ran.out) == (0, "wrote b.json: the book as JSON\n")
    assert load_book(Path("b.json")) == read_book(BOOK)


@pytest.mark.parametrize("name", sorted(set(HOLDS) - {"b.bods.json"}))
def test_a_book_with_almost_nothing_in_it(run: Runner, name: str) -> None:
    ran = run("export", "-", "-o", name, stdin=b"book: x\nsources: {s: {publisher: S}}")
    assert (ran.code, ran.err) == (0, "")
    assert Path(name).stat().st_size > 0


def test_what_a_derived_answer_lacks_is_a_warning(run: Runner) -> None:
    future = BOOK.replace("on: 2025-04-26", "on: 2190-04-26").encode()
    ran = run("export", "-", "-o", "b.csv", "--table", "prices", stdin=future)
    (row,) = rows("b.csv")  # the price as printed
    assert (ran.code, row["name"], row["unit"]) == (0, "price", "CNY")
    assert ran.err.startswith("warning: prices.p: no rate for CNY on 2190-04-26")
    [warning] = run("export", "-", "-o", "b.xlsx", "--json", stdin=future).record["warnings"]
    assert warning.startswith("prices.p: no rate for CNY on 2190-04-26")


@pytest.mark.parametrize("name", HOLDS)
def test_a_file_that_is_there_needs_force(run: Runner, tmp_path: Path, name: str) -> None:
    Path(name).write_text("mine")
    ran = run("export", "deals.yaml", "-o", name)
    assert (ran.code, ran.out) == (2, "")
    assert "there already" in ran.err
    assert "--force" in ran.err
    assert Path(name).read_text() == "mine"
    assert run("export", "deals.yaml", "-o", name, "--force").code == 0
    assert Path(name).read_bytes() != b"mine"
    assert {file.name for file in tmp_path.iterdir()} == {"deals.yaml", name}


def test_a_file_that_is_there_costs_no_work(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealmodel.reports.deriving.report", _never)
    Path("b.xlsx").write_text("mine")
    assert "there already" in run("export", "deals.yaml", "-o", "b.xlsx").err


@pytest.mark.parametrize("name", ["book", "book.pdf", "book.xls", "book.json.gz", "json", ""])
def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(run: Runner, name: str) -> None:
    ran = run("export", "deals.yaml", "-o", name, "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    known = ".xlsx, .html, .csv, .parquet, .md, .bods.json, .json, .yaml"
    assert known in ran.error["message"] or "give the file to write" in ran.error["message"]


@pytest.mark.parametrize("name", HOLDS)
@pytest.mark.parametrize(
    ("book", "code"),
    [
        ("book:", "book"),
        (BOOK.replace("says: 25%", "says: a lot"), "book"),
        (BOOK.replace("investor: a", "investor: zed"), "book"),
    ],
)
def test_of_a_broken_book_nothing_is_written(
    run: Runner, tmp_path: Path, name: str, book: str, code: str
) -> None:
    ran = run("export", "-", "-o", name, "--json", stdin=book.encode())
    assert (ran.code, ran.error["code"], ran.err) == (2, code, "")
    assert ran.error["where"]["file"] == "standard input"
    assert [file.name for file in tmp_path.iterdir()] == ["deals.yaml"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nowhere.yaml", "-o", "b.xlsx"), "book"),
        (("deals.yaml", "-o", "nowhere/b.xlsx"), "file"),
        (("deals.yaml", "-o", "nowhere/b.json"), "file"),
        (("deals.yaml", "-o", "deals.yaml/b.csv"), "file"),
        (("deals.yaml", "-o", f"{'b' * 300}.md"), "file"),
        (("deals.yaml", "-o", "folder.csv", "--force"), "file"),
        (("deals.yaml", "-o", "b.bods.json", "--published", "June"), "bad-date"),
        (("dateless.yaml", "-o", "b.bods.json"), "usage"),
        (("deals.yaml",), "usage"),
        ((), "usage"),
    ],
)
def test_what_cannot_be_written(
    run: Runner, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    Path("folder.csv").mkdir()
    Path("dateless.yaml").write_text("book: x")
    ran = run("export", *arguments, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)
    assert {file.name for file in tmp_path.iterdir()} == {
        *("deals.yaml", "dateless.yaml", "folder.csv")
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to(run: Runner) -> None:
    Path("mine").mkdir(mode=0o555)
    ran = run("export", "deals.yaml", "-o", "mine/b.xlsx", "--json")
    assert (ran.code, ran.error["code"]) == (2, "file")
    assert os.strerror(errno.EACCES).lower() in ran.error["message"]


LIMITED = """
import resource, sys
from dealmodel.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [1_000, 6_000, 12_000, 20_000])
def test_a_disk_that_is_full_is_one_error_and_leaves_nothing(tmp_path: Path, room: int) -> None:
    (tmp_path / "temporary").mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(room), "export", "deals.yaml", "-o", "b.xlsx"],
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    # Either the rows that wait beside it or the file itself: the message says which is full.
    assert ran.stderr.startswith(
        (
            f"error: {tmp_path / 'temporary'}: temporary files cannot be written (file too large",
            "error: b.xlsx: the file cannot be written (file too large",
        )
    )
    assert ran.stderr.count("\n") == 1
    assert {file.name for file in tmp_path.iterdir()} == {"deals.yaml", "temporary"}
    assert list((tmp_path / "temporary").iterdir()) == []


def _never(*_: Any, **__: Any) -> Callable[..., Any]:
    raise AssertionError("there was no need to derive anything")
