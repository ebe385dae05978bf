"""An exact solution of the equations of a loop: x = b + S x, by sparse elimination of fractions.

Each unknown is what an owner holds of one company of the loop; ``S`` is what the companies hold of
each other. A pivot is taken where it has few entries (Markowitz's rule, one row deep, as far as the
counts have been looked at since they grew), which keeps sparse loops sparse.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from fractions import Fraction

Row = dict[int, Fraction]


class Singular(Exception):
    """The equations have no one solution: nobody outside the loop holds anything of it."""


def solve(inside: Mapping[int, Row], given: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """The unknowns: x[n] = given[n] + the sum of inside[n][m] * x[m].

    >>> half = Fraction(1, 2)
    >>> solve({1: {2: half}, 2: {1: half}}, {1: Fraction(3)})
    {1: Fraction(4, 1), 2: Fraction(2, 1)}

    Raises :class:`Singular`.
    """
    rows: dict[int, Row] = {}
    users: dict[int, set[int]] = {unknown: set() for unknown in inside}
    right = {unknown: given.get(unknown, Fraction(0)) for unknown in inside}
    for unknown, row in inside.items():
        rows[unknown] = {unknown: Fraction(1)}
        for other, share in row.items():
            rows[unknown][other] = rows[unknown].get(other, Fraction(0)) - share
        for other in rows[unknown]:
            users[other].add(unknown)
    order: list[int] = []
    waiting = [(len(users[unknown]), len(rows[unknown]), unknown) for unknown in inside]
    heapq.heapify(waiting)
    while waiting:
        *_, pivot = heapq.heappop(waiting)
        now = len(users[pivot]), len(rows[pivot]), pivot
        if waiting and now > waiting[0]:
            heapq.heappush(waiting, now)
            continue
        _eliminate(pivot, rows, right, users)
        order.append(pivot)
    found: dict[int, Fraction] = {}
    for unknown in reversed(order):
        row = rows[unknown]
        known = sum((share * found[o] for o, share in row.items() if o != unknown), Fraction(0))
        found[unknown] = (right[unknown] - known) / row[unknown]
    return {unknown: found[unknown] for unknown in inside}


def _eliminate(
    pivot: int, rows: dict[int, Row], right: dict[int, Fraction], users: dict[int, set[int]]
) -> None:
    """Take ``pivot`` out of every other row that is still open."""
    row = rows[pivot]
    diagonal = row.get(pivot, Fraction(0))
    if not diagonal:
        raise Singular
    for other in row:
        users[other].discard(pivot)
    for user in users.pop(pivot):
        target = rows[user]
        factor = target.pop(pivot) / diagonal
        right[user] -= factor * right[pivot]
        for column, value in row.items():
            if column == pivot:
                continue
            changed = target.get(column, Fraction(0)) - factor * value
            if changed:
                target[column] = changed
                users[column].add(user)
            elif column in target:
                del target[column]
                users[column].discard(user)
