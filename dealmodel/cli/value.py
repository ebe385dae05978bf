"""``dealmodel value``: what a price for a stake implies about the whole company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from dealmodel.calculators.valuation import SharesAre
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.formulas.result import Result


@click.command(
    "value",
    cls=TextCommand,
    examples=(
        "dealmodel value --stake 21% --paid '$1.6 billion'",
        "dealmodel value --stake 20% --paid '€1.5 billion' --all-primary --to USD --on 2023-10-26",
        "dealmodel value --stake 21% --paid '$1.6 billion' --primary '$1 billion' --explain",
        "dealmodel value --stake 10% --value '€7.4 billion'",
    ),
    help="The equity value that a price for a stake implies, and the value before new money "
    "(pre-money); of stake, price and value any two give the third. Where no option says whether "
    "the shares were new, pre-money is shown for both extremes.",
)
@click.option("--stake", callback=given_text, help="The share bought, as printed: 21%.")
@click.option("--paid", callback=given_text, help="What was paid for it: '$1.6 billion'.")
@click.option(
    "--value",
    callback=given_text,
    help="The equity value; with one of the two others the third follows.",
)
@click.option("--primary", callback=given_text, help="How much of it was for new shares.")
@click.option("--all-primary", is_flag=True, help="All shares were new.")
@click.option("--all-secondary", is_flag=True, help="All shares came from earlier holders.")
@to_option
@on_option
@rates_options
@explain_option
@strictness_options
@locale_option
@json_option
def command(
    stake: str | None,
    paid: str | None,
    value: str | None,
    primary: str | None,
    all_primary: bool,
    all_secondary: bool,
    to: tuple[str, ...],
    on: str | None,
    rates: RatesAsked,
    explain: bool,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    if (primary is not None) + all_primary + all_secondary > 1:
        raise UsageError("--primary, --all-primary and --all-secondary: give at most one of them")
    if on is not None and not to:
        raise UsageError("a date and no currency: say what to convert to as well (--to)")
    if (stake is None) + (paid is None) + (value is None) != 1:
        raise UsageError("--stake, --paid and --value: give two of the three, the third follows")
    rules = hedge_rules(reading, exact)
    exchange: dict[str, Any] = {"to": to, "on": on, "rates": rates.chosen()}
    if value is not None:
        if primary is not None or all_primary or all_secondary:
            raise UsageError("a stated value is one after the money: leave --primary out")
        third = _third(stake, paid, value, exchange, {"rules": rules, "locale": locale})
        return answer_of("value", third, explain=explain)
    assert stake is not None
    assert paid is not None
    shares_are: SharesAre | None = None
    if all_primary or all_secondary:
        shares_are = "primary" if all_primary else "secondary"
    from dealmodel.calculators.valuation import implied_value

    valuation = implied_value(
        stake,
        paid,
        primary=primary,
        shares_are=shares_are,
        rules=rules,
        locale=locale,
        **exchange,
    )
    return answer_of("value", valuation.results, explain=explain)


def _third(
    stake: str | None,
    paid: str | None,
    value: str,
    exchange: dict[str, Any],
    reading: dict[str, Any],
) -> tuple[Result, ...]:
    """What a stated value gives: the price of a stake, or the stake that was bought."""
    from dealmodel.calculators.third_of_three import paid_for, stake_bought

    if stake is not None:
        return paid_for(stake, value, **exchange, **reading)
    assert paid is not None
    if exchange["to"]:
        raise UsageError("a stake has no currency: leave --to out")
    return (stake_bought(paid, value, **reading),)
