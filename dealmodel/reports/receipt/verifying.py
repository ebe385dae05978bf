"""A receipt held against now: the same, or what differs.

The receipt of now has the options of the one that is verified, but for those that are given anew;
so do its rates, where a name or a stated rate says which they were. A file of rates must be given.

A book whose files are written otherwise and say the same is the same: comments, the order of keys,
the format make no answer another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from dealmodel.calculators.options import options_checked
from dealmodel.errors import DealModelError, UsageError
from dealmodel.figures.hedges import Reading
from dealmodel.rates.catalogue import SOURCES, source_for
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import RateSource
from dealmodel.rates.stamp import RatesStamp, stamp_of
from dealmodel.records.book import Book
from dealmodel.reports.receipt.fingerprint import PartsCompared, compared
from dealmodel.reports.receipt.reading import read_receipt
from dealmodel.reports.receipt.receipt import Options, Receipt, kept, receipt_of

_SHORT = 12
_NOT_GIVEN = "not given: say which they are (--rates)"
_WRITTEN_OTHERWISE = (
    "the book's files are written otherwise and say the same: what stands on a line of them may "
    "stand on another"
)


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that is not what the receipt says; ``parts`` are those of the book that changed."""

    name: str
    receipt: Any
    now: Any
    parts: PartsCompared | None = None

    def to_dict(self) -> dict[str, Any]:
        record = {"name": self.name, "receipt": self.receipt, "now": self.now}
        if self.parts is None:
            return record
        changes = [each.to_dict() for each in self.parts.changes]
        return {**record, "changes": changes, "complete": self.parts.complete}

    def __str__(self) -> str:
        if self.name == "rates" and self.now is None:
            return f"rates: {_rates_text(self.receipt)}, now {_NOT_GIVEN}"
        if self.name == "rates":
            return f"rates: {_rates_text(self.receipt)}, now {_rates_text(self.now)}"
        if self.name != "book_sha256":
            return f"{self.name}: {_text(self.receipt)}, now {_text(self.now)}"
        lines = [f"{self.name}: {_digest_text(self.receipt)}, now {_digest_text(self.now)}"]
        if self.parts is not None:
            lines += [f"  {each}" for each in self.parts.changes]
            if not self.parts.complete:
                lines.append("  and more than the receipt can tell apart")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Verified:
    """``now`` is the receipt of now; ``differing`` says in what the one verified is another.
    ``notes`` is what is otherwise and changes nothing. True where it is the same."""

    now: Receipt
    differing: tuple[Differing, ...]
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.differing

    @property
    def text(self) -> str:
        """``same``, or a line on each thing that differs."""
        return "\n".join(map(str, self.differing)) or "same"


@options_checked
def verify(
    receipt: Receipt | str,
    book: Book | None = None,
    *,
    rates: str | RateSource | RatesAt | None = None,
    reading: Reading | None = None,
    options: Options | None = None,
) -> Verified:
    """Whether a receipt, or the text of what carries one, still holds for ``book``; true if so.

    ``rates``, ``reading`` and ``options`` (``{"policy": "next"}``) are held against the receipt's;
    without them they are taken from there.

    >>> from dealmodel.reports.receipt.receipt import receipt
    >>> was, now = (Book(book="x", currency=currency) for currency in ("USD", "EUR"))
    >>> verify(receipt(was), was).text
    'same'
    >>> print(verify(receipt(was).text, now).text)
    book_sha256: none, now none
      changed: currency

    :raises BadReceipt: it is none, or lacks something.
    :raises UsageError: a book is given and the receipt is of none, or the reverse.
    """
    was = read_receipt(receipt) if isinstance(receipt, str) else receipt
    if not isinstance(was, Receipt):
        raise UsageError(f"receipt is a Receipt, or the text of one, not {repr(was)[:40]}")
    has_book = was.book_sha256 is not None or was.book_parts is not None
    if has_book != (book is not None):
        raise UsageError(
            "the receipt is of a book: give that book, too"
            if has_book
            else "the receipt is of an answer without a book: give none"
        )
    asked = {**was.options, **kept(options or {})}
    now = receipt_of(book, _stamp(was, rates, book), reading or was.reading, asked)
    differing = list(_differing(was, now))
    if book is None or (was.book_sha256 == now.book_sha256 and now.book_sha256 is not None):
        return Verified(now, tuple(differing))
    parts = None if was.book_parts is None else compared(was.book_parts, book)
    if parts is None or parts:
        differing.append(Differing("book_sha256", was.book_sha256, now.book_sha256, parts))
        return Verified(now, tuple(differing))
    return Verified(now, tuple(differing), (_WRITTEN_OTHERWISE,))


def _stamp(
    was: Receipt, rates: str | RateSource | RatesAt | None, book: Book | None
) -> RatesStamp | None:
    """The stamp of the rates given, of those of record of the book, or of those that the receipt
    names."""
    if rates is not None:
        return stamp_of(RatesAt.of(rates).source)
    if was.rates is None:
        return None
    name = was.rates.source
    if book is not None and book.rates is not None and PurePath(book.rates.file).name == name:
        return stamp_of(book.rates.source(book.folder))
    # A receipt may come from anybody: no file is opened that it names.
    if name not in SOURCES and name.lower().endswith(".csv"):
        return None
    try:
        return stamp_of(source_for(name))
    except DealModelError:
        return None


def _differing(was: Receipt, now: Receipt) -> Iterator[Differing]:
    for name in ("version", "rules"):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Differing(name, before, after)
    if was.rates != now.rates:
        before, after = (
            None if each is None else each.to_dict() for each in (was.rates, now.rates)
        )
        yield Differing("rates", before, after)
    if was.reading != now.reading:
        yield Differing("reading", was.reading, now.reading)
    given = kept(was.options)
    for name in sorted({*given, *now.options}):
        before, after = given.get(name), now.options.get(name)
        if before != after:
            yield Differing(f"options.{name}", before, after)


def _text(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "yes" if value is True else str(value)


def _digest_text(digest: str | None) -> str:
    return "none" if digest is None else f"{digest[:_SHORT]}..."


def _rates_text(stamp: dict[str, Any] | None) -> str:
    """A stamp in words: ``rates.csv (to 2025-04-25, SHA-256 0a1b2c...)``."""
    if stamp is None:
        return "none"
    digest = stamp["sha256"]
    told = filter(
        None,
        (
            stamp["last_day"] and f"to {stamp['last_day']}",
            digest and f"SHA-256 {_digest_text(digest)}",
        ),
    )
    beside = ", ".join(told)
    return f"{stamp['source']} ({beside})" if beside else str(stamp["source"])
