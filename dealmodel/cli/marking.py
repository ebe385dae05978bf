"""A running text with its figures marked: ``sold [1 just over 300,000 cars] for ⟨?1 ¥500⟩ each``.

Figures stand in brackets with their number, what looks like one and could not be read in angle
brackets with a question mark. Colour says the same once more and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.cli.output import bold, printable
from dealmodel.cli.terminal import line_spans
from dealmodel.dataclass import dataclass
from dealmodel.figures.figure import Figure
from dealmodel.figures.reading import Refusal

_COLOURS = {"figure": "green", "refusal": "yellow"}
_BLANK = str.maketrans("\r\t", "  ")
_GLUE = "\ue0ff"
"""A space at which no line ends, between a number and its figure; of a private use, so that no
text has it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    label: str


def marked_lines(
    text: str, figures: Sequence[Figure], refused: Sequence[Refusal], width: int, *, colour: bool
) -> list[str]:
    """The lines of ``text``, all of it, with its figures marked.

    >>> from dealmodel.figures.reader import find_figures
    >>> found = find_figures("sold 5,000 cars for ¥500 each")
    >>> marked_lines("sold 5,000 cars for ¥500 each", found, found.refused, 80, colour=False)
    ['sold [1 5,000 cars] for ⟨?1 ¥500 each⟩']
    """
    plain, spans = _marked(printable(text.translate(_BLANK)), _marks(figures, refused))
    lines = list(line_spans(plain, width))
    plain = plain.replace(_GLUE, " ")
    if not colour:
        return [plain[start:end] for start, end in lines]
    return [_coloured(plain, start, end, spans) for start, end in lines]


def _marks(figures: Sequence[Figure], refused: Sequence[Refusal]) -> Iterator[_Mark]:
    """The marks in the text's order, none of which overlaps another."""
    found = [
        *(_Mark(*each.span, "figure", f"[{at}{_GLUE}") for at, each in enumerate(figures, 1)),
        *(_Mark(*each.span, "refusal", f"⟨?{at}{_GLUE}") for at, each in enumerate(refused, 1)),
    ]
    end = 0
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        if mark.start >= end:
            yield mark
            end = mark.end


def _marked(text: str, marks: Iterator[_Mark]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text with its marks, and where in it they stand."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = length = 0
    for mark in marks:
        closing = "]" if mark.kind == "figure" else "⟩"
        piece = f"{mark.label}{text[mark.start : mark.end]}{closing}"
        pieces += [text[at : mark.start], piece]
        length += mark.start - at
        spans.append((length, length + len(piece), mark.kind))
        length += len(piece)
        at = mark.end
    return "".join([*pieces, text[at:]]).rstrip(), spans


def _coloured(plain: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> str:
    """A line of the text with its marks in colour; ``spans`` loses those that end before it."""
    line, at = "", start
    while spans and spans[0][1] <= start:
        spans.pop(0)
    for first, last, kind in spans:
        if first >= end:
            break
        begin, stop = max(first, start), min(last, end)
        line += plain[at:begin] + bold(plain[begin:stop], _COLOURS[kind])
        at = stop
    return line + plain[at:end]
