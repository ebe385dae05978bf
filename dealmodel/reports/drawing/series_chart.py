"""The daily rates of a pair as a picture: a line over the days, its lowest and highest day named.

In a terminal one line of blocks, each the mean of its days; as a file an SVG document, or a PNG
drawn from it. Positions are exact until they are whole pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from xml.sax.saxutils import escape

from dealmodel.errors import UsageError
from dealmodel.formulas.numbers import rate_text
from dealmodel.rates.series import Day, Series

_WIDTH, _HEIGHT = 960, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 28, 64, 56
_TICKS = 5
_BLOCKS = "▁▂▃▄▅▆▇█"
_FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def blocks(days: Sequence[Day], width: int) -> str:
    """The rates as a line of at most ``width`` blocks, low to high.

    >>> week = [(date(2025, 4, day), Fraction(day)) for day in range(21, 26)]
    >>> blocks(week, 5)
    '▁▃▅▆█'
    """
    count = min(max(width, 1), len(days))
    groups = [days[len(days) * at // count : len(days) * (at + 1) // count] for at in range(count)]
    means = [sum((rate for _, rate in group), Fraction(0)) / len(group) for group in groups]
    low, high = min(means), max(means)
    if low == high:
        return _BLOCKS[3] * count
    top = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round(top * (mean - low) / (high - low))] for mean in means)


def series_svg(series: Series) -> str:
    """The rates as an SVG document; the same rates give the same text."""
    days = series.days
    (first, _), (last, _) = days[0], days[-1]
    title = f"{series.pair}, {first} to {last}"
    low, high = series.lowest, series.highest
    about = (
        f"lowest {rate_text(low[1])} on {low[0]}, highest {rate_text(high[1])} on {high[0]}, "
        f"mean of {len(days)} days {rate_text(series.mean)}"
    )
    place = _Places(days)
    path = "L".join(f"{place.x(day)} {place.y(rate)}" for day, rate in days)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
            f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
            f'font-family="{_FONTS}">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(about)}.</desc>',
            f'<path d="M0 0H{_WIDTH}V{_HEIGHT}H0Z" fill="#ffffff"/>',
            _text(_LEFT, 28, title, size=17, weight="bold"),
            _text(_LEFT, 48, f"{about}; {series.source}", colour="#555555"),
            *place.scale(),
            f'<path d="M{path}" fill="none" stroke="#22538f" stroke-width="1.5"/>',
            *_named(place, low, above=False),
            *(_named(place, high, above=True) if high != low else ()),
            _text(_LEFT, _HEIGHT - 20, str(first), size=11),
            _text(_WIDTH - _RIGHT, _HEIGHT - 20, str(last), size=11, anchor="end"),
            "</svg>",
            "",
        ]
    )


def picture(series: Series, ending: str) -> bytes:
    """The picture as a file of that ending.

    :raises UsageError: it is neither ``.svg`` nor ``.png``, or what draws a PNG is not installed.
    """
    drawn = series_svg(series)
    if ending == ".svg":
        return drawn.encode()
    if ending != ".png":
        raise UsageError(f"a picture is an .svg or a .png, not {ending or 'without an ending'}")
    try:
        import resvg_py  # an extra: only a PNG needs it
    except ImportError:
        raise UsageError(
            "a PNG is drawn by resvg_py, which is not installed: pip install 'dealmodel[png]', or "
            "write an .svg"
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn))


class _Places:
    """Where days and rates lie in the picture."""

    def __init__(self, days: Sequence[Day]) -> None:
        rates = [rate for _, rate in days]
        margin = (max(rates) - min(rates)) / 20 or max(rates) / 100
        self.low, self.high = min(rates) - margin, max(rates) + margin
        self.first, self.span = days[0][0], max((days[-1][0] - days[0][0]).days, 1)

    def x(self, day: date) -> int:
        room = _WIDTH - _LEFT - _RIGHT
        return _LEFT + round(Fraction(room * (day - self.first).days, self.span))

    def y(self, rate: Fraction) -> int:
        room = _HEIGHT - _TOP - _BOTTOM
        return _HEIGHT - _BOTTOM - round(room * (rate - self.low) / (self.high - self.low))

    def scale(self) -> Iterator[str]:
        for tick in range(_TICKS):
            rate = self.low + (self.high - self.low) * tick / (_TICKS - 1)
            y = self.y(rate)
            yield f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#dddddd" fill="none"/>'
            yield _text(_LEFT - 8, y + 4, rate_text(rate)[:8], size=11, anchor="end")


def _named(place: _Places, day: Day, *, above: bool) -> Iterator[str]:
    x, y = place.x(day[0]), place.y(day[1])
    yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="#ffffff" stroke="#22538f" stroke-width="1.5"/>'
    anchor = "start" if x < _WIDTH // 3 else "end" if x > 2 * _WIDTH // 3 else "middle"
    words = f"{rate_text(day[1])} on {day[0]}"
    yield _text(x, y - 9 if above else y + 18, words, size=11, anchor=anchor)


def _text(
    x: int,
    y: int,
    words: str,
    *,
    size: int = 12,
    weight: str = "normal",
    anchor: str = "start",
    colour: str = "#222222",
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )
