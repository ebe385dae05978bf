from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.reports.drawing.ordering import crossings, ordered

LAYERS = st.lists(st.integers(1, 5), min_size=2, max_size=4)


@st.composite
def layered(draw):
    layers, at = [], 0
    for size in draw(LAYERS):
        layers.append(list(range(at, at + size)))
        at += size
    above = [[] for _ in range(at)]
    below = [[] for _ in range(at)]
    for upper, lower in pairwise(layers):
        ends = st.tuples(st.sampled_from(upper), st.sampled_from(lower))
        for a, b in draw(st.lists(ends, max_size=8, unique=True)):
            below[a].append(b)
            above[b].append(a)
    return layers, above, below


def counted(layers, below):
    """Crossings, by looking at every two lines."""
    place = {cell: at for layer in layers for at, cell in enumerate(layer)}
    found = 0
    for layer in layers:
        pairs = [(place[a], place[b]) for a in layer for b in below[a]]
        found += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(pairs, 2))
    return found


@given(layered())
def test_crossings_are_those_of_every_two_lines(drawn):
    layers, _, below = drawn
    assert crossings(layers, below) == counted(layers, below)


@given(layered())
def test_cells_stay_in_their_layers_and_no_more_lines_cross_than_before(drawn):
    layers, above, below = drawn
    found = ordered(layers, above, below)
    assert [sorted(layer) for layer in found] == layers
    assert ordered(layers, above, below) == found


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([(0, 5), (1, 4), (2, 3)], id="reversed"),
        pytest.param([(0, 3), (0, 5), (1, 4), (2, 4)], id="a tree and a fork"),
        pytest.param([(0, 3), (1, 4), (1, 5), (2, 3)], id="two under one"),
    ],
)
def test_what_can_be_drawn_without_crossings_is(pairs):
    above = [[a for a, b in pairs if b == cell] for cell in range(6)]
    below = [[b for a, b in pairs if a == cell] for cell in range(6)]
    assert crossings(ordered([[0, 1, 2], [3, 4, 5]], above, below), below) == 0


def test_sweeps_mend_what_a_walk_alone_leaves_crossed():
    pairs = [(0, 4), (1, 6), (1, 7), (2, 6), (4, 10), (6, 8), (6, 10), (7, 10)]
    above = [[a for a, b in pairs if b == cell] for cell in range(12)]
    below = [[b for a, b in pairs if a == cell] for cell in range(12)]
    layers = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
    assert crossings(ordered(layers, above, below), below) == 0
