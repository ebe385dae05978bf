"""A file written whole or not at all: beside its place, then renamed into it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dealmodel.books.files import shown_name
from dealmodel.errors import FileError, Place


def save(path: str | Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to a file; one that is there is replaced only if ``overwrite``.

    Raises :class:`FileError` where it is there already, or cannot be written.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise FileError("this is a folder: give a file", where=Place(shown_name(path)))
        if not overwrite and os.path.lexists(path):
            raise FileError(
                "the file is there already: give another name, or --force to replace it",
                where=Place(shown_name(path)),
            )
        write_whole(path, content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FileError(
            f"the file cannot be written ({reason.lower()}): give a place where it can",
            where=Place(shown_name(path)),
        ) from None


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of the file, so that no half of it is ever there."""
    beside = path.with_name(f".{path.name.lstrip('.')[:100]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
