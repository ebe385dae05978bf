"""Writing to a terminal or a pipe: text, JSON, warnings and errors.

JSON is UTF-8 whatever the terminal speaks; of text, what it cannot show is escaped. Colour is for
terminals only, and never where NO_COLOR is set. A control character of a text that was typed or
read never reaches the terminal.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


_COLOURS = {"red": 31, "green": 32, "yellow": 33}


def show_json(record: Mapping[str, Any]) -> None:
    """One JSON object on standard output."""
    import json  # here, so that help and text do not wait for it

    # A lone surrogate, which a command line's invalid byte becomes, is escaped: JSON knows \udcff.
    text = json.dumps(record, ensure_ascii=False)
    _write(sys.stdout, text.encode("utf-8", "backslashreplace"))


def show_piece(text: str) -> None:
    """A piece of a JSON object on standard output, without a line's end."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def show_text(text: str) -> None:
    """Text on standard output."""
    _write(sys.stdout, _encoded(printable(text), sys.stdout))


def show_page(text: str) -> None:
    """A page on standard output, in the encoding that it names, whatever the terminal speaks."""
    _write(sys.stdout, text.removesuffix("\n").encode())


def show_coloured(text: str) -> None:
    """Text on standard output whose only control characters are those of its colours."""
    _write(sys.stdout, _encoded(text, sys.stdout))


def show_warning(message: str) -> None:
    """A warning on standard error."""
    _complain("warning:", "yellow", message)


def show_error(message: str) -> None:
    """An error on standard error."""
    _complain("error:", "red", message)


def printable(text: str) -> str:
    r"""``text`` in which control characters, but for line ends, are made harmless.

    >>> printable("5 cars\x1b[31m")
    '5 cars�[31m'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def takes_colour(stream: TextIO | None) -> bool:
    """Whether colours may be written to ``stream``: a terminal's, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def bold(text: str, colour: str) -> str:
    r"""``text`` in bold letters of a colour.

    >>> bold("5 cars", "green")
    '\x1b[32m\x1b[1m5 cars\x1b[0m'
    """
    return f"\x1b[{_COLOURS[colour]}m\x1b[1m{text}\x1b[0m"


def silence() -> None:
    """Let nothing more be written: whoever read the output is gone."""
    _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    # What it still holds is written when the program ends, and must not fail then.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())


def _complain(label: str, colour: str, message: str) -> None:
    if takes_colour(sys.stderr):
        label = bold(label, colour)
    try:
        _write(sys.stderr, _encoded(f"{label} {printable(message)}", sys.stderr))
    except OSError:
        # There is no other place to say so: the exit code tells.
        _discard(sys.stderr)


def _encoded(text: str, stream: TextIO) -> bytes:
    encoding = getattr(stream, "encoding", None)
    return text.encode(encoding or "utf-8", "backslashreplace")


def _write(stream: TextIO, line: bytes) -> None:
    """A line that a reader has at once, behind whatever was written before."""
    if stream is None:
        return
    stream.flush()
    stream.buffer.write(line + b"\n")
    stream.buffer.flush()
