"""The sheets that answers rest on: figures as printed, rates, sources."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import dealmodel as dm
from dealmodel.exports.table import Link, Live, value_of
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.reports.deriving import report
from tests.checks.books import book, claims, entry, stake
from tests.exports.tables.told import cells, values
from tests.exports.xlsx.books import grown, holding, holdings, price, said, terms


def test_each_claim_has_a_row_with_what_is_printed_and_what_it_can_mean() -> None:
    [share, paid] = cells(
        stake(
            share='{says: "about 21%", source: day, by: jay, on: 2024-05-08}',
            paid='{says: "at least €1.5 billion", source: echo, on: 2024-05}',
        ),
        "inputs",
    )[:2]
    assert [share[key] for key in ("subject", "what", "says", "unit", "ends", "hedge")] == [
        "Ivy in Elm",
        "share",
        "about 21%",
        None,
        "[ ]",
        "about",
    ]
    assert (share["by"], share["said"]) == ("Jay", date(2024, 5, 8))
    assert share["record"] == "stakes.deal.share.0"
    assert re.fullmatch(r"\d+:\d+", str(share["place"]))  # a book of one file needs no name
    assert share["source"] == Link("Daily", "Sources!A13")
    assert share["value"] == Fraction(21, 100)
    assert (paid["unit"], paid["high"], paid["more"], paid["said"]) == ("EUR", "∞", None, "2024-05")
    assert paid["source"] == Link("Echo after Wire", "Sources!A11")
    assert paid["low"] == Live("=D6-I6", Fraction(1_500_000_000))


def test_a_link_to_a_source_leads_to_its_row() -> None:
    rows = values("", "sources", "id", "publisher", "published")
    assert rows[0] == ("alpha", "Alpha", None)
    assert rows[13 - 5] == ("day", "Daily", date(2024, 5, 7))
    assert rows[11 - 5][:2] == ("echo", "Echo")
    assert rows[-2:] == [("month", "Monthly", "2024-05"), ("year", "Yearly", "2024")]


def test_a_pair_has_a_row_for_each_of_its_figures() -> None:
    rows = values(price("109,800 yuan ($15,115)"), "inputs", "says", "value", "unit", "record")
    assert rows[:3] == [
        ("109,800 yuan", 109_800, "CNY", "prices.car.amount.0"),
        ("$15,115", 15_115, "USD", "prices.car.amount.0"),
        ("about 110,000 yuan", 110_000, "CNY", "prices.car.amount.1"),
    ]


def test_facts_and_holders_are_named_as_people_name_them() -> None:
    text = (
        "joint_ventures:\n"
        + entry("jv", party="elm", holders=f"{{ivy: {said('51%')}}}")
        + "agreements: {}\n"
    )
    [row] = values(text, "inputs", "subject", "what", "says")[:1]
    assert row == ("Elm", "holders: Ivy", "51%")


def test_constants_stand_once_below_the_claims() -> None:
    rows = values(
        grown("294,000 cars", "104%") + holdings(holding("ivy", "elm", "at most 100%")),
        "inputs",
        "subject",
        "what",
        "value",
    )
    constants = [row[1:] for row in rows if row[0] == "Constants of formulas"]
    assert ("the whole, or one", 1) in constants
    assert len(constants) == len({value for _, value in constants})


def test_a_hull_of_claims_is_a_formula_over_their_rows() -> None:
    text = stake(share=claims("21%", "20 percent"))
    [hull] = [row for row in cells(text, "inputs", prefer="hull") if row["what"] == "hull"]
    assert (hull["says"], hull["value"]) == ("21% or 20 percent", None)
    assert isinstance(hull["low"], Live)
    assert hull["low"].value == Fraction(195, 1000)
    assert hull["low"].formula.replace(":", ",") == "=MIN($E$5,$E$6)"
    assert isinstance(hull["high"], Live)
    assert hull["high"].value == Fraction(215, 1000)


def test_a_share_ends_at_the_whole_in_its_own_row() -> None:
    text = stake(share=said("about 19/20"), paid=said("€1 billion"), on="2023-10-26")
    [share] = [row for row in cells(text, "inputs") if row["says"] == "about 19/20"]
    assert [value_of(share[end]) for end in ("low", "high")] == [Fraction(171, 200), 1]


def test_the_preferred_claim_keeps_its_own_row() -> None:
    found = values(stake(share=claims("21%", "20%")), "valuation", "claims", prefer="beta")
    assert found == [("Inputs 6",)]


def test_a_rate_has_its_day_its_unit_and_who_published_it() -> None:
    [row] = cells(terms().replace("2023-10-26", "2023-10-28"), "rates")
    assert (row["rate"], row["unit"]) == ("USD per EUR", "USD/EUR")
    assert row["value"] == Fraction("1.0541")
    assert (row["requested"], row["used"]) == (None, date(2023, 10, 27))
    assert (row["low"], row["high"]) == (None, None)
    assert "European Central Bank" in str(row["published_by"])


def test_a_mean_rate_is_a_formula_over_its_days_and_so_are_crosses() -> None:
    rows = cells(price("109,800 yuan", on="2025-03"), "rates")
    mean = rows[0]
    assert (mean["used"], mean["requested"]) == ("mean of its days", "2025-03")
    low, value, high = mean["low"], mean["value"], mean["high"]
    assert isinstance(low, Live)
    assert isinstance(value, Live)
    assert isinstance(high, Live)
    assert low.value < value.value < high.value
    first, last = (5 + n for n in (len(rows) - 21, len(rows) - 1))
    assert value.formula == f"=AVERAGE($D${first}:$D${last})"
    cross = rows[-21]
    assert isinstance(cross["value"], Live)
    assert cross["value"].formula == "=$D$27/$D$6"
    assert "USD per EUR" in str(cross["published_by"])


def test_each_published_rate_stands_once() -> None:
    text = (
        price("109,800 yuan", on="2025-03")
        + entry("later", product="C", basis="list", on="2025-03-31", amount=said("¥109,800 yuan"))
        + entry("sunday", product="C", basis="list", on="2025-03-30", amount=said("1,000 yuan"))
    )
    rows = [row for row in cells(text, "rates") if not isinstance(row["value"], Live)]
    keys = [(row["rate"], row["used"]) for row in rows]
    assert len(keys) == len(set(keys)) == 2 * 21
    assert {row["rate"] for row in rows} == {"CNY per EUR", "USD per EUR"}


def test_what_no_answer_reads_is_not_to_be_changed() -> None:
    tables = Tables(report(book(stake(share=claims("21%", "25%"))), prefer="beta"))
    for _ in tables.derived("Valuation"):
        pass
    rows = [row for row in tables.inputs.rows() if row.cells[1] == "share"]
    assert [row.is_fixed for row in rows] == [True, False]


def test_a_figure_of_a_record_leads_to_where_it_is_printed() -> None:
    found = report(book(terms()))
    tables = Tables(found)
    [(figure, where)] = [
        each for each in tables.inputs.printed("stakes.deal") if each[0].kind == "share"
    ]
    assert figure.verbatim == "21%"
    assert tables.inputs.row_of(("stakes", "deal", "share", 0)) == where.row
    assert tables.inputs.row_of(("stakes", "deal", "share", 1)) is None
    assert tables.inputs.printed("stakes.other") == []


def test_a_book_that_was_built_in_memory_has_no_places() -> None:
    built = dm.Book(
        book="B",
        sources={"s": {"publisher": "S"}},
        parties={"a": {"name": "A", "kind": "company"}},
        stakes={"x": {"investor": "a", "investee": "a", "share": {"says": "5%", "source": "s"}}},
    )
    [row] = list(Tables(report(built)).table("inputs").rows)[:1]
    assert "stakes.x.share.0" in row.cells
