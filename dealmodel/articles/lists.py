"""Parts that a sentence lists, and the total that they are said to make or to be of.

A *list* is two amounts or more of one thing, one behind the other with a comma, "and" or "plus"
between: "1,200 in France, 800 in Spain and 500 in Italy". Its total is told by words behind it
("a total of", "in all") or before it ("of the 2,500", ": ", "of which"), else it is what a sentence
before was about, where the list says so ("of those", "the remaining 500"). Words like "total" and
"remaining" say that the list is whole; "of which" and "including" that it is at most the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealmodel.articles.alike import are_alike
from dealmodel.articles.figures import Sentence
from dealmodel.articles.readings import numeral
from dealmodel.articles.rule import Found, Setting
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern

WHOLE, WITHIN = "list of all", "list of some"
"""The templates of what is found: the parts make the total, or are no more than it."""

_MARK = lazy_pattern(r"<[mcnpxuv](?P<index>\d+)> ")
_ANY = lazy_pattern(r"<[a-z]\d+> ")
_TOTAL = r"<[mcnpuv](?P<total>\d+)> "
_FEW = r"(?:[a-z0-9&'][^ <>|]* ){0,4}?"
"""Up to four words."""


def _gap(most: int) -> str:
    """Up to so many words and signs without a figure."""
    return rf"(?:[^ <|]+ ){{0,{most}}}?"


# Between the parts of a list.
_LONGEST = 14
"""With more words than these between, two amounts are no neighbours of a list."""
_JOINT = lazy_pattern(r"(?:[^ <]+ )*?(?:,|and|plus|¦while|¦but) (?:[^ <]+ )*")
_LEADS_ON = (
    r"of ¦which|of ¦whom|including|with|made ↑?up of|consists|consisting|comprising|comprises|"
    r"composed|divided|split|than|against|versus|compared|or|per|between"
)
"""Words behind which no part of the same list stands: of a part, or of another thing."""
_SUMS_UP = r"total|sum|totalling|totaling|combined|altogether|together|making"
_MOVES = r"(?<!made )(?<!make )(?<!makes )[↑↓]\S+"
"""A verb of change, which "made up" is none of."""
_APART = lazy_pattern(
    rf"[|;:]|(?<![^ ])(?:from|to|at|up) (?:[a-z]+ )?$|(?<![^ ])(?:{_LEADS_ON}|{_MOVES}|{_SUMS_UP}) "
)

# The total behind a list.
_IN_ALL = r"(?:in all|in total|altogether|all told|combined|together|overall|in aggregate)(?= )"
_IS_TOTAL = lazy_pattern(_IN_ALL)
_NAMED = r"(?:total|sum|aggregate|combined|sums|totals)"
_BEHIND = (
    lazy_pattern(
        rf"{_gap(10)}(?:{_NAMED} {_FEW}(?:of|to|at|is|was)|totall?ing|totall?ed|making(?: up)?|"
        rf"(?:altogether|together|combined)(?: ,)?) {_FEW}{_TOTAL}"
    ),
    lazy_pattern(
        rf"{_gap(20)}(?:,|or|for|-|\(|spend|spends|gets|get|have|has) {_FEW}{_TOTAL}{_FEW}{_IN_ALL}"
    ),
)

# The total before a list.
_MADE_OF = (
    r"comprising|comprises|consisting of|made ↑?up of|consists of|consisted of|composed of|"
    r"split between|split into|divided into|broken ↓?down into"
)
_THESE = r"(?:the|its|their|his|her|all|these|those)"
_TO_LIST = r"(?:[^ <|:;]+ ){0,8}$"
"""From what opens a list to its first part."""
_OF_THESE = rf"(?<![^ ])(?:of|out of|among) {_THESE} (?:[a-z'&-]+ ){{0,2}}"
_IS_WHOLE = lazy_pattern(rf"{_OF_THESE}$")
"""Before the whole of a list, which is none of its parts: "of the 900 boats, 300 of them"."""
_OPENINGS = (
    (WHOLE, rf"(?<![^ ]){_NAMED} of {_FEW}{_TOTAL}{_gap(8)}(?::|-|,|comprising|with) "),
    (WHOLE, rf"{_TOTAL}{_gap(8)}- "),
    (WHOLE, rf"{_TOTAL}(?:[^ <|]+ |<[cdo]\d+> ){{0,10}}?(?::|{_MADE_OF}) "),
    (WITHIN, rf"{_TOTAL}{_gap(8)}(?:of ¦?which|of ¦?whom|including|among them|, with) "),
    (WITHIN, rf"{_OF_THESE}{_TOTAL}{_gap(10)}, "),
)
_OPENS = tuple((template, lazy_pattern(words + _TO_LIST)) for template, words in _OPENINGS)

# What says that the total was told before.
_MADE = lazy_pattern(
    r"(?:(?:is|was|be|are|were) (?:made ↑?up|composed) of|consists of|consisted of|comprises|"
    r"comprised) (?:[a-z]+ ){0,2}$"
)
_OF_THOSE = lazy_pattern(
    r"(?<![^ ])(?:of|among|in) (?:those|these|that|them|it|¦?whom|¦?which)(?= )"
)
_THOSE_BEFORE, _THOSE_BEHIND = 40, 30
"""So many characters before and behind a list "of those" is of it."""
_REST = lazy_pattern(r"(?<![^ ])(?:remaining|rest|remainder|balance|the other)(?= )")
_REST_BEHIND = lazy_pattern(
    r"(?:[^ <|.]+ ){0,12}?(?:makes ↑?up|make ↑?up|being|as) the (?:rest|remainder|balance)(?= )"
)


@dataclass(frozen=True, slots=True)
class _List:
    """A list in a line: the indices of its figures, and where it begins and ends."""

    figures: tuple[int, ...]
    places: tuple[int, ...]
    end: int


def listed(setting: Setting) -> Iterator[Found]:
    """Each list with its total."""
    before: Sentence | None = None
    for sentence in setting.placed.sentences:
        for each in _lists(sentence.line, setting.placed.marked):
            found = _with_total(each, sentence, setting) or _of_those(
                each, sentence, before, setting
            )
            if found is not None:
                yield found
        before = sentence if sentence.figures else before


def _lists(line: str, marked: Sequence[Figure]) -> Iterator[_List]:
    """The longest lists of a line. What is "in all" behind two parts or more is none of them."""
    marks = list(_MARK.finditer(line))
    at = 0
    while at < len(marks) - 1:
        last = at
        while (
            last + 1 < len(marks)
            and not (last > at + 1 and _IS_TOTAL.match(line, marks[last].end()))
            and _are_listed(line, marks[last], marks[last + 1], marked)
        ):
            last += 1
        if last > at:
            chosen = marks[at : last + 1]
            yield _List(
                tuple(int(each["index"]) for each in chosen),
                tuple(each.start() for each in chosen),
                chosen[-1].end(),
            )
        at = last + 1


def _are_listed(
    line: str, one: re.Match[str], other: re.Match[str], marked: Sequence[Figure]
) -> bool:
    """Whether two marks are neighbours of one list."""
    gap = line[one.end() : other.start()]
    if _IS_WHOLE.search(line[: one.start()]) is not None:
        return False
    if gap.count(" ") > _LONGEST or _JOINT.fullmatch(gap) is None or _APART.search(gap):
        return False
    return are_alike(marked[int(one["index"])], marked[int(other["index"])])


def _with_total(each: _List, sentence: Sentence, setting: Setting) -> Found | None:
    """A list with the total that words beside it tell."""
    line, marked = sentence.line, setting.placed.marked
    if len(each.figures) > 2 and _IS_TOTAL.match(line, each.end):
        return _found(each.figures[:-1], each.figures[-1], WHOLE, sentence, setting)
    one = marked[each.figures[0]]
    for behind in _BEHIND:
        match = behind.match(line, each.end)
        if match is not None and are_alike(one, marked[int(match["total"])]):
            return _found(each.figures, int(match["total"]), WHOLE, sentence, setting)
    for template, opens in _OPENS:
        match = opens.search(line[: each.places[0]])
        if match is None:
            continue
        total = marked[int(match["total"])]
        if are_alike(one, total) and numeral(total) is not None:
            template = WHOLE if _has_rest(each, line) else template
            return _found(each.figures, int(match["total"]), template, sentence, setting)
    return None


def _of_those(
    each: _List, sentence: Sentence, before: Sentence | None, setting: Setting
) -> Found | None:
    """A list that says that it is of what was told before, with the one amount that this can be."""
    line, marked = sentence.line, setting.placed.marked
    opening = line[: each.places[0]]
    around = max(0, each.places[0] - _THOSE_BEFORE), each.end + _THOSE_BEHIND
    is_whole = _has_rest(each, line) or _MADE.search(opening) is not None
    if not is_whole and _OF_THOSE.search(line, *around) is None:
        return None
    total = _only(each, opening, marked)
    if total is None and before is not None and not _ANY.search(opening):
        total = _only(each, before.line, marked)
    if total is None:
        return None
    template = WHOLE if is_whole else WITHIN
    return replace(_found(each.figures, total, template, sentence, setting), is_sure=False)


def _has_rest(each: _List, line: str) -> bool:
    """Whether its last part is said to be what remains."""
    gap = line[each.places[-2] : each.places[-1]]
    return _REST.search(gap) is not None or _REST_BEHIND.match(line, each.end) is not None


def _only(each: _List, line: str, marked: Sequence[Figure]) -> int | None:
    """The one figure of a line that can be the total of a list."""
    alike = [
        int(mark["index"])
        for mark in _MARK.finditer(line)
        if are_alike(marked[each.figures[0]], marked[int(mark["index"])])
    ]
    return alike[0] if len(alike) == 1 else None


def _found(
    parts: Sequence[int], total: int, template: str, sentence: Sentence, setting: Setting
) -> Found:
    marked = setting.placed.marked
    indices = {f"part {at}": index for at, index in enumerate(parts, 1)} | {"total": total}
    figures = {part: marked[index] for part, index in indices.items()}
    return Found(figures, sentence, sentence.line, {}, setting, template, indices)
