"""Fetching the bank's history anew: over HTTPS, size-capped, and believed only where it is the old
history with days added.

A new file must have every day, currency and rate of the one it replaces, as published, and sane
values on its new days: above 0, and none more than ``MOST`` times the day before's, or less than
that part of it. It is written beside the old one and renamed, so that no half of it is ever read.
Whatever goes wrong, the rates in use stay as they were.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from dealmodel.dataclass import dataclass
from dealmodel.errors import RateSourceFailed, reason_of
from dealmodel.rates.cache import cached_file
from dealmodel.rates.ecb import EcbRates, history_in, newest_file
from dealmodel.rates.history import NO_RATE, History
from dealmodel.rates.live_client import checked_address
from dealmodel.rates.live_settings import Deadlines
from dealmodel.rates.rate import today

ADDRESS = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
SETTING = "DEALMODEL_ECB_URL"
"""The environment variable that names another address of the same file."""

MAX_BYTES = 16 * 1024 * 1024
MOST = 2
_CHUNK = 65_536
_PATIENT = Deadlines(connect=5.0, read=10.0, total=60.0)


@dataclass(frozen=True, slots=True)
class Updated:
    """What came of it: the last day before and now, and where the file is."""

    before: date
    now: date
    path: str
    is_written: bool

    def to_dict(self) -> dict[str, Any]:
        """The record of ``dealmodel rates update``."""
        return {
            "name": "update",
            "before": self.before.isoformat(),
            "last_day": self.now.isoformat(),
            "path": self.path,
            "written": self.is_written,
        }


def update(address: str | None = None) -> Updated:
    """Fetch the history, check it against the one in use, and keep it if it has newer days.

    :raises RateSourceFailed: the bank cannot be reached, or what it sent is not to be believed;
        nothing has changed then.
    """
    given, host = checked_address(address or os.environ.get(SETTING) or ADDRESS, SETTING)
    packed = _fetched(given.rstrip("/"), host)
    old = EcbRates(newest_file())
    new = history_in(packed, host)
    _check(old.history, new, host)
    path = cached_file()
    if new.last == old.history.last:
        return Updated(old.history.last, new.last, old.path, is_written=False)
    _write(path, packed)
    return Updated(old.history.last, new.last, path, is_written=True)


def _fetched(address: str, host: str) -> bytes:
    try:
        with requests.Session() as session:
            session.trust_env = False
            session.headers["Accept-Encoding"] = "identity"
            with session.get(
                address,
                timeout=(_PATIENT.connect, _PATIENT.read),
                stream=True,
                allow_redirects=False,
            ) as response:
                if response.status_code != requests.codes.ok:
                    raise RateSourceFailed(host, f"it answered with status {response.status_code}")
                body = bytearray()
                for chunk in response.iter_content(_CHUNK):
                    body += chunk
                    if len(body) > MAX_BYTES:
                        raise RateSourceFailed(host, f"its file is longer than {MAX_BYTES} bytes")
                return bytes(body)
    except requests.Timeout as error:
        raise RateSourceFailed(
            host, "it did not answer in time; the rates stay as they are"
        ) from error
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise RateSourceFailed(
            host, "it cannot be reached, or broke off its answer; the rates stay as they are"
        ) from error


def _check(old: History, new: History, host: str) -> None:
    """Raise unless ``new`` is ``old`` with sane days added."""
    if new.last > today() + timedelta(days=1):
        raise _unbelieved(host, f"it has rates of {new.last}, a day to come")
    rows = {line[:10]: line.split(",") for line in new.lines}
    if len(rows) < len(new.lines):
        raise _unbelieved(host, "it has a day twice")
    for line in old.lines:
        fields, found = line.split(","), rows.get(line[:10])
        if found is None:
            raise _unbelieved(host, f"it lacks {line[:10]}, which the rates in use have")
        for pair, column in old.pairs.items():
            was = fields[column]
            now = found[new.pairs[pair]] if pair in new.pairs else ""
            if was not in NO_RATE and (now in NO_RATE or Fraction(now) != Fraction(was)):
                raise _unbelieved(
                    host, f"it has {now or 'no rate'} for {pair[1]} on {line[:10]}, which was {was}"
                )
    before = rows.get(old.lines[-1][:10])
    for line in new.lines:
        if line[:10] > old.lines[-1][:10]:
            fields = line.split(",")
            _check_day(fields, before, new.pairs, host)
            before = fields


def _check_day(
    fields: list[str], before: list[str] | None, pairs: Mapping[tuple[str, str], int], host: str
) -> None:
    for pair, column in pairs.items():
        text = fields[column]
        if text in NO_RATE:
            continue
        earlier = before[column] if before is not None else ""
        try:
            rate = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise _unbelieved(host, f"{text[:20]!r} on {fields[0]} is no rate") from None
        if rate <= 0:
            raise _unbelieved(host, f"{text} for {pair[1]} on {fields[0]} is not above 0")
        if earlier not in NO_RATE and not 1 / Fraction(MOST) < rate / Fraction(earlier) < MOST:
            raise _unbelieved(
                host, f"{pair[1]} goes from {earlier} to {text} within a day, on {fields[0]}"
            )


def _unbelieved(host: str, why: str) -> RateSourceFailed:
    return RateSourceFailed(host, f"its file is not believed: {why}; the rates stay as they are")


def _write(path: str, packed: bytes) -> None:
    folder = os.path.dirname(path)
    part = ""
    try:
        os.makedirs(folder, exist_ok=True)
        descriptor, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise RateSourceFailed("ecb", f"{path} cannot be written ({reason_of(error)})") from error
    finally:
        with suppress(OSError):
            os.unlink(part)
