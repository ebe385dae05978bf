"""Long division of many numbers at once, against the text of each."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dealmodel.figures.decimals import Rounding, decimal_text
from dealmodel.formulas.quotients import LARGEST, Whole
from dealmodel.tables.division import quotient_texts

ROUNDINGS = st.sampled_from(["down", "half_even", "up"])
OVER = st.integers(-LARGEST, LARGEST) | st.integers(-(10**6), 10**6) | st.integers(-9, 9)
UNDER = (
    st.integers(1, 10**4)
    | st.integers(1, 9 * 10**11)
    | st.integers(1, 9 * 10**14)
    | st.integers(0, 49).map(lambda n: 2**n)
    | st.integers(0, 21).map(lambda n: 5**n)
)


def whole(numbers: list[int]) -> Whole:
    return Whole(np.array(numbers, float), min(numbers), max(numbers))


def texts(rows: list[tuple[int, int]], rounding: Rounding) -> list[str | None]:
    found = quotient_texts(
        whole([over for over, _ in rows]), whole([under for _, under in rows]), rounding
    )
    assert found is not None
    unsure = set(found[1].tolist())
    written = found[0].to_pylist()
    assert all(written[at] == "" for at in unsure)
    return [None if at in unsure else text for at, text in enumerate(written)]


@settings(max_examples=300)
@given(st.lists(st.tuples(OVER, UNDER), min_size=1, max_size=30), ROUNDINGS)
@example([(1, 2**49), (3, 5**21), (-1, 2**30), (0, 7), (10**15, 3), (1, 9 * 10**14)], "up")
def test_every_number_is_its_text_or_none(rows: list[tuple[int, int]], rounding: Rounding) -> None:
    for (over, under), text in zip(rows, texts(rows, rounding), strict=True):
        assert text is None or text == decimal_text(Fraction(over, under), rounding)


@pytest.mark.parametrize("rounding", ["down", "half_even", "up"])
@pytest.mark.parametrize("largest", [10**4, 10**11, 10**14])
def test_nearly_all_numbers_are_sure(rounding: Rounding, largest: int) -> None:
    drawn = np.random.default_rng(3)
    rows = list(
        zip(
            drawn.integers(-(10**12), 10**12, 20_000).tolist(),
            drawn.integers(1, largest, 20_000).tolist(),
            strict=True,
        )
    )
    found = texts(rows, rounding)
    assert found.count(None) < 20
    for (over, under), text in list(zip(rows, found, strict=True))[::7]:
        assert text is None or text == decimal_text(Fraction(over, under), rounding)


def test_digits_are_carried_as_far_as_they_go() -> None:
    # 28 digits of 1 / 7 end in ...428571; of n / 9998, steps of 9999 follow one another.
    rows = [(n, 9998) for n in range(-5000, 5000)] + [(10**4 - 1, 10**4 - 2)]
    for rounding in ("down", "half_even", "up"):
        for (over, under), text in zip(rows, texts(rows, rounding), strict=True):
            assert text in (None, decimal_text(Fraction(over, under), rounding))


def test_an_expansion_that_ends_behind_28_digits_is_for_another_way() -> None:
    # 1 / 2^49 has 49 decimals, 1 / 2^20 has 20.
    assert texts([(1, 2**49), (1, 2**20), (-(2**49) - 1, 2**39)], "down") == [
        None,
        "0.00000095367431640625",
        None,
    ]


def test_larger_divisors_are_for_another_way() -> None:
    one = whole([1])
    assert quotient_texts(one, whole([9 * 10**14]), "down") is not None
    assert quotient_texts(one, whole([10**15]), "down") is None


def test_no_rows_at_all() -> None:
    nothing = Whole(np.zeros(0), 0, 0)
    found = quotient_texts(nothing, nothing, "up")
    assert found is not None
    assert (len(found[0]), len(found[1])) == (0, 0)
