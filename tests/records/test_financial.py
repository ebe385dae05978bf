"""Amounts from accounts: of a period or of a day, and which of them can be below 0."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import BookError
from dealmodel.records.claim import Claim
from dealmodel.records.financial import Financial


def _says(text: str) -> list[Claim]:
    return [Claim(says=text, source="a")]


@pytest.mark.parametrize("measure", ["revenue", "ebitda", "ebit", "net_income"])
def test_a_flow_is_of_a_period(measure: str) -> None:
    assert Financial(party="a", measure=measure, period="2023").dated == "2023"
    with pytest.raises(BookError, match="period"):
        Financial(party="a", measure=measure)
    with pytest.raises(BookError, match="write it under period"):
        Financial(party="a", measure=measure, on="2023-12-31")


@pytest.mark.parametrize(
    "measure",
    ["net_debt", "cash", "debt", "minorities", "preferred", "pension_deficit", "associates"],
)
def test_a_stock_is_of_a_day(measure: str) -> None:
    assert Financial(party="a", measure=measure, on="2023-12-31").dated == "2023-12-31"
    with pytest.raises(BookError, match="'on'"):
        Financial(party="a", measure=measure)
    with pytest.raises(BookError, match="write it under on"):
        Financial(party="a", measure=measure, period="2023", on="2023-12-31")


def test_a_loss_and_net_cash_are_negative() -> None:
    loss = Financial(party="a", measure="net_income", period="2023", amount=_says("-RMB 4.2bn"))
    assert loss.amount[0].figure().value == -4_200_000_000
    cash = Financial(party="a", measure="net_debt", on="2023", amount=_says("-€120 million"))
    assert cash.amount[0].figure().value == -120_000_000


def test_a_hedge_reaches_below_nothing_only_where_the_measure_does() -> None:
    """ "Up to" ends at 0 for what cannot be negative."""
    earnings = Financial(party="a", measure="ebit", period="2023", amount=_says("up to $5 million"))
    revenue = Financial(
        party="a", measure="revenue", period="2023", amount=_says("up to $5 million")
    )
    assert earnings.amount[0].figure().bounds.low is None
    assert revenue.amount[0].figure().bounds.low == Fraction(0)


def test_revenue_below_nothing_is_refused() -> None:
    with pytest.raises(BookError, match="cannot be negative"):
        Financial(party="a", measure="revenue", period="2023", amount=_says("-$5 million"))
