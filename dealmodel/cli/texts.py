"""A text as printed, from the command line or, for ``-``, from standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dealmodel.errors import Place, UnreadableFile, UsageError

if TYPE_CHECKING:
    import click

MAX_BYTES = 8 * 1024 * 1024
"""Longest standard input that is read."""

_READ = "dealmodel.cli.texts.read"
_NAME = "standard input"
_SHOWN = 60


def given_text(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The callback of a parameter that is a text; ``-`` can be read once."""
    if value is None or ctx.resilient_parsing:
        return value
    if value != "-":
        return readable(value)
    if _READ in ctx.meta:
        raise UsageError("- stands for standard input, which can be read only once")
    ctx.meta[_READ] = True
    return standard_input()


def readable(text: str) -> str:
    """``text``, an argument, if it could be decoded: of "€5" in another encoding only 5 is left.

    Raises :class:`UsageError` otherwise.
    """
    # What the interpreter cannot decode it keeps as lone surrogates.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError(
            f"{text[:_SHOWN]!r} is not in the encoding of this locale: set it to one of UTF-8, or "
            "give the text on standard input, as UTF-8"
        )
    return text


def shell_hint(text: str) -> str | None:
    """What may have happened to a text that starts with its decimal point.

    In double quotes a shell replaces the $1 of $1.6 billion, and leaves .6 billion.
    """
    if not text.lstrip().startswith("."):
        return None
    return "did the shell take a $ away? Put such a text in single quotes: '$1.6 billion'"


def standard_input() -> str:
    """All of standard input, which is UTF-8.

    Raises :class:`UnreadableFile` if it is something else, too long, or cannot be read.
    """
    if sys.stdin is None:
        raise UnreadableFile("standard input is closed: give the text itself instead of -")
    try:
        read = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"standard input cannot be read: {error.strerror}") from error
    if len(read) > MAX_BYTES:
        raise UnreadableFile(
            f"standard input is longer than {MAX_BYTES // 1024**2} MB: give it in parts"
        )
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = read[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        raise UnreadableFile(
            f"no UTF-8 text: byte 0x{read[error.start]:02x}. Save the text as UTF-8",
            where=Place(_NAME, line, column),
        ) from error
