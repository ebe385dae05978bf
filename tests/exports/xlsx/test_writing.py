"""The file as spreadsheet programs read it: sheets, titles, formats, links, names, print set-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook as XlsxWorkbook
from xlsxwriter.worksheet import Worksheet

from dealmodel.books.reading import load_book
from dealmodel.errors import OutOfRange
from dealmodel.exports.tables.catalogue import COLUMNS
from dealmodel.exports.tables.places import DERIVED_SHEETS, FIRST, HEADER, SHEETS
from dealmodel.exports.xlsx import names, sheet, writing
from dealmodel.exports.xlsx.writing import write_workbook
from dealmodel.reports.deriving import Report, report
from dealmodel.reports.receipt.reading import read_receipt
from tests.checks.books import book
from tests.exports.engines import formulas
from tests.exports.xlsx.books import loop, price, terms
from tests.exports.xlsx.proof import exported, table
from tests.exports.xlsx.written import TYPED, parts, typed_book

TABLES = [name for name in SHEETS if name not in ("Cover", "Control")]


@pytest.fixture(scope="module")
def seeds(seeds_workbook: Path) -> Workbook:
    return load_workbook(seeds_workbook)


@pytest.fixture(scope="module")
def plain_seeds(seeds_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("plain") / "plain.xlsx"
    exported(seeds_report, path, presentation=True)
    return load_workbook(path)


def opened(found: Report) -> tuple[Workbook, tuple[str, ...]]:
    file = BytesIO()
    written = write_workbook(found, file)
    return load_workbook(file), written.warnings


def test_two_readers_see_the_sheets_in_order(seeds: Workbook, seeds_workbook: Path) -> None:
    assert tuple(seeds.sheetnames) == SHEETS
    assert tuple(CalamineWorkbook.from_path(str(seeds_workbook)).sheet_names) == SHEETS
    assert seeds.active.title == "Cover"


def test_another_reader_sees_the_same_values(seeds_workbook: Path) -> None:
    kept = load_workbook(seeds_workbook, data_only=True)
    calamine = CalamineWorkbook.from_path(str(seeds_workbook))
    for name in SHEETS:
        rows = calamine.get_sheet_by_name(name).to_python(skip_empty_area=False)
        told = {
            (row, column): value
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
        for row in kept[name].iter_rows():
            for cell in row:
                value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                if value not in (None, ""):
                    assert told.pop((cell.row, cell.column)) == value, (name, cell.coordinate)
        assert told == {}


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_has_its_titles_in_sight_and_on_every_page(name: str, seeds: Workbook) -> None:
    found = seeds[name]
    titles = [cell.value for cell in found[HEADER]]
    if name in DERIVED_SHEETS:
        assert titles[:6] == ["About", "Answer", "Low", "Point", "High", "Unit"]
        told = [title for title in titles if title and "for the chart" not in title]
        assert len(set(told)) == len(told)
    else:
        assert titles[: len(COLUMNS[name.lower()])] == [c.title for c in COLUMNS[name.lower()]]
    kept = 2 if titles[0] == "About" else 1
    assert found.freeze_panes == f"{'ABC'[kept]}{FIRST}"
    assert found.print_title_rows == f"${HEADER}:${HEADER}"
    assert found.auto_filter.ref.startswith(f"A{HEADER}:")
    last = max(number for number, _ in table(seeds, name))
    assert found.auto_filter.ref.endswith(str(last))


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_set_up_to_be_printed(name: str, seeds: Workbook) -> None:
    found = seeds[name]
    assert found.page_setup.orientation in ("landscape", "portrait")
    assert str(found.page_setup.paperSize) == "9"
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.page_setup.fitToWidth in (1, None)
    assert found.print_area
    assert found.oddFooter.center.text == "&A"
    assert all(each.width >= 7 for each in found.column_dimensions.values())


def colour(cell) -> str | None:
    found = cell.font.color
    return found.rgb if found is not None and found.type == "rgb" else None


def test_inputs_are_blue_formulas_black_and_links_green(seeds: Workbook) -> None:
    counted = dict.fromkeys(("blue", "black", "green"), 0)
    for name in ("Inputs", "Rates", "Valuation", "Prices", "Volumes", "Ownership", "Checks"):
        for _, cells in table(seeds, name):
            for cell in cells.values():
                if cell.data_type == "f":
                    is_link = re.fullmatch(r"=\w+!\$[A-Z]+\$\d+", cell.value)
                    assert colour(cell) == ("FF007A33" if is_link else None), cell
                    counted["green" if is_link else "black"] += 1
                elif cell.hyperlink is not None:
                    assert colour(cell) == "FF007A33"
                elif name in ("Inputs", "Rates") and cell.data_type == "n" and cell.value:
                    assert colour(cell) in ("FF0000FF", None), cell
                    counted["blue"] += colour(cell) == "FF0000FF"
    assert min(counted.values()) > 20


def test_presentation_has_the_same_numbers_without_the_colours(
    seeds: Workbook, plain_seeds: Workbook
) -> None:
    for name in SHEETS[1:]:
        for row, plain in zip(seeds[name].iter_rows(), plain_seeds[name].iter_rows(), strict=True):
            for cell, other in zip(row, plain, strict=True):
                assert (cell.value, cell.number_format) == (other.value, other.number_format)
                assert colour(other) not in ("FF0000FF", "FF007A33")
    assert plain_seeds["Inputs"].sheet_properties.tabColor is None


def test_every_name_is_one_cell_that_is_there(seeds: Workbook) -> None:
    told = {name: each.attr_text for name, each in seeds.defined_names.items()}
    assert {name.partition("_")[0] for name in told} == {"in", "fx", "out"}
    assert "out_master_check" in told
    for name, target in told.items():
        found = re.fullmatch(
            r"(Inputs|Rates|Valuation|Prices|Volumes|Ownership|Checks)!(\S+)", target
        )
        assert found, (name, target)
        cell = seeds[found[1]][found[2].replace("$", "")]
        if name.startswith(("in_", "fx_")):
            assert cell.column_letter == "D"
            assert found[1] == {"in": "Inputs", "fx": "Rates"}[name[:2]]
        elif name != "out_master_check":
            assert cell.data_type == "f"
    [share] = [each for name, each in told.items() if "stellantis_in_leapmotor_share_cnbc" in name]
    says = seeds["Inputs"][share.partition("!")[2].replace("$", "")].offset(0, -1)
    assert says.value == "21%"


def test_a_comment_on_each_value_says_what_it_can_mean(seeds: Workbook) -> None:
    rows = list(table(seeds, "Inputs"))
    assert len(rows) > 30
    for _, cells in rows:
        assert cells["Value"].comment.text == cells["What it can mean"].value


def test_links_lead_to_the_rows_that_they_name(seeds: Workbook) -> None:
    ids = {cells["Source"].value: number for number, cells in table(seeds, "Sources")}
    claimed = 0
    for _, cells in table(seeds, "Inputs"):
        link = cells["Source"].hyperlink
        if link is not None:
            row = int(link.location.removeprefix("Sources!A"))
            assert row in ids.values()
            publisher = seeds["Sources"][f"B{row}"].value
            assert str(cells["Source"].value).startswith(publisher)
            claimed += 1
    assert claimed > 25
    for name in ("Valuation", "Prices", "Volumes", "Ownership"):
        for _, cells in table(seeds, name):
            for cell in cells.values():
                if cell.hyperlink is not None:
                    sheet_name, _, address = cell.hyperlink.location.partition("!")
                    assert seeds[sheet_name][address].value is not None
                    first = re.search(r"\d+", str(cell.value))
                    assert first is not None
                    assert address == f"A{first[0]}"


def test_a_claim_is_linked_from_the_answers_that_rest_on_it(seeds: Workbook) -> None:
    linked = 0
    for _, cells in table(seeds, "Valuation"):
        for number in ("", " 1", " 2"):
            target = str(cells[f"Point{number}"].value)
            if cells["Name"].value == "share" and target.startswith("=Inputs!$D$"):
                row = target.removeprefix("=Inputs!$D$")
                assert cells[f"Claims{number}"].hyperlink.location == f"Inputs!A{row}"
                linked += 1
    assert linked > 1


def test_days_are_dates_and_months_are_text() -> None:
    found, _ = opened(report(book(terms())))
    published = {
        cells["Source"].value: cells["Published"].value for _, cells in table(found, "Sources")
    }
    assert published["day"].date() == date(2024, 5, 7)
    assert (published["month"], published["year"]) == ("2024-05", "2024")


def test_inputs_may_be_changed_within_limits(seeds: Workbook) -> None:
    for name in ("Inputs", "Rates"):
        rules = seeds[name].data_validations.dataValidation
        assert rules
        held = {str(each) for rule in rules for each in rule.sqref.ranges}
        columns = {re.match("[A-Z]+", each)[0] for each in held}
        assert columns == set("DEFHIJP" if name == "Inputs" else "D")
    assert not seeds["Valuation"].data_validations.dataValidation


def test_colour_appears_only_where_a_check_fails(seeds: Workbook) -> None:
    [flags] = [each for each in seeds["Checks"].conditional_formatting if ":" in str(each.sqref)]
    for name in ("Valuation", "Prices", "Volumes", "Ownership"):
        for each in seeds[name].conditional_formatting:
            column = re.match("[A-Z]+", str(each.sqref))[0]
            assert str(seeds[name][f"{column}{HEADER}"].value).startswith("Result")
    [rule] = flags.rules
    assert (rule.operator, rule.formula) == ("greaterThan", ["0"])
    first, last = re.findall(r"\d+", str(flags.sqref))
    assert int(first) == FIRST
    assert int(last) == max(number for number, _ in table(seeds, "Checks"))
    letter = re.match("[A-Z]+", str(flags.sqref))[0]
    assert seeds["Checks"][f"{letter}{HEADER}"].value == "Fail"
    masters = list(seeds["Cover"].conditional_formatting)
    assert sorted(str(each.sqref) for each in masters) == ["B6", "B7"]
    assert str(seeds["Cover"]["B7"].value) == "=Checks!$B$2"


def test_the_properties_tell_what_it_is_and_not_when_or_where(seeds: Workbook) -> None:
    told = seeds.properties
    assert told.creator == "dealmodel"
    assert told.created == datetime.fromisoformat("2025-06-30")
    assert seeds.properties.title


def test_the_properties_carry_the_receipt(seeds: Workbook, seeds_report: Report) -> None:
    assert read_receipt(str(seeds.properties.description)) == seeds_report.receipt
    (told,) = [row[1].value for row in seeds["Cover"].rows if row[0].value == "Written by"]
    assert "receipt" in told


def test_the_same_report_gives_the_same_bytes(seeds_report: Report) -> None:
    one, two = BytesIO(), BytesIO()
    write_workbook(seeds_report, one)
    write_workbook(seeds_report, two)
    assert one.getvalue() == two.getvalue()


def test_it_tells_how_many_sheets_and_rows() -> None:
    steps: list[str] = []
    found = report(book(loop()))
    written = write_workbook(found, BytesIO(), step=steps.append)
    workbook, _ = opened(found)
    there = [name for name in TABLES if name in workbook.sheetnames]
    rows = {name: len(list(table(workbook, name))) for name in there}
    assert written.sheets == len(workbook.sheetnames)
    assert written.rows == sum(rows.values()) == len(steps)
    assert {name: steps.count(name) for name in there} == rows


@pytest.mark.parametrize("text", [text for text in TYPED if set(text) & set("=!:<@{")])
def test_nothing_typed_in_a_book_becomes_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    exported(report(typed_book(text)), path)
    for formula in formulas(path).values():
        bare = re.sub(r'"[^"]*"', "", formula)
        assert re.fullmatch(r"=[A-Za-z!$\d+*/(),:<>=.&-]+", bare), formula
        assert text not in bare or len(text) < 3, formula
    for name, content in parts(path).items():
        if name.endswith(".rels"):
            assert "External" not in content, name
        if name.startswith("xl/charts/chart"):
            for each in ElementTree.fromstring(content).iter():
                if each.tag.endswith("}f"):
                    assert re.fullmatch(r"\w+!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", str(each.text))
    for sheet_found in load_workbook(path):
        for link in sheet_found._hyperlinks:
            assert link.target is None
            assert re.fullmatch(r"\w+!A\d+", link.location)


def test_an_address_of_the_web_can_be_clicked(tmp_path: Path) -> None:
    path = tmp_path / "sources.xlsx"
    several = {"alpha": "https://example.org/a?b=1&c=2#d", "beta": "http://example.org/b"}
    built = book("")
    given = {
        key: each.model_copy(update={"url": several[key]}) if key in several else each
        for key, each in built.sources.items()
    }
    exported(report(built.model_copy(update={"sources": given})), path)
    found = load_workbook(path)
    links = {
        cells["Source"].value: cells["Address"].hyperlink for _, cells in table(found, "Sources")
    }
    assert {key: each.target for key, each in links.items() if each} | {
        "alpha": "https://example.org/a?b=1&c=2"
    } == several | {"alpha": "https://example.org/a?b=1&c=2"}
    assert links["alpha"].location in (None, "d")


@pytest.mark.parametrize("title", ["A & B", "x" * 119 + "&y", "&" * 200, "A &C B", "2024 deals"])
def test_an_ampersand_keeps_its_place_in_the_footer(title: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    exported(report(book("").model_copy(update={"book": title})), path)
    [footer] = re.findall("<oddFooter>(.*)</oddFooter>", parts(path)["xl/worksheets/sheet2.xml"])
    told = re.fullmatch("&L&8 (.*)&C&8&A&R&8&P / &N", unescape(footer))
    assert told, footer
    assert "&" not in told[1].replace("&&", "")
    assert title.startswith(told[1].replace("&&", "&"))


def test_long_text_is_told() -> None:
    _, warnings = opened(report(typed_book("y" * 40_000)))
    assert any("text of 40000 characters is cut" in each for each in warnings)
    assert all(re.match(r"\w+![A-Z]+\d+: ", each) for each in warnings)


def test_too_many_rows_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter.worksheet import Worksheet

    whole = Worksheet.write_string

    def short(self, row, *rest):
        return -1 if row >= 8 and self.name == "Prices" else whole(self, row, *rest)

    monkeypatch.setattr(Worksheet, "write_string", short)
    with pytest.raises(OutOfRange, match=r"Prices!\w9 could not be written"):
        write_workbook(report(book(price("109,800 yuan"))), BytesIO())


def test_an_error_leaves_no_temporary_file_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    found = report(book(terms(paid="€1" + "0" * 320)), checks=False)
    with pytest.raises(OutOfRange, match="308 digits"):
        write_workbook(found, BytesIO())
    assert list(tmp_path.iterdir()) == []


def test_too_many_links_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_LINKS", 3)
    _, warnings = opened(report(book(terms())))
    assert "a sheet holds 3 links" in " ".join(warnings)
    assert len({each.partition("!")[0] for each in warnings}) == len(warnings)


def test_too_many_names_and_comments_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MAX_NAMES", 1)
    monkeypatch.setattr(writing, "_COMMENTS", 1)
    found, _ = opened(report(book(terms())))
    assert {name[:3] for name in found.defined_names} == {"fx_", "out"}
    comments = [cells["Value"].comment for _, cells in table(found, "Inputs")]
    assert [each is not None for each in comments] == [True] + [False] * (len(comments) - 1)


def test_empty_sheets_are_left_out() -> None:
    found, warnings = opened(report(book("")))
    assert found.sheetnames == ["Cover", "Inputs", "Sources", "Checks"]
    assert warnings == ()
    found, _ = opened(report(book(price("109,800 yuan"))))
    assert not {"Valuation", "Volumes", "Ownership"} & set(found.sheetnames)
    told = [cell.value for cell in found["Cover"]["A"]]
    assert "Prices" in told
    assert "Valuation" not in told


def test_units_have_a_column_of_their_own(seeds: Workbook) -> None:
    units = set()
    for name in ("Valuation", "Prices", "Volumes"):
        for _, cells in table(seeds, name):
            for unit in ("", ", 2nd unit"):
                found = cells.get(f"Unit{unit}")
                units.add(found and found.value)
                if found and found.value == "USD" and cells[f"Point{unit}"].value is not None:
                    assert "#,##0" in cells[f"Point{unit}"].number_format
    assert {"USD", "EUR", "CNY", "cars"} <= units


@pytest.mark.parametrize(
    ("method", "refused"),
    [
        (Worksheet.data_validation, "the choices on Control"),
        (Worksheet.conditional_format, "the colour of failed checks"),
        (Worksheet.insert_chart, "the chart on Valuation"),
        (XlsxWorkbook.define_name, "what is printed of Valuation"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_what_the_library_refuses_is_an_error(
    method: Callable[..., Any], refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = XlsxWorkbook if method.__name__ == "define_name" else Worksheet
    monkeypatch.setattr(owner, method.__name__, lambda *_: -2)
    with pytest.raises(OutOfRange, match=rf"{refused}.* could not be written \(code -2\)"):
        write_workbook(report(load_book(Path(__file__).parents[3] / "seeds")), BytesIO())


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_printed_in_letters_of_eight_points_or_more(name: str, seeds: Workbook) -> None:
    found = seeds[name]
    kept = [cell.column_letter for cell in found["A1:B1"][0]]
    # 7 pixels a letter of Arial 10, 96 an inch; a page of Letter is 11 inches wide, less margins.
    room = (11 - found.page_margins.left - found.page_margins.right) * 96
    for area in str(found.print_area).split(","):
        first, last = re.findall(r"\$([A-Z]+)\$", area)
        columns = [cell.column_letter for cell in found[f"{first}1:{last}1"][0]]
        widths = [
            found.column_dimensions[letter].width
            for letter in dict.fromkeys([*(kept if first != "A" else []), *columns])
        ]
        scale = min(1, room / sum(width * 7 + 5 for width in widths))
        assert 10 * scale >= 8, area


def test_large_money_is_shown_in_millions(seeds: Workbook) -> None:
    formats = {
        cells["Low"].number_format
        for _, cells in table(seeds, "Valuation")
        if cells["Unit"].value == "USD" and cells["Answer"].value.startswith("implied")
    }
    assert '[>=1000000]#,##0.0,,"m"_);[<=-1000000](#,##0.0,,"m");#,##0.00_)' in formats
    printed = [cells["Value"] for _, cells in table(seeds, "Inputs")]
    assert not any("m" in cell.number_format for cell in printed)
