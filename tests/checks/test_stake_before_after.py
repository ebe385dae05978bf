"""Before, bought and after: the sums are worked out by hand."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, stake, verdicts

CODE = "stake-before-after"


def told(before: str, share: str, after: str, **fields: str) -> str:
    return stake(before=claims(before), share=claims(share), after=claims(after), **fields)


@pytest.mark.parametrize(
    ("before", "share", "after", "are"),
    [
        ("7.6%", "9.4%", "17%", "primary"),
        ("7.6%", "9.4%", "17%", "secondary"),
        # 10 % of what 20 % of new shares leave is 8: 28 in all, or 30 of old ones.
        ("10.0%", "20.0%", "28.0%", "primary"),
        ("10.0%", "20.0%", "28.0%", "undeclared"),
        ("10.0%", "20.0%", "30.0%", "undeclared"),
        ("10.0%", "20.0%", "29.2%", "mixed"),
        ("nearly 10%", "about 20%", "less than 31%", "secondary"),
    ],
)
def test_what_adds_up_is_a_note(before: str, share: str, after: str, are: str) -> None:
    assert verdicts(told(before, share, after, shares_are=are), CODE) == [("info", "compatible")]


@pytest.mark.parametrize(
    ("before", "share", "after", "are"),
    [
        ("7.6%", "9.4%", "27%", "primary"),
        ("10.0%", "20.0%", "28.0%", "secondary"),
        ("10.0%", "20.0%", "27.7%", "primary"),
        ("10.0%", "20.0%", "30.3%", "undeclared"),
    ],
)
def test_what_does_not_is_an_error(before: str, share: str, after: str, are: str) -> None:
    text = told(before, share, after, shares_are=are)
    assert verdicts(text, CODE) == [("error", "contradictory")]
    assert only(text, CODE).subject == "stakes.deal.after"


def test_two_of_the_three_say_nothing() -> None:
    assert findings(stake(before=claims("5%"), share=claims("5%")), CODE) == []


def test_a_source_is_taken_by_its_own_figures() -> None:
    # Alpha's 5 and 10 are 15; Beta's 7 and 10 are 17; across them nothing would fit.
    text = stake(
        before=claims("5.0%", "7.0%"), share=claims("10.0%", "10.0%"), after=claims("15%", "17%")
    )
    assert verdicts(text, CODE) == [("info", "compatible")]
