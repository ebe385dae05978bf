"""The kernel against Python's own integers and fractions, ties and sizes forced."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.tables.kernel import rounded_product, rounded_products

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


@pytest.mark.parametrize("ratios", [None, "given"])
def test_quotients_that_are_known_change_nothing(ratios: str | None) -> None:
    units = np.array([10980000, 7, -7], dtype=np.int64)
    over = np.array([11357, 1, 1], dtype=np.int64)
    under = np.array([82773, 2, 2], dtype=np.int64)
    given_ratios = None if ratios is None else over / under
    # 109,800.00 yuan at 11357 / 82773; 3.5 and -3.5
    assert rounded_products(units, over, under, given_ratios)[0].tolist() == [1506528, 4, -4]
