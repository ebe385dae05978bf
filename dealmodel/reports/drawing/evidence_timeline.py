"""A timeline of agreements: when each stage was told of, and how well that is known.

A row is an agreement, a mark an event on the first day that it may be of, its shape the kind of
evidence: a ring is reported, a half disc attributed, a disc confirmed, a cross denied, a bar
declined. Each has its stage beside it, where no other word stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dealmodel.calculators.status import history, status
from dealmodel.derivations.agreements import in_words, speaker_of
from dealmodel.derivations.kinds import title_of
from dealmodel.rates.period import moved, parse_period
from dealmodel.records.agreement import Event
from dealmodel.records.book import Book
from dealmodel.reports.drawing.blocks import Block, block, room_for
from dealmodel.reports.drawing.canvas import (
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
from dealmodel.reports.drawing.scale import Days

WIDTH = 1080
MOST = 40
"""So many agreements are drawn, those with most events."""

_LABELS, _MARGIN, _GAP = 320, 12, 16
_NAME, _SMALL = 12, 11
_LANE, _LEAST, _APART, _SPACE = 18, 34, 8, 10
_MOST_WORDS = 150

_EVIDENCE = ("reported", "attributed", "confirmed", "denied", "declined")


@dataclass(frozen=True, slots=True)
class Happened:
    """One stage of one evidence on one day, by however many sources: what stands beside its mark,
    and what is told in full."""

    on: date
    evidence: str
    words: str
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement with its events in order of date."""

    title: str
    state: str
    is_contested: bool
    events: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the picture shows; ``left_out`` says what is not drawn, if anything."""

    rows: tuple[Row, ...]
    left_out: str = ""


def evidence_timeline(book: Book) -> Timeline:
    """The timeline of the book's agreements, as of the day that the book speaks of."""
    events = {key: history(each, book.as_of) for key, each in book.agreements.items()}
    told = [key for key, happened in events.items() if happened]
    kept = set(sorted(told, key=lambda key: -len(events[key]))[:MOST])
    left_out = ""
    if len(told) > MOST:
        left_out = f"the {MOST} agreements with most events, of {len(told):,}, are drawn"
    rows = tuple(_row(key, events[key], book) for key in told if key in kept)
    return Timeline(rows, left_out)


def _row(key: str, events: Sequence[Event], book: Book) -> Row:
    found = status(book.agreements[key], book.as_of, parties=book.parties)
    state = in_words(found.stage or "nothing asserted")
    if found.evidence is not None:
        state += f", {found.evidence}"
    alike: dict[tuple[date, str, str], list[Event]] = {}
    for event in events:
        first = parse_period(event.on).first
        alike.setdefault((first, event.evidence, in_words(event.stage)), []).append(event)
    happened = tuple(
        Happened(
            first,
            evidence,
            f"{stage} ×{len(same)}" if len(same) > 1 else stage,
            "; ".join(_told(event, book) for event in same),
        )
        for (first, evidence, stage), same in alike.items()
    )
    title = title_of(f"agreements.{key}", book)
    return Row(title, state, found.contested, happened)


def _told(event: Event, book: Book) -> str:
    by = f"by {speaker_of(event.by, book)}" if event.by else ""
    what = f"{event.on}: {in_words(event.stage)}, {event.evidence}"
    return ", ".join(filter(None, (what, by, book.sources[event.source].named)))


def timeline_svg(timeline: Timeline, key: str = "") -> str:
    """The picture as SVG; the same timeline and ``key`` give the same text.

    >>> "no events" in timeline_svg(Timeline(()))
    True
    """
    days = _days(timeline)
    top = _MARGIN
    drawn: list[str] = []
    if not timeline.rows:
        nothing = block("There are no events to show.", _NAME, WIDTH, 1)
        drawn += texts(nothing, _MARGIN, top)
        top += _LEAST
    for at, row in enumerate(timeline.rows):
        label, lanes = _label(row), _lanes(row, days)
        used = max((lane for lane, _ in lanes), default=0) + 1
        height = max(_LEAST, room_for(label, 0, 0).height, used * _LANE) + _APART
        if at:
            drawn.append(stroke(f"M{_MARGIN} {top - 4}H{WIDTH - _MARGIN}", RULE))
        drawn += texts(label, _MARGIN, top + 2)
        for event, (lane, words) in zip(row.events, lanes, strict=True):
            middle = top + 4 + lane * _LANE + _SMALL // 2
            drawn += grouped(event.told, _event(event, words, days.at(event.on), middle), "event")
        top += height
    axis = list(_axis(days, _MARGIN, top)) if timeline.rows else []
    top += 30 if timeline.rows else 0
    shown = [
        each
        for each in _EVIDENCE
        if any(event.evidence == each for row in timeline.rows for event in row.events)
    ]
    legend, top = _legend(shown, top)
    told = ". ".join(
        f"{plain(row.title)}: {'; '.join(plain(event.told) for event in row.events)}"
        for row in timeline.rows
    )
    start = opening("Agreements and the evidence for them", f"{told}.", WIDTH, top, key)
    return "\n".join([*start, *axis, *drawn, *legend, "</svg>", ""])


