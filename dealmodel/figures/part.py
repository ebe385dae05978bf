"""A part: one printed number with its sign, magnitude and unit, before any hedge or range."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.figures.figure import Kind
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.units import PURE, Unit


@dataclass(slots=True)
class Part:
    """The numeral counts in ``factor`` × 10**-``places`` units (7 days, 1/100); ``sign`` is typed;
    ``is_counted``: of things or of days, months, years, which are counted and not measured;
    ``is_odd``: "20,000-odd", about so many; ``beyond``: 1 or -1, "plus one share" and its opposite;
    ``multiple`` is the multiple in words of which the number is or from which it comes; ``counts``
    are the two of which a share is made; ``printed`` is the number as printed where ``numeral`` is
    worked out from it, which is then no finer."""

    start: int
    end: int
    numeral: Numeral
    kind: Kind = "number"
    unit: Unit = PURE
    factor: int = 1
    places: int = 0
    sign: str = ""
    note: str = ""
    has_plus: bool = False
    is_odd: bool = False
    is_counted: bool = False
    multiple: Fraction | None = None
    per: str | None = None
    of: str | None = None
    counts: tuple[Part, Part] | None = None
    beyond: int = 0
    is_amount_of_change: bool = False
    printed: Numeral | None = None

    @property
    def magnitude_value(self) -> Fraction:
        """The printed number without sign, in its unit."""
        return self.numeral.value_in(self.factor, self.places)

    @property
    def has_unit(self) -> bool:
        return self.kind != "number"

    @property
    def has_magnitude(self) -> bool:
        """Whether a magnitude is printed: "million", "k"."""
        return self.numeral.scale != 1


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether ``text`` is nothing but the characters from ``start`` to ``end``.

    >>> is_whole(" 2024 ", 1, 5), is_whole("in 2024", 3, 7)
    (True, False)
    """
    # A bounded look on purpose: stripping the text for every figure would be quadratic.
    blanks = 16
    return (
        start <= blanks
        and len(text) - end <= blanks
        and not text[:start].strip()
        and not text[end:].strip()
    )


def token_end(text: str, position: int) -> int:
    """The end of the digits and letters from ``position`` on.

    >>> token_end("5G network", 1)
    2
    """
    while position < len(text) and (text[position].isalnum() or text[position] == "_"):
        position += 1
    return position
