"""Numbers as printed within an interest's bounds, as formulas over the cells of both.

What is printed need not keep within what the shares' bounds leave of each other. What is beyond the
least or the most is cut off there; where all of it is, the bounds stand for it. Whether an end
belongs to the bounds is as at export.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dealmodel.exports.table import Live
from dealmodel.exports.tables.free_part import Constants, Ref
from dealmodel.exports.tables.styles import TOLERANCE


@dataclass(frozen=True, slots=True)
class Ends:
    """The cells of the least and the most, and whether these ends are open."""

    low: Ref
    high: Ref
    low_open: bool
    high_open: bool


@dataclass(frozen=True, slots=True)
class _Test:
    text: str
    value: bool

    def chosen(self, then: str, instead: str) -> str:
        return f"IF({self.text},{then},{instead})"


@dataclass(frozen=True, slots=True)
class _Outside:
    """Whether a number is beyond an end; an open end is itself beyond."""

    test: _Test
    is_open: bool

    @property
    def value(self) -> bool:
        return self.test.value != self.is_open

    def chosen(self, then: str, instead: str) -> str:
        """``then`` where it is beyond."""
        return self.test.chosen(instead, then) if self.is_open else self.test.chosen(then, instead)


def within(low: Ref, high: Ref, ends: Ends, by: Constants) -> tuple[Live, Live]:
    """From the lowest to the highest that is printed, within the bounds; these where none is."""
    above, below = _above(low, ends, by), _below(high, ends, by)
    is_outside = above.value or below.value

    def end(cut: str, own: Ref, bound: Ref, value: Fraction) -> Live:
        inside = f"{cut}({own.text},{bound.text})"
        text = above.chosen(bound.text, below.chosen(bound.text, inside))
        return Live(f"={text}", bound.value if is_outside else value)

    return (
        end("MAX", low, ends.low, max(low.value, ends.low.value)),
        end("MIN", high, ends.high, min(high.value, ends.high.value)),
    )


def point_at(low: Ref, high: Ref, ends: Ends, by: Constants) -> Live:
    """The one number that is printed, if it is within the bounds; else nothing."""
    above, below = _above(low, ends, by), _below(low, ends, by)
    text = above.chosen('""', below.chosen('""', low.text))
    is_one = True
    if low.text != high.text:
        size = f"{by.tolerance}*ABS({high.text})"
        text = f'IF(ABS({high.text}-{low.text})<={size},{text},"")'
        is_one = abs(high.value - low.value) <= TOLERANCE * abs(high.value)
    is_told = is_one and not above.value and not below.value
    return Live(f"={text}", low.value if is_told else "")


def only(low: Ref, high: Ref, by: Constants) -> Live:
    """The one number that bounds leave; nothing where they leave several."""
    return Live(
        f'=IF({high.text}-{low.text}<={by.tolerance}*ABS({high.text}),{low.text},"")',
        low.value if high.value - low.value <= TOLERANCE * abs(high.value) else "",
    )


def _above(number: Ref, ends: Ends, by: Constants) -> _Outside:
    if ends.high_open:
        return _Outside(_exceeds(ends.high, number, ends.high, by), True)
    return _Outside(_exceeds(number, ends.high, ends.high, by), False)


def _below(number: Ref, ends: Ends, by: Constants) -> _Outside:
    if ends.low_open:
        return _Outside(_exceeds(number, ends.low, ends.low, by), True)
    return _Outside(_exceeds(ends.low, number, ends.low, by), False)


def _exceeds(more: Ref, less: Ref, size: Ref, by: Constants) -> _Test:
    """Whether one is more than the other by more than rounding makes of the same."""
    return _Test(
        f"{more.text}-{less.text}>{by.tolerance}*ABS({size.text})",
        more.value - less.value > TOLERANCE * abs(size.value),
    )
