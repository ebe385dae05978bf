"""``dealmodel convert-table``."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Runner
from tests.cli.process import errors_on_a_terminal

TABLE = "id,price,cur,day\n1,109800,CNY,2025-04-26\n2,about ten,CNY,2025-04-26\n"
ASKED = ("--amount", "price", "--currency", "cur", "--date", "day", "--to", "USD")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(TABLE)
    return tmp_path


def rows(name: str) -> list[dict[str, str]]:
    with open(name, newline="") as file:
        return list(csv.DictReader(file))


def test_counts_and_rejects(run: Runner) -> None:
    ran = run("convert-table", "in.csv", "-o", "out.csv", *ASKED)
    assert (ran.code, ran.out) == (0, "out.csv: 1 of 2 rows, 1 rejected\n")
    assert "1 row rejected, in out.csv.rejects.csv" in ran.err
    assert "about ten" in ran.err
    assert rows("out.csv")[0]["amount_USD"] == "15065.28"
    (bad,) = rows("out.csv.rejects.csv")
    assert (bad["line"], bad["id"], bad["price"]) == ("3", "2", "about ten")


def test_json(run: Runner) -> None:
    ran = run("convert-table", "in.csv", "-o", "out.csv", *ASKED, "--json")
    (result,) = ran.results
    assert result == {
        "name": "table",
        "file": "out.csv",
        "rows": 2,
        "written": 1,
        "rejected": 1,
        "rejects": "out.csv.rejects.csv",
    }
    assert len(ran.record["warnings"]) == 1


def test_several_targets_each_with_its_rate_and_day(run: Runner) -> None:
    run("convert-table", "in.csv", "-o", "out.csv", *ASKED, "--to", "EUR")
    (row,) = rows("out.csv")
    added = ["amount_USD", "rate_USD", "rate_day", "amount_EUR", "rate_EUR", "rate_day_EUR"]
    assert list(row)[4:] == added
    assert (row["amount_EUR"], row["rate_day_EUR"]) == ("13265.20", "2025-04-25")


def test_standard_input(run: Runner) -> None:
    assert run("convert-table", "-", "-o", "o.csv", *ASKED, stdin=TABLE.encode()).code == 0
    assert rows("o.csv")[0]["amount_USD"] == "15065.28"
    assert rows("o.csv.rejects.csv")[0]["line"] == "3"
    refused = run("convert-table", "in.csv", "-o", "-", *ASKED)
    assert refused.code == 2
    assert "give -o a name" in refused.err


def test_strict(run: Runner) -> None:
    ran = run("convert-table", "in.csv", "-o", "out.csv", *ASKED, "--strict", "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert "row 2" in ran.error["message"]
    assert os.listdir() == ["in.csv"]


def test_what_is_there_is_replaced_only_if_asked(run: Runner) -> None:
    Path("out.csv").write_text("mine")
    assert run("convert-table", "in.csv", "-o", "out.csv", *ASKED).code == 2
    assert Path("out.csv").read_text() == "mine"
    assert run("convert-table", "in.csv", "-o", "out.csv", *ASKED, "--force").code == 0
    assert rows("out.csv")


def test_a_missing_column_is_named_with_the_nearest(run: Runner) -> None:
    ran = run("convert-table", "in.csv", "-o", "out.csv", *ASKED, "--amount", "prise")
    assert ran.code == 2
    assert "'prise'" in ran.err
    assert "price" in ran.err.partition("'prise'")[2]


def test_a_policy_and_rates_of_ones_own(run: Runner) -> None:
    ran = run("convert-table", "in.csv", "-o", "a.csv", *ASKED, "--policy", "exact")
    assert ran.out == "a.csv: 0 of 2 rows, 2 rejected\n"  # 26 April 2025 is a Saturday
    run("convert-table", "in.csv", "-o", "b.csv", *ASKED, "--rates", "7.26 CNY/USD")
    assert rows("b.csv")[0]["amount_USD"] == "15123.97"


def test_progress_is_shown_on_a_terminal_alone() -> None:
    shown = errors_on_a_terminal("convert-table", "in.csv", "-o", "o.csv", *ASKED, environment={})
    assert b"rows" in shown
