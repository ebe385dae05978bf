"""``dealmodel calc``: a formula over figures as printed."""

from __future__ import annotations

from typing import Any

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.calculating import calculated
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
    "calc",
    cls=TextCommand,
    examples=(
        "dealmodel calc 'paid = €1.5 billion; stake = 21%; paid / stake - paid'",
        "dealmodel calc '{just over 300,000 cars} / {less than a tenth}' --explain",
        "dealmodel calc 'cagr({144,118 cars}, {294,000 cars}, 3)'",
        "dealmodel calc 'paid / stake' --where 'paid=$1.6 billion' --where stake=21%",
    ),
    help="Calculate with figures as printed. FORMULA holds statements, parted by ; or lines; the "
    "last is the answer. A figure stands bare where it cannot be mistaken (€1.5 billion, 21%), and "
    "in braces always: {just over 300,000 cars}. There are + - * / **, brackets, min, max, abs, "
    "sum, avg, sqrt, root(x, n), cagr(a, b, years), SHARE of EXPR, and EXPR in CUR on DATE (or to "
    "CUR on DATE). The formula - reads standard input.",
)
@click.argument("formula", callback=given_text)
@click.option(
    "--where",
    multiple=True,
    metavar="NAME=TEXT",
    help="What a name in the formula stands for; repeat it for several.",
)
@to_option
@on_option
@rates_options
@explain_option
@strictness_options
@locale_option
@json_option
def command(**given: Any) -> Answer:
    return calculated(**given)
