"""JSON text to a tree, every string, number and word as the text it is.

The standard library checks the syntax; its tokens are then read again with their places. ``null``
is no value.
"""

from __future__ import annotations

import json
import re

from dealmodel.books.tree import Parsed, TreeBuilder
from dealmodel.errors import FileSyntax
from dealmodel.records.places import SourceText

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+')


def parse_json(file: SourceText) -> Parsed:
    """The tree of a JSON file. Raises :class:`FileSyntax` where it is not JSON."""
    if not file.text.strip():
        return TreeBuilder(file).parsed
    try:
        json.loads(file.text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        message = f"not JSON ({error.msg[0].lower()}{error.msg[1:]})"
        raise FileSyntax(message, where=file.place(error.pos)) from None
    except RecursionError:
        message = "nested too deeply: a book needs no more than ten levels"
        raise FileSyntax(message, where=file.place(0)) from None
    builder = TreeBuilder(file)
    for token in _TOKEN.finditer(file.text):
        _take(token[0], token.start(), builder, file)
    return builder.parsed


def _take(token: str, offset: int, builder: TreeBuilder, file: SourceText) -> None:
    if token in "{[":
        builder.open({} if token == "{" else [], offset)
    elif token in "}]":
        builder.close()
    elif token[0] == '"':
        builder.scalar(json.loads(token), offset)
    elif token in ("NaN", "Infinity", "-Infinity"):
        raise FileSyntax(f"not JSON ({token}): write a number", where=file.place(offset))
    else:
        builder.scalar(None if token == "null" else token, offset)
