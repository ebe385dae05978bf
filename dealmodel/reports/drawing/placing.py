"""Where the cells of each layer stand from left to right, their order given.

Each layer in turn takes the places that its lines would have it take, as near to them as its
cells' widths and order allow: the least squares under that order, found by pooling neighbours that
would overlap. Lines that pass several layers pull the most, so that they come out straight; those
that can be made quite straight are, in the end.

Source: M. Ayer and others, "An empirical distribution function for sampling with incomplete
information", Annals of Mathematical Statistics 26 (1955), on pooling adjacent violators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_ROUNDS = 60
_FINE = 16
"""Parts of a pixel in which places are reckoned."""

_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Run:
    """The cells that a line passes from one box to another, from above; ``ends`` are the boxes
    with the offsets of the line's ends from their centres."""

    cells: tuple[int, ...]
    ends: tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pull:
    """A line from a cell to one of the layer below; the offsets are those of its ends from the
    cells' centres, and ``weight`` tells how straight it is to be."""

    upper: int
    lower: int
    upper_offset: int
    lower_offset: int
    weight: int


def placed(
    layers: Sequence[Sequence[int]],
    gaps: Sequence[Sequence[int]],
    pulls: Sequence[Pull],
    runs: Sequence[Run],
) -> list[int]:
    """The centre of each cell in pixels. ``gaps`` are the least distances between the centres of
    neighbours in each layer.

    >>> placed([[0], [1, 2]], [[], [50]], [Pull(0, 1, 0, 0, 1), Pull(0, 2, 0, 0, 1)], [])
    [0, -25, 25]
    """
    count = sum(map(len, layers))
    fine_gaps = [[gap * _FINE for gap in row] for row in gaps]
    at = [0] * count
    for layer, row in zip(layers, fine_gaps, strict=True):
        _set(at, layer, row, [-sum(row) // 2] * len(layer), [1] * len(layer))
    sides = _sides(count, pulls)
    for turn in range(_ROUNDS):
        is_down = turn % 2 == 0
        both = turn >= _ROUNDS // 2
        for number in range(len(layers)) if is_down else reversed(range(len(layers))):
            chosen = sides if both else sides[:1] if is_down else sides[1:]
            _settle(at, layers[number], fine_gaps[number], chosen)
    beside = _beside(layers, fine_gaps)
    for run in runs:
        _straighten(at, run, beside)
    return [each // _FINE for each in at]


_Side = list[list[tuple[int, int, int]]]
_Neighbours = dict[int, tuple[int, int]]


def _sides(count: int, pulls: Sequence[Pull]) -> tuple[_Side, _Side]:
    """For each cell, its neighbours above and below, with how far from theirs its centre is to be
    and how much that weighs."""
    above: _Side = [[] for _ in range(count)]
    below: _Side = [[] for _ in range(count)]
    for pull in pulls:
        shift = (pull.upper_offset - pull.lower_offset) * _FINE
        above[pull.lower].append((pull.upper, shift, pull.weight))
        below[pull.upper].append((pull.lower, -shift, pull.weight))
    return above, below


def _settle(
    at: list[int], layer: Sequence[int], gaps: Sequence[int], sides: Sequence[_Side]
) -> None:
    """Put the cells of a layer where their neighbours in others would have them."""
    targets, weights = [], []
    for cell in layer:
        drawn = [each for side in sides for each in side[cell]]
        weight = sum(each for _, _, each in drawn)
        if weight:
            targets.append(
                sum((at[other] + shift) * each for other, shift, each in drawn) // weight
            )
        else:
            targets.append(at[cell])
        weights.append(max(1, weight))
    _set(at, layer, gaps, targets, weights)


def _set(
    at: list[int],
    layer: Sequence[int],
    gaps: Sequence[int],
    targets: Sequence[int],
    weights: Sequence[int],
) -> None:
    """Put the cells as near to the targets as the gaps allow."""
    offsets = [0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[int, int, int]] = []  # weighted sum, weight, how many
    for target, weight, offset in zip(targets, weights, offsets, strict=False):
        total, much, many = (target - offset) * weight, weight, 1
        while pools and pools[-1][0] * much >= total * pools[-1][1]:
            before = pools.pop()
            total, much, many = total + before[0], much + before[1], many + before[2]
        pools.append((total, much, many))
    places = [total // much for total, much, many in pools for _ in range(many)]
    for cell, place, offset in zip(layer, places, offsets, strict=False):
        at[cell] = place + offset


def _beside(
    layers: Sequence[Sequence[int]], gaps: Sequence[Sequence[int]]
) -> tuple[_Neighbours, _Neighbours]:
    """For each cell the one to its left, and the one to its right, with the least distance."""
    lefts: _Neighbours = {}
    rights: _Neighbours = {}
    for layer, row in zip(layers, gaps, strict=True):
        for (left, right), gap in zip(pairwise(layer), row, strict=True):
            rights[left] = (right, gap)
            lefts[right] = (left, gap)
    return lefts, rights


def _straighten(at: list[int], run: Run, beside: tuple[_Neighbours, _Neighbours]) -> None:
    """Put the run's cells straight below each other, in as few parts as there is room for."""
    lefts, rights = beside
    upper, lower = (at[box] + offset * _FINE for box, offset in run.ends)
    rest = list(run.cells)
    wishes = [upper]
    while rest:
        least, most = -_FAR, _FAR
        part: list[int] = []
        for cell in rest:
            left, right = lefts.get(cell), rights.get(cell)
            low = max(least, -_FAR if left is None else at[left[0]] + left[1])
            high = min(most, _FAR if right is None else at[right[0]] - right[1])
            if low > high:
                break
            least, most = low, high
            part.append(cell)
        rest = rest[len(part) :]
        if not rest:
            wishes.append(lower)
        middle = sum(at[cell] for cell in part) // len(part)
        place = next((wish for wish in wishes if least <= wish <= most), middle)
        for cell in part:
            at[cell] = min(max(place, least), most)
        wishes = []
