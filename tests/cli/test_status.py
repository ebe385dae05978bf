"""``dealmodel status``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner
from tests.cli.process import process

SEEDS = str(Path(__file__).parents[2] / "seeds")
BOOK = b"""
book: x
sources: {a: {publisher: Paper}}
parties: {p: {name: P, kind: company}}
agreements:
  g:
    kind: talks
    parties: [p]
    status:
      - {on: 2025-04-24, stage: talks, evidence: reported, source: a, says: "\xe2\x80\xaein talks"}
      - {on: 2025-04-25, stage: talks, evidence: denied, by: p, source: a}
"""


def test_all_agreements(run: Runner) -> None:
    results = run("status", SEEDS, "--json").results
    subjects = [each["subject"] for each in results]
    assert len(subjects) == len(set(subjects))
    assert "agreements.ferrari-talks" in subjects
    assert {each["name"] for each in results} == {"status"}
    assert [each["subject"] for each in results if each["contested"]] == [
        "agreements.ferrari-talks"
    ]


@pytest.mark.parametrize("key", ["ferrari-talks", "agreements.ferrari-talks"])
def test_one_agreement_on_a_day(run: Runner, key: str) -> None:
    (before,) = run("status", SEEDS, key, "--as-of", "2025-04-24", "--json").results
    assert (before["stage"], before["evidence"], before["contested"]) == (
        "talks",
        "attributed",
        False,
    )
    (denied,) = run("status", SEEDS, key, "--as-of", "2025-04-25", "--json").results
    assert denied["contested"]
    assert [each["by"] for each in denied["denied_by"]] == ["leapmotor"]
    assert denied["as_of"] == "2025-04-25"
    (whole,) = run("status", SEEDS, key, "--json").results
    assert [each["by"] for each in whole["declined_by"]] == ["ferrari"]
    still = {each["source"] for each in whole["asserted_by"] if each["after_denial"]}
    assert still == {"italpassion-2025-04", "italpassion-citing-milano-finanza"}
    assert (denied["later"], whole["later"]) == (1, 0)


def test_before_anything_there_is_no_stage(run: Runner) -> None:
    ran = run("status", SEEDS, "ferrari-talks", "--as-of", "2024")
    assert (ran.code, ran.err) == (0, "")
    assert "stage      none: nothing is known by 2024, the first event is of 2025-02\n" in ran.out


def test_the_text_is_plain_and_harmless(run: Runner) -> None:
    ran = run("status", "-", "g", stdin=BOOK)
    assert ran.code == 0
    assert ran.out == (
        "g: talks, P\n"
        "  stage      talks, since 2025-04-24\n"
        "  evidence   ○ reported by Paper\n"
        "  contested  asserted by Paper; denied by P\n"
        "    2025-04-24  talks  ○ reported     [Paper] “\N{REPLACEMENT CHARACTER}in talks”\n"
        "    2025-04-25  talks  ✗ denied    P  [Paper]\n"
    )


def test_a_terminal_that_knows_no_signs_still_has_the_words() -> None:
    ran = process("status", "-", stdin=BOOK, environment={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert b"reported by Paper" in ran.stdout
    assert b"denied by P" in ran.stdout


def test_a_book_without_agreements(run: Runner) -> None:
    assert run("status", "-", "--json", stdin=b"book: x\n").results == []
    assert run("status", "-", stdin=b"book: x\n").out == "the book has no agreements\n"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), "usage", "BOOK"),
        ((SEEDS, "ferari-talks"), "unknown-reference", "Did you mean ferrari-talks?"),
        ((SEEDS, "x", "y"), "usage", "unexpected"),
        ((SEEDS, "--as-of", "26/04/2025"), "bad-date", "2025-04-26"),
        ((SEEDS, "--as-of"), "usage", "--as-of"),
        ((SEEDS, "--as-off", "2025"), "usage", "--as-of"),
        (("no-such-book",), "book", "no-such-book"),
    ],
)
def test_bad_input(run: Runner, arguments: tuple[str, ...], code: str, told: str) -> None:
    ran = run("status", "--json", *arguments)
    assert ran.code == 2
    text = run("status", *arguments)
    assert (text.code, text.out) == (2, "")
    assert told in text.err
    assert code in (ran.error["code"], *(each["code"] for each in ran.error.get("errors", ())))
