"""Help: an example first on every command, and every example runs."""

from __future__ import annotations

import shlex
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


def runnable() -> list[str]:
    own = [example for name in COMMANDS for example in command_named(name).examples]
    # A redirection is the shell's, and a book of one's own is not here.
    return [each for each in (*EXAMPLES, *own) if ">" not in each and "my-" not in each]


@pytest.mark.parametrize("example", runnable())
def test_an_example_runs(run: Runner, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    program, *arguments = shlex.split(example)
    assert program == "dealmodel"
    ran = run(*arguments)
    found_wrong = program == "dealmodel" and arguments[0] == "check" and ran.code == 1
    assert ran.code == 0 or found_wrong, ran.err
    assert ran.out


def test_the_version(run: Runner) -> None:
    from dealmodel import __version__

    assert run("--version").out == f"dealmodel {__version__}\n"
