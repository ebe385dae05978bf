"""A text's figures in their sentences, with the words between.

A sentence becomes a *line*: its words in small letters, some with a tag, its figures as marks
``<m3>``, of which the letter tells the sort (:data:`dealmodel.articles.phrases.SORTS`) and the
number the figure. A
conversion printed behind its amount ("109,800 yuan ($15,115)") is no mark of its own, so that it
stands in nobody's way; it is tested by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dealmodel.articles.phrases import tagged
from dealmodel.articles.readings import numeral
from dealmodel.articles.sentences import sentence_spans
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import USUAL, HedgeRules
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.reader import find_figures
from dealmodel.figures.reading import Refusal

_TOKEN = lazy_pattern(r"[^\W_](?:[\w.'’&/-]*\w)?|[.!?](?=\s|$)|[,;:()=]|[–—-]+|[%$]")
_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": " ",
        "”": " ",
        '"': " ",
        "<": " ",
        ">": " ",
        "|": " ",
        "[": "(",
        "]": ")",
    }
)
_PERCENT = lazy_pattern(r"%|per\s?cent\b|\bpct\b", re.IGNORECASE)
_POINTS = lazy_pattern(r"(?:percentage|basis)[\s-]points?$|^(?:pps?|bps?|ppts?)$", re.IGNORECASE)
_BETWEEN = lazy_pattern(r"\s*(?:[(\[]|,?\s+(?:or|i\.e\.)\s+|,|/|\s[–—-]\s)?\s*")
_FROM = lazy_pattern(r"from\s", re.IGNORECASE)
_FROM_TO = lazy_pattern(r"from\s(?P<first>.+?)\sto\s(?P<second>.+)", re.IGNORECASE | re.DOTALL)
_STOPS, _CLOSES = frozenset(".!?"), frozenset(".!?)")
_CLOSING = lazy_pattern(r"\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands, its line, and the indices of its figures."""

    span: tuple[int, int]
    line: str
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A text with its figures placed in its sentences. ``marked`` are those of the lines: the
    figures, and behind them the two ends of each range that may be a movement."""

    text: str
    figures: tuple[Figure, ...]
    marked: tuple[Figure, ...]
    refused: tuple[Refusal, ...]
    sentences: tuple[Sentence, ...]

    def words(self, sentence: Sentence) -> str:
        """The sentence as printed."""
        return self.text[sentence.span[0] : sentence.span[1]]

    def sentence_at(self, figure: int) -> int | None:
        """The index of the sentence in which a figure stands."""
        start = self.figures[figure].span[0]
        at = bisect_right(self.sentences, start, key=lambda each: each.span[0]) - 1
        return at if at >= 0 and start < self.sentences[at].span[1] else None


def placed(text: str, *, rules: HedgeRules = USUAL, locale: str = "en") -> Placed:
    """The figures of ``text`` in its sentences.

    >>> [each.line for each in placed("Sales rose 12% to $5.6 billion.").sentences]
    ['sales ↑rose <g0> to <m1> . ']
    """
    found = find_figures(text, rules=rules, locale=locale)
    figures = tuple(found)
    hidden = dict(_hidden(text, figures))
    kept = [_whole_span(text, figures, at, hidden) for at in range(len(figures))]
    marked, ends = _with_ends(text, figures, rules, locale)
    sentences = tuple(_sentences(text, figures, hidden, kept, marked, ends))
    return Placed(text, figures, marked, found.refused, sentences)


def _with_ends(
    text: str, figures: tuple[Figure, ...], rules: HedgeRules, locale: str
) -> tuple[tuple[Figure, ...], dict[int, tuple[int, int]]]:
    """The figures and the ends of ranges "from A to B", with the indices of each range's ends."""
    marked = list(figures)
    ends: dict[int, tuple[int, int]] = {}
    for at, each in enumerate(figures):
        if each.value is not None and each.hedge == "at_least":
            match = _FROM.match(each.verbatim)
            bare = _bare(each, match.end(), rules, locale) if match is not None else None
            if bare is not None:
                marked[at] = bare
            continue
        match = _FROM_TO.match(each.verbatim) if each.value is None else None
        if match is None:
            continue
        start = each.span[0]
        pair = [
            _end_of(each, text[start + match.start(name) : start + match.end(name)], rules, locale)
            for name in ("first", "second")
        ]
        first, second = pair
        if first is None or second is None:
            continue
        ends[at] = len(marked), len(marked) + 1
        for found, name in ((first, "first"), (second, "second")):
            begin = start + match.start(name)
            span = begin + found.span[0], begin + found.span[1]
            marked.append(replace(found, span=span))
    return tuple(marked), ends


