"""A cell holds what it was given, as what it was given, or the reader is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.errors import OutOfRange
from dealmodel.exports.table import Column, Held, Link, Live, Row
from dealmodel.exports.xlsx import sheet as sheets
from dealmodel.exports.xlsx.sheet import Sheet
from tests.exports.hostile import NUMBERS, TEXTS, cleaned
from tests.exports.xlsx.written import TYPED, written

TEXT = Column("text", "Text", 10)
NUMBER = Column("number", "Number", 10, "number")
INPUT = Column("input", "Input", 10, "number", is_input=True)


def written_row(*cells: tuple[object, Column], style: str = "EUR"):
    """The cells of a row, read back, with the warnings."""
    row = Row(tuple(cell for cell, _ in cells), style)
    columns = [column for _, column in cells]
    book, warnings = written(lambda sheet: sheet.row(5, row, columns))
    return [book["S"].cell(5, at) for at in range(1, len(cells) + 1)], warnings


def decoded(text: str) -> str:
    """The text with the escapes of the file format read as the characters that they stand for."""
    return re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_is_text_and_leads_nowhere(text: str) -> None:
    [plain, number], warnings = written_row((text, TEXT), (text, NUMBER))
    for cell in (plain, number):
        assert cell.data_type in ("s", "inlineStr")
        assert decoded(cell.value).rstrip() == text.rstrip()
        assert cell.hyperlink is None
    assert warnings == []


@settings(max_examples=40)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=8))
def test_any_text_is_itself_or_the_reader_is_told(texts: list[str]) -> None:
    row = Row(tuple(texts))
    book, warnings = written(lambda sheet: sheet.row(1, row, [TEXT] * len(texts)))
    for at, text in enumerate(texts, 1):
        cell = book["S"].cell(1, at)
        assert cell.data_type != "f"
        shown = decoded(cell.value or "")
        assert shown.rstrip(" ").split() == cleaned(text).rstrip(" ").split()
        assert any(w.startswith(f"S!{'ABCDEFGH'[at - 1]}1:") for w in warnings) == (
            cleaned(text) != text
        )


@pytest.mark.parametrize("text", ["a\x07b", "a\x1b[31m", "a\ud83d", "a\ufffe", "\x85"])
def test_what_no_file_can_hold_is_shown_and_told(text: str) -> None:
    [cell], warnings = written_row((text, TEXT))
    assert "�" in cell.value
    assert warnings == ["S!A5: characters that no file can hold are shown as �"]


def test_text_that_is_too_long_is_cut_and_told() -> None:
    [cell, fits], warnings = written_row(("x" * 40_000, TEXT), ("y" * 32_767, TEXT))
    assert len(cell.value) == 32_767
    assert cell.value.endswith("x […]")
    assert len(fits.value) == 32_767
    assert warnings == ["S!A5: text of 40000 characters is cut to 32767"]


@settings(max_examples=20)
@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_a_number_keeps_the_digits_that_a_spreadsheet_can_hold(numbers: list[Fraction]) -> None:
    cells, _ = written_row(*[(number, NUMBER) for number in numbers])
    for cell, number in zip(cells, numbers, strict=True):
        assert cell.data_type == "n"
        assert abs(Fraction(cell.value) - number) <= abs(number) / 10**15


@pytest.mark.parametrize("cell", [Fraction(10**400), Live("=A1", Fraction(-(10**400)))])
def test_a_number_that_no_cell_holds_is_an_error(cell: object) -> None:
    with pytest.raises(OutOfRange, match="S!A5: no spreadsheet holds a number"):
        written_row((cell, NUMBER))


def test_formulas_with_their_values() -> None:
    cells, _ = written_row(
        (Live("=B1*2", Fraction(3)), NUMBER),
        (Live('=IF(B1,"a",B2)', "∞"), NUMBER),
        (Live("=Inputs!$A$1", Fraction(1, 3), is_link=True), NUMBER),
    )
    assert [cell.value for cell in cells] == ["=B1*2", '=IF(B1,"a",B2)', "=Inputs!$A$1"]
    assert [cell.data_type for cell in cells] == ["f"] * 3


def test_colours_by_what_a_cell_is() -> None:
    cells, _ = written_row(
        (Fraction(1), INPUT),
        (Live("=A1", Fraction(1)), NUMBER),
        (Live("=X!A1", Fraction(1), is_link=True), NUMBER),
        (Link("there", "S!A1"), TEXT),
        (Held(Fraction(1), "why"), NUMBER),
        (Fraction(1), NUMBER),
        ("∞", INPUT),
    )
    blue, black, green, link, held, plain, endless = cells
    assert blue.font.color.rgb == endless.font.color.rgb == "FF0000FF"
    assert green.font.color.rgb == link.font.color.rgb == "FF007A33"
    # Black is the theme's own colour for text, its second.
    assert {cell.font.color.theme for cell in (black, held, plain)} == {1}
    assert (held.font.i, plain.font.i) == (True, False)


def test_an_empty_input_is_there_to_be_filled_and_other_empty_cells_are_not() -> None:
    cells, _ = written_row((None, INPUT), (None, NUMBER), (Fraction(0), INPUT))
    assert [cell.value for cell in cells] == [None, None, 0]
    assert cells[0].has_style
    assert not cells[1].has_style


def test_a_day_is_a_date_where_all_programs_count_alike() -> None:
    cells, _ = written_row(
        *((day, TEXT) for day in (date(2024, 2, 29), date(1900, 3, 1), date(1900, 2, 28))),
        (date(1812, 6, 24), TEXT),
        ("2024-02", TEXT),
    )
    assert [cell.value for cell in cells] == [
        datetime.fromisoformat("2024-02-29"),
        datetime.fromisoformat("1900-03-01"),
        "1900-02-28",
        "1812-06-24",
        "2024-02",
    ]
    assert cells[0].number_format == "yyyy-mm-dd"


def test_the_columns_own_style_is_used() -> None:
    rate = Column("rate", "Rate", 10, "number", style="rate")
    cells, _ = written_row((Fraction(1), rate), (Fraction(1), NUMBER))
    assert [cell.number_format for cell in cells] == [
        "0.0000000000_);(0.0000000000)",
        "#,##0.00_);(#,##0.00)",
    ]


def test_a_result_stands_out() -> None:
    row = Row((Fraction(1), "text"), is_result=True)
    book, _ = written(lambda sheet: sheet.row(1, row, [NUMBER, TEXT]))
    assert [book["S"].cell(1, at).font.b for at in (1, 2)] == [True, True]


def test_a_link_leads_to_a_cell() -> None:
    [cell], _ = written_row((Link("=CNBC", "Sources!A5"), TEXT))
    assert (cell.value, cell.data_type) == ("=CNBC", "s")
    assert cell.hyperlink.location == "Sources!A5"
    assert cell.hyperlink.target is None


def test_beyond_the_most_links_text_stays_and_the_reader_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MAX_LINKS", 2)
    cells, warnings = written_row(*[(Link(f"to {n}", f"S!A{n}"), TEXT) for n in range(1, 5)])
    assert [cell.value for cell in cells] == ["to 1", "to 2", "to 3", "to 4"]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False]
    assert warnings == ["S!C5: a sheet holds 2 links: from here on none lead on"]


WRITES: list[tuple[str, Callable[[Sheet], None]]] = [
    ("write_string", lambda sheet: sheet.text(7, 0, "x")),
    ("write_number", lambda sheet: sheet.number(7, 0, Fraction(1), "plain", "EUR")),
    ("write_formula", lambda sheet: sheet.live(7, 0, Live("=A1", Fraction(1)), "EUR")),
    ("write_datetime", lambda sheet: sheet.day(7, 0, date(2024, 1, 1))),
    ("write_url", lambda sheet: sheet.link(7, 0, Link("a", "S!A1"))),
    ("write_comment", lambda sheet: sheet.comment(7, 0, "why")),
    ("write_blank", lambda sheet: sheet.cell(7, 0, None, INPUT, "EUR")),
]


@pytest.mark.parametrize("code", [-1, -2])
@pytest.mark.parametrize(("method", "write"), WRITES, ids=[name for name, _ in WRITES])
def test_what_the_library_refuses_is_an_error(
    method: str, write: Callable[[Sheet], None], code: int
) -> None:
    def refused(sheet: Sheet) -> None:
        setattr(sheet.worksheet, method, lambda *_: code)
        write(sheet)

    with pytest.raises(OutOfRange, match=rf"S!A7 could not be written \(code {code}\)"):
        written(refused)


def test_a_row_beyond_the_last_is_an_error() -> None:
    assert sheets.MAX_ROWS == 1_048_576

    def beyond(sheet: Sheet) -> None:
        sheet.text(sheets.MAX_ROWS, 0, "last")
        sheet.text(sheets.MAX_ROWS + 1, 0, "beyond")

    with pytest.raises(OutOfRange, match=r"A1048577 could not be written.*1048576 rows"):
        written(beyond)
