"""``dealmodel verify``: one thing is changed, and that one thing is named."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run as run_process
from typing import Any

import pytest

from dealmodel.version import __version__
from tests.cli.conftest import Ran, Runner
from tests.cli.process import PROGRAM, process

BOOK = """\
book: Deals
currency: EUR
as_of: 2025-05-01
sources:
  cnbc: {publisher: CNBC, published: 2025-04-26, locale: en}
  blog: {publisher: Blog, published: 2025-04-27, locale: en}
parties:
  a: {name: A, kind: company}
  b: {name: B, kind: company}
stakes:
  a-in-b:
    investor: a
    investee: b
    on: 2025-04-25
    share:
      - {says: "21%", source: cnbc}
      - {says: "20%", source: blog}
    paid:
      - {says: "$1.6 billion", source: cnbc}
      - {says: "about $1.5 billion", source: blog, note: A round number.}
  b-in-a:
    investor: b
    investee: a
    share: [{says: "3%", source: blog}]
prices:
  car:
    {product: Car, seller: b, basis: list, on: 2025-04-25,
     amount: [{says: "80,000 yuan", source: cnbc, on: 2025-04-24}]}
volumes:
  b-2024:
    {party: b, measure: deliveries, period: 2024, count: [{says: "300,000 cars", source: cnbc}]}
agreements:
  supply:
    kind: platform_supply
    supplier: a
    customer: b
    terms:
      term: [{says: "five years", source: blog}]
    status:
      - {on: 2025-03, stage: talks, evidence: reported, source: blog}
      - {on: 2025-04, stage: signed, evidence: confirmed, source: cnbc, by: a}
