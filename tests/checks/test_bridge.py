"""Equity and enterprise value, and what lies between them."""

from __future__ import annotations

import pytest

from dealmodel.checks.catalogue import check
from tests.checks.books import book, claims, findings, only, stake, verdicts
from tests.checks.test_parts_sum import deal, legs
from tests.derivations.test_deal_values import DAY, account, financials, value

CODE = "bridge"


def values(equity: str, enterprise: str, on: str = DAY, **fields: str) -> str:
    both = f"[{value('equity', equity, **fields)}, {value('enterprise', enterprise)}]"
    return deal(announced=on, values=both)


NET = financials(account("net", "net_debt", "$8 billion"))


@pytest.mark.parametrize(
    ("equity", "enterprise", "verdict"),
    [
        ("$61 billion", "$69 billion", ("info", "compatible")),
        ("$61 billion", "$96 billion", ("error", "contradictory")),
        ("$16 billion", "$69 billion", ("error", "contradictory")),
        # 68.6 ± 0.05 beside 61 + 8, at the most 69.75, at the least 68.25.
        ("$61 billion", "$68.6 billion", ("info", "compatible")),
    ],
)
def test_stated_values_meet_through_the_net_debt(
    equity: str, enterprise: str, verdict: tuple[str, str]
) -> None:
    assert verdicts(values(equity, enterprise) + NET, CODE) == [verdict]


def test_a_finding_names_the_items_their_day_and_what_is_not_given() -> None:
    found = only(values("$61 billion", "$96 billion") + NET, CODE)
    assert found.subject == "deals.d"
    assert "$61 billion + $8 billion" in found.message
    assert "accounts of 2023-12-31" in found.message
    assert "without minorities, preferred, pension deficit, associates" in found.message
    assert [claim.path for claim in found.claims] == [
        ("deals", "d", "values", 1),
        ("deals", "d", "values", 0),
        ("financials", "net", "amount", 0),
    ]


def test_a_slip_is_one_finding() -> None:
    for text in (
        values("$61 billion", "$96 billion") + NET,
        values("$61 billion", "$69 billion") + NET.replace("$8", "$18"),
    ):
        grave = [each for each in check(book(text)) if each.severity != "info"]
        assert [each.code for each in grave] == [CODE]


def test_amounts_that_meet_when_rounded_to_their_last_digit_are_undecided() -> None:
    # 700 and 200 million are each rounded to 100 million at the roughest: 800 to 1,000 together.
    text = values("$700 million", "$960 million") + financials(
        account("net", "net_debt", "$200 million")
    )
    assert verdicts(text, CODE) == [("info", "undecided")]


def test_accounts_of_years_before_decide_nothing() -> None:
    text = values("$61 billion", "$96 billion", on="2026-03-01") + NET
    assert verdicts(text, CODE) == [("info", "undecided")]


def test_a_value_over_basic_shares_may_be_less() -> None:
    low = values("$58 billion", "$69 billion", shares="basic")
    assert verdicts(low + NET, CODE) == [("info", "compatible")]
    high = values("$64 billion", "$69 billion", shares="basic")
    assert verdicts(high + NET, CODE) == [("error", "contradictory")]


def test_without_a_debt_or_a_date_nothing_is_compared() -> None:
    assert not findings(values("$61 billion", "$96 billion"), CODE)
    undated = values("$61 billion", "$96 billion").replace(f"announced: {DAY}, ", "")
    assert not findings(undated + NET, CODE)


def test_whether_new_cash_came_is_allowed_for_where_nobody_says() -> None:
    # A tenth for $1bn: the net debt of before the deal goes with $9bn, if all shares were new.
    text = deal(announced=DAY, values=f"[{value('enterprise', '$11 billion')}]") + legs(
        {"share": claims("10%"), "paid": claims("$1 billion")}
    )
    net = financials(account("net", "net_debt", "$2 billion"))
    assert verdicts(text + net, CODE) == [("info", "compatible")]
    assert verdicts(text.replace("$11", "$12") + net, CODE) == [("info", "compatible")]
    assert verdicts(text.replace("$11", "$25") + net, CODE) == [("error", "contradictory")]


def test_a_stake_by_itself_is_looked_at_and_a_leg_only_with_its_deal() -> None:
    fields = {"share": claims("20%"), "paid": claims("$2 billion"), "on": DAY}
    fields |= {"enterprise_value": claims("$19 billion"), "shares_are": "secondary"}
    alone = stake(**fields)
    net = financials(account("net", "net_debt", "$2 billion"))
    assert [each.subject for each in findings(alone + net, CODE)] == ["stakes.deal"]
    leg = deal(announced=DAY) + legs(fields)
    assert [each.subject for each in findings(leg + net, CODE)] == ["deals.d"]


class TestNetDebtTwice:
    DEBT, CASH = account("debt", "debt", "$3 billion"), account("cash", "cash", "$1 billion")

    @pytest.mark.parametrize(
        ("net", "verdict"),
        [("$2 billion", ("info", "compatible")), ("$4 billion", ("error", "contradictory"))],
    )
    def test_it_is_one_finding_at_its_place(self, net: str, verdict: tuple[str, str]) -> None:
        text = financials(account("net", "net_debt", net), self.DEBT, self.CASH)
        [found] = findings(text, CODE)
        assert (found.severity, found.verdict) == verdict
        assert found.subject == "financials.net"
        assert found.where is not None

    def test_of_two_days_it_is_given_once_each(self) -> None:
        net = account("net", "net_debt", "$4 billion", on="2022-12-31")
        assert not findings(financials(net, self.DEBT, self.CASH), CODE)

    @pytest.mark.parametrize(
        ("on", "verdict"),
        [("2023-12-31", ("error", "contradictory")), (DAY, ("info", "undecided"))],
    )
    def test_a_stake_s_own_beside_the_accounts_of_its_day_or_another(
        self, on: str, verdict: tuple[str, str]
    ) -> None:
        text = stake(on=on, share=claims("20%"), net_debt=claims("$7 billion"))
        [found] = findings(text + financials(account("net", "net_debt", "$4 billion")), CODE)
        assert (found.severity, found.verdict) == verdict
        assert found.subject == "stakes.deal"
        assert [each.path for each in found.claims][1:] == [("financials", "net", "amount", 0)]
