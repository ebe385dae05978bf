"""What a report tells of a stated holding: the share and the votes, by each source."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.derivations.answers import Item, Refused
from dealmodel.derivations.kind import Kind, every_statement
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.stake_shares import of_holding
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


def of_stated(subject: str, holding: StatedHolding, setting: Setting) -> Iterator[Item | Refused]:
    """Everything that sources state, and the share of the whole that a class or number is."""
    yield from every_statement(subject, holding, setting)
    yield from of_holding(subject, holding, setting)


def _described(_: str, holding: StatedHolding, book: Book) -> str:
    title = f"{name_of(holding.holder, book)} in {name_of(holding.held, book)}"
    return f"{title}, {holding.on}" if holding.on else title


KIND = Kind(
    "holdings",
    StatedHolding,
    "Holdings",
    "Ownership",
    describe=_described,
    derive=of_stated,
    example=EXAMPLE,
)
