"""Roots: exact where they are, enclosed where not, in ranges, units, text and cells."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import dealmodel
from dealmodel.errors import (
    DivisionByZero,
    FormulaSyntax,
    FormulaTooLarge,
    RootOfNegative,
    UnitMismatch,
)
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas import roots
from dealmodel.formulas.cells import cell_formula
from dealmodel.formulas.expression import Expression, Leaf, Root
from dealmodel.formulas.language import parse
from dealmodel.formulas.points import point
from dealmodel.formulas.ranges.corners import corners
from dealmodel.formulas.ranges.enclosure import enclose
from dealmodel.formulas.rendering import render
from tests.formulas.strategies import points, trees

x, y = Leaf("x"), Leaf("y")
positive = st.fractions(min_value=0, max_value=10**12, max_denominator=10**6)
degrees = st.integers(2, 40)


def bounds(low: str | int, high: str | int) -> Bounds:
    return Bounds(Fraction(low), Fraction(high))


def root_of(value: Fraction, degree: int) -> Decimal:
    """The root by Python's own decimal arithmetic, in 80 digits."""
    with localcontext() as context:
        context.prec = 80
        return (Decimal(value.numerator) / value.denominator) ** (Decimal(1) / degree)


def decimal(text: str) -> Fraction:
    return Fraction(Decimal(text))


@given(positive, degrees)
def test_a_root_lies_between_the_decimals_around_it(value: Fraction, degree: int) -> None:
    low, high = roots.below(value, degree), roots.above(value, degree)
    assert low**degree <= value <= high**degree
    assert (high - low) * 10**59 <= high
    assert low <= roots.nearest(value, degree) <= high
    assert (low == high) is (roots.exact(value, degree) is not None)


@given(positive, degrees)
def test_the_root_of_a_power_is_exact(value: Fraction, degree: int) -> None:
    assert roots.exact(value**degree, degree) == value


@given(st.fractions(min_value=Fraction(1, 10**9), max_value=10**9), degrees)
def test_as_python_has_it(value: Fraction, degree: int) -> None:
    ours, peer = roots.nearest(value, degree), Fraction(root_of(value, degree))
    assert abs(ours - peer) <= peer / 10**59


@pytest.mark.parametrize("degree", [2, 3, 237, 1000])
@pytest.mark.parametrize("value", ["2", "2e-300", "3e300", "0.999999999999999999999999"])
def test_of_any_size_and_degree(value: str, degree: int) -> None:
    number = decimal(value)
    assert roots.below(number, degree) ** degree < number < roots.above(number, degree) ** degree


def test_the_square_root_of_two() -> None:
    # Python's decimal, to 28 digits.
    with localcontext() as context:
        context.prec = 60
        root = Decimal(2).sqrt()
    result = dealmodel.calc("sqrt(2)").to_dict()
    assert result["point"] == str(round(root, 27))
    assert (result["low"], result["high"]) == (str(root)[:29], "1.414213562373095048801688725")
    assert "enclosed to 28 digits" in result["warnings"][0]
    assert result["tight"]


def test_what_is_exact_is_exact_and_says_nothing() -> None:
    result = dealmodel.calc("root({8 to 27}, 3)")
    assert (result.low, result.high, result.warnings) == (2, 3, ())
    assert dealmodel.calc("(4/9) ** 1.5").point == Fraction(8, 27)
    assert dealmodel.calc("(4/9) ** (-1/2)").point == Fraction(3, 2)
    assert dealmodel.calc("sqrt(0)").point == 0
    assert (
        dealmodel.calc("sqrt(x) - sqrt(x)", x="€2.0 billion / 1" if False else "2.0").warnings == ()
    )


def test_growth_a_year() -> None:
    # 144,118 to 294,000 in three years: (294000/144118) ** (1/3) - 1, by Python's decimal.
    peer, low, high = (
        Fraction(root_of(Fraction(b) / Fraction(a), 3)) - 1
        for a, b in (("144118", "294000"), ("144118.5", "293500"), ("144117.5", "294500"))
    )
    result = dealmodel.calc("cagr({144,118 cars}, {294,000 cars}, 3)")
    for ours, theirs in ((result.point, peer), (result.low, low), (result.high, high)):
        assert ours is not None
        assert abs(ours - theirs) < Fraction(1, 10**27)
    assert (result.kind, result.tight) == ("growth", True)
    assert result.formula == "root({294,000 cars} / {144,118 cars}, 3) - 1"
    assert dealmodel.calc("cagr({100 cars}, {400 cars}, 24 months)").point == 1
    assert dealmodel.calc("cagr(100, 400, {2 years})").point == 1
    assert dealmodel.calc("cagr(100, 400, 0.5)").point == 15
    assert dealmodel.calc("cagr(400, 100, 2)").point == Fraction(-1, 2)


