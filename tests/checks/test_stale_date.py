"""Dates that do not go together. Daily came out on 7 May 2024, Monthly in that month, Yearly in
that year; forty-five days after 7 May is 21 June."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, stake, verdicts

CODE = "stale-date"


def volume(period: str, source: str = "day") -> str:
    fields = {"party": "elm", "measure": "sales", "period": period}
    return "volumes:\n" + entry("v", count=claims("300 cars", sources=source), **fields)


def price(on: str, source: str = "day") -> str:
    fields = {"product": "B10", "basis": "list", "on": on}
    return "prices:\n" + entry("p", amount=claims("$300", sources=source), **fields)


def deal(source: str = "day", **dates: str) -> str:
    return stake(share=claims("21%", sources=source), **dates)


def agreement(*events: str) -> str:
    told = ", ".join(f"{{{each}}}" for each in events)
    return "agreements:\n" + entry("g", kind="talks", parties="[ivy, elm]", status=f"[{told}]")


def event(on: str, source: str = "day", stage: str = "talks") -> str:
    return f"on: {on}, stage: {stage}, evidence: reported, source: {source}"


@pytest.mark.parametrize(
    "text",
    [
        volume("2024"),
        volume("2024-05"),
        volume("2024-Q2", "month"),
        volume("2025", "year"),
        price("2024-06-22"),
        price("2024-07"),
        price("2025-03", "year"),
        deal(on="2025-05-08"),
        deal(on="2026", announced="2025-06"),
        deal(source="year", closed="2026-01-02"),
        agreement(event("2024-05-20")),
        agreement(event("2024-07", "month")),
        agreement(event("2025-01-02", "year")),
    ],
)
def test_a_source_older_than_what_it_tells_of_is_a_warning(text: str) -> None:
    assert verdicts(text, CODE) == [("warning", "undecided")]


@pytest.mark.parametrize(
    "text",
    [
        volume("2024-05-07"),
        volume("2024-04"),
        volume("2024", "year"),
        volume("2025", "alpha"),
        price("2024-06-21"),
        price("2024-05"),
        price("2024-12", "year"),
        price("2024-07-15", "month"),
        deal(on="2025-05-07"),
        deal(on="2025", announced="2024-11"),
        deal(on="2027", announced="2024-05-07"),
        deal(),
        agreement(event("2024-05-07")),
        agreement(event("2024-05")),
        agreement(event("2024")),
        agreement(event("2024-05-31", "month")),
        agreement(event("2999-01-01", "alpha")),
    ],
)
def test_a_source_of_the_time_or_of_no_date_is_fine(text: str) -> None:
    assert findings(text, CODE) == []


def test_when_it_was_said_counts_before_when_it_was_printed() -> None:
    def with_day(on: str) -> str:
        said = f"[{{says: 300 cars, source: year, on: {on}}}]"
        fields = {"party": "elm", "measure": "sales", "period": "2023"}
        return "volumes:\n" + entry("v", count=said, **fields)

    assert verdicts(with_day("2023-12-30"), CODE) == [("warning", "undecided")]
    assert findings(with_day("2023-12-31"), CODE) == []


def test_the_message_has_what_was_said_when_and_of_when() -> None:
    found = only(volume("2024"), CODE)
    assert found.subject == "volumes.v.count.0"
    assert "300 cars was said in or before 2024-05-07" in found.message
    assert "2024-12-31 or later" in found.message


@pytest.mark.parametrize(
    ("as_of", "text", "silent"),
    [
        ("2025-05-08", agreement(event("2024-05-07")), True),  # a year and a day
        ("2025-05-07", agreement(event("2024-05-07")), False),
        ("2026", agreement(event("2024-05-07")), True),
        ("2025-05-08", agreement(event("2024-05")), False),  # to the end of the month
        ("2026", agreement(event("2024-05-07", stage="mou_signed")), True),
        ("2026", agreement(event("2024-05-07", stage="agreed")), False),
        ("2026", agreement(event("2024-05-07", stage="withdrawn")), False),
        ("2026", agreement(event("2024-05-07"), event("2026-01-01", "alpha")), False),
        ("2026", agreement(), False),
    ],
)
def test_talks_of_which_nothing_was_heard_for_a_year(as_of: str, text: str, silent: bool) -> None:
    found = verdicts(f"as_of: {as_of}\n" + text, CODE)
    assert found == ([("info", "undecided")] if silent else [])


def test_without_a_day_of_its_own_a_book_speaks_of_its_latest_source() -> None:
    # That is Daily's, 7 May 2024: Monthly and Yearly may be of the first of their days.
    found = only(agreement(event("2023-05-07", "alpha")), CODE)
    assert "nothing heard since 2023-05-07: 366 days before 2024-05-07" in found.message
    assert findings(agreement(event("2023-05-08", "alpha")), CODE) == []


@pytest.mark.parametrize(
    "text",
    [
        "stakes:\n" + entry("a", investor="ivy", investee="elm", on="2024", ended="2023"),
        "holdings:\n" + entry("a", holder="ivy", held="elm", on="2024-02", ended="2024-01-31"),
        "joint_ventures:\n  v: {party: elm, formed: 2024, ended: 2020, holders: {ivy: []}}\n",
    ],
)
def test_what_ended_before_it_began_is_a_warning(text: str) -> None:
    assert [each[0] for each in verdicts(text, "stale-date")] == ["warning"]


def test_what_ended_in_the_month_in_which_it_began_is_none() -> None:
    text = "stakes:\n" + entry(
        "a", investor="ivy", investee="elm", on="2024-02-20", ended="2024-02"
    )
    assert verdicts(text, "stale-date") == []
