"""``dealmodel ratio``."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest

from dealmodel.cli.ratio import MEASURES
from dealmodel.records.volume import Measure
from tests.cli.conftest import Runner

PAIR = ("ratio", "just over 300,000 cars", "4,272,145 cars")


def test_ratio_inverse_and_share(run: Runner) -> None:
    ratio, inverse, share = run(*PAIR, "--json").results
    assert [each["name"] for each in (ratio, inverse, share)] == [
        "ratio",
        "inverse",
        "share_of_pair",
    ]
    a, b = Fraction(300_000), Fraction(4_272_145)
    for result, exact in ((ratio, a / b), (inverse, b / a), (share, a / (a + b))):
        assert abs(Fraction(result["point"]) - exact) < Fraction(1, 10**25)
        assert result["unit"] is None
    # At most 310,000 of 4,272,145 less a half; the low end is never reached.
    assert Fraction(ratio["high"]) >= 310_000 / Fraction("4272144.5")
    assert (ratio["low_open"], ratio["high_open"]) == (True, False)


def test_text(run: Runner) -> None:
    lines = run(*PAIR).out.splitlines()
    assert lines[0] == "ratio          ≈0.0702223 (0.0702223, 0.0725631]"
    assert lines[1] == "  = a / b"
    assert run(*PAIR).err == ""


@pytest.mark.parametrize(
    "stated",
    [
        ("--measure-a", "deliveries", "--measure-b", "sales"),
        ("--scope-a", "China", "--scope-b", "world"),
        ("--period-a", "2024", "--period-b", "2024-Q1"),
    ],
)
def test_another_basis_warns_or_is_refused(run: Runner, stated: tuple[str, ...]) -> None:
    ran = run(*PAIR, *stated, "--json")
    assert ran.code == 0
    (warning,) = ran.record["warnings"]
    assert stated[1] in warning
    assert stated[3] in warning
    assert ran.results[0]["warnings"] == [warning]
    refused = run(*PAIR, *stated, "--same-basis", "--json")
    assert (refused.code, refused.error["code"]) == (2, "different-basis")


def test_same_basis_with_bases_not_stated_is_told(run: Runner) -> None:
    ran = run(*PAIR, "--same-basis", "--json")
    assert ran.code == 0
    assert len(ran.record["warnings"]) == 3
    measures = ("--measure-a", "sales", "--measure-b", "sales", "--period-a", "2024")
    warnings = run(*PAIR, *measures, "--same-basis", "--json").record["warnings"]
    assert [("scope" in w, "--period-b" in w) for w in warnings] == [(True, False), (False, True)]


def test_all_stated_alike(run: Runner) -> None:
    stated = (f"--{aspect}-{side}" for aspect in ("scope", "period") for side in "ab")
    arguments = [word for option in stated for word in (option, "2024")]
    measures = ("--measure-a", "sales", "--measure-b", "sales")
    assert run(*PAIR, *arguments, *measures, "--same-basis", "--json").record["warnings"] == []


def test_the_measures_are_those_of_a_book() -> None:
    assert get_args(Measure) == MEASURES


def test_one_of_the_two_from_standard_input(run: Runner) -> None:
    ratio = run("ratio", "-", "4,272,145 cars", "--json", stdin=b"294,000 cars\n").results[0]
    assert abs(Fraction(ratio["point"]) - Fraction(294_000, 4_272_145)) < Fraction(1, 10**25)
    assert run("ratio", "-", "-", "--json", stdin=b"5 cars").error["code"] == "usage"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("300,000 cars",), "usage"),
        (("300,000 cars", "$5"), "unit-mismatch"),
        (("€5", "$5"), "unit-mismatch"),
        (("300,000 cars", "exactly 0 cars"), "division-by-zero"),
        (("300,000 cars", "5 cars", "--measure-a", "guesses"), "usage"),
        (("300,000 cars", "none"), "no-figure"),
        (("300,000 cars", "5 cars", "6 cars"), "usage"),
    ],
)
def test_bad_input(run: Runner, arguments: tuple[str, ...], code: str) -> None:
    ran = run("ratio", *arguments, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)
    assert run("ratio", *arguments).code == 2
