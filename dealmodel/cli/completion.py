"""``dealmodel completion``: the script that lets a shell complete dealmodel's command lines."""

from __future__ import annotations

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option
from dealmodel.cli.plain import COMPLETE

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    cls=Command,
    examples=(
        "dealmodel completion bash > ~/.local/share/bash-completion/completions/dealmodel",
        'dealmodel completion zsh > "${fpath[1]}/_dealmodel"',
        "dealmodel completion fish > ~/.config/fish/completions/dealmodel.fish",
    ),
    help="Print the script by which SHELL completes commands, options, currencies and policies.",
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
@json_option
def command(ctx: click.Context, shell: str) -> Answer:
    from click.shell_completion import get_completion_class

    script_class = get_completion_class(shell)
    assert script_class is not None
    script = script_class(ctx.find_root().command, {}, "dealmodel", COMPLETE).source()
    return Answer(
        "completion", lambda: [{"shell": shell, "script": script}], lambda: script.strip("\n")
    )
