"""forex-python's client, with its network access replaced by a guarded one.

The guard: deadlines to connect, to read and in total; an answer of at most 1 MB, uncompressed; no
redirects; nothing taken from the environment but the address. Each request runs in a thread that
is left behind when the total deadline is over, since neither a name server that does not answer
nor headers that come a byte at a time can be interrupted otherwise.
"""

from __future__ import annotations

import ipaddress
import os
import time
from datetime import date
from decimal import Decimal
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from dealmodel.errors import RateSourceFailed
from dealmodel.rates.live_answer import Answer, Question, read_answer
from dealmodel.rates.live_settings import ADDRESS_SETTING, Deadlines
from dealmodel.rates.rate import PREVIOUS

if TYPE_CHECKING:

    class CurrencyRates:
        """The part of forex-python that is used; it has no types of its own."""

        def __init__(self, force_decimal: bool = False) -> None: ...
        def _source_url(self) -> str: ...
        def _get_date_string(self, date_obj: date | None) -> str: ...

else:
    from forex_python.converter import CurrencyRates

MAX_BYTES = 1_000_000
_CHUNK = 256


class GuardedRates(CurrencyRates):
    """forex-python's ``CurrencyRates``; each way to the network goes through :meth:`answer`.

    ``host`` names the service. Raises :class:`RateSourceFailed` if the address is not https, or
    http on this machine.
    """

    def __init__(self, address: str | None = None, deadlines: Deadlines | None = None) -> None:
        super().__init__(force_decimal=True)
        self._deadlines = deadlines or Deadlines()
        given = address or os.environ.get(ADDRESS_SETTING) or super()._source_url()
        self._address, self.host = checked_address(given, ADDRESS_SETTING)

    def _source_url(self) -> str:
        return self._address

    def get_rates(self, base_cur: str, date_obj: date | None = None) -> dict[str, Decimal]:
        return self.answer(base_cur, None, date_obj).rates

    def get_rate(self, base_cur: str, dest_cur: str, date_obj: date | None = None) -> Decimal:
        return self.answer(base_cur, dest_cur, date_obj).rates[dest_cur]

    def convert(
        self, base_cur: str, dest_cur: str, amount: Decimal, date_obj: date | None = None
    ) -> Decimal:
        return self.get_rate(base_cur, dest_cur, date_obj) * amount

    def answer(
        self, base: str, quote: str | None, day: date | None, oldest: date | None = None
    ) -> Answer:
        """What the service says of ``quote``, or of all currencies, on ``day`` or its latest day.

        An answer for an earlier day counts back to ``oldest``, or a week. Raises
        :class:`RateSourceFailed` for whatever goes wrong.
        """
        query = {"base": base, "rtype": "fpy"}
        if quote:
            query["symbols"] = quote
        if day and oldest is None:
            oldest = PREVIOUS.window(day)[0]
        body = self._within_deadline(self._address + self._get_date_string(day), query)
        return read_answer(body, Question(base, quote, day, oldest), self.host)

    def _within_deadline(self, url: str, query: dict[str, str]) -> bytes:
        outcome: list[bytes | RateSourceFailed] = []

        def work() -> None:
            try:
                outcome.append(self._fetch(url, query))
            except RateSourceFailed as failure:
                outcome.append(failure)

        thread = Thread(target=work, name=url, daemon=True)
        thread.start()
        thread.join(self._deadlines.total)
        if not outcome:
            raise self._late()
        if isinstance(outcome[0], RateSourceFailed):
            raise outcome[0]
        return outcome[0]

    def _fetch(self, url: str, query: dict[str, str]) -> bytes:
        try:
            with requests.Session() as session:
                session.trust_env = False
                session.headers["Accept-Encoding"] = "identity"
                with session.get(
                    url,
                    params=query,
                    timeout=(self._deadlines.connect, self._deadlines.read),
                    stream=True,
                    allow_redirects=False,
                ) as response:
                    return self._body(response)
        except requests.ConnectTimeout as error:
            raise self._failed(f"no connection within {self._deadlines.connect:g} s") from error
        except requests.Timeout as error:
            raise self._failed(f"it was silent for {self._deadlines.read:g} s") from error
        except requests.exceptions.SSLError as error:
            raise self._failed("no secure connection, or no trusted certificate") from error
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise self._failed("it cannot be reached, or broke off its answer") from error

    def _body(self, response: requests.Response) -> bytes:
        give_up = time.monotonic() + self._deadlines.total
        if response.status_code != requests.codes.ok:
            raise self._failed(f"it answered with status {response.status_code}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise self._failed("its answer is compressed, which was not asked for")
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > MAX_BYTES:
                raise self._failed(f"its answer is longer than {MAX_BYTES} bytes")
            if time.monotonic() > give_up:
                raise self._late()
        return bytes(body)

    def _late(self) -> RateSourceFailed:
        return self._failed(f"it did not answer in full within {self._deadlines.total:g} s")

    def _failed(self, reason: str) -> RateSourceFailed:
        return RateSourceFailed(self.host, reason)


def checked_address(address: str, setting: str) -> tuple[str, str]:
    """The address with its closing slash, and its host.

    Raises :class:`RateSourceFailed`, which names ``setting``, unless it is https, or http on this
    machine.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))
    if not secure or not host or parts.username or parts.password or parts.query or parts.fragment:
        raise RateSourceFailed(
            "live",
            f"the address in {setting} must be such as https://rates.example.org/api/, "
            "without a name, a password or a query; http is for this machine only",
        )
    return address.rstrip("/") + "/", host if port is None else f"{host}:{port}"


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
