"""What a book derives from numbers of shares, worked out by hand.

XPeng, 6 December 2023 (Form 6-K): 94,079,255 new Class A shares to Volkswagen at $15 for two.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.derivations.answers import Derived
from dealmodel.errors import BasisMismatch
from tests.checks.books import book

XPENG = """
capital:
  after:
    party: elm
    on: 2023-12-06
    shares: {says: "exactly 1,885,360,255 ordinary shares", source: alpha}
    market_price: {says: US$15 per ADS, source: alpha}
    ads_ratio: {says: "2", source: alpha}
    options:
      plan:
        count: {says: "exactly 10 million options", source: alpha}
        strike: {says: $4.50 per share, source: alpha}
stakes:
  vw:
    investor: ivy
    investee: elm
    on: 2023-12-06
    shares_are: primary
    share: {says: 4.99%, source: beta}
    shares: {says: "exactly 94,079,255 ordinary shares", source: alpha}
    price_per_share: {says: US$15 per ADS, source: alpha}
    ads_ratio: {says: "2", source: alpha}
"""


def answers(text: str, name: str, **details: Any) -> list[Derived]:
    """The answers of a name in their own currency, with these details."""
    return [
        each
        for each in dm.report(book(text)).items
        if isinstance(each, Derived)
        and each.name == name
        and "rate" not in each.result.details
        and details.items() <= dict(each.result.details).items()
    ]


def only(text: str, name: str, **details: Any) -> Derived:
    [found] = answers(text, name, **details)
    return found


def test_a_stake_follows_from_the_shares_bought() -> None:
    found = only(XPENG, "stake_from_shares", counted="basic")
    assert found.result.point == Fraction(94_079_255, 1_885_360_255)
    assert [
        (each.figure.verbatim, each.overlaps(found.result.bounds)) for each in found.beside
    ] == [("4.99%", True)]
    # Ten million at $4.50 of $7.50: four million new.
    diluted = only(XPENG, "stake_from_shares", counted="diluted")
    assert diluted.result.point == Fraction(94_079_255, 1_889_360_255)
    assert not diluted.beside


def test_values_follow_from_the_price_of_a_new_share() -> None:
    assert only(XPENG, "post_money", counted="basic").result.rounded == "14140201912.50"
    # 1,791,281,000 before.
    assert only(XPENG, "pre_money_by_price", counted="basic").result.rounded == "13434607500.00"
    assert only(XPENG, "post_money", counted="diluted").result.rounded == "14170201912.50"
    assert only(XPENG, "market_value", counted="basic").result.rounded == "14140201912.50"


def test_a_purchase_of_existing_shares_has_a_market_value_and_no_post_money() -> None:
    text = XPENG.replace("primary", "secondary")
    assert not answers(text, "post_money")
    assert not answers(text, "pre_money_by_price")
    found = [each.result.rounded for each in answers(text, "market_value", counted="basic")]
    assert found == ["14140201912.50"] * 2


BEFORE = XPENG.replace("exactly 1,885,360,255", "exactly 1,791,281,000")


@pytest.mark.parametrize(
    ("shares_are", "low", "high"),
    [
        ("primary", Fraction(94_079_255, 1_885_360_255), Fraction(94_079_255, 1_885_360_255)),
        ("secondary", Fraction(94_079_255, 1_791_281_000), Fraction(94_079_255, 1_791_281_000)),
        ("undeclared", Fraction(94_079_255, 1_885_360_255), Fraction(94_079_255, 1_791_281_000)),
    ],
)
@pytest.mark.parametrize("side", ["on: 2023-12-06\n    before: yes", "on: 2023-06-30"])
def test_the_count_before_a_purchase_of_new_shares_leads_to_the_one_after(
    side: str, shares_are: str, low: Fraction, high: Fraction
) -> None:
    text = BEFORE.replace("primary", shares_are).replace("on: 2023-12-06", side, 1)
    found = only(text, "stake_from_shares", counted="basic").result
    assert (found.bounds.low, found.bounds.high) == (low, high)
    assert bool(found.warnings) == ("06-30" in side)


def test_the_shares_of_every_buyer_of_the_day_are_added() -> None:
    other = """
  other: {investor: jay, investee: elm, on: 2023-12-06, shares_are: primary,
    shares: {says: "exactly 14,639,745 shares", source: alpha}}
