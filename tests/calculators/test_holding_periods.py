"""A holding over time, by the days on which something is bought, stated, told or given up."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree

import pytest

import dealmodel as dm
from dealmodel.calculators.holding_periods import holding_periods
from dealmodel.reports.holding_timeline import period_record, timeline_svg, timeline_text
from tests.calculators.test_holdings import STATED, TRANCHES, bought, held
from tests.checks.books import book

Told = list[tuple[str | None, str | None, Fraction | None]]


def told(text: str) -> Told:
    """From when to when, and the number."""
    return [
        (each.since, each.until, each.holding.point if each.holding else None)
        for each in holding_periods(book(text), "ivy", "elm")
    ]


def test_each_purchase_and_statement_begins_a_period() -> None:
    assert told(STATED) == [
        ("2023-01-10", "2024-01-10", Fraction(10, 100)),
        ("2024-01-10", "2024-06-30", Fraction(15, 100)),
        ("2024-06-30", None, Fraction(12, 100)),
    ]


def test_what_ended_leaves_nothing_behind_it() -> None:
    text = "stakes:\n" + bought("one", "30%", "2022", ended="2022-06")
    assert told(text) == [("2022", "2022-06", Fraction(30, 100)), ("2022-06", None, None)]


def test_what_has_no_date_holds_at_all_times() -> None:
    assert told("holdings:\n" + held("some", "4%")) == [(None, None, Fraction(4, 100))]


def test_no_holding_has_no_periods() -> None:
    assert told("holdings:\n" + held("some", "4%", holder="jay")) == []


def test_as_of_agrees_with_every_period() -> None:
    deal = book(STATED)
    for each in holding_periods(deal, "ivy", "elm"):
        found = dm.Ownership.of(deal, as_of=each.since).interest("ivy", "elm")
        assert each.holding is not None
        assert found.point == each.holding.point


def test_an_unknown_party_is_named() -> None:
    with pytest.raises(dm.DealModelError, match="no 'ivi'"):
        holding_periods(book(TRANCHES), "ivi", "elm")


def test_the_text_and_the_record_tell_the_same() -> None:
    deal = book(STATED)
    periods = holding_periods(deal, "ivy", "elm")
    lines = timeline_text(periods, "ivy", "elm", deal).splitlines()
    assert lines[0] == "Ivy in Elm, over time"
    assert "10% + 5% = 15%" in lines[2]
    record = period_record(periods[1], "ivy", "elm")
    assert (record["point"], record["low"], record["high"]) == ("0.15", "0.14", "0.16")
    assert (record["from"], record["until"], record["says"]) == (
        "2024-01-10",
        "2024-06-30",
        ["10%", "5%"],
    )


def test_the_picture_is_well_formed_and_says_all_of_it() -> None:
    deal = dm.read_book(
        dm.book_text(book(STATED)).replace("name: Elm", 'name: "Elm & <Oak>"'), "deal.yaml"
    )
    picture = timeline_svg(holding_periods(deal, "ivy", "elm"), "ivy", "elm", deal)
    root = ElementTree.fromstring(picture)
    words = [each.text for each in root.iter() if each.tag.endswith("}text")]
    assert "Ivy in Elm & <Oak>, over time" in words
    bars = [each for each in root.iter() if each.tag.endswith("}rect")]
    assert len(bars) == 3
    # The second bar is from 14 to 16 % of a height of 220: 4 pixels, 31 below the top of the whole.
    assert (bars[1].get("height"), bars[1].get("y")) == ("4", "241")
    assert timeline_svg((), "ivy", "elm", deal).count("<rect") == 0
