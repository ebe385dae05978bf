"""Holdings and effective interests, each worked out over the rows above it."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from dealmodel.exports.table import Held, Live
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.reports.deriving import report
from tests.checks.books import book
from tests.exports.tables.told import answers, cells, values
from tests.exports.xlsx.books import SHAPES, holding, holdings, loop, through

LOOPS = ["a loop", "a loop of ranges", "a loop as printed", "unstated", "what others leave"]


def test_a_chain_by_hand() -> None:
    rows = values(through("60%", "50%"), "ownership", "name", "low", "point", "high")
    [interest] = [row for row in rows if row[0] == "effective_interest"]
    assert interest == (
        "effective_interest",
        Fraction("0.595") * Fraction("0.495") + Fraction("0.045"),
        Fraction("0.35"),
        Fraction("0.605") * Fraction("0.505") + Fraction("0.055"),
    )


def test_a_loop_by_hand() -> None:
    """Jay's own part of itself, through Kay, is 2 %."""
    rows = values(loop(ivy="60%"), "ownership", "subject", "name", "point")
    interests = [(about, point) for about, name, point in rows if name == "effective_interest"]
    jay = Fraction("0.6") / (1 - Fraction("0.02"))
    kay = jay * Fraction("0.2")
    assert interests == [
        ("Kay", kay),
        ("Elm", jay * Fraction("0.45") + kay * Fraction("0.3")),
        ("Elm", Fraction("0.45") + Fraction("0.2") * Fraction("0.3")),
        ("Elm", Fraction("0.3") + Fraction("0.1") * Fraction("0.45")),
    ]


@pytest.mark.parametrize("name", LOOPS)
def test_an_end_is_a_formula_over_holdings_or_says_why_it_is_none(name: str) -> None:
    tables = Tables(report(book(SHAPES[name])))
    rows = list(answers(tables, "Ownership"))
    told = [each for each in tables.answers["Ownership"] if each.name == "holding"]
    last = max(each.where.row for each in told)
    for row in rows:
        kind = str(row["name"])
        for cell in (row["low"], row.get("point"), row["high"]):
            if isinstance(cell, Held):
                assert kind.startswith("effective")
                assert cell.why
            elif isinstance(cell, Live) and kind.startswith("effective"):
                above = re.findall(r"\$[A-Z]+\$(\d+)", cell.formula)
                assert above
                assert all(int(each) <= last for each in above)


def test_a_path_is_a_product_of_cells_and_paths_are_added() -> None:
    tables = Tables(report(book(through("60%", "50%"))))
    rows = answers(tables, "Ownership")
    [interest] = [row for row in rows if row["name"] == "effective_interest"]
    for column, end in zip("CDE", ("low", "point", "high"), strict=True):
        cell = rf"\${column}\$\d+"
        assert re.fullmatch(rf"={cell}\*{cell}\+{cell}", interest[end].formula)


def test_several_numbers_stand_beside_as_printed() -> None:
    rows = cells(SHAPES["a loop as printed"], "ownership")
    printed = [row for row in rows if row["name"] == "holding_as_printed"]
    assert [(row["low"].value, row["high"].value) for row in printed] == [
        (Fraction(60, 100), Fraction(62, 100)),
        (Fraction(10, 100), Fraction(12, 100)),
    ]
    assert any(row["name"] == "effective_interest_as_printed" for row in rows)


def test_a_holding_without_a_share_is_from_nothing_to_the_whole() -> None:
    rows = values(SHAPES["unstated"], "ownership", "name", "low", "point", "high", "how")
    assert ("holding", 0, None, 1, "share not stated") in rows


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        (["at least 25%"], Fraction(1, 4), 1),
        (["at least 25%", "30%"], Fraction(1, 4), 1),
        (["up to 25%"], 0, Fraction(1, 4)),
        (["about 100%"], Fraction(99, 100), 1),
    ],
)
def test_a_holding_stays_between_nothing_and_the_whole(
    shares: list[str], low: Fraction, high: Fraction
) -> None:
    found = values(holdings(holding("ivy", "elm", *shares)), "ownership", "name", "low", "high")
    assert found[0] == ("holding", low, high)


def test_claims_that_cannot_all_be_right_say_so() -> None:
    rows = cells(holdings(holding("ivy", "elm", "21%", "30%")), "ownership")
    [row] = [row for row in rows if row["name"] == "holding"]
    assert row["note"] == "as exported: the claims cannot all be right"
    assert (row["low"].value, row["high"].value) == (Fraction(205, 1000), Fraction(305, 1000))
