"""The kernel against Python's own integers and fractions, ties and sizes forced."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dealmodel.tables.kernel import Kernel, Rates, mend, rounded_product, rounded_products

UNITS = st.one_of(
    st.integers(-(10**18), 10**18), st.integers(-(10**10), 10**10), st.integers(-100, 100)
)
RATES = st.tuples(st.integers(1, 2**60), st.integers(1, 2**60)) | st.tuples(
    st.integers(1, 10**9), st.integers(1, 10**9)
)


@given(UNITS, RATES)
def test_one_row_is_the_fraction_rounded_half_even(units: int, rate: tuple[int, int]) -> None:
    assert rounded_product(units, *rate) == round(Fraction(units * rate[0], rate[1]))


@settings(max_examples=300)
@given(st.lists(st.tuples(UNITS, RATES), min_size=1, max_size=50))
def test_a_column_is_what_its_rows_are(rows: list[tuple[int, tuple[int, int]]]) -> None:
    units = np.array([row[0] for row in rows], dtype=np.int64)
    over = np.array([row[1][0] for row in rows], dtype=np.int64)
    under = np.array([row[1][1] for row in rows], dtype=np.int64)
    found, is_sure = rounded_products(units, over, under)
    for at, (amount, rate) in enumerate(rows):
        if is_sure[at]:
            assert found[at] == round(Fraction(amount * rate[0], rate[1]))


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**4))
def test_ties_go_to_the_even_number(half: int, rate: int) -> None:
    # (2 × half + 1) / 2 lies between two whole numbers.
    units = np.array([2 * half + 1], dtype=np.int64)
    over, under = np.array([rate], dtype=np.int64), np.array([2 * rate], dtype=np.int64)
    found, is_sure = rounded_products(units, over, under)
    assert is_sure.all()
    assert found[0] % 2 == 0
    assert abs(Fraction(int(found[0])) - Fraction(2 * half + 1, 2)) == Fraction(1, 2)


def test_usual_amounts_are_sure_and_huge_ones_are_not() -> None:
    one = np.array([1], dtype=np.int64)
    assert rounded_products(one * 10**13, one * 11357, one * 82773)[1].all()
    assert not rounded_products(one * 10**18, one * 7, one)[1].any()
    assert not rounded_products(one, one, one * 2**61)[1].any()


def test_more_rows_than_a_block_and_none_at_all() -> None:
    units = np.arange(-50_000, 50_000, dtype=np.int64)
    over, under = np.full(100_000, 3, np.int64), np.full(100_000, 8, np.int64)
    found, is_sure = rounded_products(units, over, under)
    assert is_sure.all()
    assert found.tolist() == [round(Fraction(3 * unit, 8)) for unit in units.tolist()]
    assert len(rounded_products(units[:0], over[:0], under[:0])[0]) == 0


def rates_of(rates: list[tuple[int, int]]) -> Rates:
    over, under = (np.array(each, np.int64) for each in zip(*rates, strict=True))
    return Rates(over, under, over / under)


def put(
    units: NDArray[np.int64], places: NDArray[np.int64], rates: Rates
) -> tuple[NDArray[np.int64], set[int]]:
    """The products, and the rows that are left to Python's integers."""
    found = np.empty(len(units), np.int64)
    near = Kernel(rates.ratios).put(units, places, found)
    guessed = np.setdiff1d(np.arange(len(units)), near)
    kept = found[guessed]
    unsure = mend(units, places, rates, found, near)
    assert (found[guessed] == kept).all()
    return found, set(unsure.tolist())


@settings(max_examples=300)
@given(st.lists(RATES, min_size=1, max_size=8), st.lists(UNITS, min_size=1, max_size=50))
def test_a_block_is_what_its_rows_are(rates: list[tuple[int, int]], amounts: list[int]) -> None:
    units = np.array(amounts, np.int64)
    places = np.arange(len(amounts)) % len(rates)
    found, unsure = put(units, places, rates_of(rates))
    _, is_sure = rounded_products(units, *(each[places] for each in rates_of(rates)[:2]))
    for at, amount in enumerate(amounts):
        if at not in unsure:
            over, under = rates[places[at]]
            assert found[at] == round(Fraction(amount * over, under))
        else:
            assert not is_sure[at]


@given(
    st.integers(-4 * 10**12, 4 * 10**12),  # twice the amount is still one of 64 bits
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.booleans(),
)
def test_what_lies_next_to_a_half_is_no_guess(
    whole: int, over: int, under: int, below: bool
) -> None:
    # An amount whose product is as near to a half as it can be without being one.
    units = round(Fraction(2 * whole + 1, 2) * under / over) + (-1 if below else 1)
    amounts = np.array([units, -units, 2 * units + 1], np.int64)
    found, unsure = put(amounts, np.zeros(3, np.int64), rates_of([(over, under)]))
    for at, amount in enumerate(amounts.tolist()):
        if at not in unsure:
            assert found[at] == round(Fraction(amount * over, under))


def test_a_place_without_a_rate_does_not_touch_the_others() -> None:
    rates = Rates(
        np.array([0, 1], np.int64), np.array([2**62, 2], np.int64), np.array([np.nan, 0.5])
    )
    found, unsure = put(np.array([6, 7, 8, 9], np.int64), np.array([1, 0, 0, 1]), rates)
    assert unsure == {1, 2}
    assert found[[0, 3]].tolist() == [3, 4]  # 4.5 is a tie
