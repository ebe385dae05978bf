"""Units: their algebra, and which nouns are the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.figures.reader import find_figures
from dealmodel.figures.units import PURE, Unit, currency_unit, noun_key

ATOMS = ("USD", "EUR", "cars", "shares", "plants", "day", "year")
atoms = st.sampled_from(ATOMS).map(Unit.of)
powers = st.integers(-3, 3)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """A product of atoms to powers."""
    unit = PURE
    for atom in draw(st.lists(atoms, max_size=3)):
        unit = unit * atom ** draw(powers)
    return unit


@given(units(), units(), units())
def test_products_and_quotients_are_those_of_algebra(a: Unit, b: Unit, c: Unit) -> None:
    assert (a * b).same_as(b * a)
    assert ((a * b) * c).same_as(a * (b * c))
    assert (a / b * b).same_as(a)
    assert a / a == PURE
    assert a * PURE == a
    assert a / PURE == a


@given(units(), powers, powers)
def test_powers_add_up(unit: Unit, one: int, other: int) -> None:
    assert (unit**one * unit**other).same_as(unit ** (one + other))


@given(units(), units())
def test_what_can_be_added_has_a_pure_quotient(a: Unit, b: Unit) -> None:
    assert a.same_as(b) == (a / b).is_pure


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (PURE, None),
        (currency_unit("USD"), "USD"),
        (Unit.of("cars"), "cars"),
        (currency_unit("USD") / Unit.of("cars"), "USD/cars"),
        (currency_unit("CNY") / currency_unit("USD"), "CNY/USD"),
        (PURE / Unit.of("day"), "1/day"),
        (Unit.of("cars") * Unit.of("cars"), "cars^2"),
        (Unit.of("cars") / Unit.of("day") ** 2, "cars/day^2"),
    ],
    ids=str,
)
def test_as_json_prints_it(unit: Unit, text: str | None) -> None:
    assert unit.text == text


@pytest.mark.parametrize(
    "nouns",
    [
        ("cars", "car", "vehicles", "units", "EVs", "autos"),
        ("shares", "share"),
        ("factories", "factory"),
        ("people", "person"),
        ("businesses", "business"),
        ("buses", "bus"),
        ("boxes", "box"),
        ("branches", "branch"),
    ],
)
def test_nouns_of_one_thing_have_one_key(nouns: tuple[str, ...]) -> None:
    assert len({noun_key(noun) for noun in nouns}) == 1
    assert all(Unit.of(noun).same_as(Unit.of(nouns[0])) for noun in nouns)


def test_other_nouns_and_currencies_are_kept_apart() -> None:
    different = (
        "cars",
        "trucks",
        "shares",
        "USD",
        "EUR",
        "day",
        "month",
        "year",
        "status",
        "glass",
    )
    assert len({noun_key(noun) for noun in different}) == len(different)


def test_the_first_printed_noun_is_kept() -> None:
    assert (Unit.of("cars") * Unit.of("vehicles")).text == "cars^2"
    assert (currency_unit("USD") / Unit.of("cars") * Unit.of("vehicles")).text == "USD"


def test_only_an_amount_of_money_has_a_currency() -> None:
    usd, cars = currency_unit("USD"), Unit.of("cars")
    assert usd.currency == "USD"
    assert (usd / cars).currency is None
    assert (usd / cars).currencies == ("USD",)
    assert (usd**2).currency is None
    assert cars.currency is None
    assert PURE.currency is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("10,000 sq ft", "sq ft"),
        ("a 10,000-square-foot store", "square foot"),
        ("2,500 square metres", "square metres"),
        ("40 cubic metres", "cubic metres"),
        ("40 metres", "metres"),
        ("90 customers", "customers"),
    ],
)
def test_an_area_is_no_length(text: str, unit: str) -> None:
    [read] = find_figures(text)
    assert read.unit.text == unit
    assert read.exact == (unit == "customers")


def test_planes_are_one_thing_by_any_name() -> None:
    names = ("plane", "planes", "aircraft", "jets", "airliners", "aeroplane", "airplanes")
    assert {noun_key(each) for each in names} == {noun_key("planes")}
    assert noun_key("trains") != noun_key("planes")
