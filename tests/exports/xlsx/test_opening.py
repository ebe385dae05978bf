"""A workbook's file: what is left of it where it cannot be written."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from dealmodel.errors import FileError, OutOfRange
from dealmodel.exports.xlsx.opening import opened
from dealmodel.reports.deriving import report
from tests.checks.books import book, claims, stake
from tests.exports.engines import recalculated
from tests.exports.xlsx.proof import exported


class Full(BytesIO):
    """A file on a disk that holds so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: Any, /) -> int:
        written = super().write(data)
        if self.tell() > self.room:
            raise OSError(errno.ENOSPC, "it is full")
        return written


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def write(file: BytesIO, *, then: Callable[[], object] = list) -> None:
    with opened(file) as workbook:
        workbook.add_worksheet("A").write_number(0, 0, 21)
        workbook.add_worksheet("B").write_string(0, 0, "x" * 32_000)
        then()


def fail() -> None:
    raise OutOfRange("A!A1", "1", "too large")


def test_it_is_written_at_the_end(temporary: Path) -> None:
    file = BytesIO()
    write(file)
    assert openpyxl.load_workbook(file)["A"]["A1"].value == 21
    assert list(temporary.iterdir()) == []


def test_where_the_content_raises_nothing_is_left(temporary: Path) -> None:
    file = BytesIO()
    with pytest.raises(OutOfRange):
        write(file, then=fail)
    assert list(temporary.iterdir()) == []
    assert file.getvalue() == b""


@pytest.mark.parametrize("room", [0, 100, 1_000, 3_000, 4_500])
def test_a_full_disk_is_what_it_is(temporary: Path, room: int) -> None:
    with pytest.raises(OSError, match="it is full"):
        write(Full(room))
    assert list(temporary.iterdir()) == []


def test_no_room_for_what_is_put_together(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library keeps the parts of the file elsewhere until it is complete."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "it is full")

    file = BytesIO()
    with pytest.raises(FileError, match=r"temporary files cannot be written \(it is full"):
        write(file, then=lambda: monkeypatch.setattr(tempfile, "mkstemp", full))
    monkeypatch.undo()
    file.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["SORT(x)", 'a "FILTER(A1)"', "UNIQUE(", "XLOOKUP(1) & _xlfn."])
def test_words_that_look_like_a_call_stay_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    given = book(
        stake(on="2023-10-26", share=claims("21%", "20%"), paid=claims("€1.5bn", "€1.6bn"))
    )
    odd = {
        key: each.model_copy(update={"publisher": f"{name} {key}"})
        for key, each in given.sources.items()
    }
    exported(report(given.model_copy(update={"sources": odd})), path)
    with ZipFile(path) as file:
        sheets = [file.read(each).decode() for each in file.namelist() if "worksheets/" in each]
    assert not any('t="array"' in each or "_xlws" in each for each in sheets)
    assert any(
        str(value).startswith(f"{name} alpha: €1.5bn / 21%")
        for value in recalculated(path, "ironcalc").values()
    )
