"""What the words around a number mean: the hedge table, and nothing else.

``v`` is the number as printed and ``P``, ``G``, ``S`` three units of it: of the last digit
written, of the last digit that is not a trailing zero (printed decimals count), and of the second
significant digit. The granularity is ``g = max(P, min(G, S))``, of a percentage ``P``, of a
fraction or multiple in words a tenth of itself. An end written ``0`` is -∞ for a quantity that can
be negative (growth, profit). Bounds are those of the printed magnitude; a sign is applied to them
afterwards. A share ends at the whole.

A row may hold for some figures only: its ``of`` names them by what they are (:data:`TRAITS`). Of a
hedge's rows the first that fits counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import DIGITS, grouped_text

Reading = Literal["usual", "strict"]

TRAITS: Mapping[str, int] = MappingProxyType(
    {
        name: 1 << index
        for index, name in enumerate(
            (
                *("share", "ratio", "growth", "amount", "count", "whole", "price", "counted"),
                *("in-words", "computed", "one-digit"),
            )
        )
    }
)
"""What a figure can be, as bits. ``amount`` is money, ``price`` money printed without a magnitude
that is no conversion, ``counted`` a whole number below 100 of things, days, months or years,
``whole`` 100 % of something, ``in-words`` a fraction or multiple, ``computed`` a number with an
exponent, ``one-digit`` a number of one significant digit and no decimals beyond it.
"""

SHARE, RATIO, GROWTH, AMOUNT, COUNT, WHOLE, PRICE, COUNTED, IN_WORDS, COMPUTED, ONE_DIGIT = (
    TRAITS.values()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one hedge, before and behind a figure."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what a hedge means in each reading, of which figures, and how that is told."""

    hedge: str
    of: str
    usual: str
    strict: str
    why: str

    @property
    def key(self) -> str:
        """Its name among a user's ``meanings``: ``"less_than"``, ``"less_than: share"``."""
        return f"{self.hedge}: {self.of}" if self.of else self.hedge

    @property
    def traits(self) -> int:
        """The bits that a figure must have."""
        return sum(TRAITS[name] for name in self.of.split(" + ")) if self.of else 0


def _words(name: str, before: str, after: str = "") -> Words:
    def phrases(text: str) -> tuple[str, ...]:
        return tuple(phrase.strip() for phrase in text.split("|") if phrase.strip())

    return Words(name, phrases(before), phrases(after))


def _row(hedge: str, of: str, usual: str, why: str, strict: str = "") -> Row:
    return Row(hedge, of, usual, strict or usual, why)


_EXACTLY = "taken exactly as printed"
_BEYOND = "above the number"
_BELOW = "below the number"

MEANINGS: tuple[Row, ...] = (
    _row("exact", "", "[v, v]", _EXACTLY),
    # What is exact though no word says so.
    _row("exact", "price", "[v, v]", _EXACTLY),
    _row("exact", "counted", "[v, v]", "counted, not rounded"),
    _row("exact", "in-words", "[v, v]", _EXACTLY),
    _row("exact", "computed", "[v, v]", "a number with an exponent stands for itself"),
    _row("exact", "share + whole", "[v, v]", "the whole, and nothing else"),
    _row("none", "", "[v-b, v+b]", "bare: to the nearest {g}, so ±{b}"),
    _row("about", "", "[v-h, v+h]", "within {h} either way"),
    _row("nearly", "", "[v-h, v)", "below the number, by at most {h}", "[0, v)"),
    _row("just_over", "", "(v, v+h]", "above the number, by at most {h}", "(v, ∞)"),
    _row("more_than", "share", "(v, ∞)", _BEYOND),
    _row("more_than", "ratio", "(v, ∞)", _BEYOND),
    _row("more_than", "growth + in-words", "(v, ∞)", _BEYOND),
    _row("more_than", "", "(v, v+G)", "above the number, by less than {G}", "(v, ∞)"),
    _row("at_least", "", "[v, ∞)", "the number or more"),
    _row("less_than", "share", "[0, v)", _BELOW),
    _row("less_than", "ratio", "[0, v)", _BELOW),
    _row("less_than", "", "[v-G, v)", "below the number, by at most {G}", "[0, v)"),
    _row("at_most", "", "[0, v]", "the number or less"),
    _row("up_to", "", "[0, v]", "the number or less"),
    _row("range", "", "[a, b]", "anything from the first number to the second"),
    # The units of the rows above.
    _row("b", "amount + one-digit", "g/4", ""),
    _row("b", "count + one-digit", "g/4", ""),
    _row("b", "", "g/2", ""),
    _row("h", "in-words", "g", ""),
    _row("h", "one-digit", "g/2", ""),
    _row("h", "", "g", ""),
)
"""The whole table. ``range`` has no point: its ends are the two printed numbers."""

