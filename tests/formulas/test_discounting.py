"""The rate at which dated amounts are worth nothing together."""

from __future__ import annotations

from decimal import Context, Decimal, getcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dealmodel.formulas.discounting import ONLY, YEAR, Dated, Enclosed, rate_of

PAID = st.fractions(min_value=Fraction(-(10**12)), max_value=Fraction(-1), max_denominator=100)
GOT = st.fractions(min_value=Fraction(1), max_value=Fraction(10**12), max_denominator=100)
TIMES = st.integers(min_value=0, max_value=60 * YEAR)
EXACT = Context(prec=90)


def worth(amounts: list[Dated], rate: Fraction) -> Decimal:
    """What amounts are worth at the start, by powers in 90 digits."""
    factor = EXACT.divide(Decimal((1 + rate).numerator), Decimal((1 + rate).denominator))
    total = Decimal(0)
    for time, amount in amounts:
        years = EXACT.divide(Decimal(-time), Decimal(YEAR))
        value = EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))
        total = EXACT.add(total, EXACT.multiply(value, EXACT.power(factor, years)))
    return total


@given(
    st.lists(st.tuples(TIMES, PAID), min_size=1, max_size=4),
    st.lists(st.tuples(TIMES, GOT), min_size=1, max_size=4),
)
def test_amounts_are_worth_more_than_nothing_below_the_rate_and_less_above(
    paid: list[Dated], got: list[Dated]
) -> None:
    start = max(time for time, _ in paid) + 1
    amounts = [*paid, *((start + time, amount) for time, amount in got)]
    found = rate_of(amounts)
    if found.low > ONLY:
        assert worth(amounts, found.low) >= Decimal("-1e-30")
    if found.high is not None and found.low > ONLY:
        assert worth(amounts, found.high) <= Decimal("1e-30")
        assert found.high - found.low < Fraction(1, 10**30) * (1 + found.high)


def test_the_documented_example_of_spreadsheets() -> None:
    # Microsoft's page on XIRR: 0.373362535.
    days = (0, 60, 303, 411, 456)
    amounts = (-10_000, 2_750, 4_250, 3_250, 2_750)
    found = rate_of([(2 * day, Fraction(c)) for day, c in zip(days, amounts, strict=True)])
    assert found.high is not None
    assert found.low <= found.high
    assert round(found.low, 9) == round(found.high, 9) == Fraction("0.373362534")


def test_a_short_rate_over_whole_years_is_exact() -> None:
    tenth = Fraction(1, 10)
    assert rate_of([(0, Fraction(-100)), (YEAR, Fraction(110))]) == Enclosed(tenth, tenth)
    assert rate_of([(0, Fraction(-100)), (9, Fraction(100))]) == Enclosed(Fraction(0), Fraction(0))
    bond = [(0, Fraction(-100)), (YEAR, Fraction(7)), (2 * YEAR, Fraction(107))]
    assert rate_of(bond) == Enclosed(Fraction("0.07"), Fraction("0.07"))


def test_what_has_no_rate_is_told_by_its_limits() -> None:
    assert rate_of([(0, Fraction(-100)), (YEAR, Fraction(-1))]).low == ONLY
    assert rate_of([(0, Fraction(100)), (YEAR, Fraction(1))]).high is None
    overnight = rate_of([(0, Fraction(-1)), (2, Fraction(3))])
    assert overnight.high is None
    assert overnight.low > 10**27


def test_of_two_rates_the_one_above_zero() -> None:
    # -100, 230, -30 after one and two years: by the formula for quadratic equations.
    amounts = [(0, Fraction(-100)), (YEAR, Fraction(230)), (2 * YEAR, Fraction(-30))]
    found = rate_of(amounts, above_zero=True)
    assert found.high is not None
    root = (23 + (Decimal(23 * 23 - 4 * 10 * 3)).sqrt(EXACT)) / 20 - 1
    assert abs(found.low - Fraction(root)) < Fraction(1, 10**20)


def test_the_precision_of_everyone_else_decides_nothing() -> None:
    amounts = [(0, Fraction(-100)), (999, Fraction(177))]
    context = getcontext()
    before = context.prec
    usual = rate_of(amounts)
    context.prec = 3
    try:
        assert rate_of(amounts) == usual
    finally:
        context.prec = before
