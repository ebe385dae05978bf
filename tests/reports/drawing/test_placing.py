from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dealmodel.reports.drawing.placing import Pull, Run, placed


@given(st.lists(st.lists(st.integers(1, 90), max_size=5), min_size=2, max_size=4), st.randoms())
def test_neighbours_keep_their_distance_and_order(gaps, random):
    layers, at = [], 0
    for row in gaps:
        layers.append(list(range(at, at + len(row) + 1)))
        at += len(row) + 1
    pulls = [
        Pull(random.choice(upper), random.choice(lower), random.randint(-9, 9), 0, 1)
        for upper, lower in pairwise(layers)
        for _ in range(4)
    ]
    runs = [Run((pull.upper,), ((pull.upper, 0), (pull.lower, 3))) for pull in pulls]
    found = placed(layers, gaps, pulls, runs)
    for layer, row in zip(layers, gaps, strict=True):
        for (left, right), gap in zip(pairwise(layer), row, strict=True):
            assert found[right] - found[left] >= gap


def test_a_box_stands_in_the_middle_above_two():
    top, left, right = placed(
        [[0], [1, 2]], [[], [80]], [Pull(0, 1, 0, 0, 1), Pull(0, 2, 0, 0, 1)], []
    )
    assert (top - left, right - top) == (40, 40)


def test_offsets_of_lines_ends_are_taken_into_account():
    top, below = placed([[0], [1]], [[], []], [Pull(0, 1, 30, 0, 1)], [])
    assert below - top == 30


def test_a_run_with_room_stands_straight_below_its_upper_end():
    pulls = [
        Pull(0, 1, 12, 0, 2),
        Pull(1, 2, 0, 0, 8),
        Pull(2, 3, 0, 0, 2),
        Pull(0, 3, -12, -40, 1),
    ]
    found = placed([[0], [1], [2], [3]], [[], [], [], []], pulls, [Run((1, 2), ((0, 12), (3, 0)))])
    assert found[1] == found[2] == found[0] + 12
