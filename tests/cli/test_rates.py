"""``dealmodel rates``."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

APRIL = ("CNY/USD", "--between", "2025-04-01", "2025-04-26")


def test_the_rate_of_a_day_is_that_of_the_last_published_one(run: Runner) -> None:
    (found,) = run("rates", "CNY/USD", "--on", "2025-04-26", "--json").results
    # 8.2773 yuan and 1.1357 dollars to the euro, as the bank published them for the Friday.
    point = Fraction(found["point"])
    assert abs(point - Fraction("8.2773") / Fraction("1.1357")) < Fraction(1, 10**25)
    assert (found["unit"], found["used"], found["age_days"]) == ("CNY/USD", "2025-04-25", 1)
    assert found["formula"] == "cny_per_eur / usd_per_eur"


def test_every_day_between_two_and_their_mean(run: Runner) -> None:
    *days, mean = run("rates", *APRIL, "--json").results
    assert [each["name"] for each in days] == ["rate"] * 17
    assert (mean["name"], mean["days"]) == ("mean_rate", 17)
    exact = sum(Fraction(each["point"]) for each in days) / 17
    assert abs(Fraction(mean["point"]) - exact) < Fraction(1, 10**20)
    (alone,) = run("rates", *APRIL, "--mean", "--json").results
    assert alone["point"] == mean["point"]


def test_the_days_on_which_a_rate_held(run: Runner) -> None:
    found = run("rates", *APRIL, "--fits", "7.29", "--json").results
    assert found
    for each in found:
        assert (each["low"], each["high"]) == ("7.285", "7.295")
        days = run("rates", "CNY/USD", "--between", each["first"], each["last"], "--json").results
        assert all(7.285 <= float(day["point"]) <= 7.295 for day in days if day["name"] == "rate")


def test_a_rate_that_never_held_is_told_with_the_nearest(run: Runner) -> None:
    ran = run("rates", *APRIL, "--fits", "6.0000", "--json")
    assert ran.code == 0
    assert ran.record["results"] == []
    (told,) = ran.record["warnings"]
    assert "the nearest is" in told


def test_tolerance_is_a_percentage_of_the_rate(run: Runner) -> None:
    found = run("rates", *APRIL, "--fits", "7", "--tolerance", "10%", "--json").results
    assert (found[0]["low"], found[0]["high"]) == ("6.3", "7.7")


def test_two_sources_side_by_side(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("date,USD,CNY\n2025-04-24,1.1376,8.2925\n2025-04-25,1.1357,9.0000\n")
    *days, whole = run("rates", *APRIL, "--compare", str(file), "--json").results
    assert [each["used"] for each in days] == ["2025-04-24", "2025-04-25"]
    assert whole["only_first"] == 15
    assert abs(float(days[1]["point"]) - (9.0 / 8.2773 - 1)) < 1e-12


def test_currencies_with_their_days(run: Runner) -> None:
    found = {each["currency"]: each for each in run("rates", "--list", "--json").results}
    assert found["USD"]["first"] == "1999-01-04"
    assert (found["BGN"]["successor"], found["BGN"]["replaced_on"]) == ("EUR", "2026-01-01")


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_picture_is_written_once(run: Runner, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"rates.{ending}"
    assert run("rates", *APRIL, "--plot", str(file)).code == 0
    drawn = file.read_bytes()
    assert drawn.startswith(b"<svg" if ending == "svg" else b"\x89PNG")
    assert run("rates", *APRIL, "--plot", str(file)).code == 2
    assert file.read_bytes() == drawn
    assert run("rates", *APRIL, "--plot", str(file), "--force").code == 0


WRONG = [
    (("rates",), 2, "which rate"),
    (("rates", "CNY/USD"), 2, "a rate is of a day"),
    (("rates", "CNY/USD", "--on", "02/12/2024"), 2, "2024-12-02"),
    (("rates", "CNY-USD", "--on", "2025"), 2, "no pair"),
    (("rates", *APRIL, "--on", "2025-04-25"), 2, "two questions"),
    (("rates", "CNY/USD", "--between", "2025-04-26", "2025-04-01"), 2, "before the first"),
    (("rates", *APRIL, "--fits", "about 7"), 2, "plain number"),
    (("rates", *APRIL, "--tolerance", "1%"), 2, "--fits"),
    (("rates", *APRIL, "--plot", "rates.gif"), 2, ".svg"),
    (("rates", "CNY/USD", "--on", "1998-01-05"), 3, "1999-01-04"),
    (("rates", "CNY/USD", "--on", "2999-01-05"), 3, "USD is there"),
    (("rates", "--list", "--rates", "7.26 CNY/USD"), 2, "history"),
    (("rates", *APRIL, "--compare", "nowhere.csv"), 2, "nowhere.csv"),
    (("rates", "updat"), 2, "Did you mean update?"),
    (("rates", "update", "--on", "2025"), 2, "leave --on out"),
    (("rates", "--list", "CNY/USD"), 2, "leave the pair"),
    (("rates", *APRIL, "--fits", "7.2", "--plot", "a.svg"), 2, "two questions"),
    (("rates", *APRIL, "--fits", "7.2", "--mean"), 2, "two questions"),
    (("rates", *APRIL, "--fits", "0"), 2, "above 0"),
    (("rates", *APRIL, "--force"), 2, "--plot"),
    (("rates", *APRIL, "--rates", ""), 2, "no rates called ''"),
    (("rates", "CNY/USD", "--on", ""), 2, "is not a date"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG)
def test_what_cannot_be_answered_says_why(
    run: Runner, arguments: tuple[str, ...], code: int, told: str
) -> None:
    ran = run(*arguments)
    assert ran.code == code
    assert told in ran.err
    error = json.loads(run(*arguments, "--json").out)["error"]
    assert error["code"]


@pytest.mark.parametrize("question", [(), ("--fits", "8.28"), ("--plot", "a.svg", "--force")])
def test_days_beyond_the_rates_are_told(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...]
) -> None:
    # The bank's rates of the yuan begin on 1 April 2005.
    monkeypatch.chdir(tmp_path)
    ran = run("rates", "CNY/USD", "--between", "2005-03-01", "2005-04-08", *question, "--json")
    assert "rates only on 6 days from 2005-04-01 to 2005-04-08" in ran.record["warnings"][0]


def test_one_day_is_no_days(run: Runner) -> None:
    assert "2008-01-08: 1 day, ecb" in run("rates", "CNY/USD", "--between", *["2008-01-08"] * 2).out


def test_text_has_a_line_of_blocks_and_the_extremes(run: Runner) -> None:
    out = run("rates", *APRIL).out
    assert "mean" in out
    assert "lowest" in out
    assert any(block in out for block in "▁▂▃▄▅▆▇█")
