"""Multiple of money and internal rate of return between dated flows."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel import irr, multiple_of_money
from dealmodel.calculators.returns import MIDDLE, SOLVED
from dealmodel.errors import BadValue, CurrencyMismatch, DateError, UndefinedReturn, UsageError

EXACT = Context(prec=60)
DOUBLED = [("2020-01-15", "-€1.5 billion"), ("2024-06-30", "€2.4 billion")]


def by_bisection(days: list[int], amounts: list[Fraction]) -> Fraction:
    """The rate by halving, in 60 digits, of flows that are paid first."""

    def worth(rate: Decimal) -> Decimal:
        total = Decimal(0)
        for day, amount in zip(days, amounts, strict=True):
            years = EXACT.divide(Decimal(-day), Decimal(365))
            value = EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))
            factor = EXACT.power(EXACT.add(rate, Decimal(1)), years)
            total = EXACT.add(total, EXACT.multiply(value, factor))
        return total

    low, high = Decimal("-0.999999"), Decimal(10**6)
    for _ in range(140):
        middle = EXACT.divide(EXACT.add(low, high), Decimal(2))
        low, high = (middle, high) if worth(middle) > 0 else (low, middle)
    return Fraction(low)


def test_of_two_flows_both_follow_by_hand() -> None:
    # 2.4 / 1.5, and (2.4 / 1.5) ** (365 / 1628) - 1, at the printed numbers and at their ends.
    multiple, rate = multiple_of_money(DOUBLED), irr(DOUBLED)
    assert multiple.point == Fraction(16, 10)
    assert (multiple.low, multiple.high) == (Fraction(235, 155), Fraction(245, 145))
    assert float(rate) == pytest.approx(1.6 ** (365 / 1628) - 1, rel=1e-14)
    assert rate.low is not None
    assert rate.high is not None
    assert float(rate.low) == pytest.approx((2.35 / 1.55) ** (365 / 1628) - 1, rel=1e-14)
    assert float(rate.high) == pytest.approx((2.45 / 1.45) ** (365 / 1628) - 1, rel=1e-14)
    assert rate.formula == "flow_1 + flow_2 / (1 + irr) ** (1628 / 365) = 0"


def test_the_documented_example_of_spreadsheets() -> None:
    # Microsoft's page on XIRR: 0.373362535, or 37.34 %.
    found = irr(
        [
            ("2008-01-01", "-$10,000"),
            ("2008-03-01", "$2,750"),
            ("2008-10-30", "$4,250"),
            ("2009-02-15", "$3,250"),
            ("2009-04-01", "$2,750"),
        ]
    )
    assert float(found) == pytest.approx(0.373362535, abs=2e-9)
    assert SOLVED in found.warnings


def test_a_rate_that_is_a_short_decimal_is_exact() -> None:
    whole = irr([("2021-01-01", "-$100"), ("2022-01-01", "$110")])
    assert (whole.point, whole.bounds.is_point, whole.warnings) == (Fraction(1, 10), True, ())


def test_the_order_in_which_flows_are_given_does_not_matter() -> None:
    found = irr(list(reversed(DOUBLED)))
    assert (found.point, found.bounds) == (irr(DOUBLED).point, irr(DOUBLED).bounds)


def test_flows_on_one_day_count_together() -> None:
    parts = [("2021-01-01", "-$60"), ("2021-01-01", "-$40"), ("2022-01-01", "$110")]
    assert irr(parts).point == Fraction(1, 10)
    net = [("2021-01-01", "-$120"), ("2021-01-01", "$20"), ("2022-01-01", "$110")]
    assert irr(net).point == Fraction(1, 10)


def test_a_loan_has_the_rate_that_it_costs() -> None:
    found = irr([("2021-01-01", "$100 to $110"), ("2022-01-01", "-$121")])
    assert (found.low, found.high) == (Fraction(1, 10), Fraction(21, 100))


def test_a_flow_that_may_be_nothing_leaves_an_end_open() -> None:
    lost = irr([("2021-01-01", "-$100"), ("2022-01-01", "up to $110")])
    assert (str(lost.bounds), lost.point) == ("(-1, 1/10]", Fraction(1, 10))
    more = irr([("2021-01-01", "-$100"), ("2022-01-01", "at least $110")])
    assert str(more.bounds) == "[1/10, ∞)"


def test_a_period_stands_for_each_of_its_days() -> None:
    # From the first day to the last of 2024: 1827 days; from the last to the first: 1096.
    found = irr([("2020", "-$100"), ("2024", "$150")])
    assert found.low is not None
    assert found.high is not None
    assert float(found.low) == pytest.approx(1.5 ** (365 / 1826) - 1, rel=1e-14)
    assert float(found.high) == pytest.approx(1.5 ** (365 / 1096) - 1, rel=1e-14)
    assert MIDDLE in found.warnings
    assert float(found) == pytest.approx(1.5 ** (365 / 1461) - 1, rel=1e-14)
    # What loses does so faster the shorter it is.
    lost = irr([("2020", "-$150"), ("2024", "$100")])
    assert lost.low is not None
    assert float(lost.low) == pytest.approx(1.5 ** (-365 / 1096) - 1, rel=1e-14)


def test_the_one_rate_above_zero_is_told_as_such() -> None:
    found = irr([("2021-01-01", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "-$30")])
    assert float(found) == pytest.approx((23 + (23**2 - 120) ** 0.5) / 20 - 1, rel=1e-14)
    assert any("only rate above 0" in warning for warning in found.warnings)


def test_the_rates_below_zero_are_told_beside_the_one_above() -> None:
    # 10 x² - 23 x + 3 = 0 at x = 1 + rate: the other is (23 - sqrt(409)) / 20 - 1 = -86.1187 %.
    found = irr([("2021-01-01", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "-$30")])
    assert any("below 0 [-86.1188%, -86.1187%] a year" in told for told in found.warnings)
    # -100 + 90 x - 20 x² + 200 x³ is nothing once: its slope 600 x² - 40 x + 90 is above 0.
    alone = [("2021-01-01", "-$100"), ("2022-01-01", "$90")]
    alone += [("2023-01-01", "-$20"), ("2024-01-01", "$200")]
    assert any("none below 0 solves" in told for told in irr(alone).warnings)


def test_a_rate_that_alone_solves_the_equation_is_the_answer_however_often_the_sign_changes() -> (
    None
):
    flows = [("2021-01-01", "-$100"), ("2022-01-01", "$90")]
    flows += [("2023-01-01", "-$20"), ("2024-01-01", "$20")]
    found = irr(flows)
    # 20 x³ - 20 x² + 90 x - 100 at x = 1 / (1 + rate), whose slope 60 x² - 40 x + 90 is never 0.
    x = 1 / (1 + float(found))
    assert 20 * x**3 - 20 * x**2 + 90 * x - 100 == pytest.approx(0, abs=1e-12)
    assert any("only rate that solves" in warning for warning in found.warnings)


def test_each_rate_is_told_with_its_bounds_where_there_are_several() -> None:
    # 100 x² - 230 x + (131 to 132): sqrt(230² - 400 c) is 30 at 131.. and 10 at 132.
    flows = [("2021-01-01", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "$-132 to $-131")]
    with pytest.raises(UndefinedReturn) as caught:
        irr(flows)
    # (230 - sqrt(52900 - 52400)) / 200 - 1 = 3.81966 %, and (230 + ...) / 200 - 1 = 26.18034 %.
    assert "2 rates solve the equation: [3.81966%, 10%] and [20%, 26.1804%]" in str(caught.value)


def test_rates_at_the_printed_numbers_are_told_where_the_bounds_leave_their_number_open() -> None:
    flows = [("2021-01-01", "about $-100"), ("2022-01-01", "$220"), ("2023-01-01", "$-120.9")]
    with pytest.raises(UndefinedReturn, match="at the numbers as printed") as caught:
        irr(flows)
    # (220 - sqrt(220² - 400 * 120.9)) / 200 - 1 = 6.83772 %, and 13.1623 %; at 101 there is none.
    assert "6.83772%" in str(caught.value)
    assert "13.1622%" in str(caught.value)


@pytest.mark.parametrize(
    ("flows", "possible", "told"),
    [
        # 10 % and 20 % both solve it: 100 = 230 / 1.1 - 132 / 1.21 = 230 / 1.2 - 132 / 1.44.
        ([("2021-01-01", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "-$132")], 2, "2 rates"),
        (
            [("2021-01-01", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "-$132")],
            2,
            "10% and 20% a year",
        ),
        # The same as a loan.
        (
            [("2021-01-01", "$100"), ("2022-01-01", "-$230"), ("2023-01-01", "$132")],
            2,
            "10% and 20% a year",
        ),
        # 200² < 4 * 100 * 150: no root.
        (
            [("2021-01-01", "-$100"), ("2022-01-01", "$200"), ("2023-01-01", "-$150")],
            0,
            "no rate solves it",
        ),
        # 110² = 100 * 121: two rates that are one, which signs do not show.
        (
            [("2021-01-01", "-$100"), ("2022-01-01", "$220"), ("2023-01-01", "-$121")],
            2,
            "cannot be told apart",
        ),
        ([("2021", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "-$132")], 2, "in the middle"),
        ([("2021-01-01", "-$100"), ("2022-01-01", "-$110")], 0, "nothing is received"),
        ([("2021-01-01", "$100"), ("2022-01-01", "$110")], 0, "nothing is paid"),
        ([("2021-01-01", "-$100"), ("2021-01-01", "$110")], 0, "no time passes"),
        ([("2021", "-$100"), ("2021", "$110")], 2, "in either order"),
        ([("2021", "-$100"), ("2021-06", "$110")], 2, "in either order"),
    ],
)
def test_flows_without_one_rate_are_refused(flows: Any, possible: int, told: str) -> None:
    with pytest.raises(UndefinedReturn, match=told) as caught:
        irr(flows)
    assert caught.value.possible == possible


def test_what_is_no_flow_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        irr([("2021-01-01", "-$100"), ("2022-01-01", "€110")])
    with pytest.raises(DateError):
        irr([("01/02/2021", "-$100"), ("2022-01-01", "$110")])
    with pytest.raises(BadValue):
        irr([("2021-01-01", "-100 cars"), ("2022-01-01", "$110")])
    with pytest.raises(UndefinedReturn):
        multiple_of_money([])
    for wrong in ("2021 -$5", [("2021",)], None, {"2021": "-$5"}, [None], [(None, "-$5")]):
        with pytest.raises((UsageError, DateError)):
            irr(wrong)  # type: ignore[arg-type]


def test_each_flow_is_converted_at_the_rate_of_its_day() -> None:
    # 250 / 1.25 = 200 euros.
    rates = "1.25 USD/EUR"
    found = multiple_of_money(
        [("2021-01-04", "-€100"), ("2022-01-04", "$250")], to="EUR", rates=rates
    )
    assert found.point == 2
    assert irr([("2021-01-04", "-€100"), ("2022-01-04", "$250")], to="EUR", rates=rates).point == 1


def test_a_rate_takes_part_in_further_formulas_and_travels() -> None:
    found = irr([("2021-01-01", "-$100"), ("2022-01-01", "$110")])
    assert (found + 1).point == Fraction(11, 10)
    assert found > Fraction(9, 100)
    for again in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert (again.point, again.formula, hash(again)) == (
            found.point,
            found.formula,
            hash(found),
        )
    record = found.to_dict()
    assert record["formula"] == "flow_1 + flow_2 / (1 + irr) ** (365 / 365) = 0"
    assert set(record["inputs"]) == {"flow_1", "flow_2"}
    assert record["dates"] == {"flow_1": "2021-01-01", "flow_2": "2022-01-01"}
    assert "flow_1 on 2021-01-01: -$100" in found.explain()


AMOUNT = st.integers(min_value=1, max_value=10**6)
START = date(2015, 1, 1)


@st.composite
def investments(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[int], list[Fraction]]:
    """Flows as printed, with one choice of day and amount for each within what it can be."""
    flows, days, amounts = [], [], []
    day, paid = 0, draw(st.integers(1, 3))
    for at in range(paid + draw(st.integers(1, 4))):
        day += draw(st.integers(30, 900))
        low, wider = draw(AMOUNT), draw(AMOUNT)
        chosen = low if at < paid else draw(st.integers(low, low + wider))
        shown = f"-${low}" if at < paid else f"${low} to ${low + wider}"
        flows.append(((START + timedelta(days=day)).isoformat(), shown))
        days.append(day)
        amounts.append(Fraction(-chosen if at < paid else chosen))
    return flows, [each - days[0] for each in days], amounts


@settings(max_examples=40, deadline=None)
@given(investments())
def test_no_choice_within_the_bounds_leaves_those_of_the_rate(
    investment: tuple[list[tuple[str, str]], list[int], list[Fraction]],
) -> None:
    flows, days, amounts = investment
    found = irr(flows)
    assert found.low is not None
    rate = by_bisection(days, amounts)
    near = Fraction(1, 10**24)
    if rate > Fraction(-99, 100) and rate < 10**5:
        assert found.low <= rate + near
        assert found.high is None or rate - near <= found.high
