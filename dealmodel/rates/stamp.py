"""Which rates they were: what a receipt says of a source of rates.

A history has the digest of its file and the last day that it has rates of; a rate that is stated
and rates from the network have neither. A file is named without its folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.rates.rate import RateSource, name_of


@dataclass(frozen=True, slots=True)
class RatesStamp:
    """What tells one state of a source of rates from another."""

    source: str
    sha256: str | None = None
    last_day: date | None = None

    def to_dict(self) -> dict[str, Any]:
        day = self.last_day
        return {
            "source": self.source,
            "sha256": self.sha256,
            "last_day": None if day is None else day.isoformat(),
        }


def stamp_of(source: RateSource) -> RatesStamp:
    """The stamp of a source: its own, or what it says of itself as ``sha256`` and ``last_day``.

    >>> from dealmodel.rates.catalogue import source_for
    >>> stamp_of(source_for("7.26 CNY/USD")).to_dict()
    {'source': '7.26 CNY/USD', 'sha256': None, 'last_day': None}
    >>> len(stamp_of(source_for("ecb")).sha256)
    64

    :raises RateSourceFailed: the embedded file cannot be read.
    """
    own = getattr(source, "stamp", None)
    if isinstance(own, RatesStamp):
        return own
    digest, day = getattr(source, "sha256", None), getattr(source, "last_day", None)
    return RatesStamp(
        name_of(source),
        digest if isinstance(digest, str) else None,
        day if isinstance(day, date) else None,
    )


def joint_stamp(stamps: Sequence[RatesStamp]) -> RatesStamp:
    """Several as one: all names, a digest of the digests, the latest of the last days.

    >>> joint_stamp([RatesStamp("mine.csv", "0" * 64, date(2025, 4, 25)), RatesStamp("live")])
    RatesStamp(source='mine.csv, else live', sha256='...', last_day=datetime.date(2025, 4, 25))
    """
    from hashlib import sha256

    known = [f"{each.sha256}  {each.source}\n" for each in stamps if each.sha256]
    return RatesStamp(
        ", else ".join(each.source for each in stamps),
        sha256("".join(known).encode()).hexdigest() if known else None,
        max((each.last_day for each in stamps if each.last_day), default=None),
    )
