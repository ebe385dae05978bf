"""Blanks around translated words in a language that prints none between its words.

The English grammar tells words by them: "约15亿欧元" is to be "about 15亿 euros". Digits that hang
on a Latin name ("B10") stay there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from dealmodel.figures.languages.positions import Edit

HAN = "\u2e7f"
"""Chinese characters are above it."""

_PERCENT = frozenset("%‰")


def set_apart(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits with blanks around their words, for a language that prints none.

    >>> list(set_apart("约5元", [Edit(0, 1, "about"), Edit(1, 2, "5"), Edit(2, 3, "yuan")]))[1:]
    [Edit(start=1, end=2, text=' 5'), Edit(start=2, end=3, text=' yuan')]
    """
    last, stop = "", -1
    for edit, following in pairwise([*edits, Edit(len(text) + 1, 0, "")]):
        start, end, english = edit
        adjoins = stop == start
        before = last if adjoins else text[start - 1 : start] if start else ""
        stop = end
        if not english:
            last = before
            yield edit
            continue
        is_word = english[0].isascii() and english[0].isalpha()
        is_apart = before > HAN or (adjoins and before.isalpha())  # digits hang on "B10"
        if (is_word and (before.isalnum() or before in _PERCENT)) or (
            english[0].isdecimal() and is_apart
        ):
            english = f" {english}"
        last = english[-1]
        if (
            following.start > end
            and last.isascii()
            and last.isalpha()
            and text[end : end + 1].isalnum()
        ):
            english += " "
        yield Edit(start, end, english)