"""
    text = BEFORE.replace("on: 2023-12-06", "on: 2023-06-30", 1) + other
    bought = [each.result.point for each in answers(text, "stake_from_shares", counted="basic")]
    assert bought == [Fraction(94_079_255, 1_900_000_000), Fraction(14_639_745, 1_900_000_000)]


CLASSES = """
capital:
  h: {party: elm, on: 2023, class: H shares, votes_per_share: "1",
    shares: {says: "exactly 300 million shares", source: alpha}}
  d: {party: elm, on: 2023, class: domestic, votes_per_share: "10",
    shares: {says: "exactly 900 million shares", source: alpha}}
"""
OF_H = """
stakes:
  deal: {investor: ivy, investee: elm, on: 2023-06,
    paid: {says: "exactly $30 million", source: alpha}, CLASS share: {says: "SAYS", source: alpha}}
"""
WAYS = pytest.mark.parametrize(
    ("stated", "says"),
    [
        ("class: H shares,", "exactly 10%"),
        ("class: H,", "exactly 10%"),
        ("", "exactly 10% of its H shares"),
    ],
)


@WAYS
def test_a_share_of_a_class_becomes_one_of_the_whole(stated: str, says: str) -> None:
    text = CLASSES + OF_H.replace("CLASS", stated).replace("SAYS", says)
    assert only(text, "share_of_all_shares").result.point == Fraction(1, 40)
    assert only(text, "implied_equity_value").result.rounded == "1200000000.00"


@WAYS
@pytest.mark.parametrize(
    "counted", ["", "\n".join(CLASSES.splitlines()[:4]) + "\n", CLASSES.replace("elm", "oak")]
)
def test_without_the_counts_it_takes_part_in_nothing(stated: str, says: str, counted: str) -> None:
    text = counted + OF_H.replace("CLASS", stated).replace("SAYS", says)
    assert not answers(text, "implied_equity_value")
    assert not answers(text, "share_of_all_shares")
    report = dm.report(book(text))
    [told] = [each for each in report.warnings if "stakes.deal" in each]
    assert "H shares" in told
    [found] = [each for each in dm.check(book(text)) if each.code == "different-basis"]
    assert (found.severity, found.subject) == ("warning", "stakes.deal.share")


@WAYS
def test_the_class_and_all_shares_do_as_well_as_every_class(stated: str, says: str) -> None:
    whole = CLASSES.replace("class: domestic, ", "").replace("900", "1,200")
    text = whole + OF_H.replace("CLASS", stated).replace("SAYS", says)
    assert only(text, "share_of_all_shares").result.point == Fraction(1, 40)


def test_the_only_class_of_ordinary_shares_is_the_whole() -> None:
    text = """
capital:
  all: {party: elm, on: 2024-03-01, class: ordinary, counted: basic, votes_per_share: "1",
    shares: {says: "exactly 8,000,000 shares", source: alpha}}
stakes:
  round: {investor: ivy, investee: elm, on: 2024-03-01, shares_are: primary,
    shares: {says: "exactly 2,000,000 shares", source: alpha},
    price_per_share: {says: "$2.50 per share", source: alpha}}
"""
    assert only(text, "stake_from_shares").result.point == Fraction(1, 4)
    assert only(text, "post_money").result.rounded == "20000000.00"
    assert only(text, "pre_money_by_price").result.rounded == "15000000.00"


def test_the_votes_of_a_class() -> None:
    assert [each.result.point for each in answers(CLASSES, "votes_of_class")] == [
        Fraction(300, 9300),
        Fraction(9000, 9300),
    ]


ROUNDS = """
capital:
  seed: {party: elm, on: 2021-01, shares: {says: "exactly 8 million shares", source: alpha}}
  a: {party: elm, on: 2022-01, shares: {says: "exactly 10 million shares", source: alpha},
    issued: {says: "exactly 2 million shares", source: alpha}}
  b: {party: elm, on: 2023-01, issued: {says: "exactly 3 million shares", source: alpha},
    bought_back: {says: "exactly 500,000 shares", source: alpha}}
