"""``dealmodel check``: its forms, its exit codes, its keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

SEEDS = str(Path(__file__).parents[2] / "seeds")

HEAD = b"""
book: x
sources:
  a: {publisher: Alpha}
  b: {publisher: Beta}
parties:
  x: {name: X, kind: company}
  y: {name: Y, kind: company}
"""
AGREEING = (
    HEAD
    + b"""
stakes:
  s:
    investor: x
    investee: y
    share: [{says: "21%", source: a}, {says: 21 percent, source: b}]
"""
)
CONTRADICTORY = AGREEING.replace(b"21 percent", b"12 percent")
DOUBTFUL = (
    HEAD
    + b"""
prices:
  p:
    {product: P, basis: list, on: 2025-02-14,
     amount: {says: "1,000,000 yuan ($139,200)", source: a}}
"""
)
"""CNY 7.2667 a dollar that day: 1,000,000 / 139,200 = 7.1839, which is 1.1 % below."""


def test_contradictions_make_the_exit_code_1(run: Runner) -> None:
    assert run("check", "-", stdin=CONTRADICTORY).code == 1
    assert run("check", "-", stdin=AGREEING).code == 0
    assert run("check", SEEDS).code == 1


def test_warnings_do_only_when_asked(run: Runner) -> None:
    assert run("check", "-", stdin=DOUBTFUL).code == 0
    assert run("check", "-", "--fail-on", "warning", stdin=DOUBTFUL).code == 1
    assert run("check", "-", "--fail-on", "warning", stdin=AGREEING).code == 0


@pytest.mark.parametrize("as_json", [["--json"], ["--format", "json"]])
def test_json_has_the_keys_that_users_rely_on(run: Runner, as_json: list[str]) -> None:
    ran = run("check", SEEDS, *as_json)
    assert ran.code == 1
    record = ran.record
    assert (record["schema"], record["command"], record["warnings"]) == ("dealmodel/1", "check", [])
    keys = {"code", "severity", "where", "subject", "message", "claims", "verdict"}
    for finding in record["results"]:
        assert keys <= set(finding)
        assert finding["severity"] in ("error", "warning", "info")
        file, line, column = finding["where"].rsplit(":", 2)
        text = Path(file).read_text().splitlines()[int(line) - 1]
        assert 1 <= int(column) <= len(text)
    [share] = [
        f for f in record["results"] if f["subject"].endswith("stellantis-in-leapmotor.share")
    ]
    assert (share["code"], share["verdict"]) == ("claims-disagree", "contradictory")
    assert {claim["says"] for claim in share["claims"]} == {"21%", "20 percent", "20 %"}


def test_marks_for_github_point_at_lines(run: Runner) -> None:
    ran = run("check", SEEDS, "--format", "github")
    assert ran.code == 1
    marks = ran.out.splitlines()
    assert all(mark.startswith(("::error ", "::warning ", "::notice ")) for mark in marks)
    assert sum(mark.startswith("::error ") for mark in marks) == 2


def test_sarif_is_one_log(run: Runner) -> None:
    ran = run("check", SEEDS, "--format", "sarif")
    assert ran.code == 1
    [log] = json.loads(ran.out)["runs"]
    assert {result["level"] for result in log["results"]} == {"error", "warning", "note"}


def test_text_is_the_same_whatever_the_terminal(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("check", SEEDS)
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("check", SEEDS).out == plain.out
    assert "\x1b" not in plain.out
    assert plain.err == ""


BROKEN = AGREEING.replace(b"source: b", b"source: c")


def test_a_book_that_cannot_be_read_is_an_error_not_a_finding(run: Runner) -> None:
    ran = run("check", "-", stdin=BROKEN)
    assert ran.code == 2
    assert ran.out == ""
    assert "there is no 'c' among the book's sources" in ran.err


def test_a_broken_book_is_told_in_the_form_asked_for(run: Runner) -> None:
    told = "there is no 'c' among the book's sources"
    as_json = run("check", "-", "--format", "json", stdin=BROKEN)
    assert as_json.code == 2
    assert as_json.error["code"] == "book"
    assert told in as_json.error["message"]
    mark = run("check", "-", "--format", "github", stdin=BROKEN)
    assert mark.code == 2
    assert mark.out.startswith("::error file=standard input,title=unknown-reference,line=")
    log = run("check", "-", "--format", "sarif", stdin=BROKEN)
    assert log.code == 2
    [result] = json.loads(log.out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("unknown-reference", "error")
    assert told in result["message"]["text"]


def test_a_book_without_deals_has_nothing_to_find(run: Runner) -> None:
    ran = run("check", "-", stdin=HEAD)
    assert (ran.code, ran.out) == (0, "nothing found\n")
    assert run("check", "-", "--format", "github", stdin=HEAD).out == "\n"


def test_a_strict_reading_finds_fewer_contradictions(run: Runner) -> None:
    book = HEAD + (
        b"""
volumes:
  v: {party: x, measure: sales, period: 2024, count: [
    {says: "just over 300,000 cars", source: a}, {says: "350,000 cars", source: b}]}
"""
    )
    assert run("check", "-", stdin=book).code == 1
    # To the letter, 350,000 is over 300,000.
    assert run("check", "-", "--reading", "strict", stdin=book).code == 0


def test_control_characters_of_a_book_never_reach_the_terminal(run: Runner) -> None:
    hostile = CONTRADICTORY.replace(b"Alpha", b'"\\u009b31m\\u202eAlpha"')
    out = run("check", "-", stdin=hostile).out
    assert "\x9b" not in out
    assert "\u202e" not in out


def test_only_what_is_grave_enough_is_shown(run: Runner) -> None:
    def shown(*asked: str) -> set[str]:
        return {
            each["severity"] for each in run("check", SEEDS, "--json", *asked).record["results"]
        }

    assert shown() == shown("--show", "info") == {"error", "warning", "info"}
    assert shown("--show", "warning") == {"error", "warning"}
    assert shown("--show", "error") == {"error"}
    out = run("check", SEEDS, "--show", "error").out
    assert out.endswith("\n2 errors\n")
