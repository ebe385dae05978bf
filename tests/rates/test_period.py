from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import DateError
from dealmodel.rates.period import parse_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-04-26", date(2025, 4, 26), date(2025, 4, 26)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2023-10", date(2023, 10, 1), date(2023, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_forms(text: str, first: date, last: date) -> None:
    period = parse_period(text)
    assert (period.text, period.first, period.last) == (text, first, last)
    assert str(period) == text
    assert period.is_day == (first == last)


@given(st.dates())
def test_a_date_is_its_own_day(day: date) -> None:
    assert parse_period(day) == parse_period(day.isoformat())
    assert parse_period(day).first == day


def test_a_datetime_is_its_day() -> None:
    assert parse_period(datetime(2025, 4, 26, 23, 59, tzinfo=UTC)) == parse_period("2025-04-26")


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_a_month_is_the_days_between_its_ends(day: date) -> None:
    month = parse_period(day.isoformat()[:7])
    assert month.first <= day <= month.last
    assert (month.first - timedelta(days=1)).month != day.month
    assert (month.last + timedelta(days=1)).month != day.month


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("26/04/2025", ("2025-04-26",)),
        ("04/26/2025", ("2025-04-26",)),
        ("04/05/2025", ("2025-05-04", "2025-04-05")),
        ("4.5.2025", ("2025-05-04", "2025-04-05")),
        ("2025/4/6", ("2025-04-06",)),
        ("26.04.25", ("2025-04-26", "2026-04-25")),
        ("04.05.25", ("2025-05-04", "2025-04-05", "2004-05-25")),
        ("20250426", ("2025-04-26",)),
        ("10/2023", ("2023-10",)),
        ("Q1 2025", ("2025-Q1",)),
        ("1Q2025", ("2025-Q1",)),
        ("2026H2", ("2026-H2",)),
        ("2025-q1", ("2025-Q1",)),
        (" 2025-04-26", ("2025-04-26",)),
        ("2025-04-26\n", ("2025-04-26",)),
        ("25 / 26 April 2025", ("2025-04-25",)),
        ("123/04/2025", ("2025-04",)),
        ("26.04.25.01", ()),
        ("26.04", ()),
        ("2025-02-30", ()),
        ("2025-13", ()),
        ("2025-00-10", ()),
        ("2025-04-00", ()),
        ("0000", ()),
        ("30/02/2025", ()),
        ("", ()),
        ("latest", ()),
        ("2025-04-26T10:00:00", ()),
        ("x" * 100_000, ()),
        ("1" * 100_000, ()),
    ],
)
def test_everything_else_is_refused_with_its_readings(text: str, readings: tuple[str]) -> None:
    with pytest.raises(DateError) as caught:
        parse_period(text)
    assert caught.value.readings == readings
    assert caught.value.text == text
    assert "write a day as 2025-04-26" in caught.value.message
    assert all(reading in caught.value.message for reading in readings)
    assert len(caught.value.message) < 250


@pytest.mark.parametrize("digits", ["２０２５-04-26", "٢٠٢٥-٠٤-٢٦", "२०२५-०४-२६"])
def test_digits_of_other_scripts_are_shown_as_a_reading_only(digits: str) -> None:
    with pytest.raises(DateError, match="is it 2025-04-26"):
        parse_period(digits)


@pytest.mark.parametrize("value", [2025, None, 2025.5, b"2025"])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(DateError, match=type(value).__name__):
        parse_period(value)


@given(st.text())
def test_any_text_is_a_period_or_one_error(text: str) -> None:
    try:
        period = parse_period(text)
    except DateError as error:
        for reading in error.readings:
            assert parse_period(reading).text == reading
    else:
        assert period.text == text
        assert period.first <= period.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2 December 2024", "2024-12-02", "2024-12-02"),
        ("Dec 2, 2024", "2024-12-02", "2024-12-02"),
        ("December 2nd 2024", "2024-12-02", "2024-12-02"),
        ("Sept. 30, 2025", "2025-09-30", "2025-09-30"),
        ("29 February 2024", "2024-02-29", "2024-02-29"),
        ("March 2025", "2025-03-01", "2025-03-31"),
        ("2024-01/2024-09", "2024-01-01", "2024-09-30"),
        ("2023-10-26/2023-11-20", "2023-10-26", "2023-11-20"),
        ("2024-Q4/2025", "2024-10-01", "2025-12-31"),
    ],
)
def test_days_in_words_and_intervals(text: str, first: str, last: str) -> None:
    period = parse_period(text)
    assert (str(period.first), str(period.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["30 February 2024", "Dec 32, 2024", "Smarch 2024", "2024-09/2024-01", "2024/", "/2024"]
)
def test_no_such_day_or_interval(text: str) -> None:
    with pytest.raises(DateError):
        parse_period(text)


def test_a_day_that_may_be_two_shows_both() -> None:
    with pytest.raises(DateError, match="2024-12-02 or 2024-02-12"):
        parse_period("02/12/2024")
