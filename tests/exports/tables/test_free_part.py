"""The shares at which holders are worth least or most: by hand, and against every order."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import FormulaTooLarge
from dealmodel.exports.tables.free_part import Constants, Part, Ref, Whose, least, most, total
from dealmodel.formulas.cells import MAX_LENGTH

BY = Constants("zero", "one", "trifle")
WHOLE = Fraction(1)


def part(row: int, low: int, high: int, whose: Whose = "below", worth: int = 0) -> Part:
    """A part in a row of percentages."""
    ends = (
        Ref(column, row, Fraction(n, 100)) for column, n in (("C", low), ("E", high), ("W", worth))
    )
    low_end, high_end, worth_of = ends
    return Part(low_end, high_end, whose, worth_of)


def worth(parts: list[Part], shares: list[Fraction]) -> Fraction:
    values = {"owner": WHOLE, "beside": Fraction(0)}
    return sum(
        (
            share * values.get(each.whose, each.worth.value if each.worth else Fraction(0))
            for each, share in zip(parts, shares, strict=True)
        ),
        Fraction(0),
    )


def test_the_owner_comes_first_for_the_most_and_last_for_the_least() -> None:
    parts = [part(5, 10, 60, "owner"), part(6, 20, 50), part(7, 10, 40, "beside")]
    assert [most(each, parts, BY).value for each in parts[:2]] == [Fraction(6, 10), Fraction(3, 10)]
    found = [least(each, parts, BY, is_complete=True).value for each in parts[:2]]
    assert found == [Fraction(1, 10), Fraction(5, 10)]
    assert most(parts[0], parts, BY).text == "C5+MIN(E5-C5,MAX(zero,one-SUM(C5:C7)))"


def test_the_least_of_a_company_with_other_holders_is_the_low_end() -> None:
    parts = [part(5, 10, 60), part(6, 20, 50)]
    assert least(parts[0], parts, BY, is_complete=False).text == "C5"


def test_the_only_holder_has_its_own_end() -> None:
    assert most(part(5, 10, 60), [part(5, 10, 60)], BY).text == "E5"


def test_what_no_cell_holds_is_an_error() -> None:
    parts = [part(row, 0, 1, worth=row % 90) for row in range(1000, 1600)]
    with pytest.raises(FormulaTooLarge, match="characters"):
        most(parts[0], parts, BY).live()
    with pytest.raises(FormulaTooLarge):
        total([each.low for each in parts[::2]])
    assert len(most(parts[0], parts[:100], BY).live().formula) < MAX_LENGTH


@st.composite
def companies(draw: st.DrawFn) -> list[Part]:
    """Up to four holders who have at most the whole at the least."""
    found = []
    room = 100
    for row in range(5, 5 + draw(st.integers(1, 4))):
        low = draw(st.integers(0, room))
        room -= low
        whose: Whose = draw(st.sampled_from(["below", "below", "below", "beside"]))
        found.append(part(row, low, draw(st.integers(low, 100)), whose, draw(st.integers(0, 4))))
    return found


@given(companies(), st.booleans())
def test_no_order_of_filling_is_better(parts: list[Part], is_complete: bool) -> None:
    """A best way to fill the free part is one in some order, one holder after another."""
    orders = [filled(parts, order) for order in permutations(range(len(parts)))]
    lows = [each.low.value for each in parts]
    is_filled = is_complete and sum(each.high.value for each in parts) >= 1
    held = [each for each in parts if each.whose != "beside"]
    assert worth(held, [most(each, parts, BY).value for each in held]) == max(
        worth(parts, each) for each in orders
    )
    found = [least(each, parts, BY, is_complete=is_complete).value for each in held]
    assert worth(held, found) == min(
        worth(parts, each) for each in (orders if is_filled else [lows])
    )


def filled(parts: list[Part], order: tuple[int, ...]) -> list[Fraction]:
    shares = [each.low.value for each in parts]
    for at in order:
        shares[at] += min(parts[at].high.value - shares[at], 1 - sum(shares))
    return shares
