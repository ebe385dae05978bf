"""Loops of a network: its strongly connected components, in the order in which they can be solved.

Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1
(1972); without recursion, so that a chain of a million companies is no deeper than one of two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def components(nodes: Collection[int], follow: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The strongly connected components among ``nodes``, each after those that lead to it.

    ``follow`` has the nodes that each one leads to; others than ``nodes`` are left out.

    >>> components([1, 2, 3], {1: [2], 2: [3], 3: [2]})
    [[1], [2, 3]]
    """
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_nodes: list[int] = []
    is_open: set[int] = set()
    found: list[list[int]] = []
    among = set(nodes)
    for root in nodes:
        if root in number:
            continue
        work = [(root, iter(follow.get(root, ())))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while work:
            node, others = work[-1]
            for other in others:
                if other not in among:
                    continue
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    open_nodes.append(other)
                    is_open.add(other)
                    work.append((other, iter(follow.get(other, ()))))
                    break
                if other in is_open:
                    lowest[node] = min(lowest[node], number[other])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == number[node]:
                    at = _last(open_nodes, node)
                    members = open_nodes[at:]
                    del open_nodes[at:]
                    is_open.difference_update(members)
                    found.append(sorted(members))
    return found[::-1]


def _last(nodes: Sequence[int], node: int) -> int:
    """Where ``node`` stands, looked for from the end."""
    at = len(nodes) - 1
    while nodes[at] != node:
        at -= 1
    return at
