"""What follows from a deal: its values, what is given for it, its terms, by each source."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.derivations.answers import Item, Refused
from dealmodel.derivations.consideration import of_consideration
from dealmodel.derivations.deal_legs import of_legs
from dealmodel.derivations.deal_price import of_price
from dealmodel.derivations.deal_values import of_values
from dealmodel.derivations.instalments import of_instalments
from dealmodel.derivations.kind import Kind, every_statement
from dealmodel.derivations.offers import of_offer
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.terms import of_terms
from dealmodel.records.book import Book
from dealmodel.records.deal import Deal
from dealmodel.records.naming import name_of

EXAMPLE = """# Deals: one transaction; stakes that name it (deal: ...) are its legs.
deals:
  birch-for-alder:
    target: alder
    acquirer: birch
    announced: 2024-02-20
    consideration:
      cash: {says: $1.4 billion, source: ledger-2024-03-15}
    values:
      - {of: enterprise, says: $15 billion, source: ledger-2024-03-15}
    terms:
      break-fee: {fee: {says: $60 million, source: ledger-2024-03-15}, payable_by: alder}
"""


def of_deal(subject: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """Every value that sources state, and what follows from the deal's parts."""
    yield from every_statement(subject, deal, setting, apart=("terms",))
    yield from of_terms(subject, deal, deal.terms, setting)
    yield from of_legs(subject, deal, setting)
    yield from of_instalments(subject, deal, setting)
    yield from of_consideration(subject, deal, setting)
    yield from of_offer(subject, deal, setting)
    yield from of_price(subject, deal, setting)
    yield from of_values(subject, deal, setting)


def _described(key: str, deal: Deal, book: Book) -> str:
    target = name_of(deal.target, book)
    title = f"{name_of(deal.acquirer, book)} for {target}" if deal.acquirer else f"{target}: {key}"
    return f"{title}, {deal.dated}" if deal.dated else title


KIND = Kind("deals", Deal, "Deals", describe=_described, derive=of_deal, example=EXAMPLE)
