"""The value of one company: every quotient and sum is worked out by hand."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, stake, verdicts

CODE = "value-disagrees"


def leg(key: str, investor: str, paid: str, share: str, **fields: str) -> str:
    fields = {"investee": "elm", "on": "2024-05-07"} | fields
    return entry(key, investor=investor, paid=claims(paid), share=claims(share), **fields)


def ivys(paid: str, share: str) -> str:
    return leg("a", "ivy", paid, share)


def jays(paid: str, share: str, **fields: str) -> str:
    return leg("b", "jay", paid, share, **fields)


def legs(*told: str) -> str:
    return "stakes:\n" + "".join(told)


def valued(paid: str, share: str, value: str) -> str:
    return stake(paid=claims(paid), share=claims(share), equity_value=claims(value))


@pytest.mark.parametrize(
    "text",
    [
        # 0.235 / 0.0165 to 0.245 / 0.0155 are 14.2 to 15.8 billion.
        valued("$240 million", "1.6%", "$1.5 billion"),
        valued("$240 million", "1.6%", "$16.0 billion"),
        valued("$240 million", "16%", "$15 billion"),
        # At most 15 % for a billion: 6.3 billion at the least.
        valued("$1.0 billion", "up to 15%", "$6.0 billion"),
        stake(paid=claims("$3.0 billion", "$4.0 billion"), share=claims("20%", "20%")),
        stake(equity_value=claims("$35 billion", "$28 billion")),
        # 42 before and 7 of new cash are 49, not 35.
        stake(
            shares_are="primary",
            paid=claims("$7 billion"),
            share=claims("20%"),
            pre_money=claims("$42 billion"),
        ),
        # Of the cash only the new part is added: 28 and 2 are 30.
        stake(
            shares_are="mixed",
            paid=claims("$7.0 billion"),
            primary=claims("$2 billion"),
            share=claims("20.0%"),
            pre_money=claims("$28 billion"),
        ),
    ],
)
def test_two_values_of_one_company_are_an_error(text: str) -> None:
    assert verdicts(text, CODE) == [("error", "contradictory")]


@pytest.mark.parametrize(
    "text",
    [
        valued("$240 million", "1.6%", "$15 billion"),
        valued("$240 million", "1.6%", "$15.8 billion"),
        valued("$1.0 billion", "up to 15%", "$70 billion"),
        valued("$1 billion", "10-20%", "$7 billion"),
        stake(
            shares_are="primary",
            paid=claims("$7 billion"),
            share=claims("20%"),
            pre_money=claims("$28 billion"),
        ),
        stake(
            shares_are="mixed",
            paid=claims("$7.0 billion"),
            primary=claims("$2 billion"),
            share=claims("20.0%"),
            pre_money=claims("$33 billion"),
        ),
    ],
)
def test_values_that_can_be_one_are_a_note(text: str) -> None:
    assert verdicts(text, CODE) == [("info", "compatible")]


@pytest.mark.parametrize(
    "primary", ["$234 million", "about $235 million", "$95 million", "up to $300 million"]
)
def test_as_much_new_cash_as_was_paid_or_less_is_no_finding(primary: str) -> None:
    text = stake(shares_are="mixed", paid=claims("$234 million"), primary=claims(primary))
    assert findings(text, CODE) == []


def test_the_accounts_of_a_stake_are_compared_at_the_rate_of_its_date() -> None:
    # 1.55/0.215 to 1.65/0.205 billion dollars; 1.45/0.205 to 1.55/0.195 billion euros, which in
    # October 2023 were worth 1.0469 to 1.0632 dollars: 7.40 to 8.05 are in both.
    text = stake(
        on="2023-10",
        share=claims("21%", "20 percent"),
        paid=claims("$1.6 billion", "€1.5 billion"),
    )
    found = only(text, CODE)
    assert (found.severity, found.verdict, found.subject) == ("info", "compatible", "stakes.deal")
    assert "$1.6 billion / 21%, €1.5 billion / 20 percent can be one value" in found.message
    assert "$[7.40, 8.05]bn" in found.message


@pytest.mark.parametrize(
    ("before", "told"),
    [
        # 35 billion euros are 36.9 billion dollars at 1.0540, of which 7.4 came in: 29.5 before.
        ("$29.5 billion", ("info", "compatible")),
        ("$36.9 billion", ("error", "contradictory")),
    ],
)
def test_new_cash_is_added_at_the_rate_of_the_day(before: str, told: tuple[str, str]) -> None:
    text = stake(
        on="2023-10-26",
        shares_are="primary",
        paid=claims("€7.00 billion"),
        share=claims("20.0%"),
        pre_money=claims(before),
    )
    assert verdicts(text, CODE) == [told]


def test_without_a_day_new_cash_in_another_currency_is_not_added() -> None:
    text = stake(shares_are="primary", paid=claims("€7 billion"), pre_money=claims("$30 billion"))
    assert findings(text, CODE) == []


def test_a_source_is_taken_by_its_own_two_figures() -> None:
    # Beta states a share alone: Alpha's price for it would be a value that nobody implies.
    text = stake(paid=claims("$240 million"), share=claims("1.6%", "16%", sources="alpha beta"))
    assert findings(text, CODE) == []


def test_where_no_source_has_both_one_gives_the_price_and_the_other_the_share() -> None:
    text = stake(
        paid=claims("$240 million", sources="alpha"),
        share=claims("1.6%", sources="beta"),
        equity_value=claims("$15 billion", sources="gamma"),
    )
    assert only(text, CODE).reconciliation is not None
    assert verdicts(text, CODE) == [("info", "compatible")]


def test_the_message_shows_both_values_and_what_is_between() -> None:
    text = stake(
        paid=claims("$1.00 billion"), share=claims("10.0%"), equity_value=claims("$11.0 billion")
    )
    # 0.995 / 0.1005 and 1.005 / 0.0995 billion; 10.95 - 10.1005 = 0.8495.
    message = only(text, CODE).message
    assert "$1.00 billion / 10.0% and $11.0 billion are two values of one company" in message
    assert "$849m apart (8.4 %)" in message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (legs(ivys("$1.0 billion", "10%"), jays("$1.0 billion", "20%")), "warning"),
        (legs(ivys("$1.0 billion", "10%"), jays("$2.0 billion", "20%")), "info"),
        # 929 million euros are a billion dollars on that day.
        (legs(ivys("$1.00 billion", "10%"), jays("€929 million", "10%")), "info"),
        (legs(ivys("$1.00 billion", "10%"), jays("€1.99 billion", "10%")), "warning"),
    ],
)
def test_legs_of_one_date_are_compared_but_two_buyers_may_pay_two_prices(
    text: str, found: str
) -> None:
    assert only(text, CODE).severity == found


@pytest.mark.parametrize(
    "text",
    [
        legs(leg("a", "ivy", "$1bn", "10%"), leg("b", "jay", "$1bn", "20%", on="2024-05-08")),
        legs(leg("a", "ivy", "$1bn", "10%"), leg("b", "jay", "$1bn", "20%", investee="oak")),
        legs(leg("a", "ivy", "$1bn", "10%"), leg("b", "ivy", "$1bn", "20%")),
        legs(leg("a", "ivy", "$1bn", "10%")),
        stake(paid=claims("$1bn")),
        stake(share=claims("10%")),
        stake(equity_value=claims("$1bn")),
        valued("$1bn", "10%", "€1bn"),  # no date
    ],
)
def test_what_is_not_two_values_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


def pre_money(before: str, shares_are: str, **more: str) -> str:
    return stake(
        paid=claims("$1.00 billion"),
        share=claims("20.0%"),
        pre_money=claims(before),
        shares_are=shares_are,
        **more,
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        # $1bn for 20 % is 5: before it 4 if all of it was new, 5 if none was, between if some was.
        (pre_money("$4.00 billion", "primary"), "info"),
        (pre_money("$5.00 billion", "primary"), "error"),
        (pre_money("$5.00 billion", "secondary"), "info"),
        (pre_money("$4.00 billion", "secondary"), "error"),
        (pre_money("$4.50 billion", "undeclared"), "info"),
        (pre_money("$8.00 billion", "undeclared"), "error"),
        (pre_money("$3.00 billion", "undeclared"), "error"),
    ],
)
def test_a_stated_value_before_the_deal_goes_with_the_cash_that_was_new(
    text: str, severity: str
) -> None:
    assert only(text, CODE).severity == severity


def test_more_new_cash_than_was_paid_is_an_error() -> None:
    text = stake(paid=claims("$1.00 billion"), primary=claims("$1.50 billion"), shares_are="mixed")
    found = only(text, CODE)
    assert (found.severity, found.verdict) == ("error", "contradictory")
    assert "$1.50 billion went to the company, which is more than was paid" in found.message


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        # Each of these lists disagrees by itself; with one of its claims the values are one.
        ({"share": claims("20%", "2%"), "equity_value": claims("$5 billion")}, []),
        ({"share": claims("20%"), "equity_value": claims("$5 billion", "$50 billion")}, []),
        ({"share": claims("20%", "2%"), "equity_value": claims("$5 billion", "$500bn")}, []),
        # With none of them: 1 / 20 % and 1 / 2 % are neither 8.
        ({"share": claims("20%", "2%"), "equity_value": claims("$8.0 billion")}, ["error"]),
        ({"share": claims("20%"), "equity_value": claims("$8.0 billion", "$80bn")}, ["error"]),
    ],
)
def test_a_list_of_claims_that_disagrees_is_told_there_alone(
    fields: dict[str, str], told: list[str]
) -> None:
    text = stake(paid=claims("exactly $1 billion"), **fields)
    grave = [severity for severity, _ in verdicts(text, CODE) if severity != "info"]
    assert grave == told
    assert findings(text, "claims-disagree")


def test_new_cash_that_sources_disagree_on_is_told_there_alone() -> None:
    text = stake(paid=claims("$16 billion"), primary=claims("$20 billion", "$2 billion"))
    assert findings(text, CODE) == []
    assert findings(text, "claims-disagree")
