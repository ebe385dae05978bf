"""Findings as people read them."""

from __future__ import annotations

from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.books.reading import load_book
from dealmodel.reports.findings import findings_text, summary
from dealmodel.reports.lines import cells

BOOK = """
book: Two accounts
sources:
  a: {publisher: Alpha, origin: Wire, published: 2024-05-01}
  b: {publisher: Beta, published: 2024-05-02}
parties:
  x: {name: X, kind: company}
  y: {name: Y, kind: company}
stakes:
  x-in-y:
    investor: x
    investee: y
    on: 2024-04
    shares_are: primary
    share:
      - {says: "30%", source: a}
      - {says: "40%", source: b}
    paid:
      - {says: $3 billion, source: a}
      - {says: $3.0 billion, source: b}
"""


def text(book: str) -> str:
    read = dm.read_book(book, "two.yaml")
    return findings_text(dm.check(read), read)


def test_claims_stand_side_by_side_on_one_axis_with_the_arithmetic() -> None:
    lines = text(BOOK).splitlines()
    assert lines[0] == "X in Y, 2024-04  (stakes.x-in-y)"
    assert lines[1] == "  error  claims-disagree  share  contradictory  two.yaml:16:16"
    first, second, axis = lines[2:5]
    # 32 columns for 29.5 to 40.5: 30.5 is 31 / 11 = 2.8 from the left, 40 is 1.4 from the right.
    assert first.split() == ["30%", "Alpha", "after", "Wire", "[o-]", "[29.5%,", "30.5%]"]
    assert second.split() == ["40%", "Beta", "[-o]", "[39.5%,", "40.5%]"]
    assert first.index("[o-]") + 28 == second.index("[-o]")
    assert axis.split() == ["29.5%", "40.5%"]
    # 39.5 - 30.5 = 9 points; 9 / 30.5 = 29.5 %.
    assert "9 percentage points apart (29.5 %)" in " ".join(lines[5:8])


def test_what_is_only_worth_knowing_has_no_chart() -> None:
    agreeing = text(BOOK.replace("40%", "30 percent"))
    assert "o" in agreeing
    assert "[-" not in agreeing
    assert agreeing.splitlines()[-1].endswith("notes")


def test_the_last_line_counts() -> None:
    # The share, and the value that two shares of one company imply.
    assert text(BOOK).splitlines()[-1].startswith("2 errors, ")


def test_nothing_found_is_said() -> None:
    assert text("{book: Empty, sources: {a: {publisher: A}}}") == "nothing found"


def test_one_of_a_kind_is_singular() -> None:
    read = dm.read_book(BOOK)
    errors = [each for each in dm.check(read) if each.severity == "error"][:1]
    assert summary(errors) == "1 error"


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_every_line_fits(width: int) -> None:
    book = load_book(Path(__file__).parents[2] / "seeds")
    text = findings_text(dm.check(book), book, width)
    assert max(map(cells, text.splitlines())) <= width
    assert "20 percent" in text
    assert "[--" in text  # bars are drawn at every width
