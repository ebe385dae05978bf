"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dealmodel.books import saving
from dealmodel.books.saving import save, whole_file
from dealmodel.errors import FileError

FULL = Path("/dev/full")
NO_SPACE = os.strerror(errno.ENOSPC).lower()


def test_a_file_is_written(tmp_path: Path) -> None:
    save(tmp_path / "a.json", b"[]")
    assert (tmp_path / "a.json").read_bytes() == b"[]"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_what_is_there_stays_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("a", "dangling"):
        with pytest.raises(FileError, match=r"there already: .*--force"):
            save(tmp_path / name, b"new")
    assert (tmp_path / "a").read_bytes() == b"mine"
    save(tmp_path / "a", b"new", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["nowhere/a", "file/a", "folder", "a\0b", "x" * 300])
def test_a_place_where_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError) as caught:
        save(tmp_path / name, b"new", overwrite=True)
    assert "give a" in str(caught.value)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"mine")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving.os, "fsync", full)
    with pytest.raises(FileError, match=NO_SPACE):
        save(tmp_path / "a", b"new", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_file_is_in_its_place_only_when_all_of_it_is_written(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    with whole_file(place) as file:
        for _ in range(1000):
            file.write(b"x" * 1000)
            assert not place.exists()
        file.seek(0)
        file.write(b"y")
    assert place.read_bytes() == b"y" + b"x" * 999_999
    assert list(tmp_path.iterdir()) == [place]


def fail(place: Path, error: BaseException, size: int = 100_000) -> None:
    with whole_file(place, overwrite=True) as file:
        file.write(b"x" * size)
        raise error


@pytest.mark.parametrize("raised", [KeyError, ValueError, KeyboardInterrupt, FileError])
def test_a_block_that_fails_leaves_what_was_there(
    tmp_path: Path, raised: type[BaseException]
) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(raised, match="this one"):
        fail(tmp_path / "a", raised("this one"))
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_the_place_is_looked_at_before_the_block(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "folder").mkdir()
    for name, overwrite in (("a", False), ("folder", True), ("nowhere/a", True)):
        with pytest.raises(FileError), whole_file(tmp_path / name, overwrite=overwrite):
            pytest.fail("nothing can be written there")


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there already"), whole_file(tmp_path / "a"):
        (tmp_path / "a").write_bytes(b"mine")
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_an_error_of_another_file_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="elsewhere"), whole_file(tmp_path / "a"):
        (tmp_path / "elsewhere").read_bytes()
    assert not list(tmp_path.iterdir())


def test_a_full_disk_in_the_block_is_one_error_that_says_how_far_it_came(tmp_path: Path) -> None:
    place = tmp_path / "a"
    with pytest.raises(FileError) as caught:
        fail(place, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), size=1_234_567)
    assert caught.value.message == (
        f"the file cannot be written ({NO_SPACE} after 1,234,567 bytes): give a place where it can"
    )
    assert str(caught.value.where) == str(place)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not FULL.exists(), reason="needs the device that is always full")
def test_a_full_device_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = FULL.open("wb")
    monkeypatch.setattr(Path, "open", lambda *_: opened)
    with pytest.raises(FileError, match=NO_SPACE):
        save(tmp_path / "a", b"x" * 100_000)
    assert not list(tmp_path.iterdir())


def test_a_writer_that_closes_the_file_is_a_fault_that_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError), whole_file(tmp_path / "a") as file:  # noqa: PT011
        file.close()
    assert not list(tmp_path.iterdir())


def test_half_of_a_character_in_a_name_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no file has such a name"):
        save(tmp_path / "a\ud800", b"new")
