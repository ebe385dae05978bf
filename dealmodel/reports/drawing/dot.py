"""A picture of ownership in Graphviz' language, DOT.

Every text is a quoted string in which quotes, backslashes and the ``&`` of entities are escaped, so
that it is shown as it is and ends where it should. What stands behind a line in full, with its
sources, is its tooltip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dealmodel.reports.drawing.graph import Box, Graph, Line, Style
from dealmodel.reports.drawing.legend import PENS
from dealmodel.reports.drawing.lettering import wrapped

_NAME, _LABEL = (200, 12, 6), (170, 11, 4)
"""Width, size of letters and most lines of names and labels."""

_SHAPES: Mapping[str, str] = MappingProxyType(
    {"person": "ellipse", "joint_venture": "octagon", "state": "house", "fund": "parallelogram"}
)
_STYLES: Mapping[Style, str] = MappingProxyType(
    {"stated": "solid", "disagreeing": "dashed", "unstated": "dotted", "talk": "dotted"}
)


def dot(graph: Graph) -> str:
    """The picture as DOT's text.

    >>> a, b = (Box(name, "company", "company", False, False) for name in "AB")
    >>> line = Line(0, 1, "stated", ("51%",), "A holds 51% (S) of B")
    >>> text = dot(Graph("Who holds whom", "Deal", (a, b), (line,), ("S",), None, None))
    >>> print(text.splitlines()[-2])
      p0 -> p1 [label="51%", tooltip="A holds 51% (S) of B", labeltooltip="A holds 51% (S) of B"];
    """
    return "\n".join([*_lines(graph), ""])


def quoted(*lines: str) -> str:
    r"""Lines of text as one string of DOT.

    >>> print(quoted('A & B "Holding"', "a\\b"))
    "A &amp; B \"Holding\"\na\\b"
    """
    texts = (line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(texts) + '"'


def _lines(graph: Graph) -> Iterator[str]:
    yield "digraph ownership {"
    heading = quoted(graph.title, graph.about)
    yield '  graph [rankdir=TB, charset="UTF-8", fontname="Helvetica", labelloc=t];'
    yield f"  graph [label={heading}];"
    yield '  node [shape=box, fontname="Helvetica", fontsize=12];'
    yield '  edge [fontname="Helvetica", fontsize=11];'
    yield from (f"  p{number} {_set(_box(box))};" for number, box in enumerate(graph.boxes))
    for line in graph.lines:
        yield f"  p{line.start} -> p{line.end} {_set(_line(line))};"
    yield "}"


def _box(box: Box) -> Iterator[str]:
    yield f"label={quoted(*wrapped(box.name, *_NAME), box.words)}"
    if box.kind in _SHAPES:
        yield f"shape={_SHAPES[box.kind]}"
    if box.is_joint:
        yield "peripheries=2"
    if box.is_asked:
        yield "penwidth=3"


def _line(line: Line) -> Iterator[str]:
    says = (part for each in line.says for part in wrapped(each, *_LABEL))
    yield f"label={quoted(*says)}"
    yield f"tooltip={quoted(line.told)}"
    yield f"labeltooltip={quoted(line.told)}"
    if line.style != "stated":
        colour = quoted(PENS[line.style].colour)
        yield f"style={_STYLES[line.style]}"
        yield f"color={colour}"
        yield f"fontcolor={colour}"
    if line.style == "talk":
        # Talk has no direction: it moves no party above another.
        yield "dir=none"
        yield "constraint=false"


def _set(attributes: Iterable[str]) -> str:
    return f"[{', '.join(attributes)}]"
