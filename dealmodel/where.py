"""Where something is wrong: a stretch of a typed text, or a place in a file."""

from __future__ import annotations

from typing import Any

from dealmodel.dataclass import dataclass, field

_EXCERPT = 100


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that was typed: characters ``start`` up to, not including, ``end``."""

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """The span in the whole text, and the stretch of it that is shown, with its offset."""
        shown, offset = self._window()
        return {"text": shown, "offset": offset, "span": [self.start, self.end]}

    def render(self) -> str:
        shown, offset = self._window()
        width = max(1, min(self.end, offset + len(shown)) - self.start)
        return f"  {shown}\n  {' ' * (self.start - offset)}{'^' * width}"

    def _window(self) -> tuple[str, int]:
        """The line around the span, cut to a readable length, and where it starts in the text."""
        line_start = self.text.rfind("\n", 0, self.start) + 1
        line_end = self.text.find("\n", self.start)
        line_end = len(self.text) if line_end < 0 else line_end
        first = max(line_start, self.start - _EXCERPT // 2)
        shown = self.text[first : min(line_end, first + _EXCERPT)]
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown), first


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; lines and columns count from 1. ``excerpt`` is the line itself, or the
    part of a long one that begins ``offset`` characters into it."""

    file: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    offset: int = field(default=0, repr=False)

    def __str__(self) -> str:
        return ":".join(
            str(part) for part in (self.file, self.line, self.column) if part is not None
        )

    def to_dict(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "column": self.column}

    def render(self) -> str:
        if self.excerpt is None or self.column is None:
            return ""
        at = self.column - 1 - self.offset
        first = max(0, at - _EXCERPT // 2)
        shown = "".join(
            c if c.isprintable() else " " for c in self.excerpt[first : first + _EXCERPT]
        )
        return f"  {shown}\n  {' ' * (at - first)}^"
