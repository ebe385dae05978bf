"""How cells look: what is entered is blue, what is computed black, what leads elsewhere green.

A cell's *role* gives its colour, its *style* the number format. ``--presentation`` keeps the
formats and leaves the colours out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from dealmodel.figures.currencies import CURRENCIES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Role = Literal[
    "title",
    "subtitle",
    "header",
    "label",
    "text",
    "wrapped",
    "day",
    "input",
    "formula",
    "link",
    "held",
    "plain",
    "spare",
]

INPUT, LINKED = "#0000FF", "#007A33"
SERIES, LIGHT, OVERLAP, PALE = "#2F5D8A", "#8FB3D4", "#C9772B", "#F2F2F2"
FAILED = {"bg_color": "#C00000", "font_color": "#FFFFFF", "bold": True}

FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_COLOURS: dict[Role, str] = {"input": INPUT, "spare": INPUT, "link": LINKED}
_LEFT = {"align": "left", "indent": 1}
_LOOKS: dict[Role, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "subtitle": {"italic": True, "font_color": "#595959"},
    "header": {"bold": True, "bottom": 1, "bg_color": PALE, "valign": "bottom"},
    "label": {"bold": True},
    "wrapped": {"text_wrap": True},
    "held": {"italic": True},
    "spare": {"bg_color": "#FFF9E5", "border": 4, "border_color": "#BFBFBF"},
}
_WHOLE = "#,##0_);(#,##0)"
_NUMBERS = {
    "share": "0.00%_);(0.00%)",
    "growth": "0.00%_);(0.00%)",
    "count": _WHOLE,
    "rate": "0.0000000000_);(0.0000000000)",
    "number": "#,##0.0000_);(#,##0.0000)",
    "whole": "0_)",
    "flag": '"fails";;"ok"',
    "changed": '"changed";;"as exported"',
    "fact": "0",
}
_MIDDLE = {"align": "center"}
_ALIGN: dict[str, dict[str, Any]] = {"fact": _LEFT, "flag": _MIDDLE, "changed": _MIDDLE}
_DAY = "yyyy-mm-dd"
_SCIENTIFIC = "0.00000000000E+00"

_IN_MILLIONS = '[>=1000000]#,##0.0,,"m"_);[<=-1000000](#,##0.0,,"m");#,##0.00_)'
"""Follows the number of a cell: of less than a million every coin is shown."""

_PARTS = "#,##0.0##_);(#,##0.0##)"
_PLAIN = ("flag", "changed", "whole", "fact", "share", "growth")

_MILLION, _LARGE, _SMALL, _THOUSANDTHS = 10**6, 10**14, 1000, 1000
"""From a million on money has no cents; beyond the next number, or a thousandth, it would not fit
its cell, or show nothing but noughts; thousandths are shown of what is counted."""


def number_format(style: str) -> str:
    """The number format of a style: money has its currency's minor units.

    >>> number_format("USD"), number_format("JPY")
    ('#,##0.00_);(#,##0.00)', '#,##0_);(#,##0)')
    """
    if style in CURRENCIES:
        digits = "#,##0" + ("." + "0" * CURRENCIES[style] if CURRENCIES[style] else "")
        return f"{digits}_);({digits})"
    return _NUMBERS.get(style, style)


def fitting(style: str, value: Fraction, *, in_full: bool = True) -> str:
    """The style for a value: as it is, or one that shows it where that would not: large money
    without its cents, or in millions unless ``in_full``, halves of what is counted, and powers of
    ten for what is very large or small.

    >>> fitting("USD", Fraction(5)), fitting("USD", Fraction(10**20))
    ('USD', '0.00000000000E+00')
    >>> fitting("USD", Fraction(1550000000)), fitting("count", Fraction(5, 2))
    ('#,##0_);(#,##0)', '#,##0.0##_);(#,##0.0##)')
    >>> fitting("USD", Fraction(1550000000), in_full=False)
    '[>=1000000]#,##0.0,,"m"_);[<=-1000000](#,##0.0,,"m");#,##0.00_)'
    """
    numerator, denominator = abs(value.numerator), value.denominator
    if not numerator or style in _PLAIN:
        return style
    if numerator >= _LARGE * denominator:
        return _SCIENTIFIC
    if style == "count":
        return _PARTS if denominator != 1 and _THOUSANDTHS % denominator == 0 else style
    places = CURRENCIES.get(style)
    if places is None:
        is_tiny = style in ("number", "rate") and numerator * _SMALL < denominator
        return _SCIENTIFIC if is_tiny else style
    if numerator >= _MILLION * denominator:
        return _WHOLE if in_full else _IN_MILLIONS
    # Money below its smallest coin, or in parts of it.
    if numerator * 10**places < 10 * denominator and (10**places * numerator) % denominator:
        return _SCIENTIFIC
    return style


class Theme:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, *, coloured: bool) -> None:
        self._workbook, self._coloured = workbook, coloured
        self._formats: dict[tuple[Role, str, bool, bool], Format] = {}
        self.failed: Format = workbook.add_format(FAILED)

    def format(
        self, role: Role, style: str = "", *, bold: bool = False, wraps: bool = False
    ) -> Format:
        """The format of a role and a style of numbers; ``wraps``: text goes on in further lines."""
        found = self._formats.get((role, style, bold, wraps))
        if found is None:
            look = {**FONT, **_LOOKS.get(role, {})}
            if bold:
                look["bold"] = True
            if wraps:
                look["text_wrap"] = True
            if role in _COLOURS and self._coloured:
                look["font_color"] = _COLOURS[role]
            if not style and role != "header":
                look |= _LEFT
            if role == "day":
                look["num_format"] = _DAY
            elif role == "header":
                look |= {"align": "right"} if style else _LEFT
            elif style:
                look |= {
                    "num_format": number_format(style),
                    **_ALIGN.get(style, {"align": "right"}),
                }
            found = self._formats[role, style, bold, wraps] = self._workbook.add_format(look)
        return found
