"""Every engine gives hand-calculated values of a workbook whose cached values are all wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from tests.exports.altered import changed, spoiled
from tests.exports.by_hand import CHANGES, FOLLOWING, FORMULAS, HAND, write, write_formulas
from tests.exports.engines import (
    ENGINES,
    Engine,
    Value,
    cached,
    differing,
    formulas,
    needs,
    recalculated,
    recalculated_by_libreoffice,
    rendered,
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write(tmp_path / "small.xlsx")


def test_formulas_are_read_as_written_and_text_is_no_formula(workbook: Path) -> None:
    assert formulas(workbook) == {
        ("Out", f"A{row}"): f"={formula}" for row, (formula, _) in enumerate(FORMULAS, 1)
    }


def test_cached_values_keep_their_kind(tmp_path: Path) -> None:
    path = write_formulas(
        tmp_path / "one.xlsx",
        ("=1/3", 1 / 3),
        ('="a"', "a"),
        ('=""', ""),
        ("=TRUE", True),
        ("=1/0", "#DIV/0!"),
    )
    assert list(cached(path).values()) == [1 / 3, "a", "", True, "#DIV/0!"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_calculates_what_a_hand_does(
    engine: Engine, workbook: Path, tmp_path: Path
) -> None:
    path = spoiled(workbook, tmp_path / "spoiled.xlsx")
    assert differing(cached(path), HAND).keys() == HAND.keys()
    assert differing(recalculated(path, engine), HAND) == {}


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_the_formulas_follow_a_changed_input(
    engine: Engine, workbook: Path, tmp_path: Path
) -> None:
    path = changed(spoiled(workbook, tmp_path / "spoiled.xlsx"), tmp_path / "new.xlsx", CHANGES)
    assert differing(recalculated(path, engine), FOLLOWING) == {}


@needs("soffice")
def test_libreoffice_takes_several_workbooks_of_one_name_in_one_start(
    workbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    first = spoiled(workbook, tmp_path / "book.xlsx")
    second = changed(first, tmp_path / "other" / "book.xlsx", CHANGES)
    one, other = recalculated_by_libreoffice([first, second])
    assert differing(one, HAND) == {}
    assert differing(other, FOLLOWING) == {}


@pytest.mark.parametrize(
    ("value", "expected", "same"),
    [
        (1.0 + 9e-13, Fraction(1), True),
        (1.0 + 2e-12, Fraction(1), False),
        (-1.0, Fraction(1), False),
        (1e-300, Fraction(0), False),
        (0.0, Fraction(0), True),
        (True, Fraction(1), False),
        (1.0, True, False),
        ("1", Fraction(1), False),
        ("", Fraction(0), False),
        ("", "", True),
        ("OK", "ok", False),
    ],
)
def test_values_agree_in_kind_and_to_a_relative_width(
    value: Value, expected: Fraction | str | bool, same: bool
) -> None:
    cell = ("S", "A1")
    assert (differing({cell: value}, {cell: expected}) == {}) is same


def test_a_cell_of_one_side_only_differs() -> None:
    here, there = ("S", "A1"), ("S", "A2")
    assert differing({here: ""}, {there: ""}) == {here: ("", None), there: (None, "")}


@needs("soffice", "pdftoppm")
def test_every_sheet_is_drawn(workbook: Path, tmp_path: Path) -> None:
    pages = rendered(workbook, tmp_path / "pages", resolution=50)
    assert [each.name for each in pages] == ["small-1.png", "small-2.png", "small-3.png"]
    pictures = {each.read_bytes() for each in pages}
    assert len(pictures) == 3
    assert all(each.startswith(b"\x89PNG") for each in pictures)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script in the place of LibreOffice."""

    def stand_in(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    return stand_in


def test_a_libreoffice_that_hangs_is_ended_with_its_children(
    office: Callable[[str], None], workbook: Path, tmp_path: Path
) -> None:
    late = tmp_path / "late"
    office(f"(sleep 0.8; touch {late}) & wait")
    with pytest.raises(TimeoutExpired):
        recalculated_by_libreoffice([workbook], timeout=0.3)
    time.sleep(0.8)
    assert not late.exists()


def test_a_libreoffice_that_makes_nothing_is_an_error_with_its_words(
    office: Callable[[str], None], workbook: Path
) -> None:
    office("echo source file could not be loaded")
    with pytest.raises(FileNotFoundError, match="source file could not be loaded"):
        recalculated(workbook, "libreoffice")


@pytest.mark.parametrize(("ci", "skipped"), [("", True), ("true", False)])
def test_a_missing_program_skips_a_test_except_in_continuous_integration(
    ci: str, skipped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    assert needs("no-such-program").args == (skipped,)
    assert needs().args == (False,)