"""
RATES = "date,USD,CNY,GBP\n2025-04-24,1.1,8,0.85\n2025-04-25,1.2,8,0.85\n"
REPORT = ("report", "book.yaml", "--to", "GBP", "--prefer", "latest")
WITH_RATES = ("--rates", "rates.csv")
VERIFY = ("verify", "receipt.json", "book.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("book.yaml").write_text(BOOK)
    Path("rates.csv").write_text(RATES)
    return tmp_path


@pytest.fixture
def receipt(run: Runner) -> dict[str, Any]:
    """The receipt of a report with the file of rates, which is in receipt.json."""
    found: dict[str, Any] = run(*REPORT, *WITH_RATES, "--json").record["receipt"]
    Path("receipt.json").write_text(json.dumps(found))
    return found


def differing(ran: Ran) -> list[dict[str, Any]]:
    record = ran.record
    assert (ran.code, record["command"]) == (1, "verify")
    assert record["same"] is False
    results: list[dict[str, Any]] = record["results"]
    return results


def test_the_receipt_of_a_report(receipt: dict[str, Any]) -> None:
    parts = receipt.pop("book_parts")
    assert len(parts) == 400
    assert receipt == {
        "version": __version__,
        "rules": 2,
        # by sha256sum of the two files above
        "book_sha256": "b348d0888725e3719e4696dff26eaaa38b328984922a79ebdbae2fba59145270",
        "rates": {
            "source": "rates.csv",
            "sha256": "f919a5ffb6339e40c80656395faf294cb99948614ebc014c398024426b46b17a",
            "last_day": "2025-04-25",
        },
        "reading": "usual",
        "options": {
            "locale": "en",
            "max_age": 7,
            "policy": "previous",
            "prefer": "latest",
            "to": ["GBP"],
        },
    }


def test_nothing_is_changed(run: Runner, receipt: dict[str, Any]) -> None:
    ran = run(*VERIFY, *WITH_RATES)
    assert (ran.code, ran.out, ran.err) == (0, "same\n", "")
    record = run(*VERIFY, *WITH_RATES, "--json").record
    assert (record["results"], record["same"], record["warnings"]) == ([], True, [])
    assert record["receipt"] == receipt


# What is in the book, what it becomes, and the changes that are told: change, where, source.
CHANGES: dict[str, tuple[str, str, list[tuple[str, str, str | None]]]] = {
    "a claim's figure": (
        *('"21%"', '"22%"'),
        [("changed", "stakes.a-in-b.share", "cnbc")],
    ),
    "a claim's hedge": (
        *("about $1.5", "over $1.5"),
        [("changed", "stakes.a-in-b.paid", "blog")],
    ),
    "a claim's source": (
        *('"21%", source: cnbc', '"21%", source: blog'),
        [
            ("changed", "stakes.a-in-b.share", "blog"),
            ("added", "stakes.a-in-b.share", "blog"),
            ("removed", "stakes.a-in-b.share", "cnbc"),
        ],
    ),
    "a claim's note": (
        *("A round number.", "Rounded."),
        [("changed", "stakes.a-in-b.paid", "blog")],
    ),
    "a claim's day": (
        *("on: 2025-04-24", "on: 2025-04-23"),
        [("changed", "prices.car.amount", "cnbc")],
    ),
    "a claim is made exact": (
        *('"21%", source: cnbc', '"21%", source: cnbc, exact: yes'),
        [("changed", "stakes.a-in-b.share", "cnbc")],
    ),
    "a claim's bounds": (
        *('"3%", source: blog', '"3%", source: blog, bounds: [2%, 4%]'),
        [("changed", "stakes.b-in-a.share", "blog")],
    ),
    "a claim's reading": (
        *('"3%", source: blog', '"3%", source: blog, reading: strict'),
        [("changed", "stakes.b-in-a.share", "blog")],
    ),
    "a claim's locale": (
        *('"3%", source: blog', '"3%", source: blog, locale: de'),
        [("changed", "stakes.b-in-a.share", "blog")],
    ),
    "a claim is added": (
        *('{says: "3%", source: blog}', '{says: "3%", source: blog}, {says: "4%", source: cnbc}'),
        [("added", "stakes.b-in-a.share", "cnbc")],
    ),
    "a second claim of one source": (
        *('{says: "3%", source: blog}', '{says: "3%", source: blog}, {says: "3%", source: blog}'),
        [("added", "stakes.b-in-a.share", "blog")],
    ),
    "a claim is removed": (
        *('      - {says: "20%", source: blog}\n', ""),
        [("removed", "stakes.a-in-b.share", "blog")],
    ),
    "claims change places": (
        '      - {says: "21%", source: cnbc}\n      - {says: "20%", source: blog}\n',
        '      - {says: "20%", source: blog}\n      - {says: "21%", source: cnbc}\n',
        [("reordered", "the order of stakes", None)],
    ),
    "a source's publisher": (
        *("publisher: Blog", "publisher: A blog"),
        [("changed", "sources.blog.publisher", None)],
    ),
    "a source's day": (
        *("published: 2025-04-27", "published: 2025-04-28"),
        [("changed", "sources.blog.published", None)],
    ),
    "a source's origin": (
        *("publisher: Blog", "publisher: Blog, origin: CNBC"),
        [("added", "sources.blog.origin", None)],
    ),
    "a source is added": (
        *("parties:", "  dpa: {publisher: dpa}\nparties:"),
        [("added", "sources.dpa", None)],
    ),
    "a party's name": (
        *("name: A,", "name: Alpha,"),
        [("changed", "parties.a.name", None)],
    ),
    "a party is added": (
        *("stakes:", "  c: {name: C, kind: person}\nstakes:"),
        [("added", "parties.c", None)],
    ),
    "a stake's day": (
        *("    on: 2025-04-25\n", "    on: 2025-04-24\n"),
        [("changed", "stakes.a-in-b.on", None)],
    ),
    "a stake's kind of shares": (
        *("    on: 2025-04-25\n", "    on: 2025-04-25\n    shares_are: primary\n"),
        [("changed", "stakes.a-in-b.shares_are", None)],
    ),
    "a stake without its day": (
        *("    on: 2025-04-25\n", ""),
        [("removed", "stakes.a-in-b.on", None)],
    ),
    "a stake is removed": (
        '  b-in-a:\n    investor: b\n    investee: a\n    share: [{says: "3%", source: blog}]\n',
        "",
        [("removed", "a record of stakes", None)],
    ),
    "a stake is renamed": (
        *("  b-in-a:", "  b-of-a:"),
        [("added", "stakes.b-of-a", None), ("removed", "a record of stakes", None)],
    ),
    "a price": (
        *("80,000 yuan", "88,000 yuan"),
        [("changed", "prices.car.amount", "cnbc")],
    ),
    "a price's basis": (
        *("basis: list", "basis: starting"),
        [("changed", "prices.car.basis", None)],
    ),
    "a volume": (
        *("300,000 cars", "just over 300,000 cars"),
        [("changed", "volumes.b-2024.count", "cnbc")],
    ),
    "a volume's period": (
        *("period: 2024", "period: 2023"),
        [("changed", "volumes.b-2024.period", None)],
    ),
    "the section of volumes is gone": (
        BOOK[BOOK.index("volumes:") : BOOK.index("agreements:")],
        "",
        [("removed", "a record of volumes", None)],
    ),
    "an agreement's term": (
        *("five years", "six years"),
        [("changed", "agreements.supply.terms[term]", "blog")],
    ),
    "an event's stage": (
        *("stage: signed", "stage: agreed"),
        [("changed", "agreements.supply.status", "cnbc")],
    ),
    "an event's day": (
        *("on: 2025-03,", "on: 2025-02,"),
        [("changed", "agreements.supply.status", "blog")],
    ),
    "the title": (*("book: Deals", "book: Two deals"), [("changed", "book", None)]),
    "the currency": (*("currency: EUR", "currency: USD"), [("changed", "currency", None)]),
    "the book's day": (*("as_of: 2025-05-01", "as_of: 2025-06-01"), [("changed", "as_of", None)]),
}


@pytest.mark.parametrize("cause", CHANGES)
def test_a_change_of_the_book_is_named(run: Runner, receipt: dict[str, Any], cause: str) -> None:
    was, becomes, told = CHANGES[cause]
    assert BOOK.count(was) == 1
    Path("book.yaml").write_text(BOOK.replace(was, becomes))
    ran = run(*VERIFY, *WITH_RATES, "--json")
    (found,) = differing(ran)
    assert found["name"] == "book_sha256"
    assert found["receipt"] == receipt["book_sha256"] != found["now"]
    changes = [(each["change"], each["where"], each["source"]) for each in found["changes"]]
    assert changes == told
    assert found["complete"]
    text = run(*VERIFY, *WITH_RATES)
    assert text.code == 1
    for change, where, _ in told:
        assert f"{change}: {where}" in text.out


@pytest.mark.usefixtures("receipt")
def test_many_changes_are_told_to_be_many(run: Runner) -> None:
    text = BOOK
    for was, becomes, _ in list(CHANGES.values())[:12]:
        text = text.replace(was, becomes)
    changed = (
        text.replace("Deals", "Two").replace("EUR", "GBP").replace("publisher: ", "publisher: A")
    )
    Path("book.yaml").write_text(changed)
    (found,) = differing(run(*VERIFY, *WITH_RATES, "--json"))
    assert not found["complete"]
    assert {each["change"] for each in found["changes"]} <= {"changed"}
    assert "more than the receipt can tell apart" in run(*VERIFY, *WITH_RATES).out


OTHERWISE: dict[str, Callable[[], str]] = {
    "a comment": lambda: write("book.yaml", f"# checked\n{BOOK}"),
    "another name": lambda: write("another.yaml", BOOK),
    "keys in another order": lambda: write(
        "book.yaml",
        BOOK.replace(
            "{publisher: Blog, published: 2025-04-27", "{published: 2025-04-27, publisher: Blog"
        ),
    ),
    "a folder": lambda: (
        write("folder/one.yaml", BOOK[: BOOK.index("parties:")])
        and str(Path(write("folder/two.yaml", BOOK[BOOK.index("parties:") :])).parent)
    ),
    "what is so by default": lambda: write(
        "book.yaml", BOOK.replace("{name: B,", "{aliases: [], name: B,")
    ),
}


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text)
    return name


@pytest.mark.parametrize("how", OTHERWISE)
@pytest.mark.usefixtures("receipt")
def test_a_book_that_is_written_otherwise_is_the_same(run: Runner, how: str) -> None:
    ran = run("verify", "receipt.json", OTHERWISE[how](), *WITH_RATES)
    assert (ran.code, ran.out) == (0, "same\n")
    is_another_file = how != "another name"
    assert ("written otherwise" in ran.err) is is_another_file


@pytest.mark.usefixtures("receipt")
def test_a_book_of_another_format_is_the_same(run: Runner) -> None:
    for name in ("book.json", "book.bods.yaml"):
        assert run("export", "book.yaml", "-o", name).code == 0
        assert run("verify", "receipt.json", name, *WITH_RATES).out == "same\n"


# What is done before, what is asked of verify, and the one thing that is named, with both values.
def _one_rate() -> None:
    Path("rates.csv").write_text(RATES.replace("1.2", "1.3"))


def _a_later_day() -> None:
    Path("rates.csv").write_text(f"{RATES}2025-04-28,1.2,8,0.85\n")


def _another_name() -> None:
    Path("rates.csv").rename("mine.csv")


def _nothing() -> None:
    pass


OTHERS: dict[str, tuple[Callable[[], None], tuple[str, ...], str, Any, Any]] = {
    "one rate": (_one_rate, WITH_RATES, "rates", ..., ...),
    "a later day": (_a_later_day, WITH_RATES, "rates", ..., ...),
    "another file": (_another_name, ("--rates", "mine.csv"), "rates", ..., ...),
    "a stated rate": (_nothing, ("--rates", "8 CNY/EUR"), "rates", ..., ...),
    "embedded rates": (_nothing, ("--rates", "ecb"), "rates", ..., ...),
    "rates from a file that is not given": (_nothing, (), "rates", ..., None),
    "the policy": (
        *(_nothing, (*WITH_RATES, "--policy", "next")),
        *("options.policy", "previous", "next"),
    ),
    "the age": (_nothing, (*WITH_RATES, "--max-age", "3"), "options.max_age", 7, 3),
    "the currency to show": (
        *(_nothing, (*WITH_RATES, "--to", "USD")),
        *("options.to", ["GBP"], ["USD"]),
    ),
    "one more currency": (
        *(_nothing, (*WITH_RATES, "--to", "GBP,USD")),
        *("options.to", ["GBP"], ["GBP", "USD"]),
    ),
    "what is preferred": (
        *(_nothing, (*WITH_RATES, "--prefer", "cnbc")),
        *("options.prefer", "latest", "cnbc"),
    ),
    "the locale": (_nothing, (*WITH_RATES, "--locale", "de"), "options.locale", "en", "de"),
    "exactness": (_nothing, (*WITH_RATES, "--exact"), "options.exact", None, True),
    "a day of holdings": (
        *(_nothing, (*WITH_RATES, "--as-of", "2025-05-01")),
        *("options.as_of", None, "2025-05-01"),
    ),
    "the reading": (_nothing, (*WITH_RATES, "--reading", "strict"), "reading", "usual", "strict"),
}


@pytest.mark.parametrize("cause", OTHERS)
@pytest.mark.usefixtures("receipt")
def test_a_change_of_something_else_is_named(run: Runner, cause: str) -> None:
    change, options, name, was, now = OTHERS[cause]
    change()
    (found,) = differing(run(*VERIFY, *options, "--json"))
    assert found["name"] == name
    assert found["receipt"] != found["now"]
    assert was in (..., found["receipt"])
    assert now in (..., found["now"])
    assert run(*VERIFY, *options).out.startswith(f"{name}: ")


@pytest.mark.usefixtures("receipt")
def test_what_of_the_rates_differs_is_told(run: Runner) -> None:
    _one_rate()
    (found,) = differing(run(*VERIFY, *WITH_RATES, "--json"))
    before, after = found["receipt"], found["now"]
    assert [key for key in before if before[key] != after[key]] == ["sha256"]
    _a_later_day()
    (found,) = differing(run(*VERIFY, *WITH_RATES, "--json"))
    assert (found["receipt"]["last_day"], found["now"]["last_day"]) == ("2025-04-25", "2025-04-28")
    assert "not given: say which they are (--rates)" in " ".join(run(*VERIFY).out.split())


@pytest.mark.parametrize(
    ("constant", "now", "name"),
    [("__version__", "0.2.0", "version"), ("RULES", 3, "rules")],
)
def test_a_change_of_the_program_is_named(
    run: Runner,
    receipt: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    constant: str,
    now: object,
    name: str,
) -> None:
    monkeypatch.setattr(f"dealmodel.reports.receipt.receipt.{constant}", now)
    (found,) = differing(run(*VERIFY, *WITH_RATES, "--json"))
    assert found == {"name": name, "receipt": receipt[name], "now": now}


@pytest.mark.usefixtures("receipt")
def test_several_causes_are_several(run: Runner) -> None:
    _one_rate()
    Path("book.yaml").write_text(BOOK.replace("21%", "22%"))
    found = differing(run(*VERIFY, *WITH_RATES, "--reading", "strict", "--exact", "--json"))
    names = [each["name"] for each in found]
    assert names == ["rates", "reading", "options.exact", "book_sha256"]


def test_the_receipts_own_options_count_where_none_are_given(run: Runner) -> None:
    options = ("--reading", "strict", "--exact", "--policy", "next", "--max-age", "3")
    Path("receipt.json").write_text(run(*REPORT, *options, "--json").out)
    assert run(*VERIFY).out == "same\n"
    Path("receipt.json").write_text(run("status", "book.yaml", "--as-of", "2025-03", "--json").out)
    assert run(*VERIFY).out == "same\n"
    (found,) = differing(run(*VERIFY, "--as-of", "2025-04", "--json"))
    assert (found["name"], found["now"]) == ("options.as_of", "2025-04")


def test_a_book_of_which_something_is_left_out(run: Runner) -> None:
    Path("book.yaml").write_text(BOOK.replace('"20%"', '"twenty-ish"'))
    ran = run("report", "book.yaml", "--keep-going", "--json")
    Path("receipt.json").write_text(ran.out)
    assert json.loads(ran.out)["receipt"]["options"]["keep_going"] is True
    ran = run(*VERIFY)
    assert ran.out == "same\n"
    assert "twenty-ish" in ran.err


ANSWERS = [
    ("report", "book.yaml"),
    ("check", "book.yaml"),
    ("status", "book.yaml"),
    ("cite", "book.yaml", "stakes.a-in-b", "--to", "EUR"),
    ("ownership", "book.yaml", "a", "b"),
    ("export", "book.yaml", "-o", "out.csv"),
    ("diff", "book.yaml", "book.yaml"),
]


@pytest.mark.parametrize("command", ANSWERS, ids=lambda command: command[0])
def test_every_answer_about_a_book_carries_its_receipt(
    run: Runner, command: tuple[str, ...]
) -> None:
    Path("receipt.json").write_text(run(*command, "--json").out)
    assert run(*VERIFY).out == "same\n"
    Path("book.yaml").write_text(BOOK.replace("21%", "22%"))
    (found,) = differing(run(*VERIFY, "--json"))
    assert [each["where"] for each in found["changes"]] == ["stakes.a-in-b.share"]


WITHOUT_BOOK = [
    ("figure", "just over 300,000 cars"),
    ("convert", "109,800 yuan", "--to", "USD", "--on", "2025-04-26"),
    ("calc", "{€1.5 billion} / 2", "--to", "USD", "--on", "2025-04-26"),
    ("calc", "1 + 1"),
    ("value", "--stake", "21%", "--paid", "$1.6 billion"),
    ("ratio", "300,000 cars", "400,000 cars"),
    ("schema",),
    ("completion", "bash"),
]


@pytest.mark.parametrize("command", WITHOUT_BOOK, ids=" ".join)
def test_an_answer_without_a_book(run: Runner, command: tuple[str, ...]) -> None:
    ran = run(*command, "--json")
    receipt = ran.record["receipt"]
    assert receipt["book_sha256"] is None
    assert (receipt["rates"] is None) is ("--to" not in command)
    assert ("policy" in receipt["options"]) is ("--to" in command)
    Path("receipt.json").write_text(ran.out)
    assert run("verify", "receipt.json").out == "same\n"
    refused = run("verify", "receipt.json", "book.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert "without a book" in refused.err


def test_other_words_are_another_receipt(run: Runner) -> None:
    one, two = (run("calc", text, "--json").record["receipt"] for text in ("1 + 1", "1 + 2"))
    assert one != two
    long = run("figure", f"5 cars{' ' * 300}", "--json").record["receipt"]["options"]["text"]
    assert (long[:7], len(long)) == ("sha256:", 71)


CARRIERS: dict[str, tuple[str, ...]] = {
    "report.txt": (),
    "report.md": ("--format", "markdown"),
    "report.json": ("--format", "json"),
    "report.html": ("--format", "html"),
}


@pytest.mark.parametrize("name", CARRIERS)
@pytest.mark.parametrize("columns", ["37", "200"])
def test_a_report_carries_it(
    run: Runner, name: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    # A title, and an option, that would break a receipt that is carried carelessly.
    Path("book.yaml").write_text(
        BOOK.replace("book: Deals", """book: '{"version": "& <b> ```"}'""")
    )
    ran = run("report", "book.yaml", *CARRIERS[name])
    assert max(map(len, ran.out.splitlines())) <= 37 or columns != "37" or name != "report.txt"
    Path(name).write_text(ran.out)
    assert run("verify", name, "book.yaml").out == "same\n"
    assert run("verify", "-", "book.yaml", stdin=ran.out.encode()).out == "same\n"
    assert run("verify", name, "-", stdin=Path("book.yaml").read_bytes()).out == "same\n"
    (found,) = differing(run("verify", name, "book.yaml", "--policy", "exact", "--json"))
    assert found["name"] == "options.policy"


def test_a_workbook_carries_it(run: Runner) -> None:
    for name in ("out.xlsx", "out.md", "out.html"):
        ran = run("export", "book.yaml", "-o", name, *WITH_RATES, "--to", "GBP")
        assert ran.code == 0, ran.err
        assert run("verify", name, "book.yaml", *WITH_RATES).out == "same\n"
        (found,) = differing(run("verify", name, "book.yaml", "--rates", "ecb", "--json"))
        assert (found["name"], found["receipt"]["source"]) == ("rates", "rates.csv")


def test_a_page_carries_it(run: Runner) -> None:
    import dealmodel

    page = dealmodel.report(dealmodel.load_book("book.yaml"))._repr_html_()
    Path("page.html").write_text(page)
    assert run("verify", "page.html", "book.yaml").out == "same\n"


BROKEN: list[tuple[str, str]] = [
    ("", "there is no receipt in it"),
    ("{}", "there is no receipt in it"),
    ("[]", "there is no receipt in it"),
    ("no receipt", "there is no receipt in it"),
    ('{"receipt": 5}', "the key 'receipt' holds no object"),
    ('{"version": "0.1.0"}', "lacks rules, book_sha256, rates, reading, options"),
    ('{"schema": "dealmodel/1", "error": {"code": "usage"}}', "this is an error"),
    ('{"version":', "there is no receipt in it"),
    ("PK\x03\x04", "cut off or damaged"),
]
WRONG: list[tuple[str, object, str]] = [
    ("version", 5, "version is a text"),
    ("rules", "2", "rules is a whole number"),
    ("rules", True, "rules is a whole number"),
    ("book_sha256", "abc", "book_sha256 is a SHA-256"),
    ("rates", 5, "rates is an object or null"),
    ("rates", {"source": "ecb"}, "lacks rates.sha256, rates.last_day"),
    ("rates", {"source": 5, "sha256": None, "last_day": None}, "rates.source is a text"),
    ("rates", {"source": "a", "sha256": None, "last_day": "x"}, "rates.last_day is a day"),
    ("rates", {"source": "a", "sha256": None, "last_day": 5}, "rates.last_day is a day"),
    ("reading", "loose", "reading is usual or strict"),
    ("options", [], "options is an object"),
    ("options", {"locale": 5}, "options.locale is a language"),
    ("book_parts", 5, "book_parts is a text or null"),
]


def refused(ran: Ran, told: str) -> None:
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "receipt.json" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_what_is_no_receipt_is_one_error(run: Runner, text: str, told: str) -> None:
    Path("receipt.json").write_text(text)
    refused(run(*VERIFY), told)
    error = run(*VERIFY, "--json").error
    assert error["code"] in ("bad-receipt", "file")


@pytest.mark.parametrize(("key", "value", "told"), WRONG)
def test_a_broken_receipt_is_one_error(
    run: Runner, receipt: dict[str, Any], key: str, value: object, told: str
) -> None:
    Path("receipt.json").write_text(json.dumps({**receipt, key: value}))
    refused(run(*VERIFY), told)


@pytest.mark.parametrize("key", ["version", "rules", "book_sha256", "rates", "reading", "options"])
def test_what_is_missing_is_said(run: Runner, receipt: dict[str, Any], key: str) -> None:
    del receipt[key]
    Path("receipt.json").write_text(json.dumps(receipt))
    refused(run(*VERIFY), f"the receipt lacks {key}")


def test_a_receipt_of_the_six_keys_alone(run: Runner, receipt: dict[str, Any]) -> None:
    del receipt["book_parts"]
    Path("receipt.json").write_text(json.dumps(receipt))
    assert run(*VERIFY, *WITH_RATES).out == "same\n"
    Path("book.yaml").write_text(BOOK.replace("21%", "22%"))
    (found,) = differing(run(*VERIFY, *WITH_RATES, "--json"))
    assert list(found) == ["name", "receipt", "now"]
    assert found["name"] == "book_sha256"


def test_parts_of_another_edition_name_the_book_alone(run: Runner, receipt: dict[str, Any]) -> None:
    for parts in ("AAAA", "no base64!"):
        Path("receipt.json").write_text(json.dumps({**receipt, "book_parts": parts}))
        assert run(*VERIFY, *WITH_RATES).out == "same\n"
        Path("book.yaml").write_text(BOOK.replace("21%", "22%"))
        (found,) = differing(run(*VERIFY, *WITH_RATES, "--json"))
        assert "changes" not in found
        Path("book.yaml").write_text(BOOK)


@pytest.mark.usefixtures("receipt")
def test_no_file_is_opened_that_a_receipt_names(run: Runner) -> None:
    # It is there, in the working directory; only --rates says to read it.
    assert Path("rates.csv").exists()
    (found,) = differing(run(*VERIFY, "--json"))
    assert (found["name"], found["now"]) == ("rates", None)


@pytest.mark.usefixtures("receipt")
def test_a_book_that_is_not_given_is_asked_for(run: Runner) -> None:
    ran = run("verify", "receipt.json", *WITH_RATES)
    assert (ran.code, ran.out) == (2, "")
    assert "give that book" in ran.err
    ran = run("verify", "-", "-")
    assert (ran.code, "read only once" in ran.err) == (2, True)
    assert run("verify", "none.json", "book.yaml").code == 2
    assert run("verify", ".", "book.yaml").code == 2


def test_no_path_of_the_machine_is_in_a_receipt(run: Runner, tmp_path: Path) -> None:
    book, rates = str(tmp_path / "book.yaml"), str(tmp_path / "rates.csv")
    ran = run("report", book, "--rates", rates, "--json")
    assert str(tmp_path) not in ran.out
    assert ran.record["receipt"]["rates"]["source"] == "rates.csv"


@pytest.mark.parametrize("form", ["json", "markdown", "text"])
def test_the_same_receipt_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    """In two folders, as relative and as whole paths, in two time zones, by two orders of sets."""
    made = []
    for folder, zone, seed in (("one", "Asia/Tokyo", "1"), ("two/deep", "America/Lima", "2")):
        home = tmp_path / folder
        home.mkdir(parents=True)
        (home / "book.yaml").write_text(BOOK)
        (home / "rates.csv").write_text(RATES)
        near = "" if folder == "one" else f"{home}{os.sep}"
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "HOME": str(home)}
        asked = (f"{near}book.yaml", "--rates", f"{near}rates.csv", "--to", "GBP,USD")
        report = (PROGRAM, "report", *asked, "--format", form)
        export = (PROGRAM, "export", *asked, "-o", "out.xlsx")
        ran = [
            run_process(each, cwd=home, env=environment, capture_output=True, check=True)
            for each in (report, export)
        ]
        made.append((ran[0].stdout, ran[0].stderr, (home / "out.xlsx").read_bytes()))
    assert made[0] == made[1]
    assert len(made[0][0]) > 2000


def test_a_calculation_without_a_book_loads_no_digests() -> None:
    code = "from dealmodel.cli import main; import sys; main(['calc', '1+1', '--json'])"
    check = "; sys.exit('hashlib' in sys.modules or 'pydantic' in sys.modules)"
    ran = run_process([sys.executable, "-c", code + check], capture_output=True, check=False)
    assert ran.returncode == 0
    assert process("calc", "1+1", "--json").returncode == 0
