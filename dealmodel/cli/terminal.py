"""The terminal's width; text is broken into lines of it by :mod:`dealmodel.reports.lines`."""

from __future__ import annotations

import os
import sys

from dealmodel.reports.lines import cells as cells
from dealmodel.reports.lines import line_spans as line_spans
from dealmodel.reports.lines import wrapped as wrapped

_NARROWEST = 20
_UNKNOWN = 80


def terminal_width() -> int:
    """The terminal's width: that of COLUMNS where it is set, 80 where it is not known."""
    set_to = os.environ.get("COLUMNS", "")
    return max(_NARROWEST, (int(set_to) if set_to.isdecimal() else 0) or _columns() or _UNKNOWN)


def _columns() -> int:
    """Those of the terminal that standard output is; 0 where it is none."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 0  # closed, or no terminal
