"""``dealmodel convert``: a price in other currencies, at the rates of a stated day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import (
    explain_option,
    hedge_rules,
    json_option,
    locale_option,
    on_option,
    rates_options,
    strictness_options,
    to_option,
)
from dealmodel.cli.texts import given_text
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading


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
def command(
    amount: str,
    to: tuple[str, ...],
    on: str | None,
    rates: RatesAsked,
    explain: bool,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    if not to:
        raise UsageError("say what to convert to: --to USD, or --to USD,EUR")
    if on is None:
        raise UsageError(
            "say whose day's rate to use: --on 2025-04-26, or a month, quarter or year. There is "
            'no "latest" by accident'
        )
    from dealmodel.calculators.conversion import convert

    rules = hedge_rules(reading, exact)
    results = [
        convert(
            amount,
            to=currency,
            on=on,
            rates=rates.chosen(),
            rules=rules,
            locale=locale,
        )
        for currency in to
    ]
    return answer_of("convert", results, explain=explain)
