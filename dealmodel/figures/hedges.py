"""What the words around a number mean: the hedge table, and nothing else.

``v`` is the number as printed and ``P``, ``G``, ``S`` three units of it: of the last digit
written, of the last digit that is not a trailing zero (printed decimals count), and of the second
significant digit. The granularity is ``g = max(P, min(G, S))``; the near words use ``h``, which is
``g``, or ``g/2`` where ``g`` is the unit of the first digit ("€2 billion", "5 %"). A fraction in
words has ``g = h = G`` = a tenth of itself. An end written ``0`` is -∞ for a quantity that can be
negative (growth, profit).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.patterns import lazy_pattern

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
        "minimum of|minimum|greater than or equal to|more than or equal to|from|≥|>=|⩾",
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
        "less than or equal to|fewer than or equal to|≤|<=|⩽",
        "or less|or fewer|or below|or under|or lower|at most",
        "[0, v]",
    ),
    _row("up_to", "up to|as much as|as many as", "", "[0, v]"),
    _row("range", "between|from", "", "[a, b]"),
)
"""The whole table. ``range`` has no point: its ends are the two printed numbers."""

BY_NAME: Mapping[str, Hedge] = MappingProxyType({hedge.name: hedge for hedge in HEDGES})


@dataclass(frozen=True, slots=True)
class HedgeRules:
    """How figures are read: ``reading`` "usual" or "strict"; ``exact`` takes every number at its
    printed value; ``signed`` says that the quantity can be negative (a profit); ``meanings``
    replaces rows of the table, such as ``{"about": "[v-2g, v+2g]"}``.

    >>> HedgeRules(meanings={"about": "[v-2g, v+2g]"}).reading
    'usual'
    """

    reading: Reading = "usual"
    exact: bool = False
    signed: bool = False
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.reading not in ("usual", "strict"):
            raise ValueError(f"reading {self.reading!r}: write 'usual' or 'strict'")
        for name, meaning in self.meanings.items():
            if name not in BY_NAME:
                raise ValueError(f"no hedge {name!r}: one of {', '.join(BY_NAME)}")
            _compiled(meaning)

    def meaning(self, hedge: str) -> str:
        """The row's meaning under these rules, as text.

        >>> HedgeRules(reading="strict").meaning("just_over")
        '(v, ∞)'
        """
        if self.exact and hedge != "range":
            return BY_NAME["exact"].usual
        if hedge in self.meanings:
            return self.meanings[hedge]
        row = BY_NAME[hedge]
        return row.strict if self.reading == "strict" else row.usual


class Grain(NamedTuple):
    """The units of a printed number that the table speaks of, and their decimal text."""

    g: Fraction
    h: Fraction
    G: Fraction
    g_text: str = ""
    h_text: str = ""
    G_text: str = ""


def bounds_of(
    hedge: str, value: Fraction, grain: Grain, rules: HedgeRules, *, pure: bool, signed: bool
) -> Bounds:
    """What ``value`` can mean under ``hedge``.

    ``pure`` marks a share or ratio, whose "less than" starts at 0; ``signed`` a quantity that can
    be negative.

    >>> grain = Grain(Fraction(10_000), Fraction(10_000), Fraction(100_000))
    >>> bounds_of("just_over", Fraction(300_000), grain, HedgeRules(), pure=False, signed=False)
    (300000, 310000]
    """
    meaning = rules.meaning(hedge)
    if meaning == "[v, v]":
        return Bounds(value, value)
    signed = signed or rules.signed or value.numerator < 0
    if pure and not signed and meaning == _LESS_THAN:
        meaning = "[0, v)"
    low_open, low_end, high_end, high_open = _compiled(meaning)
    if high_open and not value:
        signed = True  # nothing but a negative quantity is below zero
    low = low_end(value, grain)
    high = high_end(value, grain)
    if low_end is _zero and signed:
        low = None
    elif low is not None and low.numerator < 0 and not signed:
        low, low_open = _NOTHING, False
    return Bounds(low, high, low_open, high_open)


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


_LESS_THAN = BY_NAME["less_than"].usual
_NOTHING = Fraction(0)

_End = Callable[[Fraction, Grain], Fraction | None]
_MEANING = lazy_pattern(r"([\[(])\s*([^,]+?)\s*,\s*([^,]+?)\s*([\])])")
_TERM = lazy_pattern(r"v(?:([+-])(\d*)([ghG])(?:/(\d+))?)?")


def _zero(_value: Fraction, _grain: Grain) -> Fraction | None:
    return _NOTHING


def _absent(_value: Fraction, _grain: Grain) -> Fraction | None:
    return None


def _printed(value: Fraction, _grain: Grain) -> Fraction | None:
    return value


@lru_cache(maxsize=256)
def _compiled(meaning: str) -> tuple[bool, _End, _End, bool]:
    """``[v-h, v)`` → (low open, low end, high end, high open)."""
    match = _MEANING.fullmatch(meaning)
    if match is None:
        raise ValueError(f"meaning {meaning!r}: write it like '[v-h, v)'")
    return match[1] == "(", _end(match[2]), _end(match[3]), match[4] == ")"


def _end(term: str) -> _End:
    if term == "0":
        return _zero
    if term == "∞":
        return _absent
    if term in ("a", "b"):
        return _printed
    match = _TERM.fullmatch(term)
    if match is None:
        raise ValueError(f"end {term!r}: write 0, ∞, v, or v and a multiple of g, h or G")
    if match[1] is None:
        return _printed
    times, over, unit = int(match[2] or 1), int(match[4] or 1), match[3]
    times = times if match[1] == "+" else -times

    def moved(value: Fraction, grain: Grain) -> Fraction | None:
        step = grain.g if unit == "g" else grain.h if unit == "h" else grain.G
        numerator, denominator = step.as_integer_ratio()
        above, below = value.as_integer_ratio()
        denominator *= over
        return Fraction(above * denominator + times * numerator * below, below * denominator)

    return moved
