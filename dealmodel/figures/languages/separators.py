"""Numbers in digits, from a language's separators into English ones.

Policy: a number is rewritten only where the locale's convention reads it and no other could mean
something else by it. What the other convention would read otherwise ("1.5" in German: 1.5 or 15)
is refused with both readings; what looks like a date or a version is left alone. Thousands keep
their separators, so that "2.024" does not turn into a year.
"""

from __future__ import annotations

import re
from functools import cached_property

from dealmodel.dataclass import dataclass
from dealmodel.errors import AmbiguousFigure, FigureError, UnreadableFigure
from dealmodel.figures.patterns import lazy_pattern

_LEFT_ALONE = lazy_pattern(
    r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{4}\.\d{1,2}\.\d{1,2}"  # 26.04.2025
    r"|(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})"  # an address
    r"|\d{1,2}(?:\.\d{1,2}){2,}"  # a version
)
_LONGEST = 60


@dataclass(frozen=True)
class Separators:
    """``decimal`` parts decimals, any of ``groups`` thousands."""

    decimal: str
    groups: str

    def english(self, text: str, start: int, printed: str) -> str | FigureError:
        """``printed``, which starts at ``start`` of ``text``, in English writing, or why it cannot
        be told. Blanks and marks are plain ones in it.

        >>> german = Separators(",", ". '")
        >>> german.english("", 0, "1.234,5"), german.english("", 0, "2.024")
        ('1,234.5', '2,024')
        >>> german.english("1.5", 0, "1.5").readings
        ('1.5', '15')
        """
        if printed.isdecimal() or printed[0] == self.decimal:
            return printed
        own = self._own.fullmatch(printed)
        if own is not None:
            whole = own["whole"]
            if not whole.isdecimal():
                whole = re.sub(r"\D", ",", whole)
            return whole + (f".{own['decimals']}" if own["decimals"] else "")
        if _LEFT_ALONE.fullmatch(printed):
            return printed
        span = start, start + len(printed)
        shown = text[slice(*span)][:_LONGEST]
        readings = _readings(printed)
        if readings:
            return AmbiguousFigure(
                text,
                *span,
                f"{shown!r} can be read as {' or as '.join(one[:_LONGEST] for one in readings)}: "
                f"this locale writes decimals as 1{self.decimal}5; if it is another, read the "
                f"text with --locale {'en' if self.decimal == ',' else 'de'}",
                readings,
            )
        return UnreadableFigure(
            text,
            *span,
            f"{shown!r} cannot be read as a number: its separators are not those of the locale, "
            f"which writes decimals as 1{self.decimal}5",
        )

    @cached_property
    def _own(self) -> re.Pattern[str]:
        """A number in this convention; one separator parts all of its thousands."""
        groups = "|".join(f"(?:{re.escape(one)}\\d{{3}})+" for one in self.groups)
        return re.compile(
            rf"(?P<whole>[1-9]\d{{0,2}}(?:{groups})|\d+)"
            rf"(?:{re.escape(self.decimal)}(?P<decimals>\d+))?"
        )


def _readings(printed: str) -> tuple[str, ...]:
    """What a number may be by any convention: its last mark parts decimals, or all part thousands.

    >>> _readings("1.5"), _readings("1,234,567"), _readings("1.2,3.4")
    (('1.5', '15'), ('1234567',), ())
    """
    marks = re.findall(r"\D", printed)
    digits = re.sub(r"\D", "", printed)
    last = len(re.split(r"\D", printed)[-1])
    with_decimals = f"{digits[:-last] or 0}.{digits[-last:]}"
    if len(marks) == 1:
        return with_decimals, digits.lstrip("0") or "0"
    if len(set(marks)) == 1:
        return (digits,)
    return (with_decimals,) if marks[-1] not in marks[:-1] and len(set(marks)) == 2 else ()
