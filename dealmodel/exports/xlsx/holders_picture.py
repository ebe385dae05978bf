"""Who holds whom, drawn on the sheet Ownership in shapes of the spreadsheet's own: no picture file,
so that it is the same wherever it is made.

The layout is that of the SVG; a line is made of upright and level stretches, since there are no
others. Words and shares are as printed at export: like the sources' words they do not follow the
inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dealmodel.calculators.ownership import Ownership
from dealmodel.errors import OutOfRange
from dealmodel.exports.xlsx.sheet import Sheet, accepted
from dealmodel.records.book import Book
from dealmodel.reports.drawing.blocks import Block
from dealmodel.reports.drawing.graph import Box, graph_of
from dealmodel.reports.drawing.layers import Route, Spot
from dealmodel.reports.drawing.legend import PENS
from dealmodel.reports.drawing.svg import arranged

MOST = 40
"""Parties in a picture that can still be read on a sheet."""

_ROW = 20
"""Pixels of a row, at least."""

_TOP, _LEFT = 8, 8
_ARROW = ((9, 4), (5, 3), (1, 3))
"""Width and height of the steps of an arrow head, from its base to its tip."""


def draw_holders(sheet: Sheet, row: int, ownership: Ownership, book: Book) -> int:
    """Draw the picture from ``row`` on; the last row that it takes."""
    graph = graph_of(ownership, book)
    if not graph.lines:
        return row
    sheet.text(row, 0, "Who holds whom, as printed", "label")
    if len(graph.boxes) > MOST:
        told = f"{len(graph.boxes)} parties: dealmodel ownership BOOK --diagram svg draws them"
        sheet.text(row + 1, 0, told, "subtitle")
        return row + 1
    try:
        layout, names, labels = arranged(graph)
    except OutOfRange as error:
        sheet.text(row + 1, 0, error.message, "subtitle")
        return row + 1
    draw = _Shapes(sheet, row + 1)
    for line, route in zip(graph.lines, layout.routes, strict=True):
        for spot in _stretches(route, with_head=line.style != "talk"):
            draw.bar(spot, PENS[line.style].colour)
    for line, spot, words in zip(graph.lines, layout.labels, labels, strict=True):
        draw.words(spot, words, line.told)
    for box, spot, words in zip(graph.boxes, layout.boxes, names, strict=True):
        draw.box(spot, words, box)
    return row + 3 + (layout.height + 2 * _TOP) // _ROW


def _stretches(route: Route, *, with_head: bool) -> Iterator[Spot]:
    """The upright and level stretches of a line, and the steps of its head."""
    for part in route.parts:
        for each in part:
            yield Spot(each.x, each.top, 1, max(each.bottom - each.top, 1))
        for before, after in pairwise(part):
            middle = (before.bottom + after.top) // 2
            left, right = sorted((before.x, after.x))
            yield Spot(before.x, before.bottom, 1, max(middle - before.bottom, 1))
            yield Spot(left, middle, right - left + 1, 1)
            yield Spot(after.x, middle, 1, max(after.top - middle, 1))
    if not with_head:
        return
    x, tip = route.tip
    reached = sum(height for _, height in _ARROW)
    top = tip - reached if route.is_down else tip
    for width, height in _ARROW if route.is_down else _ARROW[::-1]:
        yield Spot(x - width // 2, top, width, height)
        top += height


class _Shapes:
    """Text boxes on a sheet, from a row on."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self._sheet, self._row = sheet, row

    def bar(self, spot: Spot, colour: str) -> None:
        """A stretch of a line."""
        look = {"fill": {"color": colour}, "line": {"none": True}, "decorative": True}
        self._put(spot, "", look)

    def words(self, spot: Spot, words: Block, told: str) -> None:
        """The words of a line, on a ground of their own; ``told`` is what they say in full."""
        wide = Spot(spot.x - 8, spot.y, spot.width + 16, spot.height)
        look = {"fill": {"color": "#FFFFFF"}, "line": {"none": True}, "description": told}
        self._put(wide, _text(words), look | _font(words, size=8))

    def box(self, spot: Spot, words: Block, box: Box) -> None:
        """A party: with a thicker line where it is asked about, a double one where it is joint."""
        line: dict[str, Any] = {"color": "#222222", "width": 2.25 if box.is_asked else 0.75}
        if box.is_joint:
            line["dash_type"] = "dash"
        look: dict[str, Any] = {"fill": {"color": "#FFFFFF"}, "line": line}
        look["description"] = f"{box.name} ({box.words})"
        self._put(spot, _text(words), look | _font(words, size=9))

    def _put(self, spot: Spot, text: str, look: dict[str, Any]) -> None:
        placed = {
            "x_offset": spot.x + _LEFT,
            "y_offset": spot.y + _TOP,
            "width": spot.width,
            "height": spot.height,
            "object_position": 3,
            **look,
        }
        code = self._sheet.worksheet.insert_textbox(self._row, 0, text, placed)
        accepted(code, f"a shape on {self._sheet.name}")


def _text(words: Sequence[Any]) -> str:
    return "\n".join(line.text for line in words)


def _font(words: Block, *, size: int) -> dict[str, Any]:
    colour = words[0].colour if words else "#111111"
    align = {"vertical": "middle", "horizontal": "center"}
    return {"font": {"size": size, "color": colour}, "align": align}
