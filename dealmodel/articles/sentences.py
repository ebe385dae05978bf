"""A text → its sentences, as spans of the text.

A sentence ends at ``.``, ``!`` or ``?`` before a space and what can begin one, at an empty line and
at the end of a heading or an item of a list. Not at the dot of an abbreviation ("Co., Ltd.",
"U.S.", "$1.6 bn."), unless a word follows with which sentences begin, and never within a figure.
Limits: a heading is told from a line of prose by its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from dealmodel.figures.patterns import lazy_pattern

_END = lazy_pattern(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z\d$€£¥₹])|\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[-*•|#]|\d+[.)]\s))"
)
_LINE = lazy_pattern(r"(?:^|(?<=\n))([^\n]*)\n(?=[^\S\n]*[^\sa-z])")
_ABBREVIATED = lazy_pattern(
    r"(?:^|[\s(\"'“])(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|st|sr|jr|no|nos|vs|cf|fig|approx|est|"
    r"e\.g|i\.e|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|[a-z])$",
    re.IGNORECASE,
)
_MAY_END = lazy_pattern(
    r"(?:\b(?:co|ltd|inc|corp|plc|llc|bros|bn|mn|tn|m|k|p|a\.m|p\.m|etc|ave)|"
    r"(?!i\.e$|e\.g$)(?:[a-z]\.)+[a-z]|[\s\d](?:bn|mn|m))$",
    re.IGNORECASE,
)
_BEGINS = lazy_pattern(
    r"\s+[\"'“‘(\[]*(?:The|It|Its|In|A|An|He|She|They|This|That|These|Those|But|And|For|On|At|We|"
    r"By|As|If|There|Last|Net|Sales|Revenue|Revenues|Profit|Profits|Shares|Under|Since|After|"
    r"Before|However|Meanwhile|Earlier|Both|Each|Some|Of|From|With|To|Half|One|Two|Three)\b|\s+[$€£¥₹]\d"
)
_HEADING = 45
_BEFORE = 24


def sentence_spans(text: str, kept: Sequence[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Where each sentence stands, in order; ``kept`` are spans that none of them ends within.

    >>> said = "Leapmotor Co., Ltd. sold it for $1.6 bn. The U.S. firm kept 20%."
    >>> [said[start:end] for start, end in sentence_spans(said)]
    ['Leapmotor Co., Ltd. sold it for $1.6 bn.', 'The U.S. firm kept 20%.']
    """
    starts = [start for start, _ in kept]
    ends = sorted({*_stops(text), *_headings(text)})
    spans: list[tuple[int, int]] = []
    at = 0
    for end in (*ends, len(text)):
        inside = bisect_right(starts, end - 1) - 1
        if end < len(text) and inside >= 0 and kept[inside][0] < end < kept[inside][1]:
            continue
        piece = text[at:end]
        if piece.strip():
            first = at + len(piece) - len(piece.lstrip())
            spans.append((first, at + len(piece.rstrip())))
        at = end
    return tuple(spans)


def _stops(text: str) -> Iterable[int]:
    for match in _END.finditer(text):
        if match[0][0] != "." or len(match[0].rstrip("\"'”’)]")) > 1:
            yield match.end()
            continue
        left = text[max(0, match.start() - _BEFORE) : match.start()]
        if _MAY_END.search(left):
            if _BEGINS.match(text, match.end()):
                yield match.end()
        elif not _ABBREVIATED.search(left):
            yield match.end()


def _headings(text: str) -> Iterable[int]:
    """The ends of single lines that are no part of a paragraph: short ones, and such as end with a
    full stop."""
    for match in _LINE.finditer(text):
        line = match[1].strip()
        if line and line[-1] not in ",;:-–—" and (len(line) < _HEADING or line[-1] in ".!?"):
            yield match.end()
