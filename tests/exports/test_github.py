"""Workflow commands: one line a finding, which nothing in a book can break out of."""

from __future__ import annotations

import dealmodel as dm
from dealmodel.exports.github import github

BOOK = """
book: Two accounts
sources:
  a: {publisher: Alpha}
  b: {publisher: "Be\\nta, 50%::error::x"}
parties:
  x: {name: X, kind: company}
  y: {name: Y, kind: company}
stakes:
  x-in-y:
    investor: x
    investee: y
    share:
      - {says: "30%", source: a}
      - {says: "40%", source: b}
"""


def lines(name: str) -> list[str]:
    return github(dm.check(dm.read_book(BOOK, name))).split("\n")


def test_a_finding_marks_its_line() -> None:
    [line] = lines("deals/a.yaml")
    assert line.startswith("::error file=deals/a.yaml,title=claims-disagree,line=14,col=16::")


def test_no_text_of_a_book_begins_a_command_of_its_own() -> None:
    [line] = lines("a.yaml")
    assert "Be%0Ata, 50%25::error::x" in line


def test_a_comma_or_colon_in_a_path_is_part_of_it() -> None:
    [line] = lines("c:a,b.yaml")
    assert "file=c%3Aa%2Cb.yaml,title=" in line


def test_nothing_found_is_nothing() -> None:
    assert github([]) == ""
