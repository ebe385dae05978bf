"""What a report tells of a company's accounts: each amount as its sources print it."""

from __future__ import annotations

from dealmodel.derivations.kind import Kind
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


_NAMES = {"ebitda": "EBITDA", "ebit": "EBIT"}


def _described(_: str, financial: Financial, book: Book) -> str:
    """The amount in words: whose, of what, when."""
    measure = _NAMES.get(financial.measure, financial.measure.replace("_", " "))
    basis = "" if financial.basis == "reported" else financial.basis.replace("_", " ")
    whose = name_of(financial.party, book)
    words = (whose, financial.scope, basis, measure, financial.period or financial.on)
    return " ".join(word for word in words if word)


KIND = Kind("financials", Financial, "Financials", describe=_described, example=EXAMPLE)
