"""The pieces of a picture in layers: boxes, labels, and the places where lines pass.

Rows of boxes alternate with layers of labels, so that a label has its place as a box has and can
overlap nothing. A line goes from layer to layer: through each it passes in a *cell* of its own, so
that it crosses no box and no label. The label of a line stands next to that of its ends at which
fewer lines meet. A line between boxes of one row, or from a box to itself, goes by a label below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dealmodel.errors import OutOfRange

MOST = 40_000
"""So many layers all lines together can pass: far more than can be read, in a few seconds."""

Kind = Literal["box", "label", "line"]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """A line with its label, from box ``start`` to box ``end``; ``is_arc``: it tells which of them
    stands above."""

    start: int
    end: int
    label: Size
    is_arc: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a layer: of a box or of a link's label, or where a link's line passes."""

    kind: Kind
    number: int
    layer: int
    size: Size


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line from a cell to one of the layer below, told by their numbers."""

    upper: int
    lower: int


@dataclass(frozen=True, slots=True)
class Tracks:
    """All ``cells``, the boxes first, with the ``pieces`` between them; ``ways`` are the numbers of
    each link's pieces from its upper to its lower box, or, in two parts, from each of its boxes
    down to the label between them."""

    cells: tuple[Cell, ...]
    pieces: tuple[Piece, ...]
    ways: tuple[tuple[tuple[int, ...], ...], ...]
    layers: int


def tracks_of(boxes: Sequence[Size], rows: Sequence[int], links: Sequence[Link]) -> Tracks:
    """The cells of a picture whose boxes stand in ``rows``.

    Raises :class:`OutOfRange` for a picture in which lines would pass too many layers.

    >>> box, label = Size(100, 40), Size(30, 14)
    >>> tracks = tracks_of([box, box], [0, 1], [Link(0, 1, label)])
    >>> [(cell.kind, cell.layer) for cell in tracks.cells]
    [('box', 0), ('box', 2), ('label', 1)]
    """
    ends = [_ends(link, rows) for link in links]
    label_layers = _label_layers(ends, rows)
    used = {2 * row for row in rows} | set(label_layers)
    layer_of = {layer: number for number, layer in enumerate(sorted(used))}
    passed = sum(layer_of[2 * rows[lower]] - layer_of[2 * rows[upper]] for upper, lower in ends)
    if passed > MOST:
        raise too_large(len(boxes), len(links))
    cells = [
        Cell("box", number, layer_of[2 * row], boxes[number]) for number, row in enumerate(rows)
    ]
    pieces: list[Piece] = []
    ways = []
    for number, ((upper, lower), place) in enumerate(zip(ends, label_layers, strict=True)):
        label = layer_of[place]
        is_flat = rows[upper] == rows[lower]
        until = label + 1 if is_flat else cells[lower].layer
        way = [upper]
        for layer in range(cells[upper].layer + 1, until):
            way.append(len(cells))
            is_label = layer == label
            size = links[number].label if is_label else Size(0, 0)
            cells.append(Cell("label" if is_label else "line", number, layer, size))
        parts = (way, [lower, way[-1]]) if is_flat else ([*way, lower],)
        ways.append(tuple(_joined(part, pieces) for part in parts))
    return Tracks(tuple(cells), tuple(pieces), tuple(ways), len(used))


def too_large(boxes: int, links: int) -> OutOfRange:
    """The error for a picture that nobody could read."""
    return OutOfRange(
        "the lines of a picture",
        str(links),
        f"{boxes} parties with {links} lines between them are too many for one drawing: name an "
        "owner or a company, to see only what is below or above it",
    )


def _joined(part: Sequence[int], pieces: list[Piece]) -> tuple[int, ...]:
    """The numbers of new pieces that join the cells of a part."""
    first = len(pieces)
    pieces.extend(Piece(upper, lower) for upper, lower in pairwise(part))
    return tuple(range(first, len(pieces)))


def _ends(link: Link, rows: Sequence[int]) -> tuple[int, int]:
    """The upper and the lower box of a link."""
    if rows[link.start] > rows[link.end]:
        return link.end, link.start
    return link.start, link.end


def _label_layers(ends: Sequence[tuple[int, int]], rows: Sequence[int]) -> list[int]:
    """The layer of each link's label, where row ``n`` is layer ``2n``."""
    below = [0] * len(rows)
    above = [0] * len(rows)
    for upper, lower in ends:
        below[upper] += 1
        above[lower] += 1
    return [
        2 * rows[upper] + 1
        if rows[upper] == rows[lower] or below[upper] <= above[lower]
        else 2 * rows[lower] - 1
        for upper, lower in ends
    ]
