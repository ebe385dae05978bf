"""Which volumes of a book are of one thing: the same party, product, period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dealmodel.rates import period as periods
from dealmodel.rates.period import parse_period
from dealmodel.records.book import Book
from dealmodel.records.volume import Volume

Days = tuple[date, date]
Subject = tuple[str | None, str | None, str | None, Days | None]


def volumes_by_subject(book: Book) -> Mapping[Subject, Sequence[str]]:
    """The ids of the volumes of each party, product, scope and period, by whatever measure."""
    found: dict[Subject, list[str]] = {}
    for key, volume in book.volumes.items():
        found.setdefault(subject_of(volume), []).append(key)
    return found


def subject_of(volume: Volume) -> Subject:
    """Whose volume it is, of what, where and when."""
    return volume.party, volume.product, volume.scope, _days(volume.period)


def earlier(volume: Volume, over: str) -> Subject:
    """The subject of the volume that growth of ``volume`` is over."""
    return volume.party, volume.product, volume.scope, _days(over)


def year_before(period: str | None) -> str | None:
    """The same period a year before.

    >>> year_before("2024"), year_before("2025-Q1")
    ('2023', '2024-Q1')
    """
    before = None if period is None else periods.year_before(parse_period(period))
    return None if before is None else before.text


def _days(period: str | None) -> Days | None:
    return None if period is None else parse_period(period).days


def named(book: Book, key: str) -> str:
    """A volume in words.

    >>> from dealmodel.records.party import Party
    >>> volumes = {"x": Volume(measure="sales", party="byd", period="2024")}
    >>> book = Book(book="b", parties={"byd": Party(name="BYD", kind="company")}, volumes=volumes)
    >>> named(book, "x")
    'BYD sales 2024'
    """
    volume = book.volumes[key]
    party = book.parties.get(volume.party or "")
    owner = party.name if party else volume.party or volume.product
    words = (owner, volume.scope, volume.measure, volume.period)
    return " ".join(dict.fromkeys(word for word in words if word))
