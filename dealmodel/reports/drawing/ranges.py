"""Numbers with their bounds side by side on one axis: a football field, a price ladder, volumes.

A *span* is one number: a bar from its low to its high end, each end with its number, the point as a
diamond with its own. A closed end is a stroke across, an open one a ring, one that does not exist
an arrow to the edge. Where sources overlap is a hatched band behind all bars of its group; what is
*stated*, an offer, is a dashed line across them. So each of them is told apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.units import Unit
from dealmodel.formulas.numbers import compact
from dealmodel.reports.drawing.blocks import Block, block, room_for
from dealmodel.reports.drawing.canvas import (
    BLUE,
    GREY,
    INK,
    LINE,
    PAPER,
    RULE,
    SHADE,
    TINT,
    grouped,
    opening,
    shape,
    stroke,
    text,
    texts,
)
from dealmodel.reports.drawing.lettering import in_one_line, plain, width_of
from dealmodel.reports.drawing.scale import Scale

SpanKind = Literal["answer", "overlap", "stated"]

WIDTH = 1080
_LABELS, _GAP, _MARGIN = 320, 12, 12
_NAME, _SMALL = 12, 11
_BAR, _ABOVE, _APART, _LEAST = 12, 18, 10, 40
_MOST_END = 150


@dataclass(frozen=True, slots=True)
class Span:
    """``label`` is how the number comes about or was printed, ``who`` says so."""

    label: str
    who: str
    point: Fraction | None
    bounds: Bounds
    kind: SpanKind = "answer"


@dataclass(frozen=True, slots=True)
class Group:
    """Spans under a heading, which may be empty."""

    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """A picture: its numbers are all in ``unit``; ``from_zero``: their axis starts at nothing.
    ``left_out`` says what is not drawn, if anything."""

    title: str
    unit: Unit
    kind: str
    groups: tuple[Group, ...]
    from_zero: bool = False
    left_out: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for group in self.groups for span in group.spans)


@dataclass(frozen=True, slots=True)
class _Told:
    """The numbers of a span as they are written; an end that does not exist has none."""

    point: str
    low: str
    high: str


def ranges_svg(picture: Ranges, key: str = "") -> str:
    """The picture as SVG; the same picture and ``key`` give the same text.

    >>> spans = (Span("21%", "CNBC", Fraction(21, 100), point(Fraction(21, 100))),)
    >>> "21%" in ranges_svg(Ranges("Share", Unit.of(""), "share", (Group("", spans),)))
    True
    """
    told = [_told(span, picture) for span in picture.spans]
    widest = max((width_of(t, _SMALL) for each in told for t in (each.low, each.high)), default=0)
    beside = min(_MOST_END, widest) + 14
    left, right = _LABELS + _GAP + beside, WIDTH - _MARGIN - beside
    scale = Scale.over((_held(span) for span in picture.spans), left, right, zero=picture.from_zero)
    drawn: list[str] = []
    top = _MARGIN
    numbers = iter(told)
    for group in picture.groups:
        lines = list(_group(group, [next(numbers) for _ in group.spans], scale, top, key))
        top = int(lines.pop())
        drawn += lines
    axis = list(_axis(scale, picture, _MARGIN, top))
    sentence = "; ".join(
        f"{plain(span.label)} ({plain(span.who)}): {_sentence(each)}"
        if span.who
        else f"{plain(span.label)}: {_sentence(each)}"
        for span, each in zip(picture.spans, told, strict=True)
    )
    start = opening(plain(picture.title), f"{sentence}.", WIDTH, top + 34, key)
    hatch = (
        f'<defs><pattern id="{key}hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M0 6L6 0" stroke="{GREY}" stroke-width="1"/></pattern></defs>'
    )
    return "\n".join([*start, hatch, *axis, *drawn, "</svg>", ""])


def _held(span: Span) -> Bounds:
    """The bounds with the point where an end is absent."""
    bounds = span.bounds
    if bounds.low is None and bounds.high is None and span.point is not None:
        return point(span.point)
    return bounds


def _told(span: Span, picture: Ranges) -> _Told:
    found: list[str] = []

    def interval(bounds: Bounds, shown: object) -> str:
        assert callable(shown)
        low, high = bounds.low, bounds.high
        found.append("" if low is None else str(shown(low, "down")))
        found.append("" if high is None else str(shown(high, "up")))
        return "\0"

    unit = picture.unit
    words = compact(span.point, span.bounds, unit, picture.kind, interval)
    before, _, after = words.partition("\0")
    if not found:
        return _Told(words.strip(), "", "")
    low, high = found
    if span.point is None:
        # Without a point the ends alone carry the unit's sign and magnitude.
        low, high = (f"{before}{end}{after}" if end else "" for end in (low, high))
        before = ""
    return _Told(
        before.strip(),
        f"> {low}" if low and span.bounds.low_open else low,
        f"< {high}" if high and span.bounds.high_open else high,
    )


def _sentence(told: _Told) -> str:
    ends = " to ".join(end for end in (told.low, told.high) if end)
    return (
        f"{told.point}, {ends}" if told.point and ends else told.point or ends or "without bounds"
    )


def _group(group: Group, told: Sequence[_Told], scale: Scale, top: int, key: str) -> Iterator[str]:
    """The drawing of a group and, at the end, where the next one starts."""
    if group.title:
        heading = block(plain(group.title), _NAME, WIDTH - 2 * _MARGIN, 1, is_bold=True)
        yield from texts(heading, _MARGIN, top + 4)
        top += room_for(heading, 0, 0).height + 10
    labels = [_label(span) for span in group.spans]
    heights = [max(_LEAST, room_for(lines, 0, 0).height) + _APART for lines in labels]
    bottom = top + sum(heights)
    for span in group.spans:
        if span.kind == "overlap":
            yield from _band(span, scale, top, bottom, key)
        elif span.kind == "stated" and span.point is not None:
            x = scale.at(span.point)
            yield stroke(f"M{x} {top}V{bottom - 4}", LINE, 1, "6 4")
    for span, each, lines, height in zip(group.spans, told, labels, heights, strict=True):
        elements = [
            *texts(lines, _MARGIN, top + 2),
            *_bar(span, each, scale, top + _ABOVE + _BAR // 2 + 2),
        ]
        named = f"{span.label} ({span.who})" if span.who else span.label
        yield from grouped(f"{named}: {_sentence(each)}", iter(elements), "span")
        top += height
    yield str(bottom + 2)


def _label(span: Span) -> Block:
    room = _LABELS - _MARGIN
    return [
        *block(plain(span.label), _NAME, room, 2, is_bold=span.kind == "overlap"),
        *block(plain(span.who), _SMALL, room, 1, colour=GREY),
    ]


def _band(span: Span, scale: Scale, top: int, bottom: int, key: str) -> Iterator[str]:
    low, high = _ends(span.bounds, scale)
    area = f"M{low} {top}H{max(high, low + 1)}V{bottom}H{low}Z"
    yield f'<path class="band" d="{area}" fill="url(#{key}hatch)" opacity="0.25"/>'
    for x in (low, high):
        yield stroke(f"M{x} {top}V{bottom}", GREY, 1, "2 3")


def _ends(bounds: Bounds, scale: Scale) -> tuple[int, int]:
    return (
        scale.left if bounds.low is None else scale.at(bounds.low),
        scale.right if bounds.high is None else scale.at(bounds.high),
    )


def _bar(span: Span, told: _Told, scale: Scale, middle: int) -> Iterator[str]:
    bounds = span.bounds
    low, high = _ends(bounds, scale)
    half = _BAR // 2
    colour = BLUE if span.kind == "answer" else LINE
    if not bounds.is_point:
        filled = f"M{low} {middle - half}H{max(high, low + 2)}V{middle + half}H{low}"
        tint = TINT if span.kind == "answer" else SHADE
        yield f'<path class="bar" d="{filled}Z" fill="{tint}"/>'
        yield from _end(bounds.low is None, bounds.low_open, low, -1, middle, colour)
        yield from _end(bounds.high is None, bounds.high_open, high, 1, middle, colour)
        yield from _number(told.low, low - 9, middle + 4, "end")
        yield from _number(told.high, high + 9, middle + 4, "start")
    if span.point is not None:
        x = scale.at(span.point)
        yield shape(f"M{x} {middle - 6}L{x + 5} {middle}L{x} {middle + 6}L{x - 5} {middle}", colour)
        yield from _point(told.point, x, middle - half - 5)


def _end(
    is_absent: bool, is_open: bool, x: int, way: int, middle: int, colour: str
) -> Iterator[str]:
    half = _BAR // 2
    if is_absent:
        yield shape(f"M{x} {middle - 5}L{x + 7 * way} {middle}L{x} {middle + 5}", colour)
    elif is_open:
        yield (
            f'<circle cx="{x}" cy="{middle}" r="4" fill="{PAPER}" stroke="{colour}" '
            'stroke-width="2"/>'
        )
    else:
        yield stroke(f"M{x} {middle - half - 2}V{middle + half + 2}", colour, 2)


def _number(words: str, x: int, y: int, anchor: str) -> Iterator[str]:
    if words:
        line = in_one_line(words, _MOST_END, _SMALL)
        yield from _on_ground(line, x, y, anchor, GREY)


def _point(words: str, x: int, y: int) -> Iterator[str]:
    """The number of a point above it, moved in from the edges of the picture."""
    width = width_of(words, _SMALL, is_bold=True)
    least, most = _LABELS + _GAP, WIDTH - _MARGIN - width
    start = max(least, min(x - width // 2, most))
    yield from _on_ground(words, start, y, "start", INK, is_bold=True)


def _on_ground(
    words: str, x: int, y: int, anchor: str, colour: str, *, is_bold: bool = False
) -> Iterator[str]:
    """A text on a ground of paper, so that lines behind it do not cross it."""
    width = width_of(words, _SMALL, is_bold=is_bold)
    left = x - width if anchor == "end" else x
    yield (
        f'<rect class="label" x="{left - 1}" y="{y - _SMALL + 1}" width="{width + 2}" '
        f'height="{_SMALL + 2}" fill="{PAPER}"/>'
    )
    yield text(left, y, words, _SMALL, colour=colour, is_bold=is_bold)


def _axis(scale: Scale, picture: Ranges, top: int, bottom: int) -> Iterator[str]:
    """The baseline with its round numbers; one that would touch the one before it is left out."""
    yield stroke(f"M{scale.left} {bottom}H{scale.right}", GREY)
    free, before = _LABELS, ""
    ticks = scale.ticks()
    step = ticks[1] - ticks[0] if len(ticks) > 1 else scale.width
    for tick in ticks:
        x = scale.at(tick)
        words = _tick(tick, step, picture)
        width = width_of(words, _SMALL)
        left = x - width // 2
        yield stroke(f"M{x} {top}V{bottom + 4}", RULE)
        if left > free and left + width < WIDTH and words != before:
            yield text(left, bottom + 18, words, _SMALL, colour=GREY)
            free, before = left + width + 8, words


def _tick(tick: Fraction, step: Fraction, picture: Ranges) -> str:
    """A round number on the axis: in as many digits as tell it from its neighbours, without minor
    units that it has none of."""
    beside = Bounds(tick, tick + step)
    words = compact(tick, beside, picture.unit, picture.kind, lambda *_: "").rstrip()
    minor = CURRENCIES.get(picture.unit.currency or "", 0)
    return words.replace(f".{'0' * minor} ", " ") if minor else words
