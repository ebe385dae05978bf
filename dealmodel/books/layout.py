"""One form for the YAML of a book: the same text, however it was typed, with its comments.

Indented by two, lists too; a text is quoted where :mod:`dealmodel.books.writing` would quote it.
What was typed on one line in brackets stays so where it fits into a hundred columns, and is one
line each where it does not, or where comments stand in it; what was typed line by line stays so. Of
empty lines in a row one is left. A comment behind a line keeps its column where it can, one of its
own is indented as what follows it.

The text is laid out anew from the parser's events, and comments are found between them: a reader
that keeps comments itself (ruamel.yaml 0.19) loses those within brackets and breaks texts in two.

Limits: what is no mapping at the top is none of a book's files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from dealmodel.books.writing import scalar_text
from dealmodel.books.yaml_text import events
from dealmodel.records.places import SourceText

WIDTH = 100
_STEP = 2
_KEY = re.compile(r"[\w-]+")
_COMMENT = re.compile(r"#[^\r\n]*")
_TRUTHS = frozenset(["yes", "no", "true", "false", "on", "off", "y", "n", "null"])
"""Words that mean something to other readers, quoted or not: they stay as they were typed."""


@dataclass(slots=True)
class _Comment:
    """``text`` with its ``#``; where it begins; whether nothing but space is before it; the entry
    ``behind`` which it stands, or the ``block`` of lines that it is one of, whose first begins at
    ``margin``."""

    text: str
    start: int
    line: int
    column: int
    is_alone: bool
    behind: _Entry | None = None
    block: list[str] = field(default_factory=list)
    margin: int = 0


@dataclass(slots=True)
class _Node:
    """A value: a scalar's ``text``, ready to be written, or ``lines`` of a literal one; else its
    ``entries``, between brackets where ``is_flow``."""

    start: int
    end: int
    text: str | None = None
    literal: list[str] | None = None
    is_mapping: bool = False
    is_flow: bool = False
    entries: list[_Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    owner: _Entry | None = None

    @property
    def is_scalar(self) -> bool:
        return self.text is not None or self.literal is not None


@dataclass(slots=True)
class _Entry:
    """A key with its value, or an item of a list; ``before`` are comments and empty lines ahead of
    it, ``beside`` the comment behind it, from ``column`` on."""

    start: int
    within: _Node
    key: str | None = None
    value: _Node | None = None
    before: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    column: int = 0


def laid_out(file: SourceText) -> tuple[str, list[str]]:
    """The text of a book's YAML file in its one form, and its comments in alphabetical order; the
    file is known to be one of YAML.

    >>> laid_out(SourceText("a.yaml", "book:   'x'\\nsources: { } # z"))
    ('book: x\\nsources: {}  # z\\n', ['# z'])
    """
    tree = _Tree(file)
    tree.read()
    told = sorted(each.text for each in tree.comments)
    if tree.root is None or tree.root.is_scalar:
        return file.text, told
    tree.attach()
    lines = [*_container(tree.root, 0), *_indented(tree.root.tail, 0)]
    return "\n".join([*_single(lines), ""]), told


def comments(file: SourceText) -> list[str]:
    """The comments of a YAML file, in alphabetical order.

    >>> comments(SourceText("a.yaml", 'b: "#1" # two\\n# one'))
    ['# one', '# two']
    """
    tree = _Tree(file)
    tree.read()
    return sorted(each.text for each in tree.comments)


class _Tree:
    """The values of a file, and its comments, each with what it belongs to."""

    def __init__(self, file: SourceText) -> None:
        self._file, self._text = file, file.text
        self._starts = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", file.text))]
        self.root: _Node | None = None
        self.comments: list[_Comment] = []
        self._entries: list[_Entry] = []
        self._stack: list[_Node] = []
        self._key: tuple[str, int] | None = None
        self._end = self._dashed = 0

    def read(self) -> None:
        for event, start in events(self._file):
            end = event.end_mark.index if event.end_mark else start
            if isinstance(event, yaml.ScalarEvent):
                self._gap(start)
                self._scalar(event, start, end)
            elif isinstance(event, yaml.CollectionStartEvent):
                is_flow = bool(event.flow_style)
                if is_flow:
                    self._gap(start)
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                node = _Node(start, len(self._text), is_mapping=is_mapping, is_flow=is_flow)
                self._add(node)
                self._stack.append(node)
                if is_flow:
                    self._end = end
            elif isinstance(event, yaml.CollectionEndEvent):
                node = self._stack.pop()
                if node.is_flow:
                    self._gap(start)
                    self._end = end
                node.end = self._end
            elif isinstance(event, yaml.DocumentStartEvent) and event.explicit:
                self._gap(start)
                self._end = end
        self._gap(len(self._text))

    def attach(self) -> None:
        """Put comments and empty lines to what they belong to."""
        above = None
        for each in self.comments:
            self._attach(each, above)
            above = each
        for entry in self._entries:
            self._space(entry)

    def _gap(self, stop: int) -> None:
        """Take the comments from the end of what came last to ``stop``."""
        gap = self._text[self._end : stop]
        for found in _COMMENT.finditer(gap) if "#" in gap else ():
            self._comment(found[0], self._end + found.start())

    def _comment(self, text: str, start: int) -> None:
        line = bisect_right(self._starts, start) - 1
        before = self._text[self._starts[line] : start]
        self.comments.append(_Comment(text.rstrip(), start, line, len(before), not before.strip()))

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        if self._stack and self._stack[-1].is_mapping and self._key is None:
            is_word = event.style and event.value.lower() in _TRUTHS
            is_plain = _KEY.fullmatch(event.value) and not is_word
            self._key = event.value if is_plain else scalar_text(event.value), start
            self._end = end
            return
        node = _Node(start, end)
        if event.style in ("|", ">"):
            head = self._text[start:end].partition("\n")[0]
            if "#" in head:
                self._comment(head[head.index("#") :], start + head.index("#"))
            node.literal = _literal(event.value)
        if node.literal is None:
            node.text = _written(event)
        self._add(node)
        self._end = end if event.style not in ("|", ">") else self._end_of_block(start, end)

    def _end_of_block(self, start: int, end: int) -> int:
        """Where a literal text ends, without the comments below it that some parsers count in."""
        return start + len(self._text[start:end].rstrip())

    def _add(self, node: _Node) -> None:
        if not self._stack:
            self.root = node
            return
        within = self._stack[-1]
        if within.is_mapping:
            key, start = self._key or ("", node.start)
            self._key = None
            entry = _Entry(start, within, key, node)
        else:
            start = node.start if within.is_flow else self._dash(node.start)
            entry = _Entry(start, within, None, node)
        node.owner = entry
        within.entries.append(entry)
        self._entries.append(entry)

    def _dash(self, stop: int) -> int:
        """Where the dash of the item that begins at ``stop`` stands."""
        begin = max(self._end, self._dashed)
        rest = self._text[begin : max(stop, begin) + 1]
        at = _COMMENT.sub(lambda found: " " * len(found[0]), rest).find("-")
        start = stop if at < 0 else begin + at
        self._dashed = start + 1
        return start

    def _column(self, start: int) -> int:
        return start - self._starts[bisect_right(self._starts, start) - 1]

    def _attach(self, comment: _Comment, above: _Comment | None) -> None:
        at = bisect_right(self._entries, comment.start, key=lambda entry: entry.start)
        last = self._entries[at - 1] if at else None
        ahead = self._entries[at] if at < len(self._entries) else None
        if not comment.is_alone and last is not None:
            self._beside(comment, last)
            return
        if above is not None and above.behind is not None and _goes_on(above, comment):
            comment.behind = above.behind
            comment.behind.beside.append(comment.text)
            return
        if above is not None and above.is_alone and _is_below(above, comment):
            comment.block, comment.margin = above.block, above.margin
        else:
            comment.block, comment.margin = self._lines_for(comment, last, ahead), comment.column
            if self._is_blank(comment.line - 1):
                comment.block.append("")
        comment.block.append(" " * (comment.column - comment.margin) + comment.text)

    def _beside(self, comment: _Comment, entry: _Entry) -> None:
        """Put a comment behind the line that it ends: of brackets, the outermost that is closed."""
        while (
            entry.within.is_flow
            and entry.within.end <= comment.start
            and entry.within.owner is not None
        ):
            entry = entry.within.owner
        entry.beside.append(comment.text)
        entry.column = entry.column or comment.column
        comment.behind = entry

    def _lines_for(self, comment: _Comment, last: _Entry | None, ahead: _Entry | None) -> list[str]:
        """The lines that a comment of its own is one of: ahead of an entry, or at the end of a list
        or mapping."""
        assert self.root is not None
        around: list[_Node] = []
        node = None if last is None else last.value if _is_open(last, comment) else last.within
        while node is not None:
            around.append(node)
            node = None if node.owner is None else node.owner.within
        for each in around:
            if each.is_flow and each.start < comment.start < each.end:
                if ahead is not None and ahead.within is each:
                    return ahead.before
                # In brackets with nothing else in them it has no place to stay.
                return each.tail if each.entries or each.owner is None else each.owner.before
        if ahead is not None and comment.column <= self._column(ahead.start):
            return ahead.before
        for each in around:
            entries = each.entries
            if not each.is_flow and entries and self._column(entries[0].start) <= comment.column:
                is_theirs = ahead is not None and ahead.within is each
                return ahead.before if is_theirs and ahead is not None else each.tail
        return self.root.tail if ahead is None else ahead.before

    def _is_blank(self, line: int) -> bool:
        if not 0 <= line < len(self._starts) - 1:
            return False
        return not self._text[self._starts[line] : self._starts[line + 1]].strip()

    def _space(self, entry: _Entry) -> None:
        """An empty line ahead of an entry stays one."""
        line = bisect_right(self._starts, entry.start) - 1
        if self._is_blank(line - 1) and not self._text[self._starts[line] : entry.start].strip():
            entry.before.append("")


def _goes_on(above: _Comment, comment: _Comment) -> bool:
    """Whether a comment goes on, right below it, with what the one above says of its line."""
    return (above.line + 1, above.column) == (comment.line, comment.column) and comment.column > 0


def _is_below(above: _Comment, comment: _Comment) -> bool:
    """Whether a comment is the next line of a block, indented as it or further."""
    return above.line + 1 == comment.line and comment.column >= above.margin


def _is_open(entry: _Entry, comment: _Comment) -> bool:
    value = entry.value
    return value is not None and value.is_flow and value.start < comment.start < value.end


def _written(event: yaml.ScalarEvent) -> str:
    """A scalar on one line; nothing where there is no value."""
    is_plain = event.implicit[0]
    if is_plain and (not event.value or event.value.lower() in _TRUTHS):
        return event.value
    return scalar_text(event.value)


def _literal(text: str) -> list[str] | None:
    """The head and the lines of a text of several, where they can stand as they are."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    are_told = all(line.isprintable() and bool(line) == bool(line.strip()) for line in lines)
    if not are_told or lines[0][:1] in ("", " ") or not lines[-1]:
        return None
    return ["|" if text.endswith("\n") else "|-", *lines]


