"""A pair of currencies as a question: ``CNY/USD`` is units of CNY for one USD, as everywhere here.

A market would read USD/CNY for that; what is written here is a quotient, and is read as one.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.dataclass import dataclass
from dealmodel.errors import UnknownCurrency, UsageError, did_you_mean, nearest
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.patterns import lazy_pattern

_PAIR = lazy_pattern(r"\s*([A-Za-z]{3})\s*(?:/|per)\s*([A-Za-z]{3})\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """Units of ``quote`` for one ``base``."""

    quote: str
    base: str

    def __str__(self) -> str:
        return f"{self.quote}/{self.base}"


def parse_pair(text: str, others: Sequence[str] = ()) -> Pair:
    """The pair that ``text`` names; ``others`` are words that might have stood in its place.

    Raises :class:`UsageError` where it is none, and :class:`UnknownCurrency`.

    >>> pair = parse_pair("cny/USD")
    >>> str(pair), pair.base
    ('CNY/USD', 'USD')
    """
    found = _PAIR.fullmatch(text)
    if found is None:
        near = did_you_mean(nearest(text, others))
        raise UsageError(
            f"{text[:40]!r} is no pair of currencies: write CNY/USD for yuan to one dollar{near}"
        )
    quote, base = (code.upper() for code in found.groups())
    for code in (quote, base):
        if code not in CURRENCIES:
            raise UnknownCurrency(code, SUGGESTED)
    if quote == base:
        raise UsageError(f"{quote}/{base} has one currency: a rate is between two")
    return Pair(quote, base)
