"""A price of which the source does not say which it is. One euro was 1.0956 dollars on
2 January 2024."""

from __future__ import annotations

import pytest

from tests.checks.books import book, claims, findings, only


def prices(amount: str, **more: str) -> str:
    told = "".join(f", {key}: {value}" for key, value in more.items())
    return (
        "prices:\n"
        f"  known: {{product: Car, basis: list, on: 2024-01-02, amount: {claims('$10,956')}}}\n"
        f"  open: {{product: Car, basis: undeclared, on: 2024-01-03, amount: "
        f"{claims(amount, sources='beta')}, compare_to: known{told}}}\n"
    )


@pytest.mark.parametrize("amount", ["€10,000", "around €10,000", "€10.0 thousand"])
def test_what_fits_agrees(amount: str) -> None:
    found = only(prices(amount), "claims-agree")
    assert (found.severity, found.verdict) == ("info", "compatible")
    assert findings(prices(amount), "claims-disagree") == []


def test_what_does_not_is_undecided_and_says_what_is_open() -> None:
    found = only(prices("around €12,000"), "claims-disagree")
    assert (found.severity, found.verdict) == ("info", "undecided")
    assert "version, basis or day" in found.message
    told = only(prices("around €12,000", variant="the long one"), "claims-disagree")
    assert "leaves basis or day open" in told.message


def test_an_undeclared_price_alone_says_nothing() -> None:
    text = prices("€12,000").replace(", compare_to: known", "")
    assert findings(text, "claims-disagree") == []
    assert findings(text, "different-basis") == []
    assert book(text).prices["open"].basis == "undeclared"
