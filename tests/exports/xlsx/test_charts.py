"""Charts read the cells below a table, which are links into it; and the cover's headlines."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.xlsx import bars, cover, writing
from dealmodel.exports.xlsx.bars import Block, blocks
from dealmodel.exports.xlsx.charts import _axis_format
from dealmodel.reports.deriving import report
from tests.checks.books import book, claims, entry, stake
from tests.exports.altered import changed
from tests.exports.engines import cached, formulas, recalculated
from tests.exports.xlsx.books import compared, price, said, terms
from tests.exports.xlsx.proof import exported, table
from tests.exports.xlsx.written import parts

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SEVERAL = stake(
    on="2023-10-26",
    paid=claims("€1.5 billion", "€1.4 billion", "at least €1.5 billion"),
    share=claims("21%", "20 percent", "20%"),
)


def made(text: str, sheet: str) -> list[Block]:
    tables = Tables(report(book(text)), with_control=True)
    for name in ("Valuation", "Prices", "Volumes", "Ownership"):
        list(tables.derived(name))
    return blocks(sheet, tables)


def test_a_football_field_for_each_currency() -> None:
    found = made(SEVERAL, "Valuation")
    assert [(each.kind, each.unit) for each in found] == [
        ("ranges", unit) for unit in ("EUR", "EUR", "USD", "USD")
    ]
    assert ["pre-money" in each.title for each in found] == [False, True, False, True]
    euros = found[0]
    assert [each.is_overlap for each in euros.bars].count(True) == 1
    assert all(each.where.sheet == "Valuation" for each in euros.bars)
    labels = [each.label for each in euros.bars]
    assert any(label.startswith("Alpha: €1.5 billion / 21%") for label in labels)


def test_one_bar_alone_is_no_chart() -> None:
    assert made(terms(shares_are="secondary"), "Valuation") == []
    assert made("", "Prices") == []


def test_prices_stand_side_by_side_in_one_currency() -> None:
    found = made(price("109,800 yuan ($15,115)"), "Prices")
    dollars = next(each for each in found if each.unit == "USD")
    assert [each.where.sheet for each in dollars.bars] == ["Inputs", "Prices", "Prices"]
    assert not any(each.is_overlap for each in dollars.bars)


def test_two_volumes_and_what_their_ratio_implies() -> None:
    [found] = made(compared("300,000 cars", "less than a tenth", said("4,272,145 cars")), "Volumes")
    assert found.kind == "sizes"
    assert [each.where.sheet for each in found.bars] == ["Inputs", "Inputs", "Volumes"]
    assert found.bars[2].high == "∞"


def test_no_more_than_a_person_would_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "MAX_BLOCKS", 1)
    monkeypatch.setattr(bars, "MAX_BARS", 2)
    found, beyond = made(SEVERAL, "Valuation")  # one more tells that there are more
    assert len(found.bars) == len(beyond.bars) == 2
    assert re.search(r"\(the first 2 of \d+\)$", found.title)


def test_a_sheet_says_that_not_all_is_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for module in (bars, writing):
        monkeypatch.setattr(module, "MAX_BLOCKS", 1)
    path = tmp_path / "charts.xlsx"
    exported(report(book(SEVERAL)), path)
    told = [cell.value for cell in load_workbook(path)["Valuation"]["A"]]
    assert told[-1] == "Only the first 1 are drawn."


@pytest.mark.parametrize("text", [SEVERAL, price("109,800 yuan ($15,115)")])
def test_charts_read_the_cells_of_their_block(text: str, tmp_path: Path) -> None:
    path = tmp_path / "charts.xlsx"
    exported(report(book(text)), path)
    told, shown = formulas(path), cached(path)
    workbook = load_workbook(path)
    charts = [content for name, content in parts(path).items() if "/charts/chart" in name]
    assert charts
    for content in charts:
        for series in ElementTree.fromstring(content).iter(f"{C}ser"):
            sheet, letter, first, last = place(series.find(f"{C}cat"))
            cells = [shown[sheet, f"{letter}{row}"] for row in range(first, last + 1)]
            assert cache(series.find(f"{C}cat")) == cells
            for row, cell in zip(range(first, last + 1), cells, strict=True):
                name = workbook[sheet][f"A{row}"].value
                assert str(cell).startswith(shown.get((sheet, f"A{row}"), name))
            _, column, start, end = place(series.find(f"{C}val"))
            assert start == first
            assert last - 1 <= end <= last  # the overlap's own row has no other bar
            numbers = cache(series.find(f"{C}val"))
            for row, number in zip(range(start, end + 1), numbers, strict=True):
                value = shown[sheet, f"{column}{row}"]
                assert float(number) == pytest.approx(value, rel=1e-14, abs=1e-9)
                for side in "CE":
                    assert re.fullmatch(r"=\w+!\$[A-Z]+\$\d+", told[sheet, f"{side}{row}"])


def place(part) -> tuple[str, str, int, int]:
    text = next(part.iter(f"{C}f")).text
    sheet, column, first, last = re.fullmatch(r"(\w+)!\$([A-Z]+)\$(\d+):\$\2\$(\d+)", text).groups()
    return sheet, column, int(first), int(last)


def cache(part) -> list[str]:
    return [each.find(f"{C}v").text for each in part.iter(f"{C}pt")]


def bars_of(path: Path, shown: dict) -> list[float]:
    """The numbers of the first chart's bars: where each starts, how far it is to the point and to
    the end, and the length of the overlap."""
    content = next(content for name, content in parts(path).items() if "/charts/chart1." in name)
    columns = []
    for series in ElementTree.fromstring(content).iter(f"{C}ser"):
        sheet, column, first, last = place(series.find(f"{C}val"))
        columns.append([shown[sheet, f"{column}{row}"] for row in range(first, last + 1)])
    return [number for bar in zip_longest(*columns[:4], fillvalue=0) for number in bar]


def test_bars_by_hand_and_after_a_change(tmp_path: Path) -> None:
    text = stake(
        on="2023-10-26",
        shares_are="secondary",
        paid=claims("€1 billion to €2 billion", "€1.5 billion to €3 billion"),
        share=claims("exactly 50%", "exactly 50%"),
    )
    path = tmp_path / "bars.xlsx"
    exported(report(book(text)), path)
    bn = 10**9
    assert bars_of(path, cached(path)) == pytest.approx(
        [2 * bn, 2 * bn, 0, 0, 3 * bn, 3 * bn, 0, 0, 3 * bn, 0, 0, 1 * bn]
    )
    row = next(
        number
        for number, cells in table(load_workbook(path), "Inputs")
        if cells["Record"].value == "stakes.deal.paid.0"
    )
    other = changed(path, tmp_path / "other.xlsx", {("Inputs", f"F{row}"): 5 * bn // 2})
    assert bars_of(other, recalculated(other, "ironcalc")) == pytest.approx(
        [2 * bn, 3 * bn, 0, 0, 3 * bn, 3 * bn, 0, 0, 3 * bn, 0, 0, 2 * bn]
    )


def test_a_football_field_follows_its_cells_and_tells_its_ends(tmp_path: Path) -> None:
    path = tmp_path / "field.xlsx"
    exported(report(book(SEVERAL)), path)
    content = next(content for name, content in parts(path).items() if "/charts/chart1." in name)
    tree = ElementTree.fromstring(content)
    assert not list(tree.iter(f"{C}min"))
    assert not list(tree.iter(f"{C}max"))
    [labels] = {next(each.iter(f"{C}f")).text for each in tree.iter(f"{C}cat")}
    first = load_workbook(path, data_only=True)["Valuation"][labels.partition("!")[2]][0][0].value
    assert first == "Alpha: €1.5 billion / 21%: 6744.2 to 7561m"
    drawing = next(content for name, content in parts(path).items() if "/drawing1." in name)
    assert re.search(
        r'descr="Ivy in Elm[^"]*equity value in EUR. Ranges from low to high: ', drawing
    )


@pytest.mark.parametrize(
    ("largest", "form"),
    [
        (0, "0.00"),
        (5, "0.00"),
        (999, "#,##0"),
        (150_000, '#,##0,"k"'),
        (7_500_000_000, '#,##0.0,,,"bn"'),
        (75_000_000_000, '#,##0,,,"bn"'),
        (3 * 10**12, '#,##0.0,,,,"tn"'),
    ],
)
def test_an_axis_is_in_thousands_millions_and_so_on(largest: int, form: str) -> None:
    assert _axis_format(Fraction(largest)) == form


def cover_of(path: Path) -> dict[str, list[object]]:
    sheet = load_workbook(path)["Cover"]
    return {
        str(row[0].value): [cell.value for cell in row[1:]]
        for row in sheet.iter_rows()
        if row[0].value
    }


def test_the_cover_tells_what_it_is_and_whether_its_checks_pass(seeds_workbook: Path) -> None:
    told, shown = cover_of(seeds_workbook), cached(seeds_workbook)
    assert re.fullmatch("[0-9a-f]{64}", str(told["SHA-256 of the book"][0]))
    assert str(told["Written by"][0]).startswith("dealmodel ")
    assert shown["Cover", "B7"] == "All checks pass"
    assert {"blue: entered, and may be changed", "As of", "Figures read"} <= told.keys()


def test_headlines_are_links_to_where_they_are_computed(seeds_workbook: Path) -> None:
    shown = load_workbook(seeds_workbook, data_only=True)
    sheet = load_workbook(seeds_workbook)["Cover"]
    links = 0
    for row in range(10, 34):
        place, _, low = sheet[f"B{row}"].hyperlink.location.partition("!")
        beside = [shown[place][low].offset(0, by) for by in (0, 1, 2)]
        unit = shown["Cover"][f"F{row}"].value or ""
        size = 10**6 if unit.endswith(" m") else 1
        for column, cell in zip("CDE", beside, strict=True):
            told, there = shown["Cover"][f"{column}{row}"].value, cell.value
            if isinstance(there, int | float):
                assert told == pytest.approx(there / size)
            else:
                assert (told or None) == (there or None)
            links += 1
    assert links > 60


def test_the_terms_of_a_deal_are_told_in_millions(seeds_workbook: Path) -> None:
    shown = load_workbook(seeds_workbook, data_only=True)["Cover"]
    told = {
        (row[0].value, row[1].value): [cell.value for cell in row[2:6]]
        for row in shown.iter_rows(min_row=10)
        if row[1].value is not None
    }
    deal = "Stellantis in Leapmotor, 2023-10"
    assert told[deal, "share"][:3] == [pytest.approx(0.195), None, pytest.approx(0.215)]
    low, _, high, unit = told[deal, "implied equity value"]
    # $1.45 billion for 21.5% at the least: as euros at the lowest rate of the month, in dollars.
    assert 7_000 < low < 7_100
    assert 8_400 < high < 8_500
    assert unit == "USD m"
    assert told["Leapmotor International", "Stellantis holds"][1] == pytest.approx(0.51)
    assert told["Leapmotor International", "Leapmotor holds"][1] == pytest.approx(0.49)


def test_headlines_beyond_the_most_are_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = report(book(SEVERAL))
    monkeypatch.setattr(cover, "MAX_HEADLINES", 2)
    exported(found, tmp_path / "two.xlsx")
    assert any(
        re.fullmatch(r"and \d+ more on the sheets", key) for key in cover_of(tmp_path / "two.xlsx")
    )


def test_what_could_not_be_derived_is_told(tmp_path: Path) -> None:
    text = "prices:\n" + entry(
        "car", product="Car", basis="list", on="1990", amount=said("109,800 yuan")
    )
    found = report(book(text))
    assert found.warnings
    exported(found, tmp_path / "book.xlsx")
    assert found.warnings[0] in cover_of(tmp_path / "book.xlsx")
