"""Stated values of the equity beside price × shares.

Philip Morris International for Swedish Match, May 2022: SEK 106 × 1,520,714,190 shares = SEK 161.2
billion. Shell for BG, April 2015: 1,367 pence × 3,417.6 million shares in issue = £46.7 billion,
beside £47.0 billion over all.
"""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, verdicts

CODE = "value-disagrees"


def match(value: str, **fields: str) -> str:
    told = {"target": "elm", "announced": "2022-05-11", "price_per_share": claims("SEK 106")}
    told |= {"shares": claims("1,520,714,190 shares"), "values": f"[{value}]"} | fields
    return "deals:\n  d: {" + ", ".join(f"{name}: {each}" for name, each in told.items()) + "}\n"


def gas(value: str, on: str = "2015-04-07", **fields: str) -> str:
    told = {"target": "elm", "announced": "2015-04-08", "price_per_share": claims("1,367 pence")}
    told |= {"values": f"[{value}]"} | fields
    deal = ", ".join(f"{name}: {each}" for name, each in told.items())
    count = claims("3,417.6 million shares")
    return f"deals:\n  d: {{{deal}}}\ncapital:\n  c: {{party: elm, on: {on}, shares: {count}}}\n"


def equity(says: str, **fields: str) -> str:
    told = {"of": "equity", "says": says, "source": "alpha"} | fields
    return "{" + ", ".join(f"{name}: {each}" for name, each in told.items()) + "}"


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        (match(equity("SEK 161.2 billion")), []),
        (match(equity("SEK 160 billion")), []),  # told more roughly
        (match(equity("SEK 116.2 billion")), ["error"]),
        (match(equity("$16.1 billion")), []),  # 9.97 kronor to the dollar
        (match(equity("$12.1 billion")), ["error"]),
        (gas(equity("approximately £47.0 billion")), []),
        (gas(equity("approximately £47.0 billion", shares="diluted")), []),
        (gas(equity("approximately £44.0 billion")), ["error"]),
        (gas(equity("approximately £47.0 billion", shares="basic")), []),
        (gas(equity("approximately £49.0 billion", shares="basic")), ["error"]),
        (gas(equity("approximately £49.0 billion")), []),
        (gas(equity("approximately £74.0 billion")), ["warning"]),
        (gas(equity("approximately £44.0 billion"), on="2013-12-31"), []),  # before buy-backs
        # Legs that may bring new shares: what they imply is the value.
        (
            gas(equity("approximately £44.0 billion"))
            + "stakes:\n  s: {deal: d, investor: ivy, investee: elm, shares_are: primary}\n",
            [],
        ),
    ],
)
def test_a_value_of_the_equity_beside_the_price_of_its_shares(
    text: str, severities: list[str]
) -> None:
    grave = [severity for severity, _ in verdicts(text, CODE) if severity != "info"]
    assert grave == severities


def test_it_is_told_at_the_value_with_the_product() -> None:
    found = only(match(equity("SEK 116.2 billion")), CODE)
    assert found.subject == "deals.d.values.0"
    assert "SEK 116.2 billion (Alpha) is less than SEK 106 × 1,520,714,190 shares" in found.message


def test_values_that_disagree_by_themselves_are_told_once() -> None:
    other = "{of: equity, says: SEK 161.2 billion, source: beta}"
    text = match(f"{equity('SEK 116.2 billion')}, {other}")
    assert findings(text, CODE) == []
    assert only(text, "claims-disagree").severity == "error"


@pytest.mark.parametrize(
    ("paid", "verdict"),
    [
        ("SEK 161.2 billion", ("info", "compatible")),
        ("SEK 116.2 billion", ("error", "contradictory")),
    ],
)
def test_what_is_paid_beside_price_times_shares(paid: str, verdict: tuple[str, str]) -> None:
    text = match(equity("SEK 161.2 billion"), paid=claims(paid))
    assert verdicts(text, "amount-shares-price") == [verdict]
