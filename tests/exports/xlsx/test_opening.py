"""A workbook's file: what is left of it where it cannot be written."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dealmodel.errors import FileError, OutOfRange
from dealmodel.exports.xlsx.opening import opened


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
