"""YAML text to a tree, every scalar as the text it is.

Read event by event with PyYAML's C parser where it is there, so nothing is resolved, expanded or
recursed into: ``no``, ``010``, ``12:30`` and ``2023-10`` stay text, and aliases, anchors, tags and
further documents are refused where they stand. A key with nothing behind it has no value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

import yaml

from dealmodel.books.tree import Parsed, TreeBuilder
from dealmodel.errors import FileSyntax
from dealmodel.records.places import SourceText

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ADVICE = (
    ("mapping values are not allowed", "a text with a colon in it needs quotes"),
    ("cannot start any token", "a text that starts with this character needs quotes"),
    ("expected '-' indicator", "check the indentation of this line and the one above it"),
    ("expected <block end>", "check the indentation of this line and the one above it"),
    ("expected ',' or '}'", "a comma or the closing } is missing, or a text needs quotes"),
    ("expected ',' or ']'", "a comma or the closing ] is missing, or a text needs quotes"),
    ("could not find expected ':'", "a key needs a colon and a space behind it"),
    ("unexpected end of stream", "the closing quote is missing"),
    ("did not find expected key", "check the indentation, and quotes within the text"),
    ("expected alphabetic or numeric", "a text that starts with this character needs quotes"),
    ("unknown escape character", "write a backslash twice, or use single quotes"),
)


def parse_yaml(file: SourceText) -> Parsed:
    """The tree of a YAML file. Raises :class:`FileSyntax` at the first place that is not YAML or
    is refused."""
    builder = TreeBuilder(file)
    documents = 0
    try:
        for event, offset in _events(file):
            if isinstance(event, yaml.ScalarEvent):
                _refuse_marks(event, offset, file)
                is_plain = event.implicit[0]
                if event.value == "<<" and is_plain and builder.awaits_key:
                    _refuse("a merge key (<<): write the keys out", offset, file)
                builder.scalar(event.value if event.value or not is_plain else None, offset)
            elif isinstance(event, yaml.CollectionStartEvent):
                _refuse_marks(event, offset, file)
                builder.open({} if isinstance(event, yaml.MappingStartEvent) else [], offset)
            elif isinstance(event, yaml.CollectionEndEvent):
                builder.close()
            elif isinstance(event, yaml.AliasEvent):
                _refuse("an alias (*): write the text out in each place", offset, file)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    _refuse("a second document: put it in a file of its own", offset, file)
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, file) from None
    except yaml.YAMLError as error:
        raise FileSyntax(f"not YAML: {error}", where=file.place(0)) from None
    return builder.parsed


def _events(file: SourceText) -> Iterator[tuple[yaml.Event, int]]:
    """The parser's events, each with the offset where it starts."""
    for event in yaml.parse(file.text, Loader=_LOADER):
        yield event, event.start_mark.index if event.start_mark else 0


def _refuse_marks(
    event: yaml.ScalarEvent | yaml.CollectionStartEvent, offset: int, file: SourceText
) -> None:
    if event.anchor is not None:
        _refuse("an anchor (&): write the text out in each place", offset, file)
    if event.tag is not None:
        _refuse("a tag (!): every value is text, so take it out", offset, file)


def _refuse(message: str, offset: int, file: SourceText) -> NoReturn:
    raise FileSyntax(message, where=file.place(offset))


def _syntax(error: yaml.MarkedYAMLError, file: SourceText) -> FileSyntax:
    problem = error.problem or error.context or "no reason given"
    # Of a quote that is never closed, its start says more than the end of the file.
    is_open = "end of stream" in problem and error.context_mark is not None
    mark = error.context_mark if is_open else error.problem_mark
    offset = mark.index if mark else 0
    if file.text[offset : offset + 1] == "\t":
        message = "a tab: indent with spaces"
    else:
        advice = next((advice for words, advice in _ADVICE if words in problem), None)
        message = f"not YAML ({problem})" + (f": {advice}" if advice else "")
    return FileSyntax(message, where=file.place(offset))
