"""A web server on this machine that misbehaves in every way we know of.

The first part of a request's path names the behaviour, so each test has its own address.
"""

from __future__ import annotations

import gzip
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit


def answer(**changes: object) -> bytes:
    good = {"base": "CNY", "date": "2025-04-25", "rates": {"USD": 0.1372, "EUR": 0.1208}}
    kept = {key: value for key, value in {**good, **changes}.items() if value is not ...}
    return json.dumps(kept).encode()


def rate(text: str) -> bytes:
    """An answer whose rate is written exactly so."""
    return answer(rates={"USD": "RATE"}).replace(b'"RATE"', text.encode())


BODIES: dict[str, bytes] = {
    "good": answer(),
    "exact": rate("0.13720657702390876"),
    "integer": rate("7"),
    "html": b"<!doctype html><title>Parked domain</title>",
    "empty": b"",
    "list": b'[{"base": "CNY"}]',
    "text": b'"0.1372"',
    "null": b"null",
    "cut-json": answer()[:-9],
    "not-utf-8": b"\xff\xfe" + answer(),
    "deep": b"[" * 500_000,
    "rate-twice": rate('0.1372, "USD": 0.9'),
    "date-twice": answer().replace(b'"date"', b'"date": "2025-04-24", "date"'),
    "same-twice": answer().replace(b'"base"', b'"base": "CNY", "base"'),
    "inner-twice": answer(more=[{"a": 1}]).replace(b'"a": 1', b'"a": 1, "a": 2'),
    "many-keys": answer(more={f"k{n}": n for n in range(60_000)}).replace(
        b'"k59999": 59999', b'"k99999": 1, "k99999": 2'
    ),
    "inverted": rate("7.2884"),
    "null-rate": rate("null"),
    "nan": rate("NaN"),
    "infinity": rate("Infinity"),
    "negative": rate("-0.1372"),
    "zero": rate("0"),
    "zero-decimals": rate("0.000"),
    "text-rate": rate('"0.1372"'),
    "true-rate": rate("true"),
    "list-rate": rate("[0.1372]"),
    "vast": rate("1e999999999"),
    "tiny": rate("1e-999999999"),
    "overflow": rate("1e99999999999999999999"),
    "long-integer": rate("1" * 10_000),
    "long-decimal": rate("0." + "1" * 100),
    "no-rate": answer(rates={"EUR": 0.1208}),
    "no-rates": answer(rates=...),
    "rates-list": answer(rates=[0.1372]),
    "other-base": answer(base="EUR"),
    "no-base": answer(base=...),
    "list-base": answer(base=["CNY"]),
    "later": answer(date="2025-04-27"),
    "last-week": answer(date="2025-04-18"),
    "no-date": answer(date=...),
    "month": answer(date="2025-04"),
    "american-date": answer(date="04/25/2025"),
    "number-date": answer(date=20250425),
    "huge": b'{"base": "' + b"x" * 1_100_000 + b'"}',
}


class Misbehaving(BaseHTTPRequestHandler):
    over = threading.Event()
    seen: ClassVar[list[tuple[str, dict[str, list[str]], str]]] = []

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        behaviour = parts.path.split("/")[1]
        self.seen.append((self.path, parse_qs(parts.query), self.headers["Accept-Encoding"]))
        try:
            if behaviour in BODIES:
                self.reply(BODIES[behaviour])
            elif behaviour.isdigit():
                self.reply(answer(), int(behaviour), {"Location": "/good/2025-04-26"})
            else:
                getattr(self, behaviour.replace("-", "_"))()
        except OSError:
            self.close_connection = True

    def reply(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def silent(self) -> None:
        self.over.wait(5)

    def silent_after_headers(self) -> None:
        self.reply(b"", headers={"Content-Length": "100"})
        self.over.wait(5)

    def dribbled_body(self) -> None:
        self.reply(b"", headers={"Content-Length": "5000"})
        self.dribble(b" " * 5000)

    def dribbled_headers(self) -> None:
        self.dribble(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 5000)

    def dribble(self, data: bytes) -> None:
        for byte in data:
            if self.over.wait(0.02):
                break
            self.wfile.write(bytes([byte]))

    def lumps(self) -> None:
        self.reply(b"", headers={"Content-Length": "900000"})
        while not self.over.wait(0.05):
            self.wfile.write(b" " * 400)

    def truncated(self) -> None:
        self.reply(answer(), headers={"Content-Length": "5000"})

    def hangs_up(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def not_http(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.over.is_set():
            self.wfile.write(b" " * 65_536)

    def bomb(self) -> None:
        packed = gzip.compress(b" " * 50_000_000, compresslevel=9)
        self.reply(packed, headers={"Content-Encoding": "gzip"})

    def loop(self) -> None:
        self.reply(b"", 302, {"Location": self.path})

    def log_message(self, *_: object) -> None:
        pass
