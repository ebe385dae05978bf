"""What an SVG picture holds, read back from its text: rectangles, texts and the points of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from unicodedata import combining
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"

# Adobe's font metrics of Helvetica, as published with PostScript, for the characters 32 to 126.
HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
HELVETICA_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 "
    "556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 "
    "280 389 584"
)


def metrics(table: str) -> dict[str, int]:
    """The widths of a font in thousandths of its size, by character."""
    return {chr(32 + at): int(width) for at, width in enumerate(table.split())}


@dataclass(frozen=True)
class Rect:
    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: Rect) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def has_inside(self, x: Fraction, y: Fraction) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom

    def contains(self, other: Rect) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Drawing:
    root: ElementTree.Element

    @property
    def page(self) -> Rect:
        return Rect(*map(int, self.root.attrib["viewBox"].split()))

    def rects(self, kind: str) -> list[Rect]:
        return [_rect(each) for each in self.root.iter(f"{SVG}rect") if each.get("class") == kind]

    def framed_texts(self) -> Iterator[tuple[Rect, Rect]]:
        """Each text in a box or label, with the rectangle that it stands in."""
        for group in self.root.iter(f"{SVG}g"):
            frame = group.find(f"{SVG}rect")
            if frame is not None:
                yield from ((text_rect(each), _rect(frame)) for each in group.iter(f"{SVG}text"))

    def texts(self) -> list[ElementTree.Element]:
        return list(self.root.iter(f"{SVG}text"))

    def lines(self) -> Iterator[list[list[tuple[Fraction, Fraction]]]]:
        """The points of each line, in one or two strokes."""
        for group in self.root.iter(f"{SVG}g"):
            if group.get("class") in ("stated", "disagreeing", "unstated", "talk"):
                drawn = group.findall(f"{SVG}path")[0].attrib["d"]
                yield [list(points(stroke)) for stroke in re.findall(r"M[^M]+", drawn)]


def drawing(svg: str) -> Drawing:
    return Drawing(ElementTree.fromstring(svg))


def _rect(element: ElementTree.Element) -> Rect:
    x, y, width, height = (int(element.attrib[key]) for key in ("x", "y", "width", "height"))
    return Rect(x, y, x + width, y + height)


def text_rect(element: ElementTree.Element) -> Rect:
    """What a text covers in Helvetica; other letters are two thirds as wide as they are high,
    those of East Asia as wide, marks on them nothing."""
    widths = metrics(HELVETICA_BOLD if element.get("font-weight") == "bold" else HELVETICA)
    size = int(element.attrib["font-size"])
    width = -(-sum(widths.get(each, _other(each)) for each in element.text or "") * size // 1000)
    x, y = int(element.attrib["x"]), int(element.attrib["y"])
    left = x if element.attrib["text-anchor"] == "start" else x - width // 2
    return Rect(left, y - size * 3 // 4, left + width, y + size // 4)


def _other(character: str) -> int:
    return 0 if combining(character) else 1000 if ord(character) >= 0x2E80 else 667


def points(stroke: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Points along a stroke: the ends of its straight parts, and many on its curves."""
    x = y = Fraction(0)
    for mark, numbers in re.findall(r"([MVC])([-\d ]+)", stroke):
        given = [Fraction(number) for number in numbers.split()]
        if mark == "M":
            x, y = given
        elif mark == "V":
            yield from ((x, y + (given[0] - y) * n / 8) for n in range(8))
            y = given[0]
        else:
            ends = [(x, y), *zip(given[::2], given[1::2], strict=True)]
            yield from (_on_curve(ends, Fraction(n, 16)) for n in range(16))
            x, y = ends[-1]
        yield x, y


def _on_curve(ends: list[tuple[Fraction, Fraction]], at: Fraction) -> tuple[Fraction, Fraction]:
    while len(ends) > 1:
        ends = [(a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at) for a, b in pairwise(ends)]
    return ends[0]
