"""Keys and items put into the text of a YAML book, and not one other line changed.

A key goes behind the last one of its mapping, an item behind the last of its list, in the form of
:mod:`dealmodel.books.writing`. Comments, order, quotes and line ends stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from dealmodel.books.writing import WIDTH, entry_lines, flow_text, item_lines
from dealmodel.books.yaml_edges import LOADER, line_end, node_end
from dealmodel.errors import UsageError


@dataclass(frozen=True, slots=True)
class Insertion:
    """``value`` under ``key`` of the mapping at ``path``; without a key, an item of its list."""

    path: tuple[str, ...]
    key: str | None
    value: Any


def with_insertions(text: str, insertions: Sequence[Insertion]) -> str:
    """The YAML ``text`` with keys and items put in; a mapping or list that is not there is made.

    >>> book = 'book: x\\nsources:\\n  a: {publisher: A}  # first\\n'
    >>> print(with_insertions(book, [Insertion(("sources",), "b", {"publisher": "B"})]))
    book: x
    sources:
      a: {publisher: A}  # first
      b: {publisher: B}
    <BLANKLINE>

    :raises UsageError: what is there is neither a mapping nor a list.
    """
    for each in _grouped(insertions):
        text = _inserted(text, each)
    return text


def _grouped(insertions: Sequence[Insertion]) -> Iterator[tuple[tuple[str, ...], list[Insertion]]]:
    groups: dict[tuple[str, ...], list[Insertion]] = {}
    for each in insertions:
        groups.setdefault(each.path, []).append(each)
    yield from groups.items()


def _inserted(text: str, group: tuple[tuple[str, ...], list[Insertion]]) -> str:
    path, several = group
    root = yaml.compose(text, Loader=LOADER)
    node, depth = _deepest(root, path)
    if depth < len(path):  # what is to hold them is not there yet
        inner: Any = _gathered(several)
        for key in reversed(path[depth + 1 :]):
            inner = {key: inner}
        several = [Insertion(path[:depth], path[depth], inner)]
    if node is None:
        raise UsageError(f"{'.'.join(path)} cannot be written into: it is no mapping")
    if _is_empty(node):
        return _filled(text, node, several, root, path)
    if node.flow_style:
        new = _in_flow(text, node, several)
        above, _ = _deepest(root, path[: max(0, depth - 1)])
        return new if not depth or above.flow_style else _unfolded(new, path[:depth])
    return _in_block(text, node, several, is_top=not path[:depth])


def _gathered(several: Sequence[Insertion]) -> Any:
    if several[0].key is None:
        return [each.value for each in several]
    return {str(each.key): each.value for each in several}


def _deepest(root: yaml.Node | None, path: tuple[str, ...]) -> tuple[Any, int]:
    """The last node on the way that is there, and how far that is."""
    node: Any = root
    for depth, key in enumerate(path):
        if not isinstance(node, yaml.MappingNode):
            return None, depth
        found = next((value for name, value in node.value if name.value == key), None)
        if found is None:
            return node, depth
        node = found
    return node, len(path)


def _is_empty(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return not node.value
    return not list(node.value)


def _filled(
    text: str,
    node: yaml.Node,
    several: Sequence[Insertion],
    root: yaml.Node | None,
    path: tuple[str, ...],
) -> str:
    """What holds nothing yet, such as ``stakes: {}`` or ``stakes:``, with these in it."""
    above, _ = _deepest(root, path[:-1])
    key = next(name for name, _ in above.value if name.value == path[-1])
    start, end = key.end_mark.index, node.end_mark.index
    value = flow_text(_gathered(several))
    colon = text.index(":", start) + 1
    return f"{text[:colon]} {value}{text[max(colon, end) :]}"


def _in_flow(text: str, node: yaml.CollectionNode, several: Sequence[Insertion]) -> str:
    last = node.value[-1]
    end = (last[1] if isinstance(last, tuple) else last).end_mark.index
    told = [
        flow_text(each.value) if each.key is None else f"{each.key}: {flow_text(each.value)}"
        for each in several
    ]
    return f"{text[:end]}, {', '.join(told)}{text[end:]}"


def _unfolded(text: str, path: tuple[str, ...]) -> str:
    """A mapping or list in brackets, of a block one, on lines of its own where its line is long;
    what stands behind it on its line stays behind the first."""
    above, _ = _deepest(yaml.compose(text, Loader=LOADER), path[:-1])
    key, node = next(each for each in above.value if each[0].value == path[-1])
    start, end = key.start_mark.index, node.end_mark.index
    stop, line = line_end(text, end)
    column = key.start_mark.column
    if stop - start + column <= WIDTH:
        return text
    first, *others = entry_lines(key.value, _data(node), column)
    lines = line.join([f"{first.lstrip()}{text[end:stop]}", *others])
    return text[:start] + lines + text[stop:]


def _data(node: yaml.Node) -> Any:
    """What a node holds, all of it text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(each) for each in node.value]
    return node.value


def _in_block(
    text: str, node: yaml.CollectionNode, several: Sequence[Insertion], *, is_top: bool
) -> str:
    first = node.value[0]
    column = first[0].start_mark.column if isinstance(first, tuple) else node.start_mark.column
    at, line = line_end(text, node_end(node, text))
    lines: list[str] = []
    for each in several:
        if is_top:
            lines.append("")
        if each.key is None:
            lines += item_lines(each.value, column)
        else:
            lines += entry_lines(each.key, each.value, column)
    return text[:at] + "".join(f"{line}{each}" for each in lines) + text[at:]
