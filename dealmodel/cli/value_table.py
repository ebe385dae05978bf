"""``dealmodel value-table``: what each stake of a table implies."""

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
    to_option,
)
from dealmodel.cli.table_work import answer_of_table, table_options, tables

if TYPE_CHECKING:
    import pyarrow as pa

    from dealmodel.cli.asked import RatesAsked
    from dealmodel.figures.hedges import Reading
    from dealmodel.tables.stakes import Stakes


@click.command(
    "value-table",
    cls=Command,
    examples=(
        "dealmodel value-table examples/stakes.csv -o valued.csv --to USD",
        "dealmodel value-table my-stakes.parquet -o valued.parquet",
    ),
    help="The equity value that each stake in the table IN implies, and the value before new "
    "money. IN is a CSV or Parquet file with the columns share and paid as printed (21%, $1.6 "
    "billion), shares_are if it is known, and on, the day of the rates for --to. OUT gains "
    "implied_low, implied_point, implied_high, currency, pre_money_low and so on; for each target "
    "the same as implied_low_USD, with rate_USD and rate_day. Rows that cannot be valued go to "
    "OUT.rejects.csv with their line and the reason.",
)
@click.argument("table", metavar="IN", type=click.Path())
@to_option
@table_options
@rates_options
@strictness_options
@locale_option
@json_option
def command(
    table: str,
    out: str,
    to: tuple[str, ...],
    strict: bool,
    force: bool,
    rates: RatesAsked,
    reading: Reading,
    exact: bool,
    locale: str,
) -> Answer:
    with tables():
        from dealmodel.tables.stakes import Stakes

    made: list[Stakes] = []

    def work_of(schema: pa.Schema) -> Stakes:
        made.append(Stakes(schema, rates.chosen(), to, hedge_rules(reading, exact), locale))
        return made[0]

    def told() -> tuple[str, ...]:
        return made[0].warnings if made else ()

    return answer_of_table("value-table", table, out, work_of, told, strict=strict, force=force)
