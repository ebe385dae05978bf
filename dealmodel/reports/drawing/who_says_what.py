"""Who says what: the facts that several sources tell of, and which of them go together.

Rows are facts, columns sources, those of one origin side by side under a bracket with its name,
since they are one voice. Marks of one shape in a row can all be right together: a disc is the camp
with most voices, then a diamond, a triangle, a square; a ring is what was not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealmodel.records.book import Book
from dealmodel.reports.drawing.blocks import Block, block, room_for
from dealmodel.reports.drawing.canvas import (
    BLUE,
    GREY,
    INK,
    LINE,
    PAPER,
    RED,
    RULE,
    grouped,
    opening,
    shape,
    stroke,
    text,
    texts,
)
from dealmodel.reports.drawing.legend import flowing
from dealmodel.reports.drawing.lettering import in_one_line, plain, width_of
from dealmodel.reports.facts import Fact, Statement

MOST_FACTS, MOST_SOURCES = 30, 20
"""More than these a person would not look at; a table has all."""

_LABELS, _MARGIN, _COLUMN, _APART = 300, 12, 30, 8
_NAME, _SMALL = 12, 11
_HEAD = 190
_CAMPS = ("most voices", "other", "third", "fourth")
_NOT_COMPARED = "not compared"
_LEAST = 560


@dataclass(frozen=True, slots=True)
class Column:
    """A source, and whose voice it is."""

    key: str
    publisher: str
    origin: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """All that the picture shows; ``left_out`` says what is not drawn, if anything."""

    columns: tuple[Column, ...]
    facts: tuple[Fact, ...]
    left_out: str = ""


def who_says_what(facts: Sequence[Fact], book: Book) -> Matrix:
    """The facts of several sources that were compared, the contested ones first, and those sources
    by origin."""
    order = {"contested": 0, "agreed": 1, "unknown": 2}
    several = [
        each
        for each in facts
        if each.verdict in order and len({s.source for s in each.statements}) > 1
    ]
    shown = sorted(several, key=lambda each: order[each.verdict])[:MOST_FACTS]
    used: dict[str, int] = {}
    for fact in shown:
        for each in fact.statements:
            used[each.source] = used.get(each.source, 0) + 1
    kept = sorted(used, key=lambda key: -used[key])[:MOST_SOURCES]
    origins = list(dict.fromkeys(book.sources[key].voice for key in kept))
    columns = tuple(
        Column(key, book.sources[key].publisher, origin)
        for origin in origins
        for key in kept
        if book.sources[key].voice == origin
    )
    parts = []
    if len(several) > len(shown):
        parts.append(f"the first {len(shown)} of {len(several):,} facts of several sources")
    if len(used) > len(kept):
        parts.append(f"the {len(kept)} of {len(used)} sources that say most")
    left_out = f"{' and '.join(parts)} are drawn; the tables have all" if parts else ""
    return Matrix(columns, tuple(shown), left_out)


def matrix_svg(matrix: Matrix, key: str = "") -> str:
    """The picture as SVG; the same matrix and ``key`` give the same text.

    >>> "no fact" in matrix_svg(Matrix((), ()))
    True
    """
    width = max(_LEAST, _LABELS + len(matrix.columns) * _COLUMN + 2 * _MARGIN)
    top = _MARGIN
    drawn: list[str] = []
    if not matrix.facts:
        nothing = block("There is no fact that several sources tell of.", _NAME, width, 1)
        drawn += texts(nothing, _MARGIN, top)
        top += 30
    else:
        drawn += _heads(matrix, top)
        top += _HEAD + 34
    places = {column.key: _x(at) for at, column in enumerate(matrix.columns)}
    for fact in matrix.facts:
        label = _label(fact)
        height = room_for(label, 0, 0).height + _APART
        drawn.append(stroke(f"M{_MARGIN} {top - 5}H{width - _MARGIN}", RULE))
        drawn += texts(label, _MARGIN, top)
        middle = top + room_for(label, 0, 0).height // 2
        for source, x in places.items():
            said = [each for each in fact.statements if each.source == source]
            if said:
                told = f"{' / '.join(each.says for each in said)}: {source}"
                drawn += grouped(told, _mark(_camp(said), x, middle), "says")
        top += height
    legend, top = _legend(matrix, width, top + 4)
    told = ". ".join(
        f"{plain(fact.title)}, {plain(fact.label)}, {fact.verdict}: "
        + "; ".join(f"{plain(each.says)} ({plain(each.source)})" for each in fact.statements)
        for fact in matrix.facts
    )
    start = opening("Who says what", f"{told}.", width, top, key)
    return "\n".join([*start, *drawn, *legend, "</svg>", ""])


def _x(at: int) -> int:
    return _LABELS + at * _COLUMN + _COLUMN // 2


def _heads(matrix: Matrix, top: int) -> Iterator[str]:
    """The sources' names, upright, and a bracket over those of one origin."""
    bottom = top + 22 + _HEAD
    for at, column in enumerate(matrix.columns):
        x = _x(at) + 4
        words = column.publisher
        if column.origin != column.publisher:
            words = f"{words} after {column.origin}"
        line = in_one_line(words, _HEAD, _SMALL)
        yield (
            f'<text class="upright" transform="rotate(-90 {x} {bottom})" x="{x}" y="{bottom}" '
            f'font-size="{_SMALL}" text-anchor="start" fill="{INK}">{_escaped(line)}</text>'
        )
    for start, end in _runs(matrix.columns):
        if end > start:
            left, right = _x(start) - 8, _x(end) + 8
            yield _bracket(left, right, top + 12)