def _days(timeline: Timeline) -> Days:
    all_days = [event.on for row in timeline.rows for event in row.events] or [date(2000, 1, 1)]
    first, last = min(all_days), max(all_days)
    beyond = timedelta(days=max(20, (last - first).days // 40))
    return Days(moved(first, -beyond), moved(last, beyond), _LABELS + _GAP, WIDTH - _MARGIN - 8)


def _label(row: Row) -> Block:
    room = _LABELS - _MARGIN
    words = f"{row.state}, contested" if row.is_contested else row.state
    colour = RED if row.is_contested else GREY
    return [
        *block(plain(row.title), _NAME, room, 3, is_bold=True),
        *block(plain(words), _SMALL, room, 2, colour=colour),
    ]


def _lanes(row: Row, days: Days) -> list[tuple[int, str]]:
    """For each event the lane in which its mark and words have room, and the words as they fit:
    to the right of the mark or, near the edge, to the left."""
    taken: list[list[tuple[int, int]]] = []
    found = []
    for event in row.events:
        words = in_one_line(event.words, _MOST_WORDS, _SMALL)
        start, end = _room(words, days.at(event.on))
        lane = next(
            (
                number
                for number, spaces in enumerate(taken)
                if all(end + _SPACE <= left or right + _SPACE <= start for left, right in spaces)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        found.append((lane, words))
    return found


def _room(words: str, x: int) -> tuple[int, int]:
    """From where to where a mark at ``x`` and its words reach."""
    width = width_of(words, _SMALL)
    if x + 10 + width <= WIDTH - _MARGIN:
        return x - 6, x + 10 + width
    return x - 10 - width, x + 6


def _event(event: Happened, words: str, x: int, middle: int) -> Iterator[str]:
    yield from _mark(event.evidence, x, middle)
    start, _ = _room(words, x)
    left = x + 10 if start == x - 6 else start
    width = width_of(words, _SMALL)
    yield (
        f'<rect class="label" x="{left - 1}" y="{middle - 6}" width="{width + 2}" '
        f'height="{_SMALL + 2}" fill="{PAPER}"/>'
    )
    colour = RED if event.evidence == "denied" else INK
    yield text(left, middle + 4, words, _SMALL, colour=colour)


def _mark(evidence: str, x: int, y: int) -> Iterator[str]:
    """The sign of a kind of evidence."""
    ring = f'<circle cx="{x}" cy="{y}" r="5" fill="{PAPER}" stroke="{LINE}" stroke-width="2"/>'
    if evidence == "denied":
        yield stroke(f"M{x - 5} {y - 5}L{x + 5} {y + 5}M{x - 5} {y + 5}L{x + 5} {y - 5}", RED, 2)
    elif evidence == "declined":
        yield stroke(f"M{x - 5} {y}H{x + 5}", LINE, 3)
    elif evidence == "confirmed":
        yield f'<circle cx="{x}" cy="{y}" r="6" fill="{LINE}"/>'
    elif evidence == "attributed":
        yield ring
        yield shape(f"M{x} {y - 5}A5 5 0 0 0 {x} {y + 5}")
    else:
        yield ring


def _axis(days: Days, top: int, bottom: int) -> Iterator[str]:
    yield stroke(f"M{days.left} {bottom}H{days.right}", GREY)
    free = _LABELS
    for day, words in days.ticks():
        x = days.at(day)
        width = width_of(words, _SMALL)
        left = x - width // 2
        yield stroke(f"M{x} {top}V{bottom + 4}", RULE)
        if left > free and left + width < WIDTH:
            yield text(left, bottom + 18, words, _SMALL, colour=GREY)
            free = left + width + 8


def _legend(evidence: Sequence[str], top: int) -> tuple[list[str], int]:
    """What the signs mean, and where the picture ends."""
    widths = [20 + width_of(each, _SMALL) + 24 for each in evidence]
    drawn: list[str] = []
    bottom = top
    for each, (x, line) in zip(evidence, flowing(widths, WIDTH - 2 * _MARGIN), strict=True):
        middle = top + line * 20 + 10
        drawn += _mark(each, _MARGIN + x + 6, middle)
        drawn.append(text(_MARGIN + x + 20, middle + 4, each, _SMALL, colour=GREY))
        bottom = middle + 14
    return drawn, bottom + 4
