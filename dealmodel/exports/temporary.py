"""A folder for files of a moment, gone afterwards; one that is full is an error that says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from dealmodel.errors import FileError, Place, reason_of


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of one's own among the system's temporary files.

    Raises :class:`FileError` where there is none, or where it cannot be written to in the block.
    """
    folder: str | None = None
    try:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    except OSError as error:
        if not _is_in(folder, error):
            raise
        raise FileError(
            f"temporary files cannot be written ({reason_of(error)}): make room there, or name "
            "another folder in TMPDIR",
            where=Place(_named()),
        ) from None


def _is_in(folder: str | None, error: OSError) -> bool:
    """Whether ``error`` is of the folder, and not of some other file of the block."""
    name = error.filename
    return folder is None or name is None or str(name).startswith(folder)


def _named() -> str:
    try:
        return gettempdir()
    except OSError:
        return os.environ.get("TMPDIR") or "the temporary folder"
