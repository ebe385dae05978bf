"""Every command on a book takes the options that convert does: whose rates, and by which policy.

The book's price is of a day after the embedded history: 80,000 yuan; at 8 CNY and 0.85 GBP for a
euro that is 10,000 euros, 8,500 pounds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import dealmodel
from dealmodel.rates.live_settings import ADDRESS_SETTING
from tests.cli.conftest import Runner

BOOK = """
book: Late
currency: GBP
parties: {a: {name: A, kind: company}}
sources: {s: {publisher: S, title: T, published: 2026-11-28}}
prices:
  p:
    {product: X, seller: a, basis: list, on: 2026-11-28,
     amount: [{says: "80,000 yuan (£8,500)", source: s}]}
"""
RATES = "Date, USD, CNY, GBP, \n27 November 2026, 1.2, 8, 0.85, \n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("book.yaml").write_text(BOOK)
    Path("rates.csv").write_text(RATES)
    return tmp_path


def test_a_report(run: Runner) -> None:
    assert "no rate for CNY" in run("report", "book.yaml").err
    ran = run("report", "book.yaml", "--rates", "rates.csv", "--json")
    (found,) = [each for each in ran.results if each["name"] == "converted_price"]
    assert (found["rounded"], found["used"]) == ("8500.00", "2026-11-27")
    assert found["source"] == "rates.csv, 2026-11-27"
    ran = run("report", "book.yaml", "--rates", "rates.csv", "--policy", "exact")
    assert "on 2026-11-28 itself" in ran.err
    ran = run("report", "book.yaml", "--rates", "rates.csv", "--max-age", "0")
    assert "on 2026-11-28 itself" in ran.err


def test_a_check(run: Runner) -> None:
    ran = run("check", "book.yaml", "--rates", "rates.csv", "--json")
    (found,) = [each for each in ran.results if each["code"] == "implied-rate"]
    assert found["verdict"] == "compatible"
    (found,) = [
        each for each in run("check", "book.yaml", "--json").results if "rate" in each["code"]
    ]
    assert found["verdict"] == "undecided"


def test_a_footnote(run: Runner) -> None:
    ran = run("cite", "book.yaml", "prices.p", "--to", "GBP", "--rates", "rates.csv")
    assert "8,500.00 GBP" in ran.out
    assert "rates.csv, 2026-11-27" in ran.out


def test_a_difference(run: Runner) -> None:
    Path("new.yaml").write_text(BOOK.replace("80,000", "88,000"))
    ran = run("diff", "book.yaml", "new.yaml", "--rates", "rates.csv")
    assert "8,500.00 GBP" in ran.out
    assert "9,350.00 GBP" in ran.out


def test_an_export(run: Runner) -> None:
    ran = run("export", "book.yaml", "-o", "a.csv", "--rates", "rates.csv")
    assert ran.code == 0
    assert "8500" in Path("a.csv").read_text()
    assert run("export", "book.yaml", "-o", "a.xlsx", "--rates", "rates.csv").code == 0
    assert run("export", "book.yaml", "--check", "a.xlsx", "--rates", "rates.csv").code == 0
    assert run("export", "book.yaml", "--check", "a.xlsx").code == 1
    ran = run("export", "book.yaml", "-o", "b.json", "--rates", "rates.csv")
    assert "--rates makes no difference" in ran.err


COMMANDS = [
    ("report", "book.yaml"),
    ("check", "book.yaml"),
    ("export", "book.yaml", "-o", "out.csv"),
    ("diff", "book.yaml", "book.yaml"),
    ("cite", "book.yaml", "prices.p"),
    ("convert", "€1", "--to", "USD", "--on", "2025-04-25"),
    ("calc", "{€1}", "--to", "USD", "--on", "2025-04-25"),
    ("value", "--stake", "20%", "--paid", "€1", "--to", "USD", "--on", "2025-04-25"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--policy", "nxt"), 2, "unknown policy 'nxt'"),
        (("--max-age", "-1"), 2, "maximum age"),
        (("--rates", "nope"), 2, "no rates called 'nope'"),
        (("--rates", "nope.csv"), 2, "cannot be read"),
        (("--trust",), 2, "--trust is for live rates"),
        (("--locale", "xx"), 2, "xx"),
    ],
)
def test_a_wrong_option_is_one_error(
    run: Runner, command: tuple[str, ...], options: tuple[str, ...], code: int, told: str
) -> None:
    ran = run(*command, *options)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert not Path("out.csv").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_trust_is_taken_with_live_rates(
    run: Runner, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS_SETTING, "http://127.0.0.1:9/")
    ran = run(*command, "--rates", "live", "--trust")
    assert ran.code in (0, 3)
    assert "Traceback" not in ran.err


def test_a_month_has_its_mean_whatever_the_policy_for_a_day(run: Runner) -> None:
    Path("month.yaml").write_text(BOOK.replace("on: 2026-11-28", "on: 2025-04"))
    mean = run("cite", "month.yaml", "prices.p", "--to", "GBP").out
    assert "mean of the daily rates" in mean
    for policy in ("exact", "next", "mean"):
        assert run("cite", "month.yaml", "prices.p", "--to", "GBP", "--policy", policy).out == mean


class TestLibrary:
    def test_the_same_value_at_every_door(self) -> None:
        book, rates = dealmodel.load_book("book.yaml"), dealmodel.RatesAt.of("rates.csv")
        found = dealmodel.report(book, rates=rates)
        (price,) = [item for item in found.items if item.name == "converted_price"]
        assert price.result.rounded == "8500.00"
        assert dealmodel.check(book, rates=rates) == dealmodel.check(book, rates="rates.csv")
        assert "8,500.00 GBP" in dealmodel.cite(book, "p", rates=rates).citations[0].text
        assert not dealmodel.diff(book, book, rates=rates)
        both = ["80,000 yuan", "£8,500"]
        assert dealmodel.reconcile(both, on="2026-11-28", rates=rates).verdict == "compatible"
        done = dealmodel.convert("80,000 yuan", to="GBP", on="2026-11-28", rates=rates)
        assert done.rounded == "8500.00"

    WRONG = (5, 1.5, [[]], object(), b"x", True, ["USD", 5], {"a": 1}, "", "x")

    @pytest.mark.parametrize(
        "option",
        ["to", "on", "policy", "max_age", "rates", "rules", "locale", "prefer", "name", "form"],
    )
    @pytest.mark.parametrize(
        "door",
        ["convert", "calc", "implied_value", "reconcile", "report", "check", "cite", "diff"],
    )
    def test_a_wrong_option_is_a_deal_model_error(self, door: str, option: str) -> None:
        book = dealmodel.load_book("book.yaml")
        given = {
            "convert": (("€1",), {"to": "USD", "on": "2025-04-25"}),
            "calc": (("{€1}",), {"to": "USD", "on": "2025-04-25"}),
            "implied_value": (("20%", "€1"), {"to": "USD", "on": "2025-04-25"}),
            "reconcile": ((["€1", "$1"],), {"on": "2025-04-25"}),
            "report": ((book,), {}),
            "check": ((book,), {}),
            "cite": ((book, "prices.p"), {}),
            "diff": ((book, book), {}),
        }
        function = getattr(dealmodel, door)
        if option not in (function.__wrapped__.__kwdefaults__ or {}) and option not in given[door]:
            return
        arguments, options = given[door]
        refused = 0
        for wrong in self.WRONG:
            try:
                function(*arguments, **{**options, option: wrong})
            except dealmodel.DealModelError:
                refused += 1
        assert refused > 5


def of_record(digest: str = "", file: str = "rates.csv") -> None:
    """The book names its rates."""
    digest = digest or hashlib.sha256(Path("rates.csv").read_bytes()).hexdigest()
    stated = f"rates: {{file: {file}, sha256: {digest}, publisher: Bank of Examples}}\n"
    Path("book.yaml").write_text(stated + BOOK)


def test_rates_of_record_hold_in_every_command(run: Runner, tmp_path: Path) -> None:
    of_record()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("book.yaml", "rates.csv"):  # beside the book, wherever the program runs
        Path(name).rename(folder / name)
    ran = run("report", "elsewhere/book.yaml", "--json")
    (found,) = [each for each in ran.results if each["name"] == "converted_price"]
    assert (found["rounded"], found["source"]) == ("8500.00", "Bank of Examples, 2026-11-27")
    receipt = ran.record["receipt"]
    assert receipt["rates"]["source"] == "rates.csv"
    Path("report.json").write_text(ran.out)
    assert run("verify", "report.json", "elsewhere/book.yaml").out == "same\n"
    assert "8,500.00 GBP" in run("cite", "elsewhere/book.yaml", "prices.p", "--to", "GBP").out
    ran = run("check", "elsewhere", "--json")
    (found,) = [each for each in ran.results if each["code"] == "implied-rate"]
    assert found["verdict"] == "compatible"
    ran = run("diff", "elsewhere", "elsewhere", "--json")
    assert ran.record["receipt"]["rates"] == receipt["rates"]
    assert run("export", "elsewhere", "-o", "book.csv", "--table", "prices").code == 0
    assert "8500" in Path("book.csv").read_text()
    # In the library, too.
    book = dealmodel.load_book("elsewhere")
    assert dealmodel.report(book).receipt.to_dict()["rates"] == receipt["rates"]
    assert dealmodel.receipt(book).to_dict()["rates"] == receipt["rates"]


def test_rates_asked_for_come_before_those_of_record(run: Runner) -> None:
    of_record()
    ran = run("report", "book.yaml", "--rates", "ecb", "--json")
    assert ran.record["receipt"]["rates"]["source"] == "ecb"
    ran = run("report", "book.yaml", "--rates", "10 CNY/GBP", "--json")
    (found,) = [each for each in ran.results if each["name"] == "converted_price"]
    assert found["rounded"] == "8000.00"


def test_rates_that_are_others_or_gone_are_missing_data(run: Runner) -> None:
    of_record(digest="0" * 64)
    ran = run("report", "book.yaml", "--json")
    assert (ran.code, ran.error["code"]) == (3, "rates-differ")
    digest = hashlib.sha256(RATES.encode()).hexdigest()
    assert digest in ran.error["message"]
    assert "0" * 64 in ran.error["message"]
    assert run("report", "book.yaml", "--rates", "rates.csv").code == 0
    of_record(file="gone.csv")
    ran = run("check", "book.yaml")
    assert ran.code == 3
    assert "gone.csv" in ran.err


@pytest.mark.parametrize(
    "stated",
    [
        "{file: rates.csv, sha256: abc, publisher: B}",
        "{file: /rates.csv, sha256: '" + "0" * 64 + "', publisher: B}",
        "{file: rates.txt, sha256: '" + "0" * 64 + "', publisher: B}",
        "{file: rates.csv, publisher: B}",
        "rates.csv",
    ],
)
def test_rates_of_record_are_a_file_beside_the_book_and_its_digest(
    run: Runner, stated: str
) -> None:
    Path("book.yaml").write_text(f"rates: {stated}\n{BOOK}")
    ran = run("check", "book.yaml", "--json")
    assert (ran.code, ran.error["code"]) == (2, "book")
    assert ran.error["where"]["line"] == 1
    assert len(ran.error["errors"]) == 1
