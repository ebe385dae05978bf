"""Where the nodes of a YAML text end, for those who change the text and no line beside."""

from __future__ import annotations

import re

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINE_END = re.compile(r"\r\n|\r|\n")


def node_end(node: yaml.Node, text: str) -> int:
    """Where a node ends; a block one ends with its last part, and not where the next begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple) and isinstance(last[1], yaml.ScalarNode) and not last[1].value:
            return int(last[0].end_mark.index)
        return node_end(last[1] if isinstance(last, tuple) else last, text)
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        start = node.start_mark.index
        return start + len(text[start:end].rstrip())
    return end


def line_end(text: str, offset: int) -> tuple[int, str]:
    """Where the line ends that ``offset`` is in, and how its lines end.

    >>> line_end("book: x\\r\\nsources:\\r\\n", 2)
    (7, '\\r\\n')
    """
    found = LINE_END.search(text, offset)
    any_end = LINE_END.search(text)
    return (len(text) if found is None else found.start()), any_end[0] if any_end else "\n"
