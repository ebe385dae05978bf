"""What a report tells of a company's accounts: each amount as its sources print it, what it makes
up with other periods, and how it grew."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.derivations.answers import Item, Refused, stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.over_time import over_time
from dealmodel.derivations.setting import Setting
from dealmodel.records.book import Book
from dealmodel.records.financial import Financial
from dealmodel.records.naming import name_of

EXAMPLE = """# Financials: revenue and earnings of a period, debt and cash of a day.
financials:
  alder-revenue-2023:
    party: alder
    measure: revenue # or ebitda, ebit, net_income; net_debt, cash, debt and others, of a day
    period: 2023
    amount: {says: €1.8 billion, source: ledger-2024-03-15}
  alder-net-debt:
    party: alder
    measure: net_debt
    on: 2023-12-31
    amount: {says: -€120 million, source: ledger-2024-03-15} # more cash than debt
"""


def of_financial(subject: str, financial: Financial, setting: Setting) -> Iterator[Item | Refused]:
    """The amount and its growth as each source prints them, and what follows over time."""
    details = {
        "measure": financial.measure,
        "basis": financial.basis,
        "scope": financial.scope,
        "period": financial.dated,
    }
    yield from stated(subject, "growth", setting.figures(financial.growth), details)
    yield from over_time(subject, "amount", financial, setting, details)


_NAMES = {"ebitda": "EBITDA", "ebit": "EBIT"}


def _described(_: str, financial: Financial, book: Book) -> str:
    """The amount in words: whose, of what, when."""
    measure = _NAMES.get(financial.measure, financial.measure.replace("_", " "))
    basis = "" if financial.basis == "reported" else financial.basis.replace("_", " ")
    whose = name_of(financial.party, book)
    words = (whose, financial.scope, basis, measure, financial.period or financial.on)
    return " ".join(word for word in words if word)


KIND = Kind(
    "financials",
    Financial,
    "Financials",
    describe=_described,
    derive=of_financial,
    example=EXAMPLE,
)
