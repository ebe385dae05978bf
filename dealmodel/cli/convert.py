"""``dealmodel convert``: a price in other currencies, at the rates of a stated day."""

from __future__ import annotations

from typing import Any

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.calculating import converted
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import (
    explain_option,
    json_option,
    locale_option,
    on_option,
    rates_options,
    strictness_options,
    to_option,
)
from dealmodel.cli.texts import given_text


@click.command(
    "convert",
    cls=TextCommand,
    examples=(
        "dealmodel convert '109,800 yuan' --to USD --to EUR --on 2025-04-26",
        "dealmodel convert '€1.5 billion' --to USD --on 2023-10 --explain",
        "dealmodel convert 'RMB 380 million' --to USD --on 2025-04-26 --rates '7.26 CNY/USD'",
    ),
    help="Convert AMOUNT, an amount of money as printed, at the rate of a stated day or period. "
    "--to and --on are required. The amount - reads standard input.",
)
@click.argument("amount", callback=given_text)
@to_option
@on_option
@rates_options
@explain_option
@strictness_options
@locale_option
@json_option
def command(**given: Any) -> Answer:
    return converted(**given)
