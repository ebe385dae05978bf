"""What the parts of a deal's consideration come to."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.derivations.answers import Derived

SOURCES = "sources: {a: {publisher: A}, b: {publisher: B}, c: {publisher: C}}\n"
PARTIES = "parties: {buyer: {name: Buyer, kind: company}, target: {name: Target, kind: company}}\n"

METSERA = """
    consideration:
      cash: {says: $65.60 per share, source: a}
      contingent:
        - {says: up to $4.60 per share, if: phase 3, source: a}
        - {says: up to $6.40 per share, if: approval of one, source: a}
        - {says: up to $9.65 per share, if: approval of both, source: a}
"""


def report(deal: str, **options: str) -> dm.Report:
    head = f"book: Deals\n{SOURCES}{PARTIES}deals:\n  d:\n    target: target\n"
    return dm.report(dm.read_book(head + deal.strip("\n")), **options)


def told(deal: str, **options: str) -> dict[str, list[Derived]]:
    """The computed answers by name."""
    found: dict[str, list[Derived]] = {}
    for item in report(deal, **options).items:
        if isinstance(item, Derived):
            found.setdefault(item.name, []).append(item)
    return found


def one(deal: str, name: str) -> Derived:
    (found,) = told(deal)[name]
    return found


def test_a_contingent_part_counts_with_the_most_that_it_can_be() -> None:
    # Pfizer for Metsera, November 2025: 65.60 + 4.60 + 6.40 + 9.65 = 86.25.
    most = one(METSERA, "maximum_consideration_per_share").result
    assert (most.point, most.bounds.is_point) == (Fraction("86.25"), True)
    assert one(METSERA, "fixed_consideration_per_share").result.point == Fraction("65.60")
    part = one(METSERA, "contingent_part").result
    assert (part.kind, part.point) == ("share", Fraction("20.65") / Fraction("86.25"))
    assert one(METSERA, "contingent_instalments_per_share").result.point == Fraction("20.65")


def test_per_share_times_the_number_of_shares_is_in_all() -> None:
    deal = METSERA + "    shares: {says: 100 million, exact: yes, source: a}\n"
    assert one(deal, "maximum_consideration").result.point == 8_625_000_000
    assert one(deal, "fixed_consideration").result.point == 6_560_000_000
    assert len(told(deal)["contingent_part"]) == 1


def test_shares_given_per_share_are_times_the_number_of_shares_too() -> None:
    deal = """
    shares: {says: 2 billion, exact: yes, source: a}
    consideration:
      cash: {says: $23.25 per share, source: a}
      shares: {value: {says: $4.50 per share, source: a}}
      debt_assumed: {says: $10 billion, exact: yes, source: a}
    """
    assert one(deal, "total_consideration_per_share").result.point == Fraction("27.75")
    assert one(deal, "total_consideration").result.point == 65_500_000_000
    assert [each.result.point for each in told(deal)["part_in_shares"]] == [
        Fraction("4.50") / Fraction("27.75"),
        9 / Fraction("65.5"),
    ]


def test_the_stated_price_stands_beside_the_sum_that_it_can_be() -> None:
    at_most = METSERA + "    price_per_share: {says: $86.25 per share, source: b}\n"
    assert one(at_most, "maximum_consideration_per_share").beside
    assert not one(at_most, "fixed_consideration_per_share").beside
    fixed = METSERA + "    price_per_share: {says: $65.60 per share, source: b}\n"
    assert one(fixed, "fixed_consideration_per_share").beside
    assert not one(fixed, "maximum_consideration_per_share").beside


def test_a_bare_contingent_amount_counts_as_printed() -> None:
    deal = """
    consideration:
      cash: {says: $1.4 billion, source: a}
      contingent: {says: $300 million, if: approval, source: a}
    """
    most = one(deal, "maximum_consideration").result
    assert (most.low, most.high) == (1_645_000_000, 1_755_000_000)  # by 50 and 5 million
    assert "contingent_instalments" not in told(deal)


def test_every_part_is_added_and_told_as_part_of_all() -> None:
    deal = """
    consideration:
      cash: {says: "$1,000", source: a}
      shares: {value: {says: "$2,000", source: a}}
      debt_assumed: {says: $300, source: a}
      deferred:
        - {says: $100, on: 2026-01, source: a}
        - {says: $100, on: 2027-01, source: a}
      in_kind: {says: $500, source: a}
    """
    assert one(deal, "total_consideration").result.point == 4000
    assert one(deal, "part_in_shares").result.point == Fraction(1, 2)
    assert one(deal, "deferred_part").result.point == Fraction(1, 20)
    assert one(deal, "deferred_instalments").result.point == 200
    assert "contingent_part" not in told(deal)


def test_what_a_source_says_of_the_part_counts_and_not_its_instalments() -> None:
    deal = """
    consideration:
      cash: {says: "$1,000", source: a}
      deferred:
        - {says: $100, on: 2026-01, source: a}
        - {says: $250, source: a}
    """
    assert one(deal, "total_consideration").result.point == 1250
    (beside,) = one(deal, "deferred_instalments").beside
    assert not beside.overlaps(one(deal, "deferred_instalments").result.bounds)


def test_shares_are_worth_their_ratio_or_number_times_the_price() -> None:
    by_ratio = """
    consideration:
      cash: {says: $5 per share, source: a}
      shares:
        exchange_ratio: {says: 0.5 shares, exact: yes, source: a}
        price: {says: $40, source: a}
    """
    assert one(by_ratio, "total_consideration_per_share").result.point == 25
    by_number = """
    consideration:
      cash: {says: "$5,000", source: a}
      shares: {number: {says: 200 shares, exact: yes, source: a}, price: {says: $40, source: a}}
    """
    assert one(by_number, "total_consideration").result.point == 13_000


def test_each_source_that_tells_all_parts_has_a_sum_of_its_own() -> None:
    deal = """
    consideration:
      cash: [{says: "$1,000", source: a}, {says: "$1,100", source: b}]
      in_kind: [{says: $500, source: a}, {says: $600, source: b}]
    """
    sums = {each.sources: each.result.point for each in told(deal)["total_consideration"]}
    assert sums == {("a",): 1500, ("b",): 1700}
    parted = """
    consideration:
      cash: [{says: "$1,000", source: a}, {says: "$1,100", source: b}]
      in_kind: {says: $500, source: c}
    """
    found = one(parted, "total_consideration").result
    assert (found.low, found.high, found.point) == (1500, 1600, None)


def test_an_amount_that_can_only_be_for_one_share_is_for_one() -> None:
    deal = """
    price_per_share: {says: $27.75, source: a}
    paid: {says: $72 billion, source: a}
    consideration:
      cash: {says: $23.25, source: a}
      shares: {value: {says: $4.50, source: a}}
    """
    assert one(deal, "total_consideration_per_share").result.point == Fraction("27.75")
    assert "total_consideration" not in told(deal)


def test_currencies_are_added_at_the_rates_of_the_deal_s_day() -> None:
    deal = """
    announced: 2025-03-03
    consideration:
      cash: {says: "$1,000", source: a}
      debt_assumed: {says: €100, source: a}
    """
    found = one(deal, "total_consideration").result
    assert found.unit.text == "USD"
    assert any("converted to USD" in warning for warning in found.warnings)
    undated = deal.replace("announced: 2025-03-03", "")
    (warning,) = [w for w in report(undated).warnings if "without a date" in w]
    assert warning.startswith("deals.d")


@pytest.mark.parametrize(
    ("deal", "warning"),
    [
        (
            METSERA + "      debt_assumed: {says: $500 million, source: a}\n",
            "no consideration in all: cash and contingent per share, and no number of shares",
        ),
        (
            "    consideration: {cash: [{says: $100, source: a}, {says: $120, source: a}]}\n",
            "two figures of one source for the cash",
        ),
        (
            "    consideration: {shares: {exchange_ratio: {says: 0.5 shares, source: a}}}\n",
            "the shares that are given have no value or price",
        ),
        (
            "    consideration: {cash: {says: $5 per vehicle, source: a}}\n",
            "'$5 per vehicle' is per vehicle",
        ),
    ],
)
def test_why_there_is_no_sum_is_told(deal: str, warning: str) -> None:
    assert any(warning in each for each in report(deal).warnings), report(deal).warnings


def test_what_is_preferred_is_added() -> None:
    deal = """
    consideration:
      cash: [{says: "$1,000", source: a}, {says: "$1,100", source: b}]
      deferred: [{says: $50, on: 2026-01, source: a}, {says: $70, on: 2027-01, source: a}]
    """
    (by_b,) = told(deal, prefer="b")["total_consideration"]
    assert by_b.result.point == 1220
    (hull,) = told(deal, prefer="hull")["total_consideration"]
    assert (hull.result.low, hull.result.high) == (1120, 1220)


def test_there_is_no_sum_while_a_part_is_not_valued() -> None:
    deal = """
    consideration:
      cash: {says: $35.7 billion, source: a}
      shares: {number: {says: 343 million shares, source: a}}
      debt_assumed: {says: $13.8 billion, source: a}
    """
    assert not {name for name in told(deal) if "consideration" in name and "total" in name}
    assert any("have no value or price" in each for each in report(deal).warnings)


def test_there_is_no_sum_per_share_of_a_part_told_in_all() -> None:
    deal = """
    consideration:
      cash: {says: $60 per share, source: a}
      shares: {value: {says: $20 billion, source: a}}
    """
    assert not {name for name in told(deal) if name.startswith("total")}
    assert any("no consideration per share" in each for each in report(deal).warnings)


def test_a_typed_price_stands_within_the_bounds_of_what_it_is_rounded_from() -> None:
    deal = """
    price_per_share: {says: $6.62, source: a}
    consideration:
      shares: {exchange_ratio: {says: 0.10256 shares, source: a}, price: {says: $64.52, source: a}}
    """
    [beside] = one(deal, "total_consideration_per_share").to_dict()["beside"]
    assert beside["overlaps"]
