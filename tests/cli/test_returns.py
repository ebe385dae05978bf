"""``dealmodel returns``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Runner

FLOWS = ("returns", "2020-01-15 -€1.5 billion", "2024-06-30 €2.4 billion")


def test_multiple_and_rate(run: Runner) -> None:
    multiple, rate = run(*FLOWS, "--json").results
    assert (multiple["name"], multiple["point"]) == ("multiple_of_money", "1.6")
    assert (rate["name"], rate["kind"], rate["unit"]) == ("irr", "growth", None)
    # (2.4 / 1.5) ** (365 / 1628) - 1, computed with bc to 40 digits.
    assert rate["point"].startswith("0.11112776779")
    assert set(rate["inputs"]) == {"flow_1", "flow_2"}
    assert rate["formula"] == "flow_1 + flow_2 / (1 + irr) ** (1628 / 365) = 0"


def test_text(run: Runner) -> None:
    lines = run(*FLOWS).out.splitlines()
    assert lines[0] == "multiple_of_money  1.6 [1.51612, 1.68966]"
    assert lines[2] == "irr                ≈11.1128% [9.77951%, 12.4794%]"
    assert [line.split()[0] for line in lines[5:]] == ["flow_2", "flow_1"]


@pytest.mark.parametrize("day", ["2024-06-30", "30 June 2024", "Jun 30, 2024", "2024-06-30:"])
def test_a_day_is_read_in_its_forms(run: Runner, day: str) -> None:
    ran = run(*FLOWS[:2], f"{day} €2.4 billion", "--json")
    assert ran.results == run(*FLOWS, "--json").results


def test_flows_in_two_currencies_take_one_to_count_in(run: Runner) -> None:
    mixed = (*FLOWS[:2], "2024-06-30 $3 billion")
    assert run(*mixed, "--json").code == 2
    ran = run(*mixed, "--to", "EUR", "--rates", "1.25 USD/EUR", "--json")
    assert ran.results[0]["point"] == "1.6"


@pytest.mark.parametrize(
    ("flows", "code"),
    [
        (("2020-01-15 -€5", "2024-06-30 -€6"), "undefined-return"),
        (("2020-01-15 -€5", "2021-06-30 €16", "2022-01-01 -€12"), "undefined-return"),
        (("02/12/2020 -€5", "2024-06-30 €6"), "bad-date"),
        (("2020-01-15", "2024-06-30 €6"), "usage"),
        ((), "usage"),
        (("2020-01-15 five", "2024-06-30 €6"), "bad-value"),
    ],
)
def test_what_has_no_return_is_one_error(run: Runner, flows: tuple[str, ...], code: str) -> None:
    ran = run("returns", *flows, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)
