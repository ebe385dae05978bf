"""A picture of ownership as a Mermaid flowchart.

Ids are numbers, so that nothing of a book stands outside a quoted label. In a label every
character that Mermaid, Markdown or HTML may read as a mark is written as an entity code (``#34;``);
letters of any script, digits, spaces and the marks of plain prose stand as they are. What stands
behind each line in full, with its sources, is a comment above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from unicodedata import category

from dealmodel.reports.drawing.graph import Box, Graph, Style
from dealmodel.reports.drawing.legend import PENS

_PLAIN = frozenset(" ,-%/()'")
_OWN_MARK = "\N{LATIN SMALL LIGATURE FL}"
"""With it Mermaid marks entity codes for itself."""

_SHAPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "person": ("([", "])"),
        "joint_venture": ("{{", "}}"),
        "state": ("[[", "]]"),
        "fund": ("[/", "/]"),
    }
)
_BOX = ("[", "]")

_LINES: Mapping[Style, str] = MappingProxyType(
    {"stated": "-->", "disagreeing": "-->", "unstated": "-.->", "talk": "-.-"}
)


def mermaid(graph: Graph) -> str:
    """The picture as Mermaid's text.

    >>> from dealmodel.reports.drawing.graph import Line
    >>> a, b = (Box(name, "company", "company", False, False) for name in "AB")
    >>> line = Line(0, 1, "stated", ("51%",), "A holds 51% (S) of B")
    >>> print(mermaid(Graph("Who holds whom", "Deal", (a, b), (line,), ("S",), None, None)))
    %% Who holds whom
    %% Deal
    flowchart TB
      p0["A<br/>company"]
      p1["B<br/>company"]
      %% A holds 51% (S) of B
      p0 -->|"51%"| p1
    <BLANKLINE>
    """
    return "\n".join([*_lines(graph), ""])


def escaped(text: str) -> str:
    """``text`` so that a quoted label shows it as it is.

    >>> escaped('A & B "Holding" [x] 51%')
    'A #38; B #34;Holding#34; #91;x#93; 51%'
    """
    return "".join(_coded(each, text[at - 1 : at]) for at, each in enumerate(text))


def _coded(character: str, before: str) -> str:
    if character == _OWN_MARK:
        return "fl"
    # Codes become characters before formulas ($$), icons (fa:) and comments (%%) are looked for:
    # what would begin one is parted by a space that is not seen.
    begins = before == ":" or (before == character and character in "$%")
    parted = "#8203;" if begins and character != " " else ""
    is_plain = category(character)[0] in "LMN" or (character in _PLAIN and not parted)
    return f"{parted}{character}" if is_plain else f"{parted}#{ord(character)};"


def _lines(graph: Graph) -> Iterator[str]:
    yield f"%% {escaped(graph.title)}"
    yield f"%% {escaped(graph.about)}"
    yield "flowchart TB"
    for number, box in enumerate(graph.boxes):
        yield f"  p{number}{_box(box)}"
    for line in graph.lines:
        yield f"  %% {escaped(line.told)}"
        label = "<br/>".join(map(escaped, line.says))
        yield f'  p{line.start} {_LINES[line.style]}|"{label}"| p{line.end}'
    yield from _looks(graph)


def _box(box: Box) -> str:
    left, right = _SHAPES.get(box.kind, _BOX)
    return f'{left}"{escaped(box.name)}<br/>{escaped(box.words)}"{right}'


def _looks(graph: Graph) -> Iterator[str]:
    """How boxes and lines are drawn that are not usual."""
    asked = [f"p{number}" for number, box in enumerate(graph.boxes) if box.is_asked]
    if asked:
        yield "  classDef asked stroke-width:4px,font-weight:bold"
        yield f"  class {','.join(asked)} asked"
    for style, pen in PENS.items():
        numbers = [str(number) for number, line in enumerate(graph.lines) if line.style == style]
        if numbers and pen.dashes:
            dashes = " ".join(map(str, pen.dashes))
            look = f"stroke:{pen.colour},color:{pen.colour},stroke-dasharray:{dashes}"
            yield f"  linkStyle {','.join(numbers)} {look}"