RULES = 2
"""The edition of the table, which a receipt names: one more whenever a row changes."""

HEDGES: tuple[Words, ...] = (
    _words("exact", "exactly|precisely", "exactly"),
    _words("none", ""),
    _words(
        "about",
        "about|around|approximately|approx.|approx|roughly|some|circa|ca.|c.|an estimated|"
        "estimated|in the region of|in the order of|of the order of|more or less|nearly or about|"
        "close to or about|somewhere around|or thereabouts|give or take|~|≈|∼|～|±|大约|约合|约",
        "or so|or thereabouts|give or take|approximately|approx.|左右",
    ),
    _words(
        "nearly",
        "nearly|almost|just under|just below|just shy of|close to|slightly less than|"
        "slightly under|slightly below|a little less than|a little under|a bit less than|"
        "a bit under|a shade under|a touch under|a touch below|approaching|close on|shy of|"
        "not quite|fractionally below|marginally below|marginally less than|a fraction under|"
        "barely under|nigh on|将近|接近|近",
    ),
    _words(
        "just_over",
        "just over|just above|just more than|slightly more than|slightly over|slightly above|"
        "a little over|a little more than|a little above|a bit more than|a bit over|a shade over|"
        "a shade more than|a touch over|a touch above|little more than|fractionally above|"
        "marginally above|marginally more than|barely|barely over|barely more than|barely above|"
        "only just over",
        "and change|plus one share|plus one vote|plus a share|plus 1 share",
    ),
    _words(
        "more_than",
        "more than|over|above|greater than|exceeding|exceeds|exceed|exceeded|in excess of|"
        "upwards of|upward of|higher than|larger than|bigger than|well over|well above|"
        "well in excess of|north of|surpassed|surpasses|surpass|surpassing|topped|tops|topping|"
        "beat|beyond|better than|passed the|crossed|comfortably over|far more than|much more than|"
        "way over|>|超过|逾|超",
    ),
    _words(
        "at_least",
        "at least|no less than|not less than|no fewer than|not fewer than|not under|not below|"
        "a minimum of|minimum of|minimum|min.|min|at or above|at or over|greater than or equal to|"
        "more than or equal to|equal to or more than|equal to or greater than|as low as|"
        "greater or equal to|more or equal to|greater or equal than|more or equal than|"
        "higher or equal than|larger or equal than|bigger or equal than|at least or equal to|"
        "as little as|as few as|from|starting at|starting from|upwards from|"
        "≥|>=|=>|> =|⩾|至少|不少于|不低于",
        "or more|or above|or over|or higher|or greater|or better|and more|and above|and up|"
        "and upwards|upwards|at least|minimum|+|-plus|以上|及以上|起",
    ),
    _words(
        "less_than",
        "less than|under|below|fewer than|lower than|smaller than|fell short of|falls short of|"
        "falling short of|short of|well under|well below|well short of|south of|far less "
        "than|much less than|<|不到|不足|低于",
    ),
    _words(
        "at_most",
        "at most|no more than|not more than|no greater than|not greater than|not over|not above|"
        "a maximum of|maximum of|maximum|max.|max|at or below|at or under|capped at|limited to|"
        "a cap of|not exceeding|not to exceed|less than or equal to|fewer than or equal to|"
        "equal to or less than|equal to or fewer than|less or equal to|less or equal than|"
        "smaller or equal to|smaller or equal than|lower or equal than|fewer or equal than|"
        "≤|<=|=<|< =|⩽|最多|不超过|至多",
        "or less|or fewer|or below|or under|or lower|at most|maximum|max|以下|以内",
    ),
    _words("up_to", "up to|as much as|as many as|as high as|高达|多达", ""),
    _words("range", "between|from", ""),
)
"""The words of each hedge; the longest that fits counts."""

