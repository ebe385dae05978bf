"""What every derivation of a report needs to know: the book, its rates, the currencies to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.rates.catalogue import source_for
from dealmodel.rates.formula import Exchange
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import Policy, RateSource
from dealmodel.rates.remembered import RememberedRates
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Setting:
    """``to`` are currencies asked for beside the book's own."""

    book: Book
    to: tuple[str, ...]
    rules: HedgeRules
    policy: Policy
    rates: RateSource

    @staticmethod
    def of(
        book: Book, to: Iterable[str], rules: HedgeRules, policy: Policy, rates: str | RateSource
    ) -> Setting:
        source = source_for(rates) if isinstance(rates, str) else rates
        return Setting(book, tuple(to), rules, policy, RememberedRates(source))

    def exchange(self, on: str) -> Exchange:
        """The exchange at the rates of a record's date."""
        return Exchange(parse_period(on), self.policy, self.rates)

    def figures(self, claims: Iterable[Claim]) -> list[Figure]:
        """The first figure of each claim, under the report's rules."""
        return [claim.figure(self.rules) for claim in claims]

    def currencies(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        """The currencies to show an amount in: the book's, those asked for, those printed."""
        printed = (each.unit.currency for each in figures)
        wanted = (self.book.currency, *self.to, *printed)
        return tuple(dict.fromkeys(code for code in wanted if code))


def pairs(first: Iterable[Figure], second: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    """The figures that go together: those of one source; only where no source has both, all with
    all, so that such an answer names two sources."""
    left, right = list(first), list(second)
    own = [(a, b) for a in left for b in right if a.source == b.source]
    return own or [(a, b) for a in left for b in right]
