"""Whether the shares were new: told where it keeps an answer open, and nowhere else."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, stake

CODE = "basis-undeclared"
BOUGHT = {"share": claims("21%"), "paid": claims("$1.6 billion")}


def test_a_price_and_a_share_without_a_basis_are_a_note() -> None:
    found = only(stake(**BOUGHT), CODE)
    assert (found.severity, found.verdict, found.subject) == (
        "info",
        "undecided",
        "stakes.deal.shares_are",
    )
    assert "(primary)" in found.message
    assert "(secondary)" in found.message


def test_a_mixed_deal_needs_its_new_part() -> None:
    assert "give it (primary)" in only(stake(**BOUGHT, shares_are="mixed"), CODE).message
    known = stake(**BOUGHT, shares_are="mixed", primary=claims("$1 billion"))
    assert findings(known, CODE) == []


@pytest.mark.parametrize(
    "text",
    [
        stake(**BOUGHT, shares_are="primary"),
        stake(**BOUGHT, shares_are="secondary"),
        stake(share=claims("21%")),
        stake(paid=claims("$1.6 billion")),
        stake(),
    ],
)
def test_where_no_answer_rests_on_it_nothing_is_told(text: str) -> None:
    assert findings(text, CODE) == []
