"""A sentence with its names and figures as marks between its words.

The marks are those of :mod:`dealmodel.articles.figures`, and two more: ``<o3>`` names a party,
``<t4>`` a product. A conversion printed behind its amount belongs to the amount's mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dealmodel.articles.days import periods_named
from dealmodel.articles.drafting.names import Mention, Names
from dealmodel.articles.figures import Placed, sort_of, tokens
from dealmodel.dataclass import dataclass
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.period import Period

MARK = lazy_pattern(r"<([a-z])(\d+)>")
_CLAUSE_END = lazy_pattern(r"[,;:()]\s|\s[–—-]\s|\b(?:while|whereas|although|though|but|and)\b")
_CLOSING = lazy_pattern(r"\s*[)\]]")
_SAID_ON = lazy_pattern(
    r"\b(?:said|told|announced|reported|posted|added|wrote|confirmed|clarified|disclosed)\b"
    r"(?:\s\w+){0,4}?\son\s\w+day\b",
    re.IGNORECASE,
)
_TOGETHER = lazy_pattern(r"<(o\d+)> and (?:[a-z'-]+ ){0,2}$")
_SPAN = lazy_pattern(r"\b(?:19|20)\d\d\s(?:to|and|through|until)\s(?:19|20)\d\d\b")
_COMPARED = lazy_pattern(
    r"\b(?:than\s(?:in|during|for|at)\s|(?:compared|versus|against)\s(?:(?:with|to)\s)?"
    r"|from\s(?:[^\s,;]+\s){1,5}?(?:in|during|for)\s)[^,;()]*?(?=\sto\s|[,;()]|\sand\s|$)",
    re.IGNORECASE,
)
"""What something is compared with, and when that was."""
_DATED = lazy_pattern(r"\s(?:in|during|for)\s")
_EARLIER = lazy_pattern(
    r"(?:(?!<[a-fh-z]\d+>)[^.;|])*?\b(?:from|compared with|compared to|against|versus) "
    r"<([a-z]\d+)> (?:in|during|for) "
)
_CAPITAL = lazy_pattern(r"\b(?:In|Since|During|By|For|From|Late|Early|Mid)\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence. ``said_on`` is the day on which its speaker spoke, where it is told."""

    placed: Placed
    names: Names
    index: int
    line: str
    mentions: Sequence[Mention]
    published: Period | None

    @property
    def words(self) -> str:
        return self.placed.words(self.placed.sentences[self.index])

    @property
    def span(self) -> tuple[int, int]:
        return self.placed.sentences[self.index].span

    def figure(self, index: int) -> Figure:
        return self.placed.figures[index]

    @property
    def topic(self) -> str | None:
        """The party that the sentences before are about."""
        return self.names.topic(self.index)

    def party(self, mark: str | None) -> str | None:
        """The party of a mark such as ``o3``."""
        return None if mark is None else self.mentions[int(mark[1:])].party

    def subject(self, before: int) -> str | None:
        """The party that does what the line tells at a place: the nearest one named before it that
        no preposition makes an object of; of two that act together, none."""
        found = [(mark, at) for mark, at in self.marks("o") if at < before]
        for mark, at in reversed(found):
            if self.mention(mark).is_subject:
                beside = _TOGETHER.search(self.line[:at])
                is_joint = beside is not None and self.mention(beside[1]).is_subject
                return None if is_joint else self.party(mark)
        return None

    def mention(self, mark: str) -> Mention:
        return self.mentions[int(mark[1:])]

    def marks(self, letters: str) -> list[tuple[str, int]]:
        """The marks of these sorts, each with where it stands in the line."""
        return [(m[1] + m[2], m.start()) for m in MARK.finditer(self.line) if m[1] in letters]

    def together(self, index: int) -> tuple[int, ...]:
        """The figure and the conversions that are printed with it."""
        inside = set(self.placed.sentences[self.index].figures)
        found = [index]
        for at in range(index + 1, len(self.placed.figures)):
            if at in inside or self.placed.figures[at].span[0] >= self.span[1]:
                break
            found.append(at)
        return tuple(found)

    def printed(self, index: int) -> tuple[int, int]:
        """Where a figure stands with its conversions and the bracket around those."""
        return printed_span(self.placed, self.together(index))

    def earlier(self, mark: str, letters: str) -> tuple[int, Period] | None:
        """What a figure is compared with behind it ("up 34% from 141,601 in 2023"), and of when
        that is."""
        behind = self.line[self.line.index(f"<{mark}>") + len(mark) + 3 :]
        match = _EARLIER.match(behind)
        if match is None or match[1][0] not in letters:
            return None
        index = int(match[1][1:])
        period = self.period(index)
        return None if period is None else (index, period)

    @property
    def said_on(self) -> Period | None:
        match = _SAID_ON.search(self.words)
        if match is None or self.published is None:
            return None
        return next(iter(periods_named(match[0], self.published)), None)

    def _next(self, stop: int) -> int:
        """Where the next figure begins."""
        starts = (
            self.placed.figures[at].span[0] for at in self.placed.sentences[self.index].figures
        )
        return min((each for each in starts if each >= stop), default=self.span[1])

    def clause(self, index: int) -> str:
        """The words around a figure, to the next comma or conjunction on both sides."""
        start, end, at, stop = *self.span, *self.printed(index)
        text = self.placed.text
        ends = [match.end() for match in _CLAUSE_END.finditer(text, start, at)]
        after = _CLAUSE_END.search(text, stop, end)
        return text[max(ends, default=start) : after.start() if after else end]

    def period(self, index: int, *, days: bool = True) -> Period | None:
        """The period that a figure is of: the one that its clause names, or its sentence before."""
        start, end = self.span
        text = self.placed.text
        said = _SAID_ON.search(text, start, end)
        at, stop = self.printed(index)
        ends = [match.end() for match in _CLAUSE_END.finditer(text, start, at)]
        after = _CLAUSE_END.search(text, stop, end)
        until = after.start() if after else end
        clause = max(ends, default=start)
        windows = [(clause, at), (stop, until), (start, at), (stop, end)]
        if _DATED.match(text, stop):
            windows.insert(0, (stop, min(until, self._next(stop))))
        for first, last in windows:
            for piece in _without(said, first, last):
                found = [
                    each
                    for each in periods_named(_lowered(text[slice(*piece)]), self.published)
                    if days or each.last - each.first > timedelta(days=6)
                ]
                if found:
                    return _one(found)
        return None


