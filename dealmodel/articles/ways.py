"""The ways in which the words of a clause give the parts of a frame to its figures.

A *way* says of each part which figure has it. The cues of each group bind a part or two; the part
that has no words of its own, the *rest*, goes to each figure that is left. Words decide, never
whether the numbers fit.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from dealmodel.articles.alike import are_alike
from dealmodel.articles.figures import Sentence
from dealmodel.articles.phrases import can_match, pattern
from dealmodel.articles.rule import Frame, Setting
from dealmodel.dataclass import dataclass
from dealmodel.figures.patterns import lazy_pattern

Taken = Mapping[int, Container[str]]
"""The figures that a rule has used already, each with the parts that it had."""

MARK = lazy_pattern(r"<(?P<sort>[a-z])(?P<index>\d+)>")
_SORTS = lazy_pattern(r"<([a-z])")
_CAME_TO = lazy_pattern(
    r"(?<![^ ])(?:to|at|was|were|is|are|hit|reached|totalled|totaled|reports|reported|posted|stood|"
    r"came|of) (?:[a-z]+ ){0,3}$"
)
_CHANGES = frozenset("gwxb")
"""Sorts of changes: behind one that is of another thing a new thing is told of."""
_FOREIGN = 3
"""So many words a figure of something else between them counts for."""


class Bound(NamedTuple):
    """The figure of a part by its index, and where it stands in the words."""

    figure: int
    place: int


Way = Mapping[str, Bound]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a frame is looked for: in the ``words`` of a line from ``start`` on, beside what is
    taken."""

    frame: Frame
    setting: Setting
    taken: Taken
    sentence: Sentence
    line: str
    words: str
    start: int = 0


def ways(place: Place, reach: int) -> list[Way]:
    """Each way in which the cues bind the parts to figures that are not taken and no more than
    ``reach`` words apart, of those by the strongest cues."""
    frame = place.frame
    groups: list[list[tuple[int, Way]]] = []
    for cues in frame.cues:
        groups.append(list(_bindings(cues, place.words, place.taken)))
        if not groups[-1]:
            return []
    others = [each for _, each in _bindings(frame.unless, place.words, {})]
    ranked: list[tuple[int, Way]] = []
    for chosen in product(*groups):
        bound = _joined([each for _, each in chosen])
        if bound is None:
            continue
        for way in _completed(place, bound):
            if any(each.items() <= way.items() for each in others):
                continue
            if _is_of_one_thing(place, way) and _is_near(place, way, reach):
                ranked.append((sum(rank for rank, _ in chosen), way))
    best = min((rank for rank, _ in ranked), default=0)
    return [way for rank, way in ranked if rank == best]


def _bindings(cues: Sequence[str], words: str, taken: Taken) -> Iterator[tuple[int, Way]]:
    """What the cues of one group bind, with the rank of the cue in the group."""
    marks = _SORTS.findall(words)
    for rank, cue in enumerate(cues):
        if not can_match(cue, marks, words):
            continue
        for match in pattern(cue).finditer(words):
            binding = {
                part: Bound(int(mark[1:]), match.start(part) - 1)
                for part, mark in match.groupdict().items()
                if mark is not None
            }
            if not any(each.figure in taken for each in binding.values()):
                yield rank, binding


def _joined(bindings: Sequence[Way]) -> dict[str, Bound] | None:
    """What several bind together; ``None`` where they give a part two figures, or a figure two
    parts."""
    joined: dict[str, Bound] = {}
    for binding in bindings:
        if any(joined.setdefault(part, each) != each for part, each in binding.items()):
            return None
    figures = {each.figure for each in joined.values()}
    return joined if len(figures) == len(joined) else None


def _completed(place: Place, bound: dict[str, Bound]) -> Iterator[Way]:
    """With each figure that is left for the part that has no words of its own."""
    frame = place.frame
    if not frame.rest or frame.rest in bound:
        yield bound
        return
    used = {each.figure for each in bound.values()}
    last = max(each.place for each in bound.values())
    left = [
        Bound(int(match["index"]), match.start())
        for match in MARK.finditer(place.words)
        if match["sort"] in frame.rest_sorts and int(match["index"]) not in used
    ]
    if frame.within == "clause":
        left = [each for each in left if each.place < last or _is_come_to(place.words, each.place)]
    made = [{**bound, frame.rest: each} for each in left]
    made = [each for each in made if _is_of_one_thing(place, each)]
    if frame.within != "sentence before":
        # One amount can be held against two: "down 18% from 310,048, though 27% above 201,304".
        free = [each for each in made if each[frame.rest].figure not in place.taken]
        made = free or [each for each in made if frame.rest in place.taken[each[frame.rest].figure]]
    yield from made


def _is_come_to(words: str, at: int) -> bool:
    """Whether the figure there is told as what something came to."""
    return _CAME_TO.search(words[:at]) is not None


def _is_of_one_thing(place: Place, way: Way) -> bool:
    """Whether the figures that have to be of one thing are."""
    frame, marked = place.frame, place.setting.placed.marked
    figures = [marked[way[part].figure] for part in frame.alike if part in way]
    return all(
        are_alike(figures[0], each, is_of_one_noun=frame.is_of_one_noun) for each in figures[1:]
    )


def _is_near(place: Place, way: Way, reach: int) -> bool:
    """Whether its free figures follow each other without a change of another thing, or a long way,
    between."""
    free = [each for each in way.values() if each.figure not in place.taken]
    bound = {each.figure for each in free}
    places = sorted(each.place for each in free)
    between = place.words[places[0] : places[-1]]
    if place.frame.within != "sentence" and any(
        each["sort"] in _CHANGES and int(each["index"]) not in bound
        for each in MARK.finditer(between)
    ):
        return False
    return all(_distance(place.words[one:other]) <= reach for one, other in pairwise(places))


def _distance(words: str) -> int:
    """How far two figures are apart: the words between, and more for each other figure."""
    return words.count(" ") + _FOREIGN * (words.count("<") - 1)