stakes:
  founder: {investor: ivy, investee: elm, on: 2021-01, share: {says: exactly 50%, source: alpha}}
"""


def test_counts_follow_from_issues_and_buy_backs() -> None:
    first, second = answers(ROUNDS, "shares_from_changes")
    assert (first.result.point, second.result.point) == (10_000_000, 12_500_000)
    assert [each.figure.verbatim for each in first.beside] == ["exactly 10 million shares"]


def test_an_earlier_holder_is_diluted_by_the_rounds_since() -> None:
    assert only(ROUNDS, "held_after_rounds").result.point == Fraction(32, 100)
    more = "  more: {investor: ivy, investee: elm, on: 2022-01, share: {says: 1%, source: alpha}}\n"
    assert not answers(ROUNDS + more, "held_after_rounds")


def test_more_shares_than_there_are_are_refused() -> None:
    text = ROUNDS + (
        "  all: {investor: jay, investee: elm, on: 2021-01, shares_are: secondary, "
        'paid: {says: $5 million, source: alpha}, shares: {says: "9 million", source: alpha}}\n'
    )
    assert not answers(text, "stake_from_shares")
    assert any("more than all shares" in each for each in dm.report(book(text)).warnings)
    errors = [each for each in dm.check(book(text)) if each.severity == "error"]
    assert [(each.code, each.subject) for each in errors] == [("holders-sum", "stakes.all.shares")]


def test_a_stated_holding_of_a_class_is_one_of_the_whole() -> None:
    text = (
        CLASSES
        + """
holdings:
  h: {holder: ivy, held: elm, on: 2024, share: {says: exactly 10% of its H shares, source: alpha}}
  d: {holder: ivy, held: elm, on: 2024, class: domestic,
    shares: {says: "exactly 90 million", source: alpha}}
  x: {holder: ivy, held: oak, on: 2024, class: domestic, share: {says: 5%, source: alpha}}
"""
    )
    assert only(text, "share_of_all_shares").result.point == Fraction(1, 40)
    assert only(text, "stake_from_shares").result.point == Fraction(3, 40)
    [told] = [each for each in dm.report(book(text)).warnings if "holdings.x" in each]
    assert "domestic shares" in told


@pytest.mark.parametrize(("capital", "due"), [(CLASSES, Fraction(9, 40)), ("", None)])
def test_legs_of_a_class_are_added_as_shares_of_the_whole(
    capital: str, due: Fraction | None
) -> None:
    text = (
        capital
        + """
deals:
  buy: {target: elm, closed: 2023-06}
stakes:
  h: {deal: buy, investor: ivy, investee: elm, class: H shares, on: 2023-06,
    share: {says: exactly 10%, source: alpha}}
  all: {deal: buy, investor: ivy, investee: elm, on: 2023-06,
    share: {says: exactly 20%, source: alpha}}
