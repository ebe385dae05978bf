"""Who holds whom on the sheet Ownership: shapes in the file, read by the standard library."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.exports.xlsx import holders_picture
from tests.checks.books import book, claims

HOLDINGS = (
    "stakes:\n"
    f"  one: {{investor: ivy, investee: elm, share: {claims('21%', '20%')}}}\n"
    f"  two: {{investor: elm, investee: oak, share: {claims('51%')}}}\n"
    "  three: {investor: jay, investee: elm}\n"
)


def written(report: dm.Report, path: Path) -> None:
    with path.open("wb") as file:
        dm.write_workbook(report, file)


def drawn(text: str, path: Path) -> str:
    """All drawings of the workbook of a book."""
    written(dm.report(book(text)), path)
    with zipfile.ZipFile(path) as file:
        names = [name for name in file.namelist() if name.startswith("xl/drawings/drawing")]
        return "".join(file.read(name).decode() for name in names)


def test_every_party_and_holding_is_in_the_picture(tmp_path: Path) -> None:
    found = drawn(HOLDINGS, tmp_path / "book.xlsx")
    words = set(re.findall(r"<a:t>([^<]*)</a:t>", found))
    assert {"Ivy", "Elm", "Oak", "Jay", "51%"} <= words
    assert any("21%" in each for each in words)
    assert "sources disagree" in words
    assert "share not stated" in words
    assert 'descr="Ivy (company)"' in found


def test_the_same_book_is_drawn_alike(tmp_path: Path) -> None:
    assert drawn(HOLDINGS, tmp_path / "a.xlsx") == drawn(HOLDINGS, tmp_path / "b.xlsx")


def test_names_of_a_book_stay_text(tmp_path: Path) -> None:
    of = dm.read_book(
        "book: b\nsources: {a: {publisher: A}}\n"
        "parties: {x: {name: '=1+1<b>&', kind: company}, y: {name: Y, kind: company}}\n"
        "stakes: {s: {investor: x, investee: y, share: {says: 5%, source: a}}}\n"
    )
    written(dm.report(of), tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as file:
        name = next(each for each in file.namelist() if each.startswith("xl/drawings/drawing"))
        found = file.read(name).decode()
    assert "=1+1&lt;b&gt;&amp;" in found
    assert set(re.findall('textlink="([^"]*)"', found)) == {""}


def test_a_picture_that_nobody_could_read_is_not_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holders_picture, "MOST", 2)
    assert "Ivy" not in drawn(HOLDINGS, tmp_path / "book.xlsx")


def test_a_book_without_holdings_has_no_picture(tmp_path: Path) -> None:
    text = (
        "prices:\n  p: {product: Car, basis: list, on: 2024-01-02, amount: " + claims("€5") + "}\n"
    )
    assert "<a:t>" not in drawn(text, tmp_path / "book.xlsx")
