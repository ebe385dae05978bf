"""The terminal's width; text is broken into lines of it by :mod:`dealmodel.reports.lines`."""

from __future__ import annotations

import shutil

from dealmodel.reports.lines import cells as cells
from dealmodel.reports.lines import line_spans as line_spans
from dealmodel.reports.lines import wrapped as wrapped

_NARROWEST = 20
_UNKNOWN = (80, 24)


def terminal_width() -> int:
    """The terminal's width: that of COLUMNS where it is set, 80 where it is not known."""
    return max(_NARROWEST, shutil.get_terminal_size(_UNKNOWN).columns)
