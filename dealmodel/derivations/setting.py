"""What every derivation and check over a book needs to know: the book, how its figures are read,
whose rates convert its money, and the currencies to show."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from dealmodel.calculators.selection import RULES, Selection, preferred, select
from dealmodel.calculators.share_classes import class_key, class_of_share
from dealmodel.calculators.share_counts import Reader, ShareCounts
from dealmodel.dataclass import dataclass, field, replace
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.contract import ContractRates
from dealmodel.rates.formula import Exchange
from dealmodel.rates.period import parse_period
from dealmodel.rates.quoted import QuotedRate
from dealmodel.rates.rate import Policy, RateSource
from dealmodel.rates.remembered import RememberedRates, remembered
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.deal import Deal
from dealmodel.records.record import Record
from dealmodel.records.stake import Stake
from dealmodel.records.term import in_force

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """``to`` are currencies asked for beside the book's own; ``selection`` chooses among several
    claims, each of which is taken for itself where there is none."""

    book: Book
    to: tuple[str, ...]
    rules: HedgeRules
    policy: Policy
    rates: RememberedRates
    counts: ShareCounts
    selection: Selection | None = None
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def of(
        book: Book,
        to: Iterable[str],
        rules: HedgeRules,
        rates: RatesAt,
        prefer: str | Selection | None = None,
    ) -> Setting:
        """The setting; raises :class:`UsageError` where ``prefer`` is
        neither a rule of selection nor the id of a source."""
        selection = prefer if isinstance(prefer, Selection) else None
        if isinstance(prefer, str):
            selection = Selection.in_book(prefer, book.sources)
        rated = rates.policy, remembered(rates.source)
        return Setting(book, tuple(to), rules, *rated, ShareCounts(book), selection)

    @property
    def prefer(self) -> str:
        """The rule, or source, that chooses where one figure is needed: the hull, unless asked
        otherwise."""
        return "hull" if self.selection is None else self.selection.prefer

    @property
    def of_each(self) -> Setting:
        """The setting in which each source's claims are taken for themselves and no currency is
        asked for, as checks look at a book: itself, if it is that already."""
        if self.selection is None and not self.to:
            return self
        return replace(self, to=(), selection=None)

    def once(self, read: Callable[[Book], T]) -> T:
        """What ``read`` makes of the book, made when it is first asked for."""
        return self.kept(read, lambda: read(self.book))

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes, made when ``key`` is first asked for: what several derivations and
        checks need of one record. What it raises is not kept."""
        try:
            found: T = self._kept[key]
        except KeyError:
            found = self._kept[key] = make()
        return found

    def exchange(self, on: str) -> Exchange:
        """The exchange at the rates of a record's date; one of a month or a year has their mean,
        whatever the policy is for a day."""
        return self.kept(("exchange", on), lambda: self._exchange(on, self.rates))

    def _exchange(self, on: str, rates: RateSource) -> Exchange:
        when = parse_period(on)
        policy = self.policy if when.is_day else replace(self.policy, kind="mean")
        return Exchange(when, policy, rates)

    def exchange_of(self, record: Record) -> Exchange | None:
        """The exchange of a record's date, if it has one; at the rates of the contract of the deal
        that it is, or is a leg of."""
        on = record.dated
        if on is None:
            return None
        deal = deal_of(record, self.book)
        if deal is None or not any(term.rate for term in deal.terms.values()):
            return self.exchange(on)
        return self.kept(("exchange", on, id(deal)), lambda: self._of_contract(on, deal))

    def _of_contract(self, on: str, deal: Deal) -> Exchange:
        fixed = contract_rates(deal)
        return self._exchange(on, ContractRates(fixed, self.rates)) if fixed else self.exchange(on)

    def reader(self, source: str | None = None) -> Reader:
        """How counts of shares are read: those of ``source`` first."""
        return Reader(self.rules, self.selection or Selection("hull", self.book.sources), source)

    def claims(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """The claims to use one by one: all, or the one that is preferred. Of a source that makes
        none, all."""
        prefer = None if self.selection is None else self.selection.prefer
        if prefer in (None, "hull", "overlap") or len(claims) < 2:
            return claims
        if prefer not in RULES:
            return [each for each in claims if each.source == prefer] or claims
        assert self.selection is not None
        return [preferred(claims, self.selection, self.rules)]

    def figures(self, claims: Sequence[Claim]) -> list[Figure]:
        """The first figure of each claim to use, or what is selected of those in one unit."""
        figures = [claim.figure(self.rules) for claim in self.claims(claims)]
        if self.selection is None or self.selection.prefer not in ("hull", "overlap"):
            return figures
        groups: dict[tuple[str | None, str | None], list[Figure]] = {}
        for each in figures:
            of_one = each.unit.currency, class_key(class_of_share(each, None))
            groups.setdefault(of_one, []).append(each)
        return [select(group, self.selection, rules=self.rules) for group in groups.values()]

    def currencies(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        """The currencies to show an amount in: the book's, those asked for, those printed."""
        printed = (each.unit.currency for each in figures)
        wanted = (self.book.currency, *self.to, *printed)
        return tuple(dict.fromkeys(code for code in wanted if code))


def deal_of(record: Record, book: Book) -> Deal | None:
    """The deal that a record is, or that a stake is a leg of."""
    if isinstance(record, Stake):
        return book.deals.get(record.deal or "")
    return record if isinstance(record, Deal) else None


def contract_rates(deal: Deal | None) -> tuple[QuotedRate, ...]:
    """The rates of exchange that a deal's terms fix: of one that was amended the last, none where
    sources do not agree on it."""
    found = []
    for term in () if deal is None else deal.terms.values():
        stated = in_force(term.rate)
        rates = [claim.rate() for claim in stated]
        values = {(rate.base, rate.quote, rate.value) for rate in rates}
        if len(values) == 1:
            found.append(rates[0])
    return tuple(found)


def pairs(first: Iterable[Figure], second: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    """The figures that go together: those of one source; only where no source has both, all with
    all, so that such an answer names two sources."""
    left, right = list(first), list(second)
    own = [(a, b) for a in left for b in right if a.source == b.source]
    return own or [(a, b) for a in left for b in right]
