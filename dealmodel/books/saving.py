"""A file written whole or not at all: beside its place, then renamed into it.

What is written in part is taken away again, whatever went wrong, and a file that was there stays
as it was. A file that replaces another has its mode; where the name is a link, what it leads to is
replaced, and the link stays. A process that is killed may leave a hidden file that ends in
``.part``.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dealmodel.books.files import shown_name
from dealmodel.errors import FileError, Place, reason_of

_PART = ".part"


def save(path: str | Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write ``content`` to a file; one that is there is replaced only if ``overwrite``.

    Raises :class:`FileError` where it is there already, or cannot be written.
    """
    with whole_file(path, overwrite=overwrite) as file:
        file.write(content)


@contextmanager
def whole_file(path: str | Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file to write bytes to, which is put in its place at the end of the ``with`` block; one
    that is there is replaced only if ``overwrite``. Where the block raises, nothing is written.

    Raises :class:`FileError` where it is there already, or cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "a.csv")
    ...     with whole_file(place) as file:
    ...         _ = file.write(b"low")
    ...         place.exists()
    ...     place.read_bytes()
    False
    b'low'
    """
    path = Path(path)
    written = 0
    try:
        _check_place(path, overwrite)
        with _beside(path) as file:
            try:
                yield file
            finally:
                written = 0 if file.closed else file.tell()
            # It may have come meanwhile.
            _check_place(path, overwrite)
    except OSError as error:
        if not _is_of(path, error):
            raise
        raise _not_written(path, error, written) from None


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of the file. Raises ``OSError`` where that fails."""
    with _beside(path) as file:
        file.write(content)


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    place = _followed(path)
    hidden = place.with_name(f".{place.name.lstrip('.')[:100]}.{secrets.token_hex(4)}{_PART}")
    try:
        with hidden.open("xb") as file:
            _keep_mode(place, file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(place)
    finally:
        hidden.unlink(missing_ok=True)


def _followed(path: Path) -> Path:
    """Where a link leads, also to a file that is not there yet; any other path as it is. Raises
    ``OSError`` for links in a loop."""
    if not path.is_symlink():
        return path
    with suppress(FileNotFoundError):
        path.stat()
    return Path(os.path.realpath(path))


def _keep_mode(place: Path, file: BinaryIO) -> None:
    """Give ``file`` the mode of what it will replace, before anything is in it."""
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        return
    with suppress(OSError):  # where a file system knows no modes
        os.chmod(file.fileno() if os.chmod in os.supports_fd else file.name, stat.S_IMODE(mode))


def _check_place(path: Path, overwrite: bool) -> None:
    try:
        path.lstat()
    except FileNotFoundError:
        return
    except ValueError as error:
        raise _not_written(path, error) from None
    if path.is_dir():
        raise FileError("this is a folder: give a file", where=Place(shown_name(path)))
    if path.exists() and not path.is_file():
        raise FileError("this is no ordinary file: give one", where=Place(shown_name(path)))
    if not overwrite:
        raise FileError(
            "the file is there already: give another name, or --force to replace it",
            where=Place(shown_name(path)),
        )


def _is_of(path: Path, error: OSError) -> bool:
    """Whether ``error`` is of writing to ``path``, and not of some other file of the block."""
    name = error.filename
    return name is None or str(name) == str(path) or str(name).endswith(_PART)


def _not_written(path: Path, error: OSError | ValueError, written: int = 0) -> FileError:
    far = f" after {written:,} bytes" if written else ""
    return FileError(
        f"the file cannot be written ({reason_of(error)}{far}): give a place where it can",
        where=Place(shown_name(path)),
    )