BY_NAME: Mapping[str, Words] = MappingProxyType({hedge.name: hedge for hedge in HEDGES})


class Grain(NamedTuple):
    """The units of a printed number that the table speaks of; equal ``key`` means equal units."""

    g: Fraction
    G: Fraction
    key: tuple[int, ...] = ()


class _End(NamedTuple):
    """An end of a meaning: v + ``times`` / ``over`` × a unit; or 0, or absent."""

    times: int = 0
    over: int = 1
    unit: str = ""
    is_zero: bool = False
    is_absent: bool = False

    def in_g(self, shares: Mapping[str, Fraction]) -> _End:
        """The same end in g or G, where ``shares`` are the table's other units in g."""
        if self.unit not in shares:
            return self
        times, over = (self.times * shares[self.unit] / self.over).as_integer_ratio()
        return _End(times, over, "g")

    def at(self, value: Fraction, grain: Grain) -> Fraction | None:
        if not self.times:
            return None if self.is_absent else _NOTHING if self.is_zero else value
        step = grain.G if self.unit == "G" else grain.g
        numerator, denominator = step.as_integer_ratio()
        above, below = value.as_integer_ratio()
        denominator *= self.over
        return Fraction(above * denominator + self.times * numerator * below, below * denominator)


class Meaning(NamedTuple):
    """A row's meaning, ready to be applied; ``why`` tells it, with its units in braces."""

    text: str
    why: str
    low_open: bool
    low: _End
    high: _End
    high_open: bool


class _Fitted(NamedTuple):
    """The meaning of a hedge for figures of one kind, its ends in g and G, h and b in g, and what
    was told of it by the grain."""

    meaning: Meaning
    low: _End
    high: _End
    shares: Mapping[str, Fraction]
    in_per_cent: bool
    told: dict[tuple[int, ...], str]

    def why(self, grain: Grain) -> str:
        why = self.meaning.why
        if "{" not in why:
            return why
        known = self.told.get(grain.key)
        if known is None or not grain.key:
            units = {"g": grain.g, "G": grain.G}
            units |= {name: share * grain.g for name, share in self.shares.items()}
            known = why.format(**{name: self._shown(unit) for name, unit in units.items()})
            if len(self.told) < _TOLD_AT_MOST:
                self.told[grain.key] = known
        return known

    def _shown(self, unit: Fraction) -> str:
        if self.in_per_cent:
            return f"{grouped_text(unit * 100)}%"
        for size, name in _MAGNITUDES:
            if unit >= size and (unit / size * 100).denominator == 1:
                return f"{grouped_text(unit / size)} {name}"
        text = grouped_text(unit)
        return text if len(text) < DIGITS else str(unit)


_TOLD_AT_MOST = 4096
_MAGNITUDES = (
    (Fraction(10**12), "trillion"),
    (Fraction(10**9), "billion"),
    (Fraction(10**6), "million"),
)
_UNITS = ("g", "h", "b", "G")
_FIXED_ENDS = {
    "0": _End(is_zero=True),
    "∞": _End(is_absent=True),
    **dict.fromkeys("vab", _End()),
}
_NOTHING, _ALL = Fraction(0), Fraction(1)


@lru_cache(maxsize=256)
def _compiled(text: str, why: str) -> Meaning:
    """The meaning written as ``[v-h, v)``."""
    low, comma, high = text[1:-1].partition(",")
    if not comma or text[0] not in "[(" or text[-1] not in "])":
        raise UsageError(f"meaning {text!r}: write it like '[v-h, v)'")
    ends = _end(low.strip()), _end(high.strip())
    return Meaning(text, why, text[0] == "(", *ends, text[-1] == ")")


