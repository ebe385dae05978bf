"""What the words around a number mean: the hedge table, and nothing else.

``v`` is the number as printed and ``P``, ``G``, ``S`` three units of it: of the last digit
written, of the last digit that is not a trailing zero (printed decimals count), and of the second
significant digit. The granularity is ``g = max(P, min(G, S))``; the near words use ``h``, which is
``g``, or ``g/2`` where ``g`` is the unit of the first digit ("€2 billion", "5 %"). A fraction in
words has ``g = h = G`` = a tenth of itself. An end written ``0`` is -∞ for a quantity that can be
negative (growth, profit).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from dealmodel.figures.bounds import Bounds

Reading = Literal["usual", "strict"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """One row: the words before and after a figure, and what they mean in each reading."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    usual: str
    strict: str


def _row(name: str, before: str, after: str, usual: str, strict: str = "") -> Hedge:
    def words(text: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in text.split("|") if word.strip())

    return Hedge(name, words(before), words(after), usual, strict or usual)


HEDGES: tuple[Hedge, ...] = (
    _row("exact", "exactly|precisely", "exactly", "[v, v]"),
    _row("none", "", "", "[v-g/2, v+g/2]"),
    _row(
        "about",
        "about|around|approximately|approx.|approx|roughly|some|circa|ca.|c.|an estimated|"
        "in the region of|in the order of|of the order of|more or less|~|≈|∼|～",
        "or so|or thereabouts",
        "[v-h, v+h]",
    ),
    _row(
        "nearly",
        "nearly|almost|just under|just below|just shy of|close to|slightly less than|"
        "slightly under|slightly below|a little less than|a little under|a bit less than|"
        "a bit under|a shade under|approaching|close on|shy of|not quite",
        "",
        "[v-h, v)",
        "[0, v)",
    ),
    _row(
        "just_over",
        "just over|just above|just more than|slightly more than|slightly over|slightly above|"
        "a little over|a little more than|a little above|a bit more than|a bit over|a shade over|"
        "a shade more than|little more than",
        "",
        "(v, v+h]",
        "(v, ∞)",
    ),
    _row(
        "more_than",
        "more than|over|above|greater than|exceeding|in excess of|upwards of|upward of|"
        "higher than|larger than|well over|north of|>",
        "",
        "(v, v+G)",
        "(v, ∞)",
    ),
    _row(
        "at_least",
        "at least|no less than|not less than|no fewer than|not fewer than|a minimum of|"
        "minimum of|minimum|greater than or equal to|more than or equal to|equal to or more than|"
        "equal to or greater than|from|≥|>=|=>|> =|⩾",
        "or more|or above|or over|or higher|or greater|and more|and above|and up|at least|+|-plus",
        "[v, ∞)",
    ),
    _row(
        "less_than",
        "less than|under|below|fewer than|lower than|smaller than|<",
        "",
        "[v-G, v)",
        "[0, v)",
    ),
    _row(
        "at_most",
        "at most|no more than|not more than|a maximum of|maximum of|maximum|no greater than|"
        "less than or equal to|fewer than or equal to|equal to or less than|≤|<=|=<|< =|⩽",
        "or less|or fewer|or below|or under|or lower|at most",
        "[0, v]",
    ),
    _row("up_to", "up to|as much as|as many as", "", "[0, v]"),
    _row("range", "between|from", "", "[a, b]"),
)
"""The whole table. ``range`` has no point: its ends are the two printed numbers."""

BY_NAME: Mapping[str, Hedge] = MappingProxyType({hedge.name: hedge for hedge in HEDGES})


class Grain(NamedTuple):
    """The units of a printed number that the table speaks of, and their decimal text."""

    g: Fraction
    h: Fraction
    G: Fraction
    g_text: str = ""
    h_text: str = ""
    G_text: str = ""


class _End(NamedTuple):
    """An end of a meaning: v + ``times`` / ``over`` × the grain's ``unit``; or 0, or absent."""

    times: int = 0
    over: int = 1
    unit: int = 0
    is_zero: bool = False
    is_absent: bool = False

    def at(self, value: Fraction, grain: Grain) -> Fraction | None:
        if self.is_absent:
            return None
        if not self.times:
            return _NOTHING if self.is_zero else value
        step = grain.g if self.unit == 0 else grain.h if self.unit == 1 else grain.G
        numerator, denominator = step.as_integer_ratio()
        above, below = value.as_integer_ratio()
        denominator *= self.over
        return Fraction(above * denominator + self.times * numerator * below, below * denominator)


class _Meaning(NamedTuple):
    """A row's meaning, ready to be applied."""

    text: str
    low_open: bool
    low: _End
    high: _End
    high_open: bool


