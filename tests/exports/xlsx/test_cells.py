"""Cells as XlsxWriter, other programs and no program write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook as Writer

from dealmodel.errors import FileError
from dealmodel.exports.xlsx.reading import opened_workbook
from tests.exports.by_hand import FORMULAS, write
from tests.exports.engines import cached, formulas
from tests.exports.opened import MAIN, SHEET, replaced, with_parts, with_rows

Read = tuple[str, str | None, str, str]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.xlsx"
    with Writer(path) as writer:
        writer.add_worksheet("S")
    return path


def read(path: Path, sheet: str = "s") -> list[Read]:
    with opened_workbook(path) as workbook:
        cells = list(workbook.cells(workbook.sheets[sheet]))
    return [(cell.address, cell.formula, cell.kind, cell.text) for cell in cells]


def rows(empty: Path, text: str) -> list[Read]:
    return read(with_rows(empty, empty.with_name("rows.xlsx"), text))


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ("<v>0.20999999999999999</v>", "number", "0.20999999999999999"),
        ('t="n"><v>1</v>', "number", "1"),
        ('t="b"><v>1</v>', "number", "1"),
        ('t="b"><v>false</v>', "number", "0"),
        ('t="e"><v>#N/A</v>', "error", "#N/A"),
        ('t="str"><v>#N/A</v>', "text", "#N/A"),
        ('t="inlineStr"><is><t>=1+1</t></is>', "text", "=1+1"),
        ('t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t> b</t></r></is>',
         "text", "a b"),
        ('t="inlineStr"><is><t>東京</t><rPh><t>トウキョウ</t></rPh></is>', "text", "東京"),
        ('t="inlineStr"><is><t>a&#13;&#10;b&#13;c</t></is>', "text", "a\nb\nc"),
        ('t="inlineStr"><is><t>a_x000D_\nb</t></is>', "text", "a\nb"),
        ('t="inlineStr"><is><t>_x005F_x0041_ _x1_ _x001b_</t></is>', "text", "_x0041_ _x1_ \x1b"),
        ('t="inlineStr"><is><t><![CDATA[<&>]]></t></is>', "text", "<&>"),
        ('t="d"><v>2025-04-26</v>', "number", "45773"),
        ('t="d"><v>2025-04-26T12:00:00Z</v>', "number", "45773.5"),
    ],
)  # fmt: skip
def test_a_value_is_read(empty: Path, cell: str, kind: str, text: str) -> None:
    begun = '<c r="A1" s="1"' + (">" if cell.startswith("<") else " ")
    assert rows(empty, f"<row>{begun}{cell}</c></row>") == [("A1", None, kind, text)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="3"/>',
        '<c r="A1"><v/></c>',
        '<c r="A1" t="inlineStr"><is><t></t></is></c>',
        '<c r="A1" t="inlineStr"/>',
        '<c r="A1" t="str"><v></v></c>',
    ],
)
def test_a_cell_without_content_is_none(empty: Path, cell: str) -> None:
    assert rows(empty, f"<row>{cell}</row>") == []


def test_a_filled_formula_is_spelled_out(empty: Path) -> None:
    assert rows(
        empty,
        '<row><c r="B2"><f t="shared" ref="B2:C3" si="0">A1*$A$1</f><v>1</v></c>'
        '<c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row><c r="B3"><f t="shared" si="0"/></c></row>',
    ) == [
        ("B2", "A1*$A$1", "number", "1"),
        ("C2", "B1*$A$1", "number", "2"),
        ("B3", "A2*$A$1", "nothing", ""),
    ]


def test_a_formula_computed_as_an_array_is_another(empty: Path) -> None:
    cell = '<row><c r="A1"><f t="array" ref="A1">SUM(B1:B2*C1:C2)</f><v>1</v></c></row>'
    assert rows(empty, cell) == [("A1", "{SUM(B1:B2*C1:C2)}", "number", "1")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ('<c><v>1</v></c>', "S! has no address"),
        ('<c r="A"><v>1</v></c>', "S!A has no address"),
        ('<c r="7"><v>1</v></c>', "S!7 has no address"),
        ('<c r="AAAA1"><v>1</v></c>', "S!AAAA1 has no address"),
        ('<c r="Ä1"><v>1</v></c>', "S!Ä1 has no address"),
        ('<c r="A0"><v>1</v></c><c r="A0"><v>1</v></c>', "S!A0 is out of order"),
        ('<c r="A12345678"><v>1</v></c>', "S!A12345678 has no address"),
        ('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', "S!A1 is out of order"),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "S!A1 is out of order"),
        ('<c r="A1" t="s"><v>0</v></c>', "S!A1 has a text that is not there"),
        ('<c r="A1" t="s"><v>-1</v></c>', "S!A1 has a text that is not there"),
        ('<c r="A1" t="s"><v>' + "9" * 5000 + "</v></c>", "S!A1 has a text that is not there"),
        ('<c r="A1" t="s"><v>²</v></c>', "S!A1 has a text that is not there"),
        ('<c r="A1" t="q"><v>1</v></c>', "S!A1 is of no kind that is known"),
        ('<c r="A1" t="d"><v>tomorrow</v></c>', "S!A1 has a date that is none"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "S!A1 repeats a formula that is not there"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_cell_is_refused(empty: Path, cells: str, said: str) -> None:
    with pytest.raises(FileError, match=r"^the workbook is damaged \(the cell ") as caught:
        rows(empty, f"<row>{cells}</row>")
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


def test_every_cell_is_read_as_another_library_does(tmp_path: Path) -> None:
    path = write(tmp_path / "small.xlsx")
    ours = {address: formula for address, formula, _, _ in read(path, "out")}
    assert {("Out", address): f"={formula}" for address, formula in ours.items()} == formulas(path)
    assert len(ours) == len(FORMULAS)
    numbers = {
        ("Out", each[0]): float(each[3]) for each in read(path, "out") if each[2] == "number"
    }
    theirs = {cell: value for cell, value in cached(path).items() if cell in numbers}
    assert numbers == theirs
    assert len(numbers) > 20


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")))
@settings(max_examples=60)
def test_text_is_read_as_it_was_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "text.xlsx"
    with Writer(path, {"constant_memory": True}) as writer:
        sheet = writer.add_worksheet("S")
        sheet.write_string(0, 0, text)
        sheet.write_string(0, 1, "end")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = [("A1", None, "text", plain), ("B1", None, "text", "end")]
    assert read(path) == (expected if text else expected[1:])


def test_texts_kept_apart_are_read(tmp_path: Path) -> None:
    path = tmp_path / "shared.xlsx"
    with Writer(path) as writer:
        sheet = writer.add_worksheet("S")
        bold = writer.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "a ", bold, "b")
        sheet.write_string(0, 1, " c ")
        sheet.write_string(0, 2, "a b")
    assert [each[3] for each in read(path)] == ["a b", " c ", "a b"]


def test_the_stricter_edition_of_the_format_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "small.xlsx")
    before = read(path, "out")
    for number, (part, old, new) in enumerate(
        [
            ("xl/workbook.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
            ("xl/worksheets/sheet3.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
            (
                "xl/_rels/workbook.xml.rels",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
                "http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet",
            ),
        ]
    ):
        path = replaced(path, tmp_path / f"{number}.xlsx", part, old, new)
    assert read(path, "out") == before


def test_names_and_sheets_are_those_that_people_gave(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    with Writer(path) as writer:
        sheet = writer.add_worksheet("Bob's & Co")
        writer.add_chartsheet("Picture").set_chart(_chart(writer))
        writer.define_name("in_Stake", "='Bob''s & Co'!$A$1")
        writer.add_worksheet("Data")
        writer.define_name("Data!mine", "=Data!$A$2")
        sheet.print_area("A1:B2")
        sheet.autofilter("A1:B2")
    with opened_workbook(path) as workbook:
        assert [each.name for each in workbook.sheets.values()] == ["Bob's & Co", "Data"]
        assert {key: each.formula for key, each in workbook.names.items()} == {
            "in_stake": "'Bob''s & Co'!$A$1"
        }


def _chart(writer: Writer) -> object:
    chart = writer.add_chart({"type": "bar"})
    chart.add_series({"values": "='Bob''s & Co'!$A$1:$A$2"})
    return chart


def test_a_part_may_be_named_from_the_top_of_the_file(empty: Path) -> None:
    links = "xl/_rels/workbook.xml.rels"
    path = empty.with_name("top.xlsx")
    replaced(empty, path, links, '"worksheets', '"/xl/worksheets')
    assert read(path) == []
    assert load_workbook(path).sheetnames == ["S"]


def test_what_is_not_in_a_sheets_cells_does_not_count(empty: Path) -> None:
    content = (
        f'<worksheet xmlns="{MAIN}" xmlns:x="urn:x"><x:c r="Z1"><x:v>9</x:v></x:c>'
        '<sheetData><row><c r="A1"><v>1</v><extLst><ext uri="u"><x:y/></ext></extLst></c></row>'
        "</sheetData></worksheet>"
    )
    path = with_parts(empty, empty.with_name("other.xlsx"), {SHEET: content})
    assert read(path) == [("A1", None, "number", "1")]
