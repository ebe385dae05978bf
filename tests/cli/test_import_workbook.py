"""``dealmodel import FILE.xlsx --into BOOK``: what was edited in a workbook, back in its book."""

from __future__ import annotations

import difflib
import random
import shutil
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dealmodel.books.reading import load_book
from dealmodel.records.book import Book
from dealmodel.records.walking import claim_lists
from tests.cli.conftest import Ran, Runner
from tests.cli.exporting import BOOK

SEEDS = Path(__file__).parents[2] / "seeds"
DEALS = Path(__file__).parents[1] / "checks" / "deals"
SAYS, VALUE, LOW, HIGH, SOURCE, LESS, MORE, RECORD = "CDEFHIJP"

Numbers = tuple[Fraction | None, Fraction | None, Fraction | None]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals.yaml").write_text(BOOK)


def edited(run: Runner, book: str, edit: Callable[[Any, dict[str, int]], None]) -> str:
    """A workbook of the book after an edit, which gets the sheet and the rows of records."""
    assert run("export", book, "-o", "w.xlsx", "--force").code == 0
    workbook = load_workbook("w.xlsx")
    sheet = workbook["Inputs"]
    rows: dict[str, int] = {}
    for cell in sheet[RECORD]:
        if cell.value is not None and "." in cell.value:
            rows.setdefault(cell.value, cell.row)
    edit(sheet, rows)
    workbook.save("w.xlsx")
    return "w.xlsx"


def spare(sheet: Any) -> int:
    """The first of the lines for new claims."""
    [row] = [each.row for each in sheet["A"] if str(each.value).startswith("New claims")]
    return int(row) + 1


def figures(book: Book) -> dict[str, list[Numbers]]:
    return {
        f"{each.subject}.{index}": [
            (figure.value, figure.bounds.low, figure.bounds.high) for figure in claim.figures()
        ]
        for each in claim_lists(book)
        if each.are_figures
        for index, claim in enumerate(each.claims)
    }


def test_changed_and_added_rows_become_claims(run: Runner) -> None:
    before = Path("deals.yaml").read_text()

    def edit(sheet: Any, rows: dict[str, int]) -> None:
        sheet[f"{VALUE}{rows['stakes.a-in-b.share.0']}"] = 0.26
        sheet[f"{SAYS}{rows['stakes.a-in-b.share.1']}"] = "about 22%"
        row = spare(sheet)
        sheet[f"{SAYS}{row}"], sheet[f"{SOURCE}{row}"] = "nearly $11 million", "The Times"
        sheet[f"{RECORD}{row}"] = "stakes.a-in-b.paid.0"
        sheet[f"{VALUE}{row + 2}"], sheet[f"{SOURCE}{row + 2}"] = 120_000, "t"
        sheet[f"{RECORD}{row + 2}"] = "prices.p.amount"

    file = edited(run, "deals.yaml", edit)
    shown = run("import", file, "--into", "deals.yaml", "--dry-run")
    assert shown.code == 0
    assert '+    share: [{says: "26%", note:' in shown.out
    assert Path("deals.yaml").read_text() == before
    ran = run("import", file, "--into", "deals.yaml")
    assert ran.code == 0
    assert ran.out.endswith("took 2 changed and 2 added claims into deals.yaml\n")
    book = load_book("deals.yaml")
    stake = book.stakes["a-in-b"]
    assert [each.says for each in stake.share] == ["26%", "about 22%"]
    assert stake.share[0].note == (
        "as the editor of the workbook w.xlsx states it, in place of '25%'"
    )
    assert [(each.says, each.source) for each in stake.paid] == [
        ("$10 million", "s"),
        ("nearly $11 million", "t"),
    ]
    assert "w.xlsx" in str(stake.paid[1].note)
    assert figures(book)["prices.p.amount.1"] == [(120_000, 120_000, 120_000)]
    assert run("import", file, "--into", "deals.yaml").code == 2  # it is another book now


