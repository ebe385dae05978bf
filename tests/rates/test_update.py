"""Fetching the history: from a server on this machine that sends what a test gives it."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from dealmodel.errors import RateMissing, RateSourceFailed
from dealmodel.rates import update as fetching
from dealmodel.rates.cache import cached_file
from dealmodel.rates.ecb import EcbRates, embedded_file, newest_file
from dealmodel.rates.period import parse_period

with zipfile.ZipFile(embedded_file()) as archive:
    TEXT = archive.read(archive.namelist()[0]).decode()
HEADER, NEWEST = TEXT.splitlines()[:2]
LAST = date.fromisoformat(NEWEST[:10])


class Sender(BaseHTTPRequestHandler):
    body: ClassVar[bytes] = b""
    status: ClassVar[int] = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        with suppress(OSError):  # who asked has had enough
            self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Sender)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/eurofxref-hist.zip"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(Sender, "status", 200)
    monkeypatch.setattr(fetching, "today", lambda: LAST + timedelta(days=7))


def packed(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("eurofxref-hist.csv", text)
    return file.getvalue()


def with_days(*lines: str, text: str = TEXT) -> bytes:
    head, rest = text.split("\n", 1)
    return packed("\n".join([head, *lines, rest]))


def next_day(**changed: str) -> str:
    """The newest line a day later, with some of its rates changed."""
    fields = NEWEST.split(",")
    fields[0] = (LAST + timedelta(days=1)).isoformat()
    for code, rate in changed.items():
        fields[HEADER.split(",").index(code)] = rate
    return ",".join(fields)


def fetch(monkeypatch: pytest.MonkeyPatch, address: str, body: bytes) -> fetching.Updated:
    monkeypatch.setattr(Sender, "body", body)
    return fetching.update(address)


def test_a_day_more_is_kept_and_used(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    body = with_days(next_day(USD="1.2345"))
    found = fetch(monkeypatch, address, body)
    assert (found.before, found.now, found.is_written) == (LAST, LAST + timedelta(days=1), True)
    assert Path(cached_file()).read_bytes() == body
    assert newest_file() == cached_file()
    used = EcbRates(newest_file(), lambda: LAST + timedelta(days=2))
    period = parse_period((LAST + timedelta(days=1)).isoformat())
    assert str(used.conversion("EUR", "USD", period).cross) == "2469/2000"


def test_nothing_newer_changes_nothing(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    found = fetch(monkeypatch, address, packed(TEXT))
    assert not found.is_written
    assert not Path(cached_file()).exists()
    assert newest_file() == embedded_file()


OLD_DAY = TEXT.splitlines()[1000]
UNBELIEVED = {
    "no zip": b"<html>Service unavailable</html>",
    "cut off": with_days(next_day())[:200_000],
    "empty": b"",
    "another file": packed("a,b\n1,2\n"),
    "a day is gone": packed(TEXT.replace(OLD_DAY + "\n", "")),
    "a rate was changed": packed(TEXT.replace(OLD_DAY, OLD_DAY.replace("0", "1", 5))),
    "a currency is gone": packed(TEXT.replace(",USD,", ",XXX,", 1)),
    "a rate of 0": with_days(next_day(USD="0")),
    "a negative rate": with_days(next_day(USD="-1.1")),
    "no number": with_days(next_day(USD="one")),
    "not a number": with_days(next_day(USD="nan")),
    "a slip of ten": with_days(next_day(USD="11.35")),
    "far in the future": with_days(next_day().replace(next_day()[:10], "2999-01-04")),
}


@pytest.mark.parametrize("kind", UNBELIEVED)
def test_what_is_not_the_old_history_and_more_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, address: str, kind: str
) -> None:
    with pytest.raises(RateSourceFailed):
        fetch(monkeypatch, address, UNBELIEVED[kind])
    assert not Path(cached_file()).exists()


def test_an_earlier_copy_survives_a_bad_one(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    good = with_days(next_day())
    fetch(monkeypatch, address, good)
    with pytest.raises(RateSourceFailed, match="stay as they are"):
        fetch(monkeypatch, address, with_days(next_day(USD="-1"), next_day()))
    assert Path(cached_file()).read_bytes() == good


@pytest.mark.parametrize("status", [301, 404, 500])
def test_any_other_status_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    monkeypatch.setattr(Sender, "status", status)
    with pytest.raises(RateSourceFailed, match=str(status)):
        fetch(monkeypatch, address, with_days(next_day()))


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 1000)
    with pytest.raises(RateSourceFailed, match="longer"):
        fetch(monkeypatch, address, with_days(next_day()))


@pytest.mark.parametrize("wrong", ["http://example.org/a.zip", "ftp://x/y", "file:///etc/passwd"])
def test_only_https_is_asked(wrong: str) -> None:
    with pytest.raises(RateSourceFailed, match="https"):
        fetching.update(wrong)


def test_nobody_answers() -> None:
    with pytest.raises(RateSourceFailed, match="stay as they are"):
        fetching.update("http://127.0.0.1:9/eurofxref-hist.zip")


def test_a_damaged_copy_is_passed_over() -> None:
    Path(cached_file()).parent.mkdir(parents=True)
    Path(cached_file()).write_bytes(b"damaged")
    assert newest_file() == embedded_file()


def test_a_day_beyond_the_file_says_how_newer_rates_are_had() -> None:
    later = LAST + timedelta(days=30)
    rates = EcbRates(embedded_file(), lambda: later)
    with pytest.raises(RateMissing, match="dealmodel rates update"):
        rates.conversion("EUR", "USD", parse_period(later.isoformat()))
    with pytest.raises(RateMissing) as early:
        rates.conversion("EUR", "USD", parse_period("1998-01-05"))
    assert "update" not in early.value.message
