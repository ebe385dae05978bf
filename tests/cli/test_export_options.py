"""``dealmodel export``: what the options make of a file, and where they make nothing of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Runner
from tests.cli.exporting import BOOK, rows

TABLES: Mapping[str, Mapping[str, str]] = {
    "results": {"name": "implied_equity_value", "point": "40000000", "unit": "USD"},
    "inputs": {"says": "$10 million", "low": "9500000", "high": "10500000", "source": "The Paper"},
    "rates": {"rate": "USD per EUR", "requested": "", "used": "2025-04-25"},
    "valuation": {"record": "stakes.a-in-b", "name": "share", "low": "0.245", "high": "0.255"},
    "prices": {"subject": "Car, list, CN, 2025-04-26", "rate_day": "2025-04-25"},
    "volumes": {"name": "volume_before", "how": "exactly 294,000 cars / (1 + exactly 104%)"},
    "ownership": {"name": "holder_share", "answer": "Ash holds", "point": "0.51"},
    "agreements": {"record": "agreements.d", "stage": "signed", "on": "2025-03-03"},
    "findings": {"code": "claims-disagree", "verdict": "contradictory", "contradictions": "1"},
    "sources": {"id": "t", "publisher": "The Times", "published": "2025-04-25"},
    "checks": {
        "about": "Prices: as exported; low, point and high in order; conversions lead back",
        "check": "answers",
        "count": "1",
        "changed": "0",
        "fails": "0",
        "first": "none",
    },
}
"""What a row of each table holds."""

TAKEN = {
    ".xlsx": {"--to", "--prefer", "--reading", "--exact", "--presentation"},
    ".html": {"--to", "--prefer", "--reading", "--exact"},
    ".csv": {"--to", "--prefer", "--reading", "--exact", "--table"},
    ".parquet": {"--to", "--prefer", "--reading", "--exact", "--table"},
    ".md": {"--to", "--prefer", "--reading", "--exact", "--table"},
    ".bods.json": {"--reading", "--exact", "--published"},
    ".json": set(),
    ".yaml": set(),
}
GIVEN = {
    "--to": ["--to", "EUR"],
    "--table": ["--table", "prices"],
    "--prefer": ["--prefer", "hull"],
    "--reading": ["--reading", "strict"],
    "--exact": ["--exact"],
    "--presentation": ["--presentation"],
    "--published": ["--published", "2025-05-01"],
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deals.yaml").write_text(BOOK)


@pytest.mark.parametrize("name", TABLES)
def test_a_table(run: Runner, name: str) -> None:
    ran = run("export", "deals.yaml", "-o", "b.csv", "--table", name)
    assert (ran.code, ran.out) == (0, f"wrote b.csv: the table {name} as CSV\n")
    assert any(TABLES[name].items() <= row.items() for row in rows("b.csv")), rows("b.csv")


def test_the_help_names_every_table(run: Runner) -> None:
    said = " ".join(run("export", "--help").out.split())
    assert f"The table: {', '.join(list(TABLES)[:-1])} or checks." in said


@pytest.mark.parametrize("name", TABLES)
def test_a_table_as_markdown_has_the_same_rows(run: Runner, name: str) -> None:
    assert run("export", "deals.yaml", "-o", "b.csv", "--table", name).code == 0
    ran = run("export", "deals.yaml", "-o", "b.md", "--table", name)
    assert (ran.code, ran.out) == (0, f"wrote b.md: the table {name} as Markdown\n")
    lines = [line for line in Path("b.md").read_text().splitlines() if line.startswith("|")]
    assert len(lines) == 2 + len(rows("b.csv"))


@pytest.mark.parametrize("name", ["b.csv", "b.parquet", "b.md"])
def test_an_unknown_table_is_told_before_any_work(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("there was no need to derive anything")

    monkeypatch.setattr("dealmodel.reports.deriving.report", never)
    ran = run("export", "deals.yaml", "-o", name, "--table", "price", "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert ran.error["message"] == (
        f"no table 'price': one of {', '.join(TABLES)}. Did you mean prices?"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["deals.yaml"]


def test_amounts_in_another_currency(run: Runner) -> None:
    options = ("--table", "prices", "--to", "EUR", "--to", "GBP")
    assert run("export", "deals.yaml", "-o", "b.csv", *options).code == 0
    found = {row["unit"]: row for row in rows("b.csv")}
    assert list(found) == ["USD", "EUR", "GBP"]
    # The European Central Bank's rates of 2025-04-25: 8.2773 CNY and 1.1357 USD for a euro.
    assert found["EUR"]["point"].startswith("13265.195172338806")
    assert found["USD"]["point"].startswith("15065.282157225182")


def test_of_the_claims_on_one_fact_some_are_preferred(run: Runner) -> None:
    def shares(*options: str) -> list[tuple[str, str, str]]:
        table = ("--table", "valuation", "--force")
        assert run("export", "deals.yaml", "-o", "b.csv", *table, *options).code == 0
        return [(r["low"], r["point"], r["high"]) for r in rows("b.csv") if r["name"] == "share"]

    paper, times = ("0.245", "0.25", "0.255"), ("0.195", "0.2", "0.205")
    assert shares() == [paper, times]
    assert shares("--prefer", "first") == [times]  # published a day before the other
    assert shares("--prefer", "latest") == [paper]
    assert shares("--prefer", "s") == [paper]
    assert shares("--prefer", "hull") == [("0.195", "", "0.255")]


def test_figures_taken_exactly_as_printed(run: Runner) -> None:
    assert run("export", "deals.yaml", "-o", "b.csv", "--table", "inputs", "--exact").code == 0
    numbers = [(row["low"], row["value"], row["high"]) for row in rows("b.csv")]
    assert numbers[2] == ("10000000",) * 3


def test_the_strict_reading(run: Runner) -> None:
    book = BOOK.replace("says: $10 million", "says: more than $10 million")
    options = ("--table", "inputs", "--reading", "strict")
    assert run("export", "-", "-o", "b.csv", *options, stdin=book.encode()).code == 0
    assert (rows("b.csv")[2]["low"], rows("b.csv")[2]["high"]) == ("10000000", "")


def test_the_reading_and_the_day_of_publication_of_statements(run: Runner) -> None:
    book = BOOK.replace("says: 25%", "says: more than 25%").replace(", {says: 20%, source: t}", "")
    options = ("--reading", "strict", "--published", "2025-05-01")
    assert run("export", "-", "-o", "b.bods.json", *options, stdin=book.encode()).code == 0
    statements = json.loads(Path("b.bods.json").read_text())
    assert {each["publicationDetails"]["publicationDate"] for each in statements} == {"2025-05-01"}
    interests = [each["recordDetails"].get("interests", [{}])[0] for each in statements]
    assert {"exclusiveMinimum": 25} in [each.get("share") for each in interests]


@pytest.mark.parametrize("ending", TAKEN)
@pytest.mark.parametrize("option", GIVEN)
def test_an_option_that_makes_no_difference_is_an_error(
    run: Runner, ending: str, option: str
) -> None:
    ran = run("export", "deals.yaml", "-o", f"b{ending}", *GIVEN[option])
    if option in TAKEN[ending]:
        assert ran.code == 0, ran.err
        return
    assert (ran.code, ran.out) == (2, "")
    difference = f"{option} makes no difference to a file that ends with {ending}\n"
    assert ran.err == f"error: {difference}"
    assert not Path(f"b{ending}").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--prefer", "newest"), "nothing to prefer by 'newest': give one of hull"),
        (("--to", "EURO"), "EURO"),
        (("--reading", "loose"), "--reading takes usual or strict"),
    ],
)
def test_what_an_option_cannot_be(run: Runner, options: tuple[str, ...], message: str) -> None:
    ran = run("export", "deals.yaml", "-o", "b.csv", *options, "--json")
    assert (ran.code, message in ran.error["message"]) == (2, True), ran.error
    assert not Path("b.csv").exists()
