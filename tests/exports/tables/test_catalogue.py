"""The tables by name, and how the sheets' answers come together."""

from __future__ import annotations

import pytest

from dealmodel.derivations.answers import Derived, Effective, SourcesCompared
from dealmodel.errors import UsageError
from dealmodel.exports.tables.catalogue import COLUMNS, NAMES, check_name, table
from dealmodel.exports.tables.places import SHEETS
from dealmodel.reports.deriving import report
from tests.checks.books import book
from tests.exports.tables.told import cells, values
from tests.exports.xlsx.books import SHAPES, compared, loop, price, terms


def test_every_sheet_but_the_cover_is_a_table() -> None:
    assert {name.lower() for name in SHEETS} - {"cover", "control"} | {"results"} == set(NAMES)


def test_another_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean prices"):
        check_name("price")
    with pytest.raises(UsageError, match="no table 'cover'"):
        table(report(book("")), "cover")


@pytest.mark.parametrize("name", NAMES)
def test_a_table_of_any_name_has_its_columns(name: str) -> None:
    found = table(report(book(terms())), name)
    keys = [column.key for column in found.columns]
    assert set(keys) < {each.key for each in COLUMNS[name]} | {"any"}
    assert not any(key.startswith("exact_") for key in keys)
    assert len(keys) == len(set(keys))
    assert all(len(row.cells) == len(keys) for row in found.rows)
    assert found.title == f"Deal: {name}"


@pytest.mark.parametrize(
    "name", ["nothing", "a price", "several sources", "a ratio", "a loop as printed", "unstated"]
)
def test_results_are_the_answers_of_all_sheets_one_after_the_other(name: str) -> None:
    text = SHAPES[name]
    several = ("valuation", "prices", "volumes", "ownership")
    rows = [row for each in several for row in values(text, each, "record", "name")]
    results = table(report(book(text))).records()
    assert [(row["record"], row["name"]) for row in results] == rows
    derived = [
        (item.subject, item.name)
        for item in report(book(text)).items
        if isinstance(item, Derived | SourcesCompared | Effective)
    ]
    kinds = ("share_used", "step", "holding")
    told = [row for row in rows if not str(row[1]).startswith(kinds)]
    assert sorted(set(told)) == sorted({*derived, *told})
    assert set(derived) <= set(told)


def test_inputs_and_rates_are_complete_though_answers_come_first() -> None:
    assert [row["rate"] for row in cells(price("109,800 yuan"), "rates")] == [
        "CNY per EUR",
        "USD per EUR",
    ]
    made = values(loop(), "inputs", "what")
    assert ("the whole, or one",) in made


def test_a_ratio_stands_with_volumes() -> None:
    names = values(compared("300,000 cars", "a tenth"), "volumes", "name")
    assert ("peer_volume",) in names
    assert values(compared("300,000 cars", "a tenth"), "prices", "name") == []
