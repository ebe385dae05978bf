"""``dealmodel calc-table``: a formula over the columns of a table, whatever its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.command import Command
from dealmodel.cli.options import (
    hedge_rules,
    json_option,
    locale_option,
    rates_options,
    strictness_options,
)
from dealmodel.cli.table_work import answer_of_table, floats_option, table_options, tables
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from dealmodel.cli.asked import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.tables.calculation import Calculation


@click.command(
    "calc-table",
    cls=Command,
    examples=(
        "dealmodel calc-table 'value = paid / share' examples/stakes.csv -o values.csv",
        "dealmodel calc-table 'a / b' my-table.parquet -o ratios.parquet --rounded a=1000",
    ),
    help="Work FORMULA out in each row of the table IN, a CSV or Parquet file of any size. Its "
    "names are columns: figures as printed, or numbers, which are exact unless --rounded says "
    "what they are rounded to. OUT gains NAME, NAME_low, NAME_high and NAME_unit, where NAME is "
    "the formula's last or that of --as. Rows that have no answer go to OUT.rejects.csv with their "
    "line and the reason.",
)
@click.argument("formula")
@click.argument("table", metavar="IN", type=click.Path())
@click.option("--as", "name", metavar="NAME", help="What the new columns are called.")
@click.option(
    "--rounded",
    multiple=True,
    metavar="COLUMN=UNIT",
    help="What the numbers of a column are rounded to: stake=0.01.",
)
@floats_option
@table_options
@rates_options
@strictness_options
@locale_option
@json_option
def command(
    formula: str,
    table: str,
    out: str,
    name: str | None,
    rounded: tuple[str, ...],
    floats_as_printed: bool,
    strict: bool,
    force: bool,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    with tables():
        from dealmodel.tables.calculation import Calculation, Formula

    asked = Formula(
        formula, name, _roundings(rounded), hedge_rules(reading, exact), locale, floats_as_printed
    )
    made: list[Calculation] = []

    def work_of(schema: pa.Schema) -> Calculation:
        made.append(Calculation(asked, schema, rates.chosen()))
        return made[0]

    def told() -> tuple[str, ...]:
        return made[0].warnings if made else ()

    return answer_of_table("calc-table", table, out, work_of, told, strict=strict, force=force)


def _roundings(given: tuple[str, ...]) -> dict[str, str]:
    roundings = {}
    for each in given:
        column, equals, unit = each.partition("=")
        if not equals:
            raise UsageError(f"--rounded {each!r}: write COLUMN=UNIT, as in stake=0.01")
        roundings[column.strip()] = unit.strip()
    return roundings
