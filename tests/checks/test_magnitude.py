"""A factor that would mend a contradiction: which, between what, and how near is near enough."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, stake

CODE = "magnitude"


def count(*texts: str) -> str:
    fields = {"party": "elm", "measure": "sales", "period": "2024"}
    return "volumes:\n" + entry("v", count=claims(*texts), **fields)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        (stake(paid=claims("$1.6 billion", "$1.6 million")), "times 1,000"),
        (stake(paid=claims("$8.6 billion", "$85.7 billion")), "times 10"),
        (count("exactly 1,020 cars", "exactly 100 cars"), "times 10"),  # 2 % off
        (count("exactly 981 cars", "exactly 100 cars"), "times 10"),
        (count("300,000 cars", "3,000 cars"), "times 100"),
        (stake(share=claims("0.2%", "2%")), "times 10"),
        (stake(on="2024-05-07", paid=claims("€100 million", "$1,076 million")), "times 10"),
        (stake(on="2024-05-07", paid=claims("€100,000 ($1,076,600)")), "times 10"),
        (
            stake(
                paid=claims("$240 million"),
                share=claims("16%"),
                equity_value=claims("$15 billion"),
            ),
            "times 10",
        ),
        (
            stake(
                paid=claims("SAR 259 billion"),
                price_per_share=claims("SAR 123.39"),
                shares=claims("2.1 million shares"),
            ),
            "times 1,000",
        ),
        (stake(share=claims("0.2%", "2%")), "0.2% times 10 meets 2%"),
        (
            stake(
                paid=claims("$706 million"),
                price_per_share=claims("$15"),
                shares=claims("94.08 million shares"),
            ),
            "times 2 meets $15 × 94.08 million shares: is the price that of a receipt of 2 shares?",
        ),
    ],
)
def test_a_slip_of_the_unit_is_an_error(text: str, factor: str) -> None:
    found = only(text, CODE)
    assert (found.severity, found.verdict) == ("error", "contradictory")
    assert factor in found.message


@pytest.mark.parametrize(
    "text",
    [
        stake(paid=claims("$1.6 billion", "$1.7 billion")),
        stake(paid=claims("$1.6 billion", "$1.6 billion")),
        stake(paid=claims("$160 million", "at least $16 million")),  # both can be right
        stake(paid=claims("$16 billion", "$1.6 million")),  # ten thousand: no one's slip
        count("exactly 1,021 cars", "exactly 100 cars"),
        count("exactly 980 cars", "exactly 100 cars"),
        count("0 cars", "300,000 cars"),
        stake(paid=claims("$1.6 billion", "€1.6 million")),  # no date: undecided
        stake(
            paid=claims("$706 million"),
            price_per_share=claims("$15"),
            shares=claims("66 million shares"),
        ),
    ],
)
def test_what_no_factor_mends_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


def test_it_stands_beside_the_contradiction_and_shows_its_two_numbers() -> None:
    text = count("300,000 cars", "3.0 million vehicles", "310,000 cars")
    found = only(text, CODE)
    assert found.subject == only(text, "claims-disagree").subject == "volumes.v.count"
    assert found.message == "300,000 cars times 10 meets 3.0 million vehicles"
    assert [bar.label for bar in found.bars] == ["300,000 cars", "3.0 million vehicles"]
