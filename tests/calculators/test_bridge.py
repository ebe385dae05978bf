"""From equity to enterprise value and back, and sums of parts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.calculators.bridge import (
    OTHERS,
    Between,
    enterprise_from_equity,
    equity_from_items,
    multiple,
    paid_at,
)
from dealmodel.calculators.totals import reach, rough_reach, total
from dealmodel.calculators.valuation import equity_value_of
from dealmodel.errors import CurrencyMismatch, OutOfRange
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.reader import figure
from dealmodel.rates.formula import Exchange

MILLION = 1_000_000
amounts = st.integers(1, 99_999).map(lambda millions: figure(f"${millions:,} million"))
items = st.dictionaries(st.sampled_from(OTHERS), amounts).flatmap(
    lambda others: amounts.map(lambda debt: {"net_debt": debt} | others)
)


@given(amounts, items)
def test_there_and_back_is_the_same_value(equity, between) -> None:
    there = enterprise_from_equity(equity, Between(between))
    back = equity_from_items(there, Between(between))
    assert back.point == equity.point
    assert back.bounds == equity.bounds  # each item is one unknown in both, and cancels


@given(amounts, items)
def test_what_others_have_a_claim_to_adds_and_what_is_held_elsewhere_does_not(
    equity, between
) -> None:
    found = enterprise_from_equity(equity, Between(between))
    signs = {name: -1 if name == "associates" else 1 for name in between}
    assert found.point == equity.value + sum(signs[n] * each.value for n, each in between.items())


def test_new_cash_is_one_unknown_with_the_value_that_it_makes() -> None:
    paid, share = figure("$1.2 billion"), figure("10%")
    between = Between({"net_debt": figure("exactly $2 billion")}, new_cash=paid)
    found = enterprise_from_equity(equity_value_of(paid, share), between, holds_cash="yes")
    # paid × (1 / share - 1) + 2 billion, not an end of each for itself.
    low = 1150 * (1 / Fraction("0.105") - 1) + 2000
    high = 1250 * (1 / Fraction("0.095") - 1) + 2000
    assert found.bounds == Bounds(low * MILLION, high * MILLION)


def test_two_currencies_need_a_day() -> None:
    between = Between({"net_debt": figure("€1 billion")})
    with pytest.raises(CurrencyMismatch, match="without a date"):
        enterprise_from_equity(figure("$9 billion"), between)
    dated = Between({"net_debt": figure("€1 billion")}, Exchange.on_day("2025-04-25"))
    found = enterprise_from_equity(figure("$9 billion"), dated)
    assert found.point == Fraction("10135.7") * MILLION


@given(st.integers(1, 99), st.integers(1, 9_999))
def test_of_new_shares_the_price_is_the_share_of_the_value_with_it(percent, millions) -> None:
    before = figure(f"exactly ${millions} million")
    share = figure(f"exactly {percent}%")
    paid = paid_at(share, before, is_before=True)
    assert paid.point == share.value * (before.value + paid.point)


@pytest.mark.parametrize("says", ["-$3 million", "$0", "up to $3 million", "-$1 to $3 million"])
def test_a_loss_has_no_multiple(says: str) -> None:
    with pytest.raises(OutOfRange, match="no multiple of a loss"):
        multiple("price_to_earnings", figure("$9 million"), figure(says), "net income 2023")


@given(st.lists(amounts, min_size=1, max_size=6))
def test_a_sum_reaches_from_the_sum_of_the_least_to_that_of_the_most(parts) -> None:
    found = total("paid", [(each, None) for each in parts])
    low, high = (sum(getattr(each.bounds, end) for each in parts) for end in ("low", "high"))
    assert found.bounds == reach(found) == Bounds(low, high)
    rough = rough_reach(found)
    assert rough.low <= low
    assert rough.high >= high


def test_a_converted_part_reaches_half_a_per_cent_beyond() -> None:
    exchange = Exchange.on_day("2025-04-25")
    found = total("paid", [(figure("exactly €1 billion"), exchange)], "USD")
    dollars = Fraction("1135.7") * MILLION
    assert found.bounds == Bounds(dollars, dollars)
    assert reach(found) == Bounds(dollars / Fraction("1.005"), dollars * Fraction("1.005"))
