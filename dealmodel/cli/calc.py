"""``dealmodel calc``: a formula over figures as printed."""

from __future__ import annotations

import inspect
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any

import click

from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.command import TextCommand
from dealmodel.cli.currencies import only_target
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
from dealmodel.cli.texts import given_text, readable
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading


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
def command(
    formula: str,
    where: tuple[str, ...],
    to: tuple[str, ...],
    on: str | None,
    rates: RatesAsked,
    explain: bool,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    from dealmodel.calculators.calculation import calc

    taken = [
        name
        for name, parameter in inspect.signature(calc).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    ]
    result = calc(
        formula,
        to=only_target(to),
        on=on,
        rates=rates.chosen(),
        rules=hedge_rules(reading, exact),
        locale=locale,
        **_named(where, taken),
    )
    return answer_of("calc", [result], explain=explain)


def _named(where: Sequence[str], taken: Container[str]) -> dict[str, Any]:
    """The names that ``--where`` gives; those in ``taken`` have a meaning of their own."""
    names: dict[str, str] = {}
    for given in where:
        name, equals, text = given.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            raise UsageError(f"--where {given[:60]!r}: write NAME=TEXT, as in paid='$1.6 billion'")
        if name in names:
            raise UsageError(f"--where gives {name!r} twice: use another name")
        if name in taken:
            raise UsageError(f"--where {name!r}: that name is taken, use another")
        names[name] = readable(text)
    return names
