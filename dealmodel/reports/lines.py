"""Text broken into lines of a width.

Width is counted in cells: a Chinese character takes two, an accent that combines none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

WIDTH = 80
"""Cells of a line where nobody says how many there are."""


def cells(text: str) -> int:
    """How many cells ``text`` takes.

    >>> cells("5 cars"), cells("5万辆")
    (6, 5)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def line_spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of ``text`` starts and ends if none is wider than ``width``: broken at
    spaces, on either side of a wide character, or, where there is neither, anywhere.

    >>> [text[a:b] for text in ["just over 300,000 cars"] for a, b in line_spans(text, 10)]
    ['just over', '300,000', 'cars']
    """
    start = 0
    for line in text.split("\n"):
        yield from _broken(text, start, start + len(line), width)
        start += len(line) + 1


def wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """The lines of ``text``, each behind ``indent``, the first behind ``first``.

    >>> wrapped("just over 300,000 cars", 14, "  ", "- ")
    ['- just over', '  300,000 cars']
    """
    room = max(1, width - cells(indent))
    lines = [text[start:end] for start, end in line_spans(text, room)]
    return [f"{indent if at or first is None else first}{line}" for at, line in enumerate(lines)]


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _broken(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    at, taken, seam = start, 0, start
    while at < end:
        wide = _cells(text[at])
        if taken + wide > width and at > start and text[at] != " ":
            cut = seam if seam > start else at
            yield start, start + len(text[start:cut].rstrip(" "))
            start = at = seam = cut
            taken = 0
            continue
        taken += wide
        at += 1
        if text[at - 1] == " " or wide == 2 or (at < end and _cells(text[at]) == 2):
            seam = at
    yield start, start + len(text[start:end].rstrip(" "))
