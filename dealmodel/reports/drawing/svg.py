"""A picture of ownership as SVG: a drawing of its own, without scripts, links, styles or fonts.

All text of a book is escaped; what stands behind a line in full is its tooltip (``title``). The
only rectangles are the boxes of parties (class ``party``) and the grounds of labels (class
``label``). It is read without colour: lines differ in how they are dashed and in their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

from dealmodel.reports.drawing.blocks import Block, block, room_for
from dealmodel.reports.drawing.canvas import GREY, opening, texts
from dealmodel.reports.drawing.graph import Box, Graph, Line
from dealmodel.reports.drawing.layers import Layout, Route, Spot, Upright
from dealmodel.reports.drawing.legend import PENS, Entry, Pen, flowing, legend
from dealmodel.reports.drawing.lettering import width_of
from dealmodel.reports.drawing.packing import packed
from dealmodel.reports.drawing.tracks import Link

_HEADING, _NAME, _LABEL, _SMALL = 17, 13, 12, 11
_NAME_WIDTH, _LABEL_WIDTH, _LEAST_WIDTH = 168, 150, 560
_MARGIN, _SAMPLE, _ENTRY_HEIGHT = 24, 36, 20


def svg(graph: Graph, key: str = "") -> str:
    """The picture as an SVG document; the same graph and ``key`` give the same text.

    >>> text = svg(Graph("Who holds whom", "Deal", (), (), (), None, None))
    >>> "no holdings" in text
    True

    :raises OutOfRange: the picture would be far too large to read.
    """
    layout, names, labels = arranged(graph)
    room = max(layout.width, _LEAST_WIDTH)
    top = _MARGIN
    heading = _heading(graph, room)
    elements = list(texts(heading, _MARGIN, top, "start"))
    top += room_for(heading, 0, 0).height + _MARGIN // 2
    layout = layout.moved(_MARGIN + (room - layout.width) // 2, top)
    elements += _drawing(graph, layout, names, labels)
    top = layout.height + _MARGIN // 2
    entries = legend(graph)
    elements += _legend(entries, room, top)
    top += _legend_height(entries, room)
    notes = _notes(graph, room)
    elements += texts(notes, _MARGIN, top, "start")
    top += room_for(notes, 0, 0).height + _MARGIN
    told = ". ".join([graph.about, *(line.told for line in graph.lines)])
    start = opening(graph.title, f"{told}.", room + 2 * _MARGIN, top, key)
    return "\n".join([*start, *elements, "</svg>", ""])


def arranged(graph: Graph) -> tuple[Layout, list[Block], list[Block]]:
    """Where boxes, lines and labels stand, and the words of boxes and of labels.

    :raises OutOfRange: the picture would be far too large to read.
    """
    names = [_name(box) for box in graph.boxes]
    labels = [_label(line) for line in graph.lines]
    layout = packed(
        [room_for(lines, 14, 9) for lines in names],
        [
            Link(line.start, line.end, room_for(lines, 4, 2), is_arc=line.style != "talk")
            for line, lines in zip(graph.lines, labels, strict=True)
        ],
        first=graph.owner,
        last=graph.held,
    )
    return layout, names, labels


def _heading(graph: Graph, room: int) -> Block:
    nothing = "There are no holdings to show."
    return [
        *block(graph.title, _HEADING, room, 2, is_bold=True),
        *block(graph.about, _LABEL, room, 2, colour=GREY),
        *(block(nothing, _NAME, room, 1) if not graph.lines else []),
    ]


def _notes(graph: Graph, room: int) -> Block:
    if not graph.sources:
        return []
    return block(f"Sources: {'; '.join(graph.sources)}", _SMALL, room, 4, colour=GREY)


def _name(box: Box) -> Block:
    return [
        *block(box.name, _NAME, _NAME_WIDTH, 3, is_bold=box.is_asked),
        *block(box.words, _SMALL, _NAME_WIDTH, 2, colour=GREY),
    ]


def _label(line: Line) -> Block:
    colour = PENS[line.style].colour
    share, *words = line.says
    return [
        *block(share, _LABEL, _LABEL_WIDTH, 3, colour=colour),
        *(part for each in words for part in block(each, _SMALL, _LABEL_WIDTH, 2, colour=colour)),
    ]


def _drawing(
    graph: Graph, layout: Layout, names: Sequence[Block], labels: Sequence[Block]
) -> Iterator[str]:
    """The lines, their labels above them, and the boxes."""
    for line, route in zip(graph.lines, layout.routes, strict=True):
        yield from (f'<g class="{line.style}">', f"<title>{escape(line.told)}</title>")
        yield from _line(line, route)
        yield "</g>"
    for line, spot, lines in zip(graph.lines, layout.labels, labels, strict=True):
        yield from ("<g>", f"<title>{escape(line.told)}</title>")
        yield f'<rect class="label" {_at(spot)} fill="#ffffff"/>'
        yield from texts(lines, spot.x + spot.width // 2, spot.y + 2, "middle")
        yield "</g>"
    for box, spot, lines in zip(graph.boxes, layout.boxes, names, strict=True):
        yield from ("<g>", f"<title>{escape(f'{box.name} ({box.words})')}</title>")
        yield from _box(box, spot)
        height = room_for(lines, 0, 0).height
        top = spot.y + (spot.height - height) // 2
        yield from texts(lines, spot.x + spot.width // 2, top, "middle")
        yield "</g>"


def _line(line: Line, route: Route) -> Iterator[str]:
    drawn = " ".join(map(_stroke, route.parts))
    yield f'<path d="{drawn}" fill="none" {_pen(PENS[line.style])}/>'
    if line.style != "talk":
        x, y = route.tip
        back = y - 10 if route.is_down else y + 10
        yield f'<path d="M{x} {y}L{x - 4} {back}H{x + 4}Z" fill="{PENS[line.style].colour}"/>'


def _stroke(uprights: Sequence[Upright]) -> str:
    """The path along uprights, with a bend from each to the next."""
    first = uprights[0]
    drawn = f"M{first.x} {first.top}V{first.bottom}"
    for before, after in pairwise(uprights):
        if before.x == after.x:
            drawn += f"V{after.bottom}"
        else:
            middle = (before.bottom + after.top) // 2
            drawn += f"C{before.x} {middle} {after.x} {middle} {after.x} {after.top}V{after.bottom}"
    return drawn


def _pen(pen: Pen) -> str:
    whole, tenth = divmod(pen.tenths, 10)
    drawn = f'stroke="{pen.colour}" stroke-width="{whole}.{tenth}"'
    if pen.dashes:
        drawn += f' stroke-dasharray="{" ".join(map(str, pen.dashes))}"'
    return drawn


def _box(box: Box, spot: Spot) -> Iterator[str]:
    rounding = spot.height // 2 if box.kind == "person" else 3
    width = 3 if box.is_asked else 1
    yield (
        f'<rect class="party" {_at(spot)} rx="{rounding}" fill="#ffffff" stroke="#222222" '
        f'stroke-width="{width}"/>'
    )
    if box.is_joint:
        yield _frame(spot, 4)


def _frame(spot: Spot, inset: int) -> str:
    """A second line inside a box; a path, since only boxes are rectangles."""
    left, top = spot.x + inset, spot.y + inset
    right, bottom = spot.x + spot.width - inset, spot.y + spot.height - inset
    return (
        f'<path d="M{left} {top}H{right}V{bottom}H{left}Z" fill="none" stroke="#222222" '
        'stroke-width="1"/>'
    )


def _at(spot: Spot) -> str:
    return f'x="{spot.x}" y="{spot.y}" width="{spot.width}" height="{spot.height}"'


def _legend(entries: Sequence[Entry], room: int, top: int) -> Iterator[str]:
    for entry, (x, line) in zip(entries, _flow(entries, room), strict=True):
        left, middle = _MARGIN + x, top + line * _ENTRY_HEIGHT + _ENTRY_HEIGHT // 2
        yield "<g>"
        yield from _sample(entry, left, middle)
        words = block(entry.words, _SMALL, room, 1)
        yield from texts(words, left + _SAMPLE + 8, middle - _SMALL // 2, "start")
        yield "</g>"


def _flow(entries: Sequence[Entry], room: int) -> list[tuple[int, int]]:
    widths = [_SAMPLE + 8 + width_of(entry.words, _SMALL) + _MARGIN for entry in entries]
    return list(flowing(widths, room))


def _legend_height(entries: Sequence[Entry], room: int) -> int:
    lines = max((line + 1 for _, line in _flow(entries, room)), default=0)
    return lines * _ENTRY_HEIGHT + (_MARGIN // 2 if lines else 0)


def _sample(entry: Entry, left: int, middle: int) -> Iterator[str]:
    """A line or a box as it is drawn in the picture."""
    right = left + _SAMPLE
    if entry.sample == "asked" or entry.sample == "joint":
        width = 3 if entry.sample == "asked" else 1
        yield (
            f'<path d="M{left + 6} {middle - 7}H{right - 6}V{middle + 7}H{left + 6}Z" fill="none" '
            f'stroke="#222222" stroke-width="{width}"/>'
        )
        if entry.sample == "joint":
            yield _frame(Spot(left + 6, middle - 7, _SAMPLE - 12, 14), 3)
        return
    pen = PENS[entry.sample]
    yield f'<path d="M{left} {middle}H{right}" fill="none" {_pen(pen)}/>'
    if entry.sample != "talk":
        tip = f"M{right} {middle}L{right - 10} {middle - 4}V{middle + 4}Z"
        yield f'<path d="{tip}" fill="{pen.colour}"/>'
