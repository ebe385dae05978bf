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
from dealmodel.books.yaml_faults import yaml_fault
from dealmodel.errors import FileSyntax
from dealmodel.records.places import SourceText

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(file: SourceText) -> Parsed:
    """The tree of a YAML file. Raises :class:`FileSyntax` at the first place that is not YAML or
    is refused."""
    builder = TreeBuilder(file)
    documents = 0
    try:
        for event, offset in events(file):
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
    except yaml.YAMLError:
        raise FileSyntax("not YAML, from its first line on", where=file.place(0)) from None
    return builder.parsed


def events(file: SourceText) -> Iterator[tuple[yaml.Event, int]]:
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
    start, stop = _index(error.context_mark), _index(error.problem_mark)
    offset, message = yaml_fault(file.text, start, stop or 0)
    return FileSyntax(message, where=file.place(offset))


def _index(mark: yaml.Mark | None) -> int | None:
    return None if mark is None else mark.index
