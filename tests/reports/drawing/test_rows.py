import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.reports.drawing.rows import rows_of

ARCS = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=25),
    )
)


@given(ARCS, st.none() | st.integers(0, 11), st.none() | st.integers(0, 11))
def test_ends_of_an_arc_never_share_a_row(drawn, first, last):
    count, arcs = drawn
    first, last = (None if end is None else end % count for end in (first, last))
    rows = rows_of([100] * count, arcs, first=first, last=last)
    assert min(rows) == 0
    assert all(rows[a] != rows[b] for a, b in arcs if a != b)


@given(ARCS)
def test_without_loops_all_arcs_lead_down(drawn):
    count, arcs = drawn
    downwards = [(min(arc), max(arc)) for arc in arcs if arc[0] != arc[1]]
    rows = rows_of([100] * count, downwards)
    assert all(rows[a] < rows[b] for a, b in downwards)


def test_a_holder_stands_just_above_what_it_holds():
    assert rows_of([100] * 4, [(0, 1), (1, 2), (3, 2)]) == [0, 1, 2, 1]


def test_only_the_arc_that_closes_a_loop_leads_up():
    rows = rows_of([100] * 5, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)])
    assert rows == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("first", "last"), [(2, 1), (1, 3), (4, 0)])
def test_in_a_loop_first_is_on_top_and_last_at_the_bottom(first, last):
    ring = [(n, (n + 1) % 5) for n in range(5)]
    rows = rows_of([100] * 5, ring, first=first, last=last)
    assert rows[first] == min(rows)
    assert rows[last] == max(rows)


def test_last_stands_below_what_it_holds_in_a_loop():
    rows = rows_of([100] * 3, [(0, 1), (1, 2), (2, 1)], last=1)
    assert rows[1] > rows[2]


def test_a_wide_row_becomes_several():
    rows = rows_of([200] * 41, [(n, 40) for n in range(40)])
    assert len(set(rows)) > 3
    assert rows[40] == max(rows)


def test_a_long_chain_needs_no_recursion():
    count = 5000
    assert rows_of([100] * count, [(n, n + 1) for n in range(count - 1)]) == list(range(count))


def test_no_boxes_have_no_rows():
    assert rows_of([], []) == []