def _check_order(meaning: Meaning) -> None:
    ends = (end.in_g(_SAMPLE_SHARES) for end in (meaning.low, meaning.high))
    first, last = (end.at(_SAMPLE, _SAMPLE_GRAIN) for end in ends)
    if first is not None and last is not None and first > last:
        raise UsageError(f"meaning {meaning.text!r}: its low end is above its high end")


def _end(term: str) -> _End:
    if term in _FIXED_ENDS:
        return _FIXED_ENDS[term]
    times, unit, over = _term(term[2:])
    if not (term[:2] in ("v+", "v-") and unit in _UNITS and times):
        raise UsageError(f"end {term!r}: write 0, ∞, v, or v and a multiple of g, h, b or G")
    return _End(int(term[1] + str(times)), over, unit)


def _term(text: str) -> tuple[int, str, int]:
    """Times, unit and divisor of "3h/4"; 0 times where it is none."""
    moved, stroke, over = text.partition("/")
    times, unit = moved[:-1] or "1", moved[-1:]
    over = over if stroke else "1"
    if not (times.isdecimal() and over.isdecimal() and int(over)):
        return 0, unit, 1
    return int(times), unit, int(over)


@lru_cache(maxsize=64)
def _share_of_g(text: str) -> Fraction:
    """The unit written as ``g/2``, in g."""
    times, unit, over = _term(text)
    if unit != "g" or not times:
        raise UsageError(f"unit {text!r}: write it in g, like 'g/2'")
    return Fraction(times, over)


_SAMPLE = Fraction(300_000)
_SAMPLE_GRAIN = Grain(Fraction(10_000), Fraction(100_000))
_SAMPLE_SHARES = {"h": Fraction(1), "b": Fraction(1)}


