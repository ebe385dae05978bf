"""A figure's own few words as a claim: those that by themselves say what they say in their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealmodel.articles.drafting.passages import Passage
from dealmodel.errors import FigureError
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import figure_with_conversions

_LONGEST = 90
_MORE = 3


def says(
    passage: Passage, index: int, rules: HedgeRules, locale: str, *, as_change: bool = False
) -> tuple[str, tuple[int, int]] | None:
    """The words to quote for a figure and the conversions with it, and where they stand; ``None``
    where no few words mean the same without their sentence."""
    together = [passage.figure(each) for each in passage.together(index)]
    for start, end in _windows(passage, index):
        words = " ".join(passage.placed.text[start:end].split())
        if len(words) <= _LONGEST and _means(words, together, rules, locale, as_change):
            return words, (start, end)
    return None


def _windows(passage: Passage, index: int) -> Iterator[tuple[int, int]]:
    """The figure as printed, then with words before it, then with words behind."""
    text, (first, last) = passage.placed.text, passage.span
    start, end = passage.printed(index)
    yield start, end
    before = [match.start() for match in re.finditer(r"\S+", text[first:start])]
    for at in reversed(before[-_MORE:]):
        yield first + at, end
    behind = [match.end() for match in re.finditer(r"[^\s,;.]+", text[end:last])]
    for at in behind[:_MORE]:
        yield start, end + at


def _means(
    words: str, together: Sequence[Figure], rules: HedgeRules, locale: str, as_change: bool
) -> bool:
    try:
        found = figure_with_conversions(words, rules=rules, locale=locale, as_change=as_change)
    except FigureError:
        return False
    return len(found) == len(together) and all(
        _is_alike(one, other, as_change) for one, other in zip(found, together, strict=True)
    )


def _is_alike(one: Figure, other: Figure, as_change: bool) -> bool:
    kinds = {one.kind, other.kind}
    return (
        one.value == other.value
        and one.bounds == other.bounds
        and one.unit.same_as(other.unit)
        and (len(kinds) == 1 or (as_change and kinds == {"growth", "share"}))
    )
