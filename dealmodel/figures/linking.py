"""Linked pairs: a price and its conversion, "109,800 yuan ($15,115)".

A second amount of money in another currency, in brackets, behind ", or" or behind a stroke, is the
first one's conversion: it was rounded to its last printed digit, however exact it looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import Unit

_BETWEEN = lazy_pattern(
    r"\s*(?:[(\[（【]\s*(?:(?:or|i\.e\.,?|that\sis,?|equal\sto|equivalent\sto|the\sequivalent\sof|"
    r"equivalently|worth|roughly\sequal\sto|=|equals|currently|then|at\sthe\stime|converted)\s*,?\s*)?"
    r"|,?\s+or\s+(?:the\sequivalent\sof\s)?|,\s*(?:equal\sto|equivalent\sto|the\sequivalent\sof|worth|"
    r"i\.e\.,?)\s*|\s*[/=≈]\s*|\s+=\s*)",
    re.IGNORECASE,
)
_FURTHER = lazy_pattern(r"\s*[,;/]\s*(?:or\s+)?|\s+or\s+", re.IGNORECASE)
_FARTHEST = 40


def converted_from(text: str, figures: Sequence[Figure], start: int, unit: Unit) -> int | None:
    """The index of the figure of which the amount of ``unit`` that starts at ``start`` is the
    conversion, if it is one.
    """
    if not figures or unit.currency is None:
        return None
    previous = figures[-1]
    end = previous.span[1]
    if previous.kind != "money" or start - end > _FARTHEST:
        return None
    first = len(figures) - 1
    opens = _BETWEEN.fullmatch(text, end, start) is not None
    if previous.linked_to is not None:
        first = previous.linked_to
        opens = opens or _FURTHER.fullmatch(text, end, start) is not None
    if not opens:
        return None
    return first if figures[first].unit != unit else None
