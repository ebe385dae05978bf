"""What is chosen on Control: the answers are then those of an export that prefers the same."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

import dealmodel as dm
from dealmodel.calculators.selection import Selected
from dealmodel.derivations.answers import Derived
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.control import Control
from dealmodel.exports.tables.places import Placed
from dealmodel.reports.deriving import Report, report
from dealmodel.reports.outline import label_of
from tests.checks.books import book, claims, stake
from tests.exports.altered import changed, spoiled
from tests.exports.engines import (
    Cell,
    Value,
    cached,
    needs,
    recalculated,
    recalculated_by_libreoffice,
)
from tests.exports.xlsx.books import grown, price, shape, terms
from tests.exports.xlsx.proof import Due, exported

Key = tuple[str, str, str | None]
"""Record, label and unit of an answer."""
Places = dict[Key, Placed]

SEEDS = Path(__file__).parents[3] / "seeds"
BOOKS = {
    "seeds": lambda: dm.load_book(SEEDS),
    "several sources": lambda: shape("several sources"),
    "sources that touch": lambda: book(
        stake(
            on="2023-10-26", share=claims("20% to 21%", "21% to 22%"), paid=claims("€1bn", "€2bn")
        )
    ),
    "new shares": lambda: book(
        stake(
            on="2023-10",
            shares_are="primary",
            share=claims("at least 20%", "25%"),
            paid=claims("€1.5 billion", "$1.4 billion"),
        )
    ),
    "prices": lambda: book(price("109,800 yuan ($15,115)", on="2025-03")),
    "growth": lambda: book(
        grown("294,000 cars", "104%")
        .replace("growth: {says", "growth: [{says: 110%, source: beta}, {says")
        .replace("}}\n", "}]}\n")
    ),
}


def control_of(found: Report) -> Control:
    tables = Tables(found, with_control=True)
    assert tables.control is not None
    return tables.control


def choosing(control: Control, label: str) -> dict[Cell, str]:
    """What is typed on Control to choose by one label wherever it is a choice."""
    return {
        ("Control", f"G{fact.row}"): label
        for fact in control.facts
        if fact.main == fact.row and label in fact.labels
    }


def places_of(found: Report) -> Places:
    """Where each answer stands that follows from choices."""
    tables = Tables(found, with_control=True)
    for sheet in ("Valuation", "Prices", "Volumes"):
        list(tables.derived(sheet))
    return {
        (each.subject, each.label, each.unit.text): each.where
        for several in tables.answers.values()
        for each in several
        if each.name.endswith("_chosen")
    }


def unique(found: Report) -> Iterator[tuple[Key, Derived]]:
    """The answers of a report that are the only ones of their kind."""
    several: dict[Key, list[Derived]] = {}
    for item in found.items:
        if isinstance(item, Derived):
            label = f"{label_of(item, found.book)}, as chosen"
            several.setdefault((item.subject, label, item.result.unit.text), []).append(item)
    for key, group in several.items():
        if len(group) == 1:
            yield key, group[0]


def assert_same(
    shown: dict[Cell, Value],
    places: Places,
    fresh: Report,
) -> int:
    compared = 0
    for key, item in unique(fresh):
        prefer = fresh.options["prefer"]
        together = [isinstance(each, Selected) for each in item.result.inputs.values()]
        is_chosen = any(together) if prefer in ("hull", "overlap") else prefer in item.sources
        if key in places and (is_chosen or prefer == "latest"):
            where, result = places[key], item.result
            numbers = (
                (where.low, result.bounds.low, "-∞"),
                (where.point, result.point, ""),
                (where.high, result.bounds.high, "∞"),
            )
            for cell, number, absent in numbers:
                due = Due(absent if number is None else number, abs(number or Fraction(0)))
                sheet, _, address = cell.replace("$", "").partition("!")
                assert due.is_met(shown[sheet, address]), (key, cell)
            compared += 1
    return compared


@pytest.mark.parametrize("name", BOOKS)
def test_each_choice_gives_what_an_export_gives_that_prefers_it(name: str, tmp_path: Path) -> None:
    given = BOOKS[name]()
    found = report(given)
    path = tmp_path / "book.xlsx"
    exported(found, path)
    control, places = control_of(found), places_of(found)
    assert control.facts
    assert places
    prefers = {"hull": "hull", "overlap": "overlap"} | {
        choice.label: choice.source for fact in control.facts for choice in fact.choices
    }
    wrong, compared = spoiled(path, tmp_path / "spoiled.xlsx"), 0
    for number, (label, prefer) in enumerate(prefers.items()):
        edited = changed(wrong, tmp_path / f"{number}.xlsx", choosing(control, label))
        engines = ("ironcalc", "formualizer") if number < 2 else ("ironcalc",)
        for engine in engines:
            shown = recalculated(edited, engine)
            assert not [cell for cell, value in shown.items() if str(value).startswith("#")]
            compared += assert_same(shown, places, report(given, prefer=prefer, checks=False))
    assert compared > 1


@pytest.mark.parametrize("prefer", ["hull", "overlap", "alpha", "latest"])
def test_a_choice_starts_where_the_export_prefers(prefer: str, tmp_path: Path) -> None:
    given = book(
        stake(on="2023-10-26", share=claims("21%", "20.7%"), paid=claims("€1.5bn", "€1.6bn"))
    )
    found = report(given)
    preferring = Report(
        found.book, found.items, found.warnings, found.findings, options={"prefer": prefer}
    )
    path = tmp_path / "book.xlsx"
    exported(preferring, path)
    shown = cached(path)
    fresh = report(given, prefer=prefer, checks=False) if prefer != "overlap" else None
    told = load_workbook(path)["Control"]["G10"].value
    assert told == {"alpha": "Alpha", "latest": "Alpha"}.get(prefer, prefer)
    if fresh is not None:
        assert assert_same(shown, places_of(preferring), fresh)


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_case_currency_and_unit_are_chosen(engine, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    exported(report(shape("several sources")), path)
    sheet = load_workbook(path)["Control"]
    [row] = [
        cell.row
        for cell in sheet["B"]
        if cell.value == "implied equity value" and sheet[f"C{cell.row}"].value
    ]
    chosen = {"B4": "high", "B5": "EUR", "B6": "bn", "G10": "Alpha", "G11": "Alpha"}
    entered = {("Control", cell): label for cell, label in chosen.items()}
    shown = recalculated(changed(path, tmp_path / "new.xlsx", entered), engine)
    # Alpha: €1.5 billion for 21%, so at most €1.55 billion for 20.5%.
    assert shown["Control", f"G{row}"] == pytest.approx(1.55 / 0.205)
    assert shown["Control", f"F{row}"] == "EUR bn"


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
def test_a_grid_of_stakes_and_prices_stands_around_what_is_chosen(engine, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    given = book(
        stake(on="2023-10-26", share=claims("21%", "20%"), paid=claims("$1.5bn", "$1.6bn"))
    )
    exported(report(given), path)
    sheet = load_workbook(path)["Control"]
    [top] = [c.row for c in sheet["A"] if str(c.value).startswith("Implied equity value: price")]
    entered = {("Control", cell): "Alpha" for cell in ("G10", "G11")}
    shown = recalculated(changed(path, tmp_path / "new.xlsx", entered), engine)
    assert shown["Control", f"E{top}"] == pytest.approx(0.21)
    assert shown["Control", f"G{top}"] == pytest.approx(0.23)
    assert shown["Control", f"B{top + 1}"] == pytest.approx(1.3e9)
    assert shown["Control", f"E{top + 3}"] == pytest.approx(1500 / 0.21)
    assert shown["Control", f"C{top + 5}"] == pytest.approx(1700 / 0.19)


def test_a_cell_of_choice_takes_nothing_but_its_choices(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    found = report(shape("several sources"))
    exported(found, path)
    sheet = load_workbook(path)["Control"]
    held = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    for fact in control_of(found).facts:
        if fact.main == fact.row:
            rule = held[f"G{fact.row}"]
            [row] = sheet[rule.formula1.replace("$", "")]
            listed = [cell.value for cell in row]
            assert listed == fact.labels
            assert sheet[f"G{fact.row}"].font.color.rgb == "FF0000FF"
    assert {"B4", "B5", "B6"} <= held.keys()
    assert all(rule.type == "list" for rule in held.values())


def test_a_book_without_choices_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    exported(report(book(terms())), path)
    told = [cell.value for cell in load_workbook(path)["Control"]["A"]]
    assert "No fact of which several sources tell." in told


def test_sources_of_one_name_and_odd_letters_are_told_apart() -> None:
    given = book(stake(share=claims("21%", "25%"), paid=claims("$1bn", "$2bn"), on="2023-10-26"))
    called = {"alpha": "A*?~ overlap", "beta": "A overlap"}
    odd = {
        key: each.model_copy(update={"publisher": called.get(key, each.publisher)})
        for key, each in given.sources.items()
    }
    control = control_of(report(given.model_copy(update={"sources": odd})))
    for fact in control.facts:
        folded = [each.casefold() for each in fact.labels]
        assert len(set(folded)) == len(folded)
        assert not set("*?~") & set("".join(folded))


@needs("soffice")
def test_libreoffice_follows_a_choice(tmp_path: Path) -> None:
    given = shape("several sources")
    found = report(given)
    path = tmp_path / "book.xlsx"
    exported(found, path)
    wrong = spoiled(path, tmp_path / "spoiled.xlsx")
    edited = changed(wrong, tmp_path / "alpha.xlsx", choosing(control_of(found), "Alpha"))
    [shown] = recalculated_by_libreoffice([edited])
    fresh = report(given, prefer="alpha", checks=False)
    assert assert_same(shown, places_of(found), fresh) > 2
