"""Two files side by side: what other programs may do to a workbook, and what they may not."""

from __future__ import annotations

import tracemalloc
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook as Writer

from dealmodel.errors import FileError
from dealmodel.exports.xlsx.comparison import differences
from tests.exports.altered import changed
from tests.exports.by_hand import CHANGES, FOLLOWING, HAND, write
from tests.exports.engines import needs, saved_again
from tests.exports.opened import replaced, with_parts

SHEET = "Bob's & Co"
DAY = datetime.fromisoformat("2025-04-26")


def full(
    path: Path, *, first: str = "two\nlines", order: tuple[str, ...] = ("Inputs", SHEET)
) -> Path:
    """Everything that an export may hold; the values are calculated by hand."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Writer(path, options) as writer:
        writer.set_properties({"created": DAY})
        sheets = {name: writer.add_worksheet(name) for name in order}
        money = writer.add_format({"num_format": "#,##0.00;(#,##0.00)"})
        day = writer.add_format({"num_format": "yyyy-mm-dd"})
        inputs, out = sheets["Inputs"], sheets[SHEET]
        for column, each in enumerate((first, "=1+1", "'quoted", "  spaces  ", "", "\ttab", "1.5")):
            inputs.write_string(0, column, each)
        for column, each in enumerate(
            ("_x0041_", "a\r\nb", "esc\x1b[31m", "万 😀\u202e", "#N/A", "TRUE")
        ):
            inputs.write_string(1, column, each)
        inputs.write_number(2, 0, 0.21)
        inputs.write_number(2, 1, 1.55e9, money)
        inputs.write_number(2, 2, 1 / 3)
        inputs.write_number(2, 3, 1e-7)
        inputs.write_number(2, 4, -1.23456789012345e15)
        inputs.write_datetime(2, 5, DAY, day)
        inputs.write_datetime(2, 6, DAY.replace(hour=13, minute=37, second=11), day)
        inputs.write_boolean(3, 0, True)
        inputs.write_boolean(3, 1, False, money)
        inputs.write_blank(3, 2, None, money)
        inputs.write_url(3, 3, "internal:'Bob''s & Co'!A1", string="a link")
        inputs.write_url(3, 4, "https://example.com/a?b=c&d", string="a source")
        inputs.write_rich_string(3, 5, "a ", writer.add_format({"bold": True}), "bold", " end")
        inputs.write_comment(2, 0, "half of the last digit")
        inputs.data_validation("A3:B3", {"validate": "decimal", "criteria": ">=", "value": 0})
        inputs.autofilter("A1:G4")
        inputs.freeze_panes(1, 0)
        inputs.print_area("A1:G4")
        inputs.repeat_rows(0)
        writer.define_name("in_share", "=Inputs!$A$3")
        writer.define_name("in_paid", "=Inputs!$B$3")
        for row, (formula, value) in enumerate(LIVE):
            out.write_formula(row, 0, f"={formula}", money if row % 2 else None, value)
        out.merge_range(40, 0, 40, 3, "merged")
        chart = writer.add_chart({"type": "bar"})
        chart.add_series({"values": "=Inputs!$A$3:$D$3"})
        out.insert_chart("F2", chart)
    return path


IMPLIED = float(Decimal("1.55e9") / Decimal("0.21"))
LIVE: list[tuple[str, float | str | bool]] = [
    ("in_paid/in_share", IMPLIED),
    (" inputs!b3 / Inputs!$A$3", IMPLIED),
    ("'Inputs'!A3*50%", 0.105),
    ("SUM(Inputs!$A$3:$B$3)", 1550000000.21),
    ("MAX(0, MIN(Inputs!A3,Inputs!B3))", 0.21),
    ('IF(Inputs!A3>0.2,"yes; it\'s","no")', "yes; it's"),
    ('INDEX(Inputs!$A$1:$G$1,MATCH("=1+1",Inputs!$A$1:$G$1,0))', "=1+1"),
    ("ROUND(Inputs!C3,3)", 0.333),
    ("-ABS(-Inputs!A3)*-1", 0.21),
    ("Inputs!A3>0.1", True),
    ("IF(TRUE,1e-12,FALSE)", 1e-12),
    ("IF(ABS(Inputs!A3-0.21)<=1E-12*MAX(1,0.1234567890123456789),1,0)", 1),
    ("Inputs!F3", 45773),
    ('""', ""),
    ("1/0", "#DIV/0!"),
    ("Inputs!A1", "two\nlines"),
    ("'Bob''s & Co'!A1+$A$1", 2 * IMPLIED),
    ("SUM(Inputs!B:B)", 1550000000),
    ("Inputs!A3<>0.21", False),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return full(tmp_path / "book.xlsx")


def said(expected: Path, found: Path) -> list[str]:
    return [str(each) for each in differences(expected, found)]


def test_the_same_bytes_are_the_same_workbook(book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(book.read_bytes())
    assert said(book, copy) == []
    nothing = tmp_path / "a"
    nothing.write_bytes(b"no workbook at all")
    assert said(nothing, nothing) == []


@needs("soffice")
def test_a_workbook_that_libreoffice_saved_again_has_not_changed(
    book: Path, tmp_path: Path
) -> None:
    again = saved_again(book, tmp_path / "again")
    assert again.read_bytes() != book.read_bytes()
    assert said(book, again) == []
    assert said(again, book) == []


@needs("soffice")
def test_what_a_user_changed_in_libreoffice_is_told(tmp_path: Path) -> None:
    plain = write(tmp_path / "small.xlsx")
    edited = changed(plain, tmp_path / "edited.xlsx", CHANGES)
    before, after = (saved_again(path, tmp_path / "again") for path in (plain, edited))
    assert {each.what for each in differences(plain, before)} == {"stale value"}  # it has zeros
    found = list(differences(before, after))

    def cells(what: str) -> set[tuple[str | None, str | None]]:
        return {(each.sheet, each.cell) for each in found if each.what == what}

    assert cells("stale value") == {
        cell for cell in FOLLOWING if cell in HAND and HAND[cell] != FOLLOWING[cell]
    }
    assert cells("formula") == {("Out", "A4")}
    assert cells("missing") == {("Inputs", "A3")}
    assert cells("extra") == {("Inputs", "A5")}
    assert cells("value") == CHANGES.keys() - cells("formula") - cells("missing") - cells("extra")


def test_the_order_of_sheets_does_not_count(book: Path, tmp_path: Path) -> None:
    other = full(tmp_path / "other.xlsx", order=(SHEET, "Inputs"))
    assert other.read_bytes() != book.read_bytes()
    assert said(book, other) == []


def test_openpyxl_drops_what_was_calculated_and_that_is_told(book: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    loaded = load_workbook(book)
    loaded["Inputs"]["A2"] = "_x005F_x0041_"  # it takes the escape for the text
    loaded.save(again)
    found = list(differences(book, again))
    assert {each.what for each in found} == {"stale value"}
    assert {each.found for each in found} == {None}
    with_value = [row for row, (_, value) in enumerate(LIVE, 1) if value != ""]
    assert [each.cell for each in found] == [f"A{row}" for row in with_value]


OUT = "xl/worksheets/sheet2.xml"
BOOK = "xl/workbook.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "line"),
    [
        ("xl/worksheets/sheet1.xml", "<v>0.21</v>", "<v>0.25</v>",
         "Inputs!A3: value: the book gives 0.21, the workbook has 0.25"),
        ("xl/worksheets/sheet1.xml", ">=1+1<", ">=1+2<",
         'Inputs!B1: value: the book gives "=1+1", the workbook has "=1+2"'),
        ("xl/worksheets/sheet1.xml", ">two\nlines<", ">two lines<",
         'Inputs!A1: value: the book gives "two\\nlines", the workbook has "two lines"'),
        (OUT, "<f>in_paid/in_share</f>", "<f>in_paid/.21</f>",
         "Bob's & Co!A1: formula: the book gives =in_paid/in_share, the workbook has =in_paid/.21"),
        (OUT, "<v>0.333</v>", "<v>0.334</v>",
         "Bob's & Co!A8: stale value: the book gives 0.333, the workbook has 0.334"),
        (OUT, "</sheetData>", '<row r="99"><c r="B99" t="str"><v>mine</v></c></row></sheetData>',
         "Bob's & Co!B99: extra: the workbook has \"mine\""),
        (BOOK, ">Inputs!$A$3<", ">Inputs!$C$3<",
         "in_share: name: the book gives =Inputs!$A$3, the workbook has =Inputs!$C$3"),
    ],
)  # fmt: skip
def test_one_change_is_one_line(
    book: Path, tmp_path: Path, part: str, old: str, new: str, line: str
) -> None:
    assert said(book, replaced(book, tmp_path / "found.xlsx", part, old, new)) == [line]


def test_sheets_that_are_missing_or_added_are_told(book: Path, tmp_path: Path) -> None:
    renamed = replaced(book, tmp_path / "a.xlsx", BOOK, 'name="Inputs"', 'name="Notes"')
    assert said(book, renamed) == ["Inputs: missing sheet", "Notes: extra sheet"]
    other_case = replaced(book, tmp_path / "b.xlsx", BOOK, 'name="Inputs"', 'name="INPUTS"')
    assert said(book, other_case) == []


def test_an_added_sheet_is_not_read(book: Path, tmp_path: Path) -> None:
    added = replaced(
        book,
        tmp_path / "a.xlsx",
        BOOK,
        "</sheets>",
        '<sheet name="X" sheetId="9" r:id="rId99"/></sheets>',
    )
    link = '<Relationship Id="rId99" Type="urn:/worksheet" Target="x.xml"/></Relationships>'
    added = replaced(
        added, tmp_path / "b.xlsx", "xl/_rels/workbook.xml.rels", "</Relationships>", link
    )
    found = list(differences(book, with_parts(added, tmp_path / "c.xlsx", {"xl/x.xml": "no XML"})))
    assert [(str(each), each.fails) for each in found] == [("X: extra sheet", False)]


def test_memory_does_not_grow_with_the_cells(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        paths = [tmp_path / f"{side}{rows}.xlsx" for side in "ab"]
        for path in paths:
            with Writer(path, {"constant_memory": True}) as writer:
                sheet = writer.add_worksheet("S")
                sheet.write_string(0, 0, path.name)
                for row in range(1, rows):
                    sheet.write_string(row, 0, f"text {row}")
                    sheet.write_formula(row, 1, f"=A{row}", None, row)
        tracemalloc.start()
        try:
            found = list(differences(*paths))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            assert [each.cell for each in found] == ["A1"]

    assert peak(6_000) < 1.3 * peak(2_000)


def test_differences_come_before_the_fault_that_ends_them(book: Path, tmp_path: Path) -> None:
    part = "xl/worksheets/sheet1.xml"
    changed_first = replaced(book, tmp_path / "a.xlsx", part, ">0.21<", ">0.25<")
    broken = replaced(changed_first, tmp_path / "b.xlsx", OUT, "</sheetData>", "")
    found = differences(book, broken)
    assert next(found).cell == "A3"
    with pytest.raises(FileError, match="is damaged"):
        list(found)
