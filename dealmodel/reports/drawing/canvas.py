"""What pictures are made of: an SVG with its title and description, texts, and a few colours.

Every picture is read without colour: what a colour tells, a shape, a dash or a word tells too. All
coordinates are whole pixels, so that the same picture is the same text. ``key`` makes the ids of a
picture its own where several stand in one page.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from dealmodel.reports.drawing.blocks import Block, baselines
from dealmodel.reports.drawing.lettering import plain, width_of

INK, GREY, LINE, PAPER = "#111111", "#555555", "#222222", "#ffffff"
RULE, BLUE, RED = "#d9d9d9", "#1f5fa8", "#b3261e"
TINT, SHADE = "#c7d7ec", "#d6d6d6"

_FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def opening(title: str, told: str, width: int, height: int, key: str = "") -> Iterator[str]:
    """The start of a picture: what it is called, what it shows in words, and its paper."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{key}title {key}desc" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{_FONTS}">'
    )
    yield f'<title id="{key}title">{escape(title)}</title>'
    yield f'<desc id="{key}desc">{escape(told)}</desc>'
    yield f'<path class="paper" d="M0 0H{width}V{height}H0Z" fill="{PAPER}"/>'


def texts(lines: Block, x: int, top: int, anchor: str = "start") -> Iterator[str]:
    """Lines of text, the first under ``top``."""
    for line, y in baselines(lines, top):
        yield text(
            x, y, line.text, line.size, anchor=anchor, colour=line.colour, is_bold=line.is_bold
        )


def text(
    x: int,
    y: int,
    words: str,
    size: int,
    *,
    anchor: str = "start",
    colour: str = INK,
    is_bold: bool = False,
) -> str:
    """One line of text on the baseline ``y``."""
    weight = ' font-weight="bold"' if is_bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{colour}"{weight}>{escape(words)}</text>'
    )


def stroke(path: str, colour: str = LINE, width: int = 1, dashes: str = "") -> str:
    """A line along a path."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def shape(path: str, colour: str = LINE, fill: str | None = None) -> str:
    """A closed shape in its colour, or in an outline of it."""
    return f'<path d="{path}Z" fill="{fill or colour}" stroke="{colour}" stroke-width="1"/>'


def grouped(title: str, elements: Iterator[str], kind: str = "") -> Iterator[str]:
    """Elements that are one thing, with what a pointer that rests on them is told."""
    yield f'<g class="{kind}">' if kind else "<g>"
    yield f"<title>{escape(plain(title))}</title>"
    yield from elements
    yield "</g>"


def left_of(x: int, words: str, size: int, anchor: str, *, is_bold: bool = False) -> int:
    """Where a text starts that is anchored at ``x``."""
    width = width_of(words, size, is_bold=is_bold)
    return {"start": x, "middle": x - width // 2, "end": x - width}[anchor]
