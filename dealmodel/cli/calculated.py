"""The command of a calculator that was declared outside: an option for each of its inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from dealmodel.calculators.declared import Calculator, calculators
from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.command import Command, TextCommand
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
from dealmodel.cli.texts import given_text

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.figures.hedges import Reading


def calculated() -> dict[str, Calculator]:
    """The declared calculators by the names of their commands."""
    return {_dashed(each.name): each for each in calculators()}


def command_of(calculator: Calculator) -> Command:
    """The command of a calculator."""
    name = _dashed(calculator.name)

    @to_option
    @on_option
    @rates_options
    @explain_option
    @strictness_options
    @locale_option
    @json_option
    def command(
        to: tuple[str, ...],
        on: str | None,
        rates: RatesAsked,
        explain: bool,
        reading: Reading,
        exact: bool,
        locale: str,
        **given: Any,
    ) -> Answer:
        from dealmodel.calculators.calculation import calc

        found = calc(
            calculator.formula,
            to=only_target(to),
            on=on,
            rates=rates.chosen(),
            rules=hedge_rules(reading, exact),
            locale=locale,
            **given,
        )
        named = replace(found, name=calculator.name, kind=calculator.kind or found.kind)
        return answer_of(name, [named], explain=explain)

    for each in reversed(list(calculator.inputs)):
        option = click.option(
            f"--{_dashed(each)}",
            each,
            required=True,
            callback=given_text,
            help=f"As printed; in a book {calculator.section}.{calculator.inputs[each]}.",
        )
        command = option(command)
    options = " ".join(f"--{_dashed(each)} TEXT" for each in calculator.inputs)
    made = click.command(
        name,
        cls=TextCommand,
        examples=(f"dealmodel {name} {options}",),
        help=f"{calculator.definition}\n\n{calculator.formula}\n\nSource: {calculator.source}",
    )(command)
    assert isinstance(made, Command)
    return made


def _dashed(name: str) -> str:
    return name.replace("_", "-")