@lru_cache(maxsize=256)
def _compiled(text: str) -> _Meaning:
    """The meaning written as ``[v-h, v)``."""
    low, comma, high = text[1:-1].partition(",")
    if not comma or text[0] not in "[(" or text[-1] not in "])":
        raise ValueError(f"meaning {text!r}: write it like '[v-h, v)'")
    meaning = _Meaning(text, text[0] == "(", _end(low.strip()), _end(high.strip()), text[-1] == ")")
    first, last = (end.at(_SAMPLE, _SAMPLE_GRAIN) for end in (meaning.low, meaning.high))
    if first is not None and last is not None and first > last:
        raise ValueError(f"meaning {text!r}: its low end is above its high end")
    return meaning


def _end(term: str) -> _End:
    if term in _FIXED_ENDS:
        return _FIXED_ENDS[term]
    moved, _, over = term.partition("/")
    times, unit = moved[2:-1] or "1", moved[-1:]
    over = over or "1"
    is_term = term[:2] in ("v+", "v-") and unit in _UNITS and not term.endswith("/")
    if not (is_term and times.isdecimal() and over.isdecimal() and int(over)):
        raise ValueError(f"end {term!r}: write 0, ∞, v, or v and a multiple of g, h or G")
    return _End(int(term[1] + times), int(over), _UNITS.index(unit))


_UNITS = ["g", "h", "G"]
_FIXED_ENDS = {
    "0": _End(is_zero=True),
    "∞": _End(is_absent=True),
    **dict.fromkeys("vab", _End()),
}
_NOTHING = Fraction(0)
_SAMPLE = Fraction(300_000)
_SAMPLE_GRAIN = Grain(Fraction(10_000), Fraction(10_000), Fraction(100_000))
_LESS_THAN = _compiled(BY_NAME["less_than"].usual)
_BELOW = _compiled("[0, v)")


@dataclass(frozen=True, slots=True)
class HedgeRules:
    """How figures are read: ``reading`` "usual" or "strict"; ``exact`` takes every number at its
    printed value; ``signed`` says that the quantity can be negative (a profit); ``meanings``
    replaces rows of the table, such as ``{"about": "[v-2g, v+2g]"}``.

    >>> HedgeRules(meanings={"about": "[v-2g, v+2g]"}).meaning("about")
    '[v-2g, v+2g]'

    :raises ValueError: a reading, hedge or meaning that there is none of.
    """

    reading: Reading = "usual"
    exact: bool = False
    signed: bool = False
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    _rows: Mapping[str, _Meaning] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.reading not in ("usual", "strict"):
            raise ValueError(f"reading {self.reading!r}: write 'usual' or 'strict'")
        for name in self.meanings:
            if name not in BY_NAME:
                raise ValueError(f"no hedge {name!r}: one of {', '.join(BY_NAME)}")
        texts = {
            row.name: row.strict if self.reading == "strict" else row.usual for row in HEDGES
        } | dict(self.meanings)
        if self.exact:
            texts = {name: "[a, b]" if name == "range" else "[v, v]" for name in texts}
        rows = {name: _compiled(text) for name, text in texts.items()}
        object.__setattr__(self, "_rows", rows)

    def meaning(self, hedge: str) -> str:
        """The row's meaning under these rules, as text.

        >>> HedgeRules(reading="strict").meaning("just_over")
        '(v, ∞)'
        """
        return self._rows[hedge].text

    def bounds(
        self, hedge: str, value: Fraction, grain: Grain, *, pure: bool, signed: bool
    ) -> Bounds:
        """What ``value`` can mean under ``hedge``.

        ``pure`` marks a share or ratio, whose "less than" starts at 0; ``signed`` a quantity that
        can be negative.

        >>> grain = Grain(Fraction(10_000), Fraction(10_000), Fraction(100_000))
        >>> HedgeRules().bounds("just_over", Fraction(300_000), grain, pure=False, signed=False)
        (300000, 310000]
        """
        meaning = self._rows[hedge]
        signed = signed or self.signed or value.numerator < 0
        if pure and not signed and meaning is _LESS_THAN and hedge not in self.meanings:
            meaning = _BELOW
        _, low_open, low_end, high_end, high_open = meaning
        low, high = low_end.at(value, grain), high_end.at(value, grain)
        if high_open and not value:
            signed = True  # only a negative quantity is below zero
        if signed:
            low = None if low_end.is_zero else low
        elif low is not None and low.numerator < 0:
            low, low_open = _NOTHING, False
        if self.meanings and low is not None and high is not None and high < low:
            low = high  # a meaning of the user's own may end below the floor
        return Bounds.ordered(low, high, low_open, high_open)


USUAL = HedgeRules()
"""The usual reading of every hedge."""


def reflected(bounds: Bounds) -> Bounds:
    """The bounds of the negated quantity: "fell nearly 5 %" is nearly 5 % below zero.

    >>> reflected(Bounds(Fraction(1), Fraction(2), high_open=True))
    (-2, -1]
    """
    return Bounds(
        None if bounds.high is None else -bounds.high,
        None if bounds.low is None else -bounds.low,
        bounds.high_open,
        bounds.low_open,
    )
