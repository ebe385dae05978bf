"""The starter book: what it holds, and how it comes onto the disk."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from dealmodel.books import saving
from dealmodel.books.reading import load_book
from dealmodel.books.schema import book_schema
from dealmodel.books.starter import starter_text, write_starter
from dealmodel.checks.catalogue import check
from dealmodel.errors import FileError
from dealmodel.figures.hedges import RULES
from dealmodel.records.book import SECTIONS
from dealmodel.records.editions import NEWEST
from dealmodel.reports.deriving import report

FILES = [".dealmodel-schema.json", "book.yaml"]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_it_has_an_example_of_every_section_and_all_of_it_can_be_derived(tmp_path: Path) -> None:
    written = write_starter(tmp_path)
    book = load_book(tmp_path)
    assert all(getattr(book, section) for section in SECTIONS)
    found = report(book)
    assert found.warnings == ()
    assert [item.to_dict()["warnings"] for item in found.items if item.to_dict()["warnings"]] == []
    # A quarter for €300 million, all of it new money.
    values = {
        item.name: item.result.rounded
        for item in found.about("stakes.alder-in-kestrel")
        if item.sources == ("alder-release",) and item.to_dict()["unit"] == "EUR"
    }
    assert values["implied_equity_value"] == "1200000000.00"
    assert values["pre_money"] == "900000000.00"
    assert written.book == tmp_path / "book.yaml"


def test_every_source_and_party_of_it_is_used() -> None:
    text = starter_text()
    data = yaml.load(text, Loader=yaml.BaseLoader)
    for key in data["sources"]:
        assert f"source: {key}" in text
    for key in data["parties"]:
        assert text.count(key) > 1


def test_it_names_the_schema_beside_it_and_meets_it(tmp_path: Path) -> None:
    written = write_starter(tmp_path)
    first = written.book.read_text().partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={written.schema.name}"
    schema = json.loads(written.schema.read_text())
    assert schema == book_schema()
    data = yaml.load(written.book.read_text(), Loader=yaml.BaseLoader)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []


def test_every_choice_of_a_closed_list_is_shown_or_hinted_at() -> None:
    properties = {name: each["properties"] for name, each in book_schema()["$defs"].items()}
    for record, key in (("Stake", "shares_are"), ("Price", "basis"), ("Event", "stage")):
        choices = " | ".join(properties[record][key]["enum"])
        assert choices in starter_text().replace(" (new shares)", "")
    for kind in properties["Party"]["kind"]["enum"]:
        assert kind in starter_text()


def test_the_schema_is_no_part_of_the_book(tmp_path: Path) -> None:
    write_starter(tmp_path)
    assert names(tmp_path) == FILES
    assert load_book(tmp_path) == load_book(tmp_path / "book.yaml")


def test_the_folder_and_those_above_it_are_made(tmp_path: Path) -> None:
    write_starter(tmp_path / "a" / "b c")
    assert names(tmp_path / "a" / "b c") == FILES


def test_the_files_may_be_read_by_whom_other_new_files_may(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_starter(tmp_path)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert len(modes) == 1


@pytest.mark.parametrize("present", ["book.yaml", "deals.yml", "x.toml", "x.json", FILES[0]])
def test_a_folder_with_a_book_or_its_schema_is_left_alone(tmp_path: Path, present: str) -> None:
    (tmp_path / present).write_text("mine")
    with pytest.raises(FileError) as caught:
        write_starter(tmp_path)
    assert present in caught.value.message
    assert "--force" in caught.value.message
    assert caught.value.exit_code == 2
    assert names(tmp_path) == [present]
    assert (tmp_path / present).read_text() == "mine"


def test_other_files_do_not_matter_and_stay(tmp_path: Path) -> None:
    for name in ("notes.txt", ".hidden.yaml", "book.yaml.bak"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "folder.yaml~").mkdir()
    assert write_starter(tmp_path).others == ()
    assert len(names(tmp_path)) == 6
    assert (tmp_path / "book.yaml.bak").read_text() == "mine"


def test_overwriting_has_to_be_asked_for_and_leaves_the_rest(tmp_path: Path) -> None:
    write_starter(tmp_path)
    for name in (*FILES, "more.yaml"):
        (tmp_path / name).write_text("mine")
    written = write_starter(tmp_path, overwrite=True)
    assert written.others == ("more.yaml",)
    assert written.book.read_text() == starter_text()
    assert json.loads(written.schema.read_text()) == book_schema()
    assert (tmp_path / "more.yaml").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder, reason in (
        ("file", "this is a file"),
        ("file/below", os.strerror(errno.ENOTDIR).lower()),
    ):
        with pytest.raises(FileError, match=reason):
            write_starter(tmp_path / folder)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_book_in_the_place_of_which_there_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").mkdir()
    for overwrite in (False, True):
        with pytest.raises(FileError):
            write_starter(tmp_path, overwrite=overwrite)
    assert (tmp_path / "book.yaml").is_dir()


def test_a_full_disk_is_one_error_and_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "book.yaml").write_text("mine")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving.os, "fsync", full)
    with pytest.raises(FileError, match=os.strerror(errno.ENOSPC).lower()) as caught:
        write_starter(tmp_path, overwrite=True)
    assert str(caught.value.where) == str(tmp_path)
    assert names(tmp_path) == ["book.yaml"]
    assert (tmp_path / "book.yaml").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_in(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileError, match=os.strerror(errno.EACCES).lower()):
        write_starter(tmp_path)


def test_it_is_of_the_newest_format_and_meaning_of_hedges(tmp_path: Path) -> None:
    book = load_book(write_starter(tmp_path / "new").book)
    assert (book.format, book.rules) == (str(NEWEST), str(RULES))
    assert not [each for each in check(book) if each.code == "rules-changed"]
