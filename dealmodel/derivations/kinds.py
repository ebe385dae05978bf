"""Every kind of record, in the order in which a book's answers are told.

The modules of this folder are asked for their ``KIND``, so that a new one takes part by being
there. A section of a book that no module declares is an error as soon as anything is derived: it
cannot be forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from dealmodel.derivations.kind import Kind
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.naming import name_of

OWNERSHIP = "ownership"
"""What stands for a section in the subject of an effective interest, which is no record's."""

SOURCES = "sources"
"""The section of what claims name; nothing is claimed of a source itself."""


def _declared() -> Iterator[Kind[Any]]:
    package = __name__.rpartition(".")[0]
    for module in iter_modules(sys.modules[package].__path__):
        name = f"{package}.{module.name}"
        found = None if name == __name__ else getattr(import_module(name), "KIND", None)
        if isinstance(found, Kind):
            yield found


def _in_order() -> tuple[Kind[Any], ...]:
    declared = {kind.section: kind for kind in _declared()}
    sections = [name for name in SECTIONS if name != SOURCES]
    if undeclared := set(sections) - declared.keys():
        raise NotImplementedError(
            f"a book has {', '.join(sorted(undeclared))}, and no module of "
            "dealmodel.derivations has a KIND for it"
        )
    return tuple(sorted((declared[name] for name in sections), key=lambda kind: kind.is_last))


KINDS = _in_order()
"""The kinds in the order of a report."""

BY_SECTION: Mapping[str, Kind[Any]] = {kind.section: kind for kind in KINDS}


def title_of(subject: str, book: Book) -> str:
    """What a subject is about, in words.

    >>> from dealmodel.records.source import Source
    >>> title_of("prices.b10", Book(book="x", sources={"a": Source(publisher="A")}))
    'b10'
    """
    section, _, key = subject.partition(".")
    if section == OWNERSHIP:
        return name_of(key, book)
    kind = BY_SECTION.get(section)
    record = None if kind is None else kind.records(book).get(key)
    if kind is None and section != SOURCES:
        return subject
    return key if kind is None or record is None else kind.describe(key, record, book)
