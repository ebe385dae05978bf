"""What is found out of a formula once holds for every figure of a like kind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dealmodel.errors import DivisionByZero, FormulaTooLarge, UnitMismatch
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.reader import figure
from dealmodel.figures.units import PURE, Unit
from dealmodel.formulas.conversions import lower
from dealmodel.formulas.evaluation import Evaluation, by_plan, by_study
from dealmodel.formulas.expression import Constant, Convert, Expression, Leaf, leaf_names
from dealmodel.formulas.points import point
from dealmodel.formulas.ranges.enclosure import Enclosure, enclose, planned, studied
from dealmodel.formulas.ranges.plans import plan_for, value_by
from dealmodel.formulas.ranges.programs import program
from dealmodel.formulas.ranges.shapes import nodes_of, shape_of
from dealmodel.formulas.reading import fold
from dealmodel.formulas.rebuilding import Substituting
from dealmodel.formulas.result import evaluate
from tests.formulas.quantities import Known, known
from tests.formulas.strategies import NAMES

a, b, c = (Leaf(name) for name in NAMES)


def _grown(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(lambda left, right: left + right, parts, parts),
        st.builds(lambda left, right: left - right, parts, parts),
        st.builds(lambda left, right: left * right, parts, parts),
        st.builds(lambda left, right: left / right, parts, parts),
        st.builds(lambda base, n: base**n, parts, st.sampled_from((0, 1, 2, 3, -1, -2))),
        parts.map(lambda part: -part),
    )


constants = st.sampled_from((1, 1, 2, Fraction(1, 2), -1, 0)).map(lambda n: Constant(Fraction(n)))
arithmetic = st.recursive(
    st.one_of(*[st.sampled_from((a, b, c))] * 4, constants), _grown, max_leaves=6
)

TWELFTHS = (-30, -12, -9, -1, 0, 0, 1, 3, 9, 12, 12, 18, 40)
ends = st.sampled_from([Fraction(number, 12) for number in TWELFTHS])


@st.composite
def finite(draw: st.DrawFn) -> Bounds:
    """Ends on, between and beyond -1, 0 and 1, closed and open; or one number."""
    low, high = sorted((draw(ends), draw(ends)))
    if draw(st.integers(0, 3)):
        low, high = sorted((abs(low), abs(high)))
    if low == high:
        return Bounds(low, high)
    return Bounds(low, high, draw(st.booleans()), draw(st.booleans()))


boxes = st.fixed_dictionaries(dict.fromkeys(NAMES, finite()))


@st.composite
def any_bounds(draw: st.DrawFn) -> Bounds:
    """The same, with ends that are absent now and then."""
    found = draw(finite())
    match draw(st.integers(0, 9)):
        case 0:
            return Bounds(None, found.high, high_open=found.high_open)
        case 1:
            return Bounds(found.low, None, low_open=found.low_open)
    return found


@st.composite
def quantities(draw: st.DrawFn) -> Known:
    """A quantity with a point within its bounds or, of a range, none."""
    each = draw(any_bounds())
    inner = [end for end in (each.low, each.high) if end is not None]
    points = [None, *inner, sum(inner) / len(inner)]
    return Known(draw(st.sampled_from(points)) if not each.is_point else each.low, each)


def _planned(tree: Expression, box: dict[str, Bounds]) -> Enclosure | None:
    shaped = shape_of(tree)
    assert shaped is not None
    shape, names = shaped
    found = planned(shape, [box[name] for name in names])
    return None if found is None else found[1]


@settings(max_examples=600)
@given(arithmetic, boxes)
def test_a_plan_gives_what_a_study_gives(tree: Expression, box: dict[str, Bounds]):
    found = _planned(tree, box)
    assume(found is not None)
    assert found == studied(tree, box)


@settings(max_examples=300)
@given(arithmetic, boxes, st.data())
def test_a_plan_kept_from_one_box_holds_for_its_neighbours(
    tree: Expression, box: dict[str, Bounds], data: st.DataObject
):
    _planned(tree, box)
    halves = {name: data.draw(st.sampled_from(_parts(each))) for name, each in box.items()}
    found = _planned(tree, halves)
    assume(found is not None)
    assert found == studied(tree, halves)


def _parts(bounds: Bounds) -> list[Bounds]:
    low, high = bounds.low, bounds.high
    assert low is not None
    assert high is not None
    middle = (low + high) / 2
    return [
        bounds,
        Bounds(low, middle, low < middle and bounds.low_open),
        Bounds(middle, high, high_open=middle < high and bounds.high_open),
        Bounds(middle, middle),
    ]


@settings(max_examples=300)
@given(arithmetic, st.fixed_dictionaries(dict.fromkeys(NAMES, ends)))
def test_a_valueby_plan_is_the_value(tree: Expression, values: dict[str, Fraction]):
    shaped = shape_of(tree)
    assert shaped is not None
    shape, names = shaped
    plan = plan_for(shape, [Bounds(values[name], values[name]) for name in names])
    assume(plan is not None)
    assert value_by(plan, [values[name] for name in names]) == point(tree, values)


@given(arithmetic)
def test_a_shape_is_the_formula_with_its_leaves_numbered(tree: Expression):
    shaped = shape_of(tree)
    assert shaped is not None
    shape, names = shaped
    assert names == leaf_names(tree)
    numbers: dict[str, Expression] = {name: Leaf(str(number)) for number, name in enumerate(names)}
    assert shape_of(nodes_of(shape)[-1]) == (shape, tuple(map(str, range(len(names)))))
    assert shape == shape_of(fold(tree, Substituting(numbers)))[0]


CURRENCIES = {"a": Unit.of("EUR"), "b": Unit.of("EUR"), "c": PURE}


def _outcome(how: Callable[[], Evaluation | None]) -> Evaluation | type[Exception] | None:
    try:
        return how()
    except (DivisionByZero, FormulaTooLarge, UnitMismatch) as error:
        return type(error)


@settings(max_examples=400)
@given(arithmetic, st.fixed_dictionaries(dict.fromkeys(NAMES, quantities())))
def test_all_of_an_evaluation_is_the_same(tree: Expression, inputs: dict[str, Known]):
    found = by_plan(tree, inputs)
    assume(found is not None)
    assert found == _outcome(lambda: by_study(tree, inputs))


@settings(max_examples=300)
@given(arithmetic, st.fixed_dictionaries(dict.fromkeys(NAMES, quantities())))
def test_a_formula_that_is_met_often_gives_what_it_gave_at_first(
    tree: Expression, inputs: dict[str, Known]
):
    # From some time on its arithmetic is a program of its own.
    found = [by_plan(tree, inputs) for _ in range(6)]
    assume(found[0] is not None)
    assert {repr(each) for each in found} == {repr(_outcome(lambda: by_study(tree, inputs)))}


def test_long_numbers_are_reduced_step_by_step_however_often_they_are_met():
    third = Fraction(10**200 + 1, 3 * 10**200)
    inputs = {"a": known(third), "b": known(third + 1)}
    found = [by_plan(a / b - a, inputs) for _ in range(6)]
    assert {each.value for each in found if each} == {third / (third + 1) - third}
    assert len([each for each in found if each]) == 6


def test_a_shape_with_a_power_has_no_program():
    shape, _ = shape_of(a**2 / b)
    assert program(shape) is None
    whole, _ = shape_of(-(a - b) * 2 / a)
    made = program(whole)
    assert made is not None
    # -(3 - 1/2) * 2 / 3, and over nothing.
    assert Fraction(*made(3, 1, 1, 2)) == Fraction(-5, 3)
    assert made(0, 1, 1, 2) is None


@settings(max_examples=300)
@given(
    arithmetic,
    st.fixed_dictionaries(dict.fromkeys(NAMES, quantities())),
    st.tuples(quantities(), quantities()),
)
def test_a_conversion_within_a_formula_is_the_same(
    tree: Expression, inputs: dict[str, Known], rates: tuple[Known, Known]
):
    money = {name: replace(each, unit=CURRENCIES[name]) for name, each in inputs.items()}
    legs = {
        "usd_per_eur": replace(rates[0], unit=Unit.of("USD") / Unit.of("EUR")),
        "usd_per_cny": replace(rates[1], unit=Unit.of("USD") / Unit.of("CNY")),
    }
    formula = Convert(tree, "CNY", "2023-10-26") - Convert(a, "CNY", "2023-10-26")
    try:
        lowered, named = lower(formula, money, lambda *_: legs)
    except UnitMismatch:
        assume(False)
        return
    found = by_plan(lowered, named)
    assume(found is not None)
    assert found == _outcome(lambda: by_study(lowered, named))


SHARE = Bounds(Fraction(20, 100), Fraction(22, 100))
PAID = Bounds(Fraction(90), Fraction(110))


@pytest.mark.parametrize(
    ("tree", "box", "bounds", "method"),
    [
        # 90/0.22 - 90 and 110/0.2 - 110
        (a / b - a, (PAID, SHARE), Bounds(90 / SHARE.high - 90, Fraction(440)), "monotone"),
        # An end is open where an open end makes it ...
        (
            a / b - a,
            (Bounds(Fraction(90), Fraction(110), high_open=True), SHARE),
            Bounds(90 / SHARE.high - 90, Fraction(440), high_open=True),
            "monotone",
        ),
        # ... and closed where it does not matter: 0 times anything is 0.
        (
            a * b,
            (Bounds(Fraction(0), Fraction(2)), Bounds(Fraction(1), Fraction(3), True, True)),
            Bounds(Fraction(0), Fraction(6), high_open=True),
            "interval",
        ),
        # Growth may be below nothing, and 1 more than it is not: 90/1.2 and 110/0.9.
        (
            a / (b + 1),
            (PAID, Bounds(Fraction(-1, 10), Fraction(1, 5))),
            Bounds(Fraction(75), Fraction(110 * 10, 9)),
            "interval",
        ),
        (a - a + b, (PAID, SHARE), SHARE, "monotone"),
        (a - a, (PAID,), Bounds(Fraction(0), Fraction(0)), "constant"),
    ],
)
def test_known_ranges(tree: Expression, box: tuple[Bounds, ...], bounds: Bounds, method: str):
    named = dict(zip(NAMES, box, strict=False))
    assert _planned(tree, named) == Enclosure(bounds, method, True)


@pytest.mark.parametrize(
    ("tree", "box"),
    [
        (a * (1 - a), [Bounds(Fraction(1, 5), Fraction(9, 10))]),  # turns inside its band
        (a / b, [PAID, Bounds(Fraction(0), Fraction(1, 10), high_open=True)]),  # a divisor near 0
        (a / b, [PAID, Bounds(Fraction(1, 2), None)]),  # no end
    ],
)
def test_what_has_no_plan(tree: Expression, box: list[Bounds]):
    shape, _ = shape_of(tree)
    assert plan_for(shape, box) is None


def test_a_stake_above_the_whole_has_another_plan_than_one_below():
    # Above 1 a higher price is a lower pre-money value.
    below = {"a": PAID, "b": SHARE}
    above = {"a": PAID, "b": Bounds(Fraction(3, 2), Fraction(2))}
    for _ in range(2):
        assert enclose(a / b - a, below).bounds.high == 440
        assert enclose(a / b - a, above).bounds == Bounds(Fraction(-55), Fraction(-30))


def test_errors_are_those_of_the_formula_itself():
    with pytest.raises(DivisionByZero, match=r"b is in \[-1, 1\]"):
        evaluate("x", a / b, {"a": known(2, 1, 3), "b": known(1, -1, 1)})
    with pytest.raises(FormulaTooLarge):
        evaluate("x", (a**1000) ** 1000, {"a": known(2, "1.5", 3)})


def test_one_shape_in_two_units():
    euros, dollars = Unit.of("EUR"), Unit.of("USD")
    first = evaluate("x", a / b, {"a": known(2, 1, 3, euros), "b": known(1, "0.5", 2)})
    second = evaluate("x", a / b, {"a": known(2, 1, 3, dollars), "b": known(1, "0.5", 2)})
    assert (first.unit, second.unit) == (euros, dollars)


def test_many_threads_find_the_same():
    paid, stake = figure("€1.5 billion"), figure("21%")

    def found(number: int) -> Bounds:
        tree = a / b - a * Constant(Fraction(1, 1 + number % 7))
        return evaluate("x", tree, {"a": paid, "b": stake}).bounds

    with ThreadPoolExecutor(8) as pool:
        bounds = list(pool.map(found, range(200)))
    assert bounds == [found(number) for number in range(200)]
