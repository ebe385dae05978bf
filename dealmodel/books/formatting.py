"""The files of a book in their one form: ``dealmodel fmt``.

YAML is laid out with its comments (:mod:`dealmodel.books.layout`), JSON as the package writes it
itself. TOML is left as it is: a comment of it stands where its author put it, and there is nobody
yet who sets a book in it anew. What a file says is never changed: the new text is read back and
held against the old one before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from dealmodel.books.files import SUFFIXES, book_files, file_bytes, shown_name, source_text
from dealmodel.books.json_text import parse_json
from dealmodel.books.json_writing import json_text
from dealmodel.books.layout import comments, laid_out
from dealmodel.books.reading import file_problem
from dealmodel.books.saving import save
from dealmodel.books.tree import Parsed
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.errors import BookError, BookProblem, FileError
from dealmodel.uncollected import uncollected

LEFT = ".toml"
"""The ending of files that are left as they are."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file of a book as it is and as it should be."""

    path: Path
    old: bytes
    new: bytes

    @property
    def changes(self) -> bool:
        return self.old != self.new

    def write(self) -> None:
        """Put the new text in the file's place, if it is another. Raises :class:`FileError`."""
        if self.changes:
            save(self.path, self.new, overwrite=True)


def formatted_book(path: str | Path) -> tuple[Formatted, ...]:
    """Every file of the book at ``path`` but those of TOML, as it should be. Nothing is written.

    :raises BookError: a file is none of a book's, with every such file.
    """
    found: list[Formatted] = []
    problems: list[BookProblem] = []
    try:
        paths = book_files(Path(path))
    except FileError as error:
        raise BookError([file_problem(error)]) from None
    for file in paths:
        if file.suffix == LEFT:
            continue
        try:
            old = file_bytes(file)
            is_json = SUFFIXES.get(file.suffix) == "json"
            text = formatted_text(old, shown_name(file), is_json=is_json)
        except BookError as error:
            problems += error.problems
        except FileError as error:
            problems.append(file_problem(error))
        else:
            found.append(Formatted(file, old, text.encode()))
    if problems:
        raise BookError(problems)
    return tuple(found)


@uncollected()
def formatted_text(content: str | bytes, name: str = "<text>", *, is_json: bool = False) -> str:
    """The text of one file of a book in its one form.

    >>> formatted_text("book:   'x'\\nstakes: { }")
    'book: x\\nstakes: {}\\n'

    :raises FileError: it is no YAML, or no JSON.
    :raises BookError: a key is there twice.
    """
    file = source_text(name, content)
    parse = parse_json if is_json else parse_yaml
    parsed = parse(file)
    if parsed.problems:
        raise BookError(parsed.problems)
    if not isinstance(parsed.data, Mapping):
        return file.text
    text, told = (_json(file.text), []) if is_json else laid_out(file)
    again = source_text(name, text)
    has_all = is_json or told == comments(again)
    if not has_all or not _says_the_same(parsed, parse(again)):
        raise FileError("cannot be laid out without a change to what it says: leave it as it is")
    return text


def _says_the_same(old: Parsed, new: Parsed) -> bool:
    return bool(old.data == new.data) and _order(old.data) == _order(new.data)


def _order(data: Any) -> Sequence[Any]:
    """The keys at every depth, in their order."""
    if isinstance(data, Mapping):
        return [(key, _order(value)) for key, value in data.items()]
    return [_order(value) for value in data] if isinstance(data, list) else ()


def _json(text: str) -> str:
    """JSON as the package writes it; a number that would be written otherwise is kept as text,
    which is what a book holds."""
    data = json.loads(
        text,
        parse_int=lambda word: int(word) if str(int(word)) == word else word,
        parse_float=lambda word: word if format(Decimal(word), "f") != word else Decimal(word),
    )
    return json_text(data) + "\n"
