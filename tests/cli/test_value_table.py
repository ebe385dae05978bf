"""``dealmodel value-table``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

TABLE = """investor,investee,on,share,paid,shares_are,source
Stellantis,Leapmotor,2023-10-26,21%,$1.6 billion,undeclared,CNBC
Stellantis,Leapmotor,2023-10-26,20 percent,€1.5 billion,primary,Wikipedia
Alder,Kestrel,2024-03-01,a lot,£40 million,secondary,Alder
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(TABLE)


def rows(name: str) -> list[dict[str, str]]:
    with open(name, newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_what_value_says(run: Runner) -> None:
    ran = run("value-table", "in.csv", "-o", "out.csv", "--to", "EUR", "--json")
    (result,) = ran.results
    assert (result["rows"], result["written"], result["rejected"]) == (3, 2, 1)
    assert any("no source says whether" in each for each in ran.record["warnings"])
    for row, kind in zip(rows("out.csv"), ((), ("--all-primary",)), strict=True):
        asked = ("--stake", row["share"], "--paid", row["paid"], *kind)
        single = run("value", *asked, "--to", "EUR", "--on", row["on"], "--json").results
        value, euros = (each for each in single if each["name"] == "implied_equity_value")
        assert row["currency"] == value["unit"]
        for end in ("low", "point", "high"):
            assert row[f"implied_{end}"] == value[end]
            assert row[f"implied_{end}_EUR"] == euros[end]
    assert rows("out.csv")[0]["pre_money_point"] == ""
    assert [row["source"] for row in rows("out.csv")] == ["CNBC", "Wikipedia"]
    (bad,) = rows("out.csv.rejects.csv")
    assert (bad["line"], bad["investor"]) == ("4", "Alder")


def test_strict_and_exact(run: Runner) -> None:
    assert run("value-table", "in.csv", "-o", "out.csv", "--strict").code == 2
    run("value-table", "in.csv", "-o", "out.csv", "--exact")
    assert rows("out.csv")[1]["implied_low"] == "7500000000"
