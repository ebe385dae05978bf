"""``dealmodel returns``: what dated payments and receipts return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli import currencies
from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import (
    hedge_rules,
    json_option,
    locale_option,
    rates_options,
    strictness_options,
    to_option,
)
from dealmodel.cli.texts import readable
from dealmodel.dataclass import replace
from dealmodel.errors import DateError, UsageError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading

_WORDS_OF_A_DAY = 3


@click.command(
    "returns",
    cls=TextCommand,
    examples=(
        "dealmodel returns '2020-01-15 -€1.5 billion' '2024-06-30 €2.4 billion'",
        "dealmodel returns '2021 -$100 million' '2023-06 $40 million' '2026 $90 million' --json",
        "dealmodel returns '2020-01-15 -€1.5 billion' '2024-06-30 $2.4 billion' --to USD",
    ),
    help="The multiple of money, and the internal rate of return a year, of FLOWS: each a day (or "
    "month, quarter, year) and an amount, negative where it is paid. With --to each is converted "
    "at the rate of its own day. Amounts are discounted by "
    "(1 + rate) ** (days / 365), as spreadsheets' XIRR does.",
)
@click.argument("flows", nargs=-1, metavar="FLOW...")
@to_option
@rates_options
@strictness_options
@locale_option
@json_option
def command(
    flows: tuple[str, ...],
    to: tuple[str, ...],
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    from dealmodel.calculators.returns import multiple_of, rate_of_return, read_flows

    if not flows:
        raise UsageError("there are no flows: write each as '2020-01-15 -€1.5 billion'")
    pairs = [_parted(readable(flow)) for flow in flows]
    rules = hedge_rules(reading, exact)
    target = currencies.only_target(to)
    read = read_flows(pairs, to=target, rates=rates.chosen(), rules=rules, locale=locale)
    rate = rate_of_return(read)
    # Its text lists the flows that it is solved from, not the rate itself.
    flows_alone = {name: each for name, each in rate.inputs.items() if name != rate.name}
    told = replace(rate, inputs=flows_alone)
    return answer_of("returns", (multiple_of(read), told), explain=False)


def _parted(flow: str) -> tuple[str, str]:
    """The day and the amount of a flow."""
    from dealmodel.rates.period import parse_period

    words = flow.split()
    for count in range(min(_WORDS_OF_A_DAY, len(words) - 1), 0, -1):
        day = " ".join(words[:count]).removesuffix(":")
        try:
            parse_period(day)
        except DateError:
            continue
        return day, " ".join(words[count:])
    if words:
        parse_period(words[0].removesuffix(":"))  # what is wrong with it
    raise UsageError(f"{flow[:60]!r} is no flow: write a day and an amount, '2020-01-15 -€5'")
