"""``dealmodel report``: its forms, its summary and its colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dealmodel.cli.report import coloured
from tests.cli.conftest import Runner
from tests.cli.process import output_on_a_terminal

SEEDS = str(Path(__file__).parents[2] / "seeds")


def test_a_summary_is_one_screen(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("report", SEEDS, "--summary")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) <= 32
    assert "Contested\n" in ran.out


def test_a_summary_is_text(run: Runner) -> None:
    ran = run("report", SEEDS, "--summary", "--format", "html")
    assert (ran.code, ran.out) == (2, "")
    assert "leave one of them out" in ran.err


def test_colours_tell_nothing_that_words_do_not() -> None:
    plain = {"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "100"}
    without = output_on_a_terminal("report", SEEDS, "--summary", environment=plain)
    shown = output_on_a_terminal(
        "report", SEEDS, "--summary", environment={**plain, "NO_COLOR": ""}
    )
    assert "\x1b[31m" in shown
    assert "\x1b" not in without
    assert re.sub(r"\x1b\[\d+m", "", shown) == without


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("  error: stakes.x", "31"),
        ("  warning: stakes.x", "33"),
        ("share, all  cannot both be right", "31"),
        ("  an error: none", ""),
        ("evil \x1b[32m", ""),
    ],
)
def test_what_is_wrong_stands_out(text: str, colours: str) -> None:
    assert "".join(re.findall(r"\x1b\[(3\d)m", coloured(text))) == colours