def test_in_json(run: Runner) -> None:
    def edit(sheet: Any, rows: dict[str, int]) -> None:
        sheet[f"{VALUE}{rows['stakes.a-in-b.share.0']}"] = 0.26
        sheet["A5"] = "Somebody"

    file = edited(run, "deals.yaml", edit)
    (record,) = run("import", file, "--into", "deals.yaml", "--json").results
    assert (record["written"], record["changed"], record["added"]) == (True, 1, 0)
    assert record["edits"][0]["record"] == "stakes.a-in-b.share.0"
    assert [each["cell"] for each in record["refused"]] == ["Inputs!A5"]
    assert record["diff"].startswith("--- deals.yaml")


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (VALUE, "many", "is no number"),
        (SAYS, "lots", "Inputs!C"),
        (SAYS, None, "without words"),
        (SOURCE, "Nobody", "is not one source of the book"),
        (LOW, 0.9, "the low end is above the high end"),
        ("G", "EUR", "'Unit' is not taken back"),
        (RECORD, "stakes.other.share.0", "names no record"),
    ],
)
def test_what_cannot_be_taken_back_is_told_by_its_cell(
    run: Runner, column: str, value: object, told: str
) -> None:
    before = Path("deals.yaml").read_text()

    def edit(sheet: Any, rows: dict[str, int]) -> None:
        sheet[f"{column}{rows['stakes.a-in-b.share.0']}"] = value

    ran = run("import", edited(run, "deals.yaml", edit), "--into", "deals.yaml")
    assert ran.code == 0
    assert told in ran.err
    assert "Inputs" in ran.err
    assert Path("deals.yaml").read_text() == before


def test_what_the_book_would_not_take_leaves_the_other_edits(run: Runner) -> None:
    def edit(sheet: Any, rows: dict[str, int]) -> None:
        sheet[f"{VALUE}{rows['stakes.a-in-b.share.0']}"] = 0.26
        row = spare(sheet)
        sheet[f"{SAYS}{row}"], sheet[f"{SOURCE}{row}"] = "five-ish", "t"
        sheet[f"{RECORD}{row}"] = "stakes.a-in-b.share.0"

    ran = run("import", edited(run, "deals.yaml", edit), "--into", "deals.yaml")
    assert ran.code == 0
    assert "took 1 changed and 0 added" in ran.out
    assert "Inputs!A" in ran.err
    assert "'five-ish' is a plain number" in ran.err
    assert "tmp" not in ran.err
    assert load_book("deals.yaml").stakes["a-in-b"].share[0].says == "26%"


def test_a_value_beyond_its_ends_is_not_taken_back(run: Runner) -> None:
    before = Path("deals.yaml").read_text()

    def edit(sheet: Any, rows: dict[str, int]) -> None:
        row = rows["stakes.a-in-b.share.0"]
        sheet[f"{LOW}{row}"], sheet[f"F{row}"] = 0.01, 0.02

    ran = run("import", edited(run, "deals.yaml", edit), "--into", "deals.yaml")
    assert "not between its low and its high end" in ran.err
    assert Path("deals.yaml").read_text() == before


def test_nothing_edited_is_nothing_written(run: Runner) -> None:
    before = Path("deals.yaml").stat()
    file = edited(run, "deals.yaml", lambda _sheet, _rows: None)
    ran = run("import", file, "--into", "deals.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "nothing was changed that a claim tells\n"
    assert Path("deals.yaml").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    "arguments",
    [
        ("w.xlsx",),
        ("w.xlsx", "--into", "deals.yaml", "-o", "x.yaml"),
        ("w.xlsx", "--into", "-"),
        ("register.json", "--into", "deals.yaml"),
        ("register.csv", "--dry-run"),
    ],
)
def test_what_does_not_go_together(run: Runner, arguments: tuple[str, ...]) -> None:
    edited(run, "deals.yaml", lambda _sheet, _rows: None)
    assert run("import", *arguments).code == 2


def test_another_file_is_no_workbook_of_a_book(run: Runner) -> None:
    Path("other.xlsx").write_bytes(b"PK")
    assert run("import", "other.xlsx", "--into", "deals.yaml").code == 2


