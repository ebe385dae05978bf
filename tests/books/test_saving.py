"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
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


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


class TestWhatIsReplaced:
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
    def test_its_mode_stays(self, tmp_path: Path, mode: int) -> None:
        (tmp_path / "a").write_bytes(b"mine")
        (tmp_path / "a").chmod(mode)
        save(tmp_path / "a", b"new", overwrite=True)
        assert (tmp_path / "a").read_bytes() == b"new"
        assert mode_of(tmp_path / "a") == mode

    def test_what_is_hidden_is_never_open_to_more_readers(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"mine")
        (tmp_path / "a").chmod(0o600)
        with whole_file(tmp_path / "a", overwrite=True):
            assert [mode_of(file) for file in tmp_path.iterdir()] == [0o600, 0o600]

    def test_a_link_stays_and_its_target_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "far").mkdir()
        (tmp_path / "far/real").write_bytes(b"mine")
        (tmp_path / "far/real").chmod(0o640)
        (tmp_path / "far/near").symlink_to("real")
        (tmp_path / "link").symlink_to("far/near")
        save(tmp_path / "link", b"new", overwrite=True)
        assert os.readlink(tmp_path / "link") == "far/near"
        assert os.readlink(tmp_path / "far/near") == "real"
        assert (tmp_path / "far/real").read_bytes() == b"new"
        assert mode_of(tmp_path / "far/real") == 0o640
        assert sorted(file.name for file in tmp_path.rglob("*")) == ["far", "link", "near", "real"]

    def test_a_link_to_what_is_not_there_yet(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("new")
        save(tmp_path / "link", b"new", overwrite=True)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "new").read_bytes() == b"new"

    def test_links_in_a_loop(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        with pytest.raises(FileError, match="cannot be written") as caught:
            save(tmp_path / "a", b"new", overwrite=True)
        assert os.strerror(errno.ELOOP).lower() in caught.value.message
        assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b"]

    def test_a_device_is_never_replaced(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "link").symlink_to("pipe")
        for name in ("pipe", "link"):
            with pytest.raises(FileError, match="no ordinary file"):
                save(tmp_path / name, b"new", overwrite=True)
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
