"""The commands: each a module of this room, loaded when it is called, and a line of help.

A new command is one new file and one line here.
"""

from __future__ import annotations

import importlib
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

from dealmodel.cli.command import Command, write_examples
from dealmodel.cli.options import json_option
from dealmodel.errors import UsageError, did_you_mean, nearest
from dealmodel.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: dict[str, str] = {
    "figure": "Read every figure in a text, and what it can mean.",
    "convert": "Convert a price at the rates of a stated day.",
    "calc": "Calculate with figures as printed, bounds included.",
    "value": "The company's value that a price for a stake implies.",
    "ratio": "Two volumes side by side.",
    "offer": "What a deal's offer is worth at the acquirer's price.",
    "returns": "Multiple of money and rate of return between dated flows.",
    "rates": "Exchange rates of a day or between days, compared, fetched.",
    "convert-table": "Convert a column of a table, whatever its size.",
    "calc-table": "Work a formula out in each row of a table.",
    "value-table": "What each stake of a table implies.",
    "report": "Everything that a deal book supports, derived.",
    "check": "Where a book's sources disagree, and what cannot be right.",
    "read": "Draft claims for a deal book out of an article.",
    "review": "Whether the numbers of an article can be right.",
    "ownership": "Who holds what through whom, and who controls it.",
    "status": "How far agreements came by a day, and who denies it.",
    "cite": "Footnotes for what a book supports about one subject.",
    "import": "Read beneficial ownership data (BODS) into a book.",
    "export": "Write a book to a file, in the format of its ending.",
    "diff": "What changed between two books, and which answers moved.",
    "verify": "Whether an answer would still be the same, and if not, why.",
    "fmt": "Write the files of a book in one form, comments kept.",
    "migrate": "Bring a book to the newest format, comments kept.",
    "init": "Write a starter book into a folder.",
    "schema": "Print the JSON Schema of a book, for editors.",
    "extensions": "What installed packages add to this program.",
    "completion": "Print the completion script of a shell.",
}
"""Name → help, in the order in which they are listed."""

EXAMPLES = (
    "dealmodel figure 'just over 300,000 cars'",
    "dealmodel convert '109,800 yuan' --to USD,EUR --on 2025-04-26",
    "dealmodel calc 'paid = €1.5 billion; stake = 20%; paid / stake - paid'",
    "dealmodel value --stake 21% --paid '$1.6 billion'",
)


class Program(click.Group):
    """The program itself. Help and completion read the table; only a call loads a module."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            return command_named(cmd_name)
        if ctx.resilient_parsing:
            return None
        # Loaded here: only what is no command of ours needs it.
        from dealmodel.cli.calculated import calculated, command_of

        outside = calculated()
        if cmd_name in outside:
            return command_of(outside[cmd_name])
        names = (*COMMANDS, *outside)
        near = did_you_mean(nearest(cmd_name, names)) or f": give one of {', '.join(names)}"
        raise UsageError(f"there is no command {cmd_name[:40]!r}{near}")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, EXAMPLES)
        super().format_help(ctx, formatter)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        named = [
            CompletionItem(name, help=line)
            for name, line in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]


def command_named(name: str) -> Command:
    """The command, its module loaded: of its name, a hyphen written ``_``, with a ``_`` behind a
    word of Python's own.

    >>> command_named("figure").name, command_named("import").name
    ('figure', 'import')
    """
    module = f"{name}_" if iskeyword(name) else name.replace("-", "_")
    command: Command = importlib.import_module(f"dealmodel.cli.{module}").command
    return command


@click.group(
    cls=Program,
    name="dealmodel",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From figures as printed to bounded, sourced answers. Every command takes --json and "
    "--help. Quote texts with single quotes: in double quotes a shell replaces the $1 of $1.6 "
    "billion. The text - reads standard input.",
    epilog="Exit codes: 0 fine; 1 a check found something wrong; 2 the input is wrong; 3 a rate or "
    "other data is missing.",
)
@click.version_option(__version__, prog_name="dealmodel", message="%(prog)s %(version)s")
@json_option
def program() -> None:
    """The program."""
