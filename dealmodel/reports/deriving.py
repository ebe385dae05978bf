"""A report: everything that a book supports, derived and ordered once.

The command line, the workbook and the other formats only render it. What cannot be derived, for
want of a rate, say, is a warning that names its subject; everything else is still there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.ownership import Ownership
from dealmodel.calculators.selection import Prefer
from dealmodel.checks.catalogue import findings
from dealmodel.checks.finding import Finding
from dealmodel.dataclass import dataclass, field, replace
from dealmodel.derivations.answers import Item, Refused
from dealmodel.derivations.calculated import derived
from dealmodel.derivations.kinds import KINDS
from dealmodel.derivations.ownership import of_book, ownership_of
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DealModelError, UnknownCurrency, UsageError
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import Policy, PolicyKind, RateSource
from dealmodel.rates.stamp import RatesStamp, stamp_of
from dealmodel.records.book import Book
from dealmodel.records.rates_of_record import rates_for
from dealmodel.reports.receipt.receipt import Receipt, options_of_report, receipt_of
from dealmodel.uncollected import uncollected
from dealmodel.where import Place


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """``items`` in the order of :data:`~dealmodel.derivations.kinds.KINDS` and of the
    book; ``warnings`` say what could
    not be derived, and where. ``rules`` are those that figures were read by,
    ``ownership`` is what the effective interests follow from, if the book's holdings make one;
    ``rates`` are those that convert its money, ``options`` what else was asked for."""

    book: Book
    items: tuple[Item, ...] = field(hash=False)
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    rules: HedgeRules = USUAL
    ownership: Ownership | None = field(default=None, hash=False)
    rates: RatesStamp | None = None
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        counts = f"{len(self.items)} answers, {len(self.findings)} findings"
        return f"<Report {self.book.book!r:.60}: {counts}, {len(self.warnings)} warnings>"

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        from dealmodel.reports.notebook import html_of_report

        return html_of_report(self)

    @property
    def receipt(self) -> Receipt:
        """What the report rests on, for :func:`~dealmodel.reports.receipt.verifying.verify`."""
        return receipt_of(self.book, self.rates, self.rules.reading, self.options)

    def about(self, subject: str) -> tuple[Item, ...]:
        """The items of one subject, such as ``stakes.stellantis-in-leapmotor``."""
        return tuple(item for item in self.items if item.subject == subject)

    def results(self) -> list[dict[str, Any]]:
        """The records of the items, and then of the findings, whose name is ``finding``. Where in
        the book something stands is told without the folder that the book lies in."""
        told = (finding.to_dict(_without_folder) for finding in self.findings)
        found = ({"name": "finding", **record} for record in told)
        return [*(item.to_dict() for item in self.items), *found]

    def to_dict(self) -> dict[str, Any]:
        """The ``results`` and ``warnings`` of ``dealmodel report --json``."""
        return {
            "book": self.book.book,
            "currency": self.book.currency,
            "sha256": self.book.sha256,
            "results": self.results(),
            "warnings": list(self.warnings),
            "receipt": self.receipt.to_dict(),
        }


@options_checked
@uncollected()
def report(
    book: Book,
    *,
    to: str | Iterable[str] = (),
    rules: HedgeRules = USUAL,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt | None = None,
    prefer: Prefer | None = None,
    checks: bool = True,
    owners: Collection[str] = (),
    held: Collection[str] = (),
    step: Callable[[str], None] | None = None,
) -> Report:
    """Everything that ``book`` supports, in its own currencies, the book's, and those in ``to``.

    Each source's claims are taken for themselves; ``prefer`` chooses among them instead, by a rule
    of :mod:`dealmodel.calculators.selection` or the id of a source, and each answer says so.
    ``checks`` adds the findings of :func:`~dealmodel.checks.catalogue.check`. Of a book with many
    effective interests the largest are told, or those of ``owners`` and of what is ``held``.
    ``rates`` not given are the book's own of record, or else the embedded ones.
    ``step`` is called with each subject before it is derived, to show progress.

    :raises UnknownCurrency: one of ``to`` is no currency.
    :raises UnknownReference: one of ``owners`` or ``held`` is no party of the book.
    :raises UsageError: there are no such ``rates`` or ``policy``, or nothing to ``prefer`` by.
    """
    targets = (to,) if isinstance(to, str) else tuple(to)
    for currency in targets:
        if currency not in CURRENCIES:
            raise UnknownCurrency(currency, SUGGESTED)
    for party in (*owners, *held):
        if not isinstance(party, str):
            raise UsageError(f"owners and held are ids of parties, not {repr(party)[:40]}")
    asked = rates_for(book, rates, policy, max_age)
    chosen = asked.remembering()
    setting = Setting.of(book, targets, rules, chosen, prefer)
    items: list[Item] = []
    warnings: list[str] = []
    for kind in KINDS:
        for key, record in kind.records(book).items():
            subject = f"{kind.section}.{key}"
            if step is not None:
                step(subject)
            for item in derived(kind, key, record, setting):
                if isinstance(item, Refused):
                    warnings.append(item.warning)
                else:
                    items.append(item)
    if step is not None:
        step("ownership")
    ownership = None
    try:
        ownership = ownership_of(setting)
    except DealModelError as error:
        warnings.append(f"ownership: {error.message}")
    if ownership is not None:
        for interest in of_book(ownership, book, owners=owners, held=held):
            if isinstance(interest, Refused):
                warnings.append(interest.warning)
            else:
                items.append(interest)
    found = findings(setting) if checks else ()
    told = tuple(dict.fromkeys(warnings))
    options = options_of_report(targets, rules, asked, prefer)
    options |= {"owners": list(owners), "held": list(held)}
    stamp = stamp_of(asked.source)
    return Report(book, tuple(items), told, found, rules, ownership, stamp, options)


def _without_folder(place: Place) -> str:
    return str(replace(place, file=os.path.basename(place.file)))
