"""Days and periods as a text names them. Expected days were counted on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from dealmodel.errors import DateError
from dealmodel.rates.period import parse_period
from dealmodel.rates.period_in_words import period_in_words

DAYS = [
    ("the second half of 2026", date(2026, 7, 1), date(2026, 12, 31)),
    ("the latter half of 2026", date(2026, 7, 1), date(2026, 12, 31)),
    ("in the first half of 2025", date(2025, 1, 1), date(2025, 6, 30)),
    ("H2 2026", date(2026, 7, 1), date(2026, 12, 31)),
    ("2H 2026", date(2026, 7, 1), date(2026, 12, 31)),
    ("the second quarter of 2019", date(2019, 4, 1), date(2019, 6, 30)),
    ("the final quarter of 2024", date(2024, 10, 1), date(2024, 12, 31)),
    ("Q1 of 2024", date(2024, 1, 1), date(2024, 3, 31)),
    ("from 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ("the year 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ("since October 2023", date(2023, 10, 1), date(2023, 10, 31)),
    ("on 29 February 2024", date(2024, 2, 29), date(2024, 2, 29)),
    ("2026-06-30", date(2026, 6, 30), date(2026, 6, 30)),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_what_is_named_and_nothing_narrower(text: str, first: date, last: date) -> None:
    period = period_in_words(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "early 2026",
        "by mid-2025",
        "the third half of 2026",
        "H3 2026",
        "the latter quarter of 2026",
        "the fifth quarter of 2026",
        "next year",
        "the second half",
        "half of 2026",
        "30 February 2024",
        "02/12/2024",
    ],
)
def test_what_leaves_open_which_days_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        period_in_words(text)


@pytest.mark.parametrize("year", [1, 999, 1999, 2024, 9999])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_words_and_form_name_the_same_days(year: int, number: int) -> None:
    ordinal = ("first", "second", "third", "fourth")[number - 1]
    named = period_in_words(f"the {ordinal} quarter of {year:04}")
    written = parse_period(f"{year:04}-Q{number}")
    assert (named.first, named.last) == (written.first, written.last)
