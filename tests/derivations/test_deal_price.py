"""What the price of a share makes of a deal. Worked out by hand."""

from __future__ import annotations

from typing import Any

import dealmodel as dm
from tests.checks.books import book, claims


def items(text: str, name: str) -> list[dict[str, Any]]:
    every = (each.to_dict() for each in dm.report(book(text)).items)
    return [each for each in every if each["name"] == name]


# Philip Morris International for Swedish Match, May 2022: 106 × 1,520,714,190 = 161,195,704,140.
MATCH = (
    f"deals:\n  d: {{target: elm, announced: 2022-05-11, price_per_share: {claims('SEK 106')}, "
    f"shares: {claims('1,520,714,190 shares')}, paid: {claims('SEK 161.2 billion')}}}\n"
)

OPTIONS = f"""\
deals:
  d:
    target: elm
    announced: 2024-03-01
    price_per_share: {claims("$20 per share")}
    values: [{{of: enterprise, says: $2.5 billion, source: alpha}}]
capital:
  c:
    party: elm
    on: 2024-03-01
    shares: {{says: 100 million, exact: yes, source: alpha}}
    market_price: {claims("$20 per share")}
    options:
      o: {{count: {{says: 10 million, exact: yes, source: alpha}}, strike: {claims("$10")}}}
financials:
  debt:
    {{party: elm, measure: net_debt, on: 2023-12-31, amount: {claims("exactly $500 million")}}}
"""


def test_price_times_the_shares_bought_is_what_is_paid() -> None:
    (found,) = [each for each in items(MATCH, "paid_from_shares") if each["unit"] == "SEK"]
    assert found["point"] == "161195704140"
    assert [each["says"] for each in found["beside"]] == ["SEK 161.2 billion"]
    assert not items(MATCH, "equity_value")  # nobody counts all shares


def test_price_times_all_shares_is_the_equity_basic_and_diluted() -> None:
    """Ten million options at half the price bring five million shares (treasury-stock method)."""
    found = {each["counted"]: each["point"] for each in items(OPTIONS, "equity_value")}
    assert found == {"basic": "2000000000", "diluted": "2100000000"}
    values = {each["of"]: each["point"] for each in items(OPTIONS, "enterprise_value")}
    assert values == {"basic": "2500000000", "diluted": "2600000000"}


def test_a_price_of_a_receipt_goes_through_the_ratio_that_the_company_has() -> None:
    text = (
        f"deals:\n  d: {{target: elm, announced: 2024-03-01, price_per_share: "
        f"{claims('$60 per ADS')}}}\n"
        f"capital:\n  c: {{party: elm, on: 2024-03-01, ads_ratio: {claims('3')}, "
        "shares: {says: 100 million, exact: yes, source: alpha}}\n"
    )
    (found,) = items(text, "equity_value")
    assert found["point"] == "2000000000"


def test_an_undeclared_value_stands_beside_it_only_where_the_two_can_be_one() -> None:
    text = OPTIONS.replace("of: enterprise, says: $2.5 billion", "of: equity, says: $2.1 billion")
    beside = {each["counted"]: each.get("beside") for each in items(text, "equity_value")}
    assert beside["basic"] is None
    assert [each["says"] for each in beside["diluted"] or ()] == ["$2.1 billion"]
