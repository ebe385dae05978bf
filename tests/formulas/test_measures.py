"""Units go together or are refused; the kind follows."""

from __future__ import annotations

import pytest

from dealmodel.errors import UnitMismatch, UnknownName
from dealmodel.figures.units import PURE, Unit
from dealmodel.formulas.expression import (
    Convert,
    Expression,
    Leaf,
    Maximum,
    Minimum,
)
from dealmodel.formulas.language import parse
from dealmodel.formulas.measures import measure
from tests.formulas.quantities import known

INPUTS = {
    "paid": known(1, unit=Unit.of("EUR"), kind="money"),
    "price": known(1, unit=Unit.of("USD"), kind="money"),
    "cars": known(1, unit=Unit.of("cars"), kind="count"),
    "vehicles": known(1, unit=Unit.of("vehicles"), kind="count"),
    "days": known(1, unit=Unit.of("day"), kind="duration"),
    "stake": known(1, kind="share"),
    "other": known(1, kind="share"),
    "growth": known(1, kind="growth"),
    "multiple": known(1, kind="ratio"),
    "cny_per_eur": known(1, unit=Unit.of("CNY") / Unit.of("EUR"), kind="exchange_rate"),
}
paid, price, cars, vehicles, days, stake, other, growth, multiple, rate = map(Leaf, INPUTS)


@pytest.mark.parametrize(
    ("formula", "unit", "kind"),
    [
        (growth, None, "growth"),
        (-growth, None, "growth"),
        (paid / stake, "EUR", "money"),
        (paid / stake - paid, "EUR", "money"),
        (paid / price, "EUR/USD", "exchange_rate"),
        (paid / paid, None, "ratio"),
        (paid / cars, "EUR/cars", "money_per_unit"),
        (cars / vehicles, None, "ratio"),
        (cars + vehicles, "cars", "count"),
        (cars / days, "cars/day", "number"),
        (cars / days * 365 * days, "cars", "count"),
        (paid * rate, "CNY", "money"),
        (stake * other, None, "share"),
        (stake**2, None, "share"),
        (stake + other, None, "share"),
        (1 - stake, None, "share"),
        (1 + growth, None, "number"),
        (stake + multiple, None, "number"),
        (stake * multiple, None, "number"),
        (stake / other, None, "ratio"),
        (1 / stake, None, "ratio"),
        (paid**2 / paid, "EUR", "money"),
        (paid**0, None, "number"),
        (Minimum((stake, other)), None, "share"),
        (Maximum((paid - paid * stake, Leaf("paid") * 0)), "EUR", "money"),
        (Maximum((paid, Leaf("paid") - paid)) + 0, "EUR", "money"),
        (abs(paid - paid), "EUR", "money"),
        (Convert(paid / cars, "USD", "2023"), "USD/cars", "money_per_unit"),
    ],
)
def test_unit_and_kind(formula: Expression, unit: str | None, kind: str):
    found = measure(formula, INPUTS)
    assert (found.unit.text, found.kind) == (unit, kind)


@pytest.mark.parametrize(
    ("text", "marked", "advice"),
    [
        ("1 * (paid + price)", "paid + price", "(paid in USD on DATE) + price"),
        ("paid - price", "paid - price", "(paid in USD on DATE) - price"),
        ("max(paid, price)", "max(paid, price)", "(paid in USD on DATE) and price"),
        ("cars + 2", "cars + 2", "{100 cars}"),
        ("paid * stake - stake", "paid * stake - stake", "{100 EUR}"),
        ("min(cars, days)", "min(cars, days)", "do not measure the same thing"),
        ("paid / cars + paid", "paid / cars + paid", "do not measure the same thing"),
        ("stake in USD on 2023", "stake in USD on 2023", "only money can be converted"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_place(text: str, marked: str, advice: str):
    program = parse(text, INPUTS)
    with pytest.raises(UnitMismatch) as caught:
        measure(program.expression, program.inputs)
    assert advice in str(caught.value)
    where = caught.value.where
    assert where is not None
    assert text[where.start : where.end] == marked


def test_the_error_carries_the_units():
    with pytest.raises(UnitMismatch) as caught:
        measure(paid + stake, INPUTS)
    error = caught.value
    assert (error.operator, error.left, error.right) == ("+", "EUR", None)


def test_an_unknown_leaf_is_named():
    with pytest.raises(UnknownName, match="Did you mean stake"):
        measure(paid / Leaf("stak"), INPUTS)


def test_a_pure_number_has_no_unit():
    assert measure(stake, INPUTS).unit == PURE
