"""The layout of a whole picture: parts that no line joins are laid out one by one and then set side
by side, the largest first, in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from dealmodel.reports.drawing.layers import PORT, Layout, Route, Spot, layout
from dealmodel.reports.drawing.rows import neighbours
from dealmodel.reports.drawing.tracks import Link, Size, too_large

MOST = 1000
"""So many parties are drawn at most."""

_BETWEEN = 40
_SHAPE = (4, 3)
"""The best shape of a picture: so much width for so much height."""


def packed(
    boxes: Sequence[Size],
    links: Sequence[Link],
    *,
    first: int | None = None,
    last: int | None = None,
) -> Layout:
    """The layout of boxes with the links between them; ``first`` and ``last`` are as for
    :func:`layout`. A box is made wide enough for each of its lines to end at a place of its own.

    >>> found = packed([Size(80, 40)] * 2, [])
    >>> [spot.x for spot in found.boxes], found.width
    ([0, 120], 200)

    Raises :class:`OutOfRange` for a picture far too large to read.
    """
    if len(boxes) > MOST:
        raise too_large(len(boxes), len(links))
    sizes = _wide_enough(boxes, links)
    parts = [_Part.of(members, sizes, links, first, last) for members in _members(sizes, links)]
    parts.sort(key=lambda part: -len(part.boxes))
    spots: dict[int, Spot] = {}
    labels: dict[int, Spot] = {}
    routes: dict[int, Route] = {}
    width = height = 0
    for part, x, y in _best_shelved(parts):
        found = part.layout.moved(x, y)
        spots |= zip(part.boxes, found.boxes, strict=True)
        labels |= zip(part.links, found.labels, strict=True)
        routes |= zip(part.links, found.routes, strict=True)
        width, height = max(width, found.width), max(height, found.height)
    return Layout(
        width,
        height,
        tuple(spots[number] for number in range(len(boxes))),
        tuple(labels[number] for number in range(len(links))),
        tuple(routes[number] for number in range(len(links))),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Boxes and links, told by number, that hang together, and their layout."""

    boxes: Sequence[int]
    links: Sequence[int]
    layout: Layout

    @staticmethod
    def of(
        members: Sequence[int],
        sizes: Sequence[Size],
        links: Sequence[Link],
        first: int | None,
        last: int | None,
    ) -> _Part:
        at = {box: number for number, box in enumerate(members)}
        own = [number for number, link in enumerate(links) if link.start in at]
        return _Part(
            members,
            own,
            layout(
                [sizes[box] for box in members],
                [replace(links[n], start=at[links[n].start], end=at[links[n].end]) for n in own],
                first=None if first is None else at.get(first),
                last=None if last is None else at.get(last),
            ),
        )


def _wide_enough(boxes: Sequence[Size], links: Sequence[Link]) -> list[Size]:
    """The boxes, each with room for all its lines on one side, and of an even width."""
    ends = [0] * len(boxes)
    for link in links:
        ends[link.start] += 1
        ends[link.end] += 1
    widths = (max(box.width, (many + 1) * PORT) for box, many in zip(boxes, ends, strict=True))
    return [replace(box, width=width + width % 2) for box, width in zip(boxes, widths, strict=True)]


def _members(boxes: Sequence[Size], links: Sequence[Link]) -> Iterator[list[int]]:
    """The boxes of each part, in their order."""
    beside = neighbours(len(boxes), [(link.start, link.end) for link in links])
    seen: set[int] = set()
    for root in range(len(boxes)):
        if root in seen:
            continue
        part, work = {root}, [root]
        while work:
            box = work.pop()
            for other in (*beside[0][box], *beside[1][box]):
                if other not in part:
                    part.add(other)
                    work.append(other)
        seen |= part
        yield sorted(part)


def _best_shelved(parts: Sequence[_Part]) -> list[tuple[_Part, int, int]]:
    """Each part with its left and top side, in rows as wide as makes the picture's shape best."""
    rooms = accumulate(part.layout.width + _BETWEEN for part in parts)
    return min((_shelved(parts, room) for room in rooms), key=_misshape, default=[])


def _shelved(parts: Sequence[_Part], room: int) -> list[tuple[_Part, int, int]]:
    found = []
    x = y = height = 0
    for part in parts:
        if x and x + part.layout.width > room:
            x, y, height = 0, y + height + _BETWEEN, 0
        found.append((part, x, y))
        x += part.layout.width + _BETWEEN
        height = max(height, part.layout.height)
    return found


def _misshape(found: Sequence[tuple[_Part, int, int]]) -> int:
    """The side of the smallest picture of the best shape that all of it fits in."""
    width = max(x + part.layout.width for part, x, _ in found)
    height = max(y + part.layout.height for part, _, y in found)
    return max(width * _SHAPE[1], height * _SHAPE[0])
