"""Rates as decimals, many at once, against each one's own."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from dealmodel.tables.decimals import decimals_of, rate_decimal, rate_decimals

OVER = st.integers(0, 2**62) | st.integers(0, 10**6)
UNDER = st.integers(1, 2**62) | st.integers(1, 10**6) | st.integers(-1, 0)


@given(st.lists(st.tuples(OVER, UNDER), min_size=1, max_size=30))
# Ties of the 18th decimal, to be even: 2^-19 has 19 decimals, and so has 3 × 2^-19.
@example([(1, 2**19), (3, 2**19), (2**19 - 1, 2**19), (2**62, 1), (10**12 - 1, 10**12)])
def test_many_rates_are_what_each_one_is(rates: list[tuple[int, int]]) -> None:
    over, under = (np.array(each, np.int64) for each in zip(*rates, strict=True))
    found = rate_decimals(over, under)
    assert str(found.type) == "decimal128(38, 18)"
    for one, (top, bottom) in zip(found.to_pylist(), rates, strict=True):
        assert one == (rate_decimal(Fraction(top, bottom)) if bottom > 0 else None)


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1), st.integers(0, 6))
def test_whole_numbers_over_a_power_of_ten(units: list[int], scale: int) -> None:
    found = decimals_of(np.array(units, np.int64), scale).to_pylist()
    assert [int(each.scaleb(scale)) for each in found] == units
