"""Fees and values of another order than the deal's target."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, only, verdicts

CODE = "magnitude"


def deal(*values: tuple[str, str], fee: str = "", **fields: str) -> str:
    told = ", ".join(f"{{of: {of}, says: {says}, source: alpha}}" for of, says in values)
    term = f"terms: {{break-fee: {{fee: {claims(fee)}}}}}, " if fee else ""
    more = "".join(f"{name}: {each}, " for name, each in fields.items())
    return f"deals:\n  d: {{target: elm, {term}{more}values: [{told}]}}\n"


# Synopsys for Ansys, January 2024: a fee of $950 million, an enterprise value of $35 billion.
ANSYS = ("enterprise", "approximately $35 billion")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (deal(ANSYS, fee="$950 million"), []),
        (deal(ANSYS, fee="$950 billion"), ["error"]),
        (deal(ANSYS, fee="$35.5 billion"), []),  # within what the value can mean
        (deal(("equity", "up to $1 billion"), fee="$2 billion"), ["error"]),
        (deal(("equity", "at least $1 billion"), fee="$2 billion"), []),
        (deal(("equity", "€1 billion"), fee="$2 billion"), []),  # of no day, at no rate
        (deal(("equity", "€1 billion"), fee="$2 billion", announced="2024-01-16"), ["error"]),
        # JD.com for Ceconomy, July 2025: €2.2 billion and €4 billion.
        (deal(("equity", "€2.2 billion"), ("enterprise", "€4 billion")), []),
        (deal(("equity", "€2.2 billion"), ("enterprise", "€4 million")), ["warning"]),
        (deal(("equity", "€2.2 million"), ("enterprise", "€4 billion")), ["warning"]),
    ],
)
def test_what_is_of_another_order_than_the_target(text: str, told: list[str]) -> None:
    assert [severity for severity, _ in verdicts(text, CODE)] == told


def test_a_fee_is_told_at_its_own_place() -> None:
    found = only(deal(ANSYS, fee="$950 billion"), CODE)
    assert found.subject == "deals.d.terms.break-fee.fee.0"
    assert "more than all of the target, approximately $35 billion" in found.message


def test_values_with_a_debt_between_them_are_for_the_bridge() -> None:
    text = deal(("equity", "€2.2 billion"), ("enterprise", "€4 million"), announced="2025-07-31")
    debt = f"{{party: elm, measure: net_debt, on: 2025-06-30, amount: {claims('€1.8 billion')}}}"
    assert verdicts(text + f"financials:\n  f: {debt}\n", CODE) == [("error", "contradictory")]
