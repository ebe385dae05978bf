"""Rounds of which sources state the amount and the value. Anthropic's series F, September 2025: $13
billion at $183 billion post-money, so 13 / 183 = 7.1 % of it, and $170 billion before."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import dealmodel as dm
from tests.checks.books import book, claims, stake


def told(text: str) -> dict[str, dict[str, Any]]:
    every = (each.to_dict() for each in dm.report(book(text)).items)
    names = ("stake_from_value", "pre_money", "equity_value", "implied_equity_value")
    return {each["name"]: each for each in every if each["name"] in names and "formula" in each}


PAID, VALUE = claims("exactly $13 billion"), claims("exactly $183 billion")
SHARE = Fraction(13, 183)


def test_a_stake_of_new_shares_at_a_stated_value() -> None:
    found = told(stake(shares_are="primary", paid=PAID, equity_value=VALUE))
    assert found["stake_from_value"]["kind"] == "share"
    assert Fraction(found["stake_from_value"]["low"]) <= SHARE
    assert found["stake_from_value"]["point"] == "0.07103825136612021857923497268"
    assert found["pre_money"]["point"] == "170000000000"
    assert "implied_equity_value" not in found


def test_a_stake_of_new_shares_at_a_value_before_the_money() -> None:
    before = claims("exactly $170 billion")
    found = told(stake(shares_are="primary", paid=PAID, pre_money=before))
    assert found["equity_value"]["point"] == "183000000000"
    assert found["stake_from_value"]["point"] == "0.07103825136612021857923497268"


@pytest.mark.parametrize("shares_are", ["secondary", "undeclared"])
def test_what_is_not_known_to_be_new_is_not_taken_off(shares_are: str) -> None:
    found = told(stake(shares_are=shares_are, paid=PAID, equity_value=VALUE))
    assert "stake_from_value" in found
    assert "pre_money" not in found


def test_of_a_mixed_deal_only_the_new_money_is_taken_off() -> None:
    new = claims("exactly $3 billion")
    found = told(stake(shares_are="mixed", paid=PAID, primary=new, equity_value=VALUE))
    assert found["pre_money"]["point"] == "180000000000"


def deal(value: str, legs: str = "") -> str:
    return (
        f"deals:\n  d: {{target: elm, announced: 2025-09-02, paid: {PAID}, values: [{value}]}}\n"
        + (f"stakes:\n  s: {{deal: d, investor: ivy, investee: elm, {legs}}}\n" if legs else "")
    )


POST = "{of: equity, at: post, says: exactly $183 billion, source: alpha}"


@pytest.mark.parametrize("legs", ["", f"shares_are: primary, paid: {PAID}"])
def test_a_deal_with_a_value_after_the_money(legs: str) -> None:
    found = told(deal(POST, legs))
    assert found["stake_from_value"]["point"] == "0.07103825136612021857923497268"
    assert found["pre_money"]["point"] == "170000000000"


@pytest.mark.parametrize(
    "text",
    [
        deal(POST.replace("at: post, ", "")),  # before or after it, nobody says
        deal(POST, f"shares_are: secondary, paid: {PAID}"),
        deal(POST.replace("$183", "€183")),
    ],
)
def test_what_does_not_go_together_gives_nothing(text: str) -> None:
    assert "stake_from_value" not in told(text)


def test_more_than_the_whole_is_refused() -> None:
    text = stake(shares_are="primary", paid=claims("exactly $200 billion"), equity_value=VALUE)
    assert not told(text).keys() & {"stake_from_value", "pre_money"}
    assert any("more than the whole" in each for each in dm.report(book(text)).warnings)
