"""The sheets of what is told and not computed, days, and how numbers are shown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dealmodel.exports.table import Address, Link, value_of, web_address
from dealmodel.exports.tables.days import day_of
from dealmodel.exports.tables.styles import ends_text, exact_text, style_of
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import Rounding
from dealmodel.figures.units import Unit
from tests.checks.books import claims, stake
from tests.exports.tables.told import cells, values

AGREEMENT = """
agreements:
  deal:
    kind: mou
    parties: [ivy, elm]
    terms:
      place: {says: "=1+1", source: alpha}
      plant: [{says: Here, source: alpha}, {says: There, source: beta}]
    status:
      - {on: 2024-05-07, stage: mou_signed, evidence: confirmed, source: day, by: elm}
      - {on: 2024-03, stage: talks, evidence: reported, source: alpha}
"""


def test_an_agreement_has_its_status_the_events_behind_it_and_its_terms() -> None:
    rows = values(
        AGREEMENT, "agreements", "what", "says", "on", "stage", "evidence", "by", "source"
    )
    status, *events = rows[:3]
    assert status[0] == "status"
    assert status[2:5] == (date(2024, 5, 7), "MoU signed", "confirmed") or status[2] == date(
        2024, 5, 7
    )
    assert [(row[0], row[2], row[4], row[5]) for row in events] == [
        ("event", date(2024, 5, 7), "confirmed", "Elm"),
        ("event", "2024-03", "reported", None),
    ]
    assert ("place", "=1+1") in [row[:2] for row in rows]


def test_a_term_leads_to_the_source_that_says_it() -> None:
    row = next(row for row in cells(AGREEMENT, "agreements") if row["what"] == "place")
    assert row["source"] == Link("Alpha", "Sources!A5")


def test_findings_lead_to_the_first_claim_that_they_are_about() -> None:
    rows = cells(stake(share=claims("21%", "25%")), "findings")
    row = next(each for each in rows if each["code"] == "claims-disagree")
    assert [value_of(row[key]) for key in ("verdict", "contradictions")] == ["contradictory", 1]
    assert row["link"] == Link("Inputs 5", "Inputs!A5")
    assert row["claims"] == "21% (Alpha); 25% (Beta)"
    order = ["error", "warning", "info"]
    told = [order.index(str(each["severity"])) for each in rows]
    assert told == sorted(told)


def test_what_agrees_is_no_contradiction() -> None:
    found = values(stake(share=claims("21%", "about 21%")), "findings", "contradictions")
    assert {each for (each,) in found} == {0}


@pytest.mark.parametrize(
    ("when", "day"),
    [(None, None), ("2024-02-29", date(2024, 2, 29)), ("2024-02", "2024-02"), ("2024", "2024")],
)
def test_only_a_day_is_a_date(when: str | None, day: date | str | None) -> None:
    assert day_of(when) == day


@pytest.mark.parametrize(
    ("kind", "unit", "style"),
    [
        ("money", Unit.of("EUR"), "EUR"),
        ("share", Unit(), "share"),
        ("growth", Unit(), "growth"),
        ("count", Unit.of("cars"), "count"),
        ("ratio", Unit(), "number"),
        ("ratio", Unit.of("EUR") / Unit.of("USD"), "rate"),
        ("money", Unit.of("EUR") / Unit.of("cars"), "number"),
    ],
)
def test_styles(kind: str, unit: Unit, style: str) -> None:
    assert style_of(kind, unit) == style


@pytest.mark.parametrize(
    ("low_open", "high_open", "text"),
    [(False, False, "[ ]"), (True, False, "( ]"), (False, True, "[ )"), (True, True, "( )")],
)
def test_which_ends_are_left_out(low_open: bool, high_open: bool, text: str) -> None:
    assert ends_text(Bounds(Fraction(0), Fraction(1), low_open, high_open)) == text


@pytest.mark.parametrize(
    ("value", "rounding", "text"),
    [
        ("123456789012345", "half_even", None),
        ("1234567890123456", "half_even", "1234567890123456"),
        ("123456789012345000", "half_even", None),
        ("-0.000123456789012345", "half_even", None),
        ("-0.0001234567890123456", "half_even", "-0.0001234567890123456"),
        ("1/3", "down", "0.3333333333333333333333333333"),
        ("2/3", "up", "0.6666666666666666666666666667"),
        ("-2/3", "down", "-0.6666666666666666666666666667"),
    ],
)
def test_a_number_is_told_in_full_where_a_cell_cannot_show_it(
    value: str, rounding: Rounding, text: str | None
) -> None:
    assert exact_text(Fraction(value), rounding) == text
    assert exact_text(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "http://",
        "https://a b.org",
        "http://user@example.org",
        'https://example.org/"a',
        "https://example.org/\u202ea",
        "file:///etc/passwd",
        "https://[",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_only_a_plain_address_of_the_web_can_be_followed(text: str) -> None:
    assert web_address(text) == text
    assert web_address("https://example.org/a#b") == Address("https://example.org/a#b")
    assert web_address(None) is None
