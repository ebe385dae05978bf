"""``dealmodel cite``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner

SEEDS = str(Path(__file__).parents[2] / "seeds")
STAKE = "stakes.stellantis-in-leapmotor"


def test_a_footnote(run: Runner) -> None:
    ran = run("cite", SEEDS, STAKE, "--name", "implied_equity_value", "--to", "USD")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.removesuffix("\n").split("\n\n")
    assert first == (
        "Implied equity value, Stellantis in Leapmotor, 2023-10: $7.62bn (7.21 to 8.05) = "
        "paid / stake = $1.6 billion / 21%; CNBC (after Reuters), 2025-04-26."
    )
    assert second.startswith(
        "Implied equity value, Stellantis in Leapmotor, 2023-10: $7.92bn (7.40 to 8.45) = "
    )


def test_in_json(run: Runner) -> None:
    (before,) = run("cite", SEEDS, "growth.leapmotor-2024", "--json").results
    assert before["subject"] == "growth.leapmotor-2024"
    assert before["name"] == "volume_before"
    assert before["sources"] == ["italpassion-2025-04"]
    assert before["citation"] == run("cite", SEEDS, "growth.leapmotor-2024").out.strip()


def test_in_markdown(run: Runner) -> None:
    ran = run("cite", SEEDS, "hongqi-platform", "--name", "plant", "--format", "markdown")
    first, second = ran.out.removesuffix("\n").split("\n\n")
    assert first.startswith("[^hongqi-platform-1]: Plant, platform supply, ")
    assert second.startswith("[^hongqi-platform-2]: Plant, platform supply, ")


def test_a_book_on_standard_input(run: Runner) -> None:
    book = (
        b"{book: x, sources: {a: {publisher: A}}, parties: {p: {name: P, kind: company, "
        b"facts: {f: {what: revenue, amount: {says: $5, source: a}}}}}}"
    )
    assert run("cite", "-", "p", stdin=book).out == "Revenue, P: “$5”; A, undated.\n"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        ((SEEDS, "stakes.stelantis-in-leapmotor"), 2, "unknown-reference"),
        ((SEEDS, STAKE, "--name", "implied"), 2, "unknown-reference"),
        ((SEEDS, STAKE, "--to", "DOLLAR"), 2, "unknown-currency"),
        ((SEEDS, STAKE, "--format", "latex"), 2, "usage"),
        ((SEEDS, "volumes.byd-2024"), 3, "data"),
        ((SEEDS,), 2, "usage"),
        (("no-such-book", STAKE), 2, "book"),
    ],
)
def test_what_goes_wrong(
    run: Runner, arguments: tuple[str, ...], exit_code: int, code: str
) -> None:
    ran = run("cite", *arguments, "--json")
    assert (ran.code, ran.error["code"]) == (exit_code, code)


def test_a_misspelt_subject_is_answered_with_the_nearest(run: Runner) -> None:
    ran = run("cite", SEEDS, "stelantis-in-leapmotor")
    assert ran.out == ""
    assert f"Did you mean {STAKE}" in ran.err


def test_a_books_control_characters_never_reach_the_terminal(run: Runner) -> None:
    book = (
        r'{book: x, sources: {a: {publisher: A}}, parties: {p: {name: "P\u009b31m\u202e", '
        r"kind: company, facts: {f: {what: revenue, amount: {says: $5, source: a}}}}}}"
    )
    out = run("cite", "-", "p", stdin=book.encode()).out
    assert "$5" in out
    assert not {"\x9b", "\u202e"} & set(out)
