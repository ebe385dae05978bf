"""Where in its files each part of a book stands.

A path is the keys that lead to a part: ``("stakes", "x", "share", 0, "says")``. Readers of files
keep character offsets, cheap to collect; lines and columns are counted only when asked for. Lines
end at ``\\n``, ``\\r\\n`` or ``\\r``, as in an editor.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import Place

Path = Sequence[str | int]

_AROUND = 200
"""Characters of a long line that are kept on either side of a place: a file may be one line."""

SHORT = "words"
"""A key that the claims behind it may stand without."""

_LINE_END = re.compile(r"\r\n?|\n")


Spot = tuple[int, int, "Parts"]
"""Where a value starts, where its key does (an item of a list: the same), and its parts. A plain
tuple: there is one for each value of a book."""

Parts = dict[str, Spot] | list[Spot] | None


@dataclass(frozen=True)
class SourceText:
    """The text of one file of a book."""

    name: str
    text: str

    def place(self, offset: int) -> Place:
        """The line and column of a character.

        >>> SourceText("deal.yaml", "book: x\\nstakes: 1\\n").place(16)
        Place(file='deal.yaml', line=2, column=9, excerpt='stakes: 1')
        """
        line = bisect_right(self._starts, offset)
        return self.line(line, offset - self._starts[line - 1] + 1)

    def line(self, line: int, column: int) -> Place:
        """The place in a line that is already known; of a long one with what is around it."""
        at = min(line, len(self._starts))
        start = self._starts[at - 1]
        end = self._starts[at] if at < len(self._starts) else len(self.text)
        offset = max(0, column - _AROUND) if end - start > 2 * _AROUND else 0
        excerpt = self.text[start + offset : min(end, start + offset + 2 * _AROUND)]
        return Place(self.name, line, column, excerpt.rstrip("\r\n"), offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]


@dataclass(frozen=True)
class Places:
    """The places of a book; none for one that was built in code.

    ``entries`` has the head of a path (a section and an id, or a key at the top) with the file it
    is in; the spots below lead to the rest. ``moved`` leads from the path of what was added to a
    record to where it is written.
    """

    entries: Mapping[tuple[str, ...], tuple[SourceText, Spot]] = field(default_factory=dict)
    moved: Mapping[tuple[str | int, ...], tuple[str | int, ...]] = field(default_factory=dict)

    def of(self, path: Path, *, at_key: bool = False) -> Place | None:
        """The place of the part at ``path``, or of what is left of it where the part is absent.

        A text's place is its value, a mapping's or list's its key; ``at_key`` asks for the key
        always. ``None`` where there is no file.
        """
        path = located_in_file(path, self.moved)
        for length in (2, 1, 0):
            found = self.entries.get(tuple(str(key) for key in path[:length]))
            if found:
                text, spot = found
                (value, key, parts), is_whole = _descend(spot, path[length:])
                is_text = parts is None and is_whole and not at_key
                return text.place(value if is_text else key)
        return None


def located_in_file(
    path: Path, moved: Mapping[tuple[str | int, ...], tuple[str | int, ...]]
) -> tuple[str | int, ...]:
    """The path of a part as the file has it: of what was added to a record, where that is written.

    >>> located_in_file(("stakes", "x", "share", 1, "says"), {("stakes", "x", "share", 1): ("c",)})
    ('c', 'says')
    """
    path = tuple(path)
    for length in range(len(path), 0, -1) if moved else ():
        found = moved.get(path[:length])
        if found is not None:
            return (*found, *path[length:])
    return path


def _descend(spot: Spot, path: Path) -> tuple[Spot, bool]:
    """The spot at the end of ``path``, or as far as there are any, and whether it is the end."""
    for key in path:
        parts = spot[2]
        if isinstance(parts, dict):
            if key == 0:  # a single mapping in place of a list of one
                continue
            child = parts.get(str(key))
            if child is None and key == SHORT:
                continue
        elif key == SHORT:
            continue
        else:
            child = parts[key] if parts and isinstance(key, int) and key < len(parts) else None
        if child is None:
            return spot, False
        spot = child
    return spot, True
