"""Help: an example first on every command, and every example runs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from dealmodel.cli.commands import COMMANDS, EXAMPLES, command_named
from tests.cli.conftest import Runner

PAGES = [(), *((name,) for name in COMMANDS)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_starts_with_an_example(run: Runner, page: tuple[str, ...], option: str) -> None:
    ran = run(*page, option)
    assert (ran.code, ran.err) == (0, "")
    heading, example, *_ = ran.out.splitlines()
    assert heading in ("Example:", "Examples:")
    assert example.startswith(" ".join(["  dealmodel", *page]))
    assert "\nUsage: dealmodel" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 90


def test_without_arguments_there_is_help(run: Runner) -> None:
    assert run() == run("--help")


def test_the_list_of_commands_is_the_table(run: Runner) -> None:
    listed = run("--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split(maxsplit=1) for line in listed] == [list(item) for item in COMMANDS.items()]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_the_one_that_it_is_listed_as(name: str) -> None:
    command = command_named(name)
    assert command.name == name
    assert command.examples
    assert {"--json"} <= {option for parameter in command.params for option in parameter.opts}


def runnable(examples: Sequence[str]) -> list[str]:
    # A redirection is the shell's, and a book of one's own is not here.
    return [each for each in examples if ">" not in each and "my-" not in each]


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_the_examples_run_one_after_the_other(
    run: Runner, name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("seeds", "examples"):
        Path(folder).symlink_to(Path(__file__).parents[2] / folder)
    for example in runnable(command_named(name).examples if name else EXAMPLES):
        program, *arguments = shlex.split(example)
        assert program == "dealmodel"
        ran = run(*arguments)
        assert ran.code == 0 or (arguments[0] == "check" and ran.code == 1), ran.err
        assert ran.out


def test_the_version(run: Runner) -> None:
    from dealmodel import __version__

    assert run("--version").out == f"dealmodel {__version__}\n"
