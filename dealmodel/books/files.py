"""The files of a book, and their bytes as text.

A book is one file, or the YAML, TOML and JSON files directly in a folder, in the order of their
names; hidden files are left alone, and so is the one that is being written: standard output, where
a shell has emptied it for what is to come. Text is UTF-8. Every refusal says what to do.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dealmodel.errors import Place, UnreadableFile, reason_of
from dealmodel.records.places import SourceText

MAX_BYTES = 32 * 2**20
"""Size of one file: some 400,000 claims."""

SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".toml": "toml", ".json": "json"}
"""How a book's files are told apart; any other file named alone is read as YAML."""

_SPLIT = "split the book into several files in one folder"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def book_files(path: Path) -> list[Path]:
    """The files that make up the book at ``path``. Raises :class:`UnreadableFile`."""
    try:
        if not path.is_dir():
            return [path]
        found = sorted(
            file
            for file in path.iterdir()
            if file.suffix in SUFFIXES and file.is_file() and not file.name.startswith(".")
        )
        output = _output() if found else None
        if output is not None:
            found = [each for each in found if not os.path.samestat(each.stat(), output)]
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from None
    if not found:
        raise UnreadableFile(
            "the folder has no book: put files that end in .yaml, .toml or .json directly in it",
            where=Place(shown_name(path)),
        )
    return found


def _output() -> os.stat_result | None:
    """The file that standard output is, where there is nothing in it yet."""
    try:
        found = os.fstat(1)
    except OSError:
        return None  # it is closed
    return found if stat.S_ISREG(found.st_mode) and found.st_size == 0 else None


def file_bytes(path: Path, max_bytes: int = MAX_BYTES, *, advice: str = _SPLIT) -> bytes:
    """What is in the file. Raises :class:`UnreadableFile` where it is not there or too large, with
    ``advice`` on what to do then."""
    try:
        with path.open("rb") as file:
            # One byte more tells a file that is too large, without reading all of it.
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from None
    if len(data) > max_bytes:
        raise UnreadableFile(
            f"the file is larger than {max_bytes / 2**20:g} MB: {advice}",
            where=Place(shown_name(path)),
        )
    return data


@contextmanager
def opened_bytes(path: Path) -> Iterator[BinaryIO]:
    """The file, opened to be read piece by piece. Raises :class:`UnreadableFile`."""
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from None
    with file:
        yield file


def source_text(name: str, data: bytes | str) -> SourceText:
    """The text of the file called ``name``. Raises :class:`UnreadableFile` where it is none."""
    text = data if isinstance(data, str) else _decoded(name, data)
    file = SourceText(name, text.removeprefix("\ufeff"))
    control = _CONTROL.search(file.text)
    if control:
        raise UnreadableFile(
            f"the character U+{ord(control[0]):04X} is no text: take it out",
            where=file.place(control.start()),
        )
    return file


def _decoded(name: str, data: bytes) -> str:
    if data.startswith(_WIDE) or (b"\0" in data[:2] and data[:4].strip(b"\0")):
        raise UnreadableFile("the file is UTF-16 or UTF-32: save it as UTF-8", where=Place(name))
    if b"\0" in data:
        raise UnreadableFile(
            "the file is binary, no text: a book is a YAML, TOML or JSON file", where=Place(name)
        )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        readable = SourceText(name, data.decode(errors="replace"))
        start = len(data[: error.start].decode())
        raise UnreadableFile(
            f"the byte 0x{data[error.start]:02X} is not UTF-8: save the file as UTF-8",
            where=readable.place(start),
        ) from None


def shown_name(path: Path) -> str:
    """The path as it can be printed, whatever bytes are in it.

    >>> shown_name(Path("a\\x1b.yaml"))
    'a\\\\x1b.yaml'
    """
    name = str(path)
    return name if name.isprintable() else ascii(name)[1:-1]


def _not_opened(path: Path, error: OSError | ValueError) -> UnreadableFile:
    return UnreadableFile(
        f"cannot read the file ({reason_of(error)}): give the path of a book's file or folder",
        where=Place(shown_name(path)),
    )
