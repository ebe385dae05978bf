"""The values of one deal's target: stated of it and of its legs, and implied by them."""

from __future__ import annotations

import pytest

from dealmodel.checks.catalogue import check
from tests.checks.books import book, claims, findings, only, verdicts
from tests.checks.test_parts_sum import deal, legs
from tests.derivations.test_deal_values import DAY, MIXED, value

CODE = "value-disagrees"


def stating(*values: str, **fields: str) -> str:
    return deal(closed=DAY, values=f"[{', '.join(values)}]", **fields)


def codes(text: str) -> list[str]:
    return [each.code for each in check(book(text)) if each.severity != "info"]


@pytest.mark.parametrize(
    ("stated", "severity"),
    [
        (value("equity", "$12 billion", at="post"), "info"),
        (value("equity", "$12 billion"), "info"),
        # 10.8 billion before the money; with $1.2bn of it, not with the $0.5bn for old shares.
        (value("equity", "$10.8 billion", at="pre"), "info"),
        (value("equity", "$10.8 billion"), "info"),
        (value("equity", "$15 billion", at="post"), "error"),
        (value("equity", "$9 billion"), "error"),
        (value("equity", "$8.5 billion", at="pre"), "error"),
    ],
)
def test_a_stated_value_beside_that_by_the_new_shares(stated: str, severity: str) -> None:
    found = only(stating(stated) + MIXED, CODE)
    assert (found.severity, found.subject) == (severity, "deals.d")


def test_new_and_old_shares_of_one_deal_have_two_prices() -> None:
    two = legs(
        {"shares_are": "primary", "share": claims("10%"), "paid": claims("$2 billion"), "on": DAY},
        {
            "investor": "jay",
            "shares_are": "secondary",
            "share": claims("5%"),
            "paid": claims("$500 million"),
            "on": DAY,
        },
    )
    assert codes(deal(closed=DAY) + two) == []


def test_diluted_is_compared_with_diluted() -> None:
    diluted = value("equity", "$15 billion", at="post", shares="diluted")
    assert not findings(stating(diluted) + MIXED, CODE)


def test_before_and_after_the_money_are_not_one_value() -> None:
    both = (value("equity", "$8 billion", at="pre"), value("equity", "$10 billion", at="post"))
    assert codes(stating(*both)) == []


def test_enterprise_values_of_deal_and_leg_are_compared() -> None:
    leg = {"share": claims("10%"), "enterprise_value": claims("$9 billion")}
    assert codes(stating(value("enterprise", "$9 billion")) + legs(leg)) == []
    assert codes(stating(value("enterprise", "$6 billion")) + legs(leg)) == [CODE]


def test_a_slip_in_a_leg_s_payment_is_told_once() -> None:
    stated = stating(value("equity", "$12 billion", at="post"), paid=claims("$1.7 billion"))
    assert codes(stated + MIXED) == []
    assert codes(stated + MIXED.replace("$1.2 billion", "$2.1 billion")) == ["parts-sum"]


def test_a_slip_within_one_leg_is_told_there() -> None:
    leg = {"share": claims("10%"), "paid": claims("$1.2 billion"), "shares_are": "secondary"}
    leg["equity_value"] = claims("$17 billion")
    text = stating(value("equity", "$12 billion", at="post")) + legs(leg)
    grave = [each for each in check(book(text)) if each.severity == "error"]
    assert [each.subject for each in grave] == ["stakes.leg-1"]


class TestDifferentBasis:
    CODE = "different-basis"

    def test_two_things_printed_alike_are_told_apart(self) -> None:
        text = stating(value("equity", "$15 billion"), value("enterprise", "$15.2 billion"))
        [found] = findings(text, self.CODE)
        assert (found.severity, found.verdict) == ("info", "different_basis")
        assert "$15 billion (equity value" in found.message

    def test_what_cannot_be_confused_is_left_in_peace(self) -> None:
        text = stating(value("equity", "$15 billion"), value("enterprise", "$19 billion"))
        assert verdicts(text, self.CODE) == []

    def test_what_one_does_not_say_may_be_the_same(self) -> None:
        text = stating(value("equity", "$15 billion"), value("equity", "$15 billion", at="post"))
        assert verdicts(text, self.CODE) == []


class TestBeforeAndAfter:
    def leg(self, after: str) -> str:
        return deal(closed=DAY) + legs(
            {
                "shares_are": "secondary",
                "before": claims("0.5%"),
                "share": claims("14.5%"),
                "after": claims(after),
            },
            {"shares_are": "secondary", "share": claims("6%")},
        )

    def test_what_is_held_after_may_be_that_after_all_legs(self) -> None:
        assert verdicts(self.leg("21%"), "stake-before-after") == [("info", "compatible")]
        assert verdicts(self.leg("15%"), "stake-before-after") == [("info", "compatible")]
        assert verdicts(self.leg("27%"), "stake-before-after") == [("error", "contradictory")]
