"""The order of the cells in each layer, so that few lines cross.

Each layer in turn is sorted by where its cells' neighbours stand in the layer before (their
barycentre), down and up the picture, then neighbours are swapped while that helps; the best order
found is kept. Everything is decided by whole numbers, ties by what stood first: the same picture
gives the same order.

Source: Sugiyama and others, as for the rows; E. Gansner and others, "A technique for drawing
directed graphs", IEEE Transactions on Software Engineering 19 (1993), on swapping neighbours.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import deque
from collections.abc import Iterable, Sequence

_SWEEPS, _FEWEST = 24, 4
_EFFORT = 40_000
"""Sweeps times cells: a picture so large that fewer sweeps must do is not read anyhow."""

_PATIENCE = 6
_SWAPS = 4
_SCALE = 10**6

Layers = list[list[int]]
Neighbours = Sequence[Sequence[int]]


def ordered(layers: Sequence[Sequence[int]], above: Neighbours, below: Neighbours) -> Layers:
    """The cells of each layer, told by number, from left to right.

    >>> ordered([[0, 1], [2, 3]], above=[[], [], [1], [0]], below=[[3], [2], [], []])
    [[0, 1], [3, 2]]
    """
    found = [
        _improved(_walked(layers, first, second, is_deep=is_deep), above, below)
        for first, second, is_deep in (
            (below, above, True),
            (above, below, True),
            (below, above, False),
        )
    ]
    return min(found, key=lambda order: crossings(order, below))


def _improved(order: Layers, above: Neighbours, below: Neighbours) -> Layers:
    """The best order that sweeps from the given one come to."""
    best, least = order, crossings(order, below)
    current = [list(layer) for layer in order]
    waited = 0
    cells = sum(map(len, order))
    for sweep in range(max(_FEWEST, min(_SWEEPS, _EFFORT // max(1, cells)))):
        if not least or waited == _PATIENCE:
            break
        is_down = sweep % 2 == 0
        _sweep(current, above if is_down else below, is_down=is_down, turns=sweep % 4 > 1)
        _swap(current, above, below)
        found = crossings(current, below)
        waited += 1
        if found < least:
            best, least, waited = [list(layer) for layer in current], found, 0
    return best


def crossings(layers: Sequence[Sequence[int]], below: Neighbours) -> int:
    """How many pieces of lines cross.

    >>> crossings([[0, 1], [2, 3]], below=[[3], [2], [], []])
    1
    """
    places = _places(layers)
    found = 0
    for layer in layers:
        seen: list[int] = []
        for cell in layer:
            ends = sorted(places[other] for other in below[cell])
            found += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return found


def _walked(
    layers: Sequence[Sequence[int]], first: Neighbours, second: Neighbours, *, is_deep: bool
) -> Layers:
    """The cells as a walk from the first of the top layer comes to them, ``first`` neighbours
    before ``second`` ones; far away before near by (``is_deep``) or the other way round."""
    layer_of = {cell: number for number, layer in enumerate(layers) for cell in layer}
    found: Layers = [[] for _ in layers]
    seen: set[int] = set()
    for root in (cell for layer in layers for cell in layer):
        work = deque([root])
        while work:
            cell = work.pop() if is_deep else work.popleft()
            if cell not in seen:
                seen.add(cell)
                found[layer_of[cell]].append(cell)
                others = [*first[cell], *second[cell]]
                work.extend(reversed(others) if is_deep else others)
    return found


def _sweep(layers: Layers, neighbours: Neighbours, *, is_down: bool, turns: bool) -> None:
    """Sort each layer by the one before; cells without a neighbour there keep their places, and
    equal ones their order, unless the sweep ``turns`` them."""
    numbers = range(1, len(layers)) if is_down else range(len(layers) - 2, -1, -1)
    for number in numbers:
        before = layers[number - 1 if is_down else number + 1]
        places = {cell: place for place, cell in enumerate(before)}
        layer = layers[number]
        weights = {
            cell: sum(places[other] for other in neighbours[cell]) * _SCALE // len(neighbours[cell])
            for cell in layer
            if neighbours[cell]
        }
        alike = reversed(weights) if turns else weights
        moving = iter(sorted(alike, key=weights.__getitem__))
        layers[number] = [next(moving) if cell in weights else cell for cell in layer]


def _swap(layers: Layers, above: Neighbours, below: Neighbours) -> None:
    """Swap neighbours where fewer lines cross for it, a few times over."""
    places = _places(layers)
    for _ in range(_SWAPS):
        improved = False
        for layer in layers:
            for at in range(len(layer) - 1):
                left, right = layer[at], layer[at + 1]
                if _gain(left, right, above, places) + _gain(left, right, below, places) > 0:
                    layer[at], layer[at + 1] = right, left
                    places[left], places[right] = at + 1, at
                    improved = True
        if not improved:
            break


def _gain(left: int, right: int, neighbours: Neighbours, places: dict[int, int]) -> int:
    """How many fewer lines cross on one side if ``right`` comes before ``left``."""
    ends = [places[other] for other in neighbours[right]]
    found = 0
    for other in neighbours[left]:
        start = places[other]
        for end in ends:
            found += (start > end) - (start < end)
    return found


def _places(layers: Iterable[Sequence[int]]) -> dict[int, int]:
    return {cell: place for layer in layers for place, cell in enumerate(layer)}
