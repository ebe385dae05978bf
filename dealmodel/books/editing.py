"""Claims changed in, and added to, the text of a YAML book, and not one other line.

A change is made where the claim stands: the text of a key is replaced, or a key is put behind the
claim's words. A claim is added behind the last of its list; a single claim becomes a list of two.
Comments, order, quotes and line ends stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from dealmodel.books.yaml_edges import LINE_END, LOADER, line_end, node_end
from dealmodel.errors import UsageError
from dealmodel.records.places import SHORT

Path = tuple[str | int, ...]
Value = str | tuple[str, ...]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """``keys`` of the claim at ``path`` get these texts."""

    path: Path
    keys: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ClaimAddition:
    """A claim of these ``keys`` stands behind those at ``path``."""

    path: Path
    keys: Mapping[str, Value]


Change = ClaimChange | ClaimAddition


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text in the place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def with_claims(text: str, changes: Sequence[Change]) -> str:
    """The YAML ``text`` with its claims changed.

    >>> book = 'stakes:\\n  x:\\n    share: {says: 21%, source: a}  # as told\\n'
    >>> change = ClaimChange(("stakes", "x", "share", 0), {"says": "25%"})
    >>> print(with_claims(book, [change]).splitlines()[2])
        share: {says: "25%", source: a}  # as told

    :raises UsageError: there is no claim where one is to be changed.
    """
    root = yaml.compose(text, Loader=LOADER)
    pieces: list[_Piece] = []
    added: dict[Path, list[Mapping[str, Value]]] = {}
    for change in changes:
        if isinstance(change, ClaimAddition):
            added.setdefault(change.path, []).append(change.keys)
    for change in changes:
        if isinstance(change, ClaimChange):
            deeper = _INDENT if change.path[:-1] in added else ""
            pieces += _changed(_node(root, change.path), change, text, deeper)
    for path, several in added.items():
        pieces += _added(_node(root, path), path, several, text)
    # Of two at one place the later goes in first, so that they stand in order.
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at].start, at), reverse=True)
    for at in order:
        piece = pieces[at]
        text = text[: piece.start] + piece.text + text[piece.end :]
    return text


def _node(root: yaml.Node | None, path: Path) -> yaml.Node:
    """The node at a path."""
    node = root
    for key in path:
        if isinstance(node, yaml.MappingNode):
            if key == 0:  # a single mapping in place of a list of one
                continue
            found = next((value for name, value in node.value if name.value == str(key)), None)
            if found is None and key == SHORT:
                continue
            node = found
        elif isinstance(node, yaml.SequenceNode):
            if key == SHORT:
                continue
            is_there = isinstance(key, int) and key < len(node.value)
            node = node.value[key] if is_there else None
        else:
            node = None
    if node is None:
        where = ".".join(str(key) for key in path)
        raise UsageError(f"there is no {where} in the file: export the workbook anew")
    return node


def _changed(node: yaml.Node, change: ClaimChange, text: str, deeper: str) -> Iterator[_Piece]:
    """``deeper`` is how far a single claim moves that becomes one of a list."""
    if not isinstance(node, yaml.MappingNode):
        raise UsageError(f"{'.'.join(map(str, change.path))} is no claim of keys: write it as one")
    there = {name.value: value for name, value in node.value}
    behind = there["says"] if "says" in there else node.value[0][1]
    for key, value in change.keys.items():
        if key in there:
            old = there[key]
            yield _Piece(old.start_mark.index, node_end(old, text), _written(value))
        elif node.flow_style:
            end = node_end(behind, text)
            yield _Piece(end, end, f", {key}: {_written(value)}")
        else:
            first = node.value[0][0].start_mark
            is_item = text[: first.index].rstrip(" ").endswith("-")
            indent = " " * first.column + ("" if is_item else deeper)
            at, line = line_end(text, node_end(behind, text))
            yield _Piece(at, at, f"{line}{indent}{key}: {_written(value)}")


def _added(
    node: yaml.Node, path: Path, several: Sequence[Mapping[str, Value]], text: str
) -> Iterator[_Piece]:
    claims = [f"{{{', '.join(f'{k}: {_written(v)}' for k, v in e.items())}}}" for e in several]
    if isinstance(node, yaml.SequenceNode) and node.value:
        end = node_end(node.value[-1], text)
        if node.flow_style:
            yield _Piece(end, end, "".join(f", {claim}" for claim in claims))
            return
        column = _dash(text, node.value[-1].start_mark.index)
        at, line = line_end(text, end)
        yield _Piece(at, at, "".join(f"{line}{' ' * column}- {claim}" for claim in claims))
    elif isinstance(node, yaml.MappingNode) and node.flow_style:
        start, end = node.start_mark.index, node_end(node, text)
        yield _Piece(start, start, "[")
        yield _Piece(end, end, "".join(f", {claim}" for claim in claims) + "]")
    elif isinstance(node, yaml.MappingNode):
        start, end = node.start_mark.index, node_end(node, text)
        column = node.start_mark.column
        yield _Piece(start, start, "- ")
        for match in LINE_END.finditer(text, start, end):
            yield _Piece(match.end(), match.end(), _INDENT)
        at, line = line_end(text, end)
        yield _Piece(at, at, "".join(f"{line}{' ' * column}- {claim}" for claim in claims))
    else:
        raise UsageError(f"{'.'.join(map(str, path))} holds no claims: write the first by hand")


def _dash(text: str, offset: int) -> int:
    """The column of the dash before an item."""
    dash = text.rindex("-", 0, offset)
    start = max(text.rfind("\n", 0, dash), text.rfind("\r", 0, dash)) + 1
    return dash - start


def _written(value: Value) -> str:
    """A text as YAML, in quotes but for an id; several as a list."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if _PLAIN.fullmatch(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in quoted)
