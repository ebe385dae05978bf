"""``dealmodel figure``: every figure in a text, and what it can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import hedge_rules, json_option, locale_option, strictness_options
from dealmodel.cli.texts import given_text, readable, shell_hint

if TYPE_CHECKING:
    from dealmodel.figures.hedges import Reading


@click.command(
    "figure",
    cls=TextCommand,
    examples=(
        "dealmodel figure 'just over 300,000 cars'",
        "dealmodel figure '109,800 yuan ($15,115)' --json",
        "dealmodel figure '€1.5 billion' --bounds '1.45 billion' -",
    ),
    help="Read every figure in TEXT: its number, its unit and what its words can mean. The text - "
    "reads standard input.",
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
def command(
    text: str, bounds: tuple[str, str] | None, reading: Reading, exact: bool, locale: str
) -> Answer:
    from dealmodel.cli.layout import figures_text
    from dealmodel.figures.reader import figure, find_figures
    from dealmodel.figures.stated_bounds import with_stated_bounds

    rules = hedge_rules(reading, exact)
    if bounds is None:
        # Where there is none, `figure` says why.
        found = find_figures(text, rules=rules, locale=locale) or (
            figure(text, rules=rules, locale=locale),
        )
    else:
        printed = figure(text, rules=rules, locale=locale)
        found = (with_stated_bounds(printed, *map(readable, bounds), locale=locale),)
    hint = shell_hint(text)
    return Answer(
        "figure",
        lambda: [one.to_dict() for one in found],
        lambda: figures_text(found),
        () if hint is None else (hint,),
    )