@pytest.mark.parametrize(
    ("formula", "error", "message"),
    [
        ("sqrt({5 to 6} - 7)", RootOfNegative, r"a root of \{5 to 6\} - 7, which may be below 0"),
        ("x = {1 to 2}; x + sqrt(x - 1.5)", RootOfNegative, "x is in \\[1, 2\\]"),
        ("sqrt(-4)", RootOfNegative, "a root of -4, which may be below 0"),
        ("(-8) ** (1/3)", RootOfNegative, "never below 0"),
        ("sqrt(€4.0 million)", UnitMismatch, "no root of degree 2 of €4.0 million"),
        ("cagr(€1 million, 300 cars, 2)", UnitMismatch, "like with like, not EUR and cars"),
        ("cagr(1, 2, {1 to 2})", FormulaSyntax, "an exact number of years"),
        ("cagr(1, 2, 0)", FormulaSyntax, "an exact number of years"),
        ("cagr(1, 2, {300 cars})", FormulaSyntax, "an exact number of years"),
        ("cagr(1, 2)", FormulaSyntax, r"cagr\(\) takes three arguments: cagr\(a, b, years\)"),
        ("cagr(0, 2, 3)", DivisionByZero, "the divisor 0 is 0"),
        ("sqrt(1, 2)", FormulaSyntax, "takes one argument"),
        ("root(4)", FormulaSyntax, "takes two arguments"),
        ("root(4, 1)", FormulaSyntax, "a whole number n from 2"),
        ("root(4, 2.5)", FormulaSyntax, "a whole number n from 2"),
        ("root(4, 1001)", FormulaTooLarge, "1000"),
        ("2 ** 0.0001", FormulaTooLarge, "1000"),
        ("2 ** 21%", FormulaSyntax, "an exact number"),
        ("0 ** (-1/2)", DivisionByZero, "is 0"),
    ],
)  # fmt: skip
def test_what_has_no_root(formula: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        dealmodel.calc(formula)


def test_units() -> None:
    assert dealmodel.calc("sqrt(€4 * €9)").rounded == "6.00"
    assert dealmodel.calc("sqrt(({4 cars} * {9 cars}) ** 3)").unit.text == "cars^3"


@pytest.mark.parametrize(
    ("formula", "low", "high", "method"),
    [
        # By hand: r² - r rises for r from 1/2 up; r = sqrt(x).
        ("x = {4 to 9}; x - sqrt(x)", 2, 6, "monotone"),
        ("x = {4 to 9}; sqrt(x) / x", Fraction(1, 3), Fraction(1, 2), "monotone"),
        ("x = {4 to 9}; y = {0 to 16}; sqrt(x) * sqrt(x) + sqrt(y)", 4, 13, "monotone"),
        ("x = {64 to 729}; sqrt(x) + root(x, 3)", 12, 36, "monotone"),
        # x + y is studied as a whole; sqrt(1 + sqrt(x)) too.
        ("x = {2 to 4}; y = {2 to 5}; (x + y) / sqrt(x + y)", 2, 3, "monotone"),
        ("x = {9 to 64}; sqrt(1 + sqrt(x)) - sqrt(1 + sqrt(x)) + 1", 1, 1, "constant"),
        # Both grow with x and with y, and neither part stands apart: the ends are 2·3 and 3·4.
        ("x = {3 to 4}; y = {1 to 5}; sqrt(x + y) * x", 6, 12, "monotone"),
    ],
)
def test_a_root_rises_with_its_operand(
    formula: str, low: Fraction, high: Fraction, method: str
) -> None:
    result = dealmodel.calc(formula)
    assert (result.low, result.high, result.method, result.tight) == (low, high, method, True)


def test_where_nothing_is_shown_the_range_is_an_outer_one() -> None:
    # sqrt(x + y) - x falls in x, and rises in y: truly [sqrt(4) - 3, sqrt(4) - 2] = [-1, 0].
    result = dealmodel.calc("x = {2 to 3}; y = {1 to 2}; sqrt(x + y) - x")
    assert not result.tight
    assert result.low is not None
    assert result.high is not None
    assert Fraction("-1.01") < result.low <= -1
    assert 0 <= result.high < Fraction("0.01")


def test_which_end_of_which_input() -> None:
    box = {"x": bounds(4, 9), "y": bounds(1, 2)}
    assert corners(y / Root(x, 2), box) == (
        {"y": "low", "x": "high"},
        {"y": "high", "x": "low"},
    )
    assert corners(x + Root(x, 2) * y, box)[1] == {"x": "high", "y": "high"}
    part = x + y
    assert corners(Root(part, 2) - 1 / part, box)[0] == {"x": "low", "y": "low"}


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("(x + 1) ** (1/2)", "sqrt(x + 1)"),
        ("x ** (2/3) * 2", "root(x, 3) ** 2 * 2"),
        ("2 * root(x, 3) ** -2", "2 * root(x, 3) ** -2"),
        ("sqrt(x) ** 2", "sqrt(x) ** 2"),
        ("root(x / 2, 12) - 1", "root(x / 2, 12) - 1"),
        ("sum(x, 2, 3) / avg(x, 1)", "(x + 2 + 3) / ((x + 1) / 2)"),
    ],
)
def test_as_text_that_reads_back(formula: str, text: str) -> None:
    program = parse(formula, {"x": "7"})
    assert render(program.expression) == text
    assert parse(text, {"x": "7"}).expression == program.expression


