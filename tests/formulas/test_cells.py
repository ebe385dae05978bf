"""Trees as spreadsheet formulas: an exact reading and two spreadsheet engines give their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from dealmodel.errors import DivisionByZero, FormulaTooLarge
from dealmodel.formulas.cells import MAX_LENGTH, cell_formula
from dealmodel.formulas.expression import (
    Constant,
    Expression,
    Leaf,
    Maximum,
    Minimum,
    Negate,
    Root,
)
from dealmodel.formulas.points import point
from dealmodel.formulas.rounding import size
from tests.exports.engines import ENGINES, Engine, Value, recalculated
from tests.exports.exact import exact
from tests.formulas.strategies import NAMES, fractions, trees

a, b, c = (Leaf(name) for name in "abc")


class Cells:
    """Where leaves and constants stand on the sheet V: one below the other."""

    def __init__(self) -> None:
        self.held: dict[str, Fraction] = {}
        self._known: dict[Fraction, str] = {}

    def constant(self, value: Fraction) -> str:
        if value not in self._known:
            self._known[value] = self.add(value)
        return self._known[value]

    def add(self, value: Fraction) -> str:
        cell = f"V!$A${len(self.held) + 1}"
        self.held[cell] = value
        return cell

    def formula(self, tree: Expression, values: Mapping[str, Fraction]) -> str:
        references = {name: self.add(value) for name, value in values.items()}
        return cell_formula(tree, self.constant).over(references)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (a, "{0}"),
        (a + b + c, "{0}+{1}+{2}"),
        (a + (b + c), "{0}+({1}+{2})"),
        (a - (b - c), "{0}-({1}-{2})"),
        (a - b - c, "{0}-{1}-{2}"),
        ((a + b) * c, "({0}+{1})*{2}"),
        (a / (b * c), "{0}/({1}*{2})"),
        (a / b / c, "{0}/{1}/{2}"),
        (a * (b / c), "{0}*({1}/{2})"),
        (-a, "-{0}"),
        (-(a + b), "-({0}+{1})"),
        (a - -b, "{0}-(-{1})"),
        (a * -b, "{0}*(-{1})"),
        ((-a) ** 2, "(-{0})*(-{0})"),
        (-(a**2), "-{0}*{0}"),
        (a / -(b * c), "{0}/(-{1}*{2})"),
        (a - -(b / c), "{0}-(-{1}/{2})"),
        (-(-a * b), "-(-{0})*{1}"),
        (a / -Negate(b * c), "{0}/({1}*{2})"),
        (a**0, "c1"),
        (a**1 * b, "{0}*{1}"),
        (a / b**2, "{0}/({1}*{1})"),
        (a**-2, "c1/({0}*{0})"),
        (b / a**-1, "{0}/(c1/({1}))"),
        (abs(a - b), "ABS({0}-{1})"),
        (Minimum((a, b + c)), "MIN({0},{1}+{2})"),
        (Maximum((a, Minimum((b, c)))), "MAX({0},MIN({1},{2}))"),
        (b * 2 - a, "{0}*c2-{1}"),
        (a * Constant(Fraction(1, 3)), "{0}*c1/3"),
    ],
)
def test_the_text_of_a_formula(tree: Expression, text: str) -> None:
    assert cell_formula(tree, lambda value: f"c{value}").text == text


def test_a_leaf_has_one_slot_however_often_it_stands() -> None:
    formula = cell_formula(b / a - b)
    assert formula.names == ("b", "a")
    assert formula.over({"a": "A1", "b": "Inputs!$B$2"}) == "=Inputs!$B$2/A1-Inputs!$B$2"


@pytest.mark.parametrize(
    "tree",
    [
        sum((a * b + c for _ in range(400)), a),
        (a + b + c) ** 600,
        Maximum(tuple(Leaf(f"n{number}") for number in range(256))),
    ],
)
def test_what_no_cell_holds_is_an_error(tree: Expression) -> None:
    with pytest.raises(FormulaTooLarge, match="split it"):
        cell_formula(tree)


def test_brackets_too_deep_are_an_error() -> None:
    deep: Expression = a
    for _ in range(70):
        deep = b - (c + deep)
    with pytest.raises(FormulaTooLarge, match="brackets within brackets"):
        cell_formula(deep)


def test_a_formula_that_is_just_short_enough_fits_with_every_reference() -> None:
    tree: Expression = a
    while True:
        tree = tree + a
        try:
            text = cell_formula(tree).over({"a": "Ownership!$XFD$1048576"})
        except FormulaTooLarge:
            break
        assert len(text) <= MAX_LENGTH


OPERATIONS: list[Callable[[Expression, Expression], Expression]] = [
    lambda x, y: x + y,
    lambda x, y: x - y,
    lambda x, y: x * y,
    lambda x, y: x / y,
    lambda x, y: Minimum((x, y)),
    lambda x, y: Maximum((x, y)),
    lambda x, y: -x + y,
    lambda x, y: x - -y,
    lambda x, y: abs(x) * y,
    lambda x, y: x * y**2,
    lambda x, y: x / y**-2,
    lambda x, y: x / -y,
    lambda x, y: -(x * y),
]


VALUES = {"a": Fraction(7), "b": Fraction(-3), "c": Fraction(5, 2), "d": Fraction(11)}


def _nested() -> Iterator[Expression]:
    """Every operation within every other within every other, on either side."""
    d = Leaf("d")
    for outer, middle, inner in product(OPERATIONS, repeat=3):
        part = inner(b, c)
        yield outer(middle(part, a), d)
        yield outer(middle(a, part), d)
        yield outer(d, middle(part, a))
        yield outer(d, middle(a, part))


def test_every_operation_stands_within_every_other_on_either_side() -> None:
    cells = Cells()
    for tree in _nested():
        assert exact(cells.formula(tree, VALUES), cells.held) == point(tree, VALUES), tree


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_reads_every_operation_within_every_other(engine: Engine, tmp_path: Path) -> None:
    """A program may lose brackets on the way, so each pair of operations has to be seen."""
    drawn = [(tree, VALUES) for tree in _nested()]
    shown = _shown(engine, tmp_path / "nested.xlsx", drawn)
    wrong = [each for each, value in zip(drawn, shown, strict=True) if _wrong(*each, value)]
    assert wrong == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_computes_roots(engine: Engine, tmp_path: Path) -> None:
    drawn = [
        (tree, VALUES)
        for operation in OPERATIONS
        for degree in (2, 3, 12)
        for tree in (
            operation(Root(abs(b), degree), c),
            operation(c, Root(abs(b), degree)),
            Root(abs(operation(a, b)), degree),
            -(Root(abs(operation(b, c)), degree) ** -2),
        )
    ]
    shown = _shown(engine, tmp_path / "roots.xlsx", drawn)
    wrong = [each for each, value in zip(drawn, shown, strict=True) if _wrong(*each, value)]
    assert wrong == []


@given(trees, st.fixed_dictionaries(dict.fromkeys(NAMES, fractions)))
def test_read_exactly_a_formula_is_its_tree(tree: Expression, values: dict[str, Fraction]) -> None:
    cells = Cells()
    formula = cells.formula(tree, values)
    try:
        expected = point(tree, values)
    except DivisionByZero:
        with pytest.raises(ZeroDivisionError):
            exact(formula, cells.held)
    else:
        assert exact(formula, cells.held) == expected


@pytest.mark.parametrize("engine", ["ironcalc", "formualizer"])
@settings(
    max_examples=4,
)
@given(
    st.lists(
        st.tuples(trees, st.fixed_dictionaries(dict.fromkeys(NAMES, fractions))),
        min_size=40,
        max_size=40,
    )
)
def test_an_engine_computes_the_trees_value_within_rounding(
    engine: Engine, tmp_path: Path, drawn: list[tuple[Expression, dict[str, Fraction]]]
) -> None:
    shown = _shown(engine, tmp_path / "trees.xlsx", drawn)
    wrong = [each for each, value in zip(drawn, shown, strict=True) if _wrong(*each, value)]
    assert wrong == []


def _shown(
    engine: Engine, path: Path, drawn: Sequence[tuple[Expression, Mapping[str, Fraction]]]
) -> list[Value]:
    """What each tree's formula shows after the engine has calculated it."""
    cells = Cells()
    with Workbook(path) as book:
        out, values = book.add_worksheet("Out"), book.add_worksheet("V")
        for row, (tree, at) in enumerate(drawn):
            out.write_formula(row, 0, cells.formula(tree, at), None, -12345)
        for row, value in enumerate(cells.held.values()):
            values.write_number(row, 0, float(value))
    shown = recalculated(path, engine)
    return [shown["Out", f"A{row}"] for row, _ in enumerate(drawn, 1)]


def _wrong(tree: Expression, at: Mapping[str, Fraction], value: Value) -> bool:
    try:
        expected, scale = point(tree, at), size(tree, at)
    except (DivisionByZero, ZeroDivisionError):
        return False
    assert expected is not None
    if scale >= max(1000, 10**6 * abs(expected)):  # a divisor may be all rounding
        return False
    return not isinstance(value, float) or abs(Fraction(value) - expected) > scale / 2**46
