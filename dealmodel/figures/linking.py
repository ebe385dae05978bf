"""Linked pairs: a price and its conversion, "109,800 yuan ($15,115)".

A second amount of money in another currency, in brackets, behind ", or", "i.e." or a stroke, or
behind a dash or comma where it is of the same order, is the first one's conversion: it was rounded
to its last printed digit, however exact it looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import Unit

_SAYING = (
    r"(?:or|i\.e\.,?|that\sis,?|equal\sto|equivalent\sto|an?\sequivalent\sof|the\sequivalent\sof|"
    r"equivalently|worth|roughly\sequal\sto|=|equals|equalling|currently|then|at\sthe\stime|"
    r"converted|or\sthe\sequivalent\sof|or\sequivalent\sto|which\sis|meaning|namely|approx\.?|"
    r"corresponding\sto|US|about|折合|相当于|即|合)"
)
_BETWEEN = lazy_pattern(
    rf"\s*(?:[(\[（【]\s*(?:{_SAYING}\s*,?\s*)?|,?\s+(?:{_SAYING})(?:\s{_SAYING})?\s+|,\s*"
    rf"(?:{_SAYING})\s*|\s*[/=≈]\s*|\s+=\s*)",
    re.IGNORECASE,
)
_WEAK = lazy_pattern(r"\s*[,;]\s*|\s*[-–—]{1,2}\s*")
_FURTHER = lazy_pattern(r"\s*[,;/]\s*(?:or\s+)?|\s+or\s+", re.IGNORECASE)
_FARTHEST = 40


def converted_from(
    text: str,
    figures: Sequence[Figure],
    start: int,
    unit: Unit,
    value_of: Callable[[], Fraction | None],
    *,
    is_hedged: bool = False,
) -> int | None:
    """The index of the figure of which the amount of ``unit`` that starts at ``start`` is the
    conversion, if it is one. A comma, a dash or a hedge alone joins the two only where their orders
    of magnitude agree.
    """
    if not figures or unit.currency is None:
        return None
    previous = figures[-1]
    end = previous.span[1]
    if previous.kind != "money" or start - end > _FARTHEST:
        return None
    first = len(figures) - 1
    opens = _BETWEEN.fullmatch(text, end, start) is not None
    if not opens and (
        _WEAK.fullmatch(text, end, start) is not None or (is_hedged and text[end:start].isspace())
    ):
        opens = _agree(previous, unit, value_of())
    if previous.linked_to is not None:
        first = previous.linked_to
        opens = opens or _FURTHER.fullmatch(text, end, start) is not None
    if not opens:
        return None
    return first if figures[first].unit != unit else None


def _agree(previous: Figure, unit: Unit, value: Fraction | None) -> bool:
    code, own = previous.unit.currency, unit.currency
    if code is None or own is None or code == own or previous.value is None or value is None:
        return False
    from dealmodel.figures.evidence import are_of_one_order

    return bool(are_of_one_order((code, previous.value), (own, value)))
