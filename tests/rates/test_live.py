"""Live rates against a real server on this machine, and everything that can go wrong with it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from http.server import ThreadingHTTPServer

import pytest

from dealmodel.errors import RateDoubted, RateMissing, RateSourceFailed, UnknownCurrency, UsageError
from dealmodel.rates.fitting import daily_rates
from dealmodel.rates.live import LiveRates
from dealmodel.rates.live_client import GuardedRates
from dealmodel.rates.live_settings import ADDRESS_SETTING, Deadlines
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import PREVIOUS, Policy
from tests.rates.misbehaving import Misbehaving

DAY = parse_period("2025-04-26")
PATIENT = Deadlines(connect=5, read=5, total=10)
HURRIED = Deadlines(connect=0.3, read=0.3, total=0.6)


def clock() -> date:
    return date(2025, 6, 1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Misbehaving.over.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    Misbehaving.over.set()
    running.shutdown()
    thread.join()
    running.server_close()


def ask(
    server: str,
    behaviour: str,
    when: str = "2025-04-26",
    policy: Policy = PREVIOUS,
    deadlines: Deadlines = PATIENT,
    trust: bool = False,
):
    source = LiveRates(f"{server}/{behaviour}", deadlines, clock, trust)
    return source.conversion("CNY", "USD", parse_period(when), policy)


class TestAnswers:
    def test_the_day_before_a_saturday(self, server: str) -> None:
        found = ask(server, "good")
        assert (found.cross, found.used, found.age_days) == (
            Fraction("0.1372"),
            date(2025, 4, 25),
            1,
        )
        assert found.formula() == "amount * usd_per_cny"
        assert found.source == f"forex-python from {server.removeprefix('http://')}, 2025-04-25"

    def test_what_is_asked(self, server: str) -> None:
        Misbehaving.seen.clear()
        ask(server, "good")
        ((path, query, encoding),) = Misbehaving.seen
        assert path.startswith("/good/2025-04-26?")
        assert query == {"base": ["CNY"], "symbols": ["USD"], "rtype": ["fpy"]}
        assert encoding == "identity"

    @pytest.mark.parametrize(
        ("behaviour", "cross"), [("exact", "0.13720657702390876"), ("integer", "7")]
    )
    def test_numbers_keep_every_digit(self, server: str, behaviour: str, cross: str) -> None:
        assert ask(server, behaviour, trust=True).cross == Fraction(cross)

    def test_exact_takes_that_day_only(self, server: str) -> None:
        assert ask(server, "good", "2025-04-25", Policy("exact")).age_days == 0
        with pytest.raises(RateSourceFailed, match="answered for 2025-04-25, not for 2025-04-26"):
            ask(server, "good", policy=Policy("exact"))

    def test_the_age_limit(self, server: str) -> None:
        assert ask(server, "good", "2025-05-02").age_days == 7
        with pytest.raises(RateSourceFailed, match="answered for 2025-04-25"):
            ask(server, "good", "2025-05-03")
        assert ask(server, "good", "2025-05-03", Policy("previous", 8)).age_days == 8

    @pytest.mark.parametrize(
        ("when", "kind"), [("2025-04", "previous"), ("2025-04-25", "next"), ("2025-04-25", "mean")]
    )
    def test_what_would_take_several_requests_is_refused(self, server: str, when, kind) -> None:
        Misbehaving.seen.clear()
        with pytest.raises(UsageError, match="live rates are for one day"):
            ask(server, "good", when, Policy(kind))
        assert Misbehaving.seen == []

    def test_nothing_is_asked_where_no_source_could_answer(self, server: str) -> None:
        Misbehaving.seen.clear()
        source = LiveRates(f"{server}/good", PATIENT, clock)
        with pytest.raises(RateMissing):
            source.conversion("CNY", "USD", parse_period("2025-06-02"))
        with pytest.raises(UnknownCurrency):
            source.conversion("CNY", "USB", parse_period("2025-04-25"))
        assert source.conversion("CNY", "CNY", parse_period("2025-04-25")).cross == 1
        assert Misbehaving.seen == []


class TestEverythingThatGoesWrongIsOneError:
    @pytest.mark.parametrize(
        ("behaviour", "reason"),
        [
            ("html", "not JSON"),
            ("empty", "not JSON"),
            ("cut-json", "not JSON"),
            ("not-utf-8", "not JSON"),
            ("deep", "not JSON"),
            ("nan", "not JSON"),
            ("infinity", "not JSON"),
            ("overflow", "not JSON"),
            ("list", "not a JSON object"),
            ("text", "not a JSON object"),
            ("null", "not a JSON object"),
            ("rate-twice", "has the key 'USD' twice"),
            ("date-twice", "has the key 'date' twice"),
            ("same-twice", "has the key 'base' twice"),
            ("inner-twice", "has the key 'a' twice"),
            ("many-keys", "has the key 'k99999' twice"),
            ("null-rate", "None is not an exchange rate"),
            ("negative", "-0.1372 is not an exchange rate"),
            ("zero", "0 is not an exchange rate"),
            ("zero-decimals", "0.000 is not an exchange rate"),
            ("text-rate", "'0.1372' is not an exchange rate"),
            ("true-rate", "True is not an exchange rate"),
            ("list-rate", "is not an exchange rate"),
            ("vast", "is not an exchange rate"),
            ("tiny", "is not an exchange rate"),
            ("long-integer", "is not an exchange rate"),
            ("long-decimal", "is not an exchange rate"),
            ("no-rate", "no rate for USD"),
            ("no-rates", "has no rates"),
            ("rates-list", "has no rates"),
            ("other-base", "for the base 'EUR', not CNY"),
            ("no-base", "for the base None, not CNY"),
            ("list-base", "not CNY"),
            ("later", "answered for 2025-04-27, not for 2025-04-26"),
            ("last-week", "answered for 2025-04-18, not for 2025-04-26"),
            ("no-date", "no day"),
            ("month", "no day"),
            ("american-date", "no day"),
            ("number-date", "no day"),
            ("huge", "longer than 1000000 bytes"),
            ("endless", "longer than 1000000 bytes"),
            ("bomb", "compressed"),
            ("truncated", "broke off|not JSON"),
            ("hangs-up", "broke off"),
            ("not-http", "broke off"),
            ("loop", "status 302"),
            *((str(code), f"status {code}") for code in (204, 301, 302, 307, 308)),
            *((str(code), f"status {code}") for code in (400, 401, 403, 404, 429, 500, 503)),
        ],
    )
    def test_server(self, server: str, behaviour: str, reason: str) -> None:
        Misbehaving.seen.clear()
        with pytest.raises(RateSourceFailed, match=reason) as caught:
            ask(server, behaviour)
        assert len(Misbehaving.seen) == 1
        error = caught.value
        assert (error.exit_code, error.code) == (3, "rate-source")
        assert error.source == server.removeprefix("http://")
        assert len(error.message) < 200

    @pytest.mark.parametrize(
        ("behaviour", "reason"),
        [
            ("silent", r"silent for 0\.3 s"),
            ("silent-after-headers", r"broke off"),
            ("dribbled-body", r"in full within 0\.6 s"),
            ("dribbled-headers", r"in full within 0\.6 s"),
        ],
    )
    def test_a_server_that_takes_its_time(self, server: str, behaviour: str, reason: str) -> None:
        started = time.monotonic()
        with pytest.raises(RateSourceFailed, match=reason):
            ask(server, behaviour, deadlines=HURRIED)
        assert time.monotonic() - started < 2

    def test_what_is_given_up_stops_reading(self, server: str) -> None:
        with pytest.raises(RateSourceFailed, match=r"in full within 0\.6 s"):
            ask(server, "lumps", deadlines=HURRIED)
        left = [thread for thread in threading.enumerate() if "/lumps/" in thread.name]
        for thread in left:
            thread.join(3)
        assert not any(thread.is_alive() for thread in left)

    def test_nobody_listens(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as unused:
            port = unused.getsockname()[1]
        with pytest.raises(RateSourceFailed, match="cannot be reached"):
            ask(f"http://127.0.0.1:{port}", "good")

    def test_nobody_accepts(self) -> None:
        # A listener that accepts nothing: the connection stands, the answer never comes.
        with (
            socket.create_server(("127.0.0.1", 0), backlog=1) as deaf,
            pytest.raises(RateSourceFailed, match=r"silent for 0\.3 s"),
        ):
            ask(f"http://127.0.0.1:{deaf.getsockname()[1]}", "good", deadlines=HURRIED)

    def test_a_server_without_tls(self, server: str) -> None:
        with pytest.raises(RateSourceFailed, match="no secure connection"):
            ask(server.replace("http:", "https:"), "good")


class TestAddress:
    @pytest.mark.parametrize(
        "address",
        [
            "http://rates.example.org/api/",
            "ftp://rates.example.org/",
            "file:///etc/passwd",
            "rates.example.org",
            "https://",
            "https:///api",
            "https://user:secret@rates.example.org/",
            "https://rates.example.org/?key=1",
            "https://rates.example.org/#x",
            "https://[::1",
            "https://rates.example.org:port/",
            "http://127.0.0.1.example.org/",
            "http://localhost.example.org/",
            "http://10.0.0.1/",
        ],
    )
    def test_only_https_or_this_machine(self, address: str) -> None:
        with pytest.raises(RateSourceFailed, match=ADDRESS_SETTING) as caught:
            GuardedRates(address)
        assert "secret" not in caught.value.message

    @pytest.mark.parametrize(
        ("address", "host"),
        [
            ("https://rates.example.org/api", "rates.example.org"),
            ("https://rates.example.org:8443/api/", "rates.example.org:8443"),
            ("http://127.0.0.1:8000", "127.0.0.1:8000"),
            ("http://localhost/", "localhost"),
            ("http://[::1]:80/", "::1:80"),
        ],
    )
    def test_the_host_is_named(self, address: str, host: str) -> None:
        assert GuardedRates(address).host == host

    def test_it_comes_from_the_setting(self, server: str, monkeypatch) -> None:
        monkeypatch.setenv(ADDRESS_SETTING, f"{server}/good")
        found = LiveRates(deadlines=PATIENT, clock=clock).conversion("CNY", "USD", DAY)
        assert found.cross == Fraction("0.1372")

    def test_without_it_forex_pythons_own_is_used(self, monkeypatch) -> None:
        from forex_python.converter import CurrencyRates

        monkeypatch.delenv(ADDRESS_SETTING, raising=False)
        theirs = CurrencyRates()._source_url()
        assert GuardedRates().host in theirs

    def test_the_environments_proxies_are_not_used(self, server: str, monkeypatch) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert ask(server, "good").cross == Fraction("0.1372")


class TestForexPythonsInterface:
    """Each of its methods goes through the guard, and none through ``requests.get``."""

    @pytest.fixture
    def client(self, server: str, monkeypatch) -> GuardedRates:
        def unguarded(*_: object, **__: object) -> None:
            raise AssertionError("an unguarded request")

        monkeypatch.setattr("forex_python.converter.requests.get", unguarded)
        return GuardedRates(f"{server}/good", PATIENT)

    def test_methods(self, client: GuardedRates) -> None:
        day = date(2025, 4, 26)
        assert client.get_rate("CNY", "USD", day) == Decimal("0.1372")
        assert client.get_rates("CNY", day) == {"USD": Decimal("0.1372"), "EUR": Decimal("0.1208")}
        assert client.convert("CNY", "USD", Decimal(1000), day) == Decimal("137.2")
        assert client.get_rate("CNY", "USD") == Decimal("0.1372")

    def test_its_other_days_are_refused_too(self, client: GuardedRates) -> None:
        with pytest.raises(RateSourceFailed):
            client.get_rate("CNY", "USD", date(2025, 5, 3))
        with pytest.raises(RateSourceFailed):
            client.get_rates("CNY", date(2025, 4, 24))


class TestPlausible:
    # On 2025-04-25 the ECB had 1.1357 USD and 8.2773 CNY for a euro: 0.13721 USD for a yuan.
    def test_an_inverted_rate_is_refused_without_trust(self, server: str) -> None:
        with pytest.raises(RateDoubted, match="looks inverted") as caught:
            ask(server, "inverted")
        assert caught.value.source == server.removeprefix("http://")
        assert caught.value.embedded.startswith("0.1372065770")
        assert ask(server, "inverted", trust=True).cross == Fraction("7.2884")

    def test_nothing_can_be_trusted_twice(self, server: str) -> None:
        with pytest.raises(RateSourceFailed, match="twice"):
            ask(server, "rate-twice", trust=True)

    def test_days_are_searched_in_the_embedded_history(self, server: str) -> None:
        Misbehaving.seen.clear()
        source = LiveRates(f"{server}/good", PATIENT, clock)
        found = daily_rates(source, "EUR", "USD", parse_period("2025-04"))
        assert found.rates[date(2025, 4, 25)] == Fraction("1.1357")
        assert Misbehaving.seen == []
