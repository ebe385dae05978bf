"""An article named on the command line: its bytes, from a file or standard input."""

from __future__ import annotations

import os
import stat
import sys

from dealmodel.articles.text import MAX_BYTES
from dealmodel.errors import Place, UnreadableFile, reason_of


def article_bytes(path: str) -> bytes:
    """What is in the file, or for ``-`` on standard input.

    :raises UnreadableFile: it is missing, a folder, closed to us or too large.
    """
    if path == "-":
        if sys.stdin is None:
            raise UnreadableFile("standard input is closed: name a file instead of -")
        try:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        except OSError as error:
            raise UnreadableFile(f"standard input cannot be read: {reason_of(error)}") from error
    where = Place(path)
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            raise UnreadableFile("a folder: name the articles in it, one by one", where=where)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"it cannot be read: {reason_of(error)}", where=where) from error
    except ValueError:  # a null byte in the path
        raise UnreadableFile("no file has such a name", where=where) from None
