"""Every formula of a workbook gives the exact answer, in engines that no one here wrote, after
every cached value was made wrong; and when what is entered changes, what the library gives then."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import ironcalc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

import dealmodel as dm
from dealmodel.derivations.answers import Derived, Effective, Item, SourcesCompared, Stated
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.places import DERIVED_SHEETS, Placed, letters
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.hedges import HedgeRules
from dealmodel.reports.deriving import Report, report
from tests.checks.books import book, claims, stake
from tests.exports.altered import changed, spoiled
from tests.exports.engines import (
    Cell,
    Engine,
    Value,
    cached,
    formulas,
    needs,
    recalculated,
    recalculated_by_libreoffice,
)
from tests.exports.xlsx.books import CHANGES, SHAPES, pair, shape, terms
from tests.exports.xlsx.proof import TOLERANCE, Due, changes, due, exported, kept, table, unmet

DEALS = Path(__file__).parents[2] / "checks" / "deals"
STEMS = sorted({each.stem for each in DEALS.glob("*.yaml")} - {"mistakes", "printed_wrong"})
MISPRINTS = [stem for stem in STEMS if stem.startswith("misprint-")]
# A misprint is mostly a figure in a book that has the shape of another.
BOOKS = [stem for stem in STEMS if stem not in MISPRINTS] + MISPRINTS[::3]
MASTER, CONTRADICTIONS = ("Cover", "B7"), ("Cover", "B6")
ALLOWED = {
    "COUNTA",
    "ABS",
    "AVERAGE",
    "IF",
    "IFERROR",
    "INDEX",
    "MATCH",
    "MAX",
    "MIN",
    "POWER",
    "ROUND",
    "SQRT",
    "SUM",
}
SIX = "alpha beta gamma delta month day"
PASSES, MOVED = "All checks pass", "Answers differ from the export"


def beside(expected: dict[Cell, Due], shown: dict[Cell, Value]) -> dict[Cell, Due]:
    """What the cells of no table, those of charts and of the cover, are due to show: what they do
    in the file, up to a trifle of the largest number in their row."""
    others = {cell: value for cell, value in shown.items() if cell not in expected}
    rows: dict[tuple[str, str], Fraction] = {}
    for (sheet, address), value in others.items():
        if isinstance(value, float):
            row = sheet, address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            rows[row] = max(rows.get(row, Fraction(0)), abs(Fraction(value)))
    return {
        (sheet, address): Due(
            Fraction(value) if isinstance(value, float) else str(value),
            rows.get((sheet, address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Fraction(0)),
        )
        for (sheet, address), value in others.items()
    }


def prove(found: Report, folder: Path, *engines: Engine) -> Path:
    """Hold a report's workbook, and what engines make of it, to the exact answers."""
    path = folder / "book.xlsx"
    exported(found, path)
    told, expected = kept(path), due(found)
    shown = {cell: value for cell, (_, value) in told.items()}
    assert unmet(shown, expected) == {}, "a stale value"
    outside = beside(expected, shown)
    assert_plain(formula for formula, _ in told.values())
    assert {sheet for sheet, _ in outside} <= {"Cover", "Control", "Checks", *DERIVED_SHEETS}
    wrong = spoiled(path, folder / "spoiled.xlsx")
    for engine in engines:
        shown = recalculated(wrong, engine)
        assert unmet(shown, expected | outside) == {}, engine
    return path


def assert_plain(several: Iterable[str]) -> None:
    """No formula has a number of its own, or a function that some program lacks."""
    for formula in several:
        bare = re.sub(r'"[^"]*"|\$?[A-Z]{1,3}\$?\d+', "", formula)
        assert not re.search(r"[\d{}\[\]]", bare), formula
        assert set(re.findall(r"([A-Z]+)\(", bare)) <= ALLOWED, formula


