"""What follows from a deal's legs and values: the value by the new shares, the bridge, multiples,
what was paid. Expected numbers are computed by hand from the printed ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.derivations.answers import Derived
from dealmodel.reports.deriving import Report
from dealmodel.reports.outline import notes_of
from tests.checks.books import book, claims, entry, stake
from tests.checks.test_parts_sum import deal, legs

DAY = "2024-03-01"
BN = 1_000_000_000


def told(text: str) -> Report:
    return dm.report(book(text))


def answers(report: Report, name: str, subject: str = "deals.d") -> list[Derived]:
    return [
        each
        for each in report.about(subject)
        if isinstance(each, Derived) and each.name == name and "rate" not in each.result.details
    ]


def points(report: Report, name: str, subject: str = "deals.d") -> list[Fraction | None]:
    return [each.result.point for each in answers(report, name, subject)]


def account(key: str, measure: str, says: str, **fields: str) -> str:
    when = {"on": "2023-12-31"} if not {"on", "period"} & fields.keys() else {}
    return entry(key, party="elm", measure=measure, amount=claims(says), **when, **fields)


def financials(*lines: str) -> str:
    return "financials:\n" + "".join(lines)


def value(of: str, says: str, source: str = "alpha", **fields: str) -> str:
    basis = "".join(f", {name}: {text}" for name, text in fields.items())
    return f'{{of: {of}, says: "{says}", source: {source}{basis}}}'


MIXED = legs(
    {"shares_are": "primary", "share": claims("10%"), "paid": claims("$1.2 billion")},
    {"shares_are": "secondary", "share": claims("5%"), "paid": claims("$500 million")},
)


class TestByTheNewShares:
    def test_a_mixed_deal_has_the_value_that_the_new_shares_price_gives(self) -> None:
        report = told(deal(closed=DAY) + MIXED)
        assert points(report, "implied_equity_value") == [12 * BN]
        assert points(report, "value_by_old_shares") == [10 * BN]

    def test_pre_money_is_less_the_new_cash_and_only_that(self) -> None:
        [found] = answers(told(deal(closed=DAY) + MIXED), "pre_money")
        assert found.result.point == Fraction("10.8") * BN
        # 1.15 / 0.105 - 1.15: one unknown in both places, not two.
        least, most = Fraction("1.15"), Fraction("0.105")
        assert found.result.bounds.low == (least / most - least) * BN

    def test_one_figure_for_both_is_an_outer_range_and_says_so(self) -> None:
        [found] = answers(told(deal(closed=DAY) + MIXED), "blended_equity_value")
        assert found.result.point == Fraction(17, 15) * 10 * BN
        assert not found.result.tight
        assert "outer range" in found.result.warnings[0]
        # From the lowest that the old shares' price allows to the highest of the new ones'.
        low, high = Fraction("0.495") / Fraction("0.055"), Fraction("1.25") / Fraction("0.095")
        assert found.result.bounds == dm.Bounds(low * BN, high * BN)

    def test_two_legs_of_new_shares_are_one_purchase_of_both(self) -> None:
        report = told(
            deal(closed=DAY)
            + legs(
                {"shares_are": "primary", "share": claims("10%"), "paid": claims("$1.2 billion")},
                {"shares_are": "primary", "share": claims("5%"), "paid": claims("$0.6 billion")},
            )
        )
        assert points(report, "implied_equity_value") == [12 * BN]
        assert points(report, "pre_money") == [Fraction("10.2") * BN]
        assert not answers(report, "blended_equity_value")

    def test_price_times_shares_stands_in_for_what_nobody_says_was_paid(self) -> None:
        # Leapmotor, 2023: 194,260,030 new shares at HK$43.80. As 14.5 % of all they are
        # 8,508,589,314 / 0.145 = 58.68 billion for the whole.
        new = {
            "shares_are": "primary",
            "share": claims("14.5%"),
            "shares": claims("194,260,030 shares"),
            "price_per_share": claims("HK$43.80 per share"),
        }
        report = told(deal(closed="2023-10-26") + legs(new))
        assert points(report, "implied_equity_value") == [
            194_260_030 * Fraction("43.8") / Fraction("0.145")
        ]

    def test_a_deal_without_legs_has_the_value_of_its_own_figures(self) -> None:
        report = told(deal(paid=claims("$2.3 billion"), share=claims("20%"), closed=DAY))
        assert points(report, "implied_equity_value") == [Fraction("11.5") * BN]


class TestHeldAfter:
    def test_before_and_all_legs_stand_beside_what_is_held_after(self) -> None:
        text = deal() + legs(
            {"shares_are": "secondary", "before": claims("2%"), "share": claims("10%")},
            {"shares_are": "secondary", "share": claims("5%"), "after": claims("17%")},
        )
        [found] = answers(told(text), "held_after")
        assert found.result.point == Fraction("0.17")
        assert found.beside[0].overlaps(found.result.bounds)

    def test_new_shares_make_the_earlier_ones_a_smaller_part(self) -> None:
        text = deal() + legs(
            {"shares_are": "primary", "before": claims("20%"), "share": claims("10%")},
            {"shares_are": "secondary", "share": claims("5%")},
        )
        [found] = answers(told(text), "held_after")
        # 0.195 × (1 - 0.105) + 0.105 + 0.045 at the least of 20 % and 5 %: all of the new ones new.
        low = Fraction("0.195") * (1 - Fraction("0.095")) + Fraction("0.095") + Fraction("0.045")
        assert found.result.bounds.low == low
        assert found.result.bounds.high == Fraction("0.205") + Fraction("0.105") + Fraction("0.055")


class TestOwnership:
    def test_legs_of_one_day_add_up(self) -> None:
        text = deal(closed=DAY) + legs(
            {"shares_are": "secondary", "share": claims("10%"), "on": DAY},
            {"shares_are": "secondary", "share": claims("5%"), "on": DAY},
        )
        held = dm.Ownership.of(book(text)).interest("ivy", "elm")
        assert held.point == Fraction("0.15")


ITEMS = financials(
    account("debt", "net_debt", "$2.3 billion"),
    account("others", "minorities", "$0.4 billion"),
    account("prefs", "preferred", "$0.3 billion"),
    account("deficit", "pension_deficit", "$0.2 billion"),
    account("holdings", "associates", "$0.5 billion"),
)


class TestBridge:
    def test_every_item_that_is_given_lies_between(self) -> None:
        text = deal(announced=DAY, values=f"[{value('equity', '$10 billion')}]") + ITEMS
        [found] = answers(told(text), "enterprise_value")
        assert found.result.point == Fraction("12.7") * BN
        assert "without" not in found.result.details

    def test_and_back(self) -> None:
        text = deal(announced=DAY, values=f"[{value('enterprise', '$12.7 billion')}]") + ITEMS
        [found] = answers(told(text), "equity_from_enterprise")
        assert found.result.point == 10 * BN

    def test_what_is_not_given_is_said(self) -> None:
        text = deal(announced=DAY, values=f"[{value('equity', '$10 billion')}]") + financials(
            account("debt", "debt", "$3 billion"), account("cash", "cash", "$0.7 billion")
        )
        [found] = answers(told(text), "enterprise_value")
        assert found.result.point == Fraction("12.3") * BN
        lacking = "minorities, preferred, pension deficit, associates: none given"
        assert found.result.details["without"] == lacking
        assert f"without {lacking}" in notes_of(found.result)

    def test_the_nearest_day_not_after_the_deal_s_counts(self) -> None:
        text = deal(announced=DAY, values=f"[{value('equity', '$10 billion')}]") + financials(
            account("old", "net_debt", "$1 billion", on="2022-12-31"),
            account("near", "net_debt", "$2 billion", on="2023-12-31"),
            account("later", "net_debt", "$3 billion", on="2024-06-30"),
            account("part", "net_debt", "$7 billion", on="2024-02-28", scope="Europe"),
        )
        assert points(told(text), "enterprise_value") == [12 * BN]

    def test_net_debt_given_twice_is_counted_once_the_later_of_the_two(self) -> None:
        same = (
            account("net", "net_debt", "$2 billion"),
            account("debt", "debt", "$3 billion"),
            account("cash", "cash", "$1 billion"),
        )
        text = deal(announced=DAY, values=f"[{value('equity', '$10 billion')}]")
        assert points(told(text + financials(*same)), "enterprise_value") == [12 * BN]
        later = same[0].replace("2023-12-31", "2023-06-30").replace("$2", "$5")
        found = points(told(text + financials(later, *same[1:])), "enterprise_value")
        assert found == [12 * BN]

    def test_new_cash_is_taken_off_a_value_that_holds_it(self) -> None:
        text = deal(
            closed=DAY,
            values=f"[{value('equity', '$12 billion', at='post')}, "
            f"{value('equity', '$10.8 billion', at='pre')}]",
        )
        report = told(text + MIXED + financials(account("net", "net_debt", "$2.3 billion")))
        assert set(points(report, "enterprise_value")) == {Fraction("13.1") * BN}

    def test_net_debt_in_another_currency_is_converted_on_the_deal_s_day(self) -> None:
        text = deal(announced="2025-04-25", values=f"[{value('equity', '$10 billion')}]")
        report = told(text + financials(account("net", "net_debt", "€1 billion")))
        assert points(report, "enterprise_value") == [Fraction("11.1357") * BN]

    def test_two_stated_values_leave_what_lies_between(self) -> None:
        # Netflix for Warner Bros., December 2025: $72.0bn of equity, $82.7bn with the debt.
        values = f"[{value('equity', '$72.0 billion')}, {value('enterprise', '$82.7 billion')}]"
        report = told(deal(announced="2025-12-05", values=values))
        assert points(report, "implied_net_debt") == [Fraction("10.7") * BN]

    def test_debt_that_is_taken_over_stands_for_net_debt(self) -> None:
        # Broadcom for VMware, 2022: $61bn and $8bn of net debt assumed.
        text = deal(
            announced="2022-05-26",
            values=f"[{value('equity', '$61 billion')}]",
            consideration=f"{{debt_assumed: {claims('$8 billion')}}}",
        )
        assert points(told(text), "enterprise_value") == [69 * BN]

    def test_a_stake_s_own_net_debt_comes_before_the_accounts(self) -> None:
        text = stake(
            on=DAY, share=claims("20%"), paid=claims("$2 billion"), net_debt=claims("-$1 billion")
        ) + financials(account("net", "net_debt", "$5 billion"))
        assert points(told(text), "enterprise_value", "stakes.deal") == [9 * BN]


class TestWhatWasPaid:
    TENTH = stake(on=DAY, share=claims("10%"), enterprise_value=claims("$9 billion"))

    def test_it_is_not_guessed_without_the_net_debt(self) -> None:
        report = told(self.TENTH)
        assert not answers(report, "paid", "stakes.deal")
        assert any("only with the net debt" in each for each in report.warnings)

    def test_it_follows_with_it(self) -> None:
        text = self.TENTH + financials(account("net", "net_debt", "$2.3 billion"))
        assert points(told(text), "paid", "stakes.deal") == [Fraction("0.67") * BN]
        own = stake(
            on=DAY,
            share=claims("10%"),
            enterprise_value=claims("$9 billion"),
            net_debt=claims("$1 billion"),
        )
        assert points(told(own), "paid", "stakes.deal") == [Fraction("0.8") * BN]

    def test_of_new_shares_the_value_before_them_is_grossed_up(self) -> None:
        new = self.TENTH.replace("investor: ivy", "investor: ivy, shares_are: primary")
        text = new + financials(account("net", "net_debt", "$1.8 billion"))
        # 7.2 billion before the money are 8 billion after it, of which a tenth is 0.8.
        assert points(told(text), "paid", "stakes.deal") == [Fraction("0.8") * BN]

    def test_a_leg_takes_the_value_that_is_stated_of_its_deal(self) -> None:
        text = deal(closed=DAY, values=f"[{value('enterprise', '$9 billion')}]") + legs(
            {"share": claims("10%"), "on": DAY}
        )
        report = told(text + financials(account("net", "net_debt", "$1 billion")))
        assert points(report, "paid", "stakes.leg-1") == [Fraction("0.8") * BN]

    def test_an_equity_value_needs_nothing_else(self) -> None:
        text = stake(share=claims("10%"), equity_value=claims("€7.4 billion"))
        assert points(told(text), "paid", "stakes.deal") == [Fraction("0.74") * BN]


class TestMultiples:
    VALUES = deal(
        announced=DAY,
        values=f"[{value('enterprise', '$12 billion')}, {value('equity', '$10 billion')}]",
    )

    def test_of_the_last_year_and_the_next_forecast(self) -> None:
        report = told(
            self.VALUES
            + financials(
                account("r-22", "revenue", "$2.0 billion", period="2022"),
                account("r-23", "revenue", "$4.0 billion", period="2023"),
                account("r-q4", "revenue", "$1.1 billion", period="2023-Q4"),
                account("r-24", "revenue", "$5.0 billion", period="2024", basis="forecast"),
                account("r-25", "revenue", "$6.0 billion", period="2025", basis="forecast"),
                account("e-23", "ebitda", "$600 million", period="2023", basis="pro_forma"),
                account("i-23", "ebit", "$480 million", period="2022-07/2023-06"),
                account("n-23", "net_income", "$250 million", period="2023"),
            )
        )
        assert points(report, "ev_to_revenue") == [3, Fraction("2.4")]
        assert points(report, "ev_to_ebitda") == [20]
        assert points(report, "ev_to_ebit") == [25]
        assert points(report, "price_to_earnings") == [40]
        [found] = answers(report, "ev_to_ebitda")
        assert found.result.details["basis"] == "pro_forma"
        assert found.result.details["period"] == "2023"
        assert found.result.kind == "ratio"

    @pytest.mark.parametrize("says", ["-$40 million", "up to $40 million"])
    def test_a_loss_or_what_may_be_none_has_no_multiple(self, says: str) -> None:
        report = told(self.VALUES + financials(account("n", "net_income", says, period="2023")))
        assert not answers(report, "price_to_earnings")
        [warned] = [each for each in report.warnings if "no multiple of a loss" in each]
        assert says in warned

    def test_of_a_computed_value_where_none_is_stated(self) -> None:
        text = deal(announced=DAY, values=f"[{value('equity', '$10 billion')}]") + financials(
            account("net", "net_debt", "$2 billion"),
            account("r-23", "revenue", "$4 billion", period="2023"),
        )
        assert points(told(text), "ev_to_revenue") == [3]


class TestFees:
    def test_a_fee_is_a_part_of_either_value(self) -> None:
        # Netflix would owe $5.8bn, which is 8.06 % of $72.0bn and 7.01 % of $82.7bn.
        text = deal(
            announced="2025-12-05",
            values=f"[{value('equity', '$72.0 billion')}, {value('enterprise', '$82.7 billion')}]",
            terms=f"{{reverse: {{fee: {claims('$5.8 billion')}}}}}",
        )
        report = told(text)
        assert points(report, "fee_share_of_equity") == [Fraction(58, 720)]
        assert points(report, "fee_share_of_enterprise") == [Fraction(58, 827)]
        assert answers(report, "fee_share_of_equity")[0].result.kind == "share"
