"""Shares of a whole, and the one that is said to be what remains of it: "60% ... the other 40%"."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.articles.figures import Sentence
from dealmodel.articles.rule import Found, Setting
from dealmodel.figures.patterns import lazy_pattern

REST = "shares and the rest"
"""The template of what is found."""

_SHARE = lazy_pattern(r"<p(\d+)> ")
_REST_SHARE = lazy_pattern(
    r"(?:(?<![^ ])(?:the|its|their|with) (?:[a-z]+ )?"
    r"(?:remaining|rest|remainder|balance|other) (?:of )?|"
    r"(?<![^ ])leaving (?:[^ <|,;]+ ){1,5}with (?:the )?(?:remaining )?)<p(?P<rest>\d+)> "
)


def remainders(setting: Setting) -> Iterator[Found]:
    """A share that is said to be what remains, and those beside it as ``part 1`` …; those of the
    sentence before, which belong to it in another reading, as ``before 1`` …"""
    before: Sentence | None = None
    for sentence in setting.placed.sentences:
        match = _REST_SHARE.search(sentence.line)
        if match is not None:
            rest = int(match["rest"])
            near = _shares(sentence.line[: match.start("rest")])
            far = [] if before is None else _shares(before.line)
            if near and rest not in near:
                parts = {f"part {at}": index for at, index in enumerate(near, 1)}
                parts |= {f"before {at}": index for at, index in enumerate(far, 1)}
                indices = parts | {"rest": rest}
                marked = setting.placed.marked
                figures = {part: marked[index] for part, index in indices.items()}
                yield Found(figures, sentence, sentence.line, {}, setting, REST, indices)
        before = sentence if sentence.figures else before


def _shares(line: str) -> list[int]:
    """The indices of the percentages of a line."""
    return [int(index) for index in _SHARE.findall(line)]
