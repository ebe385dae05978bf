"""``dealmodel calc-table``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

TABLE = "paid,stake\n€1.5 billion,20%\n$1.6 billion,21%\n€5 million,0\nabout 5,x\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(TABLE)


def rows(name: str) -> list[dict[str, str]]:
    with open(name, newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_what_calc_says(run: Runner) -> None:
    ran = run("calc-table", "paid / stake - paid", "in.csv", "-o", "out.csv", "--json")
    (result,) = ran.results
    assert (result["rows"], result["written"], result["rejected"]) == (4, 2, 2)
    for row in rows("out.csv"):
        asked = ("--where", f"paid={row['paid']}", "--where", f"stake={row['stake']}")
        (one,) = run("calc", "paid / stake - paid", *asked, "--json").results
        found = [row[name] for name in ("result", "result_low", "result_high", "result_unit")]
        assert found == [one[name] for name in ("point", "low", "high", "unit")]
    bad = rows("out.csv.rejects.csv")
    assert [row["line"] for row in bad] == ["4", "5"]
    assert "5" in bad[1]["paid"]


def test_names_of_the_new_columns(run: Runner) -> None:
    run("calc-table", "equity = paid / stake", "in.csv", "-o", "a.csv")
    run("calc-table", "equity = paid / stake", "in.csv", "-o", "b.csv", "--as", "implied")
    assert list(rows("a.csv")[0])[2:] == ["equity", "equity_low", "equity_high", "equity_unit"]
    assert list(rows("b.csv")[0])[2] == "implied"


def test_rounded_numbers_and_readings(run: Runner) -> None:
    Path("n.csv").write_text("a,b\n1000,0.21\n")
    run("calc-table", "a / b", "n.csv", "-o", "exact.csv")
    (row,) = rows("exact.csv")
    # The ends of an exact quotient part in the last of 28 digits alone.
    assert row["result_low"][:-1] == row["result_high"][:-1]
    run("calc-table", "a * b", "n.csv", "-o", "r.csv", "--rounded", "b=0.01")
    (row,) = rows("r.csv")
    assert (row["result_low"], row["result"], row["result_high"]) == ("205", "210", "215")
    refused = run("calc-table", "a * b", "n.csv", "-o", "s.csv", "--rounded", "b")
    assert refused.code == 2
    assert "COLUMN=UNIT" in refused.err
    run("calc-table", "paid / stake", "in.csv", "-o", "e.csv", "--exact")
    assert rows("e.csv")[0]["result_low"] == "7500000000"


def test_what_goes_one_by_one_is_told(run: Runner) -> None:
    Path("n.csv").write_text("x\nabout 0.5\nabout 0.6\n")
    ran = run("calc-table", "x * (1 - x)", "n.csv", "-o", "o.csv", "--json")
    assert any("2 rows worked out one by one" in warning for warning in ran.record["warnings"])


def test_an_unknown_name_and_a_conversion(run: Runner) -> None:
    ran = run("calc-table", "paid / stak", "in.csv", "-o", "o.csv", "--json")
    assert (ran.code, ran.error["code"]) == (2, "unknown-name")
    assert "stake" in ran.error["message"]
    run("calc-table", "paid in USD on 2023-10-26", "in.csv", "-o", "usd.csv")
    euros, dollars, *_ = rows("usd.csv")
    (one,) = run("calc", "{€1.5 billion} in USD on 2023-10-26", "--json").results
    assert (euros["result"], euros["result_unit"]) == (one["point"], "USD")
    assert dollars["result"] == "1600000000"