@dataclass(frozen=True, slots=True)
class HedgeRules:
    """How figures are read: ``reading`` "usual" or "strict"; ``exact`` takes every number at its
    printed value; ``signed`` says that the quantity can be negative (a profit); ``meanings``
    replaces rows of the table, such as ``{"about": "[v-2g, v+2g]"}``. A hedge alone replaces all
    its rows, ``"less_than: share"`` that one; of the units, ``b`` and ``h``, likewise.

    >>> HedgeRules(meanings={"about": "[v-2g, v+2g]"}).meaning("about")
    '[v-2g, v+2g]'

    :raises UsageError: a reading, hedge or meaning that there is none of.
    """

    reading: Reading = "usual"
    exact: bool = False
    signed: bool = False
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    _rows: Mapping[str, tuple[tuple[int, Meaning], ...]] = field(
        init=False, repr=False, compare=False
    )
    _units: Mapping[str, tuple[tuple[int, Fraction], ...]] = field(
        init=False, repr=False, compare=False
    )
    _fitting: dict[tuple[str, int], _Fitted] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _bare: dict[int, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.reading not in ("usual", "strict"):
            raise UsageError(f"reading {self.reading!r}: write 'usual' or 'strict'")
        if not isinstance(self.meanings, Mapping) or not all(
            isinstance(text, str) for pair in self.meanings.items() for text in pair
        ):
            raise UsageError(
                f"meanings {self.meanings!r}: give a mapping of text to text, such as "
                "{'about': '[v-2g, v+2g]'}"
            )
        object.__setattr__(self, "meanings", MappingProxyType(dict(self.meanings)))
        known = {row.hedge for row in MEANINGS} | {row.key for row in MEANINGS}
        for name in self.meanings:
            if name not in known:
                raise UsageError(f"no hedge {name!r}: one of {', '.join(sorted(known))}")
        rows: dict[str, tuple[tuple[int, Meaning], ...]] = {}
        units: dict[str, tuple[tuple[int, Fraction], ...]] = {}
        # A row without traits fits all: it is looked at last.
        for row in sorted(MEANINGS, key=lambda row: not row.of):
            text, why = self._asked(row)
            if row.hedge in _UNITS:
                units[row.hedge] = (*units.get(row.hedge, ()), (row.traits, _share_of_g(text)))
            else:
                meaning = _compiled(text, why)
                if self.meanings:
                    _check_order(meaning)  # those of the table are in order
                rows[row.hedge] = (*rows.get(row.hedge, ()), (row.traits, meaning))
        object.__setattr__(self, "_rows", MappingProxyType(rows))
        object.__setattr__(self, "_units", MappingProxyType(units))

    def __hash__(self) -> int:
        return hash((self.reading, self.exact, self.signed, tuple(sorted(self.meanings.items()))))

    def __reduce__(self) -> tuple[object, ...]:
        return HedgeRules, (self.reading, self.exact, self.signed, dict(self.meanings))

    def _asked(self, row: Row) -> tuple[str, str]:
        """The row's meaning under these rules, and how it is told."""
        if self.exact and row.hedge not in _UNITS:
            return ("[a, b]", row.why) if row.hedge == "range" else ("[v, v]", _EXACTLY)
        asked = self.meanings.get(row.key) or self.meanings.get(row.hedge)
        if asked is not None:
            return asked, f"as asked: {asked}"
        if self.reading == "strict" and row.strict != row.usual:
            return row.strict, f"strictly what the word says: {row.strict}"
        return row.usual, row.why

    def meaning(self, hedge: str, traits: int = 0) -> str:
        """What a hedge of a figure with these traits means under these rules, as text.

        >>> HedgeRules(reading="strict").meaning("just_over")
        '(v, ∞)'
        >>> HedgeRules().meaning("less_than", SHARE)
        '[0, v)'
        """
        return self._fit(hedge, traits).meaning.text

    def is_exact_bare(self, traits: int) -> bool:
        """Whether a bare figure with these traits is exact without a word that says so.

        >>> HedgeRules().is_exact_bare(AMOUNT | PRICE), HedgeRules().is_exact_bare(AMOUNT)
        (True, False)
        """
        known = self._bare.get(traits)
        if known is None:
            known = any(bits and bits & traits == bits for bits, _ in self._rows["exact"])
            self._bare[traits] = known
        return known

    def _fit(self, hedge: str, traits: int) -> _Fitted:
        """The first row of the hedge that fits the traits."""
        known = self._fitting.get((hedge, traits))
        if known is None:
            meaning = next(row for bits, row in self._rows[hedge] if bits & traits == bits)
            shares = {
                unit: next(share for bits, share in rows if bits & traits == bits)
                for unit, rows in self._units.items()
            }
            low, high = meaning.low.in_g(shares), meaning.high.in_g(shares)
            in_per_cent = bool(traits & (SHARE | GROWTH)) and not traits & IN_WORDS
            known = _Fitted(meaning, low, high, shares, in_per_cent, {})
            self._fitting[(hedge, traits)] = known
        return known

    def bounds(
        self,
        hedge: str,
        value: Fraction,
        grain: Grain,
        traits: int = 0,
        *,
        signed: bool | None = None,
    ) -> tuple[Bounds, str]:
        """What the printed magnitude ``value`` can mean under ``hedge``, and why in words;
        ``signed`` tells whether the quantity can be negative, where the rules are not to.

        >>> grain = Grain(Fraction(10_000), Fraction(100_000))
        >>> HedgeRules().bounds("just_over", Fraction(300_000), grain)
        ((300000, 310000], 'above the number, by at most 10,000')
        """
        fitted = self._fit(hedge, traits)
        low, high = fitted.low.at(value, grain), fitted.high.at(value, grain)
        low_open, high_open = fitted.meaning.low_open, fitted.meaning.high_open
        if (self.signed if signed is None else signed) or (high_open and not value):
            low = None if fitted.low.is_zero else low
        elif low is not None and low.numerator < 0:
            low, low_open = _NOTHING, False
        if traits & SHARE and (high is None or high.numerator > high.denominator):
            high, high_open = _ALL, False
        if self.meanings and low is not None and high is not None and high < low:
            low = high  # a meaning of the user's own may end below the floor
        return Bounds.ordered(low, high, low_open, high_open), fitted.why(grain)


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
