"""In which row of a picture each box stands: holders above what they hold.

Loops are broken first: an arc that closes one is turned round for the time being. Rows are then
those of the longest chain above each box; a box moves towards its neighbours while that shortens
arcs, and a row that is too wide becomes several (boxes of one row have no arcs between them, so
any of them can be moved on). Boxes and arcs are told by number.

Source: K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system
structures", IEEE Transactions on Systems, Man and Cybernetics 11 (1981).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from math import isqrt

Arc = tuple[int, int]

_APART = 32
_LEAST, _ROW = 1400, 220
"""The least width for a row, and the height that one is reckoned with."""


def rows_of(
    widths: Sequence[int],
    arcs: Sequence[Arc],
    *,
    first: int | None = None,
    last: int | None = None,
) -> list[int]:
    """The row of each box, from 0; an arc leads down unless it closes a loop.

    ``first`` stands in the top row, and ``last``, where it is another, in the bottom one.

    >>> rows_of([100, 100, 100], [(0, 1), (1, 2), (2, 0)])
    [0, 1, 2]
    """
    downwards = _without_loops(len(widths), arcs, first, last)
    above, below = neighbours(len(widths), downwards)
    order = _from_top(above, below)
    rows = [0] * len(widths)
    for box in order:
        rows[box] = max((rows[holder] + 1 for holder in above[box]), default=0)
    _tighten(rows, order, above, below)
    least = min(rows, default=0)
    if first is not None:
        rows[first] = least
    if last is not None and last != first:
        rows[last] = max(rows)
    return _split([row - least for row in rows], widths, arcs)


def neighbours(count: int, arcs: Iterable[Arc]) -> tuple[list[list[int]], list[list[int]]]:
    """Those above and those below each box, in the order of the arcs."""
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for upper, lower in arcs:
        above[lower].append(upper)
        below[upper].append(lower)
    return above, below


def _without_loops(
    count: int, arcs: Sequence[Arc], first: int | None, last: int | None
) -> list[Arc]:
    """The arcs without those from a box to itself, and turned round where they lead to ``first``,
    from ``last``, or back to a box on the way of a search that starts at the top."""
    kept = [arc for arc in arcs if arc[0] != arc[1]]
    turned = {arc for arc in kept if arc[1] == first or (arc[0] == last != first)}
    above, below = neighbours(count, (arc for arc in kept if arc not in turned))
    roots = [] if first is None else [first]
    roots += [box for box in range(count) if not above[box]]
    turned |= _back_arcs([*roots, *range(count)], below)
    return [(b, a) if (a, b) in turned else (a, b) for a, b in kept]


def _back_arcs(roots: Sequence[int], follow: Sequence[Sequence[int]]) -> set[Arc]:
    """The arcs that lead to a box on the way from the search's start."""
    back: set[Arc] = set()
    done: set[int] = set()
    for root in roots:
        if root in done:
            continue
        work = [(root, iter(follow[root]))]
        way = {root}
        while work:
            box, others = work[-1]
            for other in others:
                if other in way:
                    back.add((box, other))
                elif other not in done:
                    way.add(other)
                    work.append((other, iter(follow[other])))
                    break
            else:
                work.pop()
                way.discard(box)
                done.add(box)
    return back


def _from_top(above: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> list[int]:
    """The boxes so that each stands after those above it."""
    left = [len(holders) for holders in above]
    work = deque(box for box, holders in enumerate(above) if not holders)
    order = []
    while work:
        box = work.popleft()
        order.append(box)
        for other in below[box]:
            left[other] -= 1
            if not left[other]:
                work.append(other)
    return order


def _tighten(
    rows: list[int],
    order: Sequence[int],
    above: Sequence[Sequence[int]],
    below: Sequence[Sequence[int]],
) -> None:
    """Move each box towards the side on which it has more arcs, as far as it can go; every move
    makes the arcs shorter in all, so that it ends."""
    moved = True
    while moved:
        moved = False
        for box in reversed(order):
            more = len(below[box]) - len(above[box])
            if more > 0:
                row = min(rows[other] for other in below[box]) - 1
            elif more < 0:
                row = max(rows[other] for other in above[box]) + 1
            else:
                continue
            moved = moved or row != rows[box]
            rows[box] = row


def _split(rows: Sequence[int], widths: Sequence[int], arcs: Sequence[Arc]) -> list[int]:
    """The rows, none much wider than the picture is to be; neighbours alternate between the parts
    of a row, like bricks."""
    room = max(_LEAST, isqrt(_ROW * sum(width + _APART for width in widths)))
    members: dict[int, list[int]] = {}
    for box in _near_each_other(len(rows), arcs):
        members.setdefault(rows[box], []).append(box)
    found = [0] * len(rows)
    at = 0
    for row in sorted(members):
        parts = -(-sum(widths[box] + _APART for box in members[row]) // room)
        for place, box in enumerate(members[row]):
            found[box] = at + place % parts
        at += parts
    return found


def _near_each_other(count: int, arcs: Sequence[Arc]) -> list[int]:
    """The boxes so that those with arcs between them come one after the other."""
    above, below = neighbours(count, arcs)
    found: dict[int, None] = {}
    for root in range(count):
        work = [root]
        while work:
            box = work.pop()
            if box not in found:
                found[box] = None
                work.extend(reversed([*above[box], *below[box]]))
    return list(found)
