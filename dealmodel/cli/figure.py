"""``dealmodel figure``: every figure in a text, and what it can mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import hedge_rules, json_option, locale_option, strictness_options
from dealmodel.cli.texts import given_text, readable, shell_hint
from dealmodel.errors import FigureError

if TYPE_CHECKING:
    from dealmodel.figures.hedges import HedgeRules, Reading
    from dealmodel.figures.reading import Refusal


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
def command(
    text: str, bounds: tuple[str, str] | None, reading: Reading, exact: bool, locale: str
) -> Answer:
    from dealmodel.cli.figures import figures_text
    from dealmodel.figures.reader import figure, find_figures
    from dealmodel.figures.reading import Figures
    from dealmodel.figures.stated_bounds import with_stated_bounds

    rules = hedge_rules(reading, exact)
    if bounds is None:
        found = find_figures(text, rules=rules, locale=locale)
        if not found:
            raise _unread(text, found.refused, rules, locale)
    else:
        printed = figure(text, rules=rules, locale=locale)
        found = Figures([with_stated_bounds(printed, *map(readable, bounds), locale=locale)])
    hint = shell_hint(text)
    return Answer(
        "figure",
        lambda: [one.to_dict() for one in found],
        lambda: figures_text(text, found, found.refused),
        () if hint is None else (hint,),
        beside={"refused": [each.to_dict() for each in found.refused]},
        coloured=lambda: figures_text(text, found, found.refused, colour=True),
    )


def _unread(text: str, refused: Sequence[Refusal], rules: HedgeRules, locale: str) -> FigureError:
    """Why nothing could be read: the first error, with the others that were refused."""
    from dealmodel.figures.reader import figure

    try:
        figure(text, rules=rules, locale=locale)
    except FigureError as error:
        if refused:
            error.beside = {"refused": [each.to_dict() for each in refused]}
            error.others = tuple(
                FigureError(text, *each.span, each.message) for each in refused[1:]
            )
        return error
    raise AssertionError("one figure where none is found")