def assert_items(found: Report, path: Path) -> None:
    """Each answer of the report has its place in a line about its record, whose cells show its ends
    and its point."""
    workbook, shown = load_workbook(path), cached(path)
    tables = Tables(found, with_control=True)
    for sheet, sections in DERIVED_SHEETS.items():
        items: list[Item] = [
            each
            for each in found.items
            if each.subject.partition(".")[0] in sections and not isinstance(each, Stated)
        ]
        if sheet == "Ownership":
            items += [each for each in found.items if isinstance(each, Effective)]
        list(tables.derived(sheet))
        due = [_told(each) for each in items]
        told = [each for each in tables.answers[sheet] if _is_item(each, due)]
        assert [(each.subject, each.name) for each in told] == [each[:2] for each in due]
        lines = dict(table(workbook, sheet))
        places = set()
        for each, (subject, name, point, bounds) in zip(told, due, strict=True):
            line = lines[each.where.row]
            assert line["Record"].value == subject
            assert str(line["Name"].value) == name.removesuffix("_agreement")
            _assert_cells(workbook[sheet], each.where, point, bounds, shown)
            places.add(each.where.low)
        assert len(places) == len(told)


def _is_item(answer: Answered, due: list[tuple[str, str, Fraction | None, Bounds | None]]) -> bool:
    return (answer.subject, answer.name) in {each[:2] for each in due}


def _told(item: object) -> tuple[str, str, Fraction | None, Bounds | None]:
    match item:
        case Derived():
            return item.subject, item.name, item.result.point, item.result.bounds
        case SourcesCompared():
            return item.subject, item.name, None, item.common
        case Effective():
            return item.subject, item.name, item.found.point, item.found.bounds
    raise TypeError(item)


def _assert_cells(sheet, where: Placed, point, bounds: Bounds | None, shown) -> None:
    absent = "no overlap" if bounds is None else ""
    low = absent or ("-∞" if bounds.low is None else bounds.low)
    high = absent or ("∞" if bounds.high is None else bounds.high)
    for place, value in ((where.low, low), (where.point, point), (where.high, high)):
        if not place:
            assert value is None
            continue
        address = place.partition("!")[2].replace("$", "")
        cell = shown.get((sheet.title, address), sheet[address].value)
        if value is None or isinstance(value, str):
            assert (cell or None) == value, address
        else:
            assert abs(Fraction(cell) - value) <= TOLERANCE * max(abs(value), 1), address
    if bounds is not None:
        ends = f"{'(' if bounds.low_open else '['} {')' if bounds.high_open else ']'}"
        assert ends in {cell.value for cell in sheet[where.row]}


def test_the_seeds(seeds_report: Report, tmp_path: Path) -> None:
    path = prove(seeds_report, tmp_path, "ironcalc", "formualizer")
    told = kept(path)
    assert {cell: formula for cell, (formula, _) in told.items()} == formulas(path)
    assert {cell: value for cell, (_, value) in told.items()} == cached(path)
    assert_items(seeds_report, path)
    wrong = cached(tmp_path / "spoiled.xlsx")
    assert len(unmet(wrong, due(seeds_report))) == len(due(seeds_report)) > 500


@pytest.mark.parametrize("name", BOOKS)
def test_a_deal(name: str, tmp_path: Path) -> None:
    found = report(dm.load_book(DEALS / f"{name}.yaml"), checks=False)
    is_one_of_many = BOOKS.index(name) % 5
    engines: tuple[Engine, ...] = ("ironcalc",) if is_one_of_many else ("ironcalc", "formualizer")
    path = prove(found, tmp_path, *engines)
    if not is_one_of_many:
        assert_items(found, path)


@pytest.mark.parametrize("name", SHAPES)
def test_an_awkward_book(name: str, tmp_path: Path) -> None:
    found = report(shape(name))
    assert_items(found, prove(found, tmp_path, "ironcalc", "formualizer"))