def _container(node: _Node, indent: int) -> Iterator[str]:
    """The lines of a mapping's or list's entries, and of the comments at its end."""
    for at, entry in enumerate(node.entries):
        lines = list(_entry(entry, indent))
        before = [*entry.before]
        if at == 0:
            before = before[next((i for i, each in enumerate(before) if each), len(before)) :]
        yield from _indented(before, indent)
        yield from lines
    if node.owner is not None:
        yield from _indented(node.tail, indent)


def _entry(entry: _Entry, indent: int) -> Iterator[str]:
    margin, node = " " * indent, entry.value
    head = f"{margin}-" if entry.key is None else f"{margin}{entry.key}:"
    assert node is not None
    inline = _inline(node)
    if inline is not None and (node.is_scalar or len(head) + 1 + len(inline) <= WIDTH):
        yield from _with_comment(f"{head} {inline}".rstrip(), entry)
    elif node.literal is not None:
        first, *lines = node.literal
        yield from _with_comment(f"{head} {first}", entry)
        yield from (f"{margin}  {line}" if line else "" for line in lines)
    elif entry.key is None and node.is_mapping and node.entries:
        # Of an item that is a mapping the first key stands beside the dash.
        first_entry = node.entries[0]
        entry.before += [*entry.beside, *(each for each in first_entry.before if each)]
        first_entry.before.clear()
        first, *others = _container(node, indent + _STEP)
        yield f"{head} {first.lstrip()}"
        yield from others
    else:
        yield from _with_comment(head, entry)
        yield from _container(node, indent + _STEP)


