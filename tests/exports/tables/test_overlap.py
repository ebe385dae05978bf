"""Where sources agree, live: the overlap after an input is changed is that of the changed book."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from dealmodel.books.reading import read_book
from dealmodel.exports.xlsx.writing import write_workbook
from dealmodel.reports.deriving import report
from tests.exports.altered import changed
from tests.exports.engines import recalculated

BOOK = """
book: v
sources: {{s1: {{publisher: P1}}, s2: {{publisher: P2}}}}
parties: {{e: {{name: E, kind: company}}}}
volumes:
  v:
    measure: sales
    party: e
    period: 2024
    count: [{{says: "{first}", source: s1}}, {{says: "{second}", source: s2}}]
"""
LOW, HIGH = ("Volumes", "I5"), ("Volumes", "J5")
LOWEST, HIGHEST = ("Volumes", "L5"), ("Volumes", "M5")
NONE = "no overlap", "no overlap"


@pytest.mark.parametrize(
    ("first", "second", "entered", "overlap"),
    [
        ("exactly 300 cars", "exactly 200 cars", {"D6": 300}, (300, 300)),
        ("exactly 300 cars", "about 200 cars", {"D6": 310}, (300, 300)),  # 310 less 10
        ("between 100 and 200 cars", "between 300 and 400 cars", {"E6": 200}, (200, 200)),
        ("at most 100 cars", "at least 200 cars", {"D6": 100}, (100, 100)),
        ("less than 100 cars", "at least 200 cars", {"D6": 100}, NONE),  # 100 itself is left out
        ("300 cars", "200 cars", {"D6": 291}, (295, 296)),
        ("300 cars", "200 cars", {"D6": 290}, NONE),  # both rounded, as below
        ("21 cars", "20 cars", {}, NONE),  # both rounded: no one way of rounding gives both
        ("exactly 300 cars", "exactly 300 cars", {"D6": 301}, NONE),
    ],
)
def test_the_overlap_follows(
    first: str,
    second: str,
    entered: dict[str, int],
    overlap: tuple[float | str, float | str],
    tmp_path: Path,
) -> None:
    path, edited = tmp_path / "book.xlsx", tmp_path / "edited.xlsx"
    with path.open("wb") as file:
        write_workbook(report(read_book(BOOK.format(first=first, second=second))), file)
    changed(path, edited, {("Inputs", cell): Decimal(each) for cell, each in entered.items()})
    for engine in ("ironcalc", "formualizer"):
        shown = recalculated(edited, engine)
        assert (shown[LOW], shown[HIGH]) == overlap


def test_the_hull_has_no_end_while_one_of_its_answers_has_none(tmp_path: Path) -> None:
    path, edited = tmp_path / "book.xlsx", tmp_path / "edited.xlsx"
    text = BOOK.format(first="at least 300 cars", second="exactly 200 cars")
    with path.open("wb") as file:
        write_workbook(report(read_book(text)), file)
    changed(path, edited, {("Inputs", "F5"): Decimal(400)})
    before, after = (recalculated(each, "ironcalc") for each in (path, edited))
    assert (before[LOWEST], before[HIGHEST]) == (200, "∞")
    assert (after[LOWEST], after[HIGHEST]) == (200, 400)