@pytest.mark.parametrize("prefer", ["hull", "overlap", "latest", "beta"])
@pytest.mark.parametrize(
    "name",
    [
        "several sources",
        "sources that touch",
        "sources without a high end",
        "a loop as printed",
        "prices side by side",
    ],
)
def test_claims_chosen_among(name: str, prefer: str, tmp_path: Path) -> None:
    prove(report(shape(name), prefer=prefer), tmp_path, "ironcalc")


def test_more_sources_and_currencies_than_stand_side_by_side(tmp_path: Path) -> None:
    told = {
        "on": "2023-10-26",
        "share": claims("21%", "20%", "22%", "20.5%", "21%", sources=SIX),
        "paid": claims("€1.5bn", "$1.6bn", "£1.4bn", "CHF 1.5bn", "€1.6bn", sources=SIX),
    }
    found = report(book(stake(**told)), to=("GBP", "JPY", "SEK"), checks=False)
    assert_items(found, prove(found, tmp_path, "ironcalc", "formualizer"))


@pytest.mark.parametrize("name", ["undeclared shares", "a loop of ranges", "growth", "a premium"])
@pytest.mark.parametrize("rules", [HedgeRules(reading="strict"), HedgeRules(exact=True)])
def test_figures_read_otherwise(name: str, rules: HedgeRules, tmp_path: Path) -> None:
    prove(report(shape(name), rules=rules, to=("GBP", "JPY")), tmp_path, "ironcalc")


@needs("soffice")
def test_libreoffice(seeds_workbook: Path, tmp_path: Path) -> None:
    names = ["a loop of ranges", "a divisor that reaches nothing", "several sources"]
    reports = [report(shape(name)) for name in names]
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(names))]
    for found, path in zip(reports, paths, strict=True):
        exported(found, path)
    reports.append(report(dm.load_book(DEALS.parents[2] / "seeds")))
    paths.append(seeds_workbook)
    wrong = [
        spoiled(each, tmp_path / f"{number}-spoiled.xlsx") for number, each in enumerate(paths)
    ]
    for path, found, shown in zip(paths, reports, recalculated_by_libreoffice(wrong), strict=True):
        expected = due(found)
        assert unmet(shown, expected | beside(expected, cached(path))) == {}


ANSWERS = ("Valuation", "Prices", "Volumes", "Ownership")


def flags_of(found: Report) -> set[tuple[str, str]]:
    """The columns that tell whether a row is as exported, and right."""
    tables = Tables(found, with_control=True)
    return {
        (sheet, letters(index))
        for sheet in DERIVED_SHEETS
        for (_, _, field), index in tables.grid(sheet).index.items()
        if field in ("changed", "fails")
    }


def assert_follows(before: Report, after: Report, folder: Path, *engines: Engine) -> None:
    """The workbook of ``before`` with what ``after`` has entered gives the answers of ``after``."""
    path = folder / "before.xlsx"
    path.unlink(missing_ok=True)
    exported(before, path)
    entered = changes(before, after)
    assert entered
    edited = folder / "edited.xlsx"
    edited.unlink(missing_ok=True)
    changed(path, edited, entered)
    told = formulas(edited)
    # The words of an answer are those that were printed at export, and what tells of a change does.
    words = {cell for cell in told if re.search(r"Inputs!\$V\$", told[cell])}
    flags = flags_of(before)
    expected = {
        cell: each
        for cell, each in due(after).items()
        if cell[0] in ANSWERS
        and cell not in words
        and (cell[0], cell[1].rstrip("0123456789")) not in flags
    }
    same = {cell for cell in told if cell[0] in ANSWERS}
    assert expected.keys() <= same
    for engine in engines:
        shown = recalculated(edited, engine)
        assert unmet(shown, expected) == {}, engine
        assert shown[MASTER] == MOVED


@pytest.mark.parametrize("name", CHANGES)
def test_answers_follow_what_is_entered(name: str, tmp_path: Path) -> None:
    before, after = pair(name)
    assert_follows(report(before), report(after), tmp_path, "ironcalc", "formualizer")


