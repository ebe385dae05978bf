"""A holding over time: as records, as text, and as a picture.

The picture is SVG without scripts or fonts: time to the right, the share upwards from nothing to
the whole; a bar from the least to the most that a holding can be, a line at the number as printed.
What stands behind a bar is its tooltip; bars are told apart by place and number, not by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any
from xml.sax.saxutils import escape

from dealmodel.calculators.holding_periods import HoldingPeriod
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.formulas.numbers import bounds_text, value_text
from dealmodel.rates.period import parse_period
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of, who_says

_WIDTH, _HEIGHT, _LEFT, _TOP, _ROW = 760, 220, 56, 56, 18
_OPEN_ENDED = Fraction(1, 10)
"""Of the time that is known, what a period without an end is drawn beyond it."""


def period_record(period: HoldingPeriod, holder: str, held: str) -> dict[str, Any]:
    """The JSON record of a period; ends are ``null`` where nothing was held."""
    found = period.holding
    low, high = (None, None) if found is None else (found.bounds.low, found.bounds.high)
    return {
        "name": "holding",
        "kind": "share",
        "unit": None,
        "holder": holder,
        "held": held,
        "from": period.since,
        "until": period.until,
        "point": None if found is None or found.point is None else decimal_text(found.point),
        "low": None if low is None else decimal_text(low, "down"),
        "low_open": found is not None and found.bounds.low_open,
        "high": None if high is None else decimal_text(high, "up"),
        "high_open": found is not None and found.bounds.high_open,
        "says": [] if found is None else [each.says for each in found.used],
        "subject": None if found is None else found.subject,
        "sources": [] if found is None else list(found.sources),
    }


def timeline_text(periods: Sequence[HoldingPeriod], holder: str, held: str, book: Book) -> str:
    """The periods, a line each."""
    title = f"{name_of(holder, book)} in {name_of(held, book)}"
    if not periods:
        return f"{title}: no source tells of a holding"
    rows = [(_when(each), *_what(each, book)) for each in periods]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = (
        f"  {when:<{widths[0]}}  {what:<{widths[1]}}  {who}".rstrip() for when, what, who in rows
    )
    return "\n".join([f"{title}, over time", *lines])


def _when(period: HoldingPeriod) -> str:
    if period.since is None and period.until is None:
        return "at all times"
    if period.since is None:
        return f"before {period.until}"
    return f"from {period.since}" + (f" to {period.until}" if period.until else "")


def _what(period: HoldingPeriod, book: Book) -> tuple[str, str]:
    found = period.holding
    if found is None:
        return "nothing", ""
    if found.is_unstated:
        return "share not stated", ""
    says = " + ".join(
        " or ".join(dict.fromkeys(a.says for a in part.used)) for part in found.parts
    ) or " or ".join(dict.fromkeys(each.says for each in found.used))
    shown = f"{says} {bounds_text(found.bounds, kind='share')}"
    if found.parts and found.point is not None:
        shown = f"{says} = {value_text(found.point, kind='share')}"
    return shown, f"[{who_says(found.sources, book)}]"


def timeline_svg(periods: Sequence[HoldingPeriod], holder: str, held: str, book: Book) -> str:
    """The periods as an SVG document; the same periods give the same text."""
    title = f"{name_of(holder, book)} in {name_of(held, book)}, over time"
    height = _TOP + _HEIGHT + _ROW * (len(periods) + 3)
    told = ". ".join(f"{_when(each)}: {_what(each, book)[0]}" for each in periods)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
            f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" '
            "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">",
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(told)}.</desc>',
            f'<path d="M0 0H{_WIDTH}V{height}H0Z" fill="#ffffff"/>',
            _text(_LEFT, 28, title, size=17, weight="bold"),
            *_scale(),
            *_bars(periods, book),
            *_legend(periods, book),
            "</svg>",
            "",
        ]
    )


def _text(x: int, y: int, words: str, *, size: int = 12, weight: str = "normal") -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="#222222">'
        f"{escape(words)}</text>"
    )


def _scale() -> Iterator[str]:
    for percent in (0, 25, 50, 75, 100):
        y = _height_of(Fraction(percent, 100))
        yield f'<path d="M{_LEFT} {y}H{_WIDTH - 24}" stroke="#dddddd" fill="none"/>'
        yield _text(16, y + 4, f"{percent}%", size=11)


def _bars(periods: Sequence[HoldingPeriod], book: Book) -> Iterator[str]:
    begins = [_first(each.since) for each in periods]
    first = min((day for day in begins if day is not None), default=date.min)
    last = max((day for day in begins if day is not None), default=first)
    span = max((last - first).days, 1)
    whole = span + 2 * span * _OPEN_ENDED

    def across(day: date | None, otherwise: Fraction) -> int:
        days = otherwise if day is None else Fraction((day - first).days) + span * _OPEN_ENDED
        return _LEFT + round((_WIDTH - 24 - _LEFT) * days / whole)

    for number, (period, begin) in enumerate(zip(periods, begins, strict=True), start=1):
        left, right = across(begin, Fraction(0)), across(_first(period.until), whole)
        if period.holding is None:
            continue
        bounds = period.holding.bounds
        top, bottom = _height_of(_end(bounds, "high")), _height_of(_end(bounds, "low"))
        width, height = max(right - left, 2), max(bottom - top, 2)
        yield "<g>"
        yield f"<title>{escape(f'{_when(period)}: {_what(period, book)[0]}')}</title>"
        yield (
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#9db7d5" '
            'stroke="#335577"/>'
        )
        if period.holding.point is not None:
            y = _height_of(period.holding.point)
            yield f'<path d="M{left} {y}H{left + width}" stroke="#112233" stroke-width="2"/>'
        yield _text(left + 3, max(top - 4, _TOP + 10), str(number), size=11, weight="bold")
        yield "</g>"


def _legend(periods: Sequence[HoldingPeriod], book: Book) -> Iterator[str]:
    y = _TOP + _HEIGHT + 2 * _ROW
    for number, period in enumerate(periods, start=1):
        what, who = _what(period, book)
        yield _text(_LEFT, y, f"{number}  {_when(period)}: {what} {who}".rstrip())
        y += _ROW


def _height_of(share: Fraction) -> int:
    return _TOP + _HEIGHT - round(_HEIGHT * share)


def _end(bounds: Bounds, side: str) -> Fraction:
    end = bounds.low if side == "low" else bounds.high
    return (Fraction(0) if side == "low" else Fraction(1)) if end is None else end


def _first(day: str | None) -> date | None:
    return None if day is None else parse_period(day).first
