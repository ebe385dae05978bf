"""Completion, as a shell asks for it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from dealmodel.cli.commands import COMMANDS
from dealmodel.rates.rate import PolicyKind
from tests.cli.conftest import Runner
from tests.cli.process import PROGRAM, process


def completed(*words: str) -> list[str]:
    """What bash is offered for the last of ``words``."""
    ran = process(
        environment={
            "_DEALMODEL_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["dealmodel", *words]),
            "COMP_CWORD": str(len(words)),
        }
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    return [line.partition(",")[2] for line in ran.stdout.decode().splitlines()]


def test_commands() -> None:
    assert completed("con") == ["convert", "convert-table"]
    assert completed("") == list(COMMANDS)


def test_options() -> None:
    assert "--policy" in completed("convert", "'5 EUR'", "--")
    assert completed("convert", "-", "--pol") == ["--policy"]


def test_currencies() -> None:
    assert completed("convert", "5", "--to", "US") == ["USD", "USN"]
    assert completed("convert", "5", "--to", "eu") == ["EUR"]
    assert completed("convert", "5", "--to", "USD,JP") == ["USD,JPY"]
    assert {"CNY", "EUR", "USD"} <= set(completed("value", "--to", ""))


def test_policies_and_sources() -> None:
    assert completed("convert", "5", "--policy", "") == list(get_args(PolicyKind))
    assert completed("convert", "5", "--policy", "pre") == ["previous"]
    assert completed("convert", "5", "--rates", "l") == ["live"]
    assert completed("figure", "5", "--reading", "s") == ["strict"]
    assert completed("completion", "z") == ["zsh"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script(run: Runner, shell: str) -> None:
    script = run("completion", shell).out
    assert "_DEALMODEL_COMPLETE" in script
    (record,) = run("completion", shell, "--json").results
    assert (record["shell"], record["script"].strip("\n")) == (shell, script.strip("\n"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_accepts_and_uses_the_script(run: Runner, tmp_path: Path) -> None:
    script = tmp_path / "completion.sh"
    script.write_text(run("completion", "bash").out)
    asked = (
        f"PATH={Path(PROGRAM).parent}:$PATH; . {script}; COMP_WORDS=(dealmodel conv); COMP_CWORD=1;"
        "_dealmodel_completion dealmodel; echo ${COMPREPLY[@]}"
    )
    ran = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "convert convert-table"
