"""``dealmodel ratio``: two volumes side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.command import TextCommand
from dealmodel.cli.options import (
    explain_option,
    hedge_rules,
    json_option,
    locale_option,
    strictness_options,
)
from dealmodel.cli.texts import given_text

if TYPE_CHECKING:
    from dealmodel.calculators.volumes import VolumeBasis
    from dealmodel.figures.hedges import Reading

MEASURES = ("sales", "deliveries", "wholesale", "retail", "registrations", "production", "orders")
"""What a volume can count; the records of a book have the same."""

_MEASURE = click.Choice(MEASURES)


@click.command(
    "ratio",
    cls=TextCommand,
    examples=(
        "dealmodel ratio 'just over 300,000 cars' '4,272,145 cars'",
        "dealmodel ratio '294,000 cars' '4,272,145 cars' --measure-a deliveries --measure-b sales",
    ),
    help="A over B, B over A, and A's share of the two together. Volumes that are stated to be "
    "counted differently (measure, scope or period) are compared with a warning, or refused with "
    "--same-basis. One of the two may be -, which reads standard input.",
)
@click.argument("a", callback=given_text)
@click.argument("b", callback=given_text)
@click.option("--measure-a", type=_MEASURE, help="What A counts.")
@click.option("--measure-b", type=_MEASURE, help="What B counts.")
@click.option("--scope-a", metavar="SCOPE", help="What A is counted in: a market, group or brand.")
@click.option("--scope-b", metavar="SCOPE", help="What B is counted in.")
@click.option("--period-a", metavar="PERIOD", help="When A was counted: 2024, 2025-Q1, 2025-03.")
@click.option("--period-b", metavar="PERIOD", help="When B was counted.")
@click.option("--same-basis", is_flag=True, help="Refuse volumes stated to be counted differently.")
@explain_option
@strictness_options
@locale_option
@json_option
def command(
    a: str,
    b: str,
    measure_a: str | None,
    measure_b: str | None,
    scope_a: str | None,
    scope_b: str | None,
    period_a: str | None,
    period_b: str | None,
    same_basis: bool,
    explain: bool,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    from dealmodel.calculators.volumes import VolumeBasis, ratio

    first = VolumeBasis(measure_a, scope_a, period_a)
    second = VolumeBasis(measure_b, scope_b, period_b)
    results = ratio(
        a,
        b,
        basis=(first, second),
        same_basis=same_basis,
        rules=hedge_rules(reading, exact),
        locale=locale,
    )
    warnings = _unstated(first, second) if same_basis else ()
    return answer_of("ratio", results, explain=explain, warnings=warnings)


def _unstated(first: VolumeBasis, second: VolumeBasis) -> Iterator[str]:
    """What ``--same-basis`` could not compare, since only what is stated can differ."""
    for aspect in ("measure", "scope", "period"):
        lacking = [
            f"--{aspect}-{side}"
            for side, basis in (("a", first), ("b", second))
            if getattr(basis, aspect) is None
        ]
        if lacking:
            yield f"not known to be the same: the {aspect} is not stated ({', '.join(lacking)})"
