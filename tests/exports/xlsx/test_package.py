"""Files that are no workbook, damaged ones, and those made to do harm: one clear error each."""

from __future__ import annotations

import base64
import gzip
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook as Writer

from dealmodel.errors import FileError
from dealmodel.exports.xlsx.comparison import differences
from tests.exports.by_hand import write
from tests.exports.opened import MAIN, SHEET, with_parts

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Made = Callable[[Path], bytes]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("book") / "small.xlsx")


def refused(workbook: Path, found: Path) -> str:
    with pytest.raises(FileError) as caught:
        list(differences(workbook, found))
    said = str(caught.value)
    assert caught.value.where is not None
    assert "\n" not in said
    assert len(said) < 300
    return said


def a_zip(name: str, content: str) -> Made:
    def made(folder: Path) -> bytes:
        path = folder / "made.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, content)
        return path.read_bytes()

    return made


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty: export"),
        (b"book: x\n", "this is no .xlsx workbook: give one"),
        (gzip.compress(b"x", mtime=0), "this is no .xlsx workbook: give one"),
        (OLE + bytes(2000), "no .xlsx workbook but an older kind of Office file: open it"),
        (OLE + bytes(700) + "EncryptedPackage".encode("utf-16-le"), "is encrypted: open it"),
        (a_zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
         "is not one in the .xlsx format: open it"),
        (a_zip("_rels/.rels", "<Relationships"), "is damaged ('_rels/.rels', line 1, "),
        (b"PK\x05\x06" + bytes(18), "is not one in the .xlsx format: open it"),
    ],
)  # fmt: skip
def test_another_file_is_told_by_what_it_is(
    workbook: Path, tmp_path: Path, content: bytes | Made, said: str
) -> None:
    found = tmp_path / "found.xlsx"
    found.write_bytes(content if isinstance(content, bytes) else content(tmp_path))
    assert said in refused(workbook, found)


def test_a_binary_workbook_is_refused(workbook: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        rels = archive.read("_rels/.rels").replace(b"workbook.xml", b"workbook.bin")
    found = with_parts(workbook, tmp_path / "b.xlsx", {"_rels/.rels": rels})
    assert "is not one in the .xlsx format" in refused(workbook, found)


@pytest.mark.parametrize("name", ["missing.xlsx", ".", "nul\0.xlsx"])
def test_a_file_that_cannot_be_opened_is_told(workbook: Path, tmp_path: Path, name: str) -> None:
    assert refused(workbook, tmp_path / name).startswith("cannot read the workbook (")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_refused(workbook: Path, tmp_path: Path, kept: float) -> None:
    content = workbook.read_bytes()
    found = tmp_path / "cut.xlsx"
    found.write_bytes(content[: int(len(content) * kept)])
    assert refused(workbook, found).startswith("the workbook is cut off or damaged: give another")


def test_no_damage_gives_anything_but_a_clear_error(workbook: Path, tmp_path: Path) -> None:
    content = workbook.read_bytes()
    chance = random.Random(20250426)
    found = tmp_path / "damaged.xlsx"
    outcomes: set[bool | str] = set()
    for _ in range(400):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 2, 8))):
            place = chance.choice((chance.randrange(len(content)), -chance.randrange(1, 2000)))
            damaged[place] = chance.randrange(256)
        found.write_bytes(damaged)
        try:
            outcomes.add(len(list(differences(workbook, found))) > 0)
        except FileError as error:
            outcomes.add(str(error)[:23])
    assert {False, "the workbook is damaged"} <= outcomes


def zipped(workbook: Path, out: Path, position: int, value: bytes, central: bool = True) -> Path:
    """A copy in which the entry of the first sheet in the directory has other bytes."""
    content = bytearray(workbook.read_bytes())
    name = content.rindex(SHEET.encode()) if central else content.index(SHEET.encode())
    start = name - 46
    content[start + position : start + position + len(value)] = value
    out.write_bytes(content)
    return out


@pytest.mark.parametrize(
    ("position", "value", "said"),
    [
        (8, b"\x01\x00", "is encrypted: open it"),
        (10, b"\x0e\x00", "is packed in an unusual way: open it"),  # LZMA
        (10, b"\x0c\x00", "is packed in an unusual way: open it"),  # bzip2
        (10, b"\x63\x00", "is packed in an unusual way: open it"),
        (6, b"\xff\xff", "is cut off or damaged: give another"),  # a zip of the future
        (16, b"\0\0\0\0", "is damaged ('xl/worksheets/sheet1.xml'): "),
        (24, struct.pack("<I", 2**31), "takes more than 64 MB, far more than what this book"),
        (42, b"\xf0\xff\xff\xff", "is damaged ('xl/worksheets/sheet1.xml'): "),
        (46, b"\xff", "has no part 'xl/worksheets/sheet1.xml': open it"),
    ],
)
def test_an_odd_zip_is_refused(
    workbook: Path, tmp_path: Path, position: int, value: bytes, said: str
) -> None:
    assert said in refused(workbook, zipped(workbook, tmp_path / "odd.xlsx", position, value))