def test_as_a_cell() -> None:
    names = {2: "in_2", 3: "in_3", 1: "in_1"}
    cell = cell_formula(2 / Root(x + y, 3) ** 2, lambda value: names[int(value)])
    assert cell.text == "in_2/(POWER({0}+{1},in_1/in_3)*POWER({0}+{1},in_1/in_3))"
    assert cell_formula(-Root(x, 2)).text == "-SQRT({0})"


def _rooted(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    rooted = st.builds(lambda a, n: Root(abs(a), n), parts, st.sampled_from((2, 2, 3)))
    return st.one_of(
        rooted,
        rooted,
        st.builds(lambda a, b: a + b, rooted, parts),
        st.builds(lambda a, b: a - b, rooted, parts),
        st.builds(lambda a, b: a * b, rooted, parts),
        st.builds(lambda a, b: b / (1 + a), rooted, parts),
    )


rooted_trees = _rooted(_rooted(trees))


@settings(max_examples=60, deadline=None)
@given(st.data(), rooted_trees)
def test_no_value_leaves_the_bounds(data: st.DataObject, tree: Expression) -> None:
    ends = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)
    box = {name: bounds(*data.draw(ends)) for name in "abc"}
    try:
        found = enclose(tree, box).bounds
        # To enclose is slow and to evaluate is not: many values are held against one enclosure.
        values = [point(tree, data.draw(points(box))) for _ in range(20)]
    except (DivisionByZero, FormulaTooLarge, RootOfNegative):
        assume(False)
        raise
    for value in values:
        assert value is not None
        slack = abs(value) / 10**25 + Fraction(1, 10**25)
        assert found.low is None or found.low <= value + slack
        assert found.high is None or value - slack <= found.high


def test_whole_roots_against_isqrt() -> None:
    for value in (0, 1, 2, 3, 4, 10**40 - 1, 10**40, 10**40 + 1):
        assert roots.below(Fraction(value), 2) >= isqrt(value)


@pytest.mark.parametrize(
    ("formula", "low", "high"),
    [
        # By hand, for e from 0.1 to 0.6: √2; √(1 + 1/e); the difference falls; √(min(0.3, e)/e).
        ("sqrt(2 * e) / sqrt(e)", 2**0.5, 2**0.5),
        ("sqrt(e + 1) / sqrt(e)", (1.6 / 0.6) ** 0.5, 11**0.5),
        ("(e + 1) ** (1/2) - e ** (1/2)", 1.6**0.5 - 0.6**0.5, 1.1**0.5 - 0.1**0.5),
        ("sqrt(min(0.3, e)) / sqrt(e)", 0.5**0.5, 1.0),
    ],
)
def test_roots_of_what_moves_together(formula: str, low: float, high: float) -> None:
    found = dealmodel.calc(formula, e="10% to 60%")
    assert found.low is not None
    assert found.high is not None
    assert found.low <= low * (1 + 1e-12)
    assert found.high >= high * (1 - 1e-12)
    assert found.high - found.low < high - low + 0.05
    assert not found.tight or abs(float(found.high) - high) < 1e-9
