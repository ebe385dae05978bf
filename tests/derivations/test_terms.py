"""Terms in a report, and the contract's own rate of exchange. Worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import dealmodel as dm
from tests.checks.books import book, claims


def items(text: str, **options: Any) -> list[dict[str, Any]]:
    return [each.to_dict() for each in dm.report(book(text), **options).items]


def test_each_claim_of_a_term_is_told_by_the_terms_name() -> None:
    text = (
        "deals:\n  d:\n    target: elm\n    terms:\n"
        f"      break-fee: {{fee: {claims('$2.8 billion')}, payable_by: elm}}\n"
        f"      lock-up: {{period: {claims('12 months')}}}\n"
        f"      start: {{milestone: production, date: {claims('second half of 2026')}}}\n"
        "      approval: {condition: merger control, met: 2024-02-28}\n"
        f"      words: {claims('exclusive in Europe')}\n"
        "      put: {option: put, holder: jay, from: 2027, until: 2029}\n"
    )
    told = {each["term"]: each for each in items(text)}
    assert told["break-fee"]["name"] == "fee"
    assert told["break-fee"]["payable_by"] == "elm"
    assert told["lock-up"]["unit"] == "month"
    assert (told["start"]["from"], told["start"]["until"]) == ("2026-07-01", "2026-12-31")
    assert told["approval"]["text"] == "merger control, met 2024-02-28"
    assert told["words"]["text"] == "exclusive in Europe"
    assert (told["put"]["from"], told["put"]["until"]) == ("2027", "2029")


def test_an_options_price_over_its_share_is_a_value_of_the_whole() -> None:
    text = (
        "deals:\n  d:\n    target: elm\n    terms:\n"
        f"      call: {{option: call, over: {claims('24%')}, price: {claims('€1.2 billion')}}}\n"
    )
    (found,) = [each for each in items(text) if each["name"] == "value_at_option_price"]
    assert found["point"] == "5000000000"
    # [1.15, 1.25] / [0.235, 0.245]
    assert Fraction(found["low"]) <= Fraction("1.15") / Fraction("0.245") * 10**9
    assert found["unit"] == "EUR"


CONTRACT = (
    "deals:\n  d: {target: elm, announced: 2024-03-01, terms: {fx: {rate: "
    + claims("7.00 CNY/USD")
    + "}}}\n"
    "stakes:\n  leg: {deal: d, investor: ivy, investee: elm, on: 2024-03-01, paid: "
    + claims("7 billion yuan")
    + "}\n  other: {investor: ivy, investee: elm, on: 2024-03-01, paid: "
    + claims("7 billion yuan")
    + "}\n"
)


def _in_dollars(text: str, subject: str) -> dict[str, Any]:
    (found,) = [
        each
        for each in items(text)
        if each["subject"] == subject and each.get("unit") == "USD" and each["name"] == "paid"
    ]
    return found


def test_a_contracts_rate_is_that_of_its_legs_alone() -> None:
    leg, other = _in_dollars(CONTRACT, "stakes.leg"), _in_dollars(CONTRACT, "stakes.other")
    assert leg["point"] == "1000000000"
    assert "7.00 CNY/USD" in leg["source"]
    assert other["point"] != leg["point"]
    assert "European Central Bank" in other["source"]


def test_the_rate_as_it_was_amended_last_is_used() -> None:
    amended = CONTRACT.replace(
        claims("7.00 CNY/USD"),
        "[{says: 7.00 CNY/USD, on: 2024-01-01, source: alpha},"
        " {says: 7.50 CNY/USD, on: 2024-02-01, source: alpha}]",
    )
    assert _in_dollars(amended, "stakes.leg")["point"].startswith("933333333.333")


def test_a_rate_that_sources_contradict_is_not_used() -> None:
    contested = CONTRACT.replace(claims("7.00 CNY/USD"), claims("7.00 CNY/USD", "7.50 CNY/USD"))
    assert "European Central Bank" in _in_dollars(contested, "stakes.leg")["source"]


# Pfizer for Metsera, 2025: a fee of $190 million, raised to $265 million by an amendment.
AMENDED = """\
deals:
  d:
    target: elm
    values: [{of: equity, says: exactly $10 billion, source: alpha}]
    terms:
      break-fee:
        fee:
          - {says: exactly $190 million, source: alpha, on: 2025-09-21}
          - {says: exactly $265 million, source: beta, on: 2025-11-07}
          - {says: $265 million, source: gamma, on: 2025-11-07}
"""


def test_only_the_claims_of_one_version_of_a_term_are_compared() -> None:
    fees = [each for each in items(AMENDED) if each["name"] == "fee"]
    assert [(each["point"], each["since"]) for each in fees] == [
        ("190000000", "2025-09-21"),
        ("265000000", "2025-11-07"),
        ("265000000", "2025-11-07"),
    ]
    (agreed,) = [each for each in items(AMENDED) if each["name"] == "fee_agreement"]
    assert agreed["agree"]
    assert agreed["sources"] == ["beta", "gamma"]


def test_what_follows_from_a_term_follows_from_its_last_version() -> None:
    parts = [each["point"] for each in items(AMENDED) if each["name"] == "fee_share_of_equity"]
    assert set(parts) == {"0.0265"}
