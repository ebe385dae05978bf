"""``dealmodel convert``."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

KEYS = {
    *("name", "kind", "unit", "point", "low", "high", "low_open", "high_open", "rounded"),
    *("formula", "inputs", "method", "tight", "sources", "warnings"),
    *("requested", "used", "age_days", "rate", "source"),
}
# Published on 2025-04-25, for one euro.
CNY, USD = Fraction("8.2773"), Fraction("1.1357")


def test_the_record_of_a_price_in_dollars(run: Runner) -> None:
    ran = run("convert", "109,800 yuan", "--to", "USD", "--on", "2025-04-26", "--json")
    (price,) = ran.results
    assert ran.record["command"] == "convert"
    assert set(price) >= KEYS
    assert price["name"] == "converted_price"
    assert price["point"].startswith("15065.282157225")
    assert abs(Fraction(price["point"]) - 109800 / CNY * USD) < Fraction(1, 10**20)
    assert price["rounded"] == "15065.28"
    assert price["formula"] == "amount / cny_per_eur * usd_per_eur"
    assert list(price["inputs"]) == ["amount", "cny_per_eur", "usd_per_eur"]
    assert (price["requested"], price["used"], price["age_days"]) == ("2025-04-26", "2025-04-25", 1)
    assert price["rate"].startswith("0.1372")
    assert "European Central Bank" in price["source"]


def test_a_price_each_says_so_in_its_unit_and_its_record(run: Runner) -> None:
    # 43.8 HKD / 8.2432 HKD/EUR × 1.0540 USD/EUR, the ECB's rates of 2023-10-26.
    asked = ("convert", "HK$43.8 per share", "--to", "USD", "--on", "2023-10-26")
    assert run(*asked).out.startswith("≈5.60 USD per share\n")
    (price,) = run(*asked, "--json").results
    assert (price["unit"], price["per"], price["inputs"]["amount"]["per"]) == (
        ("USD", "share", "share")
    )


@pytest.mark.parametrize(
    "to",
    [
        ("--to", "USD", "--to", "EUR"),
        ("--to", "USD,EUR"),
        ("--to", "usd, eur"),
        ("--to=USD", "--to", "EUR,USD"),
    ],
)
def test_a_result_a_target_in_order(run: Runner, to: tuple[str, ...]) -> None:
    results = run("convert", "109,800 yuan", *to, "--on", "2025-04-26", "--json").results
    assert [(price["unit"], price["rounded"]) for price in results] == [
        ("USD", "15065.28"),
        ("EUR", "13265.20"),
    ]


def test_text_shows_the_rate_its_day_and_who_published_it(run: Runner) -> None:
    ran = run("convert", "109,800 yuan", "--to", "USD", "--on", "2025-04-26")
    lines = ran.out.splitlines()
    assert lines[0] == "≈15,065.28 USD"
    assert "0.1372065770 USD/CNY of 2025-04-25 (1 day before 2025-04-26)" in ran.out
    assert "European Central Bank" in ran.out
    assert "109,800 yuan" in ran.out
    assert ran.err == ""


def test_bounds_are_shown_unless_the_amount_is_exact(run: Runner) -> None:
    day = ("--on", "2025-04-25")
    shown = run("convert", "€1.5 billion", "--to", "USD", *day).out.splitlines()[0]
    assert shown == "1,703,550,000.00 USD [1,646,765,000.00, 1,760,335,000.00]"
    exact = run("convert", "€1.5 billion", "--to", "USD", *day, "--exact").out.splitlines()[0]
    assert exact == "1,703,550,000.00 USD"


def test_a_period_has_its_mean_and_its_lowest_and_highest_day(run: Runner) -> None:
    arguments = ("convert", "1,000 EUR", "--to", "USD", "--on", "2023-10")
    (price,) = run(*arguments, "--json").results
    assert (price["requested"], price["used"], price["age_days"]) == ("2023-10", None, None)
    # The lowest and highest rates that the bank published in October 2023.
    assert (price["low"], price["high"]) == ("1046.9", "1063.2")
    assert "the mean of 2023-10 [1.0469, 1.0632]" in run(*arguments).out


@pytest.mark.parametrize(
    ("policy", "used", "age"),
    [("previous", "2025-04-25", 1), ("next", "2025-04-28", -2)],
)
def test_policies(run: Runner, policy: str, used: str, age: int) -> None:
    arguments = ("convert", "100 EUR", "--to", "USD", "--on", "2025-04-26", "--policy", policy)
    (price,) = run(*arguments, "--json").results
    assert (price["used"], price["age_days"]) == (used, age)
    side = "1 day before" if age > 0 else "2 days after"
    assert f"({side} 2025-04-26)" in run(*arguments).out


def test_a_stated_rate_and_a_table(run: Runner, tmp_path: Path) -> None:
    arguments = ("convert", "726 CNY", "--to", "USD", "--on", "2025-04-26", "--json", "--rates")
    (price,) = run(*arguments, "7.26 CNY/USD").results
    assert price["rounded"] == "100.00"
    assert "7.26 CNY/USD" in price["source"]
    table = tmp_path / "rates.csv"
    table.write_text("date,base,quote,rate\n2025-04-25,USD,CNY,7.30\n")
    (price,) = run(*arguments, str(table)).results
    assert abs(Fraction(price["point"]) - 726 / Fraction("7.30")) < Fraction(1, 10**20)


def test_one_currency_needs_no_rate(run: Runner) -> None:
    ran = run("convert", "5 EUR", "--to", "EUR", "--on", "2025-04-26")
    assert ran.out.splitlines()[0] == "5.00 EUR"
    assert "no rate needed" in ran.out


def test_a_fixed_ratio_is_said_on_standard_error(run: Runner) -> None:
    arguments = ("convert", "7,534.50 HRK", "--to", "EUR", "--on", "2024-03-01")
    shown = run(*arguments)
    assert shown.out.splitlines()[0] == "1,000.00 EUR"
    assert shown.err.startswith("warning: HRK was replaced by EUR on 2023-01-01")
    record = run(*arguments, "--json")
    assert record.err == ""
    assert record.record["warnings"] == record.results[0]["warnings"] != []


def test_explain(run: Runner) -> None:
    arguments = ("convert", "€1.5 billion", "--to", "USD", "--on", "2025-04-25", "--explain")
    (price,) = run(*arguments, "--json").results
    assert set(price["explain"]) >= {"steps", "ends", "drivers"}
    assert price["explain"]["ends"]["low"] == {"amount": "low", "usd_per_eur": None}
    text = run(*arguments).out
    assert "amount at its low end" in text
    assert "usd_per_eur: 1.1357 USD/EUR" in text


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("109,800 yuan", "--to", "USD"), 2, "usage"),
        (("109,800 yuan", "--on", "2025-04-26"), 2, "usage"),
        (("109,800 yuan", "--to", "--on", "2025-04-26"), 2, "usage"),
        (("109,800", "yuan", "--to", "USD", "--on", "2025-04-26"), 2, "usage"),
        (("109,800 yuan", "--to", "USD", "--on", "26/04/2025"), 2, "bad-date"),
        (("109,800 yuan", "--to", "USD", "--on", "2025-02-30"), 2, "bad-date"),
        (("109,800 yuan", "--to", "USD", "--on", ""), 2, "bad-date"),
        (("109,800 yuan", "--to", "UDS", "--on", "2025-04-26"), 2, "unknown-currency"),
        (("109,800 yuan", "--to", "", "--on", "2025-04-26"), 2, "unknown-currency"),
        (("109,800", "--to", "USD", "--on", "2025-04-26"), 2, "bad-value"),
        (("¥109,800", "--to", "USD", "--on", "2025-04-26"), 2, "ambiguous-figure"),
        (("$15.115.00", "--to", "EUR", "--on", "2025-04-26"), 2, "unreadable-figure"),
        (("€1 and €2", "--to", "USD", "--on", "2025-04-26"), 2, "several-figures"),
        (("€1", "--to", "USD", "--on", "2999-01-01"), 3, "rate-missing"),
        (("€1", "--to", "USD", "--on", "1990-01-01"), 3, "rate-missing"),
        (("1 CNY", "--to", "USD", "--on", "2004-05-05"), 3, "rate-missing"),
        (("1 RUB", "--to", "USD", "--on", "2022-03-10"), 3, "rate-missing"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--policy", "exact"), 3, "rate-missing"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--max-age", "0"), 3, "rate-missing"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--max-age", "-1"), 2, "usage"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--max-age", "week"), 2, "usage"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--policy", "prev"), 2, "usage"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--rates", "ebc"), 2, "usage"),
        (("€1", "--to", "USD", "--on", "2025-04-26", "--rates", "no.csv"), 2, "unreadable-file"),
        (("€1", "--to", "GBP", "--on", "2025-04-26", "--rates", "7 CNY/USD"), 3, "rate-missing"),
    ],
)
def test_bad_input(run: Runner, arguments: tuple[str, ...], exit_code: int, code: str) -> None:
    ran = run("convert", *arguments, "--json")
    assert (ran.code, ran.error["code"], ran.err) == (exit_code, code, "")
    shown = run("convert", *arguments)
    assert (shown.code, shown.out) == (exit_code, "")
    assert shown.err.startswith("error: ")


def test_what_to_do_is_said(run: Runner) -> None:
    def said(*arguments: str) -> str:
        return run("convert", *arguments).err

    assert '"latest"' in said("109,800 yuan", "--to", "USD")
    assert "Did you mean USD" in said("€1", "--to", "UDS", "--on", "2025-04-26")
    assert "2025-04-26" in said("€1", "--to", "USD", "--on", "26/04/2025")
    assert "2022-03-01" in said("1 RUB", "--to", "USD", "--on", "2022-03-10")
    assert "single quotes" in said(".6 billion", "--to", "EUR", "--on", "2025-04-26")
    assert "in quotes" in said("109,800", "yuan", "--to", "USD", "--on", "2025-04-26")
