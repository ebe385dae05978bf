"""What a report tells of a stated holding: the share and the votes, by each source."""

from __future__ import annotations

from dealmodel.derivations.kind import Kind
from dealmodel.records.book import Book
from dealmodel.records.holding import StatedHolding
from dealmodel.records.naming import name_of

EXAMPLE = """# Holdings: who held what of whom on a day, where a source states no purchase.
holdings:
  birch-in-alder:
    holder: birch
    held: alder
    on: 2024-01
    share: {says: just under 5%, source: ledger-2024-03-15}
"""


def _described(_: str, holding: StatedHolding, book: Book) -> str:
    title = f"{name_of(holding.holder, book)} in {name_of(holding.held, book)}"
    return f"{title}, {holding.on}" if holding.on else title


KIND = Kind(
    "holdings", StatedHolding, "Holdings", "Ownership", describe=_described, example=EXAMPLE
)
