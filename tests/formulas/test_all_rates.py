"""Every rate of amounts whose rates are known: those of a product of factors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.formulas.all_rates import MOST, rates_of
from dealmodel.formulas.discounting import YEAR, Dated


def with_rates(rates: list[Fraction], years: int = 1) -> list[Dated]:
    """Amounts, so many years apart, that are worth nothing at these rates alone: the product of
    ``1 - v * (1 + rate)``, where ``v`` discounts by a year."""
    amounts = [Fraction(1)]
    for rate in rates:
        factor = (1 + rate) ** years
        shifted = zip([*amounts, Fraction(0)], [Fraction(0), *amounts], strict=True)
        amounts = [each - factor * before for each, before in shifted]
    return [(at * years * YEAR, amount) for at, amount in enumerate(amounts)]


@pytest.mark.parametrize(
    "rates",
    [
        ["1/10"],
        ["1/10", "1/5"],
        ["-1/2", "0", "1/10", "1/5", "3"],
        ["1/10", "1000001/10000000"],
        ["1/20", "1/10", "3/20", "1/5", "1/4", "3/10", "7/20", "2/5"],
    ],
)
def test_every_rate_is_found_and_no_other(rates: list[str]) -> None:
    expected = [Fraction(rate) for rate in rates]
    found = rates_of(with_rates(expected))
    assert found is not None
    assert [(each.low, each.high) for each in found] == [(rate, rate) for rate in expected]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(-900, 4000), min_size=1, max_size=6), st.integers(1, 3))
def test_rates_in_thousandths_are_found_exactly(thousandths: set[int], years: int) -> None:
    rates = [Fraction(each, 1000) for each in sorted(thousandths)]
    found = rates_of(with_rates(rates, years))
    assert found is not None
    assert [each.low for each in found] == [each.high for each in found] == rates


def test_what_never_is_worth_nothing_has_no_rate() -> None:
    assert rates_of([(0, Fraction(-100)), (YEAR, Fraction(200)), (2 * YEAR, Fraction(-150))]) == ()
    assert rates_of([(0, Fraction(100)), (YEAR, Fraction(1))]) == ()


def test_a_rate_that_is_touched_only_is_not_decided() -> None:
    assert rates_of(with_rates([Fraction(1, 10), Fraction(1, 10)])) is None


def test_a_rate_between_half_days_is_enclosed() -> None:
    # 100 (1 + r)^(1/2) = 121: 1.21 ** 2 - 1; and a year and a half-day later it takes more.
    found = rates_of([(0, Fraction(-100)), (YEAR // 2, Fraction(121))])
    assert found is not None
    [rate] = found
    assert rate.high is not None
    assert rate.low <= Fraction(4641, 10000) <= rate.high
    assert rate.high - rate.low < Fraction(1, 10**40)


def test_amounts_that_change_their_sign_very_often_are_left() -> None:
    turns = [(at, Fraction((-1) ** at)) for at in range(MOST + 2)]
    assert rates_of(turns) is None
