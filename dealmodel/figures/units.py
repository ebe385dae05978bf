"""Units of figures and their small algebra.

A unit is a product of atoms to integer powers: currencies by their ISO 4217 code, counted nouns
as printed ("cars"), and ``day``, ``month``, ``year``. Shares, ratios, growth and plain numbers
are pure: they have no atoms. "cars" and "car" are the same unit, as are nouns that news uses for
one thing ("vehicles", "units"); USD and EUR never are.
"""

from __future__ import annotations

from functools import lru_cache

from dealmodel.dataclass import dataclass
from dealmodel.figures.currencies import CURRENCIES

DURATIONS = ("day", "month", "year")
POINTS = frozenset(["percentage points", "basis points"])

_SAME_NOUN = {
    noun: "vehicle"
    for noun in ("vehicle", "car", "unit", "auto", "automobile", "ev", "nev", "model")
    if noun != "model"
} | dict.fromkeys(("plane", "aircraft", "jet", "airliner", "aeroplane", "airplane"), "plane")
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "shares": "share",
    "lenses": "lens",
    "buses": "bus",
    "taxes": "tax",
    "businesses": "business",
}


_RECEIPTS = frozenset(["ADS", "GDS"])


@lru_cache(maxsize=4096)
def noun_key(noun: str) -> str:
    """The noun by which two counts are told alike.

    >>> noun_key("cars") == noun_key("vehicle") == noun_key("EVs")
    True
    >>> noun_key("trucks"), noun_key("batteries"), noun_key("ADSs") == noun_key("ADS")
    ('truck', 'battery', True)
    """
    if noun in CURRENCIES or noun in DURATIONS:
        return noun
    if noun.removesuffix("s") in _RECEIPTS:  # whose own S is no plural
        return noun.removesuffix("s").casefold()
    word = noun.casefold()
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _SAME_NOUN.get(word, word)


@dataclass(frozen=True, slots=True)
class Unit:
    """``factors`` are (atom, exponent), numerators first as they came.

    >>> str(currency_unit("USD") / Unit.of("cars"))
    'USD/cars'
    >>> Unit.of("cars") / Unit.of("vehicles") == PURE
    True
    """

    factors: tuple[tuple[str, int], ...] = ()

    @staticmethod
    def of(atom: str) -> Unit:
        """The unit of one atom."""
        return Unit(((atom, 1),))

    def __str__(self) -> str:
        over = [_power(atom, exponent) for atom, exponent in self.factors if exponent > 0]
        under = [_power(atom, -exponent) for atom, exponent in self.factors if exponent < 0]
        return "/".join(["*".join(over) or "1", *under])

    @property
    def text(self) -> str | None:
        """As in JSON: ``USD``, ``cars``, ``USD/cars``, ``CNY/USD``; ``None`` for a pure number."""
        return str(self) if self.factors else None

    @property
    def is_pure(self) -> bool:
        return not self.factors

    @property
    def currency(self) -> str | None:
        """The currency if this is the unit of an amount of money."""
        if len(self.factors) == 1:
            atom, exponent = self.factors[0]
            if exponent == 1 and atom in CURRENCIES:
                return atom
        return None

    @property
    def currencies(self) -> tuple[str, ...]:
        """Every currency in the unit."""
        return tuple(atom for atom, _ in self.factors if atom in CURRENCIES)

    def same_as(self, other: Unit) -> bool:
        """Whether amounts in the two can be added."""
        return self is other or (self / other).is_pure

    def __mul__(self, other: Unit) -> Unit:
        if not other.factors:
            return self
        if not self.factors:
            return other
        return _combine(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return _combine(self, other, -1) if other.factors else self

    def __pow__(self, exponent: int) -> Unit:
        if exponent == 0:
            return PURE
        return Unit(tuple((atom, power * exponent) for atom, power in self.factors))


PURE = Unit()


@lru_cache(maxsize=4096)
def _combine(left: Unit, right: Unit, sign: int) -> Unit:
    factors = dict(left.factors)
    keys = {noun_key(atom): atom for atom in factors}
    for atom, exponent in right.factors:
        known = keys.setdefault(noun_key(atom), atom)
        factors[known] = factors.get(known, 0) + sign * exponent
    return Unit(tuple((atom, exponent) for atom, exponent in factors.items() if exponent))


@lru_cache(maxsize=512)
def currency_unit(code: str) -> Unit:
    """The unit of a currency; one object a code."""
    return Unit.of(code)


def _power(atom: str, exponent: int) -> str:
    return atom if exponent == 1 else f"{atom}^{exponent}"
