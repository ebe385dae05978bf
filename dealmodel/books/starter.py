"""A starter book on disk: a commented example of every section, to write over.

Beside it, as a hidden file that is no part of the book, goes the schema that its first line names,
so that an editor completes and explains its keys at once. Nothing is deleted, and nothing that is
there is overwritten unless asked for; each file is written beside its place and renamed, so that
no half of one is ever there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from dealmodel.books.files import SUFFIXES, shown_name
from dealmodel.books.formatting import formatted_text
from dealmodel.books.saving import write_whole
from dealmodel.books.schema import book_schema
from dealmodel.derivations.kinds import KINDS
from dealmodel.errors import FileError, Place, reason_of

BOOK = "book.yaml"
SCHEMA = ".dealmodel-schema.json"


@dataclass(frozen=True, slots=True)
class Starter:
    """The files that were written, and the names of those that were there and are read as part of
    the same book."""

    book: Path
    schema: Path
    others: tuple[str, ...]


def starter_text() -> str:
    """The book itself, YAML with comments.

    >>> starter_text().partition("\\n")[0]
    '# yaml-language-server: $schema=.dealmodel-schema.json'
    """
    text = resources.files("dealmodel.books").joinpath("starter.yaml").read_text("utf-8")
    return formatted_text("\n".join([text, *(kind.example for kind in KINDS if kind.example)]))


def write_starter(folder: str | Path, *, overwrite: bool = False) -> Starter:
    """Write the book and its schema into ``folder``, which is made where there is none.

    Raises :class:`FileError` where it cannot be written or, but for ``overwrite``, holds a book or
    its schema already.
    """
    folder = Path(folder)
    try:
        _make(folder)
        present = tuple(sorted(_present(folder)))
        if present and not overwrite:
            raise _in_the_way(folder, present)
        write_whole(folder / SCHEMA, (json.dumps(book_schema(), indent=2) + "\n").encode())
        write_whole(folder / BOOK, starter_text().encode())
    except OSError as error:
        raise FileError(
            f"the starter book cannot be written ({reason_of(error)}): give a folder to write in",
            where=Place(shown_name(folder)),
        ) from None
    others = tuple(name for name in present if name not in (BOOK, SCHEMA))
    return Starter(folder / BOOK, folder / SCHEMA, others)


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise FileError("this is a file: give a folder", where=Place(shown_name(folder)))
    folder.mkdir(parents=True, exist_ok=True)


def _present(folder: Path) -> Iterator[str]:
    """What would be overwritten, or read as part of the same book."""
    for file in folder.iterdir():
        is_part = file.suffix in SUFFIXES and not file.name.startswith(".")
        if is_part or file.name in (BOOK, SCHEMA):
            yield file.name


def _in_the_way(folder: Path, present: tuple[str, ...]) -> FileError:
    names = ", ".join(shown_name(Path(name)) for name in present)
    return FileError(
        f"the folder holds a book already ({names}): give another one, or add --force, which "
        f"overwrites {BOOK} and {SCHEMA} and leaves the rest",
        where=Place(shown_name(folder)),
    )
