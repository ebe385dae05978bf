"""A receipt: the version, the meaning of hedges, the book, the rates and the options of an answer.

The same receipt of the same command gives the same bytes, in one form of output, of files called
the same. The digest of the book is that of its files, so that a comment changes it: lines and
columns stand in answers. What else it takes to tell *which* claim is another now is the book's
fingerprint. No path of the machine is in a receipt, and no time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dealmodel.calculators.options import options_checked
from dealmodel.dataclass import dataclass, field
from dealmodel.figures.hedges import RULES, USUAL, HedgeRules, Reading
from dealmodel.version import __version__

# What only a book's receipt needs is loaded there: a figure alone should not wait for it.
if TYPE_CHECKING:
    from dealmodel.calculators.selection import Prefer
    from dealmodel.rates.choice import RatesAt
    from dealmodel.rates.rate import Policy, PolicyKind, RateSource
    from dealmodel.rates.stamp import RatesStamp
    from dealmodel.records.book import Book

Options = Mapping[str, Any]

_ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in " &<>"}
_LONGEST = 200
"""Characters of an option's text; a longer one has its digest in the receipt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """``rules`` is the edition of the hedge table; ``book_sha256`` the digest of the book's files,
    ``book_parts`` their fingerprint; ``rates`` those that convert money, if any do; ``options``
    what else was asked for, of which what has no value is left out.

    >>> from dealmodel.version import __version__
    >>> Receipt(__version__, 2, options={"locale": "en"}).to_dict()["options"]
    {'locale': 'en'}
    """

    version: str
    rules: int
    book_sha256: str | None = None
    rates: RatesStamp | None = None
    reading: Reading = "usual"
    options: Options = field(default_factory=dict, hash=False)
    book_parts: str | None = field(default=None, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The receipt as JSON has it."""
        record = {
            "version": self.version,
            "rules": self.rules,
            "book_sha256": self.book_sha256,
            "rates": None if self.rates is None else self.rates.to_dict(),
            "reading": self.reading,
            "options": dict(self.options),
        }
        return record if self.book_parts is None else {**record, "book_parts": self.book_parts}

    @property
    def text(self) -> str:
        """The receipt on a line without a space, so that it can be broken anywhere and read back,
        nor what markup means something by.

        >>> Receipt("1.0", 2, options={"prefer": "my source"}).text
        '{"version":"1.0","rules":2,...,"options":{"prefer":"my\\\\u0020source"}}'
        """
        # In compact JSON these stand in texts alone.
        return json.dumps(self.to_dict(), separators=(",", ":")).translate(_ESCAPED)


def receipt_of(
    book: Book | None = None,
    rates: RatesStamp | None = None,
    reading: Reading = "usual",
    options: Options | None = None,
) -> Receipt:
    """The receipt of an answer that is given now."""
    given = kept(options or {})
    if book is None:
        return Receipt(__version__, RULES, None, rates, reading, given)
    from dealmodel.reports.receipt.fingerprint import fingerprint

    given = kept({**given, **options_of_book(book)})
    return Receipt(__version__, RULES, book.sha256, rates, reading, given, fingerprint(book))


@options_checked
def receipt(
    book: Book,
    *,
    to: str | Iterable[str] = (),
    rules: HedgeRules = USUAL,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt | None = None,
    prefer: Prefer | None = None,
) -> Receipt:
    """The receipt of the report that the same arguments give, without making it.

    >>> from dealmodel.records.book import Book
    >>> found = receipt(Book(book="x"), to="GBP", policy="next")
    >>> found.rates.source, found.reading, dict(found.options)
    ('ecb', 'usual', {'locale': 'en', 'max_age': 7, 'policy': 'next', 'to': ['GBP']})

    :raises UnknownCurrency: one of ``to`` is no currency.
    :raises UsageError: there are no such ``rates`` or ``policy``.
    """
    from dealmodel.errors import UnknownCurrency
    from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
    from dealmodel.rates.stamp import stamp_of
    from dealmodel.records.rates_of_record import rates_for

    targets = (to,) if isinstance(to, str) else tuple(to)
    for currency in targets:
        if currency not in CURRENCIES:
            raise UnknownCurrency(currency, SUGGESTED)
    chosen = rates_for(book, rates, policy, max_age)
    options = options_of_report(targets, rules, chosen, prefer)
    return receipt_of(book, stamp_of(chosen.source), rules.reading, options)


def options_of_report(
    to: Iterable[str], rules: HedgeRules, rates: RatesAt, prefer: Prefer | None
) -> dict[str, Any]:
    """What a report was asked for, beside its rates and the reading of hedges."""
    return {
        "to": list(to),
        "policy": rates.policy.kind,
        "max_age": rates.policy.max_age,
        "trust": getattr(rates.source, "trust", False),
        "prefer": getattr(prefer, "prefer", prefer),
        "exact": rules.exact,
        "signed": rules.signed,
        "meanings": dict(sorted(rules.meanings.items())),
    }


def options_of_book(book: Book) -> dict[str, Any]:
    """How a book was read: in which locale, whether what was wrong in it was left out, and which
    calculators, checks and so on were added to the program."""
    from dealmodel.extensions import Declaration, declared

    added = sorted(f"{type(each).__name__.lower()} {each.name}" for each in declared(Declaration))
    return {"locale": book.locale, "keep_going": bool(book.problems), "extensions": added}


def kept(options: Options) -> dict[str, Any]:
    """Those that have a value, in alphabetical order; long texts by their digest.

    >>> kept({"to": ("GBP",), "prefer": None, "exact": False, "text": "x" * 201})
    {'text': 'sha256:...', 'to': ['GBP']}
    """
    given = ((name, options[name]) for name in sorted(options))
    return {
        name: _plain(value)
        for name, value in given
        if not (value is None or value is False or (not value and not isinstance(value, int)))
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        if len(value) <= _LONGEST:
            return value
        from hashlib import sha256

        return f"sha256:{sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()}"
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
