"""A book as text that reads back as the same book: YAML for people, JSON for programs.

The order is that of the records' own keys, and within a section that of the book; what a key has
by default is left out. Comments and the order of a file that the book was read from are not kept.
A text is quoted wherever it is more than plain words, so that no reader of YAML takes it for
anything else, and what does not print is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dealmodel.books.json_writing import json_text
from dealmodel.calculators.options import options_checked
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.record import Record

WIDTH = 100
_PLAIN = re.compile(r"[^\W_](?:[\w ./()'+-]*[\w.)+])?")
_WORDS_FOR_OTHERS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


@options_checked
def book_text(book: Book) -> str:
    """The book as a YAML file: ``read_book(book_text(book)) == book``.

    >>> from dealmodel.records.source import Source
    >>> print(book_text(Book(book="Deals: 2025", sources={"cnbc": Source(publisher="CNBC")})))
    book: "Deals: 2025"
    <BLANKLINE>
    sources:
      cnbc: {publisher: CNBC}
    <BLANKLINE>
    """
    lines: list[str] = []
    for key, value in book_data(book).items():
        if key in SECTIONS:
            lines += ["", f"{key}:", *_mapping(value, 2)]
        else:
            lines += _entry(f"{key}:", value, 0)
    return "\n".join([*lines, ""])


def book_json(book: Book) -> str:
    """The book as a JSON file: ``read_book(book_json(book), syntax="json") == book``."""
    return json_text(book_data(book)) + "\n"


def book_data(book: Book) -> dict[str, Any]:
    """The book as the mappings, lists and texts that a file holds: ``Book.build`` takes it."""
    return record_data(book)


def record_data(record: Record) -> dict[str, Any]:
    """A record as the mapping that a file holds, without what its keys have by default.

    >>> from dealmodel.records.claim import Claim
    >>> record_data(Claim(says="21%", source="cnbc", bounds=("20%", None)))
    {'says': '21%', 'source': 'cnbc', 'bounds': ['20%', None]}
    """
    found: dict[str, Any] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            found[record.key_of(name)] = _plain(value)
    return found


def entry_lines(key: str, value: Any, indent: int) -> list[str]:
    """The lines of a key with a value of mappings, lists and texts, at a depth of a file."""
    return list(_entry(f"{' ' * indent}{key}:", value, indent))


def item_lines(value: Any, indent: int) -> list[str]:
    """The lines of a list's item, whose dash stands at a depth of a file."""
    return list(_item(value, indent))


def flow_text(value: Any) -> str:
    """A value on one line, in brackets at any depth.

    >>> flow_text({"a": [{"says": "21%", "source": "cnbc"}]})
    '{a: [{says: "21%", source: cnbc}]}'
    """
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow_text(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    return "" if value is None else scalar_text(value)


def scalar_text(value: str | bool) -> str:
    """A text on one line, in quotes wherever it is more than plain words.

    >>> scalar_text("20 percent"), scalar_text("20 %"), scalar_text("no"), scalar_text(True)
    ('20 percent', '"20 %"', '"no"', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_FOR_OTHERS:
        return value
    if ('"' in value or "\\" in value) and value.isprintable():
        return "'{}'".format(value.replace("'", "''"))
    return f'"{"".join(map(_escaped, value))}"'


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return record_data(value)
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{' ' * indent}{key}:", value, indent)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a value, the first of them after ``head``, a key or a dash."""
    inline = _inline(value)
    if inline is not None and (len(head) + len(inline) < WIDTH or not _is_nested(value)):
        yield f"{head} {inline}".rstrip()
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + 2)
    else:
        yield head
        for item in value:
            yield from _item(item, indent + 2)


def _item(item: Any, indent: int) -> Iterator[str]:
    """The lines of a list's item; of a mapping the first key stands beside the dash."""
    head = f"{' ' * indent}-"
    lines = list(_entry(head, item, indent))
    if isinstance(item, Mapping) and lines[0] == head:
        lines[:2] = [f"{head} {lines[1].lstrip()}"]
    yield from lines


def _inline(value: Any) -> str | None:
    """The value on one line, if it can stand on one: a list or mapping holds scalars only."""
    if not _is_nested(value):
        return "" if value is None else scalar_text(value)
    parts = value.values() if isinstance(value, Mapping) else value
    if any(part is None or _is_nested(part) for part in parts):
        return None
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {scalar_text(part)}' for key, part in value.items())}}}"
    return f"[{', '.join(map(scalar_text, parts))}]"


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list)


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    if character == "\n":
        return "\\n"
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
