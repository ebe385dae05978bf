"""``dealmodel ownership``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calculators.test_holdings import STATED
from tests.checks.books import COMMON
from tests.cli.conftest import Runner

SEEDS = str(Path(__file__).parents[2] / "seeds")
BOOK = b"""
book: x
sources: {a: {publisher: Alpha}}
parties:
  stellantis: {name: Stellantis, kind: company}
  leapmotor: {name: Leapmotor, kind: company}
  venture: {name: Venture, kind: joint_venture}
stakes:
  s: {investor: stellantis, investee: leapmotor, share: {says: exactly 21%, source: a}}
joint_ventures:
  v:
    party: venture
    holders:
      stellantis: {says: exactly 51%, source: a}
      leapmotor: {says: exactly 49%, source: a}
"""


def test_an_interest_with_its_paths(run: Runner) -> None:
    [found] = run("ownership", "-", "stellantis", "venture", "--json", stdin=BOOK).results
    assert (found["name"], found["kind"], found["unit"]) == ("effective_interest", "share", None)
    assert (found["point"], found["low"], found["high"]) == ("0.6129", "0.6129", "0.6129")
    assert found["remainder"] == "0"
    assert [(path["via"], path["share"]) for path in found["paths"]] == [
        (["stellantis", "venture"], "0.51"),
        (["stellantis", "leapmotor", "venture"], "0.1029"),
    ]
    assert found["sources"] == ["a"]
    assert found["control"] == "yes"
    assert found["standing"] == {
        "influence": "control",
        "word": "subsidiary",
        "basis": "presumed",
        "rule": "IFRS 10.B35: more than half of the votes",
    }
    assert found["amlr_52"] == {"line": "0.25", "reached": "yes"}


def test_fewer_paths_leave_a_remainder(run: Runner) -> None:
    asked = ("ownership", "-", "stellantis", "venture", "--paths", "1", "--json")
    [found] = run(*asked, stdin=BOOK).results
    assert (len(found["paths"]), found["remainder"]) == (1, "0.1029")


def test_holders_the_largest_first(run: Runner) -> None:
    found = run("ownership", "-", "--of", "venture", "--json", stdin=BOOK).results
    assert [(each["party"], each["point"], each["low"]) for each in found] == [
        ("stellantis", "0.6129", "0.6129"),
        ("leapmotor", "0.49", "0.49"),
    ]


def test_control_with_what_others_have(run: Runner) -> None:
    [found] = run("ownership", "-", "--control", "stellantis", "--json", stdin=BOOK).results
    assert (found["party"], found["control"]) == ("venture", "yes")
    assert found["non_controlling_interest"] == "0.3871"


def test_text_tells_the_whole_story(run: Runner) -> None:
    out = run("ownership", SEEDS, "stellantis", "leapmotor-international").out
    assert out.splitlines()[0] == (
        "Stellantis in Leapmotor International: 60.8% to 61.29% as printed, [60.1525%, 61.9275%]"
    )
    assert "21% (CNBC after Reuters) alone makes it 61.29%" in out
    assert "control: yes, [50.5%, 51.5%] of the votes; presumed subsidiary" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "one of the three"),
        (("stellantis",), "Give HELD"),
        (("stellantis", "leapmotor", "--of", "venture"), "one of the three"),
        (("--of", "venture", "--control", "stellantis"), "one of the three"),
        (("stellantis", "ventur"), "Did you mean venture"),
        (("stellantis", "venture", "--as-of", "26/04/2025"), "is it 2025-04-26"),
        (("stellantis", "venture", "--prefer", "newest"), "prefer"),
        (("stellantis", "venture", "--paths", "0"), "--paths"),
        (("stellantis", "venture", "--measure", "cash"), "--measure"),
    ],
)
def test_wrong_input_says_what_to_do(run: Runner, arguments: tuple[str, ...], message: str) -> None:
    ran = run("ownership", "-", *arguments, stdin=BOOK)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_nothing_held_is_said(run: Runner) -> None:
    assert "no path leads there" in run("ownership", "-", "venture", "leapmotor", stdin=BOOK).out
    assert "no source tells" in run("ownership", "-", "--of", "stellantis", stdin=BOOK).out
    assert "no source makes" in run("ownership", "-", "--control", "venture", stdin=BOOK).out


@pytest.mark.parametrize(
    ("form", "start"),
    [("mermaid", "%% "), ("dot", "digraph"), ("svg", "<svg ")],
)
def test_it_is_drawn(run: Runner, form: str, start: str) -> None:
    whole = run("ownership", "-", "--diagram", form, stdin=BOOK)
    assert (whole.code, whole.err) == (0, "")
    assert start in whole.out
    for name in ("Stellantis", "Leapmotor", "Venture"):
        assert name in whole.out
    below = run("ownership", "-", "--control", "leapmotor", "--diagram", form, stdin=BOOK)
    assert "Venture" in below.out
    assert "Stellantis" not in below.out


def test_a_holding_over_time(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(COMMON + STATED)
    ran = run("ownership", str(path), "ivy", "elm", "--timeline")
    assert ran.code == 0
    assert ran.out.splitlines()[1].split() == (
        "from 2023-01-10 to 2024-01-10 10% [9.5%, 10.5%] [Alpha]".split()
    )
    told = run("ownership", str(path), "ivy", "elm", "--timeline", "--json").results
    assert [each["from"] for each in told] == ["2023-01-10", "2024-01-10", "2024-06-30"]
    drawn = run("ownership", str(path), "ivy", "elm", "--timeline", "--diagram", "svg")
    assert drawn.out.startswith("<svg")
    for wrong in (
        ("--of", "elm"),
        ("ivy", "elm", "--as-of", "2024"),
        ("ivy", "elm", "--diagram", "dot"),
    ):
        assert run("ownership", str(path), *wrong, "--timeline").code == 2
