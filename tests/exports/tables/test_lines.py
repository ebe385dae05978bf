"""The rows of answers: what stands in which column, and where sources are compared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from dealmodel.exports.table import Link, Live, value_of
from tests.checks.books import claims, stake
from tests.exports.exact import exact
from tests.exports.tables.told import cells, values
from tests.exports.xlsx.books import premium, price, terms


def test_a_conversion_has_its_rate_and_its_day() -> None:
    found = [
        row
        for row in cells(terms(), "valuation")
        if (row["name"], row["unit"]) == ("implied_equity_value", "USD")
    ]
    [row] = found
    assert (row["rate_unit"], row["rate_day"]) == ("USD/EUR", "2023-10-26") or row[
        "rate_day"
    ] == date(2023, 10, 26)
    assert row["rate"] == Live("=Rates!$D$5", Fraction("1.0540"), is_link=True)
    assert row["claims"] == Link("Inputs 6, 5", "Inputs!A6")
    assert row["sources"] == "Alpha"
    assert value_of(row["how"]) == "€1.5 billion / 21%"


def test_a_cross_rate_is_a_formula_over_both_legs() -> None:
    row = cells(price("109,800 yuan"), "prices")[0]
    assert isinstance(row["rate"], Live)
    assert row["rate"].formula == "=Rates!$D$6/Rates!$D$5"
    assert isinstance(row["point"], Live)
    assert row["point"].formula == "=Inputs!$D$5/Rates!$D$5*Rates!$D$6"
    rates = values(price("109,800 yuan"), "rates", "rate", "value")
    assert [name for name, _ in rates] == ["CNY per EUR", "USD per EUR"]
    assert row["rate"].value == rates[1][1] / rates[0][1]


def test_an_answer_over_another_answer_rests_on_what_was_printed() -> None:
    rows = cells(terms(net_debt='{says: "€300 million", source: alpha}'), "valuation")
    [value] = [row for row in rows if row["name"] == "enterprise_value" and row["unit"] == "EUR"]
    assert isinstance(value["point"], Live)
    assert value["point"].formula == "=Inputs!$D$6/Inputs!$D$5+Inputs!$D$7"


def overlap(*shares: str) -> dict[str, Any]:
    """The row of what several sources say of one share."""
    rows = cells(stake(share=claims(*shares)), "valuation")
    [found] = [row for row in rows if row["name"] == "share_agreement"]
    return found


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        (("21%", "20.6%"), Fraction(2055, 10000), Fraction(2065, 10000)),
        (("21%", "25%"), "no overlap", "no overlap"),
        (("20% to 21%", "21% to 22%"), Fraction(21, 100), Fraction(21, 100)),
        (("at least 20%", "at least 25%"), Fraction(1, 4), Fraction(1)),
        (("at least 20%", "up to 25%"), Fraction(1, 5), Fraction(1, 4)),
        (("at least 30%", "up to 25%"), "no overlap", "no overlap"),
        (("20%", "21%"), "no overlap", "no overlap"),
    ],
)
def test_where_sources_overlap(
    shares: tuple[str, ...], low: Fraction | str, high: Fraction | str
) -> None:
    row = overlap(*shares)
    assert [value_of(row[end]) for end in ("low", "high")] == [low, high]
    assert "point" not in row
    told = "cannot both be right" if low == "no overlap" else "where they overlap"
    assert value_of(row["how"]) == told


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [(("21%", "25%"), "0.205", "0.255"), (("at least 20%", "up to 25%"), "0", "1")],
)
def test_the_lowest_and_the_highest_of_all_sources(
    shares: tuple[str, ...], low: str, high: str | None
) -> None:
    rows = values(stake(share=claims(*shares)), "valuation", "name", "low", "high")
    assert rows[-1] == ("share_hull", Fraction(low), "∞" if high is None else Fraction(high))


def shown_ends(row: dict[str, Any], rows: list[tuple[Fraction, Fraction]]) -> tuple[object, ...]:
    """The overlap of other bounds, by the row's own formulas."""
    # Two sources, side by side: behind their names and words stand low, point and high.
    places = (("$P$5", "$R$5"), ("$U$5", "$W$5"))
    named = {
        cell: end
        for cells, ends in zip(places, rows, strict=True)
        for cell, end in zip(cells, ends, strict=True)
    }
    named["Inputs!$D$9"] = Fraction(1, 10**12)
    return tuple(exact(row[end].formula, named) for end in ("low", "high"))


def test_an_overlap_comes_and_goes_with_the_bounds() -> None:
    row = overlap("21%", "20.6%")
    apart = [(Fraction(1, 10), Fraction(2, 10)), (Fraction(3, 10), Fraction(4, 10))]
    assert shown_ends(row, apart) == ("no overlap", "no overlap")
    row = overlap("21%", "30%")
    meet = [(Fraction(1, 10), Fraction(3, 10)), (Fraction(2, 10), Fraction(4, 10))]
    assert shown_ends(row, meet) == (Fraction(2, 10), Fraction(3, 10))


def test_a_small_difference_is_told_of_what() -> None:
    close = cells(premium("$54.21"), "valuation")
    large = cells(premium("about $70"), "valuation")
    [small] = [row["made_of"] for row in close if row["answer"] == "premium" and row["made_of"]]
    assert 2 < small < Fraction(21, 10)
    assert not any(row["made_of"] for row in large if row["answer"] == "premium")
