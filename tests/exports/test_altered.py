"""Spoiling misses no cached value; a change touches nothing but its cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from tests.exports.altered import WRONG, changed, spoiled
from tests.exports.by_hand import write, write_formulas
from tests.exports.engines import cached


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write(tmp_path / "small.xlsx")


def test_every_cached_value_is_spoiled_into_another_of_its_kind(tmp_path: Path) -> None:
    path = write_formulas(
        tmp_path / "one.xlsx",
        ("=1", 1),
        ("=1", -1e300),
        ("=1", WRONG),
        ('="a"', "a"),
        ('=""', ""),
        ("=TRUE", True),
        ("=1/0", "#DIV/0!"),
    )
    right = cached(path)
    wrong = cached(spoiled(path, tmp_path / "spoiled.xlsx"))
    assert list(wrong) == list(right)
    assert all(wrong[cell] != right[cell] for cell in right)
    assert [type(value) for value in wrong.values()] == [float] * 3 + [str] * 2 + [bool, str]


def test_a_formula_that_cannot_be_spoiled_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "array.xlsx"
    with Workbook(path) as book:
        book.add_worksheet("S").write_array_formula("A1:A2", "{=B1:B2*2}")
    with pytest.raises(ValueError, match="S: a formula"):
        spoiled(path, tmp_path / "spoiled.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_change_keeps_every_other_byte(workbook: Path, tmp_path: Path) -> None:
    path = changed(workbook, tmp_path / "new.xlsx", {("Inputs", "A3"): Decimal("0.5")})
    before, after = parts(workbook), parts(path)
    sheet = "xl/worksheets/sheet1.xml"
    assert b'<c r="A3" s="1"><v>0.2126</v></c>' in before[sheet]
    assert after == before | {sheet: before[sheet].replace(b"<v>0.2126</v>", b"<v>0.5</v>")}


def test_a_change_of_a_cell_that_is_not_there_is_an_error(workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="B7"):
        changed(workbook, tmp_path / "new.xlsx", {("Inputs", "A1"): 1, ("Inputs", "B7"): 1})


def test_no_file_is_overwritten(workbook: Path) -> None:
    before = workbook.read_bytes()
    with pytest.raises(FileExistsError):
        changed(workbook, workbook, {})
    assert workbook.read_bytes() == before