def test_a_bomb_is_refused_before_it_unpacks(workbook: Path, tmp_path: Path) -> None:
    found = with_parts(workbook, tmp_path / "bomb.xlsx", {SHEET: bytes(65 * 2**20)})
    assert found.stat().st_size < 2**20
    assert "takes more than 64 MB" in refused(workbook, found)


def test_a_bomb_that_lies_about_its_size_is_read_no_further(workbook: Path, tmp_path: Path) -> None:
    bomb = with_parts(workbook, tmp_path / "bomb.xlsx", {SHEET: b" " * (65 * 2**20)})
    found = zipped(bomb, tmp_path / "lie.xlsx", 24, struct.pack("<I", 1000))
    assert "is damaged ('xl/worksheets/sheet1.xml'): " in refused(workbook, found)


def test_parts_that_are_not_read_may_be_large(workbook: Path, tmp_path: Path) -> None:
    found = with_parts(workbook, tmp_path / "media.xlsx", {"xl/media/a.png": bytes(65 * 2**20)})
    assert list(differences(workbook, found)) == []


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]><w>&l11;</w>', "declares a document type"),
        ('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>', "a document type"),
        ('<!DOCTYPE w SYSTEM "http://example.com/w.dtd"><w/>', "declares a document type"),
        (f'<worksheet xmlns="{MAIN}"><sheetData><row>', "is damaged ('xl/worksheets/sheet1.xml'"),
        ("<worksheet>&undefined;</worksheet>", "sheet1.xml', line 1, column 12)"),
        ("<a><b></a></b>", "sheet1.xml', line 1, column 9)"),
        ("", "sheet1.xml', line 1, column 1)"),
        ("<w>\x01</w>", "sheet1.xml', line 1, column 4)"),
        ("<w/><w/>", "sheet1.xml', line 1, column 5)"),
        (b'<?xml version="1.0"?><w>\xff</w>', "sheet1.xml', line 1, column 25)"),
        ("<w>" + "<a>" * 2_000_000, "is too deep"),
        ('<w a="' + "x" * 3 * 2**20, "has no end of a tag"),
        ("<!--" + "x" * 3 * 2**20, "has no end of a tag"),
        ("<w xmlns='" + "x" * 70 * 2**20, "takes more than 64 MB"),
    ],
)  # fmt: skip
def test_hostile_xml_is_refused(
    workbook: Path, tmp_path: Path, sheet: str | bytes, said: str
) -> None:
    found = with_parts(workbook, tmp_path / "hostile.xlsx", {SHEET: sheet})
    assert said in refused(workbook, found)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_every_part_is_read_with_the_same_care(workbook: Path, tmp_path: Path, part: str) -> None:
    hostile = "<!DOCTYPE w [<!ENTITY l 'ha'>]><w>&l;</w>"
    found = with_parts(workbook, tmp_path / "hostile.xlsx", {part: hostile})
    assert f"is not to be trusted ('{part}' declares" in refused(workbook, found)


def test_another_encoding_is_not_believed(workbook: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        sheet = archive.read(SHEET)
    assert b'encoding="UTF-8"' in sheet
    odd = sheet.replace(b'encoding="UTF-8"', b'encoding="unicode_escape"')
    found = with_parts(workbook, tmp_path / "odd.xlsx", {SHEET: odd})
    assert list(differences(workbook, found)) == []
    wide = sheet.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    found = with_parts(workbook, tmp_path / "wide.xlsx", {SHEET: wide})
    assert list(differences(workbook, found)) == []


def test_a_part_that_is_not_there_is_named(workbook: Path, tmp_path: Path) -> None:
    found = with_parts(workbook, tmp_path / "less.xlsx", {SHEET: None})
    assert refused(workbook, found).startswith("the workbook has no part 'xl/worksheets/sheet1.xml")


def test_a_large_book_gives_room_for_a_large_workbook(tmp_path: Path) -> None:
    def large(name: str, first: str) -> Path:
        path = tmp_path / name
        with Writer(path, {"constant_memory": True}) as writer:
            sheet = writer.add_worksheet("S")
            sheet.write_string(0, 0, first)
            for row in range(1, 700):
                sheet.write_string(row, 0, base64.b64encode(bytes(24_000)).decode())
        return path

    expected = large("expected.xlsx", "a")
    with zipfile.ZipFile(expected) as archive:
        sheet = archive.read(SHEET)
    assert len(sheet) > 20 * 2**20
    grown = sheet.replace(b"</worksheet>", b" " * (50 * 2**20) + b"</worksheet>")
    found = with_parts(expected, tmp_path / "found.xlsx", {SHEET: grown})
    assert list(differences(expected, found)) == []
