"""Regular expressions that are compiled when they are first used.

Compiling all that printed figures need takes longer than reading one, and a start uses few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class _Pattern:
    """Stands for a compiled pattern; at the first use it takes over its methods, so that any later
    use costs what it would cost there."""

    __slots__ = ("_flags", "_text", *_METHODS)

    def __init__(self, text: str, flags: re.RegexFlag) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern of ``text``, to be used like ``re.compile``'s.

    >>> lazy_pattern("[0-9]+").findall("1 and 23")
    ['1', '23']
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
