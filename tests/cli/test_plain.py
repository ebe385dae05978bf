"""Plain lines are answered as the parser would have them answered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.cli import plain, program
from dealmodel.cli.answer import Answer
from dealmodel.errors import DealModelError

TEXTS = ("€1.5 billion", "109,800 yuan", "$5 / 2", "2 + 3", "%", "", "-", "-5%", "¥5", "\udcff5")
OPTIONS = (
    *("--json", "--exact", "--explain", "--to", "--on", "--help", "-h", "--", "--too", "--to=USD"),
    *("USD", "usd,EUR", "USD,USD", "2025-04-26", "2023-10", "--rates", "ecb", "--locale", "de"),
)


def shown(answer: Answer | None) -> object:
    return None if answer is None else (answer.to_dict(), answer.text(), answer.code)


def outcome(answered: object, arguments: list[str]) -> object:
    try:
        return shown(answered(arguments))  # type: ignore[operator]
    except DealModelError as error:
        return error.to_dict(), error.render()


@settings(max_examples=300)
@given(
    name=st.sampled_from([*plain.FLAGS, "value"]),
    words=st.lists(st.sampled_from([*TEXTS, *OPTIONS]), max_size=6),
    text=st.sampled_from(TEXTS),
    at=st.integers(0, 6),
)
def test_what_is_understood_at_sight_is_parsed_alike(
    name: str, words: list[str], text: str, at: int
) -> None:
    arguments = [name, *words[:at], text, *words[at:]]
    found = outcome(plain.plain_answer, arguments)
    if found is not None:
        assert found == outcome(program._parsed, arguments)


@pytest.mark.parametrize(
    "line",
    [
        ["figure", "€1.5 billion"],
        ["figure", "€1.5 billion", "--json", "--exact"],
        ["calc", "€1.5 billion / 21%"],
        ["calc", "--explain", "€1.5 billion / 21%"],
        ["calc", "€1.5 billion / 21%", "--to", "USD", "--on", "2023-10-26"],
        ["convert", "109,800 yuan", "--to", "USD", "--to", "eur", "--on", "2025-04-26"],
        ["convert", "--on", "2025-04-26", "--to", "USD,EUR", "109,800 yuan", "--json"],
    ],
)
def test_plain_lines(line: list[str]) -> None:
    found = plain.plain_answer(line)
    assert found is not None
    assert shown(found) == shown(program._parsed(line))


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["--version"],
        ["value", "--stake", "21%"],
        ["figure"],
        ["figure", "-"],
        ["figure", ""],
        ["figure", "-5%"],
        ["figure", "5%", "6%"],
        ["figure", "5%", "--explain"],
        ["figure", "5%", "--to", "USD"],
        ["figure", "5%", "--help"],
        ["calc", "--", "5%"],
        ["calc", "5%", "--on"],
        ["calc", "5%", "--to", "--on", "2025-04-26"],
        ["calc", "€5", "--on", "2025-04-26", "--on", "2025-04-28", "--to", "USD"],
        ["convert", "€5", "--to=USD", "--on", "2025-04-26"],
    ],
)
def test_whatever_leaves_something_to_be_understood_is_parsed(line: list[str]) -> None:
    assert plain.plain_answer(line) is None


def test_a_shell_that_asks_for_completions_is_answered_by_the_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(plain.COMPLETE, "bash_complete")
    assert plain.plain_answer(["calc", "2 + 3"]) is None
