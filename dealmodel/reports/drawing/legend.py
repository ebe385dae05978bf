"""How lines and boxes are drawn, and the legend of what of it occurs in a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dealmodel.reports.drawing.graph import Graph, Style

Mark = Literal["asked", "joint"]


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: its colour, the lengths of its dashes and gaps, its width in tenths of
    a pixel."""

    colour: str
    dashes: tuple[int, ...]
    tenths: int


PENS: Mapping[Style, Pen] = MappingProxyType(
    {
        "stated": Pen("#222222", (), 15),
        "disagreeing": Pen("#b3261e", (9, 4), 18),
        "unstated": Pen("#222222", (2, 4), 15),
        "talk": Pen("#6b6b6b", (1, 5), 15),
    }
)

_WORDS: Mapping[Style | Mark, str] = MappingProxyType(
    {
        "stated": "holder to held, share as printed",
        "disagreeing": "sources disagree on the share",
        "unstated": "held, share not stated",
        "talk": "talk of a deal, contested or only reported",
        "asked": "asked about",
        "joint": "joint control, stated",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample, and what it means."""

    sample: Style | Mark
    words: str


def legend(graph: Graph) -> tuple[Entry, ...]:
    """The entries for what occurs in the picture.

    >>> legend(Graph("", "", (), (), (), None, None))
    ()
    """
    occurring: set[Style | Mark] = {line.style for line in graph.lines}
    occurring |= {"asked" for box in graph.boxes if box.is_asked}
    occurring |= {"joint" for box in graph.boxes if box.is_joint}
    return tuple(Entry(sample, words) for sample, words in _WORDS.items() if sample in occurring)


def flowing(widths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """For things of ``widths`` set one after the other in lines of ``room``, the left side and the
    line of each.

    >>> list(flowing([60, 60, 60], 130))
    [(0, 0), (60, 0), (0, 1)]
    """
    x = line = 0
    for width in widths:
        if x and x + width > room:
            x, line = 0, line + 1
        yield x, line
        x += width
