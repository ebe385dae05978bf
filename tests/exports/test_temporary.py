"""Files of a moment: gone afterwards, and an error of their own where there is no room for them."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book
from dealmodel.errors import FileError
from dealmodel.exports import temporary
from dealmodel.exports.temporary import temporary_folder
from dealmodel.exports.xlsx.writing import write_workbook
from dealmodel.reports.deriving import report

NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_it_is_gone_afterwards() -> None:
    with temporary_folder() as folder:
        (folder / "a").touch()
    assert not folder.exists()


def test_no_room_in_it_is_told_with_what_to_do() -> None:
    with pytest.raises(FileError, match="make room there, or name another folder in TMPDIR"):
        full()
    with pytest.raises(FileError, match="temporary files"), temporary_folder() as folder:
        (folder / "a/b").touch()


def full() -> None:
    with temporary_folder():
        raise NO_SPACE


def test_what_fails_elsewhere_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="elsewhere"), temporary_folder():
        (tmp_path / "elsewhere/a").touch()


def test_no_folder_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    monkeypatch.setattr(temporary, "gettempdir", none)
    monkeypatch.setenv("TMPDIR", "/nowhere")
    with pytest.raises(FileError, match="no usable") as caught, temporary_folder():
        pass
    assert caught.value.where is not None
    assert str(caught.value.where) == "/nowhere"


def test_a_workbook_without_room_for_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter.worksheet import Worksheet

    def no_room(*_: object) -> None:
        raise NO_SPACE

    monkeypatch.setattr(Worksheet, "_write_single_row", no_room)
    found = report(load_book(Path(__file__).parents[2] / "seeds"))
    with pytest.raises(FileError, match="temporary files cannot be written"):
        write_workbook(found, io.BytesIO())
