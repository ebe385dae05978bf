"""Where each place of a rewritten text stands in the original.

A rewriting is a list of edits: stretches of the original, in order and apart from one another,
each with the text that takes its place. Between them nothing moves but by offset.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from dealmodel.dataclass import dataclass


class Edit(NamedTuple):
    """``text`` in place of the original from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Positions:
    """The edits' places in the original and in the rewritten text, all in order."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    new_starts: tuple[int, ...] = ()
    new_ends: tuple[int, ...] = ()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that the rewritten text from ``start`` to ``end`` stands
        for: offset by offset where nothing was rewritten, a rewritten stretch as a whole. What was
        taken out at either end does not belong to it.

        >>> edits = [Edit(4, 7, "1.5"), Edit(8, 12, "billion")]
        >>> text, positions = rewritten("für 1,5 Mrd. €", edits)
        >>> text, positions.original_span(4, 11)
        ('für 1.5 billion €', (4, 12))
        """
        before = bisect_right(self.new_starts, start) - 1
        if before < 0:
            first = start
        elif start < self.new_ends[before]:
            first = self.starts[before]
        else:
            first = self.ends[before] + start - self.new_ends[before]
        last = bisect_left(self.new_starts, end) - 1
        if last < 0:
            return first, max(first, end)
        beyond = max(0, end - self.new_ends[last])
        return first, max(first, self.ends[last] + beyond)

    def moved(self, position: int) -> int:
        """Where an untouched place of the original stands in the rewritten text."""
        before = bisect_right(self.ends, position) - 1
        return position if before < 0 else self.new_ends[before] + position - self.ends[before]


def rewritten(text: str, edits: Iterable[Edit]) -> tuple[str, Positions]:
    """``text`` with the edits made, and where everything went.

    >>> rewritten("ein Jahr", [])[0]
    'ein Jahr'
    """
    pieces: list[str] = []
    starts, ends, new_starts, new_ends = [], [], [], []
    position = length = 0
    for start, end, replacement in edits:
        pieces += text[position:start], replacement
        length += start - position
        starts.append(start)
        new_starts.append(length)
        length += len(replacement)
        ends.append(end)
        new_ends.append(length)
        position = end
    pieces.append(text[position:])
    return "".join(pieces), Positions(*map(tuple, (starts, ends, new_starts, new_ends)))
