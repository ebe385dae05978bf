"""Blocks of text for a drawing: lines, each of a size and look, and the room that they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealmodel.reports.drawing.lettering import width_of, wrapped
from dealmodel.reports.drawing.tracks import Size

_LEADING = 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in a font of ``size`` pixels."""

    text: str
    size: int
    colour: str = "#111111"
    is_bold: bool = False

    @property
    def width(self) -> int:
        """In pixels, as far as it can be told without the font."""
        return width_of(self.text, self.size, is_bold=self.is_bold)


Block = Sequence[TextLine]


def block(
    text: str,
    size: int,
    width: int,
    lines: int,
    *,
    colour: str = "#111111",
    is_bold: bool = False,
) -> list[TextLine]:
    """``text`` in at most ``lines`` lines of at most ``width`` pixels.

    >>> [line.text for line in block("Leapmotor International", 12, 90, 2)]
    ['Leapmotor', 'International']
    """
    parts = wrapped(text, width, size, lines, is_bold=is_bold)
    return [TextLine(part, size, colour, is_bold) for part in parts]


def room_for(lines: Block, beside: int, above: int) -> Size:
    """The room that lines take with so many pixels left on each side and above and below; its
    width is even.

    >>> room_for(block("51%", 12, 90, 1), 4, 2)
    Size(width=36, height=16)
    """
    width = max((line.width for line in lines), default=0) + 2 * beside
    height = sum(line.size + _LEADING for line in lines) - (_LEADING if lines else 0) + 2 * above
    return Size(width + width % 2, height)


def baselines(lines: Block, top: int) -> Iterator[tuple[TextLine, int]]:
    """Each line with where it stands, the first under ``top``."""
    for line in lines:
        yield line, top + line.size * 17 // 20
        top += line.size + _LEADING