HEDGES = ("", "", "about ", "nearly ", "just over ", "more than ", "exactly ")
AMOUNTS = st.builds("{}€{}{}".format, st.sampled_from(HEDGES), st.integers(2, 99), st.just("m"))
SHARES = st.builds("{}{}%".format, st.sampled_from(HEDGES), st.integers(12, 60))


@settings(max_examples=12)
@given(
    st.sampled_from(["primary", "secondary", "undeclared"]),
    st.tuples(AMOUNTS, SHARES),
    st.tuples(AMOUNTS, SHARES),
)
def test_answers_follow_whatever_is_entered(
    tmp_path: Path, kind: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    if before != after:
        first, second = (report(book(terms(*each, shares_are=kind))) for each in (before, after))
        if changes(first, second):
            assert_follows(first, second, tmp_path, "ironcalc")


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_a_rate_is_an_input_as_well(engine: Engine, tmp_path: Path) -> None:
    found = report(book(terms()))
    exported(found, tmp_path / "one.xlsx")
    path = changed(tmp_path / "one.xlsx", tmp_path / "rate.xlsx", {("Rates", "D5"): 2})
    shown = recalculated(path, engine)
    [line] = [
        cells
        for _, cells in table(load_workbook(path), "Valuation")
        if cells["Name"].value == "implied_equity_value"
    ]
    assert (line["Unit"].value, line["Unit, 2nd unit"].value) == ("USD", "EUR")
    for title, value in (
        ("Low", Fraction(145, 215) * 20),
        ("Point", Fraction(15, 21) * 20),
        ("High", Fraction(155, 205) * 20),
    ):
        euros = shown["Valuation", line[f"{title}, 2nd unit"].coordinate]
        assert Due(value * 10**9 / 2).is_met(euros)
        assert Due(value * 10**9).is_met(shown["Valuation", line[title].coordinate])


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_a_mean_and_its_inverse_follow_a_single_day(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "mean.xlsx"
    exported(report(book(terms().replace("2023-10-26", "2023-10")), to=("GBP",)), path)
    rates = {
        (cells["Rate"].value, str(cells["Mean of"].value or cells["Day"].value)[:10]): number
        for number, cells in table(load_workbook(path), "Rates")
    }
    day = rates["USD per EUR", "2023-10-02"]
    edited = changed(path, tmp_path / "edited.xlsx", {("Rates", f"D{day}"): 2})
    before, after = recalculated(path, engine), recalculated(edited, engine)
    mean = ("Rates", f"D{rates['USD per EUR', '2023-10']}")
    # 22 days, of which 2 October was 1.0530.
    assert after[mean] == pytest.approx(before[mean] + (2 - 1.0530) / 22)
    assert after["Rates", f"F{rates['USD per EUR', '2023-10']}"] == 2


def test_every_blue_cell_moves_an_answer(seeds_workbook: Path) -> None:
    model = ironcalc.load_from_xlsx(str(seeds_workbook))
    workbook = load_workbook(seeds_workbook)
    sheets = {each["name"]: n for n, each in enumerate(model.get_worksheets_properties())}
    places = [
        (sheets[sheet], *coordinate_to_tuple(address))
        for sheet, address in formulas(seeds_workbook)
        if sheet in ANSWERS
    ]

    def answers() -> list[object]:
        return [model.get_cell_value(*place) for place in places]

    before, moved = answers(), 0
    for name in ("Inputs", "Rates"):
        for cell in (each for row in workbook[name].iter_rows() for each in row):
            blue = cell.font.color is not None and cell.font.color.rgb == "FF0000FF"
            if (
                blue
                and cell.data_type == "n"
                and cell.value is not None
                and (name == "Inputs" or cell.row % 9 == 0)
            ):
                place = (sheets[name], cell.row, cell.column)
                model.set_user_input(*place, str(cell.value * 1.01 + 1e-4))
                model.evaluate()
                assert answers() != before, (name, cell.coordinate)
                model.set_user_input(*place, repr(cell.value))
                moved += 1
    assert moved > 60


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_a_master_check_passes_until_something_changes(
    engine: Engine, seeds_workbook: Path, tmp_path: Path
) -> None:
    assert recalculated(seeds_workbook, engine)[MASTER] == PASSES
    [row] = [
        number
        for number, cells in table(load_workbook(seeds_workbook), "Inputs")
        if cells["Record"].value == "stakes.stellantis-in-leapmotor.share.0"
    ]
    path = changed(
        seeds_workbook, tmp_path / "new.xlsx", {("Inputs", f"D{row}"): Decimal("0.2100000001")}
    )
    assert recalculated(path, engine)[MASTER] == MOVED


def test_no_trifle_passes_for_a_right_value() -> None:
    assert Due(Fraction(1)).is_met(1.0 + 9e-13)
    assert not Due(Fraction(1)).is_met(1.0 + 2e-12)
    assert Due(Fraction(1), Fraction(100)).is_met(1.0 + 9e-11)
    assert not Due(Fraction(1)).is_met("1")
    assert not Due(Fraction(0)).is_met("")
    assert not Due("∞").is_met(0.0)


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
@pytest.mark.parametrize(
    ("said", "edit"),
    [
        (stake(share=claims("21%", "25%")), {"D6": Decimal("0.211")}),
        (
            stake(on="2023-10-26", paid=claims("€1.5 billion", "$2.6 billion")),
            {"D6": 1_600_000_000},
        ),
    ],
)
def test_a_contradiction_that_is_edited_away_leaves_the_cover(
    said: str, edit: dict[str, Decimal | int], engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "apart.xlsx"
    exported(report(book(said)), path)
    entered = {("Inputs", cell): value for cell, value in edit.items()}
    edited = changed(path, tmp_path / "together.xlsx", entered)
    before, after = recalculated(path, engine), recalculated(edited, engine)
    assert (before[CONTRADICTIONS], after[CONTRADICTIONS]) == (1.0, 0.0)
    assert "compatible" in [value for (sheet, _), value in after.items() if sheet == "Findings"]


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
@pytest.mark.parametrize("share", [0, None])
def test_a_stake_of_nothing_is_told_and_breaks_no_check(
    share: int | None, engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    exported(report(book(terms())), path)
    entered = {("Inputs", cell): share for cell in ("D5", "I5", "J5")}
    edited = changed(path, tmp_path / "nothing.xlsx", entered)
    assert recalculated(edited, engine)[MASTER] == "Look at the sheet Checks"


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_a_claim_in_the_lines_for_new_ones_is_told_by_the_checks(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    exported(report(book(terms())), path)
    [line] = [c.row for c in load_workbook(path)["Inputs"]["A"] if "New claims" in str(c.value)]
    assert recalculated(path, engine)[MASTER] == PASSES
    entered = {("Inputs", f"C{line + 1}"): "22%"}
    shown = recalculated(changed(path, tmp_path / "more.xlsx", entered), engine)
    assert shown[MASTER] == "Look at the sheet Checks"


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_the_words_of_answers_and_charts_follow_what_is_entered(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    said = stake(on="2023-10-26", share=claims("21%", "20%"), paid=claims("€1.5bn", "€1.6bn"))
    exported(report(book(said)), path)
    [share] = [c.row for c in load_workbook(path)["Inputs"]["C"] if c.value == "21%"]
    entered = {("Inputs", f"C{share}"): "22%", ("Inputs", f"D{share}"): Decimal("0.22")}
    shown = recalculated(changed(path, tmp_path / "new.xlsx", entered), engine)
    words = [value for (sheet, _), value in shown.items() if sheet == "Valuation"]
    assert "€1.5bn / 22% (now 0.22)" in words
    assert "Alpha: €1.5bn / 22% (now 0.22)" in words
    assert any(str(each).startswith("Alpha: €1.5bn / 22% (now 0.22): 6444.4 to ") for each in words)
    assert "€1.6bn / 20%" in words