def _bracket(left: int, right: int, top: int) -> str:
    return stroke(f"M{left} {top + 6}V{top}H{right}V{top + 6}", LINE)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _runs(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """The first and last column of each origin."""
    start = 0
    for at, column in enumerate(columns):
        if at + 1 == len(columns) or columns[at + 1].origin != column.origin:
            yield start, at
            start = at + 1


def _label(fact: Fact) -> Block:
    room = _LABELS - _MARGIN - _COLUMN // 2
    colour = RED if fact.verdict == "contested" else GREY
    return [
        *block(plain(fact.title), _NAME, room, 2),
        *block(f"{plain(fact.label)}: {fact.verdict}", _SMALL, room, 1, colour=colour),
    ]


def _camp(said: Sequence[Statement]) -> int | None:
    """The camp of a source's statements; the last of several, so that a dissent is seen."""
    camps = [each.camp for each in said if each.camp is not None]
    return max(camps) if camps else None


def _mark(camp: int | None, x: int, y: int) -> Iterator[str]:
    if camp is None:
        yield (f'<circle cx="{x}" cy="{y}" r="5" fill="{PAPER}" stroke="{LINE}" stroke-width="2"/>')
    elif camp == 0:
        yield f'<circle cx="{x}" cy="{y}" r="6" fill="{BLUE}"/>'
    elif camp == 1:
        yield shape(f"M{x} {y - 7}L{x + 7} {y}L{x} {y + 7}L{x - 7} {y}", RED)
    elif camp == 2:
        yield shape(f"M{x} {y - 6}L{x + 7} {y + 6}H{x - 7}", RED)
    else:
        yield shape(f"M{x - 5} {y - 5}H{x + 5}V{y + 5}H{x - 5}", RED)


def _legend(matrix: Matrix, width: int, top: int) -> tuple[list[str], int]:
    """What the shapes mean, and where the picture ends."""
    camps = {_camp([each]) for fact in matrix.facts for each in fact.statements}
    shown = [camp for camp in (0, 1, 2, 3) if camp in camps or (camp == 3 and _highest(camps) > 3)]
    entries: list[tuple[int | str | None, str]] = [
        (camp, "can be right together, most voices" if camp == 0 else f"{_CAMPS[camp]} account")
        for camp in shown
    ]
    entries += [(None, _NOT_COMPARED)] if None in camps else []
    if any(end > start for start, end in _runs(matrix.columns)):
        entries.append(("bracket", "one origin, one voice"))
    widths = [20 + width_of(words, _SMALL) + 24 for _, words in entries]
    drawn: list[str] = []
    bottom = top
    for (camp, words), (x, line) in zip(entries, flowing(widths, width - 2 * _MARGIN), strict=True):
        left, middle = _MARGIN + x, top + line * 22 + 12
        if isinstance(camp, str):
            drawn.append(_bracket(left, left + 14, middle - 3))
        else:
            drawn += _mark(camp, left + 7, middle)
        drawn.append(text(left + 20, middle + 4, words, _SMALL, colour=GREY))
        bottom = middle + 12
    return drawn, bottom + 6


def _highest(camps: set[int | None]) -> int:
    """The highest camp; -1 where none is known."""
    return max((camp for camp in camps if camp is not None), default=-1)
