"""JSON text to a tree, with where each part stands.

Of a book every string, number and word is the text that it is; of other files, such as statements
of a standard, numbers, words and strings are told apart. The standard library checks the syntax;
its tokens are then read again with their places. ``null`` is no value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from dealmodel.books.json_faults import JsonFault, json_fault
from dealmodel.books.tree import TOO_DEEP, Parsed, TreeBuilder
from dealmodel.errors import FileSyntax
from dealmodel.records.places import SourceText

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+')
_NUMBER = re.compile(r"-?[0-9]{1,100}(\.[0-9]{1,100})?([eE][+-]?[0-9]{1,4})?")
_CONSTANTS = {"null": None, "true": True, "false": False}

_Word = Callable[[str], Any]
"""What a token that is no string stands for; raises ``ValueError`` where it cannot be used."""


def parse_json(file: SourceText) -> Parsed:
    """The tree of a JSON file, its scalars as text. Raises :class:`FileSyntax` where it is not
    JSON."""
    if not file.text.strip():
        return TreeBuilder(file).parsed
    if not _is_json(file.text):
        raise _refused(json_fault(file.text), file)
    return _filled(TreeBuilder(file), file, lambda word: None if word == "null" else word).parsed


def parse_json_values(file: SourceText) -> Parsed:
    """The tree of a JSON file, or of JSON Lines as one list: numbers are ``Decimal``, ``true`` and
    ``false`` are ``bool``. Raises :class:`FileSyntax` where it is neither."""
    builder = TreeBuilder(file)
    if _is_json(file.text):
        return _filled(builder, file, _value).parsed
    fault = json_fault(file.text)
    if not fault.is_more or file.text.lstrip()[:1] != "{":
        raise _refused(fault, file)
    start = 0
    for line in file.text.split("\n"):
        if line.strip() and not _is_json(line):
            raise _refused(json_fault(line), file, start)
        start += len(line) + 1
    builder.open([], 0)
    _filled(builder, file, _value).close()
    return builder.parsed


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True


def _refused(fault: JsonFault, file: SourceText, start: int = 0) -> FileSyntax:
    message = fault.reason if fault.reason is TOO_DEEP else f"not JSON: {fault.reason}"
    return FileSyntax(message, where=file.place(start + fault.offset))


def _filled(builder: TreeBuilder, file: SourceText, word: _Word) -> TreeBuilder:
    """The builder with all tokens of the file, which is known to be JSON."""
    for match in _TOKEN.finditer(file.text):
        token, offset = match[0], match.start()
        if token in "{[":
            builder.open({} if token == "{" else [], offset)
        elif token in "}]":
            builder.close()
        elif token[0] == '"':
            builder.scalar(json.loads(token) if "\\" in token else token[1:-1], offset)
        elif token in ("NaN", "Infinity", "-Infinity"):
            raise FileSyntax(f"not JSON: write a number, not {token}", where=file.place(offset))
        else:
            try:
                builder.scalar(word(token), offset)
            except ValueError as error:
                raise FileSyntax(str(error), where=file.place(offset)) from None
    return builder


def _value(word: str) -> Decimal | bool | None:
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if not _NUMBER.fullmatch(word):
        raise ValueError(f"the number {word[:40]} has more digits than anyone needs: round it")
    return Decimal(word)
