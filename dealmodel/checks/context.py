"""What the rules look at: a book's claims as accounts, how they stand to each other, their rates.

What several rules need is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from dealmodel.calculators.accounts import Account, Path, accounts
from dealmodel.calculators.reconciliation import Reconciliation, Verdict, reconciled
from dealmodel.calculators.share_classes import class_key, class_of_share
from dealmodel.calculators.sides import Side
from dealmodel.checks.finding import Bar, Finding, Mention, Severity, Words
from dealmodel.dataclass import dataclass, field, replace
from dealmodel.derivations.setting import Setting
from dealmodel.figures.units import PURE, Unit
from dealmodel.rates.formula import Exchange
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.claim import Claim
from dealmodel.records.record import Record
from dealmodel.records.walking import ClaimList, claim_lists

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Context:
    """A book as the rules see it."""

    setting: Setting
    lists: tuple[ClaimList, ...]
    _accounts: dict[Path, tuple[Account, ...]] = field(default_factory=dict)
    _reconciled: dict[Path, Reconciliation] = field(default_factory=dict)

    @staticmethod
    def of(setting: Setting) -> Context:
        """The context of the setting's book."""
        return Context(setting, tuple(claim_lists(setting.book)))

    @property
    def book(self) -> Book:
        return self.setting.book

    def accounts(
        self, claims: Sequence[Claim], path: Path, basis: str | None = None
    ) -> tuple[Account, ...]:
        """The accounts of the list of claims at ``path``, which holds figures."""
        if not claims:
            return ()
        found = self._accounts.get(path)
        if found is None or (basis is not None and found[0].basis != basis):
            sources, rules = self.book.sources, self.setting.rules
            found = accounts(claims, sources, basis=basis, path=path, rules=rules)
            found = _of_their_classes(found) if basis is None else found
            self._accounts[path] = found
        return found

    def reconciliation(self, claims: ClaimList) -> Reconciliation:
        """How the claims of a list stand to each other."""
        found = self._reconciled.get(claims.path)
        if found is None:
            given = self.accounts(claims.claims, claims.path)
            found = reconciled(given, self.exchange(claims.record))
            self._reconciled[claims.path] = found
        return found

    def exchange(self, record: Record) -> Exchange | None:
        """The exchange at the rates of a record's date, if it has one."""
        return self.setting.exchange_of(record)

    def who(self, account: Account) -> str:
        """Who says so: the person or party, and the source by publisher and origin."""
        source = self.book.sources.get(account.source or "")
        named = source.named if source else account.source or "no source"
        if account.by is None:
            return named
        party = self.book.parties.get(account.by)
        return f"{party.name if party else account.by}, in {named}"

    def published(self, account: Account) -> Period | None:
        """When the account was said or published."""
        return None if account.said is None else parse_period(account.said)

    def bars(self, sides: Iterable[Side]) -> tuple[Bar, ...]:
        """The sides as numbers on one axis."""
        return tuple(
            Bar(side.account.says, self.who(side.account), side.value, side.bounds)
            for side in sides
        )

    def finding(
        self,
        code: str,
        severity: Severity,
        path: Path,
        message: Words,
        *,
        verdict: Verdict = "undecided",
        claims: Sequence[Account | Mention] = (),
        bars: Sequence[Bar] = (),
        unit: Unit = PURE,
        kind: str = "number",
        reconciliation: Reconciliation | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding of this book; a ``message`` that takes work is given as a function."""
        return Finding(
            code,
            severity,
            path,
            cast("str", message),
            verdict,
            tuple(claims),
            tuple(bars),
            unit,
            kind,
            reconciliation,
            details or {},
            self.book.places,
        )

    def records(self, kind: type[R]) -> Iterator[tuple[Path, R]]:
        """The records of a kind with their paths."""
        section = next(name for name, held in SECTIONS.items() if held is kind)
        for key, record in getattr(self.book, section).items():
            yield (section, key), record


def _of_their_classes(given: tuple[Account, ...]) -> tuple[Account, ...]:
    """The accounts, each on the basis of its class where some are of one class of shares and others
    of another, or of the whole."""
    classes = [class_key(class_of_share(each.figure, None)) for each in given]
    if len(set(classes)) < 2:
        return given
    named = zip(given, classes, strict=True)
    return tuple(replace(each, basis=f"shares of {name or 'the whole'}") for each, name in named)


def last_day(context: Context) -> date | None:
    """The day the book speaks of: as it says, or that of its latest source at the earliest."""
    if context.book.as_of:
        return parse_period(context.book.as_of).last
    days = [parse_period(s.published).first for s in context.book.sources.values() if s.published]
    return max(days, default=None)
