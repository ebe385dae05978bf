"""The tree itself: identity, order, size."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import FormulaTooLarge, Span
from dealmodel.formulas.expression import (
    Add,
    Constant,
    Divide,
    Expression,
    Leaf,
    Maximum,
    Minimum,
    Negate,
    Power,
    Subtract,
    leaf_names,
)
from dealmodel.formulas.points import point
from dealmodel.formulas.ranges.enclosure import enclose
from dealmodel.formulas.reading import check_size, postorder
from dealmodel.formulas.rendering import render

a, b = Leaf("a"), Leaf("b")


def test_operators_build_the_tree_that_is_written():
    assert a + 1 == Add(a, Constant(Fraction(1)))
    assert 1 - a == Subtract(Constant(Fraction(1)), a)
    assert 2 / a == Divide(Constant(Fraction(2)), a)
    assert -(a**2) == Negate(Power(a, 2))


def test_a_float_is_no_part_of_a_formula():
    with pytest.raises(TypeError, match="float"):
        a * 0.5


def test_equality_is_of_formulas_and_not_of_places():
    text = "a / b"
    typed = Divide(Leaf("a", span=Span(text, 0, 1)), b, span=Span(text, 0, 5))
    assert typed == a / b
    assert hash(typed) == hash(a / b)
    assert a / b != b / a
    assert a - b != a + b
    assert a**2 != a**3
    assert Minimum((a, b)) != Maximum((a, b))
    assert (a == "a") is False


def test_leaves_come_in_order_of_appearance_once():
    assert leaf_names(b / (a + b) - Leaf("c") * a) == ("b", "a", "c")


def test_postorder_has_shared_nodes_once_and_operands_first():
    shared = a + b
    nodes = postorder(shared * shared)
    assert [type(node).__name__ for node in nodes] == ["Leaf", "Leaf", "Add", "Multiply"]


def _chain(length: int) -> Expression:
    chain: Expression = a
    for _ in range(length):
        chain = chain + b
    return chain


def test_a_deep_tree_costs_no_stack():
    chain = _chain(900)
    assert chain == _chain(900)
    assert hash(chain) == hash(_chain(900))
    assert "Add of 1802 nodes over (a, b)" not in repr(chain)
    assert repr(chain) == "<Add of 902 nodes over (a, b)>"
    assert point(chain, {"a": Fraction(1), "b": Fraction(2)}) == 1801
    assert render(chain).count("+") == 900


def test_a_tree_beyond_the_limit_is_refused():
    tree: Expression = a
    for number in range(1001):
        tree = tree + Leaf(f"x{number}")
    with pytest.raises(FormulaTooLarge, match="2000"):
        postorder(tree)


def test_sharing_that_unfolds_without_end_is_refused():
    tree: Expression = a
    for _ in range(200):
        tree = tree + tree
    with pytest.raises(FormulaTooLarge):
        check_size(tree)
    with pytest.raises(FormulaTooLarge):
        render(tree)
    assert point(tree, {"a": Fraction(1)}) == 2**200


def test_a_power_beyond_the_limit_is_refused():
    with pytest.raises(FormulaTooLarge, match="1000"):
        a**5000
    with pytest.raises(FormulaTooLarge):
        a**-1001


def test_values_beyond_the_limit_are_refused_before_they_are_computed():
    tower = ((a**1000) ** 1000) ** 1000
    with pytest.raises(FormulaTooLarge, match="4000 digits"):
        point(tower, {"a": Fraction(3)})
    ten = Constant(Fraction(10)) ** 1000
    with pytest.raises(FormulaTooLarge, match="4000 digits"):
        enclose(ten * ten * ten * ten * ten, {})


def test_the_least_of_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        Minimum(())
