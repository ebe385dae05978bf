"""The days on which a source's conversions fit together. The ECB had 1.0766 dollars for one euro on
7 May 2024 and on no other day from March to June; 1.0882 on 28 May."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.checks.books import claims, entry, findings, only, verdicts

CODE = "rate-date"

ON_7_MAY, TWICE_THAT, ON_28_MAY = (
    "€100,000 ($107,660)",
    "€200,000 ($215,320)",
    "€100,000 ($108,820)",
)


def prices(*said: str, sources: str = "month month month", on: str = "2024-05 2024-05") -> str:
    return "prices:\n" + "".join(
        entry(
            f"p{number}",
            product=f"P{number}",
            basis="list",
            on=day,
            amount=claims(says, sources=source),
        )
        for number, (says, source, day) in enumerate(
            zip(said, sources.split(), on.split(), strict=False)
        )
    )


def test_two_prices_of_one_rate_tell_its_day() -> None:
    found = only(prices(ON_7_MAY, TWICE_THAT), CODE)
    assert (found.severity, found.verdict) == ("info", "compatible")
    assert found.details["days_that_fit"] == [["2024-05-07", "2024-05-07"]]
    assert "together fit the rates of 2024-05-07, before 2024-05-31" in found.message
    assert found.subject == "prices.p0.amount"


def test_the_days_are_those_that_fit_both(published: dict[date, dict[str, str]]) -> None:
    # What a plain loop over the bank's file finds, each conversion rounded to its last dollar.
    said = (("€10,000 ($10,780)", 10_000, 10_780), ("€3,000 ($3,235)", 3_000, 3_235))
    fitting = [
        day
        for day, rates in published.items()
        if date(2024, 3, 2) <= day <= date(2024, 5, 31)
        and all(
            (Fraction(dollars) - half) / euros / Fraction("1.0005")
            <= Fraction(rates["USD"])
            <= (Fraction(dollars) + half) / euros / Fraction("0.9995")
            for (_, euros, dollars), half in zip(said, (5, Fraction(1, 2)), strict=True)
        )
    ]
    found = only(prices(*(each[0] for each in said)), CODE).details["days_that_fit"]
    stretches = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in found]
    assert sorted(d for d in published if any(a <= d <= b for a, b in stretches)) == sorted(fitting)
    assert fitting


def test_two_rates_in_one_text_are_doubtful() -> None:
    found = only(prices(ON_7_MAY, ON_28_MAY), CODE)
    assert (found.severity, found.details["days_that_fit"]) == ("warning", [])
    assert "fit no day together" in found.message


@pytest.mark.parametrize(
    "text",
    [
        prices(ON_7_MAY),
        prices(ON_7_MAY, ON_28_MAY, sources="month alpha"),
        prices(ON_7_MAY, ON_28_MAY, on="2024-05-07 2024-05-28"),
        prices(ON_7_MAY, "€100,000 ($207,660)"),  # one is plainly wrong: its own rate says so
        prices(ON_7_MAY, "£100,000 ($125,000)"),
        prices("SAR 100,000 ($26,667)", "SAR 200,000 ($53,333)"),
        prices(ON_7_MAY, TWICE_THAT, on="2999 2999", sources="alpha alpha"),
        prices("€100,000", "$107,660"),
    ],
)
def test_what_tells_of_no_common_rate_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


def test_a_record_without_a_date_has_no_days() -> None:
    paid = {"investee": "elm", "paid": claims(ON_7_MAY)}
    text = "stakes:\n" + entry("a", investor="ivy", **paid) + entry("b", investor="jay", **paid)
    assert findings(text, CODE) == []


def test_coarse_rounding_fits_with_anything_near() -> None:
    assert verdicts(prices("€1 billion ($1.1 billion)", ON_28_MAY), CODE) == [
        ("info", "compatible")
    ]
