"""``dealmodel figure``: every figure in a text, and what it can mean."""

from __future__ import annotations

from typing import Any

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.calculating import figures_read
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import json_option, locale_option, strictness_options
from dealmodel.cli.texts import given_text


@click.command(
    "figure",
    cls=TextCommand,
    examples=(
        "dealmodel figure 'just over 300,000 cars'",
        "dealmodel figure '109,800 yuan ($15,115)' --json",
        "dealmodel figure 'Sie zahlten 1,5 Milliarden Euro' --locale de",
        "dealmodel figure '€1.5 billion' --bounds '1.45 billion' -",
    ),
    help="Read every figure in TEXT: its number, its unit and what its words can mean. Shows the "
    "text with each figure in brackets, what each is, and, as ⟨?1 ...⟩, what looks like a figure "
    "and cannot be read without doubt, with the reason. The exit code is 2 only if nothing can be "
    "read. The text - reads standard input.",
)
@click.argument("text", callback=given_text)
@click.option(
    "--bounds",
    nargs=2,
    metavar="LOW HIGH",
    help="What the one figure in TEXT can mean, as printed numbers in its unit; - is no end.",
)
@strictness_options
@locale_option
@json_option
def command(**given: Any) -> Answer:
    return figures_read(**given)