def _bare(figure: Figure, start: int, rules: HedgeRules, locale: str) -> Figure | None:
    """A figure without the "from" before it, which in a movement is no "at least"."""
    found = find_figures(figure.verbatim[start:], rules=rules, locale=locale)
    if len(found) != 1 or found[0].value is None or found[0].kind != figure.kind:
        return None
    first = figure.span[0] + start
    span = first + found[0].span[0], first + found[0].span[1]
    return replace(found[0], span=span, unit=figure.unit, per=figure.per)


def _end_of(whole: Figure, text: str, rules: HedgeRules, locale: str) -> Figure | None:
    """One end of a range as a figure, in the unit of the range."""
    found = find_figures(text, rules=rules, locale=locale)
    if len(found) != 1 or found[0].value is None:
        return None
    value = found[0].value
    ends = (whole.bounds.low, whole.bounds.high)
    if value in ends:
        return replace(found[0], kind=whole.kind, unit=whole.unit)
    return found[0] if found[0].kind == whole.kind else None


def sort_of(figure: Figure) -> str:
    """The letter of its sort."""
    if figure.value is None:
        return "e"
    if figure.kind == "count" and _POINTS.search(figure.unit.text or ""):
        return "b"
    if figure.is_amount_of_change:
        return "x"
    if figure.kind in ("money", "count", "number"):
        if figure.per is not None:
            return "u" if figure.kind == "money" or _is_pence(figure) else "v"
        return figure.kind[0]
    if figure.kind == "growth":
        return "g" if numeral(figure) and _PERCENT.search(figure.verbatim) else "w"
    if figure.kind == "ratio":
        if _PERCENT.search(figure.verbatim):
            return "p"
        return "r" if figure.value >= 1 else "f"
    return {"share": "p", "duration": "d"}[figure.kind]


def _is_pence(figure: Figure) -> bool:
    return (figure.unit.text or "").startswith("cent")


def _hidden(text: str, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Each figure that is the conversion of the one just before it, and that one."""
    for at in range(1, len(figures)):
        linked = figures[at].linked_to
        if linked is None or linked >= at or figures[linked].value == 1:
            continue
        before = at - 1
        gap = _BETWEEN.match(text, figures[before].span[1])
        if figures[at].span[0] - figures[before].span[1] <= 12 and gap is not None:
            yield at, linked


def _whole_span(
    text: str, figures: Sequence[Figure], at: int, hidden: dict[int, int]
) -> tuple[int, int]:
    """The span of a figure with the conversions behind it and the bracket around those."""
    start, end = figures[at].span
    following = at + 1
    while following in hidden and hidden[following] in (at, *range(at + 1, following)):
        end = figures[following].span[1]
        following += 1
    if following > at + 1:
        opened = text[figures[at].span[1] : end]
        closing = _CLOSING.match(text, end)
        if closing is not None and ("(" in opened or "[" in opened):
            end = closing.end()
    return start, end


def _sentences(
    text: str,
    figures: Sequence[Figure],
    hidden: dict[int, int],
    kept: Sequence[tuple[int, int]],
    marked: Sequence[Figure],
    ends: dict[int, tuple[int, int]],
) -> Iterator[Sentence]:
    at = 0
    marks = [f"<{sort_of(figure)}{index}>" for index, figure in enumerate(marked)]
    for index, figure in enumerate(figures):
        if marked[index] is not figure:
            marks[index] = f"from {marks[index]}"
    for index, (first, second) in ends.items():
        marks[index] = f"from {marks[first]} to {marks[second]}"
    for span in sentence_spans(text, kept):
        pieces: list[str] = []
        inside: list[int] = []
        here = span[0]
        while at < len(figures) and figures[at].span[0] < span[1]:
            if at not in hidden:
                start, end = kept[at]
                if start >= here:
                    pieces += [*tokens(text[here:start]), marks[at]]
                    inside.append(at)
                    here = end
            at += 1
        pieces += tokens(text[here : span[1]])
        yield Sentence(span, " ".join([*_ended_once(pieces), ""]), tuple(inside))


def _ended_once(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces of a line, without the full stops of abbreviations within it ("U.S. Steel")."""
    last = len(pieces) - 1
    for at, each in enumerate(pieces):
        if each not in _STOPS or all(other in _CLOSES for other in pieces[at + 1 : last + 1]):
            yield each


def tokens(text: str) -> list[str]:
    """The words and signs of a piece of text between figures, as they stand in a line."""
    words = _TOKEN.findall(text.translate(_QUOTES).lower())
    return ["-" if word[0] in "–—-" else tagged(word) for word in words]
