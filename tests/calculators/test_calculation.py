"""calc: the language over figures, conversions and given names."""

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.errors import (
    BadValue,
    DivisionByZero,
    FormulaError,
    FormulaSyntax,
    RateMissing,
    UnitMismatch,
    UnknownName,
    UsageError,
)


def test_pre_money_is_tight():
    result = dm.calc("paid = €1.5 billion; stake = 20%; paid / stake - paid")
    assert result.point == 6_000_000_000
    assert result.tight
    assert result.low == Fraction(1_450_000_000 * 1000, 205) - 1_450_000_000


def test_the_same_name_is_the_same_unknown():
    assert dm.calc("x = {about 300 cars}; x - x").bounds == dm.Bounds(Fraction(0), Fraction(0))
    apart = dm.calc("{about 300 cars} - {about 300 cars}")
    assert apart.low < 0 < apart.high


def test_a_one_sided_quotient():
    result = dm.calc("{300,000 cars} / {less than a tenth}").to_dict()
    assert (result["low"], result["low_open"], result["high"]) == ("2950000", True, None)


def test_names_from_python():
    assert dm.calc("a / b", a="300 cars", b=4).point == 75
    assert dm.calc("a * 2", a=dm.figure("$5")).rounded == "10.00"


def test_conversion_inside_and_behind():
    inside = dm.calc("€1 billion in USD on 2023-10-26 + $5")
    assert inside.point == 1_054_000_005
    behind = dm.calc("€1 billion", to="USD", on="2023-10-26")
    assert behind.point == 1_054_000_000
    assert behind.details["used"] == "2023-10-26"
    both = dm.calc("(€1 billion in USD on 2023-10-26) * 1", to="EUR", on="2025-04-25")
    assert both.point == Fraction(1_054_000_000) / Fraction("1.1357")
    assert len([name for name in both.inputs if "usd_per_eur" in name]) == 2


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("€1 + $1", UnitMismatch),
        ("paid / stake", UnknownName),
        ("1 / 0", DivisionByZero),
        ("€5 / {between -1% and 1%}", DivisionByZero),
        ("", FormulaError),
        ("(1", FormulaError),
        ("2 ** 1000000000", FormulaError),
        ("€1 in USD on 1990-01-01", RateMissing),
    ],
)
def test_errors_point_at_the_place(text, error):
    with pytest.raises(error):
        dm.calc(text)


def test_to_and_on_go_together():
    with pytest.raises(UsageError, match="date"):
        dm.calc("€1", to="USD")
    with pytest.raises(UsageError, match="currency"):
        dm.calc("€1", on="2025-04-25")
    with pytest.raises(BadValue, match="only money"):
        dm.calc("3 cars", to="USD", on="2025-04-25")


@pytest.mark.parametrize("locale", ["en", "EN", "en-GB", "zh-CN"])
def test_a_comma_of_thousands_is_one_in_every_spelling_of_the_language(locale: str) -> None:
    with pytest.raises(FormulaSyntax, match="one number or several arguments"):
        dm.calc("min(1,500 cars, 2,000 cars)", locale=locale)


def test_what_is_no_text_is_no_formula() -> None:
    with pytest.raises(UsageError, match="a formula is text, not None"):
        dm.calc(None)  # type: ignore[arg-type]


class TestTheSameTextAgain:
    """A formula that was read before is not read again, and is over new unknowns all the same."""

    def test_what_is_typed_twice_is_two_unknowns(self):
        first, second = (dm.calc("x = €1.5 billion; x + x") for _ in range(2))
        assert (first - second).bounds == dm.Bounds(Fraction(-200_000_000), Fraction(200_000_000))
        assert (first - first).bounds == dm.Bounds(Fraction(0), Fraction(0))

    def test_what_names_are_given_twice_is_two_unknowns(self):
        first, second = (dm.calc("x + x", x="€1.5 billion") for _ in range(2))
        assert (first - second).bounds == dm.Bounds(Fraction(-200_000_000), Fraction(200_000_000))
        apart = dm.calc("a - b", a="21%", b="21%")
        assert apart.bounds == dm.Bounds(Fraction(-1, 100), Fraction(1, 100))

    def test_each_call_has_the_figures_that_it_was_given(self):
        doubled = [dm.calc("x * 2", x=given).point for given in ("€1.5 billion", "21%", 7)]
        assert doubled == [3_000_000_000, Fraction(42, 100), 14]

    def test_a_number_may_be_an_exponent_and_another_one_too(self):
        assert [dm.calc("x ** n", x=4, n=n).point for n in (2, 3, "0.5")] == [16, 64, 2]

    def test_a_part_may_be_no_part_the_next_time(self):
        assert dm.calc("s of x", s="10%", x="€5 billion").point == 500_000_000
        with pytest.raises(FormulaSyntax):
            dm.calc("s of x", s="€1 billion", x="€5 billion")
        assert dm.calc("s of x", s="20%", x="€5 billion").point == 1_000_000_000

    def test_other_rules_read_it_in_another_way(self):
        text = "{more than 300,000 cars} * 1"
        assert dm.calc(text).bounds.high == 400_000
        assert dm.calc(text, rules=dm.HedgeRules(reading="strict")).bounds.high is None
        assert dm.calc(text).bounds.high == 400_000
        assert dm.calc("x * 1", x="1.500 Autos", locale="de").point == 1500
        assert dm.calc("x * 1", x="1.500 cars").point == Fraction(3, 2)