"""
    )
    assert [each.result.point for each in answers(text, "legs_share")] == ([due] if due else [])


@WAYS
@pytest.mark.parametrize("capital", [CLASSES, ""])
def test_what_was_paid_follows_for_the_share_of_the_whole_only(
    capital: str, stated: str, says: str
) -> None:
    """A tenth of the H shares is 1/40 of a company of $9 billion: $225 million."""
    text = capital + OF_H.replace("CLASS", stated).replace("SAYS", says)
    text = text.replace("paid:", "equity_value:").replace("exactly $30 million", "exactly $9bn")
    found = [each.result.rounded for each in answers(text, "paid")]
    assert found == (["225000000.00"] if capital else [])


def test_the_value_by_price_leads_to_the_enterprise_value() -> None:
    debt = "    net_debt: {says: exactly -$140201912.50, source: alpha}\n"
    text = XPENG.replace("    share: {says: 4.99%, source: beta}\n", debt)
    assert only(text, "enterprise_value").result.rounded == "14000000000.00"


def test_a_price_of_one_class_for_the_shares_of_all_is_said() -> None:
    text = CLASSES + OF_H.replace(
        'CLASS share: {says: "SAYS", source: alpha}',
        ("price_per_share: {says: HK$5 per H share, source: alpha}"),
    )
    found = only(text, "market_value", counted="basic").result
    assert found.rounded == "6000000000.00"
    assert any("one class" in each for each in found.warnings)


@pytest.mark.parametrize("on", ["on: 2023-12\n", "note: no day\n"])
def test_of_a_purchase_without_a_day_the_count_may_be_of_before_it(on: str) -> None:
    head, stake = XPENG.split("stakes:")
    text = f"{head}stakes:{stake.replace('on: 2023-12-06' + chr(10), on)}"
    found = only(text, "stake_from_shares", counted="basic").result.bounds
    assert found.low == Fraction(94_079_255, 1_885_360_255 + 94_079_255)
    assert found.high == Fraction(94_079_255, 1_885_360_255)
    assert not answers(text, "pre_money_by_price")
    of_month = f"{head.replace('on: 2023-12-06', 'on: 2023-12')}stakes:{stake}"
    assert only(of_month, "stake_from_shares", counted="basic").result.bounds.is_point


@pytest.mark.parametrize(("stated", "told"), [("class: H shares, ", 0), ("", 1)])
def test_legs_of_a_class_are_not_added_to_what_was_held(stated: str, told: int) -> None:
    text = f"""
deals:
  buy: {{target: elm, closed: 2023-06}}
stakes:
  new: {{deal: buy, investor: ivy, investee: elm, on: 2023-06, {stated}
    before: {{says: 7.6%, source: alpha}}, share: {{says: 9.4%, source: alpha}}}}
  old: {{deal: buy, investor: ivy, investee: elm, on: 2023-06,
    share: {{says: 9.4%, source: alpha}}}}
"""
    found = [each for each in answers(text, "held_after") if each.subject == "deals.buy"]
    assert len(found) == told


def test_shares_of_a_class_and_of_the_whole_are_not_put_together() -> None:
    text = CLASSES + OF_H.replace("CLASS", "").replace(
        'share: {says: "SAYS", source: alpha}',
        "share: [{says: exactly 10% of its H shares, source: alpha}, "
        "{says: exactly 2%, source: beta}]",
    )
    found = dm.report(book(text), prefer="hull")
    told = [each.result.point for each in found.items if each.name == "share"]
    assert told == [Fraction(1, 10), Fraction(1, 50)]
    with pytest.raises(BasisMismatch, match="shares of H and shares of the whole"):
        dm.select(["10% of its H shares", "2%"])


def test_a_convertible_of_a_book_is_tested_against_the_last_year_s_net_income() -> None:
    # $8m saved on 2m shares beside $150m on 100m, and beside $500m the year before.
    def book(saves: object) -> dm.Book:
        bond = {"shares": {"says": "exactly 2,000,000 shares", "source": "s"}, "saves": saves}
        of_year = {"party": "t", "measure": "net_income"}
        return dm.Book.build(
            {
                "book": "x",
                "sources": {"s": {"publisher": "S"}},
                "parties": {"t": {"name": "T", "kind": "company"}},
                "capital": {
                    "t-2024": {
                        "party": "t",
                        "on": "2024-03-01",
                        "shares": {"says": "exactly 100,000,000 shares", "source": "s"},
                        "convertibles": {"bond": bond},
                    }
                },
                "financials": {
                    "2022": {**of_year, "period": "2022", "amount": said("exactly $500 million")},
                    "2023": {**of_year, "period": "2023", "amount": said("exactly $150 million")},
                },
            }
        )

    def said(text: str) -> dict[str, str]:
        return {"says": text, "source": "s"}

    def diluted(given: dm.Book) -> dm.Result:
        [found] = [e.result for e in dm.report(given).items if e.name == "diluted_shares"]
        return found

    left_out = diluted(book(said("exactly $8 million")))
    assert left_out.point == 100_000_000
    assert "antidilutive (IAS 33.50)" in left_out.warnings[0]
    assert diluted(book(said("exactly $2 million"))).point == 102_000_000
    untested = diluted(book(None))
    assert untested.point == 102_000_000
    assert "is not tested (IAS 33.50)" in untested.warnings[0]
