"""The layout of a picture in layers: where boxes, labels and lines stand, in whole pixels.

Boxes stand in rows, holders above what they hold; labels between the rows; lines go upright through
every layer and bend only between layers, where there is neither box nor label. So nothing is
crossed but other lines, whatever the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dealmodel.reports.drawing.ordering import ordered
from dealmodel.reports.drawing.placing import Pull, Run, placed
from dealmodel.reports.drawing.rows import neighbours, rows_of
from dealmodel.reports.drawing.tracks import Cell, Link, Size, Tracks, tracks_of

PORT = 12
"""Least distance between the ends of lines at a box."""

_PORTS_APART = 24
_STUB = 12
_GAPS = {
    ("box", "box"): 32,
    ("box", "line"): 16,
    ("label", "label"): 12,
    ("label", "line"): 10,
    ("line", "line"): 12,
}
_STRAIGHT, _BEND, _MOST_BEND, _SLOPE = 10, 22, 90, 7
"""Distances between layers: where all lines go straight, where some bend, at most; and how flat."""
_WEIGHTS = (1, 2, 8)
"""How much a line pulls, by how many of its ends are not at a box."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle: its left and top side, its width and height."""

    x: int
    y: int
    width: int
    height: int

    def moved(self, x: int, y: int) -> Spot:
        return Spot(self.x + x, self.y + y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright stretch of a line; between two of them the line bends."""

    x: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Route:
    """A line in one or two parts, each of uprights from above; ``tip`` is where it touches the box
    at its end, from above (``is_down``) or from below."""

    parts: tuple[tuple[Upright, ...], ...]
    tip: tuple[int, int]
    is_down: bool

    def moved(self, x: int, y: int) -> Route:
        parts = tuple(
            tuple(Upright(each.x + x, each.top + y, each.bottom + y) for each in part)
            for part in self.parts
        )
        return Route(parts, (self.tip[0] + x, self.tip[1] + y), self.is_down)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is: ``boxes``, and a label and a route for each link."""

    width: int
    height: int
    boxes: tuple[Spot, ...]
    labels: tuple[Spot, ...]
    routes: tuple[Route, ...]

    def moved(self, x: int, y: int) -> Layout:
        """The same, so many pixels to the right and down."""
        return Layout(
            self.width + x,
            self.height + y,
            tuple(spot.moved(x, y) for spot in self.boxes),
            tuple(spot.moved(x, y) for spot in self.labels),
            tuple(route.moved(x, y) for route in self.routes),
        )


def layout(
    boxes: Sequence[Size],
    links: Sequence[Link],
    *,
    first: int | None = None,
    last: int | None = None,
) -> Layout:
    """The layout of boxes that lines connect; box ``first`` stands above what leads to it, and
    ``last`` below what it leads to.

    Boxes need to be wide enough for their lines to end at places of their own.

    >>> found = layout([Size(80, 40)] * 2, [Link(0, 1, Size(30, 16))])
    >>> [(spot.x, spot.y) for spot in found.boxes], found.labels[0].x
    ([(0, 12), (0, 112)], 25)
    """
    arcs = [(link.start, link.end) for link in links if link.is_arc]
    widths = [size.width for size in boxes]
    tracks = tracks_of(boxes, rows_of(widths, arcs, first=first, last=last), links)
    order = _order(tracks)
    ports = _ports(tracks, order)
    at = _places(tracks, order, ports)
    plan = _Plan(tracks, ports, at, _bands(tracks, ports, at))
    cells = tracks.cells
    labels = {cell.number: plan.spot(at) for at, cell in enumerate(cells) if cell.kind == "label"}
    return Layout(
        max((at[number] + cell.size.width // 2 for number, cell in enumerate(cells)), default=0),
        plan.bands[-1].bottom if plan.bands else 0,
        tuple(plan.spot(number) for number in range(len(boxes))),
        tuple(labels[number] for number in range(len(links))),
        tuple(plan.route(number, link.end) for number, link in enumerate(links)),
    )


_Ports = Mapping[tuple[int, int], int]
"""The offset of a piece's end from the centre of its cell, by the piece's number and the cell's."""


@dataclass(frozen=True, slots=True)
class _Band:
    """From where to where a layer reaches."""

    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Cells with their centres and bands."""

    tracks: Tracks
    ports: _Ports
    at: Sequence[int]
    bands: Sequence[_Band]

    def spot(self, cell: int) -> Spot:
        """Where a box or label is: in the middle of its layer."""
        size = self.tracks.cells[cell].size
        band = self.bands[self.tracks.cells[cell].layer]
        top = (band.top + band.bottom - size.height) // 2
        return Spot(self.at[cell] - size.width // 2, top, size.width, size.height)

    def route(self, link: int, end: int) -> Route:
        """The line of a link; its tip is at box ``end``."""
        way = self.tracks.ways[link]
        parts = tuple(self._part(part) for part in way)
        lower = self.tracks.pieces[way[0][-1]].lower
        if len(way) == 1 and lower == end:
            last = parts[0][-1]
            return Route(parts, (last.x, last.bottom), is_down=True)
        first = parts[-1][0]
        return Route(parts, (first.x, first.top), is_down=False)

    def _part(self, part: Sequence[int]) -> tuple[Upright, ...]:
        pieces = self.tracks.pieces
        first = pieces[part[0]].upper
        found = [self._at_box(part[0], first, is_upper=True)]
        for number in part:
            cell = pieces[number].lower
            if self.tracks.cells[cell].kind == "box":
                found.append(self._at_box(number, cell, is_upper=False))
            else:
                band = self.bands[self.tracks.cells[cell].layer]
                found.append(Upright(self.at[cell], band.top, band.bottom))
        if self.tracks.cells[pieces[part[-1]].lower].kind == "label":
            last = found[-1]
            found[-1] = Upright(last.x, last.top, (last.top + last.bottom) // 2)
        return tuple(found)

    def _at_box(self, piece: int, box: int, *, is_upper: bool) -> Upright:
        """From a box's side to the end of its layer."""
        spot = self.spot(box)
        band = self.bands[self.tracks.cells[box].layer]
        x = self.at[box] + self.ports[piece, box]
        if is_upper:
            return Upright(x, spot.y + spot.height, band.bottom)
        return Upright(x, band.top, spot.y)


def _order(tracks: Tracks) -> list[list[int]]:
    layers: list[list[int]] = [[] for _ in range(tracks.layers)]
    for number, cell in enumerate(tracks.cells):
        layers[cell.layer].append(number)
    arcs = [(piece.upper, piece.lower) for piece in tracks.pieces]
    return ordered(layers, *neighbours(len(tracks.cells), arcs))


def _ports(tracks: Tracks, order: Sequence[Sequence[int]]) -> _Ports:
    """Where lines meet a box: side by side, in the order in which they come."""
    place = {cell: number for layer in order for number, cell in enumerate(layer)}
    below: dict[int, list[tuple[int, int]]] = {}
    above: dict[int, list[tuple[int, int]]] = {}
    for number, piece in enumerate(tracks.pieces):
        below.setdefault(piece.upper, []).append((place[piece.lower], number))
        above.setdefault(piece.lower, []).append((place[piece.upper], number))
    found = {}
    for side in (below, above):
        for cell, ends in side.items():
            width = tracks.cells[cell].size.width
            is_box = tracks.cells[cell].kind == "box"
            step = min(_PORTS_APART, (width - 2 * PORT) // max(1, len(ends) - 1)) if is_box else 0
            for index, (_, number) in enumerate(sorted(ends)):
                found[number, cell] = (2 * index - (len(ends) - 1)) * step // 2
    return found


def _places(tracks: Tracks, order: Sequence[Sequence[int]], ports: _Ports) -> list[int]:
    """The centre of each cell."""
    cells = tracks.cells
    gaps = [[_gap(cells[a], cells[b]) for a, b in pairwise(layer)] for layer in order]
    pulls = [
        Pull(
            piece.upper,
            piece.lower,
            ports[number, piece.upper],
            ports[number, piece.lower],
            _WEIGHTS[sum(cells[end].kind != "box" for end in (piece.upper, piece.lower))],
        )
        for number, piece in enumerate(tracks.pieces)
    ]
    at = placed(order, gaps, pulls, list(_runs(tracks, ports)))
    left = min((at[n] - cell.size.width // 2 for n, cell in enumerate(cells)), default=0)
    return [each - left for each in at]


def _gap(left: Cell, right: Cell) -> int:
    """The least distance between the centres of two neighbours."""
    first, second = sorted((left.kind, right.kind))
    return _GAPS[first, second] + (left.size.width + 1) // 2 + (right.size.width + 1) // 2


def _runs(tracks: Tracks, ports: _Ports) -> Iterator[Run]:
    """What can stand straight of each line that goes down from a box to another."""
    for way in tracks.ways:
        if len(way) == 1:
            pieces = [tracks.pieces[number] for number in way[0]]
            top, bottom = pieces[0].upper, pieces[-1].lower
            yield Run(
                tuple(piece.lower for piece in pieces[:-1]),
                ((top, ports[way[0][0], top]), (bottom, ports[way[0][-1], bottom])),
            )


def _bands(tracks: Tracks, ports: _Ports, at: Sequence[int]) -> list[_Band]:
    """The layers from top to bottom, the further apart the wider lines go between them."""
    heights = [0] * tracks.layers
    bends = [0] * tracks.layers
    for cell in tracks.cells:
        stubs = 2 * _STUB if cell.kind == "box" else 0
        heights[cell.layer] = max(heights[cell.layer], cell.size.height + stubs)
    for number, piece in enumerate(tracks.pieces):
        start = at[piece.upper] + ports[number, piece.upper]
        end = at[piece.lower] + ports[number, piece.lower]
        layer = tracks.cells[piece.upper].layer
        bends[layer] = max(bends[layer], abs(end - start))
    bands = []
    top = 0
    for height, bend in zip(heights, bends, strict=True):
        bands.append(_Band(top, top + height))
        top += height + (min(max(bend // _SLOPE, _BEND), _MOST_BEND) if bend else _STRAIGHT)
    return bands
