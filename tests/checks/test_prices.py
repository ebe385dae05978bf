"""Prices on two bases, and stated comparisons, against the prices themselves."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, verdicts
from tests.derivations.test_prices import price, step, steps

SUBSIDY = steps(step("subsidy", amount=claims("£3,750"), to="after_subsidy"))


def book(*prices: str) -> str:
    return "prices:\n" + "".join(prices)


def test_a_price_after_its_subsidy_that_is_right() -> None:
    text = book(price("a", "£36,500", adjustments=SUBSIDY), price("b", "£32,750", "after_subsidy"))
    found = only(text, "claims-agree")
    assert found.verdict in ("equal", "compatible")
    assert "£36,500 − £3,750" in found.message
    assert findings(text, "different-basis") == []


def test_a_price_after_its_subsidy_that_is_wrong() -> None:
    text = book(price("a", "£36,500", adjustments=SUBSIDY), price("b", "£33,750", "after_subsidy"))
    found = only(text, "claims-disagree")
    assert (found.severity, found.subject) == ("error", "prices.b.amount")
    assert findings(text, "different-basis") == []


def test_without_an_adjustment_they_are_of_different_bases() -> None:
    text = book(price("a", "£36,500"), price("b", "£33,750", "on_road"))
    assert verdicts(text, "different-basis") == [("info", "different_basis")]
    assert findings(text, "claims-disagree") == []


@pytest.mark.parametrize(
    ("field", "says", "expected"),
    [
        ("difference", "-20,000 yuan", ("info", "compatible")),
        ("difference", "-10,000 yuan", ("error", "contradictory")),
        ("difference", "20,000 yuan", ("error", "contradictory")),
        ("ratio", "nearly 85%", ("info", "compatible")),
        ("ratio", "half", ("error", "contradictory")),
        ("change", "15% less", ("info", "compatible")),
        ("change", "15% more", ("error", "contradictory")),
    ],
)
def test_what_is_said_of_two_prices(field: str, says: str, expected: tuple[str, str]) -> None:
    told = price("a", "109,800 yuan", compare_to="b", **{field: claims(says)})
    text = book(told, price("b", "129,800 yuan", product="B10"))
    assert verdicts(text, "stated-ratio") == [expected]
    assert only(text, "stated-ratio").subject == f"prices.a.{field}"


@pytest.mark.parametrize(
    ("says", "verdict"),
    [("2.26x", "compatible"), ("2.24x", "compatible"), ("2.5x", "contradictory")],
)
def test_a_converted_price_may_be_half_a_per_cent_off(says: str, verdict: str) -> None:
    """29,900 euros are 2.254 times the 13,265.20 that 109,800 yuan were on 26 April 2025."""
    told = price("eu", "€29,900", on="2025-09-01", compare_to="cn", ratio=claims(says))
    text = book(told, price("cn", "109,800 yuan", on="2025-04-26", product="B10"))
    assert only(text, "stated-ratio").verdict == verdict


def test_a_comparison_of_two_bases_is_no_error() -> None:
    told = price("a", "109,800 yuan", compare_to="b", change=claims("30% less"))
    text = book(told, price("b", "129,800 yuan", "on_road", product="B10"))
    assert verdicts(text, "stated-ratio") == [("info", "different_basis")]
