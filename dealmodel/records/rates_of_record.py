"""Rates of record: the file of exchange rates that a book's money is converted at.

The file lies beside the book, and its digest tells that it is still the one that was meant. Every
command over the book converts at it, unless other rates are asked for.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from dealmodel.errors import BadValue, RateSourceFailed, UnreadableFile
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import Policy, PolicyKind, RateSource
from dealmodel.records.faults import fault
from dealmodel.records.record import Record
from dealmodel.records.text import Text

if TYPE_CHECKING:
    from dealmodel.rates.lookup import HistoryRates
    from dealmodel.records.book import Book

USUAL = "ecb"
"""The rates of a book that names none."""

_DIGITS = frozenset("0123456789abcdef")


def _file(name: str) -> str:
    if PurePath(name).is_absolute() or not name.lower().endswith(".csv"):
        told = f"{name[:60]!r}, where a CSV file is needed, by its path from the book's folder"
        raise fault(BadValue(name[:60], told))
    return name


def _digest(text: str) -> str:
    if len(text) != 64 or not set(text) <= _DIGITS:
        told = "a SHA-256 is needed: 64 hexadecimal digits, as sha256sum prints them"
        raise fault(BadValue(text[:60], told))
    return text


class RatesOfRecord(Record):
    """The exchange rates that the book's money is converted at."""

    file: Annotated[Text, AfterValidator(_file)] = Field(
        description="CSV file of rates, by its path from the book's folder."
    )
    sha256: Annotated[Text, AfterValidator(_digest)] = Field(
        description="SHA-256 of the file, 64 hexadecimal digits."
    )
    publisher: Text = Field(description="Who published them; shown as their source.")

    def source(self, folder: Path) -> HistoryRates:
        """The rates in the file.

        :raises RateSourceFailed: it is not there, or another one than the digest tells.
        :raises TableError: it is no table of rates.
        """
        from dealmodel.rates.table import table_rates  # only what converts money needs it

        try:
            return table_rates(
                str(folder / self.file), sha256=self.sha256, publisher=self.publisher
            )
        except UnreadableFile as error:
            raise RateSourceFailed(self.file, f"the book's rates of record: {error}") from None


def rates_for(
    book: Book,
    rates: str | RateSource | RatesAt | None,
    policy: PolicyKind | Policy,
    max_age: int,
) -> RatesAt:
    """The rates asked for; where none are, those of record of the book, or else the embedded ones.

    :raises UsageError: there are no such rates or policy.
    :raises RateSourceFailed: the book's rates of record are missing, or others.
    """
    if rates is None:
        rates = USUAL if book.rates is None else book.rates.source(book.folder)
    return RatesAt.of(rates, policy, max_age)
