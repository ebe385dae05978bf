"""Where the reading of a formula's text stands."""

from __future__ import annotations

import re

from dealmodel.errors import FormulaSyntax, Span
from dealmodel.figures.patterns import lazy_pattern

_BLANK = lazy_pattern(r"(?:[^\S\n]|#[^\n]*)*")
_BLANK_IN_BRACKETS = lazy_pattern(r"(?:\s|#[^\n]*)*")


class Scanner:
    """A text and a position in it. Blanks and comments are passed over before anything is taken;
    inside brackets, so are line ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.end = 0
        self.brackets = 0

    def peek(self) -> str:
        """The next character that counts; empty at the end of the text."""
        blank = _BLANK_IN_BRACKETS if self.brackets else _BLANK
        found = blank.match(self.text, self.at)
        self.at = self.at if found is None else found.end()
        return self.text[self.at : self.at + 1]

    def look(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What of ``pattern`` stands next, without taking it."""
        self.peek()
        return pattern.match(self.text, self.at)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What of ``pattern`` stands next, taken; ``None`` if it does not."""
        found = self.look(pattern)
        if found is not None:
            self.move(found.end())
        return found

    def take_text(self, text: str) -> bool:
        """Take exactly ``text``, if it stands next."""
        self.peek()
        found = self.text.startswith(text, self.at)
        if found:
            self.move(self.at + len(text))
        return found

    def move(self, end: int) -> None:
        """Everything up to ``end`` is taken."""
        self.at = self.end = end

    def since(self, start: int) -> Span:
        """The stretch from ``start`` to the end of what was taken last."""
        return Span(self.text, start, max(self.end, start))

    def error(
        self, message: str, start: int | None = None, end: int | None = None
    ) -> FormulaSyntax:
        """An error at a stretch; without one, at the next character."""
        start = self.at if start is None else start
        return FormulaSyntax(
            message, where=Span(self.text, start, start + 1 if end is None else end)
        )
