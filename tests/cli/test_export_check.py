"""``dealmodel export --check``: whether a workbook is still what its book gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dealmodel.exports.xlsx.difference import Difference
from tests.cli.conftest import Runner
from tests.cli.exporting import BOOK


@pytest.fixture(autouse=True)
def _with_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deals.yaml").write_text(BOOK)
    assert run("export", "deals.yaml", "-o", "b.xlsx").code == 0


def changed(**cells: object) -> None:
    """Type these into the sheet of inputs, as a person would."""
    workbook = openpyxl.load_workbook("b.xlsx")
    for address, content in cells.items():
        workbook["Inputs"][address] = content
    workbook.save("b.xlsx")


def test_a_fresh_workbook(run: Runner) -> None:
    ran = run("export", "--check", "b.xlsx", "deals.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "b.xlsx is what the book gives\n", "")
    [result] = run("export", "--check", "b.xlsx", "deals.yaml", "--json").results
    assert result == {
        "file": "b.xlsx",
        "up_to_date": True,
        "differing": 0,
        "added": 0,
        "differences": [],
    }


def test_nothing_is_written(run: Runner, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert run("export", "--check", "b.xlsx", "deals.yaml").code == 0
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_changed_input(run: Runner) -> None:
    changed(D5=0.3)
    ran = run("export", "--check", "b.xlsx", "deals.yaml")
    assert (ran.code, ran.err) == (1, "")
    first, *cells = ran.out.splitlines()
    assert first.startswith("b.xlsx is not what the book gives: ")
    assert "  Inputs!D5: value: the book gives 0.25, the workbook has 0.3" in cells


def test_what_differs_in_json(run: Runner) -> None:
    changed(D5=0.3, Z99="ask the broker")
    ran = run("export", "--check", "b.xlsx", "deals.yaml", "--json")
    assert (ran.code, ran.err) == (1, "")
    [result] = ran.record["results"]
    assert (result["up_to_date"], result["added"]) == (False, 1)
    found = result["differences"]
    assert len(found) == result["differing"] + result["added"]
    assert {
        "what": "value",
        "sheet": "Inputs",
        "cell": "D5",
        "expected": "0.25",
        "found": "0.3",
    } in found
    # The failing ones first, though the cell that was added comes before other sheets' cells.
    assert [each["what"] for each in found].index("extra") == len(found) - 1


def test_what_was_added_is_told_and_does_not_fail(run: Runner, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook("b.xlsx")
    workbook.create_sheet("My notes")["A1"] = "ask the broker"
    # openpyxl keeps no cached values: a program that recalculates does, so the sheet alone counts.
    workbook.save(tmp_path / "more.xlsx")
    [result] = run("export", "--check", "more.xlsx", "deals.yaml", "--json").record["results"]
    assert result["added"] == 1
    assert result["differences"][-1]["what"] == "extra sheet"


def test_another_book(run: Runner) -> None:
    other = BOOK.replace("$10 million", "$11 million")
    ran = run("export", "--check", "b.xlsx", "-", stdin=other.encode())
    assert ran.code == 1
    assert "the book gives 11000000, the workbook has 10000000" in ran.out


@pytest.mark.parametrize(
    "options",
    [
        ("--to", "EUR"),
        ("--exact",),
        ("--prefer", "t"),
        ("--reading", "strict"),
        ("--presentation",),
    ],
)
def test_with_the_same_options_only(run: Runner, options: tuple[str, ...]) -> None:
    book = BOOK.replace("says: $10 million", "says: more than $10 million").encode()
    wrote = run("export", "-", "-o", "o.xlsx", *options, stdin=book)
    assert wrote.code == 0, wrote.err
    assert run("export", "--check", "o.xlsx", "-", *options, stdin=book).code == 0
    assert run("export", "--check", "o.xlsx", "-", stdin=book).code == 1


def test_of_many_differences_some_are_listed_and_all_are_counted(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differences(*_: Any) -> Iterator[Difference]:
        for row in range(1, 3_001):
            yield Difference("extra", "Inputs", f"Z{row}", None, "1")
            yield Difference("value", "Inputs", f"D{row}", "1", "2")

    monkeypatch.setattr("dealmodel.exports.xlsx.comparison.differences", differences)
    ran = run("export", "--check", "b.xlsx", "deals.yaml")
    head, *cells, tail = ran.out.splitlines()
    assert head == (
        "b.xlsx is not what the book gives: 3000 cells differ (3000 cells, sheets or names were "
        "added to it)"
    )
    assert cells[0] == "  Inputs!D1: value: the book gives 1, the workbook has 2"
    assert len(cells) == 20
    assert tail == "  and 2980 more (--json lists up to 1000)"
    [result] = run("export", "--check", "b.xlsx", "deals.yaml", "--json").record["results"]
    assert (result["differing"], result["added"]) == (3000, 3000)
    assert {each["what"] for each in result["differences"]} == {"value"}
    assert len(result["differences"]) == 1000


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--check", "deals.yaml", "deals.yaml"), "usage", "a file that ends with .xlsx"),
        (("--check", "b.csv", "deals.yaml"), "usage", "a file that ends with .xlsx"),
        (("--check", "b", "deals.yaml"), "usage", "ends with no format that is known"),
        (("--check", "fake.xlsx", "deals.yaml"), "file", "no .xlsx workbook"),
        (("--check", "empty.xlsx", "deals.yaml"), "file", "the file is empty"),
        (("--check", "nowhere.xlsx", "deals.yaml"), "unreadable-file", "no such file"),
        (("--check", "b.xlsx", "nowhere.yaml"), "book", "nowhere.yaml"),
        (("--check", "b.xlsx", "deals.yaml", "-o", "c.xlsx"), "usage", "-o FILE"),
        (("--check", "b.xlsx", "deals.yaml", "--table", "prices"), "usage", "--table"),
        (("--check", "b.xlsx", "deals.yaml", "--published", "2025-01-01"), "usage", "--published"),
        (("--check", "b.xlsx", "deals.yaml", "--force"), "usage", "--force"),
        (("--check", "b.xlsx"), "usage", "BOOK"),
    ],
)
def test_what_cannot_be_checked(
    run: Runner, tmp_path: Path, arguments: tuple[str, ...], code: str, message: str
) -> None:
    Path("fake.xlsx").write_text(BOOK)
    Path("empty.xlsx").touch()
    before = sorted(file.name for file in tmp_path.iterdir())
    ran = run("export", *arguments, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)
    assert message in ran.error["message"] or message in str(ran.error["where"])
    assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_a_broken_book(run: Runner) -> None:
    ran = run("export", "--check", "b.xlsx", "-", "--json", stdin=b"book:")
    assert (ran.code, ran.error["code"]) == (2, "book")