def _one(found: Sequence[Period]) -> Period | None:
    """The shortest of several, if the others hold it or it stands inside them; of periods apart
    the words do not say which."""
    least = min(found, key=lambda each: each.last - each.first)
    is_plain = all(each.first <= least.last and least.first <= each.last for each in found)
    return least if is_plain else None


def _lowered(words: str) -> str:
    """The words with the preposition that begins a sentence in small letters, and without spans of
    years ("from 2018 to 2021") and what is compared with ("than in 2023"), which date nothing."""
    lowered = _CAPITAL.sub(lambda match: match[0].lower(), words)
    return _COMPARED.sub(" ", _SPAN.sub(" ", lowered))


def _without(said: re.Match[str] | None, first: int, last: int) -> list[tuple[int, int]]:
    if said is None or said.end() <= first or last <= said.start():
        return [(first, last)]
    return [each for each in ((first, said.start()), (said.end(), last)) if each[0] < each[1]]


def when(period: Period) -> str:
    """A period as a book writes it.

    >>> from dealmodel.rates.period import parse_period
    >>> when(parse_period("2025-Q1"))
    '2025-Q1'
    """
    if period.text[:1].isdigit():
        return period.text
    if period.is_day:
        return period.first.isoformat()
    return f"{period.first.isoformat()}/{period.last.isoformat()}"


def printed_span(placed: Placed, together: Sequence[int]) -> tuple[int, int]:
    """From a figure to the end of the conversions printed with it, with the bracket around those.

    >>> from dealmodel.articles.figures import placed as read
    >>> found = read("It costs 109,800 yuan ($15,115) now.")
    >>> found.text[slice(*printed_span(found, (0, 1)))]
    '109,800 yuan ($15,115)'
    """
    start = placed.figures[together[0]].span[0]
    end = placed.figures[together[-1]].span[1]
    if len(together) > 1:
        opened = placed.text[placed.figures[together[0]].span[1] : end]
        closing = _CLOSING.match(placed.text, end)
        if closing is not None and max(opened.rfind("("), opened.rfind("[")) >= 0:
            end = closing.end()
    return start, end


def passages(placed: Placed, names: Names, published: Period | None) -> Iterator[Passage]:
    """Each sentence with its marks."""
    for index in range(len(placed.sentences)):
        mentions = names.in_sentence(index)
        line = _line(placed, index, mentions)
        yield Passage(placed, names, index, line, mentions, published)


def _line(placed: Placed, index: int, mentions: Sequence[Mention]) -> str:
    sentence = placed.sentences[index]
    passage = Passage(placed, None, index, "", (), None)  # type: ignore[arg-type]
    marks = [
        (*passage.printed(at), f"<{sort_of(placed.figures[at])}{at}>") for at in sentence.figures
    ]
    taken = [(start, end) for start, end, _ in marks]
    marks += [
        (*each.span, f"<{each.letter}{at}>")
        for at, each in enumerate(mentions)
        if not any(start < each.span[1] and each.span[0] < end for start, end in taken)
    ]
    pieces: list[str] = []
    here = sentence.span[0]
    for start, end, mark in sorted(marks):
        if start < here:
            continue
        pieces += [*_words(placed.text[here:start]), mark]
        here = end
    pieces += _words(placed.text[here : sentence.span[1]])
    return " ".join([*pieces, ""])


def _words(text: str) -> list[str]:
    """The words between two marks; a possessive ending is one."""
    ending = re.match(r"[’']s?(?!\w)", text)
    if ending is not None:
        return ["'s", *tokens(text[ending.end() :])]
    return tokens(text)