Entered = dict[str, tuple[Fraction | None, Fraction | None, Fraction | None]]


def _random_edits(sheet: Any, rows: dict[str, int], chance: random.Random, book: Book) -> Entered:
    """Change about half of the rows; the numbers that their claims then have to have."""
    known, told = figures(book), Entered()
    for record, row in rows.items():
        if len(known[record]) != 1 or chance.random() < 0.4:
            continue
        value, low, high = known[record][0]
        factor = Fraction(chance.choice([102, 97, 95, 90]), 100)
        if value is None:
            if low is not None and high is not None and chance.random() < 0.5:
                sheet[f"{LOW}{row}"] = float(low * factor)
                told[record] = (None, low * factor, high)
            continue
        new = value * factor
        moved = tuple(
            None if end is None or value is None else new + (end - value) for end in (low, high)
        )
        if any(end is None for end in moved) or sheet[f"{LESS}{row}"].value is None:
            continue
        if sheet[f"{MORE}{row}"].value is None or (sheet[f"{HIGH}{row}"].value == 1):
            continue
        if sheet[f"{LESS}{row}"].value and chance.random() < 0.4:
            room = (value - (low or 0)) / 2
            sheet[f"{LESS}{row}"] = float(room)
            moved = (new - room, moved[1])
        sheet[f"{VALUE}{row}"] = float(new)
        told[record] = (new, *moved)
    return told


def _books() -> Iterator[Path]:
    yield SEEDS
    yield from sorted(DEALS.glob("*.yaml"))[:40:2]


def test_a_hundred_random_edits_and_added_rows_come_back(run: Runner, tmp_path: Path) -> None:
    chance, done, refused = random.Random(14), 0, 0
    for number, source in enumerate(_books()):
        place = tmp_path / f"{number}{source.suffix}"
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, place)
        book = load_book(place)
        told: Entered = {}
        added: list[str] = []

        def edit(
            sheet: Any,
            rows: dict[str, int],
            book: Book = book,
            told: Entered = told,
            added: list[str] = added,
        ) -> None:
            told |= _random_edits(sheet, rows, chance, book)
            line = spare(sheet)
            for record in chance.sample(sorted(rows), min(4, len(rows))):
                row = rows[record]
                sheet[f"{SAYS}{line}"] = sheet[f"{SAYS}{row}"].value
                sheet[f"{SOURCE}{line}"] = chance.choice(list(book.sources))
                sheet[f"{RECORD}{line}"] = record
                added.append(record)
                line += 1

        old = _texts(place)
        ran: Ran = run("import", edited(run, str(place), edit), "--into", str(place), "--json")
        assert ran.code == 0, ran.err
        (result,) = ran.results
        refused += len(result["refused"])
        done += result["changed"] + result["added"]
        taken = {each["record"] for each in result["edits"] if not each["new"]}
        before, after = figures(book), figures(load_book(place))
        for record, numbers in before.items():
            if record in taken:
                assert all(map(_near, after[record][0], told[record])), record
            else:
                assert after[record] == numbers, record
        assert len(after) - len(before) == result["added"]
        _assert_only_notes(old, _texts(place))
    assert done >= 100
    assert refused <= done / 20


def _near(number: Fraction | None, due: Fraction | None) -> bool:
    """Whether a number is what was typed: a cell holds 15 digits."""
    if number is None or due is None:
        return number is due
    return abs(number - due) <= abs(due) / 10**12


def _texts(place: Path) -> dict[str, str]:
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    return {each.name: each.read_text() for each in files}


def _assert_only_notes(old: dict[str, str], new: dict[str, str]) -> None:
    """Each line that is new says that the editor states it, or ends a list; comments are kept."""
    for name, text in new.items():
        # A single claim that becomes one of a list is indented.
        before, after = ([line.strip() for line in each.splitlines()] for each in (old[name], text))
        for line in difflib.ndiff(before, after):
            if line.startswith("+ "):
                assert "w.xlsx" in line or "says:" in line or "- source" in line, line
        for comment in (each for each in old[name].splitlines() if each.strip().startswith("#")):
            assert comment in text
