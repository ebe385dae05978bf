"""Any two of stake, price and value give the third: expected numbers by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.errors import BadValue, CurrencyMismatch, OutOfRange, UsageError


def test_what_a_stake_costs() -> None:
    (paid,) = dm.paid_for("10%", "€7.4 billion")
    assert (paid.name, paid.rounded, paid.unit.text) == ("paid", "740000000.00", "EUR")
    # 9.5 % of 7.35 and 10.5 % of 7.45 billion.
    assert (paid.low, paid.high) == (698_250_000, 782_250_000)


def test_what_an_amount_buys() -> None:
    stake = dm.stake_bought("$1.6 billion", "$8.0 billion")
    assert (stake.name, stake.point) == ("stake", Fraction(1, 5))
    assert (stake.low, stake.high) == (Fraction(1550, 8050), Fraction(1650, 7950))


def test_the_price_in_another_currency() -> None:
    paid, dollars = dm.paid_for("10%", "€7.4 billion", to="USD", on="2023-10-26")
    # 1.0540 dollars a euro on that day, as the European Central Bank published.
    assert paid.point is not None
    assert dollars.point == paid.point * Fraction("1.0540")
    assert dollars.details["used"] == "2023-10-26"


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(CurrencyMismatch, match="paid in EUR, valued in USD"):
        dm.stake_bought("€1 billion", "$8 billion")
    with pytest.raises(OutOfRange, match="more than the whole"):
        dm.stake_bought("$9.0 billion", "$8.0 billion")
    with pytest.raises(BadValue, match="no share of a whole"):
        dm.paid_for("10", "$8 billion")
    with pytest.raises(UsageError, match="no rate without a date"):
        dm.paid_for("10%", "$8 billion", to="EUR")
