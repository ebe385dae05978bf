"""``in CURRENCY on DATE`` becomes named rates."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dealmodel.errors import FormulaError, RateMissing, UnitMismatch
from dealmodel.figures.units import Unit
from dealmodel.formulas.conversions import lower
from dealmodel.formulas.expression import Convert, Leaf, Quantity
from dealmodel.formulas.language import parse
from dealmodel.formulas.measures import measure
from dealmodel.formulas.ranges.enclosure import enclose
from dealmodel.formulas.rendering import render
from dealmodel.formulas.result import evaluate
from tests.formulas.quantities import known

PER_EUR = {"USD": "1.0535", "CNY": "7.7042", "GBP": "0.87"}


def through_the_euro(base: str, quote: str, when: str) -> Mapping[str, Quantity]:
    """A converter as the European Central Bank's rates make one; another year, other rates."""
    if when == "1990":
        raise RateMissing(base, when, "no rates before 1999")
    shift = "0" if when.startswith("2023") else "0.1"
    rates = {}
    for currency in (base, quote):
        if currency != "EUR":
            value = str(float(PER_EUR[currency]) + float(shift))
            unit = Unit.of(currency) / Unit.of("EUR")
            rates[f"{currency.lower()}_per_eur"] = known(value, unit=unit, kind="exchange_rate")
    return rates


def quoted(base: str, quote: str, _: str) -> Mapping[str, Quantity]:
    """A rate as a person quotes it, the other way round."""
    unit = Unit.of(base) / Unit.of(quote)
    return {f"{base}_per_{quote}".lower(): known("7.26", unit=unit, kind="exchange_rate")}


def lowered(text: str, **names: str) -> str:
    program = parse(text, names)
    return render(lower(program.expression, program.inputs, through_the_euro)[0])


def test_both_legs_multiply_then_divide():
    text = "amount in USD on 2023-10-26"
    assert lowered(text, amount="109,800 yuan") == "amount / cny_per_eur * usd_per_eur"
    assert lowered("paid in USD on 2023-10-26", paid="€1.5 billion") == "paid * usd_per_eur"
    assert lowered("price in EUR on 2023-10-26", price="$5") == "price / usd_per_eur"


def test_a_quoted_rate_divides_by_its_unit():
    program = parse("109,800 yuan in USD on 2023")
    expression, inputs = lower(program.expression, program.inputs, quoted)
    assert render(expression) == "{109,800 yuan} / cny_per_usd"
    assert list(inputs) == ["109,800 yuan", "cny_per_usd"]


def test_the_whole_left_side_is_converted():
    assert lowered("paid / 21% in USD on 2023", paid="€1.5 billion") == "paid / 21% * usd_per_eur"
    assert lowered("€1 billion in USD on 2023 + $5") == "€1 billion * usd_per_eur + $5"


def test_a_rate_used_twice_is_one_unknown():
    program = parse("(€5 in USD on 2023) + (€6 in USD on 2023-01)")
    expression, inputs = lower(program.expression, program.inputs, through_the_euro)
    assert render(expression) == "€5 * usd_per_eur + €6 * usd_per_eur"
    assert list(inputs) == ["€5", "€6", "usd_per_eur"]


def test_two_days_are_two_rates():
    text = "(€5 in USD on 2023) + (€6 in USD on 2024)"
    assert lowered(text) == "€5 * usd_per_eur + €6 * usd_per_eur_2"


def test_a_name_of_the_user_is_not_taken_for_a_rate():
    text = "usd_per_eur = 3; usd_per_eur * (€5 in USD on 2023)"
    assert lowered(text) == "usd_per_eur * (€5 * usd_per_eur_2)"


def test_money_per_unit_and_its_inverse():
    assert lowered("€5 / 2 cars in USD on 2023") == "€5 / 2 cars * usd_per_eur"
    assert lowered("2 cars / €5 in USD on 2023") == "2 cars / €5 / usd_per_eur"
    assert lowered("€5 ** 2 in USD on 2023") == "€5 ** 2 * usd_per_eur * usd_per_eur"


def test_the_same_currency_needs_no_rate():
    assert lowered("€5 in EUR on 1990") == "€5"


def test_the_lowered_formula_has_the_unit_that_was_asked_for():
    program = parse("€5 / 2 cars in GBP on 2023")
    expression, inputs = lower(program.expression, program.inputs, through_the_euro)
    assert measure(expression, inputs).unit.text == "GBP/cars"


def test_everything_else_stays_as_it_was():
    text = "min(-2 ** 2, max(1, abs(3 - 4)) / 2 * 5) + 1"
    assert lowered(text) == text


@pytest.mark.parametrize(
    "text", ["5 cars in USD on 2023", "21% in USD on 2023", "€5 / $2 in GBP on 2023"]
)
def test_only_an_amount_in_one_currency_converts(text: str):
    program = parse(text)
    with pytest.raises(UnitMismatch, match="only money") as caught:
        lower(program.expression, program.inputs, through_the_euro)
    assert caught.value.where is not None


def test_a_missing_rate_is_the_converters_error():
    program = parse("$5 in EUR on 1990")
    with pytest.raises(RateMissing, match="1999"):
        lower(program.expression, program.inputs, through_the_euro)


def test_a_conversion_has_no_value_until_it_is_lowered():
    inputs = {"paid": known(5, unit=Unit.of("EUR"), kind="money")}
    formula = Convert(Leaf("paid"), "USD", "2023")
    with pytest.raises(FormulaError, match="needs exchange rates"):
        evaluate("x", formula, inputs)
    with pytest.raises(FormulaError, match="needs exchange rates"):
        enclose(formula, {"paid": inputs["paid"].bounds})
