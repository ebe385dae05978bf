"""``dealmodel extensions``: what installed packages add to the program."""

from __future__ import annotations

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option


@click.command(
    "extensions",
    cls=Command,
    examples=("dealmodel extensions",),
    help="List the calculators, checks, sources of rates and formats that installed packages add "
    "(see dealmodel.extend). A calculator is a command of its own; a check is one of those of "
    "dealmodel check; rates go by their name behind --rates, formats by the ending behind "
    "dealmodel export -o.",
)
@json_option
def command() -> Answer:
    from dealmodel.extend import Check, Format, Rates, calculators
    from dealmodel.extensions import declared

    found: list[tuple[str, str, str]] = [
        *(("calculator", each.name, each.definition) for each in calculators()),
        *(("check", each.name, each.about) for each in declared(Check)),
        *(("rates", each.name, each.about) for each in declared(Rates)),
        *(("format", each.name, each.about) for each in declared(Format)),
    ]

    def text() -> str:
        if not found:
            return "nothing was added"
        width = max(len(name) for _, name, _ in found)
        return "\n".join(f"{kind:<10}  {name:<{width}}  {about}" for kind, name, about in found)

    return Answer(
        "extensions",
        lambda: [{"kind": kind, "name": name, "about": about} for kind, name, about in found],
        text,
    )