def _with_comment(line: str, entry: _Entry) -> Iterator[str]:
    """A line with the comment behind it, and below it the lines with which that goes on."""
    if not entry.beside:
        yield line
        return
    first, *others = entry.beside
    gap = max(2, entry.column - len(line))
    yield f"{line}{' ' * gap}{first}"
    column = len(line) + gap
    yield from (f"{' ' * column}{each}" for each in others)


def _inline(node: _Node) -> str | None:
    """A value on one line, if it may stand on one."""
    if node.is_scalar:
        return node.text
    if node.entries and not node.is_flow:
        return None
    if node.tail:
        return None
    parts = []
    for each in node.entries:
        assert each.value is not None
        part = _inline(each.value)
        if part is None or each.beside or any(each.before):
            return None
        parts.append(part if each.key is None else f"{each.key}: {part}")
    return f"{{{', '.join(parts)}}}" if node.is_mapping else f"[{', '.join(parts)}]"


def _indented(lines: Iterable[str], indent: int) -> Iterator[str]:
    yield from (f"{' ' * indent}{line}" if line else "" for line in lines)


def _single(lines: Iterable[str]) -> Iterator[str]:
    """The lines with one empty line for several, and none at either end."""
    waiting = is_begun = False
    for line in lines:
        if not line:
            waiting = is_begun
            continue
        if waiting:
            yield ""
        waiting, is_begun = False, True
        yield line
