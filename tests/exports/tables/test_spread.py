"""An entered number and its ends: the ends follow the number, and are exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.exports.table import Live
from dealmodel.exports.tables.spread import Columns, Spread, spread
from dealmodel.figures.bounds import Bounds
from tests.exports.exact import Value, exact
from tests.exports.hostile import FINITE

COLUMNS = Columns("D", "E", "F", "I", "J")


def of(value: str | None, low: str | None, high: str | None) -> Spread:
    number, *ends = (None if each is None else Fraction(each) for each in (value, low, high))
    return spread(number, Bounds(*ends), COLUMNS, 9)


def test_ends_are_the_number_and_how_far_they_are_from_it() -> None:
    cells = of("0.21", "0.205", "0.22")
    assert cells == Spread(
        Fraction(21, 100),
        Live("=D9-I9", Fraction(205, 1000)),
        Live("=D9+J9", Fraction(22, 100)),
        Fraction(5, 1000),
        Fraction(1, 100),
    )


def test_an_exact_number_has_ends_that_follow_it() -> None:
    cells = of("5", "5", "5")
    assert (cells.low, cells.less, cells.more) == (Live("=D9-I9", Fraction(5)), 0, 0)


def test_a_range_without_a_number_is_entered_as_its_ends() -> None:
    cells = of(None, "1.4", "1.6")
    assert cells == Spread(None, Fraction(7, 5), Fraction(8, 5), None, None)


def test_an_end_that_does_not_exist_is_text() -> None:
    assert of("5", None, None) == Spread(Fraction(5), "-∞", "∞", None, None)


@pytest.mark.parametrize(("low", "moves"), [("0", False), ("0.005", False), ("0.006", True)])
def test_an_end_near_nothing_does_not_move_with_the_number(low: str, moves: bool) -> None:
    assert isinstance(of("5", low, "5").low, Live) is moves


@given(st.lists(FINITE, min_size=3, max_size=3), st.sets(st.integers(0, 2)))
def test_the_cells_compute_the_ends_exactly(numbers: list[Fraction], absent: set[int]) -> None:
    low, value, high = (None if at in absent else each for at, each in enumerate(sorted(numbers)))
    cells = spread(value, Bounds(low, high), COLUMNS, 9)
    entered: dict[str, Value] = {"D9": cells.value, "I9": cells.less, "J9": cells.more}
    for cell, end, text in ((cells.low, low, "-∞"), (cells.high, high, "∞")):
        shown = exact(cell.formula, entered) if isinstance(cell, Live) else cell
        assert shown == (text if end is None else end)
        if isinstance(cell, Live):
            assert cell.value == end
