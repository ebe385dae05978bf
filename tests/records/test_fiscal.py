"""Fiscal years: the days that companies publish for theirs."""

from __future__ import annotations

import copy
import pickle

import pytest

import dealmodel as dm
from dealmodel.rates.period import FiscalText, parse_period
from dealmodel.records.fiscal import fiscal_days
from dealmodel.records.party import Party
from tests.checks.books import COMMON


def company(**fields: object) -> Party:
    return Party(name="C", kind="company", **fields)


@pytest.mark.parametrize(
    ("ends", "named_by", "text", "first", "last"),
    [
        # Toyota: "FY2024: April 2023 through March 2024"
        ("03", "end", "FY2024", "2023-04-01", "2024-03-31"),
        # Nissan calls the year from April 2023 to March 2024 fiscal year 2023
        ("3", "start", "FY2023", "2023-04-01", "2024-03-31"),
        # Apple: fiscal 2024 ended in September 2024, its first quarter in December 2023
        ("09", "end", "FY2024", "2023-10-01", "2024-09-30"),
        ("09", "end", "FY2024-Q1", "2023-10-01", "2023-12-31"),
        ("09", "end", "FY2024-Q4", "2024-07-01", "2024-09-30"),
        ("03", "end", "FY2024-H2", "2023-10-01", "2024-03-31"),
        ("02", "end", "FY2024", "2023-03-01", "2024-02-29"),
        ("12", "end", "FY2024", "2024-01-01", "2024-12-31"),
        ("12", "start", "FY2024", "2024-01-01", "2024-12-31"),
        ("12", "end", "FY2024-Q2", "2024-04-01", "2024-06-30"),
    ],
)
def test_the_days_of_a_fiscal_year(
    ends: str, named_by: str, text: str, first: str, last: str
) -> None:
    days = fiscal_days(text, company(fiscal_year_ends=ends, fiscal_year_named_by=named_by))
    period = parse_period(days)
    assert (str(period.first), str(period.last)) == (first, last)


def test_a_year_that_is_written_out_goes_before_the_rule() -> None:
    """A nine-month year, as after a change from March to December."""
    changed = company(
        fiscal_year_ends="12", fiscal_years=[{"year": "FY2014", "period": "2014-04/2014-12"}]
    )
    assert fiscal_days("FY2014", changed) == "2014-04/2014-12"
    assert fiscal_days("FY2015", changed) == "2015-01/2015-12"
    with pytest.raises(dm.DealModelError, match="not twelve months"):
        fiscal_days("FY2014-Q1", changed)


BOOK = (
    COMMON.replace("name: Elm,", "name: Elm, fiscal_year_ends: 03,")
    + """
volumes:
  v: {party: elm, measure: sales, period: FY2024, count: {says: 100 cars, source: alpha}}
financials:
  f: {party: elm, measure: revenue, period: FY2024-Q1, amount: {says: JPY 5 billion, source: alpha}}
"""
)


def test_a_book_shows_the_year_as_written_and_knows_its_days() -> None:
    book = dm.read_book(BOOK, "deal.yaml")
    assert book.volumes["v"].period == "FY2024"
    assert str(parse_period(book.volumes["v"].dated or "").first) == "2023-04-01"
    assert str(parse_period(book.financials["f"].dated or "").last) == "2023-06-30"
    assert pickle.loads(pickle.dumps(book)) == book


def test_an_amount_of_a_fiscal_quarter_is_converted_at_its_mean() -> None:
    found = [
        each
        for each in dm.report(dm.read_book(BOOK, "deal.yaml")).results()
        if each["subject"] == "financials.f" and each["unit"] == "USD"
    ]
    assert [each["requested"] for each in found] == ["FY2024-Q1"]


def test_a_fiscal_text_is_copied_with_its_days() -> None:
    text = FiscalText("FY2024", "2023-04/2024-03")
    for same in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert same == "FY2024"
        assert parse_period(same) == parse_period(text)
