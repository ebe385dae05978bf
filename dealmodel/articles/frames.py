"""What puts figures into relation whatever the order of the words: frames.

A template (:mod:`dealmodel.articles.phrases`) is one order of one sentence. A *frame* says by which
words near it each figure has its part: what is behind "from" or before "a year earlier" is the
earlier amount, what is behind "to" the later one, wherever they stand. Its *cues* are short
templates that bind a part or two; a frame is there where each of its groups of cues binds its parts
in one clause, in no more than one way. Where they bind them in several, the figures that are
nearest to each other are taken, and the relation is no more than doubtful.

Policy: words decide, never whether the numbers fit. Figures that a template has taken are nobody's
any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dealmodel.articles.alike import are_alike, in_one_currency
from dealmodel.articles.phrases import parts_of
from dealmodel.articles.rule import Found, Frame, Setting
from dealmodel.articles.testing import LOOSER
from dealmodel.articles.ways import MARK, Place, Taken, Way, ways
from dealmodel.dataclass import replace
from dealmodel.figures.patterns import lazy_pattern

_CLAUSE = lazy_pattern(
    r"[;|] |, (?=¦(?:while|whereas|but|although|though) (?:[a-z'&-]+ ){1,6}[↑↓])|"
    r"(?<= )(?:and|after|as|when|since|because|with) (?=(?:[a-z'&-]+ ){1,5}[↑↓])|"
    r", and (?=(?:it|they|he|she|we|there) )"
)
"""What parts two clauses: a conjunction with a verb of change soon behind it, a new subject."""
_AND_ANOTHER = lazy_pattern(r"(?<= )and (?![↑↓])")
"""What leads to another thing: "from $4 million and proposed a 50% increase"; not "and up 3%"."""
_OF_NOUN = lazy_pattern(
    r"<[a-z]\d+> of (?:(?:all|its|the|their|total|annual|overall|group|company|global) )*"
    r"(?P<noun>[a-z]{4,})"
)
_STEM, _ABOUT = 5, 45
"""So many letters of a noun are looked for, so many characters around a figure."""
_OF_SO_MANY = lazy_pattern(r"\d.* of .*\d")
_REACH_ACROSS = 26
"""So many words apart two figures of two sentences still belong together."""
_MOST = 24
"""With more figures than these a sentence is a table; words between them say nothing sure."""
_NOT_AMOUNTS = frozenset("dote")
"""Sorts that are no figure of another thing where they stand between: durations, names, ranges."""


def in_frame(frame: Frame, setting: Setting, taken: Taken) -> Iterator[Found]:
    """Where a frame is: in a clause or a sentence, else in two sentences that follow each other,
    and so with what a semicolon parts. ``taken`` is looked at anew for each."""
    pieces = [
        (sentence, piece)
        for sentence in setting.placed.sentences
        for piece in sentence.line.split("; ")
    ]
    alone = set()
    if frame.within != "sentence before":
        for at, (sentence, piece) in enumerate(pieces):
            if 1 < piece.count("<") <= _MOST:
                for found in _in_line(Place(frame, setting, taken, sentence, piece, piece)):
                    alone.add(at)
                    yield found
    for at, ((sentence, first), (_, second)) in enumerate(pairwise(pieces)):
        if "<" not in first or "<" not in second or {at, at + 1} & alone:
            continue
        if frame.within != "sentence" and _is_of_other_basis(second):
            continue
        line = f"{first}| {second}"
        if line.count("<") <= _MOST:
            yield from _across(Place(frame, setting, taken, sentence, line, line))


def _is_of_other_basis(line: str) -> bool:
    """Whether a sentence begins with another basis: "In local currencies sales grew 14%"."""
    opening = line.partition("<")[0]
    return any(words in opening for words, _ in LOOSER)


def _in_line(whole: Place) -> Iterator[Found]:
    """Where a frame is in a line, clause by clause, unless it may spread over the sentence."""
    is_of_clause = whole.frame.within == "clause"
    for start, words in _clauses(whole.line) if is_of_clause else ((0, whole.line),):
        place = replace(whole, words=words, start=start)
        every = ways(place, whole.frame.reach)
        together = [
            way for way in every if not _is_parted(place, way) and _is_one_thing(place, way)
        ]
        if together:
            found = _found(place, min(together, key=_spread))
            is_sure = _is_one(every) and not (is_of_clause and _has_others(found))
            yield replace(found, is_sure=is_sure)


def _across(place: Place) -> Iterator[Found]:
    """Where a frame is in the line of two sentences, if its words leave no other choice."""
    ends = place.line.index("| ")
    every = [way for way in ways(place, _REACH_ACROSS) if _is_across(place.frame, way, ends)]
    every = _of_the_noun(place, every)
    if every and _is_one(every) and not _is_parted(place, every[0]):
        yield replace(_found(place, every[0]), is_sure=False)


def _clauses(line: str) -> Iterator[tuple[int, str]]:
    """The clauses of a line, each with where it begins."""
    at = 0
    for match in _CLAUSE.finditer(line):
        yield at, line[at : match.start()]
        at = match.end()
    yield at, line[at:]


def _spread(way: Way) -> int:
    """How far its figures are apart."""
    places = [each.place for each in way.values()]
    return max(places) - min(places)


def _is_one(every: Sequence[Way]) -> bool:
    """Whether they give each part the same figure."""
    return (
        len({tuple(sorted((part, each.figure) for part, each in way.items())) for way in every})
        == 1
    )


def _of_the_noun(place: Place, every: list[Way]) -> list[Way]:
    """Of several ways those in which the rest is told of with the noun that the last of the others
    is of: "8% of all deliveries" looks for what was delivered."""
    rest = place.frame.rest
    if len(every) < 2 or not rest:
        return every
    found = []
    for way in every:
        last = max(each.place for part, each in way.items() if part != rest)
        noun = _OF_NOUN.match(place.line, last)
        at = way[rest].place
        if (
            noun is not None
            and noun["noun"][:_STEM] in place.line[max(0, at - _ABOUT) : at + _ABOUT]
        ):
            found.append(way)
    return found or every


def _is_across(frame: Frame, way: Way, ends: int) -> bool:
    """Whether two sentences tell it as a frame has it: the rest in the first, where it is of one
    thing with the others; what its first cue binds not alone in the first; nothing but the rest in
    the first where the frame looks there for it."""
    in_first = {part for part, each in way.items() if each.place < ends}
    if frame.rest in frame.alike and frame.rest not in in_first:
        return False
    if frame.within == "sentence before":
        return in_first == {frame.rest}
    if frame.within == "sentence":
        return True
    return parts_of(frame.cues[0][0])[0] not in in_first or len(in_first) > 1


def _is_parted(place: Place, way: Way) -> bool:
    """Whether an amount of the same thing stands between those that belong together, so that one of
    them may be told of it: "profit rose 14% to $65 million and sales to $525 million from $488
    million"."""
    frame, marked = place.frame, place.setting.placed.marked
    if frame.within == "sentence" or not frame.rest:
        return False
    places, bound = [each.place for each in way.values()], {each.figure for each in way.values()}
    rest = marked[way[frame.rest].figure]
    for each in MARK.finditer(place.words[min(places) : max(places)]):
        index = int(each["index"])
        if index in bound or index in place.taken:
            continue
        if each["sort"] == "p" and _OF_SO_MANY.search(marked[index].verbatim):
            return True
        if each["sort"] in frame.rest_sorts and are_alike(rest, marked[index]):
            return True
    return False


def _is_one_thing(place: Place, way: Way) -> bool:
    """Whether no "and" leads on to another thing between the figures of a clause."""
    if place.frame.within == "sentence" or not place.frame.rest:
        return True
    places = [each.place for each in way.values()]
    return _AND_ANOTHER.search(place.words, min(places), max(places)) is None


def _found(place: Place, way: Way) -> Found:
    indices = {part: each.figure for part, each in way.items()}
    return Found(
        in_one_currency(place.setting, indices),
        place.sentence,
        place.line,
        {part: place.start + each.place for part, each in way.items()},
        place.setting,
        place.frame.name,
        indices,
    )


def _has_others(found: Found) -> bool:
    """Whether figures of something else stand between those of a clause."""
    places, bound = found.at.values(), set(found.indices.values())
    return any(
        each["sort"] not in _NOT_AMOUNTS and int(each["index"]) not in bound
        for each in MARK.finditer(found.line[min(places) : max(places)])
    )
