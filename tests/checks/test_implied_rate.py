"""A pair's own rate against the table's. On 7 May 2024 the ECB had 1.0766 dollars for one euro, so
that 100,000 euros are 107,660 dollars; in that month between 1.0698 (2 May) and 1.0882 (28 May)."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from dealmodel.checks.catalogue import check
from dealmodel.rates.rate import Policy
from tests.checks.books import book, claims, entry, findings, only, stake, verdicts

CODE = "implied-rate"


def paid(says: str, on: str = "2024-05-07", source: str = "alpha") -> str:
    return stake(on=on, paid=claims(says, sources=source))


def days(text: str) -> list[list[str]]:
    found = only(text, CODE).details["days_that_fit"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("dollars", "severity"),
    [
        # 107,660 / 0.995 = 108,201.005 and / 0.98 = 109,857.14; the last dollar is rounded.
        ("107,660", "info"),
        ("108,201", "info"),
        ("108,202", "warning"),
        ("109,857", "warning"),
        ("109,858", "error"),
        ("1,076,600", "error"),
        # 107,660 / 1.005 = 107,124.38 and / 1.02 = 105,549.02.
        ("107,124", "info"),
        ("107,123", "warning"),
        ("105,549", "warning"),
        ("105,548", "error"),
    ],
)
def test_half_a_per_cent_is_a_note_and_two_are_a_warning(dollars: str, severity: str) -> None:
    assert only(paid(f"€100,000 (${dollars})"), CODE).severity == severity


@pytest.mark.parametrize(
    ("dollars", "severity"),
    # 0.5 % beyond 1.0882: 108,820 / 0.995 = 109,366.83.
    [("106,980", "info"), ("108,820", "info"), ("109,367", "info"), ("109,368", "warning")],
)
def test_any_day_of_a_period_will_do(dollars: str, severity: str) -> None:
    assert only(paid(f"€100,000 (${dollars})", "2024-05"), CODE).severity == severity


def test_the_verdict_says_how_sure_that_is() -> None:
    assert verdicts(paid("€100,000 ($107,660)"), CODE) == [("info", "compatible")]
    assert verdicts(paid("€100,000 ($121,987)"), CODE) == [("error", "contradictory")]


def test_rounding_of_the_conversion_is_allowed_for() -> None:
    # €1.5 billion are $1.6149 billion: 1.6 within its rounding, 1.7 not, 1.615 exactly.
    assert only(paid("€1.5 billion ($1.6 billion)"), CODE).details["beyond_rounding"] == "0"
    assert only(paid("€1.5 billion ($1.7 billion)"), CODE).severity == "error"
    assert only(paid("€1.5 billion ($1.615 billion)"), CODE).details["beyond_rounding"] == "0"


@pytest.mark.parametrize(
    ("says", "severity"),
    [
        ("€100,000 (nearly $108,000)", "info"),  # 0.3 % below what is printed
        ("€100,000 (nearly $109,000)", "warning"),  # 108,000 at the least
        ("€100,000 (more than $107,000)", "info"),
        ("€100,000 (more than $100,000)", "info"),
        ("€100,000 (more than $108,000)", "info"),
        ("€100,000 (more than $110,000)", "error"),
        ("€100,000 (less than $110,000)", "info"),
        ("€100,000 (about $110,000)", "info"),  # 100,000 to 120,000
        ("€100,000 (about $112,500)", "error"),  # from 112,400
        ("€100,000-€200,000 ($107,660-$215,320)", "info"),
        ("€100,000-€200,000 ($117,650-$235,290)", "error"),
        ("up to €100,000 ($107,660)", "info"),
    ],
)
def test_hedges_and_ranges(says: str, severity: str) -> None:
    assert only(paid(says), CODE).severity == severity


def test_a_rate_of_the_week_before_is_one_at_hand() -> None:
    # 1.0698 was the rate of 2 May; on 7 May it is 0.63 % off.
    text = paid("€100,000 ($106,980)")
    found = only(text, CODE)
    assert found.severity == "info"
    assert Fraction(found.details["beyond_rounding"]) > Fraction("0.006")
    assert ["2024-05-02", "2024-05-02"] in days(text)


def test_the_finding_shows_both_rates_with_day_and_publisher() -> None:
    found = only(paid("€100,000 ($121,987)"), CODE)
    assert found.subject == "stakes.deal.paid"
    assert found.details["implied_rate"] == "0.8197594825678146031954224630"
    assert found.details["table_rate"] == "0.9288500835965075236856771317"
    assert found.details["used"] == "2024-05-07"
    assert "European Central Bank" in found.details["rate_source"]
    assert "-11.7 %" in found.message
    assert found.unit.text == "EUR/USD"


def test_the_days_that_fit_are_those_before_the_text_came_out(
    published: dict[date, dict[str, str]],
) -> None:
    # Two months before the day, to the source's own: by a plain loop over the bank's file.
    low, high = Fraction("107659.5") / 100_000, Fraction("107660.5") / 100_000
    fitting = {
        day
        for day, rates in published.items()
        if date(2024, 3, 8) <= day <= date(2024, 5, 31)
        and low / Fraction("1.0005") <= Fraction(rates["USD"]) <= high / Fraction("0.9995")
    }
    found = [
        tuple(map(date.fromisoformat, stretch))
        for stretch in days(paid("€100,000 ($107,660)", source="month"))
    ]
    assert {day for day in published if any(a <= day <= b for a, b in found)} == fitting
    assert date(2024, 5, 7) in fitting


def test_where_no_day_fits_it_says_so() -> None:
    assert (
        "no day fits between 2024-03-08 and 2024-06-06"
        in only(paid("€100,000 ($121,987)"), CODE).message
    )


def test_a_day_without_rates_has_the_last_one_before() -> None:
    found = only(paid("€100,000 ($113,570)", "2025-04-26"), CODE)
    assert (found.severity, found.details["used"]) == ("info", "2025-04-25")


def test_every_conversion_of_an_amount_is_looked_at() -> None:
    # 0.85805 pounds for one euro, too.
    found = findings(paid("€1.5 billion ($1.61 billion, £1.39 billion)"), CODE)
    assert {(each.unit.text, each.severity) for each in found} == {
        ("EUR/USD", "info"),
        ("EUR/GBP", "error"),
    }


def test_facts_and_prices_have_pairs_too() -> None:
    price = "prices:\n" + entry(
        "p", product="B10", basis="list", on="2024-05-07", amount=claims("€100 ($121)")
    )
    assert only(price, CODE).subject == "prices.p.amount"


@pytest.mark.parametrize(
    "text",
    [
        stake(paid=claims("€100,000 ($120,000)")),  # no date
        paid("€100,000"),
        paid("€0 ($0)"),
        paid("at most €0 ($1)"),
    ],
)
def test_what_has_no_rate_of_its_own_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


@pytest.mark.parametrize(
    "text",
    [
        paid("SAR 259 billion ($69.1 billion)"),
        paid("€100,000 ($121,987)", "2999-01-01"),
        paid("€100,000 ($121,987)", "1990"),
        paid("109,800 yuan ($15,115)", "2001-05-07"),  # the yuan is there from 2005
    ],
)
def test_what_the_table_does_not_have_is_undecided(text: str) -> None:
    assert verdicts(text, CODE) == [("info", "undecided")]


def test_policy_and_rates_are_the_callers() -> None:
    sunday = book(paid("€100,000 ($113,570)", "2025-04-27"))
    [found] = [each for each in check(sunday, policy=Policy("exact")) if each.code == CODE]
    assert found.verdict == "undecided"
    [found] = [each for each in check(sunday, rates="1.1357 USD/EUR") if each.code == CODE]
    assert (found.severity, found.details["deviation"]) == ("info", "0")
    [found] = [each for each in check(sunday, rates="1.25 USD/EUR") if each.code == CODE]
    assert found.severity == "error"


def said(on: str | None, record: str, *sources: str, says: str = "€100,000 ($113,570)") -> str:
    """Claims of a conversion: 1.1357 dollars for a euro on 25 April 2025, 1.0766 on 7 May 2024."""
    told = [{"says": says, "source": each} | ({"on": on} if on else {}) for each in sources]
    return stake(on=record, paid=json.dumps(told))


@pytest.mark.parametrize(
    ("on", "record", "source", "used"),
    [
        # The claim's own day comes first, whatever the record and the source say.
        ("2025-04-25", "2024-05-07", "day", "2025-04-25"),
        ("2025-04-26", "2024-05-07", "alpha", "2025-04-25"),
        # Else the earlier of the record's date and the day its source came out.
        (None, "2025-04-25", "alpha", "2025-04-25"),
        (None, "2025-04-25", "day", "2024-05-07"),
        (None, "2024-05-07", "day", "2024-05-07"),
        (None, "2024-05-06", "day", "2024-05-06"),
        (None, "2024", "day", "2024-05-07"),
    ],
)
def test_a_conversion_is_held_against_the_day_that_it_was_made(
    on: str | None, record: str, source: str, used: str
) -> None:
    found = only(said(on, record, source), CODE)
    assert found.details["used"] == used
    assert found.severity == ("info" if used == "2025-04-25" else "error")


def test_a_source_s_day_will_do_where_the_record_has_none() -> None:
    text = stake(paid=claims("€100,000 ($107,660)", sources="day"))
    assert only(text, CODE).details["used"] == "2024-05-07"


def test_a_rate_of_the_days_before_clears_what_is_far_from_the_day_s() -> None:
    # A euro was 0.76595 pounds on 23 June 2016, 0.834 on 27 June and 0.85097 on 11 July.
    says = "€100,000 (£76,595)"
    assert only(said(None, "2016-06-27", "alpha", says=says), CODE).severity == "info"
    assert only(said(None, "2016-07-11", "alpha", says=says), CODE).severity == "error"


def test_claims_that_say_the_same_are_one_finding_that_names_them_all() -> None:
    wrong = "€100,000 ($121,987)"
    one = only(said(None, "2024-05-07", "alpha", "beta", "alpha", says=wrong), CODE)
    assert [each.source for each in one.claims] == ["alpha", "beta", "alpha"]
    # Two papers of one wire, which came out on two days.
    one = only(said(None, "2024-05-07", "wire", "carrier", "echo", says=wrong), CODE)
    assert [each.source for each in one.claims] == ["wire", "carrier", "echo"]
    two = stake(on="2024-05-07", paid=claims(wrong, "€100,000 ($122,987)"))
    assert len(findings(two, CODE)) == 2
